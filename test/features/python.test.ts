// Programs in the editor: literal maps have what map files have, computed ones are evaluated.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { checkLabels, hoverAt } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const world = `
//- runs/model.ckpt-100 checkpoint
bert/kernel float32 [3, 3]
bert/bias float32 [3]
global_step int64 []
//- train.py
`;

const model = `import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
with tf.variable_scope("model"):
    tf.get_variable("kernel", [3, 3])
    tf.get_variable("bias", [3])
`;

async function problemsOf(program: string): Promise<readonly string[]> {
    const { service, document } = await openFixture(world + program);
    const diagnostics = await service.diagnostics(document, neverCancelled);
    return diagnostics.map(
        ({ code, range: { start }, message }) =>
            `${String(code)} ${start.line}:${start.character} ${String(message).split('\n', 1)[0] ?? ''}`,
    );
}

test('a literal map that fits has nothing wrong', async () => {
    const call = 'tf.train.init_from_checkpoint("runs/model.ckpt-100", {"bert/": "model/"})\n';
    const problems = await problemsOf(model + call);
    assert.deepEqual(
        problems.filter((problem) => !problem.startsWith('tensor.unused')),
        [],
    );
});

test('a tensor that is not there is marked in its string, with the name that was meant', async () => {
    const call =
        "tf.train.init_from_checkpoint('runs/model.ckpt-100', {'bert/kernal': 'model/kernel'})\n";
    const { service, document } = await openFixture(world + model + call);
    const diagnostics = await service.diagnostics(document, neverCancelled);
    const missing = diagnostics.find(({ code }) => code === 'tensor.not-found');
    assert.deepEqual(missing?.range, {
        start: { line: 5, character: 54 },
        end: { line: 5, character: 67 },
    });
    const actions = await service.codeActions(
        document,
        { range: missing.range, diagnostics: [missing], only: undefined },
        neverCancelled,
    );
    const [fix] = actions;
    const edits = Object.values(fix?.edit?.changes ?? {}).flat();
    assert.deepEqual(
        edits.map(({ newText }) => newText),
        ["'bert/kernel'"],
    );
});

test('a computed map is evaluated, entry by entry', async () => {
    const call = `mapping = {v.op.name.replace("model/", "bert/"): v for v in tf.trainable_variables()}
mapping["bert/missing"] = "model/bias"
tf.train.init_from_checkpoint("runs/model.ckpt-100", mapping)
`;
    const problems = await problemsOf(model + call);
    assert.ok(
        problems.some((problem) => problem.startsWith('tensor.not-found 6:0')),
        problems.join('\n'),
    );
});

test('a variable itself, or the list of its slices, may stand in place of a name', async () => {
    const call = `w = tf.get_variable("w", [3, 3], partitioner=tf.fixed_size_partitioner(1))
mapping = {"bert/bias": tf.trainable_variables()[1], "bert/kernel": list(w)}
tf.train.init_from_checkpoint("runs/model.ckpt-100", mapping)
`;
    const problems = await problemsOf(model + call);
    assert.deepEqual(
        problems.map((problem) => problem.split(' ', 1)[0]),
        ['variable.unassigned', 'tensor.unused'],
        problems.join('\n'),
    );
});

test('what comes from outside is said to be unknown, and nothing is claimed', async () => {
    const call = `import os
tf.train.init_from_checkpoint(os.environ["CHECKPOINT"], {"bert/": "model/"})
`;
    const problems = await problemsOf(model + call);
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0] ?? '', /^python\.not-literal 6:0 What this call does cannot be known/);
});

test('hover in a literal map says what a name is', async () => {
    const call =
        'tf.train.init_from_checkpoint("runs/model.ckpt-100", {"bert/ker$0nel": "model/kernel"})\n';
    assert.match(await hoverAt(world + model + call), /^Tensor `bert\/kernel`/);
});

test('names are offered in a literal map, also in a function that nothing calls', async () => {
    const call = `def load():
    tf.train.init_from_checkpoint("runs/model.ckpt-100", {"bert/$0": "model/"})
`;
    await checkLabels(world + model + call, ['bert/bias', 'bert/kernel']);
});

test('a file of Python that is no business of ours is not even parsed', async () => {
    assert.deepEqual(await problemsOf('def f(:\n    return\n'), []);
});

const unreached = (map: string, before = ''): string => `${model}def load():
    ${before}tf.train.init_from_checkpoint("runs/model.ckpt-100", ${map})
`;
const literals: readonly (readonly [what: string, program: string, said: readonly string[]])[] = [
    ['a tensor that is not there', unreached('{"bert/kernal": "x/kernel"}'), ['tensor.not-found']],
    ['a scope that is not there', unreached('{"brt/": "x/"}'), ['tensor.not-found']],
    ['names that may be right', unreached('{"bert/kernel": "x/kernel", "bert/": "y/"}'), []],
    ['names that are expressions', unreached('{name: "x/", "bert/kernal": var}'), []],
    [
        'a checkpoint that is not there',
        `${model}def load():\n    tf.train.init_from_checkpoint("none", {"a": "b"})\n`,
        [],
    ],
    [
        'a variable that the named model does not have',
        unreached('{"bert/kernel": "model/kernal"}', '# ckptmap: model=runs/model.ckpt-100\n    '),
        ['variable.not-found'],
    ],
];
for (const [what, program, said] of literals) {
    test(`in a function that nothing calls: ${what}`, async () => {
        const found = await problemsOf(program);
        assert.deepEqual(
            found.map((each) => each.split(' ')[0]),
            said,
        );
    });
}
