// A map file whose model is a Python program: what the program makes is known as if it were dumped,
// or nothing is said of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosticsOf, messageOf } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const program = `import os
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
with tf.variable_scope('net'):
    tf.get_variable('w', [2])
    tf.get_variable('bias', [3])
`;

async function said(model: string, entries: string, name = 'train.py'): Promise<readonly string[]> {
    const open = await openFixture(`
//- old checkpoint
bert/w float32 [2]
bert/bias float32 [2]
//- ${name}
${model}//- init.ckptmap.yaml
checkpoint: old
model: ${name}
assignment_map:
${entries}`);
    const found = await diagnosticsOf(open);
    return found.map((each) => `${String(each.code)} ${messageOf(each).split('\n', 1)[0] ?? ''}`);
}

test('a map into the variables that a program makes is judged in full', async () => {
    const found = await said(program, '  bert/: net/\n');
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /^shape\.(mismatch|changes-silently) .*'net\/bias'/);
    const missing = await said(program, '  bert/w: net/v\n');
    assert.ok(
        missing.some((each) => each.startsWith('variable.not-found ')),
        missing.join('\n'),
    );
});

test('the cells of a notebook make a model, too', async () => {
    const cells = program.split('\n').slice(0, -1);
    const notebook = JSON.stringify({
        cells: [
            { cell_type: 'markdown', source: '# A model' },
            { cell_type: 'code', source: cells.slice(0, 3).join('\n') },
            { cell_type: 'code', source: ['%time\n', cells.slice(3).join('\n')] },
        ],
    });
    const found = await said(`${notebook}\n`, '  bert/: net/\n', 'train.ipynb');
    assert.match(found[0] ?? '', /^shape\.(mismatch|changes-silently) .*'net\/bias'/);
});

test('nothing is said of a model that is not known completely, but why', async () => {
    const open = `${program}tf.get_variable(os.environ['NAME'], [2])\n`;
    const found = await said(open, '  bert/w: net/v\n');
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /^model\.unreadable Not all variables that 'train\.py' makes/);
});

test('a program that makes no variable is no model', async () => {
    const found = await said('import tensorflow as tf\n', '  bert/w: net/w\n');
    assert.match(found[0] ?? '', /^model\.unreadable 'train\.py' makes no variable/);
});
