// The names by which a map can call the variables of a model, as a tree: store keys, and for a
// partitioned variable its full name.

import type { CheckpointTensor } from '../checkpoint/checkpoint.js';
import { isSlices, VariableStore, type StoreHit } from '../loadPlan/variableStore.js';
import type { Model } from '../model/model.js';
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
    const store = new VariableStore(model);
    const names = store.keys.map((key) => {
        const isSlice = store.get(key)?.partition !== undefined;
        return isSlice ? key.replace(/\/part_\d+$/, '') : key;
    });
    const result = { tree: new SortedNames(names), store };
    known.set(model, result);
    return result;
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
