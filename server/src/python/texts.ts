// Strings of which parts may not be known: putting them together, and what can still be said of
// them. Also strings as Python counts them, by code points. Nothing here calls anything.

import type { Choice, Pattern, Str, Unknown, Value } from './values.js';
import { str } from './values.js';

/** A string, or what is known of one. */
export type Text = Str | Pattern | Unknown;

/** A part of a string: known text, or a hole. */
export type Part = string | Unknown;

/** The text of these parts, in the simplest form: a string, a lone hole, or a pattern. */
export function textOf(parts: readonly Part[]): Text {
    const merged: Part[] = [];
    for (const part of parts) {
        const last = merged.at(-1);
        if (typeof part === 'string' && typeof last === 'string') {
            merged[merged.length - 1] = last + part;
        } else if (part !== '' && (typeof part === 'string' || typeof last !== 'object')) {
            merged.push(part);
        }
    }
    const [first] = merged;
    if (first === undefined) {
        return str('');
    }
    if (merged.length === 1) {
        return typeof first === 'string' ? str(first) : { ...first, type: 'str' };
    }
    return { kind: 'pattern', parts: merged };
}

/** The parts of a text; of a value that may be anything one hole. */
export function partsOf(value: Value): readonly Part[] {
    switch (value.kind) {
        case 'str':
            return [value.value];
        case 'pattern':
            return value.parts;
        case 'unknown':
            return [value];
        case 'choice':
            return partsOfChoice(value);
        default:
            return [{ kind: 'unknown', reason: 'it is not known as a text', type: 'str' }];
    }
}

/** What all strings of a choice have in common: their start and their end. */
function partsOfChoice({ options, why }: Choice): readonly Part[] {
    const texts = options.map(partsOf);
    const prefixes = texts.map(([first]) => (typeof first === 'string' ? first : ''));
    const prefix = prefixes.reduce((one, other) => commonStart(one, other));
    const suffixes = texts.map((parts) => {
        const last = parts.at(-1);
        return typeof last !== 'string'
            ? ''
            : parts.length === 1
              ? last.slice(prefix.length)
              : last;
    });
    const reversed = suffixes.map((suffix) => [...suffix].reverse().join(''));
    const suffix = [...reversed.reduce((one, other) => commonStart(one, other))].reverse().join('');
    return [prefix, { ...why, type: 'str' }, suffix];
}

function commonStart(one: string, other: string): string {
    const [mine, theirs] = [[...one], [...other]];
    let length = 0;
    while (length < mine.length && mine[length] === theirs[length]) {
        length += 1;
    }
    return mine.slice(0, length).join('');
}

/** What is sure to stand at the start and the end of a text, and how long it is at least. */
export function knownOf(text: Text): {
    readonly start: string;
    readonly end: string;
    readonly least: number;
} {
    const parts = partsOf(text);
    const [first] = parts;
    const last = parts.at(-1);
    let least = 0;
    for (const part of parts) {
        least += typeof part === 'string' ? part.length : 0;
    }
    return {
        start: typeof first === 'string' ? first : '',
        end: typeof last === 'string' ? last : '',
        least,
    };
}

/** Whether two texts are equal; undefined where that depends on a hole. */
export function textsEqual(one: Text, other: Text): boolean | undefined {
    if (one.kind === 'str' && other.kind === 'str') {
        return one.value === other.value;
    }
    const [mine, theirs] = [knownOf(one), knownOf(other)];
    const start = Math.min(mine.start.length, theirs.start.length);
    const end = Math.min(mine.end.length, theirs.end.length);
    if (mine.start.slice(0, start) !== theirs.start.slice(0, start)) {
        return false;
    }
    if (mine.end.slice(mine.end.length - end) !== theirs.end.slice(theirs.end.length - end)) {
        return false;
    }
    const tooLong =
        (one.kind === 'str' && one.value.length < theirs.least) ||
        (other.kind === 'str' && other.value.length < mine.least);
    const impossible =
        (one.kind === 'str' && lacksPart(one.value, other)) ||
        (other.kind === 'str' && lacksPart(other.value, one));
    return tooLong || impossible ? false : undefined;
}

/** Whether the known parts of a text do not stand in a string in this order. */
function lacksPart(whole: string, text: Text): boolean {
    let from = 0;
    for (const part of partsOf(text)) {
        if (typeof part === 'string') {
            const index = whole.indexOf(part, from);
            if (index === -1) {
                return true;
            }
            from = index + part.length;
        }
    }
    return false;
}

const astral = /[\ud800-\udbff][\udc00-\udfff]/;

/** Whether a string has characters that JavaScript counts as two. */
export function hasAstral(text: string): boolean {
    return astral.test(text);
}

/** `len(text)`: in code points. */
export function lengthOf(text: string): number {
    return hasAstral(text) ? [...text].length : text.length;
}

/** `text[start:end]` by code points, both within the string. */
export function sliceOf(text: string, start: number, end: number): string {
    return hasAstral(text) ? [...text].slice(start, end).join('') : text.slice(start, end);
}

/** The characters as Python counts them. */
export function charactersOf(text: string): readonly string[] {
    return hasAstral(text) ? [...text] : text.split('');
}

/** The code points before an offset of JavaScript's. */
export function pointsBefore(text: string, offset: number): number {
    return lengthOf(text.slice(0, offset));
}

/** The offset of JavaScript's before which so many code points stand. */
export function offsetOf(text: string, points: number): number {
    return hasAstral(text) ? [...text].slice(0, points).join('').length : points;
}
