// What people and programs see of the command line, to the letter. `UPDATE_EXPECT=1` writes what it
// says now; read the difference before you commit it.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { test } from 'node:test';
import { ckptmap, type RunOptions } from './commandLine.js';

const folder = 'test/cli/golden';
const update = process.env['UPDATE_EXPECT'] === '1';
const known = new Set<string>();

/** A test that a command says what its golden file has; `$FOLDER` is the folder it ran in. */
function golden(name: string, args: readonly string[], options: RunOptions = {}): void {
    const path = join(folder, `${name}.golden.txt`);
    assert.ok(!known.has(path), `two tests write ${path}`);
    known.add(path);
    test(`${name}: ckptmap ${args.join(' ')}`, async () => {
        const { status, out, error } = await ckptmap(args, options);
        const found = [
            `$ ckptmap ${args.join(' ')}\n`,
            ...(error === '' ? [] : [`--- standard error\n`, error]),
            `--- standard output, exit status ${status}\n`,
            out,
        ]
            .join('')
            .replaceAll(resolve(options.folder ?? '.'), '$FOLDER');
        if (update) {
            writeFileSync(path, found);
        }
        assert.ok(existsSync(path), `UPDATE_EXPECT=1 writes ${path}`);
        assert.equal(found, readFileSync(path, 'utf8'));
    });
}

golden('help', ['--help']);
for (const verb of ['check', 'plan', 'inspect', 'dump-python', 'lsp']) {
    golden(`help-${verb}`, [verb, '--help']);
}

const example = { folder: 'test/example' };
for (const name of ['finetune', 'mistakes', 'scope-typo-checkpoint', 'scope-typo-model']) {
    golden(`plan-${name}`, ['plan', `${name}.ckptmap.yaml`], example);
    golden(`check-${name}`, ['check', `${name}.ckptmap.yaml`], example);
}
golden('plan-finetune-graph', ['plan', 'finetune.ckptmap.yaml', '--model', 'model.meta'], example);
golden('plan-colors', ['plan', 'scope-typo-model.ckptmap.yaml'], { ...example, hasColors: true });
golden('plan-finetune-csv', ['plan', 'finetune.ckptmap.yaml', '--format', 'csv'], example);
golden('plan-finetune-python', ['plan', 'finetune.ckptmap.yaml', '--format', 'python'], example);
golden('plan-mistakes-python', ['plan', 'mistakes.ckptmap.yaml', '--format', 'python'], example);
golden('inspect-checkpoint', ['inspect', 'runs/pretrain'], example);
golden('inspect-variables-file', ['inspect', 'model.variables.json'], example);

// Folders: of training jobs, of SavedModels, of models.
const folders = { folder: 'test/fixtures/folders' };
golden('inspect-folder-manager', ['inspect', 'manager'], folders);
golden('inspect-folder-saver', ['inspect', 'saver/', '--format', 'json'], folders);
golden('inspect-folder-state-file', ['inspect', 'saver/checkpoint'], folders);
const models = { folder: 'test/fixtures/models' };
golden('inspect-folder-saved-model', ['inspect', 'saved_model/export'], models);
golden('inspect-folder-graph-alone', ['inspect', 'small/export'], models);
golden('inspect-folder-graphs', ['inspect', 'small'], models);
golden('inspect-folder-training', ['inspect', 'training_folder', '--format', 'json'], models);
golden('inspect-folder-of-nothing', ['inspect', '..'], folders);
const inPlaceOfPrefixes = [
    'folders/saver/model.ckpt-3000',
    'folders/saver/checkpoint',
    'folders/saver/model.ckpt-1000.index',
    'models/saved_model/export',
    'models/saved_model/export/saved_model.pb',
    'models/saved_model/export/variables',
    'keras/keras3-sequential.weights.h5',
    'keras/keras3-sequential.keras',
    'keras',
]
    .map((path) => `checkpoint: ${path}\nassignment_map: {a: b}\n`)
    .join('---\n');
golden('check-no-prefix', ['check', '-', '--stdin-filename', 'a.ckptmap.yaml'], {
    folder: 'test/fixtures',
    input: inPlaceOfPrefixes,
});

// Files of Keras: what is in them, and that a call cannot use them.
const keras = { folder: 'test/fixtures/keras' };
golden('inspect-keras', ['inspect', 'keras3-sequential.keras', '--verify'], keras);
golden('inspect-keras-weights', ['inspect', 'keras3-subclassed.weights.h5'], keras);
golden('inspect-h5-json', ['inspect', 'keras2-fitted.h5', '--format', 'json'], keras);
golden('inspect-h5-odd', ['inspect', 'odd.h5'], keras);
golden('plan-keras', ['plan', '-', '--stdin-filename', 'init.ckptmap.yaml'], {
    ...keras,
    input: 'checkpoint: keras3-sequential.keras\nassignment_map: {first/: model/}\n',
});

// Programs: one in BERT's idiom that loads, one whose scope is misspelt, and a restore.
const programs = 'test/fixtures/programs';
golden('plan-program', ['plan', 'train.py'], { folder: `${programs}/bert` });
golden('plan-program-typo', ['plan', 'train.py'], { folder: `${programs}/scope_typo` });
golden('check-program-typo', ['check', 'train.py'], { folder: `${programs}/scope_typo` });
golden('inspect-program', ['inspect', 'train.py'], { folder: `${programs}/bert` });
golden('inspect-program-open', ['inspect', 'train.py'], { folder: `${programs}/open_slices` });
golden('plan-restore', ['plan', 'restore.py'], { folder: `${programs}/keras_model` });
golden('plan-restore-nothing', ['plan', 'restore.py'], { folder: `${programs}/partial_names` });

const recorded = { folder: 'test/recorded' };
golden('inspect-shard', ['inspect', 'order/ckpt.data-00000-of-00001'], recorded);
golden('inspect-v1-json', ['inspect', 'shapes/v1-2x3', '--format', 'json'], recorded);
golden('inspect-slices-json', ['inspect', 'cuts/v2-halves', '--format', 'json'], recorded);
golden(
    'inspect-model-json',
    ['inspect', 'order/model.variables.json', '--format', 'json'],
    recorded,
);

// One of everything: two calls, a partitioned variable, overriding, a change of shape, a type misfit.
const order = { folder: 'test/recorded/order' };
const maps = {
    ok: `checkpoint: ckpt
model: model.variables.json
assignment_map:
  s/: m/
  a: m/a
  "日本": top
---
checkpoint: ckpt
model: model.variables.json
assignment_map:
  b: m/a
`,
    raises: `checkpoint: ckpt
model: model.variables.json
assignment_map:
  s/: m/
  s/b: top
`,
    shapes: `checkpoint: ckpt
model: model.variables.json
assignment_map: {s/p: top, é/: m2/}
`,
    unknown: `s/: m/\n`,
    older: `checkpoint: ckpt
model: model.variables.json
tensorflow: "1.15"
assignment_map: {s/a: m/a, s/: m/}
`,
    syntax: `a: [b\n`,
};
const from = (input: string): RunOptions => ({ ...order, input });
const stdin = ['-', '--stdin-filename', 'case.ckptmap.yaml'];
for (const [name, input] of Object.entries(maps)) {
    golden(`plan-${name}-json`, ['plan', ...stdin, '--format', 'json'], from(input));
    golden(`plan-${name}`, ['plan', ...stdin], from(input));
    golden(`plan-${name}-python`, ['plan', ...stdin, '--format', 'python'], from(input));
}
golden('plan-ok-csv', ['plan', ...stdin, '--format', 'csv'], from(maps.ok));
golden('plan-ok-markdown', ['plan', ...stdin, '--format', 'markdown'], from(maps.ok));
for (const format of ['json', 'sarif', 'github']) {
    golden(`check-raises-${format}`, ['check', ...stdin, '--format', format], from(maps.raises));
}

test('no golden file is left over', () => {
    const found = readdirSync(folder).map((name) => join(folder, name));
    assert.deepEqual(
        found.filter((path) => !known.has(path)).map((path) => basename(path)),
        [],
    );
});
