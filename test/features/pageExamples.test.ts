// What the editor offers for the examples of TensorFlow's pages that do not do what they say; what
// TensorFlow does with them is recorded in test/fixtures/programs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { openFixture } from '../support/service.js';

const page = `
//- model.ckpt checkpoint
old_scope_1/var1 float32 [20, 2]
//- train.py
import tensorflow as tf
tf1 = tf.compat.v1
tf1.disable_eager_execution()
with tf1.variable_scope('new_scope_1'):
    var1 = tf1.get_variable('var1', shape=[20, 2])
tf1.train.init_from_checkpoint('model.ckpt', {'old_scope_1/': 'new_scope_1'})
`;

test('the scope of the page that lacks its slash is marked, and the slash offered', async () => {
    const { service, document } = await openFixture(page);
    const diagnostics = await service.diagnostics(document, neverCancelled);
    const missing = diagnostics.find(({ code }) => code === 'scope.no-trailing-slash');
    assert.ok(missing !== undefined, JSON.stringify(diagnostics));
    const actions = await service.codeActions(
        document,
        { range: missing.range, diagnostics: [missing], only: undefined },
        neverCancelled,
    );
    const texts = actions.flatMap(({ edit }) =>
        Object.values(edit?.changes ?? {}).flatMap((edits) => edits.map(({ newText }) => newText)),
    );
    assert.ok(texts.includes("'new_scope_1/'"), texts.join());
});
