// Whether the model of object-based checkpoints knows all edges of an object: where paths that met
// have given it different ones, nothing can be said of what a restore does to it.

import { native } from '../python/native.js';
import { bool, int, type NativeFunction, type Value } from '../python/values.js';
import type { Maybe } from '../python/contents.js';

/** The functions, for one evaluation. */
export function settledFunctions(): readonly NativeFunction[] {
    let last = 0;
    return [
        native('is_settled', 'value', function* (_, value) {
            return bool(isSettled(value));
        }),
        // Greater than all before on whatever path, so that the later restore wins.
        native('next_number', '', function* () {
            last += 1;
            return int(last);
        }),
    ];
}

/** Whether what an object, or the dict of keyword arguments, has is known to its end. */
function isSettled(value: Value | undefined): boolean {
    if (value?.kind === 'dict') {
        return hasAllKeys(value);
    }
    if (value?.kind !== 'instance') {
        return value?.kind !== 'unknown' && value?.kind !== 'choice';
    }
    const { names, rest } = value.attributes.content;
    return (
        rest === undefined &&
        isListOfEdges(names.get('_self_dependencies')) &&
        isComplete(names.get('_storage')) &&
        ['_moved', '_changed_outside', '_odd_key'].every((name) => {
            const flag = names.get(name);
            return flag === undefined || flag.kind === 'bool';
        })
    );
}

function isListOfEdges(value: Value | Maybe | undefined): boolean {
    if (value === undefined || value.kind === 'none') {
        return true;
    }
    return (
        value.kind === 'list' &&
        value.content.rest === undefined &&
        value.content.items.every((item) => {
            const [name, child] = item.kind === 'tuple' ? item.items : [];
            return name?.kind === 'str' && child?.kind === 'instance';
        })
    );
}

/** Whether a list or dict of which an object is made has an end that is known. */
function isComplete(value: Value | Maybe | undefined): boolean {
    switch (value?.kind) {
        case 'list':
            return value.content.rest === undefined;
        case 'dict':
            return hasAllKeys(value);
        case 'maybe':
        case 'unknown':
        case 'choice':
            return false;
        default:
            return true;
    }
}

function hasAllKeys(value: Extract<Value, { readonly kind: 'dict' }>): boolean {
    const { entries, rest } = value.content;
    return (
        rest === undefined &&
        [...entries.values()].every(({ key, maybe }) => maybe !== true && key.kind !== 'choice')
    );
}
