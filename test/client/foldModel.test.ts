// Which items the table shows, and what is kept of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFilter } from '../../client/webview/filter.js';
import {
    countChips,
    groupKey,
    lineKey,
    visibleItems,
    type Chip,
    type Folds,
} from '../../client/webview/foldModel.js';
import { gridAction } from '../../client/webview/gridKeys.js';
import { decodeNames, PlanModel } from '../../client/webview/planModel.js';
import { planText } from '../../client/webview/planText.js';
import { freshState, restoreState } from '../../client/webview/state.js';
import { bertTensors, bertVariables, previewOf } from '../features/previewWorld.js';

function modelOf(text: string): PlanModel {
    const data = previewOf({
        tensors: bertTensors(3, true),
        variables: bertVariables(3),
        shardCount: 2,
        text,
    });
    const [section] = data.sections;
    assert.ok(section !== undefined);
    return new PlanModel(data, decodeNames(data.names), section);
}

const noFolds: Folds = { closedGroups: new Set(), openLines: new Set() };
const model = modelOf('bert/encoder/: encoder/\nbert/pooler/: pooler/\n');

function shown(chip: Chip, filter = '', folds = noFolds): readonly string[] {
    const parsed = parseFilter(filter);
    assert.ok(parsed.ok);
    return visibleItems(model, chip, parsed.matches, folds).map(({ kind, index, count }) =>
        kind === 'group'
            ? `${model.section.groups[index]?.label} ${count}`
            : kind === 'line'
              ? `  ${model.section.lines.label[index]} ${count}`
              : `    ${model.row(index).variable}`,
    );
}

test('Chips count rows, and tensors never read are not among all', () => {
    const counts = countChips(model);
    assert.equal(counts.load, 50);
    assert.equal(counts.keep, 7);
    assert.equal(counts.all, 57);
    assert.equal(counts.never, 6 + 2 * 55);
});

test('A chip and a filter leave what fits both, and groups that are not empty', () => {
    assert.deepEqual(shown('load', 'query'), [
        'encoder/layer_{0…2} 6',
        '  attention/self/query/bias 3',
        '  attention/self/query/kernel 3',
    ]);
    assert.deepEqual(shown('keep', 'head'), ['head 2', '  output_bias 1', '  output_weights 1']);
    assert.deepEqual(shown('fail'), []);
});

test('A closed group hides its lines, an open line shows its rows', () => {
    const group = model.section.groups.findIndex(({ times }) => times === 3);
    const line = model.section.groups[group]?.firstLine ?? -1;
    const closed = { ...noFolds, closedGroups: new Set([groupKey(model, group)]) };
    assert.deepEqual(shown('load', 'encoder', closed), ['encoder/layer_{0…2} 48']);
    const open = { ...noFolds, openLines: new Set([lineKey(model, group, line)]) };
    assert.deepEqual(shown('load', 'LayerNorm/beta attention', open), [
        'encoder/layer_{0…2} 3',
        '  attention/output/LayerNorm/beta 3',
        '    encoder/layer_0/attention/output/LayerNorm/beta',
        '    encoder/layer_1/attention/output/LayerNorm/beta',
        '    encoder/layer_2/attention/output/LayerNorm/beta',
    ]);
});

test('The plan as text has the sentence, the counts and every line', () => {
    const text = planText(model);
    assert.match(text, /^50 of 57 variables would load, 7 would keep their initializer/m);
    assert.match(text, /^encoder\/layer_\{0…2\} ×3$/m);
    assert.match(
        text,
        /^ {2}pooler\/dense\/kernel|^ {2}dense\/kernel +bert\/pooler\/dense\/kernel +\[768, 768\] +float32 +2\.36 MB +✓ loads +line 2$/m,
    );
});

test('What was kept is restored as far as it can be understood', () => {
    const state = { ...freshState('file:///a', true), filter: 'x', openLines: ['a'] };
    assert.deepEqual(restoreState(JSON.parse(JSON.stringify(state))), state);
    assert.equal(restoreState(undefined), undefined);
    assert.equal(restoreState({ chip: 'all' }), undefined);
    assert.deepEqual(
        restoreState({ source: 'file:///a', filter: 7, closedGroups: 'no', selected: 3, more: 1 }),
        { ...freshState('file:///a', false), selected: 3 },
    );
});

test('Keys move within the table, fold and activate', () => {
    const place = { selected: 5, count: 10, page: 3 };
    const to = (key: string, from = place): number | undefined => {
        const action = gridAction(key, from);
        return action?.kind === 'move' ? action.to : undefined;
    };
    assert.deepEqual(
        ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => to(key)),
        [6, 4, 8, 2, 0, 9],
    );
    assert.equal(to('PageDown', { ...place, selected: 9 }), 9);
    assert.equal(to('ArrowUp', { ...place, selected: -1 }), 0);
    assert.deepEqual(gridAction(' ', place), { kind: 'fold', open: undefined });
    assert.deepEqual(gridAction('ArrowLeft', place), { kind: 'fold', open: false });
    assert.deepEqual(gridAction('Enter', place), { kind: 'activate' });
    assert.equal(gridAction('a', place), undefined);
});
