// The modules that come with us are the same whether their Python is read or what the build made of
// it: every tree of every module, but for the places, which nothing shows.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
    compileLibraries,
    compiledLibrariesIn,
    compiledLibrariesOf,
    librariesIn,
    readLibraries,
} from '../../server/src/host/pythonLibraries.js';
import { loadGrammar } from '../support/pythonPrograms.js';
import { root } from '../support/repository.js';

const folders = ['server/src/python/lib', 'server/src/tensorflow/lib'].map((each) =>
    join(root, each),
);

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'ckptmap-test-'));
    try {
        await run(folder);
    } finally {
        await rm(folder, { recursive: true });
    }
}

/** A tree without its places, and without what stands for undefined. */
function unplaced(tree: unknown): unknown {
    return JSON.parse(
        JSON.stringify(tree, (field: string, value: unknown) =>
            ['start', 'end', 'pieces'].includes(field) ? undefined : value,
        ),
    );
}

test('compiled modules are the modules', async () => {
    await inFolder(async (folder) => {
        const grammar = await loadGrammar();
        const file = join(folder, 'libraries.txt');
        await compileLibraries(folders, grammar, file);
        const compiled = await compiledLibrariesOf(file);
        const read = await librariesIn(folders, Promise.resolve(grammar));
        const names = [...(await readLibraries(folders)).keys()];
        assert.ok(names.includes('tensorflow.compat.v1') && names.includes('collections.abc'));
        for (const name of names) {
            const { module, ...rest } = compiled.find(name) ?? assert.fail(`${name} is missing`);
            const { module: expected, ...restExpected } = read.find(name) ?? assert.fail(name);
            assert.deepEqual(rest, restExpected, name);
            assert.deepEqual(unplaced(module), unplaced(expected), name);
        }
        assert.equal(compiled.find('no.such.module'), undefined);
        assert.match(await readFile(file, 'latin1'), /^[\t\n\x20-\x7e]*$/);
    });
});

test('a library that is no Python ends the build', async () => {
    await inFolder(async (folder) => {
        await writeFile(join(folder, 'broken.py'), 'def f(:\n    pass\n');
        const grammar = await loadGrammar();
        await assert.rejects(
            compileLibraries([folder], grammar, compiledLibrariesIn(folder)),
            /The module broken is no Python: /,
        );
    });
});
