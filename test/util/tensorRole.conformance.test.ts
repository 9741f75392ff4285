// Roles of the tensors of real checkpoints from public repositories: every tensor that is no weight
// is named here by its ending, and all others are weights.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tensorRole } from '../../server/src/util/tensorRole.js';

const shared = process.env['CKPTMAP_SHARED'];
assert.ok(shared !== undefined, 'CKPTMAP_SHARED names the folder of recorded worlds');
const expected = JSON.parse(
    readFileSync(join(shared, 'corpus', 'expected.json'), 'utf8'),
) as Record<string, { readonly tensors: Readonly<Record<string, readonly [string, unknown]>> }>;

const value = '/.ATTRIBUTES/VARIABLE_VALUE';
const endings: readonly (readonly [ending: string, role: string])[] = [
    ['_CHECKPOINTABLE_OBJECT_GRAPH', 'object-graph'],
    [`save_counter${value}`, 'step-counter'],
    [`/_counter${value}`, 'step-counter'],
    ['global_step', 'step-counter'],
    ['counter', 'step-counter'],
    [`/moving_mean/average${value}`, 'batch-norm-statistic'],
    [`/moving_mean/_hidden${value}`, 'batch-norm-statistic'],
    [`/moving_variance/average${value}`, 'batch-norm-statistic'],
    [`/moving_variance/_hidden${value}`, 'batch-norm-statistic'],
    [`/average${value}`, 'moving-average'],
    [`/_hidden${value}`, 'moving-average'],
    ['_slot_v', 'optimizer-slot'],
    ['_slot_vr', 'optimizer-slot'],
    ['_slot_vc', 'optimizer-slot'],
];

for (const [prefix, { tensors }] of Object.entries(expected)) {
    test(`roles in ${prefix}`, () => {
        const names = Object.entries(tensors);
        const wanted = names.map(([name]) => [
            name,
            endings.find(([ending]) => name.endsWith(ending))?.[1] ?? 'weight',
        ]);
        assert.deepEqual(
            names.map(([name, [dtype]]) => [name, tensorRole(name, dtype)]),
            wanted,
        );
        assert.ok(0 < wanted.length);
    });
}

test('every weight of T5 has one slot or two, and every slot a weight', () => {
    const names = Object.keys(expected['t5_mtf_tiny/model.ckpt-0']?.tensors ?? {});
    const weights = new Set(names.filter((name) => tensorRole(name) === 'weight'));
    const slots = names.filter((name) => tensorRole(name) === 'optimizer-slot');
    assert.deepEqual(new Set(slots.map((name) => name.replace(/_slot_\w+$/, ''))), weights);
    assert.equal(weights.size, 52);
});
