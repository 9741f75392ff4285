// Reading a regular expression of Python character by character: its escapes and classes of
// characters, in the syntax of JavaScript's flag `v`. Defined in CPython 3.11: Lib/re/_parser.py.

import { spaceClass } from '../types/stringCutting.js';

/** The flags of Python's regular expressions. */
export interface RegexFlags {
    readonly ignoreCase: boolean;
    readonly multiline: boolean;
    readonly dotAll: boolean;
    readonly verbose: boolean;
    readonly ascii: boolean;
}

/** Thrown where an expression is not translated. */
export class NotTranslated {
    readonly reason: string;
    constructor(reason: string) {
        this.reason = reason;
    }
}

/** A character as it is written in an expression of JavaScript. */
export function literal(character: string): string {
    return /^[A-Za-z0-9]$/.test(character)
        ? character
        : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

const controls: ReadonlyMap<string, string> = new Map([
    ['a', '\x07'],
    ['f', '\f'],
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
    ['v', '\v'],
]);

/** Where the reading of an expression stands. */
export class RegexReader {
    protected at = 0;
    protected readonly characters: readonly string[];
    protected flags: RegexFlags;

    constructor(pattern: string, flags: RegexFlags) {
        this.characters = [...pattern];
        this.flags = flags;
    }

    protected refuse(reason: string): never {
        throw new NotTranslated(reason);
    }

    protected peek(): string {
        return this.characters[this.at] ?? '';
    }

    protected take(text: string): boolean {
        if (this.characters.slice(this.at, this.at + text.length).join('') !== text) {
            return false;
        }
        this.at += text.length;
        return true;
    }

    protected word(): string {
        return this.flags.ascii ? 'a-zA-Z0-9_' : '\\p{L}\\p{N}_';
    }

    /** `\d` and the like as the inside of a class; undefined for other letters. */
    protected category(letter: string): string | undefined {
        const digits = this.flags.ascii ? '0-9' : '\\p{Nd}';
        const space = this.flags.ascii ? ' \\t-\\r' : spaceClass;
        const inside = { d: digits, s: space, w: this.word() }[letter.toLowerCase()];
        return inside === undefined
            ? undefined
            : letter === letter.toLowerCase()
              ? `[${inside}]`
              : `[^${inside}]`;
    }

    /** The character that an escape stands for, inside a class or outside. */
    protected plainEscape(character: string): string {
        const control = controls.get(character);
        if (control !== undefined) {
            return control;
        }
        const digits = { x: 2, u: 4, U: 8 }[character];
        if (digits !== undefined) {
            const hex = this.characters.slice(this.at, this.at + digits).join('');
            this.at += digits;
            return new RegExp(`^[0-9a-fA-F]{${digits}}$`).test(hex) && parseInt(hex, 16) < 0x110000
                ? String.fromCodePoint(parseInt(hex, 16))
                : this.refuse('bad escape');
        }
        if (/^[A-Za-z0-9]?$/.test(character)) {
            return this.refuse('bad escape');
        }
        return character;
    }

    protected characterClass(): string {
        const negated = this.take('^');
        let inside = '';
        for (let first = true; first || this.peek() !== ']'; first = false) {
            if (this.peek() === '') {
                this.refuse('unterminated character set');
            }
            inside += this.classItem();
        }
        this.at += 1;
        return `[${negated ? '^' : ''}${inside}]`;
    }

    protected classItem(): string {
        const low = this.classCharacter();
        const isRange =
            this.peek() === '-' &&
            this.characters[this.at + 1] !== ']' &&
            this.characters[this.at + 1] !== undefined;
        if (!isRange) {
            return typeof low === 'string' ? literal(low) : low.category;
        }
        this.at += 1;
        const high = this.classCharacter();
        if (
            typeof low !== 'string' ||
            typeof high !== 'string' ||
            (high.codePointAt(0) ?? 0) < (low.codePointAt(0) ?? 0)
        ) {
            return this.refuse('bad character range');
        }
        return `${literal(low)}-${literal(high)}`;
    }

    protected classCharacter(): string | { readonly category: string } {
        const character = this.peek();
        this.at += 1;
        if (character !== '\\') {
            return character;
        }
        const letter = this.peek();
        this.at += 1;
        const category = /^[dswDSW]$/.test(letter) ? this.category(letter) : undefined;
        if (category !== undefined) {
            return { category };
        }
        if (letter === 'b') {
            return '\b';
        }
        if (letter === '0') {
            return /^[0-7]$/.test(this.peek()) ? this.refuse('an octal escape') : '\0';
        }
        return this.plainEscape(letter);
    }
}
