// Calls that cannot be followed: what they can reach through their arguments becomes unknown, and
// functions of the program that they are handed may be called, any number of times, with anything.
// A module that is neither modelled nor in the workspace makes no variable of its own accord.

import type { Evaluation } from './evaluation.js';
import type { Rest } from './contents.js';
import { type Instance, type Namespace, type Steps, type Unknown, type Value } from './values.js';

/** Calls something unknown. */
export function* callUnknown(
    evaluation: Evaluation,
    callee: Unknown,
    positional: readonly Value[],
    keywords: ReadonlyMap<string, Value>,
): Steps<Value> {
    if (callee.ours === true) {
        evaluation.lose(`a function of the program that is not known is called (${callee.reason})`);
    }
    const given = [...positional, ...keywords.values()];
    const reached = reach(given);
    const why = evaluation.unknown(callee.reason);
    forget(evaluation, reached, why);
    const functions = reached.filter(isCode);
    for (const called of functions) {
        yield* evaluation.repeatUnknown(function* () {
            yield* evaluation.callAnyhow(called, why);
        }, why);
    }
    return functions.length === 0 ? why : { ...why, ours: true };
}

/** A function, method or class of the program, or an instance that can be called. */
function isCode(value: Value): boolean {
    switch (value.kind) {
        case 'function':
            return value.module.room === 'program';
        case 'class':
            return value.room === 'program';
        case 'method':
            return isCode(value.function);
        default:
            return false;
    }
}

/** Everything that can be changed or called through these values. */
export function reach(values: readonly Value[]): readonly Value[] {
    const found = new Set<Value>();
    const queue = [...values];
    for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
        if (found.has(value)) {
            continue;
        }
        found.add(value);
        queue.push(...partsOf(value));
    }
    return [...found];
}

function partsOf(value: Value): readonly Value[] {
    switch (value.kind) {
        case 'list':
            return [...value.content.items, ...(value.content.rest?.possible ?? [])];
        case 'tuple':
            return value.items;
        case 'choice':
            return value.options;
        case 'dict':
            return [...value.content.entries.values()].map((entry) => entry.value);
        case 'set':
        case 'frozenset':
            return [...value.content.entries.values()].map((entry) => entry.value);
        case 'dictview':
            return [value.dict];
        case 'method':
            return [value.self];
        case 'instance':
            return value.type.room === 'program'
                ? [...attributesOf(value), ...payloadOf(value)]
                : payloadOf(value);
        default:
            return [];
    }
}

function attributesOf({ attributes }: Instance): readonly Value[] {
    return [...attributes.content.names.values()].map((value) =>
        value.kind === 'maybe' ? value.value : value,
    );
}

function payloadOf({ payload }: Instance): readonly Value[] {
    return payload === undefined ? [] : [payload];
}

/** Makes the contents of all that can be changed unknown. */
export function forget(evaluation: Evaluation, values: readonly Value[], why: Unknown): void {
    for (const value of values) {
        switch (value.kind) {
            case 'list': {
                evaluation.state.touch(value);
                const rest: Rest = {
                    why: mine(why, value.content.items),
                    possible: [],
                    open: true,
                };
                value.content = { items: [], rest };
                break;
            }
            case 'dict':
                evaluation.state.touch(value);
                value.content = {
                    entries: new Map(),
                    rest: mine(
                        why,
                        [...value.content.entries.values()].map((entry) => entry.value),
                    ),
                };
                break;
            case 'set':
                evaluation.state.touch(value);
                value.content = { entries: new Map(), rest: why };
                break;
            case 'instance':
                if (value.type.room === 'program') {
                    forgetNames(evaluation, value.attributes, why);
                }
                break;
            default:
        }
    }
}

function mine(why: Unknown, values: readonly Value[]): Unknown {
    return values.some(isCodeOrObject) ? { ...why, ours: true } : why;
}

function isCodeOrObject(value: Value): boolean {
    return (
        isCode(value) ||
        value.kind === 'instance' ||
        (value.kind === 'unknown' && value.ours === true)
    );
}

function forgetNames(evaluation: Evaluation, namespace: Namespace, why: Unknown): void {
    const values = [...namespace.content.names.values()].map((value) =>
        value.kind === 'maybe' ? value.value : value,
    );
    evaluation.state.touch(namespace);
    namespace.content = { names: new Map(), rest: mine(why, values) };
}
