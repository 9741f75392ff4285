// Cuts YAML into tokens as PyYAML's scanner does, for the parser of the package `yaml`, which
// takes a lexer of one's own. The package's lexer reads YAML 1.2 and differs in what matters here:
// tabs between tokens, `?` `:` and `-` inside brackets, brackets and quotes that continue at the
// margin, line breaks, comments without a space, `---` after `...`.
// Defined in PyYAML 6: yaml/scanner.py; from yaml/parser.py only the order of documents.

import {
    breakLength,
    found,
    isBlank,
    isDocumentMarker,
    isFault,
    isLineEnd,
    type YamlFault,
} from './yamlChars.js';
import { scanBlockScalar, scanPlain, scanQuoted } from './yamlScalars.js';
import { YamlNesting, type TokenPlace } from './yamlNesting.js';
import { scanAnchor, scanDirective, scanTag } from './yamlProperties.js';

/** A comment, `#` included, and whether nothing but white space stands before it. */
export interface YamlComment {
    readonly offset: number;
    readonly text: string;
    readonly alone: boolean;
}

/** What a text consists of. The tokens go to a callback, since there are many. */
export interface LexedYaml {
    readonly comments: readonly YamlComment[];
    /** What a scalar means, by its offset, where that differs from the text between its quotes. */
    readonly values: ReadonlyMap<number, string>;
    /** Where PyYAML's scanner stops, if it does; no tokens follow. */
    readonly fault: YamlFault | undefined;
}

/** Takes tokens; undefined ends a document that no token ends. */
export type TakeLexeme = (lexeme: string | undefined) => void;

/** Cuts a text into tokens until its end or its first fault. */
export function lexYaml(text: string, take: TakeLexeme): LexedYaml {
    const lexer = new YamlLexer(text, take);
    const fault = lexer.run();
    return { comments: lexer.comments, values: lexer.values, fault };
}

/** Deeper nesting is refused: what reads the tokens calls itself for each level. */
const maxDepth = 100;

// Tokens that the parser of `yaml` knows and that stand for no text.
const documentLexeme = '\x02';
const scalarLexeme = '\x1f';

type Fault = YamlFault | undefined;

class YamlLexer {
    readonly comments: YamlComment[] = [];
    readonly values = new Map<number, string>();
    readonly #text: string;
    readonly #take: TakeLexeme;
    #offset = 0;
    #lineStart = 0;
    readonly #nesting: YamlNesting;
    /** `text`: in a document. `start`: before the first. `end`: the next one needs its `---`. */
    #document: 'start' | 'text' | 'end' = 'start';
    #hasDirectives = false;
    #isStream = true;
    #heldSpaces = '';
    readonly #handles = new Set<string>();

    constructor(text: string, take: TakeLexeme) {
        this.#text = text;
        this.#take = take;
        this.#nesting = new YamlNesting(text);
    }

    run(): Fault {
        while (this.#offset < this.#text.length) {
            const fault = this.#step();
            if (fault !== undefined) {
                return fault;
            }
        }
        const fault =
            this.#nesting.dropStaleKeys(this.#offset, this.#lineStart) ?? this.#endDocument();
        if (fault !== undefined) {
            return fault;
        }
        if (this.#nesting.inFlow) {
            return this.#fault("expected ',' or a closing bracket, but found '<stream end>'");
        }
        return this.#hasDirectives
            ? this.#fault("expected '<document start>', but found '<stream end>'")
            : undefined;
    }

    #step(): Fault {
        this.#skipTrivia();
        if (this.#offset === this.#text.length) {
            return undefined;
        }
        const stale = this.#nesting.dropStaleKeys(this.#offset, this.#lineStart);
        if (stale !== undefined) {
            return stale;
        }
        if (!this.#nesting.inFlow) {
            this.#nesting.unwind(this.#column);
        }
        const character = this.#text[this.#offset] ?? '';
        if (this.#column === 0) {
            if (character === '%') {
                return this.#directive();
            }
            if (isDocumentMarker(this.#text, this.#offset)) {
                return this.#documentMarker();
            }
        }
        return this.#openDocument() ?? this.#token(character) ?? this.#checkDepth();
    }

    #token(character: string): Fault {
        const place = this.#place;
        const { inFlow } = this.#nesting;
        switch (character) {
            case '[':
            case '{':
                return this.#nesting.openFlow(place) ?? this.#emit(this.#offset + 1);
            case ']':
            case '}':
                return this.#nesting.closeFlow(place) ?? this.#emit(this.#offset + 1);
            case ',':
                return this.#nesting.flowEntry(place) ?? this.#emit(this.#offset + 1);
            case '*':
            case '&':
                return this.#nesting.saveKey(place) ?? this.#property(scanAnchor);
            case '!':
                return this.#nesting.saveKey(place) ?? this.#property(scanTag);
            case "'":
            case '"':
                return this.#nesting.saveKey(place) ?? this.#quoted();
        }
        const isBeforeBlank = isBlank(this.#text[this.#offset + 1]);
        if (character === '-' && isBeforeBlank) {
            return this.#nesting.blockEntry(place) ?? this.#emit(this.#offset + 1);
        }
        if (character === '?' && (inFlow || isBeforeBlank)) {
            return this.#nesting.explicitKey(place) ?? this.#emit(this.#offset + 1);
        }
        if (character === ':' && (inFlow || isBeforeBlank)) {
            return this.#nesting.value(place) ?? this.#emit(this.#offset + 1);
        }
        if ((character === '|' || character === '>') && !inFlow) {
            return this.#nesting.dropKey() ?? this.#blockScalar();
        }
        // What is left of `-`, `?` and `:` stands before other text.
        const isPlain = !',[]{}#&*!|>\'"%@`\t'.includes(character);
        return isPlain
            ? (this.#nesting.saveKey(place) ?? this.#plain())
            : this.#fault(
                  `found character ${found(this.#text, this.#offset)} that cannot start any token`,
              );
    }

    get #place(): TokenPlace {
        return { offset: this.#offset, lineStart: this.#lineStart, column: this.#column };
    }

    get #column(): number {
        // A byte order mark takes no column.
        const hasMark = this.#lineStart === 0 && this.#text.startsWith('\ufeff');
        return this.#offset - this.#lineStart - (hasMark && this.#offset !== 0 ? 1 : 0);
    }

    #fault(message: string, offset = this.#offset): YamlFault {
        return { message, offset };
    }

    #checkDepth(): Fault {
        return maxDepth < this.#nesting.depth
            ? this.#fault(`nested more than ${maxDepth} levels deep`)
            : undefined;
    }

    /** Passes the next token on; it ends at `end`. */
    #emit(end: number): undefined {
        this.#take(this.#text.slice(this.#offset, end));
        this.#offset = end;
    }

    #emitScalar(start: number, end: number): void {
        this.#take(scalarLexeme);
        this.#take(this.#text.slice(start, end));
        this.#offset = end;
    }

    #skipTrivia(): void {
        const text = this.#text;
        if (this.#offset === 0 && text.startsWith('\ufeff')) {
            this.#emit(1);
        }
        for (;;) {
            let end = this.#offset;
            while (text[end] === ' ') {
                end++;
            }
            this.#space(end);
            if (text[end] === '#') {
                this.#comment();
            }
            const length = breakLength(text, this.#offset);
            if (length === 0) {
                return;
            }
            this.#newline(length);
        }
    }

    // Before a document, spaces belong to what follows them: a comment, or the first token.
    #space(end: number): void {
        if (this.#isStream) {
            this.#heldSpaces = this.#text.slice(this.#offset, end);
            this.#offset = end;
        } else if (this.#offset < end) {
            this.#emit(end);
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
        let end = this.#offset;
        while (!isLineEnd(this.#text[end])) {
            end++;
        }
        const text = this.#text.slice(this.#offset, end);
        const before = this.#text.slice(this.#lineStart, this.#offset);
        this.comments.push({ offset: this.#offset, text, alone: /^[\s\ufeff]*$/.test(before) });
        this.#emit(end);
    }

    // The parser knows two line breaks; the others are passed on as one of them.
    #newline(length: number): void {
        this.#releaseSpaces();
        this.#take(length === 2 ? '\r\n' : '\n');
        this.#offset += length;
        this.#lineStart = this.#offset;
        if (!this.#nesting.inFlow) {
            this.#nesting.keyAllowed = true;
        }
    }

    #openDocument(): Fault {
        if (this.#document !== 'text') {
            if (this.#document === 'end' || this.#hasDirectives) {
                return this.#fault("expected '<document start>', but found other content");
            }
            this.#document = 'text';
        }
        this.#leaveStream();
        return undefined;
    }

    #leaveStream(): void {
        if (this.#isStream) {
            this.#isStream = false;
            this.#take(documentLexeme);
            this.#releaseSpaces();
        }
    }

    #directive(): Fault {
        const directive = this.#endDocument() ?? scanDirective(this.#text, this.#offset);
        if (isFault(directive)) {
            return directive;
        }
        if (directive.handle !== undefined) {
            if (this.#handles.has(directive.handle)) {
                return this.#fault(directive.duplicate);
            }
            this.#handles.add(directive.handle);
        }
        if (!this.#isStream) {
            this.#take(undefined);
            this.#isStream = true;
        }
        this.#document = 'end';
        this.#hasDirectives = true;
        this.#nesting.keyAllowed = false;
        this.#emit(directive.end);
        return undefined;
    }

    #documentMarker(): Fault {
        const fault = this.#endDocument();
        if (fault !== undefined) {
            return fault;
        }
        if (this.#nesting.inFlow) {
            return this.#fault(`found a document's start or end in brackets`);
        }
        this.#nesting.keyAllowed = false;
        if (this.#text[this.#offset] === '-') {
            this.#leaveStream();
            this.#document = 'text';
            this.#hasDirectives = false;
            this.#handles.clear();
            this.#emit(this.#offset + 3);
            return undefined;
        }
        if (this.#document === 'start' || this.#hasDirectives) {
            return this.#fault("expected the node content, but found '<document end>'");
        }
        this.#document = 'end';
        this.#isStream = true;
        this.#emit(this.#offset + 3);
        return undefined;
    }

    #endDocument(): Fault {
        this.#nesting.unwind(-1);
        return this.#nesting.dropKey();
    }

    #property(scan: (text: string, offset: number) => { end: number } | YamlFault): Fault {
        const scanned = scan(this.#text, this.#offset);
        return isFault(scanned) ? scanned : this.#emit(scanned.end);
    }

    #quoted(): Fault {
        const start = this.#offset;
        const scalar = scanQuoted(this.#text, start);
        if (isFault(scalar)) {
            return scalar;
        }
        if (scalar.value !== this.#text.slice(start + 1, scalar.end - 1)) {
            this.values.set(start, scalar.value);
        }
        this.#emit(scalar.end);
        this.#findLineStart(start);
        return undefined;
    }

    #plain(): Fault {
        const start = this.#offset;
        const scalar = scanPlain(this.#text, start, this.#nesting.inFlow, this.#nesting.indent + 1);
        if (scalar.value !== this.#text.slice(start, scalar.end)) {
            this.values.set(start, scalar.value);
        }
        this.#emitScalar(start, scalar.end);
        this.#findLineStart(start);
        return undefined;
    }

    #blockScalar(): Fault {
        this.#nesting.keyAllowed = true;
        const start = this.#offset;
        const scalar = scanBlockScalar(this.#text, start, this.#nesting.indent);
        if (isFault(scalar)) {
            return scalar;
        }
        this.values.set(start, scalar.value);
        this.#emit(scalar.headerEnd);
        const header = this.#text.slice(scalar.headerEnd, scalar.bodyStart);
        for (const part of header.match(/ +|#.*|\r\n|[^]/g) ?? []) {
            this.#take(part !== '\r\n' && isLineEnd(part) ? '\n' : part);
        }
        this.#emitScalar(scalar.bodyStart, scalar.end);
        this.#lineStart = this.#offset;
        return undefined;
    }

    // A scalar of several lines leaves the lexer on its last one.
    #findLineStart(start: number): void {
        if (!/[\n\r\x85\u2028\u2029]/.test(this.#text.slice(start, this.#offset))) {
            return;
        }
        for (let at = start; at < this.#offset;) {
            const length = breakLength(this.#text, at);
            at += Math.max(1, length);
            if (length !== 0) {
                this.#lineStart = at;
            }
        }
    }
}
