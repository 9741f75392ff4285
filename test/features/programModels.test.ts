// A map file whose model is a Python program: what the program makes is known as if it were dumped,
// and where not all of it is, nothing is claimed that could be wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { completionAt, diagnosticsOf, hoverAt, messageOf } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const program = `import os
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
with tf.variable_scope('net'):
    tf.get_variable('w', [2])
    tf.get_variable('bias', [3])
`;

const fixtureOf = (model: string, entries: string, name = 'train.py') => `
//- old checkpoint
bert/w float32 [2]
bert/bias float32 [2]
//- ${name}
${model}//- init.ckptmap.yaml
checkpoint: old
model: ${name}
assignment_map:
${entries}`;

const openWith = (...parts: Parameters<typeof fixtureOf>) => openFixture(fixtureOf(...parts));

async function said(...parts: Parameters<typeof fixtureOf>): Promise<readonly string[]> {
    const found = await diagnosticsOf(await openWith(...parts));
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

const information =
    /^model\.unreadable Not all variables that 'train\.py' makes can be known .*; nothing is claimed of the others/;

/** What is said besides that not everything is known. */
async function alsoSaid(model: string, entries: string): Promise<readonly string[]> {
    const found = await said(model, entries);
    assert.equal(found.filter((each) => information.test(each)).length, 1, found.join('\n'));
    return found.filter((each) => !information.test(each));
}

const anyName = `${program}tf.get_variable(os.environ['NAME'], [2])\n`;
const lost = `${program}exec(os.environ['CODE'])\n`;
const layers = `${program}for number in range(int(os.environ['LAYERS'])):
    tf.get_variable('net/layer_%d/kernel' % number, [2])
`;
const perhaps = `${program}if os.environ['HEAD']:
    tf.get_variable('net/head', [2])
`;

test('where a variable may have any name, only what is known is judged', async () => {
    for (const model of [anyName, lost]) {
        assert.deepEqual(await alsoSaid(model, '  bert/w: net/v\n'), []);
        assert.deepEqual(await alsoSaid(model, '  bert/w: net/w\n'), []);
        assert.deepEqual(await alsoSaid(model, '  bert/: other/\n'), []);
        const [shape, ...others] = await alsoSaid(model, '  bert/bias: net/bias\n');
        assert.match(shape ?? '', /^shape\.mismatch /);
        assert.deepEqual(others, []);
    }
});

test('a scope whose known variables have no tensor raises whatever else is in it', async () => {
    const found = await alsoSaid(anyName, '  missing/: net/\n');
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /^tensor\.not-found The checkpoint has no scope 'missing\/'/);
});

test('a tensor that is not there is missed whatever the model is', async () => {
    const [missing, ...others] = await alsoSaid(anyName, '  bert/v: net/v\n');
    assert.match(missing ?? '', /^tensor\.not-found /);
    assert.deepEqual(others, []);
});

test('a name that no pattern and no open place can make is not found', async () => {
    for (const model of [layers, perhaps]) {
        const found = await alsoSaid(model, '  bert/w: net/v\n');
        assert.match(found[0] ?? '', /^variable\.not-found The model has no variable 'net\/v'/);
        assert.equal(found.length, 1, found.join('\n'));
    }
    assert.deepEqual(await alsoSaid(layers, '  bert/w: net/layer_7/kernel\n'), []);
    assert.deepEqual(await alsoSaid(layers, '  bert/: net/layer_7/\n'), []);
    assert.deepEqual(await alsoSaid(perhaps, '  bert/w: net/head\n'), []);
    assert.deepEqual(await alsoSaid(perhaps, '  bert/: net/head/\n'), [
        "scope.matches-nothing This entry loads nothing, and TensorFlow does not say so: no variable of the model lies under 'net/head/'; did you mean 'net/'?",
    ]);
});

test('the plan of an entry that hangs on what is not known is not known', async () => {
    const outcome = async (model: string, entries: string): Promise<string> => {
        const { session, document } = await openWith(model, entries);
        return (await session.plan(document, neverCancelled)).plan.outcome;
    };
    assert.equal(await outcome(anyName, '  bert/w: net/w\n'), 'ok');
    assert.equal(await outcome(anyName, '  bert/w: net/v\n'), 'unknown');
    assert.equal(await outcome(anyName, '  bert/: net/\n'), 'unknown');
    assert.equal(await outcome(anyName, '  missing/: net/\n'), 'unknown');
    assert.equal(await outcome(layers, '  bert/w: net/v\n'), 'raises');
    assert.equal(await outcome(layers, '  bert/w: net/layer_1/kernel\n'), 'unknown');
});

test('what is known of an open model is offered and described', async () => {
    const labels = async (model: string): Promise<readonly string[]> => {
        const list = await completionAt(await openWith(model, '  bert/w: net/$0\n'));
        return list.items.map(({ label }) => label);
    };
    assert.deepEqual(await labels(perhaps), ['net/bias', 'net/head', 'net/w']);
    assert.deepEqual(await labels(layers), ['net/bias', 'net/w']);
    const about = async (model: string, entries: string): Promise<string> =>
        hoverAt(fixtureOf(model, entries));
    assert.match(
        await about(perhaps, '  bert/w: net/he$0ad\n'),
        /Variable `net\/head`[^]*It depends on the path taken whether the program makes it/,
    );
    assert.match(
        await about(layers, '  bert/w: net/layer_3/ker$0nel\n'),
        /It is not known whether a variable of the model is called `net\/layer_3\/kernel`\n\nIt may be one of `net\/layer_\*\/kernel`/,
    );
    assert.match(
        await about(anyName, '  bert/: ne$0t/\n'),
        /Scope `net\/`: 2 variables that are known; there may be others\n\nWould bind 2 variables, 16 bytes, of those that are known/,
    );
});

test('a hover on the path says what the program makes', async () => {
    const about = async (model: string): Promise<string> =>
        hoverAt(fixtureOf(model, '  bert/w: net/w\n').replace('model: tr', 'model: tr$0'));
    assert.match(
        await about(program),
        /Model `train\.py`\n\nPython program · 2 variables · 20 bytes/,
    );
    assert.match(
        await about(perhaps),
        /Python program · 2 variables known · 1 more perhaps · 20 bytes[^]*it depends on the path taken whether 'net\/head' is made/,
    );
});

test('a program that makes no variable is no model', async () => {
    const found = await said('import tensorflow as tf\n', '  bert/w: net/w\n');
    assert.match(found[0] ?? '', /^model\.unreadable 'train\.py' makes no variable/);
});

test('the calls of a program itself are judged by what is known of its variables', async () => {
    const own = (entries: string, after = '') =>
        openFixture(`
//- old checkpoint
bert/w float32 [2]
//- train.py
${program}if os.environ['HEAD']:
    tf.get_variable('net/head', [2])
${after}tf.train.init_from_checkpoint('old', ${entries})
`);
    const outcomeOf = async (entries: string, after?: string): Promise<string> => {
        const { session, document } = await own(entries, after);
        return (await session.plan(document, neverCancelled)).plan.outcome;
    };
    assert.equal(await outcomeOf("{'bert/w': 'net/w'}"), 'ok');
    assert.equal(await outcomeOf("{'bert/w': 'net/head'}"), 'unknown');
    assert.equal(await outcomeOf("{'bert/': 'net/'}"), 'unknown');
    // Of a variable itself not everything may be known.
    const sized = "sized = tf.get_variable('sized', [int(os.environ['SIZE'])])\n";
    assert.equal(await outcomeOf("{'bert/w': sized}", sized), 'unknown');
    const labels = (await completionAt(await own("{'bert/w': 'net/$0'}"))).items;
    assert.deepEqual(
        labels.map(({ label }) => label),
        ['net/bias', 'net/head', 'net/w'],
    );
});
