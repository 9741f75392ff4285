// Interning for the preview's columns: texts and shapes are sent once and pointed to. Names are in
// nameNodes.ts.

import type { StaticShape } from '../util/shape.js';

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
