// A model that a comment names: what a program computes from the variables that it does not make.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { diagnosticsOf, messageOf } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const world = `
//- old checkpoint
bert/w float32 [2]
bert/bias float32 [2]
bert/moving_mean float32 [2]
//- net.variables.json model
net/w float32 [2]
net/bias float32 [2]
net/moving_mean float32 [2] frozen
net/table float32 [4, 3] parts=2
//- other.variables.json model
head/w float32 [2]
//- copy checkpoint
net/w float32 [2]
//- train.py
`;

const head = `import builder
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
builder.build()
`;

const mapping = `mapping = {v.op.name.replace('net', 'bert'): v
           for v in tf.trainable_variables() if 'table' not in v.name}
`;
const call = "tf.train.init_from_checkpoint('old', mapping)\n";

interface Told {
    readonly outcome: string;
    readonly loads: readonly string[];
    readonly keeps: readonly string[];
    readonly said: readonly string[];
}

async function told(program: string): Promise<Told> {
    const open = await openFixture(world + program);
    const { plan } = await open.session.plan(open.document, neverCancelled);
    return {
        outcome: plan.outcome,
        loads: plan.assignments.map(({ variableName, tensor }) => `${variableName} < ${tensor}`),
        keeps: plan.calls.flatMap(({ unassigned }) => unassigned.map(({ name }) => name)),
        said: (await diagnosticsOf(open)).map(
            (each) => `${String(each.code)} ${messageOf(each).split('\n', 1)[0] ?? ''}`,
        ),
    };
}

const named = '# ckptmap: model=net.variables.json\n';

test('its trainable variables are those of the program', async () => {
    const { outcome, loads, keeps } = await told(`${named}${head}${mapping}${call}`);
    assert.equal(outcome, 'ok');
    assert.deepEqual(loads, ['net/bias < bert/bias', 'net/w < bert/w']);
    assert.deepEqual(keeps, ['net/moving_mean', 'net/table/part_0', 'net/table/part_1']);
});

test('a comment at the call names it as well', async () => {
    const { outcome, loads } = await told(`${head}${mapping}${named}${call}`);
    assert.equal(outcome, 'ok');
    assert.equal(loads.length, 2);
});

test('all of them are there, in their order, with shapes, types and slices', async () => {
    const program = `${named}${head}lines = []
for v in tf.global_variables():
    info = v._get_save_slice_info()
    lines.append('%s %s %s %s %s' % (v.name, v.shape.as_list(), v.dtype.base_dtype.name,
                                     v.trainable, info.full_name if info else '-'))
tf.train.init_from_checkpoint('old', {'|'.join(lines): 'net/w'})
`;
    const open = await openFixture(world + program);
    const { plan } = await open.session.plan(open.document, neverCancelled);
    assert.deepEqual(plan.calls[0]?.entries[0]?.tensorName.split('|'), [
        'net/w:0 [2] float32 True -',
        'net/bias:0 [2] float32 True -',
        'net/moving_mean:0 [2] float32 False -',
        'net/table/part_0:0 [2, 3] float32 True net/table',
        'net/table/part_1:0 [2, 3] float32 True net/table',
    ]);
});

test('what it leaves out is told as of any program', async () => {
    const { said } = await told(
        `${named}${head}mapping = {v.op.name: v for v in tf.trainable_variables() if v.op.name in dict(tf.train.list_variables('old'))}\n${call}`,
    );
    assert.match(said.join('\n'), /scope\.matches-nothing .*'net\/' looks like .*'bert\/'/);
});

test('the same objects are there each time', async () => {
    const program = `${named}${head}first = tf.trainable_variables()
rest = [v for v in tf.global_variables() if v not in first and 'moving' in v.name]
mapping = {v.op.name.replace('net', 'bert'): v for v in rest}
${call}`;
    assert.deepEqual((await told(program)).loads, ['net/moving_mean < bert/moving_mean']);
});

test("the program's own variables are among them", async () => {
    const program = `${named}${head}own = tf.get_variable('net/w', [2])
mapping = {v.op.name.replace('net', 'bert'): v for v in tf.trainable_variables() if v is not own and 'table' not in v.name}
mapping['bert/moving_mean'] = own
${call}`;
    const { outcome, loads, keeps } = await told(program);
    assert.equal(outcome, 'ok');
    assert.deepEqual(loads, ['net/bias < bert/bias', 'net/w < bert/moving_mean']);
    assert.deepEqual(keeps, ['net/moving_mean', 'net/table/part_0', 'net/table/part_1']);
});

test('a scope selects among them', async () => {
    const program = `${named}${head}mapping = {v.op.name.replace('net', 'bert'): v for v in tf.trainable_variables('net/b')}
${call}`;
    assert.deepEqual((await told(program)).loads, ['net/bias < bert/bias']);
});

const unknown: readonly (readonly [what: string, program: string, reason: RegExp])[] = [
    [
        'the program makes a variable after it has read them',
        `${named}${head}${mapping}tf.get_variable('net/late', [2])\n${call}`,
        /makes variables after it has read/,
    ],
    [
        'the program makes a variable that the model does not have',
        `${named}${head}tf.get_variable('mine/w', [2])\n${mapping}${call}`,
        /^python\.not-literal .* a key is not known/,
    ],
    [
        'comments name two models',
        `${named}${head}${mapping}# ckptmap: model=other.variables.json\n${call}`,
        /^python\.not-literal .* a key is not known/,
    ],
    [
        'the comment is for another call',
        `${head}${mapping}${named}tf.train.init_from_checkpoint('old', {})\n${call}`,
        /which is not named for this call/,
    ],
    [
        'a checkpoint is named, which says nothing of collections',
        `# ckptmap: model=copy\n${head}${mapping}${call}`,
        /^python\.not-literal .* a key is not known/,
    ],
    [
        'the model is not there',
        `# ckptmap: model=none.meta\n${head}${mapping}${call}`,
        /^python\.not-literal .* a key is not known/,
    ],
];

for (const [what, program, reason] of unknown) {
    test(`nothing is known where ${what}`, async () => {
        const { outcome, said } = await told(program);
        assert.equal(outcome, 'unknown', said.join('\n'));
        assert.match(said.join('\n'), reason);
    });
}

test('an optimizer makes slots for variables of which it is not seen what uses them', async () => {
    const program = `${named}${head}${mapping}${call}loss = tf.reduce_sum(tf.zeros([2]))
tf.train.AdamOptimizer().minimize(loss)
`;
    const { outcome, loads } = await told(program);
    assert.equal(outcome, 'ok');
    assert.equal(loads.length, 2);
});
