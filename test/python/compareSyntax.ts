// Compares our trees with CPython's over any files: whatever Python runs must be read, with the same
// tree and the same places. Usage: ls FILES | tee files | xargs python3 syntax_tree.py >trees;
// node compareSyntax.js files trees. What is known not to be told: characters by their names.

import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parsePython } from '../../server/src/python/syntax/parse.js';
import { loadGrammar } from '../support/pythonPrograms.js';
import { syntaxShape, withNumbers } from '../support/syntaxShape.js';

const [filesPath = '', treesPath = ''] = process.argv.slice(2);
const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
const grammar = await loadGrammar();
const trees = linesOf(treesPath);
const files = linesOf(filesPath);
let failed = files.length === trees.length ? 0 : 1;
for (const [index, path] of files.entries()) {
    const text = readFileSync(path, 'utf8');
    const expected = JSON.parse(trees[index] ?? '{}') as { readonly error?: string };
    const { module, problems } = parsePython(grammar, text);
    const refused = problems[0]?.message;
    const same =
        expected.error !== undefined || refused !== undefined
            ? (expected.error === undefined) === (refused === undefined)
            : text.includes('\\N{') ||
              isDeepStrictEqual(syntaxShape(module), withNumbers(expected));
    if (!same) {
        failed += 1;
        console.log(
            `${path}: ${refused ?? 'another tree'}; CPython: ${expected.error ?? 'a tree'}`,
        );
    }
}
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && 0 < files.length ? 0 : 1;
