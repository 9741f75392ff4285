// The piece of text which a completion replaces: the name that the cursor is in or begins, as far
// as it reaches on its line, with its quotes.

import type { ScalarStyle } from './assignmentMap.js';
import { isFault } from './yamlChars.js';
import { scanQuoted } from './yamlScalars.js';
import type { Span } from '../util/span.js';

/** The name under a cursor. */
export interface CursorToken {
    /** The name with its quotes; on one line. */
    readonly replace: Span;
    /** What the name means up to the cursor, and from there on. */
    readonly prefix: string;
    readonly suffix: string;
    readonly style: ScalarStyle;
}

/** The name that begins at `start` and has the cursor in it; `start` may be the cursor. */
export function tokenAt(text: string, start: number, cursor: number, isFlow: boolean): CursorToken {
    const quote = text[start];
    if (quote === '"' || quote === "'") {
        return quotedToken(text, start, Math.max(cursor, start + 1), quote);
    }
    const end = cursor + plainRest(text, cursor, isFlow).length;
    return {
        replace: { start, end },
        prefix: text.slice(start, cursor),
        suffix: text.slice(cursor, end),
        style: start === end ? 'empty' : 'plain',
    };
}

function plainRest(text: string, cursor: number, isFlow: boolean): string {
    const line = /^[^\n\r]*/.exec(text.slice(cursor, cursor + 4096))?.[0] ?? '';
    const pattern = isFlow ? /^(?:[^\s,[\]{}:"']|:(?![\s,[\]{}]|$))*/ : /^(?:[^\s:]|:(?!\s|$))*/;
    const rest = pattern.exec(line)?.[0] ?? '';
    return rest.startsWith('#') ? '' : rest;
}

function quotedToken(text: string, start: number, cursor: number, quote: string): CursorToken {
    const style = quote === '"' ? 'double' : 'single';
    const prefix = decode(text.slice(start + 1, cursor), quote);
    const scanned = scanQuoted(text, start);
    const rest = isFault(scanned) ? '' : text.slice(cursor, scanned.end - 1);
    // A quote behind other structure is the next name's opening one: this name is not closed yet.
    if (!isFault(scanned) && cursor < scanned.end && !/[\n\r]|[:,][ \t]|[\]}]\s*$/.test(rest)) {
        const replace = { start, end: scanned.end };
        return { replace, prefix, suffix: decode(rest, quote), style };
    }
    const suffix = /^[^\s:,\]}"']*/.exec(text.slice(cursor, cursor + 4096))?.[0] ?? '';
    return { replace: { start, end: cursor + suffix.length }, prefix, suffix, style };
}

function decode(source: string, quote: string): string {
    const scanned = scanQuoted(`${quote}${source}${quote}`, 0);
    return isFault(scanned) || scanned.end !== source.length + 2 ? source : scanned.value;
}
