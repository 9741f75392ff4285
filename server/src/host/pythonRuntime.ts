// What evaluating Python needs from the disk, loaded when Python is first met: the grammar and the
// modules that come with us.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Libraries } from '../python/libraries.js';
import type { PythonRuntime } from '../python/runtime.js';
import { parsePython } from '../python/syntax/parse.js';
import type { Grammar } from '../python/syntax/tree.js';
import { grammarFilesIn, loadPythonGrammar, type GrammarFiles } from './pythonGrammar.js';
import { compiledLibrariesIn, compiledLibrariesOf, librariesIn } from './pythonLibraries.js';

/** Loads both from sources: the modules are the Python in these folders. Rejects where a file is missing. */
export function loadPython(
    files: GrammarFiles,
    folders: readonly string[],
): Promise<PythonRuntime> {
    const grammar = loadPythonGrammar(files);
    return runtimeOf(grammar, librariesIn(folders, grammar));
}

/** Loads both from beside the built programs. */
export function loadPackagedPython(): Promise<PythonRuntime> {
    const folder = dirname(fileURLToPath(import.meta.url));
    return runtimeOf(
        loadPythonGrammar(grammarFilesIn(folder)),
        compiledLibrariesOf(compiledLibrariesIn(folder)),
    );
}

async function runtimeOf(
    loading: Promise<Grammar>,
    reading: Promise<Libraries>,
): Promise<PythonRuntime> {
    const [grammar, libraries] = await Promise.all([loading, reading]);
    return { parse: (text) => parsePython(grammar, text), libraries };
}
