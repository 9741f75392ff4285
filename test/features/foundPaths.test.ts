// What lies in real folders is found: completion of paths, candidates of messages, what stands
// behind each, and in which order. The files are of training jobs, SavedModels and Keras.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionList } from 'vscode-languageserver-types';
import {
    checkFix,
    checkLabels,
    completionAt,
    diagnosticsOf,
    fixesFor,
    messageOf,
} from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const indexed = { indexed: true };

/** A training with many steps, which a manager keeps, and a SavedModel of it. */
const run = `
//- runs/checkpoint
model_checkpoint_path: "model.ckpt-20000"
//- runs/model.ckpt-1000 checkpoint
w float32 []
//- runs/model.ckpt-999 checkpoint
w float32 []
//- runs/model.ckpt-20000 checkpoint
w float32 [2]
//- runs/model.ckpt-20000.meta
x
//- runs/graph.pbtxt
x
//- export/saved_model.pb
x
//- export/variables/variables checkpoint
w float32 []
`;

const keras = `
//- keras/model.keras
x
//- keras/model.weights.h5
x
//- keras/dataset.h5
x
//- keras/config.json
{"module": "keras", "class_name": "Sequential", "config": {"name": "sequential"}}
//- keras/metadata.json
{"keras_version": "3.15.1"}
//- web/config.json
{"name": "web", "class_name": "x"}
`;

const mapWith = (line: string) => `//- init.ckptmap.yaml\n${line}\nassignment_map: {}\n`;

/** What stands behind each label. */
function details(list: CompletionList): Record<string, string | undefined> {
    return Object.fromEntries(
        list.items.map(({ label, labelDetails }) => [label, labelDetails?.description]),
    );
}

test('checkpoints: the folder first, then its newest step, by number', async () => {
    const list = await checkLabels(
        run + mapWith('checkpoint: $0'),
        [
            'runs',
            'runs/model.ckpt-20000',
            'runs/model.ckpt-1000',
            'runs/model.ckpt-999',
            'export/variables/variables',
            'export/',
            'runs/',
        ],
        indexed,
    );
    assert.deepEqual(details(list), {
        runs: 'latest checkpoint: 1 tensor, 8 bytes',
        'runs/model.ckpt-20000': '1 tensor, 8 bytes',
        'runs/model.ckpt-1000': '1 tensor, 4 bytes',
        'runs/model.ckpt-999': '1 tensor, 4 bytes',
        'export/variables/variables': '1 tensor, 4 bytes',
        'export/': undefined,
        'runs/': undefined,
    });
    // Beside the run, its own folder comes first, and is written as a dot.
    await checkLabels(
        `${run}//- runs/init.ckptmap.yaml\ncheckpoint: $0\nassignment_map: {}\n`,
        [
            '.',
            'model.ckpt-20000',
            'model.ckpt-1000',
            'model.ckpt-999',
            '../export/variables/variables',
            'export/',
            'runs/',
        ],
        indexed,
    );
});

test('checkpoints of a folder that is typed, without an index', async () => {
    await checkLabels(run + mapWith('checkpoint: ru$0'), ['runs', 'runs/']);
    await checkLabels(run + mapWith('checkpoint: runs/$0'), [
        'runs/model.ckpt-20000',
        'runs/model.ckpt-1000',
        'runs/model.ckpt-999',
    ]);
    await checkLabels(run + mapWith('checkpoint: runs/model.ckpt-1$0'), ['runs/model.ckpt-1000']);
    await checkLabels(run + mapWith('checkpoint: /w/$0'), ['/w/runs', '/w/export/', '/w/runs/']);
});

test('of two folders each keeps its checkpoints together', async () => {
    const steps = (folder: string) =>
        [1, 20, 3].map((step) => `//- ${folder}/m-${step} checkpoint\nw float32 []\n`).join('');
    const source = `\n${steps('b10')}${steps('b9')}//- b9/checkpoint\nmodel_checkpoint_path: "m-3"\n`;
    await checkLabels(
        source + mapWith('checkpoint: $0'),
        ['b9', 'b9/m-20', 'b9/m-3', 'b9/m-1', 'b10/m-20', 'b10/m-3', 'b10/m-1', 'b9/', 'b10/'],
        indexed,
    );
});

test('thousands of files do not hide the newest step, nor the folders', async () => {
    const open = await openFixture(mapWith('checkpoint: runs/$0'));
    for (let step = 0; step < 1500; step++) {
        open.workspace.write(`/w/runs/m-${step}.index`, '');
        open.workspace.write(`/w/runs/m-${step}.data-00000-of-00001`, '');
    }
    open.workspace.write('/w/runs/best/m-1.index', '');
    const { items, isIncomplete } = await completionAt(open);
    assert.equal(isIncomplete, true);
    assert.equal(items.length, 200);
    assert.deepEqual(
        items.slice(0, 2).map(({ label }) => label),
        ['runs/m-1499', 'runs/m-1498'],
    );
    const narrowed = await openFixture(mapWith('checkpoint: runs/b$0'));
    narrowed.workspace.write('/w/runs/best/m-1.index', '');
    assert.deepEqual(
        (await completionAt(narrowed)).items.map(({ label }) => label),
        ['runs/best/'],
    );
});

test('models: the folder of a SavedModel, graphs, and checkpoints behind them', async () => {
    const list = await checkLabels(
        run + mapWith('model: $0'),
        [
            'runs/model.ckpt-20000.meta',
            'export',
            'runs/graph.pbtxt',
            'export/',
            'runs/',
            'runs/model.ckpt-20000',
            'runs/model.ckpt-1000',
            'runs/model.ckpt-999',
        ],
        indexed,
    );
    const found = details(list);
    assert.equal(found['export'], 'SavedModel');
    assert.equal(found['runs/graph.pbtxt'], 'graph without collections');
    assert.equal(
        found['runs/model.ckpt-999'],
        'another checkpoint of the model: 1 tensor, 4 bytes',
    );
    await checkLabels(run + mapWith('model: exp$0'), ['export', 'export/']);
    await checkLabels(run + mapWith('model: export/$0'), [
        'export/saved_model.pb',
        'export/variables/',
    ]);
    // With another model beside it, the folder might mean that one.
    await checkLabels(
        `${run}//- export/model.variables.json model\nw float32 []\n${mapWith('model: exp$0')}`,
        ['export/model.variables.json', 'export/saved_model.pb', 'export/'],
        indexed,
    );
});

test('programs of the folder that is typed are offered as models, behind what is one', async () => {
    const source = `${run}//- train.py\nx\n//- notes.ipynb\n{}\n//- models/__init__.py\n\n//- models/net.py\nx\n`;
    const list = await checkLabels(source + mapWith('model: $0'), [
        'export',
        'export/',
        'models/',
        'runs/',
        'notes.ipynb',
        'train.py',
    ]);
    assert.equal(details(list)['train.py'], 'Python program');
    await checkLabels(source + mapWith('model: models/$0'), ['models/net.py']);
    await checkLabels(source + mapWith('checkpoint: tr$0'), []);
});

test('files of Keras are offered as models', async () => {
    const list = await completionAt(await openFixture(keras + mapWith('model: $0'), indexed));
    const labels = list.items.map(({ label }) => label);
    assert.ok(labels.includes('keras/config.json'), labels.join());
    // A file that is only called so is not.
    assert.ok(!labels.includes('web/config.json'), labels.join());
    const typed = async (folder: string) =>
        (await completionAt(await openFixture(`${keras}${mapWith(`model: ${folder}$0`)}`))).items;
    assert.deepEqual(
        (await typed('web/')).map(({ label }) => label),
        [],
    );
    assert.ok((await typed('keras/')).some(({ label }) => label === 'keras/config.json'));
});

test('files of Keras are offered as checkpoints behind all others, marked as what they are', async () => {
    const list = await completionAt(
        await openFixture(run + keras.slice(1) + mapWith('checkpoint: $0'), indexed),
    );
    const labels = [...list.items]
        .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
        .map(({ label }) => label);
    // An .h5 file that is no file of Keras is not offered at all.
    assert.deepEqual(labels.slice(-2), ['keras/model.keras', 'keras/model.weights.h5']);
    assert.ok(!labels.includes('keras/dataset.h5'));
    assert.match(
        details(list)['keras/model.weights.h5'] ?? '',
        /^Keras, which init_from_checkpoint cannot read/,
    );
});

test('of a run with many steps a map is offered the newest few', async () => {
    const source = `${run}//- far/a/b.ckpt-1 checkpoint\nw float32 []\n//- init.ckptmap.yaml\nassignment_map:\n  a/: b/\n`;
    const open = await openFixture(
        `\n//- runs/model.ckpt-500 checkpoint\nw float32 []\n${source.slice(1)}`,
        indexed,
    );
    assert.deepEqual(
        (await fixesFor(open, 'checkpoint.unknown')).map(({ title }) => title),
        [
            "Use the checkpoint 'runs/model.ckpt-20000'",
            "Use the checkpoint 'runs/model.ckpt-1000'",
            "Use the checkpoint 'runs/model.ckpt-999'",
            "Use the checkpoint 'export/variables/variables'",
            "Use the checkpoint 'far/a/b.ckpt-1'",
        ],
    );
    assert.deepEqual(
        (await fixesFor(open, 'model.unknown')).map(({ title }) => title),
        [
            "Use the model 'runs/model.ckpt-20000.meta'",
            "Use the model 'export'",
            "Use the model 'runs/graph.pbtxt'",
        ],
    );
});

const named = (checkpoint: string, model = '') =>
    `checkpoint: ${checkpoint}\n${model}assignment_map:\n  a/: b/\n`;

test('checkpoint.not-found: a step that was deleted is mended to the newest of its run', () =>
    checkFix(
        `${run}//- init.ckptmap.yaml\n${named('runs/model.ckpt-7')}`,
        'checkpoint.not-found',
        named('runs/model.ckpt-20000'),
        { title: "Change to 'runs/model.ckpt-20000'" },
    ));

test('checkpoint.not-found: a folder without a state file is mended to what it holds', () =>
    checkFix(
        `${run}//- init.ckptmap.yaml\n${named('export/variables')}`,
        'checkpoint.not-found',
        named('export/variables/variables'),
        { title: "Change to 'export/variables/variables'" },
    ));

test('checkpoint.not-a-prefix: the file that names the latest is mended to its folder', () =>
    checkFix(
        `${run}//- init.ckptmap.yaml\n${named('runs/checkpoint')}`,
        'checkpoint.not-a-prefix',
        named('runs'),
    ));

test('checkpoint.not-a-prefix: the graph of a SavedModel is mended to its checkpoint', () =>
    checkFix(
        `${run}//- init.ckptmap.yaml\n${named('export/saved_model.pb')}`,
        'checkpoint.not-a-prefix',
        named('export/variables/variables'),
    ));

test('what is nowhere near is mended to what the workspace has', async () => {
    const text = named('nowhere/ckpt-1', 'model: gone.meta\n');
    const open = await openFixture(`${run}//- init.ckptmap.yaml\n${text}`, indexed);
    const titles = async (code: string) =>
        (await fixesFor(open, code)).map(
            ({ title, isPreferred }) => `${title} ${isPreferred ?? ''}`,
        );
    assert.deepEqual((await titles('checkpoint.not-found')).slice(0, 2), [
        "Use the checkpoint 'runs/model.ckpt-20000' ",
        "Use the checkpoint 'runs/model.ckpt-1000' ",
    ]);
    assert.deepEqual((await titles('model.not-found')).slice(0, 2), [
        "Use the model 'runs/model.ckpt-20000.meta' ",
        "Use the model 'export' ",
    ]);
    await checkFix(
        `${run}//- init.ckptmap.yaml\n${text}`,
        'model.not-found',
        named('nowhere/ckpt-1', 'model: runs/model.ckpt-20000.meta\n'),
        { ...indexed, title: "Use the model 'runs/model.ckpt-20000.meta'" },
    );
    // In the comment of a bare map too.
    const bare = (path: string) => `# ckptmap: checkpoint=${path}\na/: b/\n`;
    await checkFix(
        `${run}//- init.ckptmap.yaml\n${bare('nowhere/ckpt-1')}`,
        'checkpoint.not-found',
        bare('runs/model.ckpt-20000'),
        { ...indexed, title: "Use the checkpoint 'runs/model.ckpt-20000'" },
    );
});

test('a file of Keras in place of a checkpoint: what it is, and what to do', async () => {
    const hdf5 = '\x89HDF\r\n\x1a\n'.padEnd(100, '\0');
    const open = await openFixture(`
//- keras/model.weights.h5
x
//- init.ckptmap.yaml
${named('keras/model.weights.h5')}`);
    open.workspace.write(
        '/w/keras/model.weights.h5',
        Uint8Array.from(hdf5, (c) => c.charCodeAt(0)),
    );
    const said = (await diagnosticsOf(open))
        .filter(({ code }) => String(code).startsWith('checkpoint.'))
        .map(messageOf)
        .join('\n');
    assert.match(said, /init_from_checkpoint cannot read/);
    assert.match(said, /tf\.train\.Checkpoint/);
});
