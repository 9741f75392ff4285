// The variables of Keras's optimizers in the order in which they are stored, by the names that they
// have once a model is loaded. An optimizer whose variables are not as simple as a few for each
// variable of the model has no row here: its variables are told by their places alone.
// Defined in Keras: src/optimizers/*.py; Keras 2: optimizers/*.py (those since 2.11).

import type { StaticShape } from '../util/shape.js';
import { fieldsOf, flag, textOf, type Fields } from './kerasFields.js';
import type { KerasVersion } from './kerasLayer.js';
import type { KerasVariable } from './kerasObjects.js';

/** A variable of an optimizer. */
export interface OptimizerVariable {
    /** As Keras has it: with `:0` in Keras 2. */
    readonly name: string;
    /** With null where it is not known. */
    readonly shape: StaticShape;
}

/** Kinds of slots that are made together, a variable of the model after the other. */
type Round = readonly string[];

/** What an optimizer keeps for each variable, by its class, in Keras 3. */
const slots3: Readonly<Record<string, (config: Fields) => readonly Round[]>> = {
    SGD: (config) => (isZero(config['momentum']) ? [] : [['momentum']]),
    Adam: (config) => adam(config, ['momentum', 'velocity'], 'velocity_hat'),
    AdamW: (config) => adam(config, ['momentum', 'velocity'], 'velocity_hat'),
    Adamax: () => [['momentum', 'norm']],
    RMSprop: rmsprop,
    Adadelta: () => [['accumulated_grad', 'accumulated_delta_var']],
    Adagrad: () => [['accumulator']],
    Ftrl: () => [['accumulator', 'linear']],
    Lion: () => [['momentum']],
    Lamb: () => [['momentum', 'velocity']],
    Nadam: () => [['momentum', 'velocity']],
};

/** What an optimizer of Keras 3 keeps besides, which nobody gave a name. */
const loose3: Readonly<Record<string, readonly OptimizerVariable[]>> = {
    Nadam: [{ name: 'variable', shape: [] }],
};

/** What an optimizer keeps for each variable in Keras 2. */
const slots2: Readonly<Record<string, (config: Fields) => readonly Round[]>> = {
    SGD: () => [['m']],
    Adam: (config) => adam(config, ['m', 'v'], 'vhat'),
    AdamW: (config) => adam(config, ['m', 'v'], 'vhat'),
    Adamax: () => [['m', 'u']],
    RMSprop: rmsprop,
    Adadelta: () => [['accumulated_grad', 'accumulated_delta_var']],
    Adagrad: () => [['accumulator']],
    Ftrl: () => [['accumulator', 'linear']],
    Lion: () => [['m']],
    Nadam: () => [['m', 'v']],
};

/**
 * The variables of the optimizer that a model was compiled with; undefined where they are not known.
 * `compiled` is what Keras wrote of it, `trained` the variables of the model that train, in order.
 */
export function optimizerVariables(
    compiled: unknown,
    trained: readonly KerasVariable[] | undefined,
    version: KerasVersion,
): readonly OptimizerVariable[] | undefined {
    const fields = fieldsOf(compiled);
    const config = fieldsOf(fields?.['config']);
    const className = fields && textOf(fields, 'class_name')?.replace(/^.*>/, '');
    if (config === undefined || className === undefined || trained === undefined) {
        return undefined;
    }
    const table = version === 3 ? slots3 : slots2;
    const rounds = Object.hasOwn(table, className) ? table[className]?.(config) : undefined;
    if (rounds === undefined) {
        return undefined;
    }
    const before = version === 3 ? extras3(config) : extras2(config);
    const scope = textOf(config, 'name') ?? snakeName(className);
    const slots = [...before, ...rounds].flatMap((round) =>
        trained.flatMap(({ name, shape }) =>
            round.map((kind) => ({ name: slotName(scope, name, kind, version), shape })),
        ),
    );
    return [
        ...ownVariables(scope, config, version),
        ...slots,
        ...(version === 3 ? (loose3[className] ?? []) : []),
    ];
}

function ownVariables(
    scope: string,
    config: Fields,
    version: KerasVersion,
): readonly OptimizerVariable[] {
    if (version === 2) {
        return [{ name: 'iteration:0', shape: [] }];
    }
    const iteration = { name: `${scope}/iteration`, shape: [] };
    // A schedule is computed from the iterations.
    return typeof config['learning_rate'] === 'number'
        ? [iteration, { name: `${scope}/learning_rate`, shape: [] }]
        : [iteration];
}

function slotName(scope: string, variable: string, kind: string, version: KerasVersion): string {
    return version === 3
        ? `${scope}/${variable.replaceAll('/', '_')}_${kind}`
        : `${kind}/${variable}:0`;
}

function extras3(config: Fields): readonly Round[] {
    return [
        ...extras2(config),
        ...(typeof config['gradient_accumulation_steps'] === 'number'
            ? [['gradient_accumulator']]
            : []),
    ];
}

function extras2(config: Fields): readonly Round[] {
    return flag(config, 'use_ema', false) ? [['average']] : [];
}

function adam(config: Fields, round: Round, hat: string): readonly Round[] {
    return flag(config, 'amsgrad', false) ? [round, [hat]] : [round];
}

function rmsprop(config: Fields): readonly Round[] {
    return [
        ['velocity'],
        ...(isZero(config['momentum']) ? [] : [['momentum']]),
        ...(flag(config, 'centered', false) ? [['average_gradient']] : []),
    ];
}

function isZero(value: unknown): boolean {
    return value === 0 || value === undefined;
}

function snakeName(className: string): string {
    return className.toLowerCase();
}
