// A variable that a program makes as models have it: known to the last, or one that there may be.

import type { ModelVariable } from '../model/model.js';
import type { PossibleVariable } from '../model/openPart.js';
import type { TracedVariable } from './trace.js';

/** A variable of which everything is known. */
export function knownVariable(variable: TracedVariable): ModelVariable {
    const { name, shape, dtype, kind, trainable, storeKey, partition, place } = variable;
    return {
        name,
        shape,
        dtype: dtype ?? 'float32',
        kind: kind ?? 'resource',
        trainable: trainable ?? true,
        storeKey,
        ...(partition === undefined ? {} : { partition }),
        ...(place === undefined ? {} : { place }),
    };
}

/** A variable that is perhaps made, or of which not everything is known. */
export function possibleVariable(variable: TracedVariable, certain: boolean): PossibleVariable {
    const { name, shape, dtype, kind, trainable, storeKey, place } = variable;
    return {
        name,
        shape,
        storeKey,
        certain,
        ...(trainable === undefined ? {} : { trainable }),
        ...(dtype === undefined ? {} : { dtype }),
        ...(kind === undefined ? {} : { kind }),
        ...(place === undefined ? {} : { place }),
    };
}
