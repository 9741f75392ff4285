// Patterns of names.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namePattern } from '../../server/src/util/namePattern.js';
import { isOptimizerName } from '../../server/src/util/tensorRole.js';

test('Only asterisks are special in patterns', () => {
    const cases: readonly [string, string, boolean][] = [
        ['head/**', 'head/a/b', true],
        ['head/**', 'head', false],
        ['head/**', 'heads/a', false],
        ['**/Adam*', 'Adam', true],
        ['**/Adam*', 'a/b/Adam_1', true],
        ['**/Adam*', 'a/Adam/b', false],
        ['a/*/c', 'a/b/c', true],
        ['a/*/c', 'a/b/b/c', false],
        ['a.b[0]{c}', 'a.b[0]{c}', true],
        ['a.b', 'axb', false],
        ['a/**/b', 'a/b', true],
        ['a/**/b', 'a/x/y/b', true],
        ['', '', true],
        ['*', 'a\nb', true],
    ];
    for (const [pattern, name, expected] of cases) {
        assert.equal(namePattern(pattern)(name), expected, `${pattern} on ${name}`);
    }
});

test('Optimizer slots are known by their names', () => {
    for (const name of [
        'a/w/Adam',
        'a/w/Adam_1',
        'a/w/adam_m',
        'training/a/w/Momentum',
        'a_slot_vr',
        'beta1_power',
        'k/.OPTIMIZER_SLOT/optimizer/m/.ATTRIBUTES/VARIABLE_VALUE',
    ]) {
        assert.ok(isOptimizerName(name), name);
    }
    for (const name of [
        'a/w',
        'adam/w',
        'Adam/dense/kernel',
        'global_step',
        'w/ExponentialMovingAverage',
    ]) {
        assert.ok(!isOptimizerName(name), name);
    }
});
