// What encloses the next token of YAML, and whether the token may begin a key: the part of PyYAML's
// scanner that knows structure. A key is known as one only when its `:` comes, on the same line and
// not too far behind; until then it is a possible key.
// Defined in PyYAML 6: yaml/scanner.py (simple keys, indentation), from yaml/parser.py only that a
// `:` without a key on its line needs a `?` before it.

import type { YamlFault } from './yamlChars.js';

/** Where a token begins. */
export interface TokenPlace {
    readonly offset: number;
    readonly lineStart: number;
    readonly column: number;
}

interface PossibleKey extends TokenPlace {
    /** Whether it has to be a key, for where it stands. */
    readonly required: boolean;
}

/** A block of lines or a pair of brackets. */
interface Level {
    readonly column: number;
    /** Whether a `?` was read whose `:` may follow. */
    explicit: boolean;
    /** In brackets: whether the present entry has begun. */
    hasBegun: boolean;
}

type Fault = YamlFault | undefined;

/** PyYAML looks no further for a key's `:`, in code points. */
const maxKeyLength = 1024;

/** The levels that are open at a place in the text, and the possible key of each. */
export class YamlNesting {
    /** Whether the next token may begin a key. */
    keyAllowed = true;
    readonly #text: string;
    readonly #blocks: Level[] = [];
    readonly #flows: Level[] = [];
    /** By the number of open brackets. */
    readonly #keys: (PossibleKey | undefined)[] = [];

    constructor(text: string) {
        this.#text = text;
    }

    /** Whether a bracket is open. */
    get inFlow(): boolean {
        return this.#flows.length !== 0;
    }

    /** The column of the innermost block; -1 outside all. */
    get indent(): number {
        return this.#blocks.at(-1)?.column ?? -1;
    }

    /** How many blocks and brackets are open. */
    get depth(): number {
        return this.#blocks.length + this.#flows.length;
    }

    /** Closes the blocks to the right of a column. */
    unwind(column: number): void {
        while (column < this.indent) {
            this.#blocks.pop();
        }
    }

    /** Forgets keys whose `:` did not come; a fault for one that had to be a key. */
    dropStaleKeys({ offset, lineStart }: TokenPlace): Fault {
        for (const [level, key] of this.#keys.entries()) {
            const isStale =
                key !== undefined &&
                (key.lineStart !== lineStart || this.#isFar(key.offset, offset));
            if (isStale) {
                if (key.required) {
                    return missingColon(key);
                }
                this.#keys[level] = undefined;
            }
        }
        return undefined;
    }

    /** Notes that a token which may begin a key begins here. */
    saveKey(place: TokenPlace): Fault {
        const isAllowed = this.keyAllowed;
        this.#beginEntry();
        this.keyAllowed = false;
        if (!isAllowed) {
            return undefined;
        }
        const fault = this.dropKey();
        const required = !this.inFlow && this.indent === place.column;
        this.#keys[this.#flows.length] = { ...place, required };
        return fault;
    }

    /** Forgets the possible key of this level, since another token takes its place. */
    dropKey(): Fault {
        const key = this.#keys[this.#flows.length];
        this.#keys.length = this.#flows.length;
        return key?.required === true ? missingColon(key) : undefined;
    }

    /** A bracket opens. */
    openFlow(place: TokenPlace): Fault {
        const fault = this.saveKey(place);
        this.#flows.push({ column: place.column, explicit: false, hasBegun: false });
        this.keyAllowed = true;
        return fault;
    }

    /** A bracket closes. */
    closeFlow({ offset }: TokenPlace): Fault {
        const fault = this.dropKey();
        this.keyAllowed = false;
        return this.#flows.pop() === undefined ? unexpected(this.#text, offset) : fault;
    }

    /** A comma. */
    flowEntry({ offset }: TokenPlace): Fault {
        const level = this.#flows.at(-1);
        if (level === undefined) {
            return unexpected(this.#text, offset);
        }
        level.explicit = false;
        level.hasBegun = false;
        this.keyAllowed = true;
        return this.dropKey();
    }

    /** A `-` before an item. */
    blockEntry({ offset, column }: TokenPlace): Fault {
        if (this.inFlow) {
            return unexpected(this.#text, offset);
        }
        if (!this.keyAllowed) {
            return { message: 'sequence entries are not allowed here', offset };
        }
        this.#addBlock(column);
        return this.dropKey();
    }

    /** A `?` before a key. */
    explicitKey({ offset, column }: TokenPlace): Fault {
        if (!this.inFlow) {
            if (!this.keyAllowed) {
                return { message: 'mapping keys are not allowed here', offset };
            }
            this.#addBlock(column);
        } else if (this.#innermost?.hasBegun === true) {
            return { message: "expected ',' or a closing bracket, but got '?'", offset };
        }
        this.#beginEntry();
        this.#setExplicit(true);
        this.keyAllowed = !this.inFlow;
        return this.dropKey();
    }

    /** A `:` before a value. */
    value(place: TokenPlace): Fault {
        const key = this.#keys[this.#flows.length];
        if (key === undefined) {
            return this.#valueOfExplicitKey(place);
        }
        this.#keys.length = this.#flows.length;
        this.keyAllowed = false;
        if (!this.inFlow) {
            this.#addBlock(key.column);
            this.#setExplicit(false);
        }
        return undefined;
    }

    #valueOfExplicitKey({ offset, column }: TokenPlace): Fault {
        if (!this.inFlow && !this.keyAllowed) {
            return { message: 'mapping values are not allowed here', offset };
        }
        const isNew = !this.inFlow && this.#addBlock(column);
        if (isNew || this.#innermost?.explicit !== true) {
            return this.inFlow
                ? unexpected(this.#text, offset)
                : { message: "expected <block end>, but found ':'", offset };
        }
        this.#setExplicit(false);
        this.keyAllowed = !this.inFlow;
        return this.dropKey();
    }

    get #innermost(): Level | undefined {
        return this.#flows.at(-1) ?? this.#blocks.at(-1);
    }

    #beginEntry(): void {
        const level = this.#flows.at(-1);
        if (level !== undefined) {
            level.hasBegun = true;
        }
    }

    #setExplicit(explicit: boolean): void {
        const level = this.#innermost;
        if (level !== undefined) {
            level.explicit = explicit;
        }
    }

    #addBlock(column: number): boolean {
        const isNew = this.indent < column;
        if (isNew) {
            this.#blocks.push({ column, explicit: false, hasBegun: false });
        }
        return isNew;
    }

    #isFar(start: number, end: number): boolean {
        return (
            maxKeyLength < end - start &&
            maxKeyLength < Array.from(this.#text.slice(start, end)).length
        );
    }
}

function missingColon({ offset }: TokenPlace): YamlFault {
    return { message: "could not find expected ':'", offset };
}

function unexpected(text: string, offset: number): YamlFault {
    return { message: `expected the node content, but found '${text[offset] ?? ''}'`, offset };
}
