// How repeated scopes fold into one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldRows } from '../../server/src/features/previewFold.js';
import { commonName, numberRanges } from '../../server/src/features/previewNames.js';

/** Groups and lines as text; names may be followed by a signature: `a/b #2`. */
function folded(rows: readonly string[]): readonly string[] {
    const names = rows.map((row) => row.split(' #')[0] ?? '');
    const signatures = rows.map((row) => Number(row.split(' #')[1] ?? 0));
    return foldRows(names, signatures).flatMap(({ label, times, lines }) => [
        `${label || '(top)'}${times === 1 ? '' : ` ×${times}`}`,
        ...lines.map(
            (line) =>
                `  ${line.label || '(itself)'}${line.rows.length === 1 ? '' : ` ×${line.rows.length}`}`,
        ),
    ]);
}

const layers = (count: number, scope = 'encoder'): readonly string[] =>
    Array.from({ length: count }, (_, layer) => [
        `${scope}/layer_${layer}/kernel`,
        `${scope}/layer_${layer}/bias #1`,
    ]).flat();

test('Twelve equal layers are one group, in the order of people', () => {
    assert.deepEqual(folded([...layers(12), 'head/w', 'embeddings/w']), [
        'embeddings',
        '  w',
        'encoder/layer_{0…11} ×12',
        '  bias ×12',
        '  kernel ×12',
        'head',
        '  w',
    ]);
});

test('A layer that is unlike the others stands on its own', () => {
    const rows = layers(6).map((row) => (row === 'encoder/layer_3/kernel' ? `${row} #9` : row));
    assert.deepEqual(folded(rows), [
        'encoder/layer_{0…2, 4, 5} ×5',
        '  bias ×5',
        '  kernel ×5',
        'encoder/layer_3',
        '  bias',
        '  kernel',
    ]);
});

test('Repeated scopes inside of repeated scopes fold twice', () => {
    const rows = Array.from({ length: 3 }, (_, layer) =>
        Array.from({ length: 4 }, (__, expert) => `m/layer_${layer}/expert_${expert}/w`),
    ).flat();
    assert.deepEqual(folded(rows), ['m/layer_{0…2} ×3', '  expert_{0…3}/w ×12']);
});

test('A few slices stay side by side, many fold', () => {
    const parts = (count: number): readonly string[] =>
        Array.from({ length: count }, (_, part) => `table/part_${part}`);
    assert.deepEqual(folded(parts(2)), ['table', '  part_0', '  part_1']);
    assert.deepEqual(folded(parts(1000)), ['table', '  part_{0…999} ×1000']);
});

test('A variable and its slots share a name', () => {
    assert.deepEqual(folded(['a/w', 'a/w/Adam', 'a/w/Adam_1', 'global_step']), [
        '(top)',
        '  global_step',
        'a',
        '  w',
        '  w/Adam',
        '  w/Adam_1',
    ]);
});

test('Every row is in exactly one line, whatever the names', () => {
    const segment = fc.constantFrom('', 'a', 'b_1', 'b_2', 'b_10', 'part_0', '7', 'é');
    const name = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
    const rows = fc.array(fc.tuple(name, fc.nat(3)), { maxLength: 60 });
    fc.assert(
        fc.property(rows, (some) => {
            const groups = foldRows(
                some.map(([each]) => each),
                some.map(([, signature]) => signature),
            );
            const seen = groups.flatMap(({ lines }) => lines.flatMap((line) => line.rows));
            assert.deepEqual(
                seen.toSorted((a, b) => a - b),
                some.map((_, index) => index),
            );
            for (const line of groups.flatMap(({ lines }) => lines)) {
                const signatures = new Set(line.rows.map((row) => some[row]?.[1]));
                const names = new Set(line.rows.map((row) => some[row]?.[0]));
                assert.ok(signatures.size === 1 || names.size === 1);
            }
        }),
    );
});

test('A name of a million slashes does not exhaust the stack', () => {
    const deep = '/'.repeat(1_000_000);
    assert.equal(foldRows([deep, 'a/b'], [0, 0]).length, 2);
    const nested = Array.from({ length: 2000 }, () => 'a').join('/');
    assert.equal(foldRows([nested], [0]).length, 1);
});

test('Numbers are ranges, and many ranges are cut in the middle', () => {
    assert.equal(numberRanges(['0', '1', '2', '4', '6', '7']), '0…2, 4, 6, 7');
    assert.equal(numberRanges(['1', '3', '5', '7', '9', '11']), '1, 3, 5, …, 11');
});

test('A line of several rows has one name for its tensors', () => {
    assert.equal(commonName(['a/l_0/w', 'a/l_1/w', 'a/l_10/w']), 'a/l_{0, 1, 10}/w');
    assert.equal(commonName(['a/w', 'b/w']), '…/w');
    assert.equal(commonName(['a/w', 'a/w']), 'a/w');
    assert.equal(commonName(['a', 'a/w', 'b']), '3 tensors');
});
