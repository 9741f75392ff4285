// A JSON text as a value of Python, as strictly as json.load reads it: no comments, no trailing
// commas, but NaN and Infinity; of equal keys the last wins. The tokens are those of the package
// `jsonc-parser`. A text with faults gives what can be saved.
// Defined in CPython 3.11: Lib/json/decoder.py, Lib/json/scanner.py.

import { createScanner } from 'jsonc-parser';
import type { MapNode } from './assignmentMap.js';
import { stringFault, wordFault, type JsonFault } from './jsonFaults.js';
import { dictOf, type DuplicateKey } from './pythonDict.js';
import { decimalLimit, maxDecimalDigits } from './yamlNumbers.js';
import type { PythonValue } from '../util/pythonValue.js';

/** A JSON text, read. */
export interface JsonDocument {
    /** Undefined where nothing is written. */
    readonly node: MapNode | undefined;
    readonly duplicates: readonly DuplicateKey[];
    readonly fault: JsonFault | undefined;
    /** Keys without a colon; there are none in a text that json.load reads. */
    readonly incomplete: ReadonlySet<MapNode>;
}

/** Reads a text as `json.load` does. */
export function readJson(text: string): JsonDocument {
    const reader = new JsonReader(text);
    const node = reader.readAll();
    const { duplicates, fault, incomplete } = reader;
    return { node, duplicates, fault, incomplete };
}

/** Deeper nesting is refused: the reader calls itself for each level. */
const maxDepth = 100;

const words: ReadonlyMap<string, PythonValue> = new Map<string, PythonValue>([
    ['null', { type: 'NoneType' }],
    ['true', { type: 'bool', value: true }],
    ['false', { type: 'bool', value: false }],
    ['NaN', { type: 'float', value: NaN }],
    ['Infinity', { type: 'float', value: Infinity }],
    ['-Infinity', { type: 'float', value: -Infinity }],
]);

interface JsonToken {
    readonly start: number;
    readonly end: number;
    readonly text: string;
    /** What a string means. */
    readonly value: string;
    readonly error: number;
}

class JsonReader {
    readonly duplicates: DuplicateKey[] = [];
    readonly incomplete = new Set<MapNode>();
    fault: JsonFault | undefined;
    readonly #text: string;
    readonly #scanner;
    #token: JsonToken;
    #depth = 0;

    constructor(text: string) {
        this.#text = text;
        this.#scanner = createScanner(text);
        this.#token = this.#scan();
    }

    readAll(): MapNode | undefined {
        if (this.#text.startsWith('\ufeff')) {
            this.#fail('Unexpected UTF-8 BOM (decode using utf-8-sig)', 0);
            this.#next();
        }
        if (this.#isEnd) {
            return undefined;
        }
        const node = this.#value();
        if (!this.#isEnd) {
            this.#fail('Extra data', this.#token.start);
        }
        return node;
    }

    get #isEnd(): boolean {
        return this.#token.text === '';
    }

    #fail(message: string, offset: number): void {
        if (this.fault === undefined || offset < this.fault.offset) {
            this.fault = { message, offset };
        }
    }

    // Comments count as tokens: json.load knows none.
    #scan(): JsonToken {
        for (;;) {
            this.#scanner.scan();
            const start = this.#scanner.getTokenOffset();
            const end = start + this.#scanner.getTokenLength();
            const text = this.#text.slice(start, end);
            if (text !== '' && /^[ \t\r\n]*$/.test(text)) {
                continue;
            }
            const isMinus = text === '-' && this.#text.startsWith('-Infinity', start);
            if (isMinus) {
                this.#scanner.setPosition(start + '-Infinity'.length);
                return { start, end: end + 8, text: '-Infinity', value: '', error: 0 };
            }
            const value = this.#scanner.getTokenValue();
            return { start, end, text, value, error: this.#scanner.getTokenError() };
        }
    }

    #next(): JsonToken {
        const token = this.#token;
        this.#token = this.#scan();
        return token;
    }

    #value(): MapNode {
        const { text } = this.#token;
        if (text === '{' || text === '[') {
            if (this.#depth === maxDepth) {
                return this.#tooDeep();
            }
            this.#depth++;
            const node = text === '{' ? this.#object() : this.#array();
            this.#depth--;
            return node;
        }
        if (text.startsWith('"')) {
            return this.#string();
        }
        const value = words.get(text) ?? this.#number(text);
        if (value === undefined) {
            const { message, offset } = wordFault(this.#text, this.#token, this.#depth !== 0);
            this.#fail(message, offset);
            const isStray = text !== '' && !'}],:'.includes(text);
            return isStray ? strayNode(this.#next()) : emptyNode(this.#token.start);
        }
        const { start, end } = this.#next();
        return { value, span: { start, end }, inner: { start, end }, style: 'json' };
    }

    #tooDeep(): MapNode {
        this.#fail(`nested more than ${maxDepth} levels deep`, this.#token.start);
        const { start } = this.#token;
        this.#scanner.setPosition(this.#text.length);
        this.#token = this.#scan();
        return emptyNode(start);
    }

    #number(text: string): PythonValue | undefined {
        if (!/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(text)) {
            return undefined;
        }
        if (/[.eE]/.test(text)) {
            return { type: 'float', value: Number(text) };
        }
        const digits = text.replace('-', '').length;
        if (maxDecimalDigits < digits) {
            this.#fail(decimalLimit(digits), this.#token.start);
            return { type: 'int', value: 0n };
        }
        return { type: 'int', value: BigInt(text) };
    }

    #string(): MapNode {
        const { start, end, text, value, error } = this.#next();
        const isClosed = 1 < text.length && text.endsWith('"') && error !== unterminated;
        if (error !== 0) {
            const { message, offset } = stringFault(this.#text, start);
            this.#fail(message, offset);
        }
        return {
            value: { type: 'str', value },
            span: { start, end },
            inner: { start: start + 1, end: isClosed ? end - 1 : end },
            style: 'json',
        };
    }

    #array(): MapNode {
        const { start } = this.#next();
        const items: MapNode[] = [];
        let afterComma = false;
        while (!this.#isEnd && this.#token.text !== ']') {
            if (this.#token.text === '}') {
                break;
            }
            items.push(this.#value());
            afterComma = this.#comma(']');
        }
        const end = this.#close(']', afterComma, items.length === 0, 'Expecting value');
        const value: PythonValue = { type: 'list', items: items.map((item) => item.value) };
        return { value, span: { start, end }, inner: { start, end }, style: 'collection', items };
    }

    #object(): MapNode {
        const { start } = this.#next();
        const pairs: { readonly key: MapNode; readonly value: MapNode }[] = [];
        let afterComma = false;
        while (!this.#isEnd && this.#token.text !== '}') {
            if (this.#token.text === ']') {
                break;
            }
            const pair = this.#pair();
            if (pair !== undefined) {
                pairs.push(pair);
            }
            afterComma = this.#comma('}');
        }
        const end = this.#close('}', afterComma, pairs.length === 0, expectingKey);
        const { members, duplicates } = dictOf(pairs);
        this.duplicates.push(...duplicates);
        const items = members.map(({ key, value }) => [key.value, value.value] as const);
        const span = { start, end };
        return { value: { type: 'dict', items }, span, inner: span, style: 'collection', members };
    }

    #pair(): { readonly key: MapNode; readonly value: MapNode } | undefined {
        if (!this.#token.text.startsWith('"')) {
            this.#fail(expectingKey, this.#token.start);
            if (this.#token.text !== ',') {
                this.#next();
            }
            return undefined;
        }
        const key = this.#string();
        if (this.#token.text !== ':') {
            this.#fail("Expecting ':' delimiter", this.#token.start);
            this.incomplete.add(key);
            return { key, value: emptyNode(key.span.end) };
        }
        this.#next();
        return { key, value: this.#value() };
    }

    /** Whether a comma follows; without one the collection has to end. */
    #comma(close: string): boolean {
        if (this.#token.text === ',') {
            this.#next();
            return true;
        }
        if (this.#token.text !== close) {
            this.#fail("Expecting ',' delimiter", this.#token.start);
            if (!this.#isEnd && ':'.includes(this.#token.text)) {
                this.#next();
            }
        }
        return false;
    }

    #close(close: string, afterComma: boolean, isEmpty: boolean, expecting: string): number {
        const { start, end, text } = this.#token;
        if (afterComma) {
            this.#fail(expecting, start);
        }
        if (text !== close) {
            this.#fail(isEmpty ? expecting : "Expecting ',' delimiter", start);
            return start;
        }
        this.#next();
        return end;
    }
}

const expectingKey = 'Expecting property name enclosed in double quotes';

// Of the scanner's ScanError, which is an ambient const enum: UnexpectedEndOfString.
const unterminated = 2;
function emptyNode(offset: number): MapNode {
    const span = { start: offset, end: offset };
    return { value: { type: 'NoneType' }, span, inner: span, style: 'empty' };
}

// A word without quotes, as one types it before the quotes.
function strayNode({ start, end, text }: JsonToken): MapNode {
    const span = { start, end };
    return { value: { type: 'str', value: text }, span, inner: span, style: 'json' };
}
