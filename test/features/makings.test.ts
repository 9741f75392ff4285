// A hover on a call that makes variables: what it makes, and what the checkpoint gives each.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MarkupContent } from 'vscode-languageserver-types';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { uriOfPath } from '../../server/src/workspace/paths.js';
import { hoverAt } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const checkpoint = `
//- old checkpoint
bert/layer_0/kernel float32 [2, 2]
bert/layer_1/kernel float32 [2, 2]
bert/layer_2/kernel float32 [3, 3]
bert/w float32 [2]
//- train.py
`;

const program = `import os
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
with tf.variable_scope('net'):
    w = tf.get_variable('w', [2])
    for number in range(3):
        with tf.variable_scope('layer_%d' % number):
            tf.get_variable('kernel', [2, 2])
x = tf.placeholder(tf.float32, [None, 4])
y = tf.layers.dense(x, 8, name='head')
v = tf.Variable([1.0], name='outside')
`;

const call =
    "tf.train.init_from_checkpoint('old', {'bert/w': 'net/w', 'bert/layer_0/': 'net/layer_0/', 'bert/layer_1/': 'net/layer_1/'})\n";

/** The table's rows, as plain text. */
async function rowsAt(source: string): Promise<readonly string[]> {
    const text = (await hoverAt(checkpoint + source)).replaceAll('\\', '');
    return text
        .split('\n')
        .filter((line) => line !== '' && !/^\|(---\||$)/.test(line))
        .map((line) => line.replace(/^\| | \|$/g, ''));
}

test('a call that makes one variable', async () => {
    assert.deepEqual(await rowsAt(program.replace('w = tf.get_', 'w = tf.ge$0t_')), [
        'Makes 1 variable',
        'variable | type',
        '`net/w` | float32 [2]',
    ]);
    assert.deepEqual(await rowsAt((program + call).replace('w = tf.get_', 'w = tf.ge$0t_')), [
        'Makes 1 variable',
        'variable | type | tensor | ',
        '`net/w` | float32 [2] | `bert/w` | loads',
    ]);
});

test('what a loop makes is folded, where the same becomes of it', async () => {
    const text = (program + call).replace("tf.get_variable('kernel'", "tf.$0get_variable('kernel'");
    assert.deepEqual(await rowsAt(text), [
        'Makes 3 variables',
        'variable | type | tensor | ',
        '`net/layer_{0, 1}/kernel` | float32 [2, 2], ×2 | `bert/layer_{0, 1}/kernel` | loads',
        '`net/layer_2/kernel` | float32 [2, 2] |  | keeps its initializer',
    ]);
});

test('layers, variables outside of the store, and what may not be made', async () => {
    assert.deepEqual(await rowsAt((program + call).replace('layers.dense(', 'layers.den$0se(')), [
        'Makes 2 variables',
        'variable | type | tensor | ',
        '`head/kernel` | float32 [4, 8] |  | keeps its initializer',
        '`head/bias` | float32 [8] |  | keeps its initializer',
    ]);
    assert.deepEqual(await rowsAt(program.replace('tf.Variable(', 'tf.Var$0iable(')), [
        'Makes 1 variable',
        'variable | type',
        '`outside` | float32 [1]',
    ]);
    const perhaps = "if os.environ['MORE']:\n    tf.get_variab$0le('more', [2])\n";
    assert.deepEqual(await rowsAt(program + perhaps), [
        'Makes 1 variable',
        'variable | type',
        '`more` | float32 [2], may not be made',
    ]);
});

test('a call that raises loads nothing', async () => {
    const raising = call.replace("'bert/w'", "'bert/v'");
    assert.deepEqual(await rowsAt((program + raising).replace('w = tf.get_', 'w = tf.get$0_')), [
        'Makes 1 variable',
        'variable | type | tensor | ',
        '`net/w` | float32 [2] |  | not loaded: the call raises',
    ]);
});

test('nothing is said beside the name of a call, or of a call that makes nothing', async () => {
    for (const [found, marked] of [
        ["('w', [2])", "('$0w', [2])"],
        ['w = tf.get_', 'w = t$0f.get_'],
        ['range(3)', 'ra$0nge(3)'],
        ['w = tf.get_', '$0w = tf.get_'],
        ['tf.placeholder(', 'tf.place$0holder('],
    ] as const) {
        assert.equal(program.split(found).length, 2, found);
        assert.deepEqual(await rowsAt(program.replace(found, marked)), [], marked);
    }
});

test('a module says what an open program makes with it, and what an open map gives that', async () => {
    const { service, session } = await openFixture(`
//- old checkpoint
bert/layer_0/kernel float32 [2, 2]
//- layers.py
import tensorflow.compat.v1 as tf

def dense(name):
    with tf.variable_scope(name):
        return tf.get_variable('kernel', [2, 2])
//- train.py
import tensorflow.compat.v1 as tf
from layers import dense
tf.disable_eager_execution()
dense('layer_0')
dense('layer_1')
//- init.ckptmap.yaml
checkpoint: old
model: train.py
assignment_map:
  bert/layer_0/: layer_0/$0
`);
    const text = await session.mapAt(uriOfPath('/w/layers.py'), neverCancelled);
    assert.ok(text !== undefined);
    const document = session.open(text.uri, 'python', 1, text.getText());
    const position = document.positionAt(document.getText().indexOf('get_variable('));
    const hover = await service.hover(document, position, neverCancelled);
    const value = (hover?.contents as MarkupContent | undefined)?.value ?? '';
    assert.match(value, /^Makes 2 variables, and what `init\.ckptmap\.yaml` gives\n/);
    assert.match(
        value,
        /\| `layer_0\/kernel` \| float32 \\\[2, 2\\\] \| `bert\/layer_0\/kernel` \| loads \|/,
    );
    assert.match(
        value,
        /\| `layer_1\/kernel` \| float32 \\\[2, 2\\\] \| {2}\| keeps its initializer \|/,
    );
    assert.deepEqual(hover?.range, {
        start: { line: 4, character: 18 },
        end: { line: 4, character: 30 },
    });
});
