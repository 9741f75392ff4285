// What a map that a program computes leaves out without a word, and which names were probably meant.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { diagnosticsOf, messageOf } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const world = `
//- old checkpoint
bert/words float32 [9, 4]
bert/layer_0/kernel float32 [4, 4]
bert/layer_0/bias float32 [4]
user/kernel float32 [4, 2]
user/bias float32 [2]
cls/bias float32 [9]
global_step int64 []
//- train.py
`;

const helper = `import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
def make(shapes):
    for name, shape in shapes.items():
        tf.get_variable(name, shape)
def load(names=lambda name: name):
    saved = dict(tf.train.list_variables('old'))
    mapping = {names(v.op.name): v for v in tf.trainable_variables() if names(v.op.name) in saved}
    tf.train.init_from_checkpoint('old', mapping)
`;

async function said(program: string): Promise<readonly string[]> {
    const open = await openFixture(world + helper + program);
    return (await diagnosticsOf(open))
        .filter(({ code }) => code !== 'tensor.unused')
        .map((each) => `${String(each.code)} ${each.range.start.line} ${messageOf(each)}`);
}

const bert = "'bert/words': [9, 4], 'bert/layer_0/kernel': [4, 4], 'bert/layer_0/bias': [4]";

test('variables that are in no entry are told with the reason, at the call', async () => {
    assert.deepEqual(
        await said(`make({${bert}, 'head/kernel': [4, 7], 'head/bias': [7]})\nload()\n`),
        [
            "variable.unassigned 8 2 of 5 variables are in no entry, as their names differ: 'head/bias', 'head/kernel'",
        ],
    );
});

test('a scope of which every variable has a tensor in another is probably that one', async () => {
    assert.deepEqual(
        await said(`make({${bert}, 'usr/kernel': [4, 2], 'usr/bias': [2]})\nload()\n`),
        [
            "variable.unassigned 8 2 of 5 variables are in no entry, as their names differ: 'usr/bias', 'usr/kernel'; " +
                "'usr/' looks like the checkpoint's 'user/', where each of its 2 variables has a tensor of its shape",
        ],
    );
});

test('a scope where shapes are others is not it', async () => {
    assert.deepEqual(
        await said(`make({${bert}, 'usr/kernel': [4, 3], 'usr/bias': [3]})\nload()\n`),
        [
            "variable.unassigned 8 2 of 5 variables are in no entry, as their names differ: 'usr/bias', 'usr/kernel'",
        ],
    );
});

test('a tensor that another variable gets is not meant a second time', async () => {
    assert.deepEqual(
        await said(
            `make({'user/kernel': [4, 2], 'user/bias': [2], 'usr/kernel': [4, 2]})\nload()\n`,
        ),
        [
            "variable.unassigned 8 1 of 3 variables is in no entry, as its name differs: 'usr/kernel'",
        ],
    );
});

test('part of a scope counts, too', async () => {
    const [message = ''] = await said(
        `make({${bert}, 'usr/kernel': [4, 2], 'usr/bias': [2], 'usr/scale': [2]})\nload()\n`,
    );
    assert.match(
        message,
        /'usr\/' looks like .* where 2 of its 3 variables have a tensor of their shape$/,
    );
});

test('a map that is empty for a misspelt scope loads nothing, which is an error', async () => {
    const misspelt = bert.replaceAll('bert', 'bort');
    const open = await openFixture(`${world}${helper}make({${misspelt}})\nload()\n`);
    const found = await diagnosticsOf(open);
    assert.deepEqual(
        found
            .filter(({ code }) => code !== 'tensor.unused')
            .map((each) => `${String(each.code)} ${String(each.severity)} ${messageOf(each)}`),
        [
            'scope.matches-nothing 1 This map has no entry, so nothing is loaded, and TensorFlow does not say so: ' +
                "'bort/' looks like the checkpoint's 'bert/', where each of its 3 variables has a tensor of its shape",
            "variable.unassigned 3 3 of 3 variables are in no entry, as their names differ: 'bort/layer_0/bias', 'bort/layer_0/kernel', 'bort/words'",
        ],
    );
    const preview = await open.service.preview(open.document.uri, neverCancelled);
    assert.match(preview?.sections[0]?.outcome.explanation ?? '', /'bort\/' looks like/);
});

test('a scope too many, or one too few, is told as such', async () => {
    const [added = ''] = await said(`make({${bert.replaceAll('bert', 'tower/bert')}})\nload()\n`);
    assert.match(
        added,
        /: without 'tower\/', 3 of the names are those of tensors of the same shape$/,
    );
    const [lost = ''] = await said(`make({${bert.replaceAll('bert/', '')}})\nload()\n`);
    assert.match(
        lost,
        /: with 'bert\/' before them, 3 of the names are those of tensors of the same shape$/,
    );
});

test('a map that is empty on purpose is none of our business', async () => {
    assert.deepEqual(await said(`make({'fresh/w': [7, 7]})\nload()\n`), [
        "variable.unassigned 8 1 of 1 variable is in no entry, as its name differs: 'fresh/w'",
    ]);
});

test('names are no reason where the checkpoint has them', async () => {
    const some = "load(lambda name: name if 'layer' not in name else '-')\n";
    assert.deepEqual(await said(`make({${bert}})\n${some}`), [
        "variable.unassigned 8 2 of 3 variables are in no entry, though the checkpoint has tensors of their names: 'bert/layer_0/bias', 'bert/layer_0/kernel'",
    ]);
    assert.deepEqual(await said(`make({${bert}, 'fresh/w': [7, 7]})\n${some}`), [
        "variable.unassigned 8 3 of 4 variables are in no entry, 1 of them as its name differs: 'bert/layer_0/bias', 'bert/layer_0/kernel', 'fresh/w'",
    ]);
});

test('the preview says what a computed map leaves out', async () => {
    const open = await openFixture(
        `${world}${helper}make({${bert}, 'usr/kernel': [4, 2], 'usr/bias': [2]})\nload()\n`,
    );
    const preview = await open.service.preview(open.document.uri, neverCancelled);
    const { outcome } = preview?.sections[0] ?? {};
    assert.equal(outcome?.headline, '3 of 5 variables would load, 2 would keep their initializer');
    assert.match(
        outcome.explanation ?? '',
        /^2 of 5 variables are in no entry, as their names differ: .*'user\/'/,
    );
});

test('of a map that is written down it is said where it begins', async () => {
    const literal = "tf.train.init_from_checkpoint('old', {'bert/': 'bert/'})\n";
    assert.deepEqual(await said(`make({${bert}, 'head/bias': [7]})\n${literal}`), [
        "variable.unassigned 10 1 of 4 variables keeps the initializer: 'head/bias'",
    ]);
});
