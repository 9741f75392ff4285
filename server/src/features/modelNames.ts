// The names by which a map can call the variables of a model, as a tree: store keys, and for a
// partitioned variable its full name. Of what a program may make besides, whole names are there, too.

import type { CheckpointTensor } from '../checkpoint/checkpoint.js';
import { isSlices, VariableStore, type StoreHit } from '../loadPlan/variableStore.js';
import type { Model, ModelVariable } from '../model/model.js';
import { isPattern, type PossibleVariable } from '../model/openPart.js';
import { SortedNames } from '../util/nameTree.js';
import { isCompatible, sameShape } from '../util/shape.js';

/** The names of a model. */
export interface ModelNames {
    readonly tree: SortedNames;
    readonly store: VariableStore;
}

const known = new WeakMap<Model, ModelNames>();

/** The names of a model; made once for each model. */
export function modelNames(model: Model): ModelNames {
    const made = known.get(model);
    if (made !== undefined) {
        return made;
    }
    const possible = (model.open?.possible ?? []).filter(
        ({ storeKey }) => storeKey !== null && !isPattern(storeKey),
    );
    // What is sure comes last, and wins where a name is both.
    const variables = [...possible.map(asKnown), ...model.variables];
    const store = new VariableStore({ ...model, variables });
    const names = store.keys.map((key) => {
        const isSlice = store.get(key)?.partition !== undefined;
        return isSlice ? key.replace(/\/part_\d+$/, '') : key;
    });
    const result = { tree: new SortedNames(names), store };
    known.set(model, result);
    return result;
}

/** A variable of which not everything is known, as far as it is known. */
export function asKnown(possible: PossibleVariable): ModelVariable {
    const { name, shape, dtype = '', kind = 'resource', trainable = true } = possible;
    const { storeKey, place } = possible;
    const made = place === undefined ? {} : { place };
    return { name, shape, dtype, kind, trainable, storeKey, ...made };
}

/** Whether a tensor would load into what a name leads to, as it is. */
export function fits(hit: StoreHit, tensor: CheckpointTensor): boolean {
    if (!isSlices(hit)) {
        return hit.dtype === tensor.dtype && isCompatible(hit.shape, tensor.shape);
    }
    const [first] = hit;
    const whole = first?.partition?.fullShape;
    return first?.dtype === tensor.dtype && whole !== undefined && sameShape(whole, tensor.shape);
}
