// What rests on the variable store, by where the model comes from: a dump of the live graph knows it,
// a graph and another checkpoint do not, and then the message says "if".

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeMetaGraph } from '../model/metaGraphWriter.js';
import { diagnosticsOf, messageOf } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const world = (model: string, entries: string) => `
//- ckpt-1 checkpoint
old/w float32 [3]
old/i int32 [2]
old/v float32 [2]
s/w float32 [3]
//- model.variables.json model
net/w float32 [2]
net/i float32 [2]
net/only float32 [2]
t/w float32 [2]
//- model.ckpt-9 checkpoint
net/w float32 [2]
net/i float32 [2]
net/only float32 [2]
t/w float32 [2]
//- objects checkpoint
net/w/.ATTRIBUTES/VARIABLE_VALUE float32 [2] saved=net/w
//- a.ckptmap.yaml
checkpoint: ckpt-1
model: ${model}
assignment_map:
${entries}`;

const graph = writeMetaGraph({
    variables: ['net/w', 'net/i', 'net/only', 't/w'].map((name) => ({ name, shape: [2] })),
});

async function said(model: string, entries: string, code: string): Promise<string> {
    const open = await openFixture(world(model, entries));
    open.workspace.write('/w/graph.meta', graph);
    const found = (await diagnosticsOf(open)).find((each) => each.code === code);
    return (found === undefined ? '' : messageOf(found)).split('\n')[0] ?? '';
}

const models = {
    'model.variables.json': undefined,
    'graph.meta': 'which a graph does not say',
    'model.ckpt-9': 'which another checkpoint does not say',
} as const;

for (const [model, why] of Object.entries(models)) {
    const condition = (what: string) =>
        why === undefined ? '' : ` (if ${what} is in the variable store, ${why})`;

    test(`${model}: a tensor that a scope lacks, and shapes and types that differ`, async () => {
        const ofScope = await said(model, '  old/: net/\n', 'tensor.not-found');
        assert.match(ofScope, /^The checkpoint has no tensor 'old\/only' for variable 'net\/only'/);
        assert.ok(
            ofScope.endsWith(condition("'net/only'")) &&
                !ofScope.includes('(if') === (why === undefined),
            ofScope,
        );

        const shape = await said(model, '  old/w: net/w\n', 'shape.mismatch');
        assert.equal(
            shape,
            `Shape of variable 'net/w' [2] doesn't match tensor 'old/w' [3]${condition("'net/w'")}`,
        );
        const type = await said(model, '  old/i: net/i\n', 'dtype.mismatch');
        assert.match(
            type,
            /^Variable 'net\/i' is float32, tensor 'old\/i' is int32: TensorFlow never/,
        );
        assert.ok(type.endsWith(`the initializer fails${condition("'net/i'")}`), type);
    });

    test(`${model}: an entry that is overridden`, async () => {
        const lost = await said(model, '  old/v: net/w\n  old/w: net/w\n', 'rule.overridden');
        assert.ok(lost.startsWith('This entry has no effect'), lost);
        assert.ok(lost.endsWith(condition('it')), lost);
    });
}

test('that a shape changes silently rests on the kind of variable, too', async () => {
    const entries = '  s/: t/\n';
    const silent = async (model: string) => said(model, entries, 'shape.changes-silently');
    const start =
        "Variable 't/w' [2] silently takes the shape [3] of tensor 's/w': TensorFlow checks nothing here";
    assert.equal(await silent('model.variables.json'), start);
    assert.equal(
        await silent('graph.meta'),
        `${start} (if 't/w' is in the variable store, which a graph does not say)`,
    );
    assert.equal(
        await silent('model.ckpt-9'),
        `${start} (if 't/w' is in the variable store and a resource variable, which another ` +
            'checkpoint does not say; with a reference variable the initializer fails)',
    );
});

test('of variables that are in no store nothing is said to be if', async () => {
    const message = await said('objects', '  old/: net/\n', 'variable.not-in-store');
    assert.match(message, /^1 variable inside this scope is not in the variable store/);
    assert.ok(!message.includes('(if'));
});

const gadget = { class_name: 'Gadget', config: { name: 'gadget' } };
const keras = {
    class_name: 'Sequential',
    config: {
        name: 'net',
        layers: [
            { class_name: 'Dense', config: { name: 'd', units: 2, batch_input_shape: [null, 3] } },
            gadget,
        ],
    },
};

async function saidOfKeras(entries: string, code: string): Promise<string> {
    const open = await openFixture(world('config.json', entries));
    open.workspace.write('/w/config.json', new TextEncoder().encode(JSON.stringify(keras)));
    const found = (await diagnosticsOf(open)).find((each) => each.code === code);
    return (found === undefined ? '' : messageOf(found)).split('\n')[0] ?? '';
}

test('of a layer whose variables the file does not tell, nothing is said to be missing', async () => {
    assert.match(
        await saidOfKeras('  old/w: gadget/w\n', 'variable.not-found'),
        /^Variable 'gadget\/w' may be one that the model's file does not tell; /,
    );
    assert.match(
        await saidOfKeras('  old/w: d/kernel\n', 'variable.not-found'),
        /^Variable 'd\/kernel' is not in the variable store/,
    );
    assert.match(
        await saidOfKeras('  old/w: gadgets/w\n', 'variable.not-found'),
        /^The model has no variable 'gadgets\/w'/,
    );
    const patterns = '  old/w: d/kernel\nexpect_unassigned: ["gadget/*"]\nexclude: ["gadget/*"]\n';
    assert.equal(await saidOfKeras(patterns, 'expect.matches-nothing'), '');
});
