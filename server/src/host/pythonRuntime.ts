// What evaluating Python needs from the disk, loaded when Python is first met: the grammar and the
// modules that come with us.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Libraries } from '../python/libraries.js';
import type { PythonRuntime } from '../python/runtime.js';
import { parsePython, type ParsedModule } from '../python/syntax/parse.js';
import { grammarFilesIn, loadPythonGrammar, type GrammarFiles } from './pythonGrammar.js';
import { libraryFoldersIn, readLibraries } from './pythonLibraries.js';

/** Loads both from these places. Rejects where a file is missing. */
export async function loadPython(
    grammar: GrammarFiles,
    folders: readonly string[],
): Promise<PythonRuntime> {
    const [language, texts] = await Promise.all([
        loadPythonGrammar(grammar),
        readLibraries(folders),
    ]);
    const parse = (text: string): ParsedModule => parsePython(language, text);
    return { parse, libraries: new Libraries(texts, (text) => parse(text).module) };
}

/** Loads both from beside the built programs. */
export function loadPackagedPython(): Promise<PythonRuntime> {
    const folder = dirname(fileURLToPath(import.meta.url));
    return loadPython(grammarFilesIn(folder), libraryFoldersIn(folder));
}
