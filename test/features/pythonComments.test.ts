// Comments in programs: what the code cannot say, and what shall not be said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosticsOf, messageOf } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const world = `
//- old checkpoint
bert/w float32 [2]
//- other.variables.json model
net/w float32 [2]
net/bias float32 [2]
//- train.py
`;

const head = `import os
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
tf.get_variable('net/w', [2])
`;

async function said(program: string): Promise<readonly string[]> {
    const found = await diagnosticsOf(await openFixture(world + program));
    return found.map((each) => `${String(each.code)} ${messageOf(each).split('\n', 1)[0] ?? ''}`);
}

const unknownPath = "tf.train.init_from_checkpoint(os.environ['OLD'], {'bert/': 'net/'})\n";

test('without a comment, which checkpoint it is is not known', async () => {
    const [first = '', ...rest] = await said(head + unknownPath);
    assert.match(first, /^python\.not-literal /);
    assert.deepEqual(rest, []);
});

test('a comment on the line before the call names the checkpoint', async () => {
    assert.deepEqual(await said(`${head}# ckptmap: checkpoint=old\n${unknownPath}`), []);
    const wrong = unknownPath.replace('bert/', 'bart/');
    const [first = ''] = await said(`${head}# ckptmap: checkpoint=old\n${wrong}`);
    assert.match(first, /^tensor\.not-found |^scope\./);
});

test('a comment at the top of the file names it for all calls', async () => {
    assert.deepEqual(await said(`# ckptmap: checkpoint=old\n${head}${unknownPath}`), []);
});

test('a comment elsewhere names nothing', async () => {
    const [first = ''] = await said(`${head}# ckptmap: checkpoint=old\nx = 1\n${unknownPath}`);
    assert.match(first, /^python\.not-literal /);
});

test('what the code says is not overruled', async () => {
    const call = "tf.train.init_from_checkpoint('old', {'bert/': 'net/'})\n";
    assert.deepEqual(await said(`${head}# ckptmap: checkpoint=none\n${call}`), []);
});

test('a comment names the model, whose variables the call then sees', async () => {
    const call = "tf.train.init_from_checkpoint('old', {'bert/': 'net/'})\n";
    const [first = ''] = await said(`${head}# ckptmap: model=other.variables.json\n${call}`);
    assert.match(first, /^tensor\.not-found .*'bert\/bias'/);
});

test('with a model that is named, a map is computed from its variables', async () => {
    const call = `mapping = {v.op.name.replace('net', 'bert'): v for v in tf.trainable_variables()}
# ckptmap: model=other.variables.json
tf.train.init_from_checkpoint('old', mapping)
`;
    const [first = ''] = await said(head + call);
    assert.match(first, /^tensor\.not-found .*'bert\/bias'/);
});

test('a model that is not there is said to be missing', async () => {
    const call = "tf.train.init_from_checkpoint('old', {'bert/': 'net/'})\n";
    const [first = ''] = await said(`${head}# ckptmap: model=none.meta\n${call}`);
    assert.match(first, /^python\.not-literal .*'none\.meta' is not found/);
});

test('a comment silences a code in its line, and one that silences nothing is told', async () => {
    const call = "tf.train.init_from_checkpoint('old', {'bert/x': 'net/w'})";
    const reason = '# ckptmap-ignore tensor.not-found: it comes';
    const [loud = ''] = await said(`${head}${call}\n`);
    assert.match(loud, /^tensor\.not-found /);
    const left = await said(`${head}${call}  ${reason}\n`);
    assert.ok(!left.some((each) => each.startsWith('tensor.not-found ')), left.join('\n'));
    assert.ok(!left.some((each) => each.startsWith('ignore.matches-nothing ')), left.join('\n'));
    const fits = call.replace('bert/x', 'bert/w');
    const idle = await said(`${head}${reason}\n${fits}\n`);
    assert.ok(
        idle.some((each) => each.startsWith('ignore.matches-nothing ')),
        idle.join('\n'),
    );
});
