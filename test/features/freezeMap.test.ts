// Freezing the map of a program's call: as a request, and as the action at the call.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver-types';
import type { FrozenMap } from '../../server/src/features/freezeMap.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { openFixture, richStyle, type OpenFixture } from '../support/service.js';

const world = `
//- old checkpoint
bert/w float32 [2]
bert/no float32 [2]
//- train.py
`;

const program = `import os
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
w = tf.get_variable('net/w', [2])
no = tf.get_variable('net/no', [2])
`;
const call =
    "tf.train.init_from_checkpoint('old', {'bert/' + v.op.name[4:]: v for v in [w, no]})\n";
const late = "tf.get_variable('net/late', [2])\n";

function freeze({ service, document }: OpenFixture, line?: number): Promise<FrozenMap> {
    const position = line === undefined ? undefined : { line, character: 3 };
    return service.freezeMap(document, position, neverCancelled);
}

function textsOf(frozen: FrozenMap): Readonly<Record<string, string>> {
    assert.ok(frozen.kind !== 'nothing', JSON.stringify(frozen));
    return Object.fromEntries(frozen.files.map(({ uri, text }) => [uri, text]));
}

test('the map is written with names in the place of objects, quoted where YAML needs it', async () => {
    const frozen = await freeze(await openFixture(world + program + call), 5);
    assert.equal(frozen.kind, 'map');
    assert.deepEqual(textsOf(frozen), {
        'file:///w/train.ckptmap.yaml': `# What train.py passes to init_from_checkpoint.
checkpoint: old
model: train.py
tensorflow: '2.21'
assignment_map:
  bert/w: net/w
  bert/no: net/no
`,
    });
});

test('the variables are those at the call where more are made later', async () => {
    const texts = textsOf(await freeze(await openFixture(world + program + call + late)));
    assert.match(texts['file:///w/train.ckptmap.yaml'] ?? '', /^model: train\.variables\.json$/m);
    const { variables } = JSON.parse(texts['file:///w/train.variables.json'] ?? '') as {
        readonly variables: readonly { readonly name: string }[];
    };
    assert.deepEqual(
        variables.map(({ name }) => name),
        ['net/w', 'net/no'],
    );
});

test('the call at the cursor is written alone, else all of them', async () => {
    const two = `${program}${call}tf.train.init_from_checkpoint('old', [('bert/w', 'net/w')])\n`;
    const open = await openFixture(world + two);
    const [alone = ''] = Object.values(textsOf(await freeze(open, 6)));
    assert.ok(alone.includes('  - [bert/w, net/w]\n') && !alone.includes('---'), alone);
    const [all = ''] = Object.values(textsOf(await freeze(open, 0)));
    assert.equal(all.split('---\n').length, 2);
});

test('what is there is never overwritten', async () => {
    const open = await openFixture(`${world}${program}${call}`);
    open.workspace.write('/w/train.ckptmap.yaml', 'mine: it\n');
    open.workspace.write('/w/train-2.variables.json', '{}');
    assert.deepEqual(Object.keys(textsOf(await freeze(open, 5))), [
        'file:///w/train-3.ckptmap.yaml',
    ]);
});

test('where too much is not known there is a script with the arguments of the call', async () => {
    const hidden =
        "tf.train.init_from_checkpoint(\n    os.environ['OLD'],\n    {'bert/': 'net/'})\n";
    const frozen = await freeze(await openFixture(world + program + hidden), 5);
    assert.equal(frozen.kind, 'script');
    const text = textsOf(frozen)['file:///w/train_freeze.py'] ?? '';
    assert.match(text, /^def write_assignment_map\(/m);
    assert.ok(
        text.endsWith(
            "#     write_assignment_map('train.ckptmap.json', os.environ['OLD'], {'bert/': 'net/'})\n",
        ),
        text,
    );
});

test('a variable that no file can name is said to be one', async () => {
    const own =
        "v = tf.Variable([1., 2.], name='own')\ntf.train.init_from_checkpoint('old', {'bert/w': v})\n";
    assert.deepEqual(await freeze(await openFixture(world + program + own), 6), {
        kind: 'nothing',
        reason: "This map cannot be a file: a file cannot name 'own', which the program passes itself",
    });
});

async function actionsAt(open: OpenFixture, line: number, only?: string): Promise<CodeAction[]> {
    const place = { line, character: 3 };
    const actions = await open.service.codeActions(
        open.document,
        {
            range: { start: place, end: place },
            diagnostics: [],
            only: only === undefined ? undefined : [only],
        },
        neverCancelled,
    );
    return actions.filter(({ kind }) => kind === 'refactor.extract');
}

test('the action stands at the call, and makes the file only if there is none', async () => {
    const open = await openFixture(world + program + call);
    const [action, ...others] = await actionsAt(open, 5);
    assert.deepEqual(others, []);
    assert.equal(action?.title, "Freeze to the assignment-map file 'train.ckptmap.yaml'");
    assert.deepEqual(action.edit?.documentChanges?.[0], {
        kind: 'create',
        uri: 'file:///w/train.ckptmap.yaml',
        options: { overwrite: false },
    });
    assert.deepEqual(await actionsAt(open, 3), []);
    assert.deepEqual(await actionsAt(open, 5, 'quickfix'), []);
    assert.equal((await actionsAt(open, 5, 'refactor')).length, 1);
});

test('an editor that cannot make files is offered no action', async () => {
    const style = { ...richStyle, createsFiles: false };
    assert.deepEqual(await actionsAt(await openFixture(world + program + call, { style }), 5), []);
});
