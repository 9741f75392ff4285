// The modules that come with us, as the build leaves them: trees instead of texts, since reading a
// text takes some twenty times as long. One module a line: its name, `package` or `module`, and the
// tree as JSON in ASCII. Places are left out, as nothing shows where in a library something stands.

import type { LibraryText } from './libraries.js';
import type { Module } from './syntax/ast.js';

/** A module to be written. */
export interface ReadModule {
    readonly isPackage: boolean;
    readonly module: Module;
}

/** The lines of these modules. Throws for an integer beyond 2**53, which JSON cannot hold. */
export function compiledLibraries(modules: ReadonlyMap<string, ReadModule>): string {
    return [...modules]
        .map(([name, { isPackage, module }]) => {
            const kind = isPackage ? 'package' : 'module';
            return `${name}\t${kind}\t${inAscii(JSON.stringify(module, withoutPlaces))}\n`;
        })
        .join('');
}

/** The modules by name; their texts are for `moduleOfCompiled`. */
export function readCompiledLibraries(text: string): ReadonlyMap<string, LibraryText> {
    const modules = new Map<string, LibraryText>();
    for (const line of text.split('\n')) {
        const [name, kind] = line.split('\t', 2);
        if (name !== undefined && kind !== undefined) {
            const tree = line.slice(name.length + kind.length + 2);
            modules.set(name, { text: tree, isPackage: kind === 'package' });
        }
    }
    return modules;
}

/** The tree of one module. */
export function moduleOfCompiled(text: string): Module {
    return JSON.parse(text) as Module;
}

function withoutPlaces(field: string, value: unknown): unknown {
    switch (field) {
        case 'start':
        case 'end':
            return 0;
        case 'pieces':
            return [];
        default:
            return value;
    }
}

/** An engine keeps a text of ASCII alone in half the memory. */
function inAscii(json: string): string {
    return json.replace(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
