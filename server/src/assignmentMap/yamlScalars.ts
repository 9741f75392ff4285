// Plain and quoted scalars as PyYAML scans them: where each ends, and which text it means.
// What type a plain text has is decided elsewhere (yamlResolve.ts).
// Defined in PyYAML 6: yaml/scanner.py (scan_plain, scan_flow_scalar).

import {
    breakLength,
    breakValue,
    found,
    isBlank,
    isBreak,
    isDocumentMarker,
    isFault,
    skipSpaces,
    skipWhite,
    type YamlFault,
} from './yamlChars.js';

/** A scalar that was scanned: the offset behind it, and the text that it means. */
export interface ScannedScalar {
    readonly end: number;
    readonly value: string;
}

/** Scans a plain scalar; continuation lines are indented by `indent` columns or more. */
export function scanPlain(
    text: string,
    offset: number,
    inFlow: boolean,
    indent: number,
): ScannedScalar {
    let value = '';
    let end = offset;
    let gap = '';
    let at = offset;
    while (text[at] !== '#') {
        const start = at;
        at = plainRunEnd(text, at, inFlow);
        if (at === start) {
            break;
        }
        value += gap + text.slice(start, at);
        end = at;
        const space = scanPlainGap(text, at);
        if (space === undefined || space.end === at) {
            break;
        }
        if (space.column !== undefined && !inFlow && space.column < indent) {
            break;
        }
        gap = space.value;
        at = space.end;
    }
    return { end, value };
}

function plainRunEnd(text: string, offset: number, inFlow: boolean): number {
    let at = offset;
    for (; at < text.length; at++) {
        const character = text[at] ?? '';
        if (isBlank(character) || (inFlow && ',?[]{}'.includes(character))) {
            break;
        }
        if (character === ':' && isValueEnd(text[at + 1], inFlow)) {
            break;
        }
    }
    return at;
}

function isValueEnd(character: string | undefined, inFlow: boolean): boolean {
    return isBlank(character) || (inFlow && ',[]{}'.includes(character ?? ''));
}

interface PlainGap extends ScannedScalar {
    /** The column behind it, where it holds a line break. */
    readonly column?: number;
}

// Undefined where a document's end or start follows. Tabs are no white space between words here.
function scanPlainGap(text: string, offset: number): PlainGap | undefined {
    let at = skipSpaces(text, offset);
    if (!isBreak(text[at])) {
        return { end: at, value: text.slice(offset, at) };
    }
    const lines: string[] = [];
    let lineStart = at;
    while (isBreak(text[at])) {
        lines.push(breakValue(text, at));
        lineStart = at + breakLength(text, at);
        if (isDocumentMarker(text, lineStart)) {
            return undefined;
        }
        at = skipSpaces(text, lineStart);
    }
    return { end: at, value: fold(lines), column: at - lineStart };
}

function fold([first = '', ...rest]: readonly string[]): string {
    return (first !== '\n' ? first : rest.length === 0 ? ' ' : '') + rest.join('');
}

/** Scans a scalar in single or double quotes; the offset is that of the opening one. */
export function scanQuoted(text: string, offset: number): ScannedScalar | YamlFault {
    const quote = text[offset] ?? '';
    let value = '';
    let at = offset + 1;
    for (;;) {
        const character = text[at];
        if (character === undefined) {
            return { message: 'found unexpected end of stream', offset: at };
        }
        if (character === quote) {
            if (quote === '"' || text[at + 1] !== "'") {
                return { end: at + 1, value };
            }
            value += "'";
            at += 2;
            continue;
        }
        const step =
            character === '\\' && quote === '"'
                ? scanEscape(text, at)
                : isBlank(character)
                  ? scanQuotedGap(text, at)
                  : scanRun(text, at, quote);
        if (isFault(step)) {
            return step;
        }
        value += step.value;
        at = step.end;
    }
}

function scanRun(text: string, offset: number, quote: string): ScannedScalar {
    let at = offset + 1;
    for (let character = text[at]; !isBlank(character); character = text[++at]) {
        if (character === quote || (character === '\\' && quote === '"')) {
            break;
        }
    }
    return { end: at, value: text.slice(offset, at) };
}

function scanQuotedGap(text: string, offset: number): ScannedScalar | YamlFault {
    const at = skipWhite(text, offset);
    if (!isBreak(text[at])) {
        return { end: at, value: text.slice(offset, at) };
    }
    const lines = scanBreaks(text, at + breakLength(text, at));
    return isFault(lines)
        ? lines
        : { end: lines.end, value: fold([breakValue(text, at), ...lines.breaks]) };
}

/** The empty lines from a line's start on, and the white space that begins the next. */
function scanBreaks(
    text: string,
    offset: number,
): { readonly end: number; readonly breaks: readonly string[] } | YamlFault {
    const breaks: string[] = [];
    let at = offset;
    for (;;) {
        if (isDocumentMarker(text, at)) {
            return { message: 'found unexpected document separator', offset: at };
        }
        at = skipWhite(text, at);
        if (!isBreak(text[at])) {
            return { end: at, breaks };
        }
        breaks.push(breakValue(text, at));
        at += breakLength(text, at);
    }
}

const escapes: Readonly<Record<string, string>> = {
    0: '\0',
    a: '\x07',
    b: '\b',
    t: '\t',
    '\t': '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\x1b',
    ' ': ' ',
    '"': '"',
    '\\': '\\',
    '/': '/',
    N: '\x85',
    _: '\xa0',
    L: '\u2028',
    P: '\u2029',
};
const escapeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function scanEscape(text: string, offset: number): ScannedScalar | YamlFault {
    const character = text[offset + 1] ?? '';
    const value = escapes[character];
    if (value !== undefined) {
        return { end: offset + 2, value };
    }
    const length = escapeLengths[character];
    if (length !== undefined) {
        return scanCode(text, offset + 2, length);
    }
    if (!isBreak(character)) {
        const message = `found unknown escape character ${found(text, offset + 1)}`;
        return { message, offset: offset + 1 };
    }
    const lines = scanBreaks(text, offset + 1 + breakLength(text, offset + 1));
    return isFault(lines) ? lines : { end: lines.end, value: lines.breaks.join('') };
}

function scanCode(text: string, offset: number, length: number): ScannedScalar | YamlFault {
    const digits = /^[0-9A-Fa-f]*/.exec(text.slice(offset, offset + length))?.[0] ?? '';
    if (digits.length < length) {
        return {
            message:
                `expected escape sequence of ${length} hexadecimal numbers, ` +
                `but found ${found(text, offset + digits.length)}`,
            offset: offset + digits.length,
        };
    }
    const unit = Number.parseInt(digits, 16);
    return unit < 0x110000
        ? { end: offset + length, value: String.fromCodePoint(unit) }
        : { message: 'chr() arg not in range(0x110000)', offset };
}
