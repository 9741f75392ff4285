// What the preview says of whole maps: the sentence, the numbers and the rows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PreviewData, PreviewSection } from '../../server/src/features/previewData.js';
import { decodeNames, PlanModel } from '../../client/webview/planModel.js';
import { bertTensors, bertVariables, previewOf, type World } from './previewWorld.js';

function sectionOf(data: PreviewData, index = 0): PreviewSection {
    const section = data.sections[index];
    assert.ok(section !== undefined);
    return section;
}

/** Rows as text, in the order of the table. */
function rowsOf(data: PreviewData, index = 0): readonly string[] {
    const model = new PlanModel(data, decodeNames(data.names), sectionOf(data, index));
    return Array.from({ length: model.rowCount }, (_, number) => {
        const row = model.row(number);
        const slice = row.slice === '' ? '' : ` [${row.slice}]`;
        const line = row.entry === undefined ? '' : ` @${row.entry.range.start.line + 1}`;
        const expected = row.verdict.expected ? ' (expected)' : '';
        return `${row.variable ?? '–'} ← ${row.tensor ?? '–'}${slice}: ${row.verdict.kind}, ${row.verdict.text}${expected}${line}`;
    });
}

const small: World = {
    tensors: [
        ['old/w', [4, 3]],
        ['old/b', [3]],
        ['old/b/Adam', [3]],
    ],
    variables: [
        ['new/w', [4, 3]],
        ['new/b', [3]],
        ['head/w', [3, 2]],
    ],
    text: 'old/: new/\n',
};

test('A map that loads says what keeps its initializer and what is never read', () => {
    const data = previewOf(small);
    const { outcome, counts } = sectionOf(data);
    assert.equal(outcome.headline, '2 of 3 variables would load, 1 would keep its initializer');
    assert.deepEqual(counts, {
        variables: 3,
        load: 2,
        changeShape: 0,
        fail: 0,
        keep: 1,
        keepExpected: 0,
        keepRoles: [],
        neverRead: 1,
        neverReadExpected: 0,
        neverReadRoles: [{ role: 'optimizer-slot', count: 1 }],
        bytes: 60,
        shards: { read: 1, all: 1 },
    });
    assert.deepEqual(rowsOf(data), [
        'head/w ← –: keeps, keeps its initializer',
        'new/b ← old/b: loads, loads @1',
        'new/w ← old/w: loads, loads @1',
        '– ← old/b/Adam: never-read, never read · optimizer slot',
    ]);
});

test('What is left out and no weight is grouped by what it is for, behind all others', () => {
    const data = previewOf({
        tensors: [
            ['old/w', [3]],
            ['old/w/Adam', [3]],
            ['old/v', [3]],
            ['global_step', [], 'int64'],
        ],
        variables: [
            ['a/w', [3]],
            ['a/w/Adam', [3]],
            ['b/moving_mean', [3]],
            ['z/w', [3]],
        ],
        text: 'old/w: a/w\n',
    });
    assert.deepEqual(rowsOf(data), [
        'a/w ← old/w: loads, loads @1',
        'z/w ← –: keeps, keeps its initializer',
        'b/moving_mean ← –: keeps, keeps its initializer · batch-norm statistic',
        'a/w/Adam ← –: keeps, keeps its initializer · optimizer slot',
        '– ← old/v: never-read, never read',
        '– ← old/w/Adam: never-read, never read · optimizer slot',
        '– ← global_step: never-read, never read · step counter',
    ]);
    const { groups, firstNeverReadGroup, counts, verdicts } = sectionOf(data);
    assert.deepEqual(
        groups.map(({ label, role }) => `${label}${role === undefined ? '' : ` (${role})`}`),
        [
            'a',
            'z',
            'b (batch-norm-statistic)',
            'a (optimizer-slot)',
            'old',
            'old (optimizer-slot)',
            ' (step-counter)',
        ],
    );
    assert.equal(firstNeverReadGroup, 4);
    assert.deepEqual(counts.keepRoles, [
        { role: 'batch-norm-statistic', count: 1 },
        { role: 'optimizer-slot', count: 1 },
    ]);
    assert.deepEqual(
        verdicts.map(({ kind, role }) => `${kind} ${role ?? ''}`),
        [
            'loads ',
            'keeps ',
            'keeps batch-norm-statistic',
            'keeps optimizer-slot',
            'never-read ',
            'never-read optimizer-slot',
            'never-read step-counter',
        ],
    );
});

test('What the file expects is said to be expected', () => {
    const text =
        'assignment_map:\n  old/: new/\nexpect_unassigned: ["head/**"]\nexpect_unused: ["**/Adam"]\n';
    const data = previewOf({ ...small, text });
    assert.equal(
        sectionOf(data).outcome.headline,
        '2 of 3 variables would load, the other one is meant to keep its initializer',
    );
    assert.equal(sectionOf(data).outcome.tone, 'ok');
    assert.equal(sectionOf(data).counts.keepExpected, 1);
    assert.equal(sectionOf(data).counts.neverReadExpected, 1);
});

test('Of a map that raises nothing is loaded, and rows say what each entry alone would do', () => {
    const data = previewOf({
        tensors: bertTensors(12, true),
        variables: bertVariables(12),
        shardCount: 2,
        text: 'bert/embeddings/: embeddings/\nbert/encodr/: encoder/\nbert/pooler/: pooler/\n',
    });
    const { outcome, counts, groups, verdicts } = sectionOf(data);
    assert.equal(outcome.tone, 'error');
    assert.equal(outcome.headline, 'TensorFlow would stop at line 2');
    assert.equal(
        outcome.exception,
        'ValueError: Tensor bert/encodr/layer_0/attention/output/LayerNorm/beta (layer_0/attention/' +
            'output/LayerNorm/beta in bert/encodr/) is not found in runs/model.ckpt-1000 checkpoint',
    );
    assert.equal(data.fixes[outcome.fixes[0] ?? -1]?.replacement, 'bert/encoder/');
    assert.equal(counts.load, 0);
    assert.equal(counts.bytes, 0);
    assert.equal(counts.fail, 192);
    assert.ok(groups.some(({ label, times }) => label === 'encoder/layer_{0…11}' && times === 12));
    assert.deepEqual(
        [...new Set(verdicts.map(({ kind, text }) => `${kind}: ${text}`))].toSorted(),
        [
            'fails: no such tensor',
            'keeps: keeps its initializer',
            'never-read: never read',
            'never-read: never read · optimizer slot',
            'never-read: never read · step counter',
            'would-load: would load',
        ],
    );
});

test('The dict of shapes in a message is shortened', () => {
    const data = previewOf({ ...small, text: 'old/c: new/b\n' });
    assert.equal(
        sectionOf(data).outcome.exception,
        'ValueError: Tensor old/c is not found in runs/model.ckpt-1000 checkpoint {… 3 shapes}',
    );
});

test('A scope that matches no variable is a row, since nothing else tells of it', () => {
    const data = previewOf({ ...small, text: 'old/: nwe/\n' });
    assert.equal(
        sectionOf(data).outcome.headline,
        'Nothing is loaded, and TensorFlow would not say so',
    );
    assert.ok(rowsOf(data).includes('nwe/ ← old/: binds-nothing, matches no variable @1'));
});

test('Slices of a partitioned variable are rows with TensorFlow’s slice text', () => {
    const data = previewOf({ ...small, partitions: { 'new/w': [2, 2] } });
    assert.deepEqual(
        rowsOf(data).filter((row) => row.includes('part_')),
        [
            'new/w/part_0 ← old/w [4 3 0,2:0,3]: loads, loads @1',
            'new/w/part_1 ← old/w [4 3 2,2:0,3]: loads, loads @1',
        ],
    );
});

test('Types that differ fail when the initializer runs, and shapes may change silently', () => {
    const data = previewOf({
        ...small,
        variables: [
            ['new/w', [4, 4]],
            ['new/b', [3], 'float64'],
        ],
    });
    const { outcome, counts } = sectionOf(data);
    assert.equal(outcome.headline, 'One variable would fail when its initializer runs');
    assert.equal(counts.fail, 1);
    assert.equal(counts.changeShape, 1);
    assert.deepEqual(rowsOf(data).slice(0, 2), [
        'new/b ← old/b: fails, variable is float64, tensor float32 @1',
        'new/w ← old/w: changes-shape, silently takes shape [4, 3] @1',
    ]);
});

test('Several calls have a section each, after the state they leave', () => {
    const text = 'assignment_map:\n  old/w: new/w\n---\nassignment_map:\n  old/b: new/b\n';
    const data = previewOf({ ...small, text });
    assert.deepEqual(
        data.sections.map(({ kind, title, counts }) => [
            kind,
            title,
            counts.load,
            counts.neverRead,
        ]),
        [
            ['final', 'After all calls', 2, 1],
            ['call', 'Call 1, line 2', 1, 2],
            ['call', 'Call 2, line 5', 1, 2],
        ],
    );
});

test('Without a model, entries are shown as far as they are known', () => {
    const { tensors = [] } = small;
    const data = previewOf({ tensors, text: 'old/b: x\nold/: y/\n' });
    const { outcome, counts } = sectionOf(data);
    assert.match(outcome.headline, /^Without a model/);
    assert.equal(outcome.tone, 'information');
    assert.equal(counts.variables, undefined);
    assert.deepEqual(rowsOf(data).slice(0, 2), [
        'x ← old/b: unknown, not known without a model @1',
        'y/ ← old/: unknown, not known without a model @2',
    ]);
});

test('A file that makes no call, or cannot be read, says so', () => {
    assert.equal(sectionOf(previewOf({ text: '' })).outcome.headline, 'There is no map here yet');
    assert.equal(
        sectionOf(previewOf({ ...small, text: 'checkpoint: runs/a\n' })).outcome.headline,
        'There is no map here yet',
    );
    const broken = sectionOf(previewOf({ ...small, text: 'a: [\n' })).outcome;
    assert.equal(broken.headline, 'This text cannot be read');
    assert.ok(broken.explanation !== undefined);
});

test('Names with markup in them are data like any others', () => {
    const data = previewOf({
        tensors: [['<img src=x onerror=alert(1)>/w', [1]]],
        variables: [['</script>/w', [1]]],
        text: '"<img src=x onerror=alert(1)>/": "</script>/"\n',
    });
    assert.deepEqual(rowsOf(data), [
        '</script>/w ← <img src=x onerror=alert(1)>/w: loads, loads @1',
    ]);
});

test('A large plan travels in a few megabytes', () => {
    const names = Array.from(
        { length: 5_000 },
        (_, index) => `layer_${index >> 3}/unit_${index & 7}/w`,
    );
    const data = previewOf({
        tensors: names.map((name) => [`lm/${name}`, [8, 8]] as const),
        variables: names.map((name) => [`model/${name}`, [8, 8]] as const),
        text: 'lm/: model/\n',
    });
    assert.equal(sectionOf(data).rows.variable.length, 5_000);
    assert.ok(JSON.stringify(data).length < 500_000);
});
