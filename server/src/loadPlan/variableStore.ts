// The default graph's variable store, as init_from_checkpoint sees it: store keys to variables.
// Defined in TensorFlow: python/ops/variable_scope.py (_VariableStore._vars).
// Variables made with tf.Variable or by Keras are not in it.

import type { Model, ModelVariable } from '../model/model.js';
import { compareCodePoints } from '../util/order.js';

/** What a name in the store leads to: one variable, or the slices of a partitioned one. */
export type StoreHit = ModelVariable | readonly ModelVariable[];

/** Whether a hit is a list of slices. */
export function isSlices(hit: StoreHit): hit is readonly ModelVariable[] {
    return Array.isArray(hit);
}

/** The variables of a hit, in order. */
export function variablesOf(hit: StoreHit): readonly ModelVariable[] {
    return isSlices(hit) ? hit : [hit];
}

/** The text in a store key where TensorFlow thinks that a slice begins. */
const partMarker = '/part_';

/** The variables of one model which maps can name. */
export class VariableStore {
    readonly #variables = new Map<string, ModelVariable>();
    /** Invariant: sorted by code point, so that the keys of a scope are neighbours. */
    readonly #keys: readonly string[];
    /** Variables which are in no store, and so cannot be named by a map. */
    readonly outside: readonly ModelVariable[];

    constructor(model: Model) {
        for (const variable of model.variables) {
            if (variable.storeKey !== null) {
                this.#variables.set(variable.storeKey, variable);
            }
        }
        this.#keys = [...this.#variables.keys()].sort(compareCodePoints);
        this.outside = model.variables.filter((variable) => variable.storeKey === null);
    }

    /** The store's keys in order of code points. */
    get keys(): readonly string[] {
        return this.#keys;
    }

    /** `_vars.get(name)`: the variable with exactly this store key. */
    get(key: string): ModelVariable | undefined {
        return this.#variables.get(key);
    }

    /** `_collect_partitioned_variable`: `name/part_0`, `name/part_1` … up to the first gap. */
    collectParts(name: string): readonly ModelVariable[] | undefined {
        const parts: ModelVariable[] = [];
        let part = this.#variables.get(`${name}/part_0`);
        while (part !== undefined) {
            parts.push(part);
            part = this.#variables.get(`${name}/part_${parts.length}`);
        }
        return parts.length === 0 ? undefined : parts;
    }

    /** What the map's right side leads to when it is read as a variable's name. */
    find(name: string): StoreHit | undefined {
        return this.get(name) ?? this.collectParts(name);
    }

    /** Keys that begin with `scope/`, in order; all keys for the scope `''`. */
    keysUnder(scope: string): readonly string[] {
        if (scope === '') {
            return this.#keys;
        }
        const prefix = `${scope}/`;
        const first = this.#lowerBound(prefix);
        let last = first;
        while (last < this.#keys.length && this.#keys[last]?.startsWith(prefix) === true) {
            last++;
        }
        return this.#keys.slice(first, last);
    }

    /** Whether any key begins with `scope/`. */
    hasScope(scope: string): boolean {
        return this.#keys[this.#lowerBound(`${scope}/`)]?.startsWith(`${scope}/`) === true;
    }

    #lowerBound(key: string): number {
        let low = 0;
        let high = this.#keys.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            const candidate = this.#keys[middle];
            if (candidate !== undefined && compareCodePoints(candidate, key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

/**
 * The name under which a scope entry visits a store key: cut at the first `/part_`, wherever that
 * stands, because TensorFlow takes it for the mark of a slice.
 */
export function visitedName(key: string): string {
    const at = key.indexOf(partMarker);
    return at === -1 ? key : key.slice(0, at);
}
