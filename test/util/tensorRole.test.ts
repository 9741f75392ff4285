// Roles by name, a table: the spellings of TensorFlow 1, Keras 2 and 3, and of well-known models.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roleNoun } from '../../server/src/util/roleNoun.js';
import { isOptimizerName, roleByRules, tensorRole } from '../../server/src/util/tensorRole.js';

const value = '/.ATTRIBUTES/VARIABLE_VALUE';

const table: Readonly<Record<string, readonly string[]>> = {
    'optimizer-slot': [
        'a/w/Adam',
        'a/w/Adam_1',
        'a/w/Adam:0',
        'a/w/Adam/part_3',
        'a/w/part_0/Adam',
        'a/w/part_0/Adam/',
        'a/w/adam_m',
        'bert/encoder/layer_0/attention/self/query/kernel/adam_v',
        'training/a/w/Momentum',
        'a/w/RMSProp_1',
        'a/w/LARSOptimizer',
        'a_slot_vr',
        'decoder/block_000/layer_000/SelfAttention/k_slot_v',
        'training/Adam/dense/kernel/m',
        'Adam/dense/kernel/v_1',
        'training/RMSprop/dense/kernel/rms',
        'SGD/dense/kernel/momentum',
        'adam/dense_kernel_momentum',
        'adam/sequential_dense_kernel_velocity',
        'adam_w/dense_kernel_velocity_hat',
        'adamax/dense_kernel_norm',
        'rm_sprop/dense_kernel_average_gradient',
        `k/.OPTIMIZER_SLOT/optimizer/m${value}`,
        `optimizer/_variables/2${value}`,
        `model/optimizer/_variables/17${value}`,
        `optimizer/_momentums/0${value}`,
        `optimizer/_velocities/3${value}`,
        'optimizer/vars/5',
    ],
    'beta-power': ['beta1_power', 'beta2_power_1', 'train/beta1_power'],
    'moving-average': [
        'w/ExponentialMovingAverage',
        'conv/BatchNorm/gamma/ExponentialMovingAverage',
        `module/average${value}`,
        'batch_norm/exponential_moving_average_1/average',
    ],
    'batch-norm-statistic': [
        'bn/moving_mean',
        'bn/moving_variance',
        'bn/moving_variance:0',
        `module/moving_mean/average${value}`,
        `module/moving_variance/_hidden${value}`,
    ],
    'step-counter': [
        'global_step',
        `save_counter${value}`,
        `optimizer/iter${value}`,
        `optimizer/_iterations${value}`,
        `optimizer/_variables/0${value}`,
        'adam/iteration',
        'Adam/iter',
        `module/moving_mean/_counter${value}`,
    ],
    'learning-rate': [
        'learning_rate',
        `optimizer/_variables/1${value}`,
        `optimizer/_learning_rate${value}`,
        'SGD/learning_rate',
        'adam/learning_rate',
    ],
    hyperparameter: [`optimizer/beta_1${value}`, `optimizer/decay${value}`, 'Adam/beta_2'],
    'loss-scale': ['loss_scale', 'current_loss_scale', 'good_steps'],
    seed: ['dropout/seed_generator/state', `model/seed_generator/state${value}`],
    'object-graph': ['_CHECKPOINTABLE_OBJECT_GRAPH'],
    weight: [
        'a/w',
        'adam/w',
        'Adam/dense/kernel',
        'bn/gamma',
        'layer_norm/beta',
        'encoder/attention/v',
        'optimizer_head/kernel',
        'momentum_encoder/conv/kernel',
        'lr_head/bias',
        `model/_operations/1/_kernel${value}`,
        'step_embedding/table',
        `variables/0${value}`,
    ],
};

for (const [role, names] of Object.entries(table)) {
    test(`names of the role ${role}`, () => {
        assert.deepEqual(
            names.map((name) => [name, tensorRole(name)]),
            names.map((name) => [name, role]),
        );
        for (const name of names) {
            assert.equal(
                isOptimizerName(name),
                role === 'optimizer-slot' || role === 'beta-power',
                name,
            );
        }
    });
}

test('a name that says nothing is that of a weight only if its type may be trained', () => {
    assert.equal(tensorRole('a', 'bfloat16'), 'weight');
    assert.equal(tensorRole('a', 'int64'), undefined);
    assert.equal(tensorRole('a', 'string'), undefined);
    assert.equal(tensorRole('global_step', 'int64'), 'step-counter');
});

test('every role has a word for one and for several', () => {
    assert.equal(roleNoun('beta-power'), 'beta power');
    assert.equal(roleNoun('beta-power', 2), 'beta powers');
});

test('no name that a rule fits is left out before the rules are tried', () => {
    const segments = [
        ...new Set(
            Object.values(table)
                .flat()
                .flatMap((name) => name.replace(value, '').split('/'))
                .flatMap((each) => [each, ...each.split('_')])
                .concat(['optimizer', 'optimizer_1', '_optimizer', '_vhats', 'beta_1', 'm_2', '7'])
                .concat(['vr', 'vc', 'w_slot_mom', 'w_slot_vc', 'ema', 'w_ema', 'rho', 'epsilon'])
                .concat(['running_var', 'running_stddev', 'renorm_mean_weight', 'weight_decay'])
                .concat(['num_updates', 'MovingAverage', 'biased', 'moving_mean', 'decay'])
                .filter((each) => /^[^:]+$/.test(each)),
        ),
    ];
    // A generator of its own: the same names in every run.
    let state = 1;
    const pick = <T>(list: readonly T[]): T | undefined => {
        state = (state * 48271) % 2147483647;
        return list[state % list.length];
    };
    let withRole = 0;
    for (let count = 0; count < 60_000; count++) {
        const parts = Array.from({ length: 1 + (count % 4) }, () =>
            count % 3 === 0 ? `${pick(segments)}_${pick(segments)}` : String(pick(segments)),
        );
        const name = parts.filter((part) => !part.startsWith('part_')).join('/');
        const role = roleByRules(name);
        withRole += role === undefined ? 0 : 1;
        assert.equal(tensorRole(name, 'int64'), role, name);
    }
    assert.ok(10_000 < withRole && withRole < 50_000, `${withRole} names have a role`);
});
