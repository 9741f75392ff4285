// Reading a JSON text as Python does: `NaN` and the like are numbers.
// Defined in CPython 3.11: Lib/json/scanner.py, Lib/json/decoder.py.

import { bool, Dict, float, int, list, none, str, type Value } from '../values.js';

/** Reads a text as Python's scanner does: `NaN` and the like are numbers. */
export class Scanner {
    private at = 0;
    private readonly text: string;
    constructor(text: string) {
        this.text = text;
    }

    read(): Value {
        this.space();
        const value = this.value();
        this.space();
        if (this.at < this.text.length) {
            this.fail('Extra data');
        }
        return value;
    }

    private fail(what: string, at = this.at): never {
        throw new ScanError(what, at);
    }

    private space(): void {
        while (' \t\n\r'.includes(this.text.charAt(this.at)) && this.at < this.text.length) {
            this.at += 1;
        }
    }

    private value(): Value {
        const start = this.at;
        const next = this.text.charAt(start);
        if (next === '"') {
            return str(this.string());
        }
        if (next === '{') {
            return this.object();
        }
        if (next === '[') {
            return this.array();
        }
        for (const [word, value] of words) {
            if (this.text.startsWith(word, start)) {
                this.at += word.length;
                return value;
            }
        }
        const number = /^(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/.exec(
            this.text.slice(start, start + 400),
        );
        if (number === null) {
            return this.fail('Expecting value', start);
        }
        const [all, whole = '0', fraction, exponent] = number;
        this.at += all.length;
        return fraction === undefined && exponent === undefined
            ? int(BigInt(whole))
            : float(Number(all));
    }

    private string(): string {
        const begin = this.at;
        this.at += 1;
        let result = '';
        for (;;) {
            const character = this.text.charAt(this.at);
            if (character === '') {
                return this.fail('Unterminated string starting at', begin);
            }
            this.at += 1;
            if (character === '"') {
                return result;
            }
            if (character < ' ') {
                return this.fail('Invalid control character at', this.at - 1);
            }
            result += character === '\\' ? this.escape(begin) : character;
        }
    }

    private escape(begin: number): string {
        const character = this.text.charAt(this.at);
        if (character === '') {
            return this.fail('Unterminated string starting at', begin);
        }
        const plain = escapes.get(character);
        if (plain !== undefined) {
            this.at += 1;
            return plain;
        }
        if (character !== 'u') {
            return this.fail('Invalid \\escape', this.at - 1);
        }
        const digits = /^[0-9a-fA-F]{4}/.exec(this.text.slice(this.at + 1, this.at + 5));
        if (digits === null) {
            return this.fail('Invalid \\uXXXX escape', this.at - 1 + 1);
        }
        this.at += 5;
        return String.fromCharCode(parseInt(digits[0], 16));
    }

    private array(): Value {
        const items: Value[] = [];
        this.at += 1;
        this.space();
        if (this.text.charAt(this.at) === ']') {
            this.at += 1;
            return list(items);
        }
        for (;;) {
            items.push(this.value());
            this.space();
            const next = this.text.charAt(this.at);
            if (next === ']') {
                this.at += 1;
                return list(items);
            }
            if (next !== ',') {
                return this.fail("Expecting ',' delimiter");
            }
            this.at += 1;
            this.space();
        }
    }

    private object(): Value {
        const made = new Dict({ entries: new Map() });
        this.at += 1;
        this.space();
        if (this.text.charAt(this.at) === '}') {
            this.at += 1;
            return made;
        }
        for (;;) {
            if (this.text.charAt(this.at) !== '"') {
                return this.fail('Expecting property name enclosed in double quotes');
            }
            const key = this.string();
            this.space();
            if (this.text.charAt(this.at) !== ':') {
                return this.fail("Expecting ':' delimiter");
            }
            this.at += 1;
            this.space();
            made.content.entries.set(`s:${key}`, { key: str(key), value: this.value() });
            this.space();
            const next = this.text.charAt(this.at);
            if (next === '}') {
                this.at += 1;
                return made;
            }
            if (next !== ',') {
                return this.fail("Expecting ',' delimiter");
            }
            this.at += 1;
            this.space();
        }
    }
}

/** Where a text is no JSON, and what Python says of it. */
export class ScanError {
    readonly what: string;
    readonly at: number;
    constructor(what: string, at: number) {
        this.what = what;
        this.at = at;
    }
}

const words: readonly (readonly [string, Value])[] = [
    ['null', none],
    ['true', bool(true)],
    ['false', bool(false)],
    ['NaN', float(NaN)],
    ['Infinity', float(Infinity)],
    ['-Infinity', float(-Infinity)],
];

const escapes: ReadonlyMap<string, string> = new Map([
    ['"', '"'],
    ['\\', '\\'],
    ['/', '/'],
    ['b', '\b'],
    ['f', '\f'],
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
]);
