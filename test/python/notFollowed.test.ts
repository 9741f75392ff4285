// Where reading a program ends is said only where that hides a call of ours from people.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { openFixture } from '../support/service.js';

const head = `
//- runs/model.ckpt-100 checkpoint
w float32 [3]
//- helper.py
def configure(target):
    exec(target)
//- train.py
import gin
import helper
import tensorflow as tf1
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
w = tf.get_variable('w', [3])
def load():
    tf.train.init_from_checkpoint('runs/model.ckpt-100', {'w': 'w'})
`;

/** The notes of a program, with the text of the line at which each stands. */
async function notesOf(program: string): Promise<readonly string[]> {
    const { service, document } = await openFixture(head + program);
    const diagnostics = await service.diagnostics(document, neverCancelled);
    const lines = document.getText().split('\n');
    return diagnostics
        .filter(({ code }) => code === 'python.not-literal')
        .map(({ message, range }) => `${lines[range.start.line] ?? ''} | ${String(message)}`);
}

test('a call that a lost path would come to is named at the place where it is lost', async () => {
    assert.deepEqual(await notesOf("exec('x = f()')\nload()\n"), [
        "exec('x = f()') | The program is not followed from here on: exec() runs code that is made while the program runs.",
    ]);
    const decorated = '@gin.configurable\ndef train():\n    load()\ntrain()\n';
    const notes = (await notesOf(decorated)).join('\n');
    assert.match(notes, /^train\(\) \| .*the module gin/m);
});

test('where the program is lost in a file that it imports, its own call of that is named', async () => {
    assert.deepEqual(await notesOf("helper.configure('x = f()')\nload()\n"), [
        "helper.configure('x = f()') | The program is not followed from here on: exec() runs code that is made while the program runs in helper.py.",
    ]);
});

test('nothing is said where no call of ours would come', async () => {
    for (const program of [
        "load()\nexec('x = f()')\n",
        "exec('x = f()')\n",
        '@gin.configurable\ndef train():\n    exec("x")\n    load()\n',
        "exec('x = f()')\ntf.train.Saver().restore(None, 'runs/model.ckpt-100')\n",
        "def never():\n    load()\nexec('x = f()')\nprint('done')\n",
    ]) {
        assert.deepEqual(await notesOf(program), [], program);
    }
});

test('restores of a Checkpoint count, also in methods and classes that are used', async () => {
    for (const program of [
        "exec('x = f()')\ntf1.train.Checkpoint(w=w).restore('runs/model.ckpt-100')\n",
        "class Loader:\n    def __init__(self):\n        load()\nexec('x = f()')\nLoader()\n",
        "class Loader:\n    def go(self):\n        load()\nloader = Loader()\nexec('x = f()')\nloader.go()\n",
        "for step in range(2):\n    if step == 1:\n        load()\n    exec('x = f()')\n",
    ]) {
        assert.equal((await notesOf(program)).length, 1, program);
    }
});

test('variables that are not known are said where a call comes after them', async () => {
    const made = 'tf.estimator.DNNClassifier([3], []).train(None)\n';
    assert.deepEqual(await notesOf(`load()\n${made}`), []);
    const before = await notesOf(`${made}load()\n`);
    assert.match(before.join(), /canned estimator/);
});
