// Reads the modules that come with us and are written in Python: the standard library's parts and
// the model of TensorFlow. They lie as files beside the built programs, and in the sources.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryText } from '../python/libraries.js';

/** The folders of the built programs that hold modules. */
export function libraryFoldersIn(folder: string): readonly string[] {
    return [join(folder, 'python', 'standard'), join(folder, 'python', 'tensorflow')];
}

/** The modules of these folders by dotted name; of two of the same name the later folder's. */
export async function readLibraries(
    folders: readonly string[],
): Promise<ReadonlyMap<string, LibraryText>> {
    const modules = new Map<string, LibraryText>();
    for (const folder of folders) {
        const names = await readdir(folder, { recursive: true });
        const files = names.filter((name) => name.endsWith('.py')).sort();
        const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
        for (const [index, file] of files.entries()) {
            const parts = file.slice(0, -'.py'.length).split(/[\\/]/);
            const isPackage = parts.at(-1) === '__init__';
            const name = (isPackage ? parts.slice(0, -1) : parts).join('.');
            modules.set(name, { text: texts[index] ?? '', isPackage });
        }
    }
    return modules;
}
