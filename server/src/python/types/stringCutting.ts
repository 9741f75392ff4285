// Cutting strings: split, strip, replace. Nothing here knows values but for arguments and errors.
// Defined in CPython 3.11: Objects/stringlib.

import type { Evaluation } from '../evaluation.js';
import { charactersOf, textOf, type Part } from '../texts.js';
import type { Pattern, Value } from '../values.js';

import { type Arg, textArg } from './stringMethod.js';

/** Python's white space, as the inside of a class of a regular expression. */
export const spaceClass =
    '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** Whether a text of which only the start is known starts so; undefined where that is not sure. */
export function couldStart(start: string, prefix: string): boolean | undefined {
    return start.startsWith(prefix) ? true : prefix.startsWith(start) ? undefined : false;
}

/** Whether a text of which only the end is known ends so; undefined where that is not sure. */
export function couldEnd(end: string, suffix: string): boolean | undefined {
    return end.endsWith(suffix) ? true : suffix.endsWith(end) ? undefined : false;
}

/** `text.split(separator, most)`. */
export function splitText(
    evaluation: Evaluation,
    text: string,
    separator: Arg,
    most: number,
    fromRight: boolean,
): readonly string[] {
    if (separator === undefined || separator.kind === 'none') {
        return splitSpaces(text, most, fromRight);
    }
    const by = textArg(evaluation, separator, (type) => `must be str or None, not ${type}`);
    if (by === '') {
        evaluation.raise('ValueError', 'empty separator');
    }
    const pieces = text.split(by);
    if (most < 0 || pieces.length <= most + 1) {
        return pieces;
    }
    // Pieces of overlapping separators differ when they are searched from the right.
    if (fromRight) {
        return splitRight(text, by, most);
    }
    return [...pieces.slice(0, most), pieces.slice(most).join(by)];
}

function splitRight(text: string, by: string, most: number): readonly string[] {
    const pieces: string[] = [];
    let left = text;
    for (let count = 0; most < 0 || count < most; count++) {
        const index = left.lastIndexOf(by);
        if (index === -1) {
            break;
        }
        pieces.unshift(left.slice(index + by.length));
        left = left.slice(0, index);
    }
    return [left, ...pieces];
}

function splitSpaces(text: string, most: number, fromRight: boolean): readonly string[] {
    const words = [...text.matchAll(new RegExp(`[^${spaceClass}]+`, 'g'))];
    if (most < 0 || words.length <= most) {
        return words.map(([word]) => word);
    }
    if (!fromRight) {
        const kept = words.slice(0, most).map(([word]) => word);
        return [...kept, text.slice(words[most]?.index)];
    }
    const kept = words.slice(words.length - most);
    const [first] = kept;
    const head = text.slice(0, first?.index ?? text.length);
    return [trimmed(head, undefined, false, true), ...kept.map(([word]) => word)];
}

/** `text.strip(characters)` on these sides. */
export function trimmed(
    text: string,
    characters: string | undefined,
    left: boolean,
    right: boolean,
): string {
    const all = charactersOf(text);
    const space = new RegExp(`^[${spaceClass}]$`);
    const set = characters === undefined ? undefined : new Set(charactersOf(characters));
    const goes = (character: string | undefined): boolean =>
        character !== undefined && (set?.has(character) ?? space.test(character));
    let [from, to] = [0, all.length];
    while (left && from < to && goes(all[from])) {
        from += 1;
    }
    while (right && from < to && goes(all[to - 1])) {
        to -= 1;
    }
    return all.slice(from, to).join('');
}

/** `text.replace(old, new)` of a string with holes, where no occurrence can lie across an edge. */
export function replacedPattern(text: Pattern, old: string, by: string): Value | undefined {
    const { parts } = text;
    for (const [index, part] of parts.entries()) {
        if (typeof part !== 'string') {
            continue;
        }
        for (let length = 1; length < old.length; length++) {
            const runsOut = index < parts.length - 1 && part.endsWith(old.slice(0, length));
            if (runsOut || (0 < index && part.startsWith(old.slice(length)))) {
                return undefined;
            }
        }
    }
    return textOf(
        parts.map((part): Part =>
            typeof part === 'string' ? part.replaceAll(old, () => by) : part,
        ),
    );
}

/** `text.replace(old, by, most)`; fewer than none means all. */
export function replaced(text: string, old: string, by: string, most: number): string {
    if (most < 0 && old !== '') {
        return text.replaceAll(old, () => by);
    }
    const pieces = old === '' ? ['', ...charactersOf(text), ''] : text.split(old);
    const count = most < 0 ? pieces.length : most;
    return pieces.reduce((joined, piece, index) => joined + (index <= count ? by : old) + piece);
}

/** The characters that end a line, as the inside of a class of a regular expression. */
const lineEnds = '\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029';

/** `text.splitlines(keepends)`. */
export function linesOf(text: string, keepEnds: boolean): readonly string[] {
    const line = new RegExp(`([^${lineEnds}]*)(\\r\\n|[${lineEnds}])|[^${lineEnds}]+$`, 'g');
    return [...text.matchAll(line)].map(([all, body]) => (keepEnds ? all : (body ?? all)));
}
