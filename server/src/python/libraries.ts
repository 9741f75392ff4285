// The modules that come with us, written in Python: parsed once, whoever imports them.

import type { Module } from './syntax/ast.js';
import type { ModuleText } from './imports.js';

/** The text of a module that comes with us. */
export interface LibraryText {
    readonly text: string;
    readonly isPackage: boolean;
}

/** All of them, by dotted name. */
export class Libraries {
    readonly #texts: ReadonlyMap<string, LibraryText>;
    readonly #parse: (text: string) => Module;
    readonly #modules = new Map<string, ModuleText>();

    constructor(texts: ReadonlyMap<string, LibraryText>, parse: (text: string) => Module) {
        this.#texts = texts;
        this.#parse = parse;
    }

    /** The module of this name; undefined where none comes with us. */
    find(name: string): ModuleText | undefined {
        const known = this.#modules.get(name);
        const found = this.#texts.get(name);
        if (known !== undefined || found === undefined) {
            return known;
        }
        const module: ModuleText = {
            file: `<${name}>`,
            module: this.#parse(found.text),
            isPackage: found.isPackage,
            room: 'library',
        };
        this.#modules.set(name, module);
        return module;
    }
}
