// From the variables of a map to the calls in programs that make them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { uriOfPath } from '../../server/src/workspace/paths.js';
import { openFixture } from '../support/service.js';

const programs = `
//- old checkpoint
bert/w float32 [2]
//- layers.py
import tensorflow.compat.v1 as tf

def dense(name):
    with tf.variable_scope(name):
        tf.get_variable('kernel', [2, 2])
        tf.get_variable('bias', [2])
//- train.py
import os
import tensorflow.compat.v1 as tf
from layers import dense
tf.disable_eager_execution()
with tf.variable_scope('net'):
    tf.get_variable('w', [2])
    for number in range(3):
        dense('layer_%d' % number)
    tf.get_variable('slices', [4], partitioner=tf.fixed_size_partitioner(2))
    tf.Variable([1.0], name='outside')
    if os.environ['HEAD']:
        tf.get_variable('head', [2])
    tf.get_variable('part_of_' + os.environ['NAME'] + '_kernel', [2])
`;

/** `file text` of each target: the first line of the call. */
async function targets(source: string): Promise<readonly string[]> {
    const { service, document, fixture, workspace } = await openFixture(source);
    assert.ok(fixture.main.cursor !== undefined);
    const position = document.positionAt(fixture.main.cursor);
    const found = await service.definition(document, position, neverCancelled);
    return found.map(({ uri, range }) => {
        const { path, content } =
            fixture.files.find((each) => uriOfPath(each.path) === uri) ?? assert.fail(uri);
        assert.ok(workspace !== undefined && typeof content === 'string');
        const line = content.split('\n')[range.start.line] ?? '';
        const isOneLine = range.start.line === range.end.line;
        const end = isOneLine ? range.end.character : undefined;
        return `${path.slice('/w/'.length)} ${line.slice(range.start.character, end)}`;
    });
}

const inMap = (entry: string) => `${programs}//- init.ckptmap.yaml
checkpoint: old
model: train.py
assignment_map:
  ${entry}
`;

const kernel = "layers.py tf.get_variable('kernel', [2, 2])";
const bias = "layers.py tf.get_variable('bias', [2])";

test('a name leads to the call that makes the variable, in whichever file', async () => {
    assert.deepEqual(await targets(inMap('bert/w: net/$0w')), [
        "train.py tf.get_variable('w', [2])",
    ]);
    assert.deepEqual(await targets(inMap('bert/w: net/layer_1/ke$0rnel')), [kernel]);
    assert.deepEqual(await targets(inMap('bert/w: net/sli$0ces')), [
        "train.py tf.get_variable('slices', [4], partitioner=tf.fixed_size_partitioner(2))",
    ]);
});

test('a scope leads to all calls under it, each once', async () => {
    assert.deepEqual(await targets(inMap('bert/: net/layer_2$0/')), [kernel, bias]);
    const all = await targets(inMap('bert/: ne$0t/'));
    assert.equal(all.length, new Set(all).size);
    assert.deepEqual(all.slice(0, 3), [kernel, bias, "train.py tf.get_variable('w', [2])"]);
    assert.ok(all.includes("train.py tf.Variable([1.0], name='outside')"), all.join('\n'));
});

test('what may be made, and names of which a part is known, lead to their calls', async () => {
    assert.deepEqual(await targets(inMap('bert/w: net/he$0ad')), [
        "train.py tf.get_variable('head', [2])",
    ]);
    assert.deepEqual(await targets(inMap('bert/w: net/part_of_x_ker$0nel')), [
        "train.py tf.get_variable('part_of_' + os.environ['NAME'] + '_kernel', [2])",
    ]);
});

test('tensors, names of nothing and models that are no programs lead nowhere', async () => {
    assert.deepEqual(await targets(inMap('bert/$0w: net/w')), []);
    assert.deepEqual(await targets(inMap('bert/w: ot$0her')), []);
    const dumped = `
//- old checkpoint
bert/w float32 [2]
//- model.variables.json model
net/w float32 [2]
//- init.ckptmap.yaml
checkpoint: old
model: model.variables.json
assignment_map:
  bert/w: net/$0w
`;
    assert.deepEqual(await targets(dumped), []);
});

const inProgram = (call: string) => `
//- old checkpoint
bert/w float32 [2]
//- train.py
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
w = tf.get_variable('w', [2])
b = tf.get_variable('b', [2])
${call}
`;

test('a literal map in a program leads to the calls of the program', async () => {
    const literal = "tf.train.init_from_checkpoint('old', {'bert/w': '$0w'})";
    assert.deepEqual(await targets(inProgram(literal)), ["train.py tf.get_variable('w', [2])"]);
    const object = "tf.train.init_from_checkpoint('old', {'bert/w': $0w})";
    assert.deepEqual(await targets(inProgram(object)), ["train.py tf.get_variable('w', [2])"]);
    const slices = "tf.train.init_from_checkpoint('old', {'bert/w': '$0nothing'})";
    assert.deepEqual(await targets(inProgram(slices)), []);
});

test('a computed entry whose value is a variable leads to its call', async () => {
    const computed = `names = {}
for v in tf.global_variables():
    na$0mes['bert/' + v.op.name] = v
tf.train.init_from_checkpoint('old', names)`;
    assert.deepEqual(await targets(inProgram(computed)), [
        "train.py tf.get_variable('w', [2])",
        "train.py tf.get_variable('b', [2])",
    ]);
});
