// The programs in test/fixtures/programs: the examples of TensorFlow's pages, and programs in the
// shapes that people write. What is said of them is what TensorFlow did (record_programs.py), all of
// it where nothing comes from outside; and no diagnostic is false.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
    compareProgram,
    compareRestores,
    evaluateFile,
    withoutName,
    type ProgramRunAnswer,
    type Restore,
    type Said,
} from '../support/pythonWorlds.js';
import { root } from '../support/repository.js';

const programs = join(root, 'test/fixtures/programs');

/** A run; one with arguments is another program to the evaluator (programVariants.test.ts). */
type Run = ProgramRunAnswer & {
    readonly restores?: readonly Restore[];
    readonly setting: { readonly argv?: readonly string[] };
};

interface Recorded {
    readonly runs: readonly Run[];
}

/** The programs of which a part is not known; all others are answered exactly. */
const open = new Set([
    'bert_flags',
    'open_collection',
    'open_import',
    'open_name',
    'open_operand',
    'open_paths',
    'open_slices',
    'open_attributes',
    'open_written',
    'open_trainable',
]);

/** The codes that a program deserves, but for what it leaves to its initializers. */
const codes: Readonly<Record<string, readonly string[]>> = {
    page: ['scope.no-trailing-slash'],
    scope_typo: ['scope.matches-nothing'],
    contrib_shapes: ['rule.overridden', 'variable.not-found'],
    keras_lists: ['restore.untracked', 'restore.matches-nothing'],
    keras_training: ['python.not-literal', 'call.raises', 'restore.partial'],
    members_lacking: ['restore.partial', 'restore.matches-nothing'],
    own_checkpoints: ['restore.matches-nothing'],
    partial_list: ['restore.matches-nothing'],
    partial_mapping: ['restore.matches-nothing'],
    partial_names: ['restore.matches-nothing'],
    selective_list: ['restore.untracked', 'restore.matches-nothing'],
    selective_mapping: ['restore.matches-nothing'],
    selective_names: ['restore.matches-nothing'],
    caught: ['tensor.not-found', 'shape.mismatch', 'dtype.mismatch'],
    training_steps: ['restore.partial'],
    wrong_names: ['restore.matches-nothing'],
    wrong_shapes: ['shape.mismatch', 'restore.partial'],
    contrib_page: ['rule.overridden'],
    page_forms: ['rule.overridden'],
    bert_flags: ['python.not-literal'],
    open_collection: ['python.not-literal'],
    open_import: ['python.not-literal'],
    open_name: ['python.not-literal'],
    open_operand: ['python.not-literal'],
    open_slices: ['python.not-literal'],
    open_trainable: ['python.not-literal'],
    map_kinds: ['rule.overridden', 'map.shape'],
};

const harmless = new Set(['variable.unassigned', 'tensor.unused']);

async function said(name: string): Promise<Said> {
    const train = join(programs, name, 'train.py');
    return evaluateFile(existsSync(train) ? train : join(programs, name, 'restore.py'));
}

for (const name of readdirSync(programs).sort()) {
    test(`${name}: what is said is what TensorFlow did`, async () => {
        const folder = join(programs, name);
        const answer = JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8')) as Recorded;
        const all = await said(name);
        for (const run of answer.runs.filter(({ setting }) => setting.argv === undefined)) {
            const verdict =
                run.restores === undefined
                    ? compareProgram(all, run, folder)
                    : compareRestores(all, run.restores, folder);
            assert.equal(
                verdict.kind,
                open.has(name) ? 'unknown' : 'exact',
                verdict.reasons.join('\n'),
            );
        }
        const found = all.plan.diagnostics.map(({ code }) => code);
        assert.deepEqual(
            [...new Set(found.filter((code) => !harmless.has(code)))],
            codes[name] ?? [],
        );
    });
}

test('a number of layers that is not known makes patterns, and the rest by name', async () => {
    const { listing } = await said('bert_flags');
    const names = listing.variables.map(({ name, pattern }) => `${name}${pattern ? ' *' : ''}`);
    assert.ok(names.includes('bert/encoder/layer_*/attention/self/query/kernel *'), names.join());
    assert.ok(names.includes('bert/embeddings/word_embeddings'), names.join());
});

test('what a name that is not known may have taken is not claimed for a scope', async () => {
    const { listing } = await said('open_name');
    const keys = listing.variables.map(({ name, storeKey = name }) => storeKey);
    assert.deepEqual(keys.slice(-2), ['*/k', 'enc*/z']);
});

test('of a name that differs between the paths only what they have in common is claimed', async () => {
    const { listing } = await said('open_paths');
    const claims = listing.variables.map(({ range, ...rest }) => ({
        ...rest,
        at: range?.start.line,
    }));
    assert.deepEqual(
        claims.find(({ name }) => name === 'v'),
        { name: 'v', shape: [2, null], dtype: 'float32', kind: 'ref', at: undefined },
    );
    const halves = { shape: [null], dtype: 'float32', kind: 'ref', trainable: true };
    assert.deepEqual(
        claims.find(({ name }) => name === 'halves/part_0'),
        { name: 'halves/part_0', ...halves, at: undefined },
    );
    const named = claims.map(({ name, pattern }) => `${name}${pattern === true ? ' *' : ''}`);
    assert.deepEqual(named, ['v', 'halves/part_0', 'halves/part_1', 'w', 'w* *', 'extra']);
});

test('the name that Keras gives a variable is left out of a message where it is said so', () => {
    const message = 'restore variable with shape (3, 4) and name model1/kernel:0.';
    const said = 'restore variable with shape (3, 4) and name $NAME.';
    assert.equal(withoutName(message, said), said);
    assert.equal(withoutName(message, 'restore variable w'), message);
    assert.notEqual(withoutName('restore variable with shape (3, 5) and name w:0.', said), said);
});
