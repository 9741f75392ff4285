// Code lenses of programs: one above each call that loads and each restore in the program's own file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { openFixture } from '../support/service.js';

/** `line: title` of each lens. */
async function lensesOf(source: string): Promise<readonly string[]> {
    const { service, document } = await openFixture(source);
    const lenses = await service.codeLenses(document, 'preview', neverCancelled);
    return lenses.map(({ range, command }) => {
        assert.equal(command?.command, 'preview');
        assert.deepEqual(command.arguments, [document.uri]);
        return `${range.start.line + 1}: ${command.title}`;
    });
}

test('calls and restores say what they would do', async () => {
    const lenses = await lensesOf(`//- old checkpoint
v1 float32 [2]
//- train.py
import tensorflow as tf
v1 = tf.compat.v1
with tf.Graph().as_default():
    v1.get_variable('v1', [2])
    v1.get_variable('v2', [2])
    v1.train.init_from_checkpoint('old', {'v1': 'v1'})
    v1.train.init_from_checkpoint('old', {'/': 'v'})
def unused():
    v1.train.init_from_checkpoint('old', {'v1': 'v1'})
tf.train.Checkpoint(a=tf.Variable([1., 2.])).restore('nowhere')
`);
    assert.deepEqual(lenses, [
        '6: ✓ 1 of 2 variables would load, 1 would keep its initializer',
        '7: ✕ TensorFlow would stop at line 7',
    ]);
});

test('a restore that matches nothing is seen above it', async () => {
    const lenses = await lensesOf(`//- train.py
import tensorflow as tf
tf.train.Checkpoint(a=tf.Variable(1.)).write('own')
tf.train.Checkpoint(b=tf.Variable(1.)).read('own')
`);
    assert.deepEqual(lenses, ['3: ✕ Nothing is restored, and TensorFlow would not say so']);
});

test('what stands in a module that the program imports has no lens here', async () => {
    const lenses = await lensesOf(`//- old checkpoint
v1 float32 [2]
//- helper.py
import tensorflow.compat.v1 as tf
def load():
    tf.train.init_from_checkpoint('old', {'v1': 'v1'})
//- train.py
# Loads by init_from_checkpoint, as the helper does it.
import helper
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
tf.get_variable('v1', [2])
helper.load()
`);
    assert.deepEqual(lenses, []);
});

test('map files have none', async () => {
    const lenses = await lensesOf(`//- old checkpoint
v1 float32 [2]
//- a.ckptmap.yaml
checkpoint: old
assignment_map:
  v1: v1
`);
    assert.deepEqual(lenses, []);
});
