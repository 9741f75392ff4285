// Literal (`|`) and folded (`>`) scalars as PyYAML scans them.
// Defined in PyYAML 6: yaml/scanner.py (scan_block_scalar).

import {
    breakLength,
    breakValue,
    endOfLine,
    found,
    isBreak,
    isFault,
    isLineEnd,
    isWhite,
    skipSpaces,
    type YamlFault,
} from './yamlChars.js';
import type { ScannedScalar } from './yamlScalars.js';

/** A block scalar: where its header ends and its lines begin, too. */
export interface ScannedBlockScalar extends ScannedScalar {
    readonly headerEnd: number;
    readonly bodyStart: number;
}

/** Scans a literal (`|`) or folded (`>`) scalar below a parent of this indentation. */
export function scanBlockScalar(
    text: string,
    offset: number,
    parentIndent: number,
): ScannedBlockScalar | YamlFault {
    const header = scanHeader(text, offset);
    if (isFault(header)) {
        return header;
    }
    const least = Math.max(1, parentIndent + 1);
    const indent =
        header.increment === undefined
            ? Math.max(least, deepestIndent(text, header.bodyStart))
            : least + header.increment - 1;
    const folded = text[offset] === '>';

    let value = '';
    let lineBreak = '';
    let lines = scanBlockBreaks(text, header.bodyStart, indent);
    while (lines.column === indent && lines.end < text.length) {
        value += lines.breaks.join('');
        const startsWithWhite = isWhite(text[lines.end]);
        const lineEnd = endOfLine(text, lines.end);
        value += text.slice(lines.end, lineEnd);
        lineBreak = isBreak(text[lineEnd]) ? breakValue(text, lineEnd) : '';
        lines = scanBlockBreaks(text, lineEnd + breakLength(text, lineEnd), indent);
        if (lines.column !== indent || text.length <= lines.end) {
            break;
        }
        if (!folded || lineBreak !== '\n' || startsWithWhite || isWhite(text[lines.end])) {
            value += lineBreak;
        } else if (lines.breaks.length === 0) {
            value += ' ';
        }
    }
    if (header.chomping !== '-') {
        value += lineBreak;
    }
    if (header.chomping === '+') {
        value += lines.breaks.join('');
    }
    const { headerEnd, bodyStart } = header;
    return { headerEnd, bodyStart, end: lines.lineStart, value };
}

interface BlockHeader {
    readonly chomping: string;
    readonly increment: number | undefined;
    readonly headerEnd: number;
    readonly bodyStart: number;
}

function scanHeader(text: string, offset: number): BlockHeader | YamlFault {
    const [indicators = ''] =
        /^(?:[+-][0-9]?|[0-9][+-]?|)/.exec(text.slice(offset + 1, offset + 3)) ?? [];
    const headerEnd = offset + 1 + indicators.length;
    if (indicators.includes('0')) {
        const message = 'expected indentation indicator in the range 1-9, but found 0';
        return { message, offset: headerEnd - 1 };
    }
    if (text[headerEnd] !== ' ' && !isLineEnd(text[headerEnd])) {
        return {
            message: `expected chomping or indentation indicators, but found ${found(text, headerEnd)}`,
            offset: headerEnd,
        };
    }
    const spaceEnd = skipSpaces(text, headerEnd);
    const lineEnd = text[spaceEnd] === '#' ? endOfLine(text, spaceEnd) : spaceEnd;
    if (!isLineEnd(text[lineEnd])) {
        const message = `expected a comment or a line break, but found ${found(text, lineEnd)}`;
        return { message, offset: lineEnd };
    }
    const digit = /[1-9]/.exec(indicators)?.[0];
    return {
        chomping: /[+-]/.exec(indicators)?.[0] ?? '',
        increment: digit === undefined ? undefined : Number(digit),
        headerEnd,
        bodyStart: lineEnd + breakLength(text, lineEnd),
    };
}

// The indentation of the first line with text, or of a deeper empty one before it.
function deepestIndent(text: string, offset: number): number {
    let deepest = 0;
    let lineStart = offset;
    for (;;) {
        const at = skipSpaces(text, lineStart);
        deepest = Math.max(deepest, at - lineStart);
        if (!isBreak(text[at])) {
            return deepest;
        }
        lineStart = at + breakLength(text, at);
    }
}

function scanBlockBreaks(text: string, offset: number, indent: number) {
    const breaks: string[] = [];
    let lineStart = offset;
    for (;;) {
        let at = lineStart;
        while (at < lineStart + indent && text[at] === ' ') {
            at++;
        }
        if (!isBreak(text[at])) {
            return { breaks, lineStart, end: at, column: at - lineStart };
        }
        breaks.push(breakValue(text, at));
        lineStart = at + breakLength(text, at);
    }
}
