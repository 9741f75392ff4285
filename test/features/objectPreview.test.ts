// What the preview, and its page's pure parts, show of an object-based checkpoint: beside the key
// the object, the name under which it was saved, and what it is for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnNeeds, layoutColumns } from '../../client/webview/columns.js';
import { parseFilter } from '../../client/webview/filter.js';
import { decodeNames, PlanModel } from '../../client/webview/planModel.js';
import { planText } from '../../client/webview/planText.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { openFixture } from '../support/service.js';

const value = '/.ATTRIBUTES/VARIABLE_VALUE';

async function previewOf(source: string): Promise<PlanModel> {
    const { service, document } = await openFixture(source);
    const data = await service.preview(document.uri, neverCancelled);
    const [section] = data?.sections ?? [];
    assert.ok(data !== null && section !== undefined);
    return new PlanModel(data, decodeNames(data.names), section);
}

const model = await previewOf(`
//- ckpt-1 checkpoint
model/layer-1/kernel${value} float32 [2, 3] saved=dense/kernel
model/layer-1/moving_mean${value} float32 [3] saved=bn/moving_mean
model/blocks/0/w${value} float32 [4] saved=block_0/w
model/blocks/1/w${value} float32 [4] saved=block_1/w
model/a.Sb..c/w${value} float32 [5] saved=odd/w
model/layer-1/kernel/.OPTIMIZER_SLOT/optimizer/m${value} float32 [2, 3] saved=Adam/dense/kernel/m
save_counter${value} int64 []
//- model.variables.json model
net/kernel float32 [2, 3]
net/moving_mean float32 [3]
net/block_0/w float32 [4]
net/block_1/w float32 [4]
net/odd float32 [5]
//- a.ckptmap.yaml
checkpoint: ckpt-1
model: model.variables.json
assignment_map:
  model/layer-1/kernel${value}: net/kernel
  model/layer-1/moving_mean${value}: net/moving_mean
  model/blocks/0/w${value}: net/block_0/w
  model/blocks/1/w${value}: net/block_1/w
  model/a.Sb..c/w${value}: net/odd
`);

function rowOf(variable: string | undefined): ReturnType<PlanModel['row']> {
    const index = Array.from({ length: model.rowCount }, (_, row) => row).find(
        (row) => model.row(row).variable === variable,
    );
    assert.ok(index !== undefined, variable);
    return model.row(index);
}

test('A row has the object’s path with dots, the saved name and what the tensor is for', () => {
    const kernel = rowOf('net/kernel');
    assert.equal(kernel.tensor, `model/layer-1/kernel${value}`);
    assert.equal(kernel.objectPath, 'model.layer-1.kernel');
    assert.equal(kernel.savedName, 'dense/kernel');
    assert.equal(kernel.verdict.role, undefined);

    const mean = rowOf('net/moving_mean');
    assert.equal(mean.savedName, 'bn/moving_mean');
    assert.equal(mean.verdict.role, 'batch-norm-statistic');
    assert.equal(rowOf('net/odd').objectPath, 'model.a/b.c.w');
});

test('Tensors never read have the same, grouped by what they are for', () => {
    const never = Array.from({ length: model.rowCount }, (_, row) => model.row(row)).filter(
        ({ variable }) => variable === undefined,
    );
    const { groups, lines, firstNeverReadGroup } = model.section;
    const firstLine = groups[firstNeverReadGroup]?.firstLine ?? -1;
    assert.deepEqual(
        groups.slice(firstNeverReadGroup).map(({ label, role }) => `${label} ${role}`),
        ['model optimizer-slot', ' step-counter'],
    );
    assert.deepEqual(lines.label.slice(firstLine), [
        'layer-1/kernel/.OPTIMIZER_SLOT/optimizer/m',
        'save_counter',
    ]);
    assert.deepEqual(
        never.map(({ objectPath, savedName, verdict }) => [objectPath, savedName, verdict.text]),
        [
            [
                'model.layer-1.kernel..OPTIMIZER_SLOT.optimizer.m',
                'Adam/dense/kernel/m',
                'never read · optimizer slot',
            ],
            ['save_counter', undefined, 'never read · step counter'],
        ],
    );
});

test('The filter finds rows by every name, and by what they are for', () => {
    const found = (text: string): readonly (string | undefined)[] => {
        const filter = parseFilter(text);
        assert.ok(filter.ok);
        return Array.from({ length: model.rowCount }, (_, row) => row)
            .filter((row) => filter.matches(model, row))
            .map((row) => model.row(row).variable);
    };
    assert.deepEqual(found('DENSE/kernel adam'), [undefined]);
    assert.deepEqual(found('bn/moving'), ['net/moving_mean']);
    assert.deepEqual(found('model.layer-1.kernel net'), ['net/kernel']);
    assert.deepEqual(found('/^block_1/'), ['net/block_1/w']);
    assert.deepEqual(found('role:slot'), [undefined]);
    assert.deepEqual(found('role:batch'), ['net/moving_mean']);
    assert.equal(found('role:weight').length, 4);
});

test('The plan as text has the saved names', () => {
    const text = planText(model);
    assert.match(text, /model\/layer-1\/kernel\S+ \(saved as dense\/kernel\)/);
    assert.match(text, /^ {2}\S+optimizer\S+ \(saved as Adam\/dense\/kernel\/m\) /m);
});

test('The column of tensors says what stands below the key, and needs no room for its end', () => {
    const needs = columnNeeds(model);
    const titles = layoutColumns(needs, 120).columns.map(({ title }) => title);
    assert.ok(titles.includes('Tensor · saved as'), titles.join());
    assert.equal(needs.tensorLetters, 'model/layer-1/moving_mean'.length);
});

test('Rows that are folded have their saved names in common', async () => {
    const layers = [0, 1, 2, 3];
    const folded = await previewOf(`
//- ckpt-1 checkpoint
${layers.map((layer) => `net/layers/${layer}/w${value} float32 [4] saved=block_${layer}/w`).join('\n')}
//- model.variables.json model
v float32 [4]
//- a.ckptmap.yaml
checkpoint: ckpt-1
model: model.variables.json
assignment_map: {}
`);
    assert.deepEqual(folded.section.lines.savedName?.slice(1), ['block_{0…3}/w']);
});

test('Nothing of it is there for a checkpoint that holds no objects', async () => {
    const plain = await previewOf(`
//- ckpt-1 checkpoint
w float32 [2]
//- model.variables.json model
w float32 [2]
//- a.ckptmap.yaml
checkpoint: ckpt-1
model: model.variables.json
assignment_map: {w: w}
`);
    assert.equal(plain.section.rows.savedName, undefined);
    assert.equal(plain.section.lines.savedName, undefined);
    assert.equal(columnNeeds(plain).hasSavedNames, false);
});
