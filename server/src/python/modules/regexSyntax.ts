// Python's regular expressions in the syntax of JavaScript's (flag `v`). What the two would match
// differently, or what Python refuses, is not translated. Defined in CPython 3.11: Lib/re/_parser.py.

import { literal, NotTranslated, RegexReader, type RegexFlags } from './regexReader.js';

/** A translated expression. */
export interface Translation {
    readonly source: string;
    readonly flags: RegexFlags;
    readonly groups: number;
    readonly names: ReadonlyMap<string, number>;
    /** How deep repetitions are nested: more than one may take time without end. */
    readonly depth: number;
    /** How many repetitions have no upper bound. */
    readonly unbounded: number;
}

/** A part of an expression: its text, how many characters it may match, and what is in it. */
interface Part {
    readonly source: string;
    readonly least: number;
    readonly most: number;
    readonly captures: boolean;
    readonly depth: number;
}

/** The expression for JavaScript; undefined where it is not translated. */
export function translateRegex(pattern: string, given: RegexFlags): Translation | undefined {
    try {
        return new Translator(pattern, given).translate();
    } catch (error) {
        if (error instanceof NotTranslated) {
            return undefined;
        }
        throw error;
    }
}

const anything = '[\\s\\S]';
const atStart = `(?<!${anything})`;
const atEnd = `(?!${anything})`;

const one = (source: string): Part => ({ source, least: 1, most: 1, captures: false, depth: 0 });
const zero = (source: string): Part => ({ source, least: 0, most: 0, captures: false, depth: 0 });

class Translator extends RegexReader {
    private groups = 0;
    private unbounded = 0;
    private hasAlternatives = false;
    private optionalGroups = false;
    private readonly references: number[] = [];
    private readonly names = new Map<string, number>();
    private readonly closed = new Set<number>();
    translate(): Translation {
        this.leadingFlags();
        const { source, depth } = this.alternatives();
        if (this.at < this.characters.length) {
            this.refuse('unbalanced parenthesis');
        }
        if (this.references.length !== 0 && (this.hasAlternatives || this.optionalGroups)) {
            this.refuse('a reference to a group that may not have matched');
        }
        return {
            source,
            flags: this.flags,
            groups: this.groups,
            names: this.names,
            depth,
            unbounded: this.unbounded,
        };
    }

    /** `(?i)` at the very start. */
    private leadingFlags(): void {
        for (;;) {
            const match = /^\(\?([aimsux]+)\)/.exec(
                this.characters.slice(this.at, this.at + 10).join(''),
            );
            if (match === null) {
                return;
            }
            const letters = match[1] ?? '';
            this.at += match[0].length;
            this.flags = {
                ignoreCase: this.flags.ignoreCase || letters.includes('i'),
                multiline: this.flags.multiline || letters.includes('m'),
                dotAll: this.flags.dotAll || letters.includes('s'),
                verbose: this.flags.verbose || letters.includes('x'),
                ascii: this.flags.ascii || letters.includes('a'),
            };
        }
    }

    private alternatives(): Part {
        const options = [this.sequence()];
        while (this.take('|')) {
            this.hasAlternatives = true;
            options.push(this.sequence());
        }
        return {
            source: options.map(({ source }) => source).join('|'),
            least: Math.min(...options.map(({ least }) => least)),
            most: Math.max(...options.map(({ most }) => most)),
            captures: options.some(({ captures }) => captures),
            depth: Math.max(...options.map(({ depth }) => depth)),
        };
    }

    private sequence(): Part {
        let whole: Part = zero('');
        for (;;) {
            this.skipVerbose();
            if (this.peek() === '' || this.peek() === '|' || this.peek() === ')') {
                return whole;
            }
            const part = this.repeated(this.atom());
            whole = {
                source: whole.source + part.source,
                least: whole.least + part.least,
                most: whole.most + part.most,
                captures: whole.captures || part.captures,
                depth: Math.max(whole.depth, part.depth),
            };
        }
    }

    private skipVerbose(): void {
        while (this.flags.verbose) {
            if (/^[ \t\n\r\f\v]$/.test(this.peek())) {
                this.at += 1;
            } else if (this.peek() === '#') {
                while (this.peek() !== '' && this.peek() !== '\n') {
                    this.at += 1;
                }
            } else {
                return;
            }
        }
    }

    private repeated(part: Part): Part {
        this.skipVerbose();
        const bounds = this.bounds();
        if (bounds === undefined) {
            return part;
        }
        const [least, most] = bounds;
        const lazy = this.take('?') ? '?' : '';
        this.skipVerbose();
        if (
            this.peek() === '+' ||
            this.peek() === '*' ||
            this.peek() === '?' ||
            this.boundsAhead()
        ) {
            this.refuse('multiple repeat, or a possessive one');
        }
        if (part.most === 0) {
            this.refuse('a repetition of what matches nothing');
        }
        const manyTimes = 1 < most;
        if (manyTimes && part.least === 0 && part.source.startsWith('(')) {
            this.refuse('a repetition of what may match nothing');
        }
        if (manyTimes && part.captures && !isPlainGroup(part)) {
            this.refuse('a group inside a repetition');
        }
        if (least === 0 && part.captures) {
            this.optionalGroups = true;
        }
        if (most === Infinity) {
            this.unbounded += 1;
        }
        const quantifier = `{${least},${most === Infinity ? '' : most}}`;
        return {
            source: part.source + quantifier + lazy,
            least: part.least * least,
            most: most === 0 ? 0 : part.most * most,
            captures: part.captures,
            depth: part.depth + (manyTimes && least !== most ? 1 : 0),
        };
    }

    private boundsAhead(): boolean {
        const saved = this.at;
        const found = this.bounds() !== undefined;
        this.at = saved;
        return found;
    }

    /** How often the part before is repeated; undefined where no repetition follows. */
    private bounds(): readonly [number, number] | undefined {
        if (this.take('*')) {
            return [0, Infinity];
        }
        if (this.take('+')) {
            return [1, Infinity];
        }
        if (this.take('?')) {
            return [0, 1];
        }
        const match = /^\{(\d*)(?:(,)(\d*))?\}/.exec(
            this.characters.slice(this.at, this.at + 24).join(''),
        );
        if (match === null || (match[1] === '' && match[2] === undefined)) {
            return undefined;
        }
        this.at += match[0].length;
        const least = match[1] === '' ? 0 : Number(match[1]);
        const most =
            match[2] === undefined
                ? least
                : match[3] === '' || match[3] === undefined
                  ? Infinity
                  : Number(match[3]);
        if (most < least || 1000 < least) {
            this.refuse('bounds of a repetition');
        }
        return [least, most];
    }

    private atom(): Part {
        const character = this.peek();
        this.at += 1;
        switch (character) {
            case '.':
                return one(this.flags.dotAll ? anything : '[^\\n]');
            case '^':
                return zero(this.flags.multiline ? '(?<![^\\n])' : atStart);
            case '$':
                return zero(this.flags.multiline ? '(?![^\\n])' : `(?=\\n?${atEnd})`);
            case '(':
                return this.group();
            case '[':
                return one(this.characterClass());
            case '\\':
                return this.escape();
            case '*':
            case '+':
            case '?':
                return this.refuse('nothing to repeat');
            default:
                return one(literal(character));
        }
    }

    private group(): Part {
        if (!this.take('?')) {
            return this.capture();
        }
        if (this.take(':')) {
            return this.closing('(?:', this.alternatives());
        }
        if (this.take('P<')) {
            const name = this.name('>');
            if (this.names.has(name)) {
                this.refuse('redefinition of a group');
            }
            this.names.set(name, this.groups + 1);
            return this.capture();
        }
        if (this.take('P=')) {
            const number = this.names.get(this.name(')'));
            return number === undefined
                ? this.refuse('unknown group name')
                : this.reference(number);
        }
        if (this.take('#')) {
            while (this.peek() !== ')' && this.peek() !== '') {
                this.at += 1;
            }
            this.at += 1;
            return zero('');
        }
        for (const [opening, fixed] of [
            ['<=', true],
            ['<!', true],
            ['=', false],
            ['!', false],
        ] as const) {
            if (this.take(opening)) {
                const inside = this.closing(`(?${opening}`, this.alternatives());
                if (fixed && inside.least !== inside.most) {
                    this.refuse('look-behind requires fixed-width pattern');
                }
                if (opening.endsWith('!') && inside.captures) {
                    this.optionalGroups = true;
                }
                return { ...inside, least: 0, most: 0 };
            }
        }
        return this.refuse('an extension that is not translated');
    }

    private name(end: string): string {
        let name = '';
        while (this.peek() !== end && this.peek() !== '') {
            name += this.peek();
            this.at += 1;
        }
        this.at += 1;
        return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name)
            ? name
            : this.refuse('bad group name');
    }

    private capture(): Part {
        this.groups += 1;
        const number = this.groups;
        const part = this.closing('(', this.alternatives());
        this.closed.add(number);
        return { ...part, captures: true };
    }

    private closing(opening: string, inside: Part): Part {
        if (!this.take(')')) {
            this.refuse('missing ), unterminated subpattern');
        }
        return { ...inside, source: `${opening}${inside.source})` };
    }

    private reference(number: number): Part {
        if (!this.closed.has(number)) {
            this.refuse('a reference to an open group');
        }
        this.references.push(number);
        return { source: `(?:\\${number})`, least: 0, most: Infinity, captures: false, depth: 0 };
    }

    private escape(): Part {
        const character = this.peek();
        this.at += 1;
        const category = /^[dswDSW]$/.test(character) ? this.category(character) : undefined;
        if (category !== undefined) {
            return one(category);
        }
        const word = `[${this.word()}]`;
        switch (character) {
            case 'A':
                return zero(atStart);
            case 'Z':
                return zero(atEnd);
            case 'b':
                return zero(`(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`);
            case 'B':
                return zero(
                    `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word})(?:(?<=${anything})|(?=${anything})))`,
                );
        }
        if (/^[1-9]$/.test(character)) {
            const more = /^[0-9]$/.test(this.peek()) ? this.peek() : '';
            this.at += more.length;
            return this.reference(Number(character + more));
        }
        return one(literal(this.plainEscape(character)));
    }
}

/** Whether a part is one group that captures, with none inside. */
function isPlainGroup({ source }: Part): boolean {
    return /^\((?!\?)/.test(source) && !/[^\\]\((?!\?)/.test(source.slice(1));
}
