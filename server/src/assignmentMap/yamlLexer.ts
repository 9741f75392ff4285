// Cuts YAML into tokens as PyYAML's scanner does, for the parser of the package `yaml`, which
// takes a lexer of one's own. The package's lexer reads YAML 1.2 and differs in what matters here:
// tabs between tokens, `?` `:` and `-` inside brackets, brackets and quotes that continue at the
// margin, line breaks, comments without a space, `---` after `...`.
// Defined in PyYAML 6: yaml/scanner.py; from yaml/parser.py only the order of documents.

import { LexemeWriter, type TakeLexeme, type YamlComment } from './lexemeWriter.js';
import { found, isBlank, isDocumentMarker, isFault, type YamlFault } from './yamlChars.js';
import { scanBlockScalar } from './yamlBlockScalar.js';
import { scanPlain, scanQuoted } from './yamlScalars.js';
import { YamlNesting } from './yamlNesting.js';
import { scanAnchor, scanDirective, scanTag } from './yamlProperties.js';

/** What a text consists of. The tokens go to a callback, since there are many. */
export interface LexedYaml {
    readonly comments: readonly YamlComment[];
    /** What a scalar means, by its offset, where that differs from the text between its quotes. */
    readonly values: ReadonlyMap<number, string>;
    /** Where PyYAML's scanner stops, if it does; no tokens follow. */
    readonly fault: YamlFault | undefined;
}

/** Cuts a text into tokens until its end or its first fault. */
export function lexYaml(text: string, take: TakeLexeme): LexedYaml {
    const lexer = new YamlLexer(text, take);
    const fault = lexer.run();
    return { comments: lexer.comments, values: lexer.values, fault };
}

/** Deeper nesting is refused: what reads the tokens calls itself for each level. */
const maxDepth = 100;

type Fault = YamlFault | undefined;

class YamlLexer {
    readonly values = new Map<number, string>();
    readonly #text: string;
    readonly #writer: LexemeWriter;
    readonly #nesting: YamlNesting;
    /** `text`: in a document. `start`: before the first. `end`: the next one needs its `---`. */
    #document: 'start' | 'text' | 'end' = 'start';
    #hasDirectives = false;
    readonly #handles = new Set<string>();

    constructor(text: string, take: TakeLexeme) {
        this.#text = text;
        this.#writer = new LexemeWriter(text, take);
        this.#nesting = new YamlNesting(text);
    }

    get comments(): readonly YamlComment[] {
        return this.#writer.comments;
    }

    run(): Fault {
        while (this.#offset < this.#text.length) {
            const fault = this.#step();
            if (fault !== undefined) {
                return fault;
            }
        }
        const fault = this.#nesting.dropStaleKeys(this.#writer.place) ?? this.#endDocument();
        if (fault !== undefined) {
            return fault;
        }
        if (this.#nesting.inFlow) {
            return this.#ownFault('brackets that never close');
        }
        return this.#hasDirectives
            ? this.#fault("expected '<document start>', but found '<stream end>'")
            : undefined;
    }

    #step(): Fault {
        const hasLeftLine = this.#writer.skipTrivia();
        if (hasLeftLine && !this.#nesting.inFlow) {
            this.#nesting.keyAllowed = true;
        }
        if (this.#offset === this.#text.length) {
            return undefined;
        }
        const stale = this.#nesting.dropStaleKeys(this.#writer.place);
        if (stale !== undefined) {
            return stale;
        }
        if (!this.#nesting.inFlow) {
            this.#nesting.unwind(this.#writer.place.column);
        }
        const character = this.#text[this.#offset] ?? '';
        if (this.#writer.place.column === 0) {
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
        const { place } = this.#writer;
        const { inFlow } = this.#nesting;
        switch (character) {
            case '[':
            case '{':
                return this.#nesting.openFlow(place) ?? this.#writer.emit(this.#offset + 1);
            case ']':
            case '}':
                return this.#nesting.closeFlow(place) ?? this.#writer.emit(this.#offset + 1);
            case ',':
                return this.#nesting.flowEntry(place) ?? this.#writer.emit(this.#offset + 1);
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
            return this.#nesting.blockEntry(place) ?? this.#writer.emit(this.#offset + 1);
        }
        if (character === '?' && (inFlow || isBeforeBlank)) {
            return this.#nesting.explicitKey(place) ?? this.#writer.emit(this.#offset + 1);
        }
        if (character === ':' && (inFlow || isBeforeBlank)) {
            return this.#nesting.value(place) ?? this.#writer.emit(this.#offset + 1);
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

    get #offset(): number {
        return this.#writer.offset;
    }

    #fault(message: string, offset = this.#offset): YamlFault {
        return { message, offset };
    }

    #ownFault(message: string): YamlFault {
        return { message, offset: this.#offset, isForeign: true };
    }

    #checkDepth(): Fault {
        return maxDepth < this.#nesting.depth
            ? this.#ownFault(`nested more than ${maxDepth} levels deep`)
            : undefined;
    }

    #openDocument(): Fault {
        if (this.#document !== 'text') {
            if (this.#document === 'end' || this.#hasDirectives) {
                return this.#ownFault("expected '<document start>'");
            }
            this.#document = 'text';
        }
        this.#writer.openDocument();
        return undefined;
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
        this.#writer.closeDocument();
        this.#document = 'end';
        this.#hasDirectives = true;
        this.#nesting.keyAllowed = false;
        this.#writer.emit(directive.end);
        return undefined;
    }

    #documentMarker(): Fault {
        const fault = this.#endDocument();
        if (fault !== undefined) {
            return fault;
        }
        if (this.#nesting.inFlow) {
            return this.#ownFault('brackets that do not close before the next document');
        }
        this.#nesting.keyAllowed = false;
        if (this.#text[this.#offset] === '-') {
            this.#writer.openDocument();
            this.#document = 'text';
            this.#hasDirectives = false;
            this.#handles.clear();
            this.#writer.emit(this.#offset + 3);
            return undefined;
        }
        if (this.#document === 'start' || this.#hasDirectives) {
            return this.#fault("expected the node content, but found '<document end>'");
        }
        this.#document = 'end';
        this.#writer.emitDocumentEnd();
        return undefined;
    }

    #endDocument(): Fault {
        this.#nesting.unwind(-1);
        return this.#nesting.dropKey();
    }

    #property(scan: (text: string, offset: number) => { end: number } | YamlFault): Fault {
        const scanned = scan(this.#text, this.#offset);
        return isFault(scanned) ? scanned : this.#writer.emit(scanned.end);
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
        this.#writer.emit(scalar.end);
        return undefined;
    }

    #plain(): Fault {
        const start = this.#offset;
        const scalar = scanPlain(this.#text, start, this.#nesting.inFlow, this.#nesting.indent + 1);
        if (scalar.value !== this.#text.slice(start, scalar.end)) {
            this.values.set(start, scalar.value);
        }
        this.#writer.emitScalar(start, scalar.end);
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
        this.#writer.emit(scalar.headerEnd);
        this.#writer.skipTrivia(1);
        this.#writer.emitScalar(scalar.bodyStart, scalar.end);
        return undefined;
    }
}
