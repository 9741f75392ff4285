// Anchors, aliases, tags and directives as PyYAML scans them.
// Defined in PyYAML 6: yaml/scanner.py (scan_anchor, scan_tag, scan_directive), yaml/parser.py
// (process_directives).

import { found, isBlank, isLineEnd, type YamlFault } from './yamlChars.js';

interface Scanned {
    readonly end: number;
}

/** A directive's line without what follows it, and what it may say but once. */
export interface ScannedDirective extends Scanned {
    readonly handle: string | undefined;
    /** What PyYAML says where the same is said twice. */
    readonly duplicate: string;
}

/** Scans `&name` or `*name`; a name is made of letters, digits, `-` and `_`. */
export function scanAnchor(text: string, offset: number): Scanned | YamlFault {
    const end = wordEnd(text, offset + 1);
    const isEnd = isBlank(text[end]) || '?:,]}%@`'.includes(text[end] ?? '');
    return end === offset + 1 || !isEnd
        ? unexpected('alphabetic or numeric character', text, end)
        : { end };
}

/** Scans a tag: `!`, `!name`, `!!name`, `!handle!name` or `!<uri>`. */
export function scanTag(text: string, offset: number): Scanned | YamlFault {
    const scanned = scanTagBody(text, offset);
    if ('message' in scanned) {
        return scanned;
    }
    const next = text[scanned.end];
    return next === ' ' || isLineEnd(next) ? scanned : unexpected("' '", text, scanned.end);
}

/** Scans a line that begins with `%`. */
export function scanDirective(text: string, offset: number): ScannedDirective | YamlFault {
    const nameEnd = wordEnd(text, offset + 1);
    const isEnd = text[nameEnd] === ' ' || isLineEnd(text[nameEnd]);
    if (nameEnd === offset + 1 || !isEnd) {
        return unexpected('alphabetic or numeric character', text, nameEnd);
    }
    const name = text.slice(offset + 1, nameEnd);
    const directive =
        name === 'YAML'
            ? scanVersion(text, skipSpaces(text, nameEnd))
            : name === 'TAG'
              ? scanHandle(text, skipSpaces(text, nameEnd))
              : { end: lineEnd(text, nameEnd), handle: undefined, duplicate: '' };
    if ('message' in directive) {
        return directive;
    }
    const rest = skipSpaces(text, directive.end);
    return text[rest] === '#' || isLineEnd(text[rest])
        ? directive
        : unexpected('a comment or a line break', text, rest);
}

function unexpected(expected: string, text: string, offset: number): YamlFault {
    return { message: `expected ${expected}, but found ${found(text, offset)}`, offset };
}

function wordEnd(text: string, offset: number): number {
    return matchEnd(/[0-9A-Za-z_-]*/y, text, offset);
}

function skipSpaces(text: string, offset: number): number {
    return matchEnd(/ */y, text, offset);
}

function lineEnd(text: string, offset: number): number {
    return matchEnd(/[^\n\r\x85\u2028\u2029]*/y, text, offset);
}

function matchEnd(pattern: RegExp, text: string, offset: number): number {
    pattern.lastIndex = offset;
    return offset + (pattern.exec(text)?.[0].length ?? 0);
}

function scanTagBody(text: string, offset: number): Scanned | YamlFault {
    if (text[offset + 1] === '<') {
        const uri = scanUri(text, offset + 2);
        if ('message' in uri) {
            return uri;
        }
        return text[uri.end] === '>' ? { end: uri.end + 1 } : unexpected("'>'", text, uri.end);
    }
    if (isBlank(text[offset + 1])) {
        return { end: offset + 1 };
    }
    // A second `!` before the next space makes what stands before it the tag's handle.
    const word = matchEnd(/[^ \n\r\x85\u2028\u2029]*/y, text, offset + 1);
    if (!text.slice(offset + 1, word).includes('!')) {
        return scanUri(text, offset + 1);
    }
    const handleEnd = wordEnd(text, offset + 1);
    return text[handleEnd] === '!'
        ? scanUri(text, handleEnd + 1)
        : unexpected("'!'", text, handleEnd);
}

function scanUri(text: string, offset: number): Scanned | YamlFault {
    const end = matchEnd(/(?:[0-9A-Za-z\-;/?:@&=+$,_.!~*'()[\]]|%[0-9A-Fa-f]{2})*/y, text, offset);
    if (text[end] === '%') {
        return unexpected('URI escape sequence of 2 hexadecimal numbers', text, end + 1);
    }
    return end === offset ? unexpected('URI', text, end) : { end };
}

function scanVersion(text: string, offset: number): ScannedDirective | YamlFault {
    const majorEnd = matchEnd(/[0-9]*/y, text, offset);
    if (majorEnd === offset) {
        return unexpected('a digit', text, offset);
    }
    if (text[majorEnd] !== '.') {
        return unexpected("a digit or '.'", text, majorEnd);
    }
    const end = matchEnd(/[0-9]*/y, text, majorEnd + 1);
    if (end === majorEnd + 1) {
        return unexpected('a digit', text, end);
    }
    if (text[end] !== ' ' && !isLineEnd(text[end])) {
        return unexpected("a digit or ' '", text, end);
    }
    return Number(text.slice(offset, majorEnd)) === 1
        ? { end, handle: '%YAML', duplicate: 'found duplicate YAML directive' }
        : { message: 'found incompatible YAML document (version 1.* is required)', offset };
}

function scanHandle(text: string, offset: number): ScannedDirective | YamlFault {
    if (text[offset] !== '!') {
        return unexpected("'!'", text, offset);
    }
    const wordAfter = wordEnd(text, offset + 1);
    const isSingle = text[offset + 1] === ' ';
    if (!isSingle && text[wordAfter] !== '!') {
        return unexpected("'!'", text, wordAfter);
    }
    const handleEnd = isSingle ? offset + 1 : wordAfter + 1;
    if (text[handleEnd] !== ' ') {
        return unexpected("' '", text, handleEnd);
    }
    const handle = text.slice(offset, handleEnd);
    const uri = scanUri(text, skipSpaces(text, handleEnd));
    if ('message' in uri) {
        return uri;
    }
    return text[uri.end] === ' ' || isLineEnd(text[uri.end])
        ? { end: uri.end, handle, duplicate: `duplicate tag handle '${handle}'` }
        : unexpected("' '", text, uri.end);
}
