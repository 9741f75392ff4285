// Reads the modules that come with us and are written in Python: the standard library's parts and
// the model of TensorFlow. In the sources they are folders of Python; beside the built programs
// they are one file of trees (python/compiledLibraries.ts), which is written here as well.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
    compiledLibraries,
    moduleOfCompiled,
    readCompiledLibraries,
} from '../python/compiledLibraries.js';
import { Libraries, type LibraryText } from '../python/libraries.js';
import { parsePython } from '../python/syntax/parse.js';
import type { Grammar } from '../python/syntax/tree.js';

/** The file of the built programs that holds the modules. */
export function compiledLibrariesIn(folder: string): string {
    return join(folder, 'python', 'libraries.txt');
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

/** The modules in these folders, read where a program imports them. */
export async function librariesIn(
    folders: readonly string[],
    grammar: Promise<Grammar>,
): Promise<Libraries> {
    const [texts, language] = await Promise.all([readLibraries(folders), grammar]);
    return new Libraries(texts, (text) => parsePython(language, text).module);
}

/** The modules in a file that was compiled. Rejects where it is missing. */
export async function compiledLibrariesOf(file: string): Promise<Libraries> {
    return new Libraries(readCompiledLibraries(await readFile(file, 'utf8')), moduleOfCompiled);
}

/** Compiles the modules in these folders. Throws where one is no Python. */
export async function compileLibraries(
    folders: readonly string[],
    grammar: Grammar,
    file: string,
): Promise<void> {
    const texts = await readLibraries(folders);
    const modules = [...texts].map(([name, { text, isPackage }]) => {
        const { module, problems } = parsePython(grammar, text);
        const [problem] = problems;
        if (problem !== undefined) {
            throw new Error(`The module ${name} is no Python: ${problem.message}.`);
        }
        return [name, { module, isPackage }] as const;
    });
    await writeFile(file, compiledLibraries(new Map(modules)));
}
