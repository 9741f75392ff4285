// Searching with a translated expression as Python's `re` does: anchors, windows, and what follows
// an empty match. Defined in CPython 3.11: Modules/_sre/sre.c.

import { offsetOf, pointsBefore } from '../texts.js';
import type { RegexFlags } from './regexReader.js';
import { translateRegex, type Translation } from './regexSyntax.js';

/** A compiled expression. */
export interface Compiled {
    readonly pattern: string;
    readonly translation: Translation;
    /** Finds anywhere; matches at one place only. */
    readonly finding: RegExp;
    readonly sticky: RegExp;
    readonly full: RegExp;
}

/** A match: for each group where it begins and ends, in JavaScript's offsets. */
export interface Found {
    readonly text: string;
    readonly spans: readonly (readonly [number, number] | undefined)[];
}

/** Compiles an expression; undefined where it is not translated. */
export function compileRegex(pattern: string, flags: RegexFlags): Compiled | undefined {
    const translation = translateRegex(pattern, flags);
    if (translation === undefined) {
        return undefined;
    }
    const letters = `v${translation.flags.ignoreCase ? 'i' : ''}d`;
    try {
        return {
            pattern,
            translation,
            finding: new RegExp(translation.source, `${letters}g`),
            sticky: new RegExp(translation.source, `${letters}y`),
            full: new RegExp(`(?:${translation.source})(?![\\s\\S])`, `${letters}y`),
        };
    } catch (error) {
        if (error instanceof SyntaxError) {
            return undefined;
        }
        throw error;
    }
}

/**
 * Whether a text is not searched: that could take very long, or it has letters whose cases Python
 * and JavaScript may take for the same or not (`İ` is one of `[a-z]` to Python alone).
 */
export function isOutOfReach({ translation, pattern }: Compiled, text: string): boolean {
    const { depth, unbounded, flags } = translation;
    if (flags.ignoreCase && /[\u0080-\uffff]/.test(pattern + text)) {
        return true;
    }
    const most = 1 < depth ? 60 : 3 < unbounded ? 400 : 1 < unbounded ? 5_000 : 200_000;
    return most < text.length;
}

/** Where a match has to begin and to end. */
export type Mode = 'search' | 'match' | 'fullmatch';

/** The first match from an offset on. */
export function find(
    compiled: Compiled,
    mode: Mode,
    text: string,
    from: number,
): Found | undefined {
    const regex =
        mode === 'search' ? compiled.finding : mode === 'match' ? compiled.sticky : compiled.full;
    regex.lastIndex = from;
    let match = regex.exec(text);
    // What is empty is found between the two halves of a character, too, where Python has no place.
    while (match !== null && isInside(text, match.index)) {
        regex.lastIndex = match.index + 1;
        match = regex.exec(text);
    }
    return foundOf(text, match);
}

/** Whether an offset lies in the middle of a character. */
function isInside(text: string, offset: number): boolean {
    const pair = text.slice(Math.max(offset - 1, 0), offset + 1);
    return offset !== 0 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair);
}

function foundOf(text: string, match: RegExpExecArray | null): Found | undefined {
    return match === null ? undefined : { text, spans: [...(match.indices ?? [])] };
}

/** The bounds of the whole match. */
export function boundsOf({ spans }: Found): readonly [number, number] {
    return spans[0] ?? [0, 0];
}

/** All matches one after the other; after an empty one the next at the same place is not empty. */
export function findAll(compiled: Compiled, text: string, from: number): readonly Found[] {
    const all: Found[] = [];
    let at = from;
    let mustAdvance = false;
    for (;;) {
        const found = mustAdvance
            ? advancing(compiled, text, at)
            : find(compiled, 'search', text, at);
        if (found === undefined) {
            return all;
        }
        all.push(found);
        const [start, end] = boundsOf(found);
        mustAdvance = start === end;
        at = end;
    }
}

/** A match from an offset on which is not empty there. */
function advancing(compiled: Compiled, text: string, at: number): Found | undefined {
    const { translation, sticky } = compiled;
    const longer = new RegExp(
        `(?:${translation.source})(?<=^[\\s\\S]{${pointsBefore(text, at) + 1},})`,
        sticky.flags,
    );
    longer.lastIndex = at;
    const here = foundOf(text, longer.exec(text));
    if (here !== undefined) {
        return here;
    }
    const next = offsetOf(text, pointsBefore(text, at) + 1);
    return text.length < at + 1 ? undefined : find(compiled, 'search', text, next);
}
