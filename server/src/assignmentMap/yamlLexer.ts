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

/** A token that may turn out to be a key, once `:` follows on its line. */
interface SimpleKey {
    readonly offset: number;
    readonly lineStart: number;
    readonly column: number;
    /** Whether it has to be a key, for where it stands. */
    readonly required: boolean;
}

interface Level {
    readonly column: number;
    readonly kind: 'map' | 'seq';
    /** Whether `?` was read and its `:` may follow. */
    explicit: boolean;
}

type Fault = YamlFault | undefined;

class YamlLexer {
    readonly comments: YamlComment[] = [];
    readonly values = new Map<number, string>();
    readonly #text: string;
    readonly #take: TakeLexeme;
    #offset = 0;
    #lineStart = 0;
    readonly #levels: Level[] = [];
    /** For each bracket that is open, whether `?` was read in its present entry. */
    readonly #flow: { explicit: boolean }[] = [];
    readonly #keys: (SimpleKey | undefined)[] = [];
    #keyAllowed = true;
    /** `text`: in a document. `start`: before the first. `end`: the next one needs its `---`. */
    #document: 'start' | 'text' | 'end' = 'start';
    #hasDirectives = false;
    #isStream = true;
    #heldSpaces = '';
    readonly #handles = new Set<string>();

    constructor(text: string, take: TakeLexeme) {
        this.#text = text;
        this.#take = take;
    }

    run(): Fault {
        while (this.#offset < this.#text.length) {
            const fault = this.#step();
            if (fault !== undefined) {
                return fault;
            }
        }
        const fault = this.#dropStaleKeys() ?? this.#unwind(-1) ?? this.#dropKey();
        if (fault !== undefined) {
            return fault;
        }
        if (this.#flow.length !== 0) {
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
        const stale = this.#dropStaleKeys();
        if (stale !== undefined) {
            return stale;
        }
        if (!this.#inFlow) {
            this.#unwind(this.#column);
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
        switch (character) {
            case '[':
            case '{':
                return this.#flowStart();
            case ']':
            case '}':
                return this.#flowEnd();
            case ',':
                return this.#flowEntry();
            case '*':
            case '&':
                return this.#saveKey() ?? this.#property(scanAnchor(this.#text, this.#offset));
            case '!':
                return this.#saveKey() ?? this.#property(scanTag(this.#text, this.#offset));
            case "'":
            case '"':
                return this.#saveKey() ?? this.#quoted();
        }
        const next = this.#text[this.#offset + 1];
        if (character === '-' && isBlank(next)) {
            return this.#blockEntry();
        }
        if (character === '?' && (this.#inFlow || isBlank(next))) {
            return this.#explicitKey();
        }
        if (character === ':' && (this.#inFlow || isBlank(next))) {
            return this.#valueIndicator();
        }
        if ((character === '|' || character === '>') && !this.#inFlow) {
            return this.#dropKey() ?? this.#blockScalar();
        }
        const starts =
            !'-?:,[]{}#&*!|>\'"%@`\t'.includes(character) ||
            (!isBlank(next) && (character === '-' || (!this.#inFlow && '?:'.includes(character))));
        return starts
            ? (this.#saveKey() ?? this.#plain())
            : this.#fault(
                  `found character ${found(this.#text, this.#offset)} that cannot start any token`,
              );
    }

    get #inFlow(): boolean {
        return this.#flow.length !== 0;
    }

    get #indent(): number {
        return this.#levels.at(-1)?.column ?? -1;
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
        return maxDepth < this.#levels.length + this.#flow.length
            ? this.#fault(`nested more than ${maxDepth} levels deep`)
            : undefined;
    }

    /** Passes the next token on; it ends at `end`. */
    #emit(end: number): void {
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
        if (!this.#inFlow) {
            this.#keyAllowed = true;
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
        const fault = this.#unwind(-1) ?? this.#dropKey();
        const directive = fault ?? scanDirective(this.#text, this.#offset);
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
        this.#keyAllowed = false;
        this.#emit(directive.end);
        return undefined;
    }

    #documentMarker(): Fault {
        const fault = this.#unwind(-1) ?? this.#dropKey();
        if (fault !== undefined) {
            return fault;
        }
        if (this.#inFlow) {
            return this.#fault(`found a document's start or end in brackets`);
        }
        this.#keyAllowed = false;
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

    #unwind(column: number): Fault {
        while (column < this.#indent) {
            this.#levels.pop();
        }
        return undefined;
    }

    #dropStaleKeys(): Fault {
        for (const [level, key] of this.#keys.entries()) {
            const isStale =
                key !== undefined &&
                (key.lineStart !== this.#lineStart || this.#distance(key.offset) > 1024);
            if (isStale) {
                if (key.required) {
                    return this.#fault("could not find expected ':'", key.offset);
                }
                this.#keys[level] = undefined;
            }
        }
        return undefined;
    }

    /** Code points from an offset to here. */
    #distance(offset: number): number {
        const units = this.#offset - offset;
        return units <= 1024 ? units : Array.from(this.#text.slice(offset, this.#offset)).length;
    }

    #saveKey(): Fault {
        if (this.#keyAllowed) {
            const fault = this.#dropKey();
            if (fault !== undefined) {
                return fault;
            }
            const column = this.#column;
            this.#keys[this.#flow.length] = {
                offset: this.#offset,
                lineStart: this.#lineStart,
                column,
                required: !this.#inFlow && this.#indent === column,
            };
        }
        this.#keyAllowed = false;
        return undefined;
    }

    #dropKey(): Fault {
        const key = this.#keys[this.#flow.length];
        this.#keys.length = this.#flow.length;
        return key?.required === true
            ? this.#fault("could not find expected ':'", key.offset)
            : undefined;
    }

    #property(scanned: { readonly end: number } | YamlFault): Fault {
        if (isFault(scanned)) {
            return scanned;
        }
        this.#emit(scanned.end);
        return undefined;
    }

    #flowStart(): Fault {
        const fault = this.#saveKey();
        this.#flow.push({ explicit: false });
        this.#keyAllowed = true;
        this.#emit(this.#offset + 1);
        return fault;
    }

    #flowEnd(): Fault {
        const fault = this.#dropKey();
        if (this.#flow.pop() === undefined) {
            return this.#fault(
                `expected the node content, but found '${this.#text[this.#offset]}'`,
            );
        }
        this.#keyAllowed = false;
        this.#emit(this.#offset + 1);
        return fault;
    }

    #flowEntry(): Fault {
        const level = this.#flow.at(-1);
        if (level === undefined) {
            return this.#fault("expected the node content, but found ','");
        }
        level.explicit = false;
        this.#keyAllowed = true;
        const fault = this.#dropKey();
        this.#emit(this.#offset + 1);
        return fault;
    }

    #blockEntry(): Fault {
        if (this.#inFlow) {
            return this.#fault("expected the node content, but found '-'");
        }
        if (!this.#keyAllowed) {
            return this.#fault('sequence entries are not allowed here');
        }
        this.#addLevel(this.#column, 'seq');
        this.#keyAllowed = true;
        const fault = this.#dropKey();
        this.#emit(this.#offset + 1);
        return fault;
    }

    #explicitKey(): Fault {
        if (!this.#inFlow) {
            if (!this.#keyAllowed) {
                return this.#fault('mapping keys are not allowed here');
            }
            this.#addLevel(this.#column, 'map');
        }
        const level = this.#flow.at(-1) ?? this.#levels.at(-1);
        if (level !== undefined) {
            level.explicit = true;
        }
        this.#keyAllowed = !this.#inFlow;
        const fault = this.#dropKey();
        this.#emit(this.#offset + 1);
        return fault;
    }

    #valueIndicator(): Fault {
        const key = this.#keys[this.#flow.length];
        if (key === undefined) {
            const fault = this.#valueWithoutKey();
            if (fault !== undefined) {
                return fault;
            }
        } else {
            this.#keys.length = this.#flow.length;
            if (!this.#inFlow) {
                this.#addLevel(key.column, 'map');
                const level = this.#levels.at(-1);
                if (level !== undefined) {
                    level.explicit = false;
                }
            }
            this.#keyAllowed = false;
        }
        this.#emit(this.#offset + 1);
        return undefined;
    }

    // Without a key on its line `:` can only follow a `?`.
    #valueWithoutKey(): Fault {
        if (!this.#inFlow && !this.#keyAllowed) {
            return this.#fault('mapping values are not allowed here');
        }
        const isNew = !this.#inFlow && this.#addLevel(this.#column, 'map');
        const level = this.#flow.at(-1) ?? this.#levels.at(-1);
        if (isNew || level?.explicit !== true) {
            return this.#fault(
                this.#inFlow
                    ? "expected the node content, but found ':'"
                    : "expected <block end>, but found ':'",
            );
        }
        level.explicit = false;
        this.#keyAllowed = !this.#inFlow;
        return this.#dropKey();
    }

    #addLevel(column: number, kind: Level['kind']): boolean {
        const isNew = this.#indent < column;
        if (isNew) {
            this.#levels.push({ column, kind, explicit: false });
        }
        return isNew;
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
        const scalar = scanPlain(this.#text, start, this.#inFlow, this.#indent + 1);
        if (scalar.value !== this.#text.slice(start, scalar.end)) {
            this.values.set(start, scalar.value);
        }
        this.#emitScalar(start, scalar.end);
        this.#findLineStart(start);
        return undefined;
    }

    #blockScalar(): Fault {
        this.#keyAllowed = true;
        const start = this.#offset;
        const scalar = scanBlockScalar(this.#text, start, this.#indent);
        if (isFault(scalar)) {
            return scalar;
        }
        this.values.set(start, scalar.value);
        this.#emit(scalar.headerEnd);
        const header = this.#text.slice(scalar.headerEnd, scalar.bodyStart);
        for (const part of header.match(/ +|#.*|\r\n|[^]/g) ?? []) {
            this.#take(part === '\r\n' || isLineEnd(part) ? part.replace(/[^\r\n]/, '\n') : part);
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
