// Hover: what a name, a path or a pattern is, and where it goes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverAt } from '../support/checkFeatures.js';
import { richStyle } from '../support/service.js';

const world = `
//- runs/model.ckpt-100 checkpoint
bert/words float32 [4, 3] 0,2:-@0 2,2:-@1
bert/kernel float32 [3, 3] @1
bert/bias float32 [3]
global_step int64 []
//- model.variables.json model
model/words float32 [4, 3] parts=2
model/kernel float32 [3, 3]
model/bias float32 [2]
head/kernel float32 [3, 2] frozen
lost/w float32 [3] outside
`;

const header = 'checkpoint: runs/model.ckpt-100\nmodel: model.variables.json\nassignment_map:\n';

function mapWith(lines: string): string {
    return `${world}//- init.ckptmap.yaml\n${header}${lines}`;
}

test('a tensor: its shape, type, parameters, bytes and shard, and where it goes', async () => {
    assert.equal(
        await hoverAt(mapWith('  bert/ker$0nel: model/kernel\n')),
        [
            'Tensor `bert/kernel`',
            'float32 \\[3, 3\\] · 9 parameters, 36 bytes · shard 1',
            'Binds 1 variable, 36 bytes',
            '| tensor | variable | type |  |\n|---|---|---|---|\n' +
                '| `bert/kernel` | `model/kernel` | float32 \\[3, 3\\] | loads |',
        ].join('\n\n'),
    );
});

test('a partitioned tensor: its slices and their shards', async () => {
    const hover = await hoverAt(mapWith('  bert/wor$0ds: model/words\n'));
    assert.match(hover, /2 slices in shards 0, 1/);
    assert.match(hover, /`0,2:-`, `2,2:-`/);
    assert.match(hover, /Binds 2 variables, 48 bytes/);
});

test('a variable, a whole one and one in slices', async () => {
    assert.match(
        await hoverAt(mapWith('  bert/kernel: head/ker$0nel\n')),
        /^Variable `head\/kernel`\n\nfloat32 \\\[3, 2\\\] · 6 parameters, 24 bytes · not trainable/,
    );
    const sliced = await hoverAt(mapWith('  bert/words: model/wo$0rds\n'));
    assert.match(
        sliced,
        /^Variable `model\/words`\n\nfloat32 \\\[4, 3\\\] · 12 parameters, 48 bytes · 2 slices/,
    );
    assert.match(sliced, /`model\/words\/part_0 \[2, 3\]`/);
});

test('a scope: how much is in it, and what the entry binds', async () => {
    const hover = await hoverAt(mapWith('  bert/$0: model/\n'));
    assert.match(hover, /^Scope `bert\/`: 3 tensors\n\nBinds 4 variables, 96 bytes\n\n/);
    assert.match(
        hover,
        /\| `bert\/bias` \| `model\/bias` \| float32 \\\[2\\\] \| takes the tensor’s shape \\\[3\\\] \|/,
    );
});

test('in a call that raises, a scope says what it alone would do, and that nothing is loaded', async () => {
    const hover = await hoverAt(mapWith('  bert/$0: model/\n  nothing: model/kernel\n'));
    assert.match(hover, /Would bind 4 variables, .*; but the call raises, and nothing is loaded/);
});

test('a scope that binds nothing says so', async () => {
    const hover = await hoverAt(mapWith('  bert/: modle$0/\n'));
    assert.equal(hover, 'Scope `modle/`: 0 variables\n\nThis entry binds nothing');
});

test('the root of either side', async () => {
    assert.match(await hoverAt(mapWith('  /$0: model/\n')), /^The checkpoint’s root: 4 tensors/);
    assert.match(await hoverAt(mapWith('  bert/: /$0\n')), /^The model’s root: 5 variables/);
});

test('a variable that no map can name', async () => {
    assert.match(
        await hoverAt(mapWith('  bert/bias: lost/$0w\n')),
        /It is not in the variable store, so no map can name it/,
    );
});

test('a checkpoint path: format, tensors, bytes, shards and step', async () => {
    const source = `${world}//- init.ckptmap.yaml\n${header.replace('ckpt-100', 'ckpt$0-100')}  {}\n`;
    assert.equal(
        await hoverAt(source),
        'Checkpoint `runs/model.ckpt-100`\n\nV2 · 4 tensors · 104 bytes · 2 shards · step 100',
    );
});

test('a checkpoint path: where it stands among the others of its folder', async () => {
    const run = `
//- runs/model.ckpt-1000 checkpoint
w float32 []
//- runs/model.ckpt-20000 checkpoint
w float32 []
//- runs/checkpoint
model_checkpoint_path: "model.ckpt-20000"
all_model_checkpoint_paths: "model.ckpt-999"
all_model_checkpoint_paths: "model.ckpt-20000"
all_model_checkpoint_timestamps: 1732190400
all_model_checkpoint_timestamps: 1732190592.25
//- init.ckptmap.yaml
checkpoint: `;
    const hovered = (path: string) => hoverAt(`${run}${path}\nassignment_map: {}\n`);
    const others =
        'of 2 checkpoints in the folder: steps 1,000 and 20,000, saved 2024-11-21 12:03 UTC';
    const gone = 'The folder’s `checkpoint` file lists 1 more that is not there';
    assert.equal(
        await hovered('ru$0ns'),
        'Checkpoint `runs/model.ckpt-20000`\n\nV2 · 1 tensor · 4 bytes · 1 shard · step 20,000\n\n' +
            `The latest ${others}\n\n${gone}`,
    );
    assert.match(
        await hovered('runs/model.ck$0pt-1000'),
        /step 1,000\n\nOne of 2 checkpoints .*; the latest is `model\.ckpt-20000`\n\n/,
    );
    // What is not there is said with what is.
    assert.match(
        await hovered('runs/model.ck$0pt-999'),
        /^2 checkpoints in the folder: steps 1,000 and 20,000\n\n.*\n\nThere is no checkpoint 'runs\/model\.ckpt-999': .*; the folder has 'runs\/model\.ckpt-20000'$/,
    );
});

test('a model path: how its variables are known', async () => {
    const source = `${world}//- init.ckptmap.yaml\n${header.replace('model.var', 'model$0.var')}  {}\n`;
    assert.equal(
        await hoverAt(source),
        'Model `model.variables.json`\n\n' +
            'variables file · 6 variables · 128 bytes · 1 not in the variable store\n\nIt knows the variables of the live graph with their store keys.',
    );
});

test('a path that leads nowhere says what was looked for', async () => {
    const hover = await hoverAt(`
//- init.ckptmap.yaml
checkpoint: run$0s/model.ckpt-1
assignment_map: {}
`);
    assert.match(hover, /model\.ckpt-1/);
});

test('a pattern: what it matches', async () => {
    const source = (pattern: string) =>
        mapWith(`  bert/kernel: model/kernel\nexpect_unused: ["${pattern}"]\n`);
    assert.equal(
        await hoverAt(source('bert/$0**')),
        'Matches 2 tensors that no entry reads\n\n`bert/bias`, `bert/words`',
    );
    assert.equal(await hoverAt(source('x/$0**')), 'Matches no tensor that no entry reads');
});

test('between names there is nothing', async () => {
    assert.equal(await hoverAt(mapWith('  bert/kernel: model/kernel\n$0\n')), '');
});

test('an editor that shows no Markdown gets plain text', async () => {
    const hover = await hoverAt(mapWith('  bert/ker$0nel: model/kernel\n'), {
        style: { ...richStyle, hover: 'plaintext' },
    });
    assert.match(hover, /^Tensor bert\/kernel\n\nfloat32 \[3, 3\]/);
    assert.match(hover, /bert\/kernel {2}model\/kernel {2}float32 \[3, 3\] {2}loads/);
});

test('a tensor may be called anything, and is never taken for markup', async () => {
    const name = '[x](command:y)|`<img>`';
    const hover = await hoverAt(`
//- m.ckpt checkpoint
${name} float32 [2]
//- init.ckptmap.yaml
checkpoint: m.ckpt
assignment_map:
  '${name}$0': x
`);
    assert.equal(
        hover,
        'Tensor `` [x](command:y)|`<img>` ``\n\nfloat32 \\[2\\] · 2 parameters, 8 bytes · shard 0',
    );
});
