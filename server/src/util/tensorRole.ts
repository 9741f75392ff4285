// What a tensor or variable is for, as far as its name tells. A guess for people, in counts and
// labels; nothing that TensorFlow does rests on it.
// Names from TensorFlow: python/training/*.py and python/keras/optimizers (slots), training/
// moving_averages.py, layers/normalization.py; from Keras 3: src/optimizers, src/layers; and from the
// optimizers of BERT, Adafactor in Mesh TensorFlow and Tensor2Tensor, and Sonnet, which have their own.

import type { TensorRole } from './roleNoun.js';

/** A rule: a name that one of the patterns fits has the role. The first rule that fits counts. */
interface RoleRule {
    readonly role: TensorRole;
    /** On the name without `/.ATTRIBUTES/…`, `/part_N` and `:0`. */
    readonly names: readonly RegExp[];
}

/** The optimizers whose slots bear their name: `w/Adam`, of a second optimizer `w/Adam_1`. */
const owners = [
    ...['Adam', 'AdamW', 'AdamOptimizer', 'LazyAdam', 'NAdam', 'Nadam', 'AdaMax', 'Adamax'],
    ...['Adadelta', 'Adagrad', 'AdagradDA', 'ProximalAdagrad', 'Adafactor', 'AddSign', 'PowerSign'],
    ...['RMSProp', 'RMSprop', 'CenteredRMSProp', 'Ftrl', 'FTRL', 'Momentum', 'MomentumW', 'SGD'],
    ...['LARS', 'LARSOptimizer', 'LAMB', 'Lamb', 'Lion', 'GGT', 'ShampooOptimizer'],
    // As Keras 3 calls them.
    ...['adam_w', 'rm_sprop', 'muon'],
].join('|');

/** What an optimizer keeps for a variable, by the names that Keras 2 gives it. */
const kept = [
    ...['m', 'v', 'r', 'c', 'u', 'vhat', 'v_hat', 'rms', 'mg', 'norms', 'momentum', 'momentums'],
    ...['velocity', 'velocities', 'accumulators?', 'accum_grad', 'accum_var', 'accumulated_grad'],
    ...['accumulated_delta_var', 'accumulated_gradient', 'gradient_accumulators?', 'linear'],
    ...['squared_linear', 'squared_grad', 'mean_square', 'mean_grad', 'mean_gradient'],
    ...['average_gradients?', 'velocity_hat', 'norm'],
].join('|');

/** The lists in which a Keras 3 optimizer keeps its slots besides the list of all variables. */
const keptLists = [
    ...['momentums', 'velocities', 'velocity_hats', 'accumulators', 'average_gradients'],
    ...['accumulated_grads', 'accumulated_delta_vars', 'linears', 'm', 'v', 'u', 'r', 'c', 'vhats'],
    'model_variables_moving_average',
].join('|');

// Keras 3 keeps all in one list: the iterations, the learning rate, then slots.
const optimizerList = '(?:^|/)_?optimizer(?:_\\d+)?/(?:_variables|variables|vars)/';

const rules: readonly RoleRule[] = [
    { role: 'object-graph', names: [/^_CHECKPOINTABLE_OBJECT_GRAPH$/] },
    { role: 'optimizer-slot', names: [/\/\.OPTIMIZER_SLOT\//] },
    { role: 'beta-power', names: [/(?:^|[/_])beta_?[12]_power(?:_\d+)?$/] },
    {
        role: 'loss-scale',
        names: [
            /(?:^|\/)(?:current_|dynamic_)?loss_scale(?:_\d+)?$/,
            /(?:^|\/)(?:num_)?good_steps$/,
            /(?:^|\/)dynamic_counter$/,
        ],
    },
    { role: 'step-counter', names: [new RegExp(`${optimizerList}0$`)] },
    { role: 'learning-rate', names: [new RegExp(`${optimizerList}1$`)] },
    {
        role: 'optimizer-slot',
        names: [
            new RegExp(`${optimizerList}\\d+$`),
            new RegExp(`(?:^|/)_?optimizer(?:_\\d+)?/_(?:${keptLists})/\\d+$`),
            new RegExp(`(?:^|/)(?:${owners})(?:_\\d+)?/.+/(?:${kept})(?:_\\d+)?$`, 'i'),
            new RegExp(`^(?:${owners})(?:_\\d+)?/.+_(?:${kept})$`, 'i'),
            new RegExp(`(?:^|/)(?:${owners})(?:_\\d+)?$`),
            /(?:^|\/)(?:adam|adamw|nadam|lamb|lars|momentum|bert_adam)_[mv](?:_\d+)?$/,
            /(?:^|\/)(?:vr|vc)$/,
            /_slot_(?:v|vr|vc|m|mom)$/,
        ],
    },
    {
        role: 'learning-rate',
        names: [/(?:^|\/)_?(?:current_)?(?:learning_rate|lr)(?:_\d+)?$/],
    },
    {
        role: 'hyperparameter',
        names: [
            /(?:^|\/)_?optimizer(?:_\d+)?\/(?:beta_[12]|decay|momentum|rho|epsilon|weight_decay)$/,
            new RegExp(`(?:^|/)(?:${owners})/(?:beta_[12]|decay|momentum|rho|epsilon)$`, 'i'),
        ],
    },
    {
        role: 'step-counter',
        names: [
            /(?:^|\/)(?:global|local|train|training)_step(?:_\d+)?$/,
            /(?:^|\/)(?:step|_?step_counter|_?iter|_?iterations?|num_updates)$/,
            /(?:^|\/)(?:_?counter|save_counter)$/,
        ],
    },
    {
        // The averages which batch normalization keeps are its statistics, whoever keeps them for it.
        role: 'batch-norm-statistic',
        names: [
            /(?:^|\/)_?(?:moving|running)_(?:mean|variance|var|stddev)(?:_\d+)?$/,
            /(?:^|\/)_?moving_(?:mean|variance)\/_?(?:average|hidden|biased)$/,
            /(?:^|\/)renorm_(?:mean|stddev|variance)(?:_weight)?$/,
        ],
    },
    {
        role: 'moving-average',
        names: [
            /\/(?:ExponentialMovingAverage|MovingAverage|moving_average|ema)(?:_\d+)?$/,
            /(?:^|\/)exponential_moving_average(?:_\d+)?\/(?:average|hidden)$/,
            /(?:^|\/)(?:average|_hidden)$/,
            /_(?:ema|moving_average)$/,
        ],
    },
    {
        role: 'seed',
        names: [
            /(?:^|\/)_?(?:seed_generator_state|state_seed|rng_state|seed_state)$/,
            /(?:^|\/)_?seed_generator(?:_\d+)?\/_?state$/,
        ],
    },
];

// The end of every name that a rule fits, as far as it lies in the last segment. Nearly all names end
// otherwise, and then no rule is tried: lists of a million names are sorted by role.
const tellingEnd = new RegExp(
    [
        '^\\d+$',
        `(?:^|_)(?:${kept}|${owners}|vr|vc|mom|[mv])(?:_\\d+)?$`,
        '(?:power|loss_scale|step|iter|iterations?|lr|rate|ema|average)(?:_\\d+)?$',
        '(?:mean|variance|var|stddev|weight|decay|rho|epsilon|beta_[12]|counter|updates)(?:_\\d+)?$',
        '(?:good_steps|hidden|biased|state|seed|OBJECT_GRAPH)$',
    ].join('|'),
    'i',
);

/** What a tensor or variable is for; undefined where neither its name nor its type says. */
export function tensorRole(name: string, dtype?: string): TensorRole | undefined {
    return roleOfName(name) ?? (dtype === undefined || isFloating(dtype) ? 'weight' : undefined);
}

function roleOfName(name: string): TensorRole | undefined {
    const bare = bareName(name);
    const end = bare.slice(bare.lastIndexOf('/') + 1);
    return tellingEnd.test(end) || bare.includes('/.OPTIMIZER_SLOT/')
        ? roleByRules(bare)
        : undefined;
}

/** The role of the first rule that fits a name without its ending; no name is left out beforehand. */
export function roleByRules(bare: string): TensorRole | undefined {
    return rules.find(({ names }) => names.some((each) => each.test(bare)))?.role;
}

/** Whether a name is that of an optimizer's slot or of its step powers. */
export function isOptimizerName(name: string): boolean {
    const role = tensorRole(name);
    return role === 'optimizer-slot' || role === 'beta-power';
}

function bareName(name: string): string {
    const mark = name.indexOf('/.ATTRIBUTES/');
    const key = mark < 0 ? name : name.slice(0, mark);
    const last = key.charCodeAt(key.length - 1);
    // Only what ends in a digit or a slash has an ending that is no part of the name.
    return (0x30 <= last && last <= 0x39) || last === 0x2f
        ? key.replace(/(?:\/part_\d+)?\/?(?::\d+)?$/, '')
        : key;
}

function isFloating(dtype: string): boolean {
    return /^(?:b?float|half|double|complex|qu?int)/.test(dtype);
}
