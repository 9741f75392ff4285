// Built-in functions that go through an iterable to its end: sorted, min, max, any, all, sum.
// Defined in CPython 3.11: Python/bltinmodule.c.

import { isSetLike } from '../containers.js';
import { Perhaps, type Evaluation, type Items } from '../evaluation.js';

import { native, variadic } from '../native.js';
import { payloadOf } from '../numeric.js';
import { oneOf, anyOf } from '../sequences.js';
import { extreme, sortItems } from '../sorting.js';
import { asSet } from '../types/dictViews.js';
import {
    bool,
    int,
    List,
    none,
    type NativeFunction,
    type Steps,
    type Unknown,
    type Value,
} from '../values.js';

/** What goes through an iterable in any order: the items of a set are all known, but not the order. */
function* itemsInAnyOrder(
    evaluation: Evaluation,
    value: Value,
): Steps<Items & { readonly unordered: boolean }> {
    const plain = payloadOf(value);
    if (isSetLike(plain) && plain.kind !== 'dictview') {
        const { content } = yield* asSet(evaluation, plain);
        const entries = [...content.entries.values()];
        if (content.rest === undefined && entries.every(({ maybe }) => maybe !== true)) {
            return { items: entries.map((entry) => entry.value), unordered: 1 < entries.length };
        }
    }
    return { ...(yield* evaluation.items(value)), unordered: false };
}

/** `sorted`. */
export const sortedFunction = native(
    'sorted',
    'iterable, /, *, key=, reverse=',
    function* (evaluation, iterable = none, key, reverse) {
        const given = yield* itemsInAnyOrder(evaluation, iterable);
        const sorted = yield* sortItems(evaluation, given, key, reverse);
        if (given.unordered && (yield* hasTies(evaluation, sorted.items, key))) {
            return new List({
                items: [],
                rest: anyOf(
                    sorted.items,
                    evaluation.unknown('the order of equal items of a set is not known'),
                ),
            });
        }
        return new List({ items: [...sorted.items], rest: sorted.rest });
    },
);

/** Whether two neighbours may be equal to the sorting. */
function* hasTies(
    evaluation: Evaluation,
    items: readonly Value[],
    keyOf: Value | undefined,
): Steps<boolean> {
    const keys: Value[] = [];
    for (const item of items) {
        keys.push(
            keyOf === undefined || keyOf.kind === 'none'
                ? item
                : yield* evaluation.call(keyOf, [item]),
        );
    }
    for (const [index, key] of keys.entries()) {
        const next = keys[index + 1];
        if (next !== undefined && (yield* evaluation.equal(key, next)) !== false) {
            return true;
        }
    }
    return false;
}

/** `min` and `max`. */
export function extremeFunction(name: 'min' | 'max', operator: '<' | '>'): NativeFunction {
    return variadic(name, false, function* (evaluation, { positional, keywords, more }) {
        const [first, ...others] = positional;
        if (first === undefined) {
            return evaluation.raise('TypeError', `${name} expected at least 1 argument, got 0`);
        }
        const otherwise = keywords.get('default');
        if (others.length !== 0 && otherwise !== undefined) {
            evaluation.raise(
                'TypeError',
                `Cannot specify a default for ${name}() with multiple positional arguments`,
            );
        }
        if (more !== undefined) {
            return evaluation.unknown(more.reason);
        }
        const key = keywords.get('key');
        const given =
            others.length === 0
                ? yield* itemsInAnyOrder(evaluation, first)
                : { items: positional, unordered: false };
        if (
            given.unordered &&
            key !== undefined &&
            key.kind !== 'none' &&
            (yield* hasTies(
                evaluation,
                (yield* sortItems(evaluation, given, key, undefined)).items,
                key,
            ))
        ) {
            return oneOf(
                given.items,
                evaluation.unknown('the order of equal items of a set is not known'),
                false,
            );
        }
        const best = yield* extreme(evaluation, operator, given, key);
        return (
            best ??
            otherwise ??
            evaluation.raise('ValueError', `${name}() arg is an empty sequence`)
        );
    });
}

/** `any` and `all`. */
export function quantifier(name: 'any' | 'all', stops: boolean): NativeFunction {
    return native(name, 'iterable, /', function* (evaluation, iterable = none) {
        const plain = payloadOf(iterable);
        if (plain.kind === 'unknown' || plain.kind === 'choice') {
            const { items, rest } =
                plain.kind === 'choice'
                    ? yield* evaluation.items(plain)
                    : { items: [], rest: undefined };
            return plain.kind === 'unknown' || rest !== undefined || items.length !== 0
                ? evaluation.unknown(
                      plain.kind === 'unknown' ? plain.reason : plain.why.reason,
                      'bool',
                  )
                : bool(!stops);
        }
        let doubt: Unknown | undefined;
        if (isSetLike(plain)) {
            for (const item of (yield* itemsInAnyOrder(evaluation, plain)).items) {
                const verdict = yield* evaluation.truth(item);
                if (verdict === stops) {
                    return bool(stops);
                }
                doubt ??= typeof verdict === 'boolean' ? undefined : verdict;
            }
            const { rest } = yield* itemsInAnyOrder(evaluation, plain);
            return doubt === undefined && rest === undefined
                ? bool(!stops)
                : evaluation.unknown(doubt?.reason ?? rest?.why.reason ?? '', 'bool');
        }
        const iterator = yield* evaluation.iterator(iterable);
        for (;;) {
            const item = yield* evaluation.next(iterator);
            if (item === 'done') {
                return doubt === undefined
                    ? bool(!stops)
                    : evaluation.unknown(doubt.reason, 'bool');
            }
            if (item instanceof Perhaps) {
                return evaluation.unknown(item.rest.why.reason, 'bool');
            }
            const verdict = yield* evaluation.truth(item);
            if (verdict === stops) {
                return bool(stops);
            }
            doubt ??= typeof verdict === 'boolean' ? undefined : verdict;
        }
    });
}

/** `sum`. */
export const sumFunction = native(
    'sum',
    'iterable, /, start=',
    function* (evaluation, iterable = none, start) {
        if (start?.kind === 'str') {
            evaluation.raise('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
        }
        if (start?.kind === 'bytes') {
            evaluation.raise('TypeError', "sum() can't sum bytes [use b''.join(seq) instead]");
        }
        const given = yield* itemsInAnyOrder(evaluation, iterable);
        const exact =
            !given.unordered || given.items.every(({ kind }) => kind === 'int' || kind === 'bool');
        if (given.rest !== undefined || !exact) {
            const numbers = [...given.items, ...(given.rest?.possible ?? [])].every(
                ({ kind }) => kind === 'int' || kind === 'bool',
            );
            const type =
                numbers &&
                given.rest?.open !== true &&
                (start === undefined || start.kind === 'int')
                    ? 'int'
                    : undefined;
            return evaluation.unknown(
                given.rest?.why.reason ?? 'the order of a sum is not known',
                type,
            );
        }
        let total: Value = start ?? int(0);
        for (const item of given.items) {
            total = yield* evaluation.binary('+', total, item);
        }
        return total;
    },
);
