// Interning for the preview's columns: names, texts and shapes are sent once and pointed to.

import type { StaticShape } from '../util/shape.js';
import type { NameTable } from './previewData.js';
import { splitName } from './previewNames.js';

/** Collects names into a tree of segments. Scopes are shared; of a name there may be two. */
export class NameTableBuilder {
    readonly #scopes = new Map<string, number>();
    readonly #parents: number[] = [];
    readonly #labels: number[] = [];
    readonly #segments = new TextTable();
    /** The scope asked for last: rows come scope by scope. */
    #last = { scope: '', id: -1 };

    /** The number of a name. */
    add(name: string): number {
        const [scope, leaf] = splitName(name);
        return this.#push(scope === undefined ? -1 : this.#scope(scope), leaf);
    }

    /** The table so far. */
    build(): NameTable {
        return {
            parents: this.#parents,
            labels: this.#labels,
            segments: this.#segments.texts,
        };
    }

    #scope(scope: string): number {
        if (scope === this.#last.scope) {
            return this.#last.id;
        }
        let id = this.#scopes.get(scope);
        if (id === undefined) {
            id = this.add(scope);
            this.#scopes.set(scope, id);
        }
        this.#last = { scope, id };
        return id;
    }

    #push(parent: number, segment: string): number {
        this.#labels.push(this.#segments.add(segment));
        return this.#parents.push(parent) - 1;
    }
}

/** Collects texts, each once. */
export class TextTable {
    readonly #ids = new Map<string, number>();
    readonly texts: string[] = [];

    constructor(first: readonly string[] = []) {
        first.forEach((text) => this.add(text));
    }

    /** The number of a text, the same for the same text. */
    add(text: string): number {
        let id = this.#ids.get(text);
        if (id === undefined) {
            id = this.texts.push(text) - 1;
            this.#ids.set(text, id);
        }
        return id;
    }
}

/** Collects shapes, each once. */
export class ShapeTable {
    readonly #ids = new Map<string, number>();
    readonly shapes: StaticShape[] = [];

    /** The number of a shape, the same for equal shapes. */
    add(shape: StaticShape): number {
        const key = shape === null ? '' : `[${shape.join()}]`;
        let id = this.#ids.get(key);
        if (id === undefined) {
            id = this.shapes.push(shape) - 1;
            this.#ids.set(key, id);
        }
        return id;
    }
}
