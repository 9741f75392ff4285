// `value[index]`, `value[index] = item` and `del value[index]`: the methods of the value's class.

import type { Evaluation } from './evaluation.js';
import { bound, lookUp, typeOf } from './typeOf.js';
import type { Steps, Value } from './values.js';

/** `value[index]`. */
export function* getItem(evaluation: Evaluation, value: Value, index: Value): Steps<Value> {
    if (value.kind === 'class') {
        const method = lookUp(value, '__class_getitem__');
        if (method === undefined) {
            const generic = ['list', 'dict', 'tuple', 'set', 'frozenset', 'type'];
            return value.module === 'builtins' && generic.includes(value.name)
                ? value
                : evaluation.raise('TypeError', `type '${value.name}' is not subscriptable`);
        }
        return yield* evaluation.call(
            method.kind === 'classmethod'
                ? bound(method, value, value)
                : { kind: 'method', self: value, function: method },
            [index],
        );
    }
    return yield* through(evaluation, value, '__getitem__', [index], 'is not subscriptable');
}

/** `value[index] = item`. */
export function* setItem(
    evaluation: Evaluation,
    value: Value,
    index: Value,
    item: Value,
): Steps<void> {
    yield* through(
        evaluation,
        value,
        '__setitem__',
        [index, item],
        'does not support item assignment',
    );
}

/** `del value[index]`. */
export function* deleteItem(evaluation: Evaluation, value: Value, index: Value): Steps<void> {
    yield* through(evaluation, value, '__delitem__', [index], "doesn't support item deletion");
}

function* through(
    evaluation: Evaluation,
    value: Value,
    method: string,
    args: readonly Value[],
    complaint: string,
): Steps<Value> {
    switch (value.kind) {
        case 'unknown':
            if (value.type === undefined || lookUp(typeOf(value), method) === undefined) {
                if (method !== '__getitem__' && value.ours === true) {
                    evaluation.lose(`an item of an unknown object is set (${value.reason})`);
                }
                return { ...evaluation.unknown(value.reason), ours: value.ours === true };
            }
            break;
        case 'choice':
            return yield* evaluation.fork(
                value.options.map(
                    (option) => () => through(evaluation, option, method, args, complaint),
                ),
                value.why,
            );
        default:
    }
    const found = evaluation.findMethod(value, method);
    if (found === undefined) {
        evaluation.raise('TypeError', `'${typeOf(value).name}' object ${complaint}`);
    }
    return yield* evaluation.call(found, args);
}
