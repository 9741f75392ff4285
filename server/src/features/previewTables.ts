// Interning for the preview's columns: names, texts and shapes are sent once and pointed to.

import type { StaticShape } from '../util/shape.js';
import type { NameTable } from './previewData.js';
import { nameSegments } from './previewNames.js';

/** Collects names into a tree of segments. */
export class NameTableBuilder {
    readonly #ids = new Map<string, number>();
    readonly #parents: number[] = [];
    readonly #labels: number[] = [];
    readonly #segments = new TextTable();

    /** The number of a name, the same for the same name. */
    add(name: string): number {
        const known = this.#ids.get(name);
        if (known !== undefined) {
            return known;
        }
        let parent = -1;
        let path = '';
        for (const segment of nameSegments(name)) {
            path = parent < 0 ? segment : `${path}/${segment}`;
            parent = this.#ids.get(path) ?? this.#push(path, parent, segment);
        }
        return parent;
    }

    #push(path: string, parent: number, segment: string): number {
        const id = this.#parents.push(parent) - 1;
        this.#labels.push(this.#segments.add(segment));
        this.#ids.set(path, id);
        return id;
    }

    /** The table so far. */
    build(): NameTable {
        return {
            parents: this.#parents,
            labels: this.#labels,
            segments: this.#segments.texts,
        };
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
