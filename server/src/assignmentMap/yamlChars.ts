// The characters that PyYAML's scanner tells apart, and how it says what it found.
// Defined in PyYAML 6: yaml/scanner.py, yaml/reader.py.

import { pythonStringRepr } from '../util/pythonRepr.js';

/** A place at which PyYAML refuses the text, with its own words. */
export interface YamlFault {
    readonly message: string;
    readonly offset: number;
    /** The words are not PyYAML's: the parser of `yaml` found it first, or a limit of our own. */
    readonly isForeign?: boolean;
}

/** A character of a text, or undefined behind its end. */
export type Character = string | undefined;

const breaks = '\n\r\x85\u2028\u2029';

/** Whether a character ends a line; YAML 1.1 has three more of them than YAML 1.2. */
export function isBreak(character: Character): boolean {
    return character !== undefined && breaks.includes(character);
}

/** Whether a line ends here, be it with the text. */
export function isLineEnd(character: Character): boolean {
    return character === undefined || breaks.includes(character);
}

/** Whether a character separates tokens: a space, a tab, a line's end. */
export function isBlank(character: Character): boolean {
    return character === ' ' || character === '\t' || isLineEnd(character);
}

/** The length of the line break at an offset; 0 where there is none. */
export function breakLength(text: string, offset: number): number {
    const character = text[offset];
    return !isBreak(character) ? 0 : character === '\r' && text[offset + 1] === '\n' ? 2 : 1;
}

/** What a line break means: a line feed, but for the two breaks that stay what they are. */
export function breakValue(text: string, offset: number): string {
    const character = text[offset];
    return character === '\u2028' || character === '\u2029' ? character : '\n';
}

/** The offset at which a line ends. */
export function endOfLine(text: string, offset: number): number {
    let at = offset;
    while (!isLineEnd(text[at])) {
        at++;
    }
    return at;
}

/** Whether a character is a space or a tab. */
export function isWhite(character: Character): boolean {
    return character === ' ' || character === '\t';
}

/** The offset behind the spaces at an offset. */
export function skipSpaces(text: string, offset: number): number {
    let at = offset;
    while (text[at] === ' ') {
        at++;
    }
    return at;
}

/** The offset behind the spaces and tabs at an offset. */
export function skipWhite(text: string, offset: number): number {
    let at = offset;
    while (isWhite(text[at])) {
        at++;
    }
    return at;
}

/** Whether `---` or `...` stands at an offset, which has to be a line's start. */
export function isDocumentMarker(text: string, offset: number): boolean {
    const marker = text.slice(offset, offset + 3);
    return (marker === '---' || marker === '...') && isBlank(text[offset + 3]);
}

/** `repr` of the character at an offset, as PyYAML names what it found. */
export function found(text: string, offset: number): string {
    const unit = text.codePointAt(offset);
    return pythonStringRepr(unit === undefined ? '\0' : String.fromCodePoint(unit));
}

/** Whether a value is a fault. */
export function isFault(value: object): value is YamlFault {
    return 'message' in value;
}

// What yaml/reader.py accepts.
const unreadable = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The first character which PyYAML reads in no place, not even in quotes or comments. */
export function findUnreadable(text: string): YamlFault | undefined {
    const offset = text.search(unreadable);
    return offset === -1
        ? undefined
        : { message: `special characters are not allowed: ${found(text, offset)}`, offset };
}
