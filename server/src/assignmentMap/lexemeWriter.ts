// Passes tokens of YAML on to the parser of the package `yaml`, without a gap: it counts places by
// the lengths of what it gets. White space, comments and line breaks are read here.

import { breakLength, endOfLine, skipSpaces } from './yamlChars.js';
import type { TokenPlace } from './yamlNesting.js';

/** A comment, `#` included, and whether nothing but white space stands before it. */
export interface YamlComment {
    readonly offset: number;
    readonly text: string;
    readonly alone: boolean;
}

/** Takes tokens; undefined ends a document that no token ends. */
export type TakeLexeme = (lexeme: string | undefined) => void;

// Tokens that the parser knows and that stand for no text.
const documentLexeme = '\x02';
const scalarLexeme = '\x1f';

/** The way of a text into a parser. */
export class LexemeWriter {
    readonly comments: YamlComment[] = [];
    offset = 0;
    readonly #text: string;
    readonly #take: TakeLexeme;
    #lineStart = 0;
    #inDocument = false;
    #heldSpaces = '';

    constructor(text: string, take: TakeLexeme) {
        this.#text = text;
        this.#take = take;
    }

    /** Where the next token begins. */
    get place(): TokenPlace {
        // A byte order mark takes no column.
        const hasMark = this.#lineStart === 0 && this.#text.startsWith('\ufeff');
        const column = this.offset - this.#lineStart - (hasMark && this.offset !== 0 ? 1 : 0);
        return { offset: this.offset, lineStart: this.#lineStart, column };
    }

    /** Passes the next token on; it ends at `end`. */
    emit(end: number): undefined {
        this.#takeUntil(end);
    }

    /** Passes on a scalar without quotes. */
    emitScalar(start: number, end: number): undefined {
        this.#take(scalarLexeme);
        this.offset = start;
        this.#takeUntil(end);
    }

    /** Passes on what says nothing, up to a number of lines; tells whether a line was left. */
    skipTrivia(lines = Infinity): boolean {
        const text = this.#text;
        if (this.offset === 0 && text.startsWith('\ufeff')) {
            this.emit(1);
        }
        for (let count = 0; count < lines; count++) {
            this.#space(skipSpaces(text, this.offset));
            if (text[this.offset] === '#') {
                this.#comment();
            }
            const length = breakLength(text, this.offset);
            if (length === 0) {
                return count !== 0;
            }
            this.#newline(length);
        }
        return true;
    }

    /** A document begins with the next token, if none is open. */
    openDocument(): void {
        if (!this.#inDocument) {
            this.#inDocument = true;
            this.#take(documentLexeme);
            this.#releaseSpaces();
        }
    }

    /** The document ends before the next token. */
    closeDocument(): void {
        if (this.#inDocument) {
            this.#inDocument = false;
            this.#take(undefined);
        }
    }

    /** Passes on `...`, which ends the document. */
    emitDocumentEnd(): void {
        this.#inDocument = false;
        this.emit(this.offset + 3);
    }

    #takeUntil(end: number): void {
        const lexeme = this.#text.slice(this.offset, end);
        this.#take(lexeme);
        // A scalar of several lines leaves the writer on its last one.
        if (/[\n\r\x85\u2028\u2029]/.test(lexeme)) {
            for (let at = this.offset; at < end;) {
                const length = breakLength(this.#text, at);
                at += Math.max(1, length);
                this.#lineStart = length === 0 ? this.#lineStart : at;
            }
        }
        this.offset = end;
    }

    // Before a document, spaces belong to what follows them: a comment, or the first token.
    #space(end: number): void {
        if (!this.#inDocument) {
            this.#heldSpaces = this.#text.slice(this.offset, end);
            this.offset = end;
        } else if (this.offset < end) {
            this.emit(end);
        }
    }

    #releaseSpaces(): void {
        if (this.#heldSpaces !== '') {
            this.#take(this.#heldSpaces);
            this.#heldSpaces = '';
        }
    }

    #comment(): void {
        this.#releaseSpaces();
        const { offset } = this;
        const end = endOfLine(this.#text, offset);
        const before = this.#text.slice(this.#lineStart, offset);
        this.comments.push({
            offset,
            text: this.#text.slice(offset, end),
            alone: /^[\s\ufeff]*$/.test(before),
        });
        this.emit(end);
    }

    // The parser knows two line breaks; the others are passed on as one of them.
    #newline(length: number): void {
        this.#releaseSpaces();
        this.#take(length === 2 ? '\r\n' : '\n');
        this.offset += length;
        this.#lineStart = this.offset;
    }
}
