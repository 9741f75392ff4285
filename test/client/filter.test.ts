// The language of the filter box.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFilter } from '../../client/webview/filter.js';
import { decodeNames, PlanModel } from '../../client/webview/planModel.js';
import { previewOf } from '../features/previewWorld.js';

const data = previewOf({
    tensors: [
        ['bert/a/kernel', [768, 3072]],
        ['bert/a/bias', [768]],
        ['bert/b/kernel', [768, 768]],
        ['step', [], 'int64'],
    ],
    variables: [
        ['Encoder/a/kernel', [768, 3072]],
        ['Encoder/a/bias', [768]],
        ['Encoder/b/kernel', [768, 768]],
        ['step', [], 'int64'],
    ],
    text: 'bert/: Encoder/\nstep: step\n',
});
const [section] = data.sections;
assert.ok(section !== undefined);
const model = new PlanModel(data, decodeNames(data.names), section);

function found(text: string): readonly string[] | string {
    const filter = parseFilter(text);
    return filter.ok
        ? Array.from({ length: model.rowCount }, (_, row) => row)
              .filter((row) => filter.matches(model, row))
              .map((row) => model.row(row).variable ?? '')
              .toSorted()
        : filter.reason;
}

const all = ['Encoder/a/bias', 'Encoder/a/kernel', 'Encoder/b/kernel', 'step'];

test('Words are pieces of either name, in any case, and all have to be there', () => {
    assert.deepEqual(found(''), all);
    assert.deepEqual(found('encoder/a'), ['Encoder/a/bias', 'Encoder/a/kernel']);
    assert.deepEqual(found('BERT kernel'), ['Encoder/a/kernel', 'Encoder/b/kernel']);
    assert.deepEqual(found('  nowhere '), []);
});

test('Between slashes stands a regular expression', () => {
    assert.deepEqual(found('/^step$/'), ['step']);
    assert.deepEqual(found('/a/(bias|kernel)$/ bias'), ['Encoder/a/bias']);
    assert.deepEqual(found('/encoder/'), []);
    assert.deepEqual(found('/encoder/i'), [
        'Encoder/a/bias',
        'Encoder/a/kernel',
        'Encoder/b/kernel',
    ]);
    assert.deepEqual(found('/a'), ['Encoder/a/bias', 'Encoder/a/kernel']);
});

test('A regular expression that is half typed is a reason, not an exception', () => {
    assert.match(String(found('/(a/')), /Unterminated group/);
});

test('Shapes match axis by axis', () => {
    assert.deepEqual(found('shape:[768,*]'), ['Encoder/a/kernel', 'Encoder/b/kernel']);
    assert.deepEqual(found('shape:[768, 768]'), ['Encoder/b/kernel']);
    assert.deepEqual(found('shape:768'), ['Encoder/a/bias']);
    assert.deepEqual(found('shape:[768,...]'), all.slice(0, 3));
    assert.deepEqual(found('shape:[]'), ['step']);
    assert.match(String(found('shape:[x]')), /shape:\[768,\*\]/);
});

test('Types and lines are fields too', () => {
    assert.deepEqual(found('dtype:int'), ['step']);
    assert.deepEqual(found('line:2'), ['step']);
    assert.match(String(found('line:x')), /line:7/);
});
