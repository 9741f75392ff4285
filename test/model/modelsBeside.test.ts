// What is said of several sources of one model in a folder: which is taken, and what another one
// knows, once and in one sentence. The files are those that TensorFlow wrote, and dumps beside them.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ModelSource } from '../../server/src/model/model.js';
import { readModelAndOthers } from '../../server/src/model/modelsBeside.js';
import { runReading } from '../../server/src/util/reading.js';
import { root } from '../support/repository.js';
import { MemoryFiles } from './memoryFiles.js';

const written = 'test/fixtures/models/training_folder';

/** Files by name, in the folder `/w/runs`; `written` ones are those of TensorFlow. */
function sourceOf(
    argument: string,
    names: readonly string[],
    more: Readonly<Record<string, string | Uint8Array>> = {},
): ModelSource & { readonly bytesRead: number } {
    const files = new MemoryFiles({
        '/w/runs': 'directory',
        ...Object.fromEntries(
            names.map((name) => [`/w/runs/${name}`, readFileSync(join(root, written, name))]),
        ),
        ...Object.fromEntries(
            Object.entries(more).map(([name, content]) => [`/w/runs/${name}`, content]),
        ),
    });
    const source = runReading(readModelAndOthers(argument, ['/w']), files.answer);
    return { ...source, bytesRead: files.bytesRead };
}

/** The dump of the live graph, changed. */
function dump(change: (variables: Dumped[]) => unknown[]): string {
    const text = readFileSync(join(root, written, 'model.variables.json'), 'utf8');
    const dumped = JSON.parse(text) as { variables: Dumped[] };
    return JSON.stringify({ ...dumped, variables: change(dumped.variables) });
}

interface Dumped {
    readonly name: string;
    readonly shape: readonly number[];
}

test('who is not asked is told what the next best source knows, and no more', () => {
    const { choice, beside, path } = sourceOf(
        'runs',
        readdirSync(join(root, written)).filter((name) => /\./.test(name)),
    );
    assert.equal(path, '/w/runs/model.variables.json');
    assert.match(choice ?? '', /knows the most of \d model files/);
    assert.equal(
        beside,
        "Beside it, 'model.ckpt-7.meta' has the same variables, and knows all but the variable store: the store keys are the likeliest ones",
    );
});

test('variables that only one of them has are named', () => {
    const older = dump((variables) => variables.filter(({ name }) => name !== 'encoder/bias'));
    const source = sourceOf('runs', ['model.ckpt-7.meta'], { 'a.variables.json': older });
    assert.equal(
        source.beside,
        "Beside it, 'model.ckpt-7.meta' has 'encoder/bias', which 'a.variables.json' lacks",
    );
    const newer = dump((variables) => [
        ...variables,
        ...['x', 'y', 'z', 'zz'].map((name) => ({ ...variables[0], name: `more/${name}` })),
    ]);
    assert.equal(
        sourceOf('runs', ['model.ckpt-7.meta'], { 'a.variables.json': newer }).beside,
        "Beside it, 'model.ckpt-7.meta' lacks 4 variables ('more/x', 'more/y', 'more/z', …)",
    );
});

test('another shape and another store key are told', () => {
    const changed = dump((variables) =>
        variables.map((each) =>
            each.name === 'encoder/bias'
                ? { ...each, shape: [5] }
                : each.name === 'encoder/kernel'
                  ? { ...each, storeKey: null }
                  : each,
        ),
    );
    assert.equal(
        sourceOf('runs', ['model.ckpt-7.meta'], { 'a.variables.json': changed }).beside,
        "Beside it, 'model.ckpt-7.meta' has another shape or type for 'encoder/bias', and has another store key for 'encoder/kernel'",
    );
});

test('who names the best source hears only of differences, who names a lesser one of the better', () => {
    const both = ['model.ckpt-7.meta', 'model.variables.json'];
    assert.equal(sourceOf('runs/model.variables.json', both).beside, undefined);
    assert.equal(
        sourceOf('runs/model.ckpt-7.meta', both).beside,
        "Beside it, 'model.variables.json' has the same variables, and knows the variables of the live graph with their store keys",
    );
    const older = dump((variables) => variables.slice(1));
    assert.match(
        sourceOf('runs/a.variables.json', ['model.ckpt-7.meta'], { 'a.variables.json': older })
            .beside ?? '',
        /^Beside it, 'model\.ckpt-7\.meta' has '[^']+', which 'a\.variables\.json' lacks$/,
    );
});

test('the graph beside a checkpoint is compared with it', () => {
    const names = ['model.ckpt-7.meta', 'model.ckpt-7.index', 'model.ckpt-7.data-00000-of-00001'];
    const source = sourceOf('runs/model.ckpt-7', names);
    assert.equal(source.path, '/w/runs/model.ckpt-7.meta');
    assert.match(source.beside ?? '', /^Beside it, 'model\.ckpt-7' /);
    assert.ok(source.dependencies.includes('/w/runs/model.ckpt-7.index'));
});

test('another model in the folder is told from this one, and not compared name by name', () => {
    const other = dump((variables) =>
        variables.map((each) => ({ ...each, name: `x/${each.name}` })),
    );
    const files = { 'a.variables.json': other };
    assert.equal(
        sourceOf('runs', ['model.ckpt-7.meta'], files).beside,
        "Beside it, 'model.ckpt-7.meta' is of another model",
    );
    assert.equal(sourceOf('runs/a.variables.json', ['model.ckpt-7.meta'], files).beside, undefined);
});

test('a large file is named and not read, and no more than two are', () => {
    const large = new Uint8Array(9 * 2 ** 20);
    const source = sourceOf('runs', ['model.variables.json'], { 'graph.pbtxt': large });
    assert.equal(
        source.beside,
        "Beside it, 'graph.pbtxt' (9.44 MB) is not compared, as it is large",
    );
    assert.ok(source.bytesRead < 20_000, String(source.bytesRead));
    const all = sourceOf('runs', ['model.variables.json', 'model.ckpt-7.meta', 'graph.pbtxt'], {
        'saved_model.pb': 'no graph',
    });
    assert.ok(!all.dependencies.some((path) => path.endsWith('graph.pbtxt')));
});

test('what changes beside a model is read again, and what cannot be read is passed over', () => {
    const source = sourceOf('runs', ['model.variables.json'], { 'graph.meta': 'no graph' });
    assert.equal(source.beside, undefined);
    assert.ok(source.dependencies.includes('/w/runs/graph.meta'));
});
