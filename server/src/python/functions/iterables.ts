// Built-in functions that go through iterables. What they give lazily is computed item by item.
// Defined in CPython 3.11: Python/bltinmodule.c, Objects/enumobject.c.

import { Perhaps, type Evaluation, type Items } from '../evaluation.js';
import { length } from '../lengths.js';
import { native, variadic } from '../native.js';
import { indexOf, payloadOf } from '../numeric.js';
import { extreme, sortItems } from '../sorting.js';
import { oneOf, anyOf } from '../sequences.js';
import { getItem } from '../subscripts.js';
import { asSet } from '../types/dicts.js';
import { isSetLike } from '../containers.js';
import type { Rest } from '../contents.js';
import {
    bool,
    int,
    IteratorValue,
    List,
    none,
    tuple,
    type NativeFunction,
    type Steps,
    type Unknown,
    type Value,
} from '../values.js';
import { exceptionTypes, objectType } from '../builtinTypes.js';
import { makeException } from '../types/objects.js';

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

/** One of the values of a rest. */
export function someOf(rest: Rest): Value {
    return oneOf(rest.possible, rest.why, rest.open);
}

/** Goes on with what a function gives for each value that may come. */
function* mappedRest(
    evaluation: Evaluation,
    rest: Rest,
    compute: (value: Value) => Steps<Value>,
): Steps<Perhaps> {
    const possible: Value[] = [];
    yield* evaluation.repeatUnknown(function* () {
        for (const value of rest.open ? [...rest.possible, someOf(rest)] : rest.possible) {
            possible.push(yield* compute(value));
        }
    }, rest.why);
    return new Perhaps(anyOf(possible, rest.why));
}

const mapFunction = variadic('map', false, function* (evaluation, { positional, more }) {
    const [called = none, ...iterables] = positional;
    if (more !== undefined) {
        return evaluation.unknown(more.reason);
    }
    if (iterables.length === 0) {
        evaluation.raise('TypeError', 'map() must have at least two arguments.');
    }
    const iterators = yield* iteratorsOf(evaluation, iterables);
    return new IteratorValue('map', function* (current) {
        const row = yield* nextRow(current, iterators);
        if (row === 'done') {
            return 'done';
        }
        return row instanceof Perhaps
            ? yield* mappedRest(current, row.rest, (value) =>
                  current.call(
                      called,
                      value.kind === 'tuple' ? value.items : iterators.map(() => value),
                  ),
              )
            : yield* current.call(called, row);
    });
});

function* iteratorsOf(
    evaluation: Evaluation,
    iterables: readonly Value[],
): Steps<readonly Value[]> {
    const iterators: Value[] = [];
    for (const iterable of iterables) {
        iterators.push(yield* evaluation.iterator(iterable));
    }
    return iterators;
}

/** The next item of each iterator; `done` at the end of the shortest; perhaps a row as a tuple. */
function* nextRow(
    evaluation: Evaluation,
    iterators: readonly Value[],
): Steps<readonly Value[] | 'done' | Perhaps> {
    const row: Value[] = [];
    for (const [index, iterator] of iterators.entries()) {
        const item = yield* evaluation.next(iterator);
        if (item === 'done') {
            return 'done';
        }
        if (item instanceof Perhaps) {
            return yield* perhapsRow(evaluation, iterators, index, row, item.rest);
        }
        row.push(item);
    }
    return row;
}

function* perhapsRow(
    evaluation: Evaluation,
    iterators: readonly Value[],
    index: number,
    row: readonly Value[],
    rest: Rest,
): Steps<Perhaps> {
    if (iterators.length === 1) {
        // Each value of the rest is a row of its own.
        const rows = (rest.open ? [...rest.possible, someOf(rest)] : rest.possible).map((value) =>
            tuple([value]),
        );
        return new Perhaps({ why: rest.why, possible: rows, open: false });
    }
    const columns: Value[] = [];
    for (const [position, iterator] of iterators.entries()) {
        if (position === index) {
            columns.push(someOf(rest));
            continue;
        }
        const { items, rest: others } = yield* evaluation.items(iterator);
        const all = [...row.slice(position, position + 1), ...items, ...(others?.possible ?? [])];
        columns.push(oneOf(all, others?.why ?? rest.why, others?.open ?? false));
    }
    return new Perhaps({ why: rest.why, possible: [tuple(columns)], open: false });
}

const zipFunction = variadic('zip', false, function* (evaluation, { positional, keywords, more }) {
    if (more !== undefined) {
        return evaluation.unknown(more.reason);
    }
    const strict = keywords.get('strict');
    const isStrict = strict === undefined ? false : yield* evaluation.truth(strict);
    const iterators = yield* iteratorsOf(evaluation, positional);
    return new IteratorValue('zip', function* (current) {
        if (iterators.length === 0) {
            return 'done';
        }
        const row =
            isStrict === true
                ? yield* strictRow(current, iterators)
                : yield* nextRow(current, iterators);
        return row === 'done' || row instanceof Perhaps ? row : tuple(row);
    });
});

/** A row of `zip(strict=True)`, which raises ValueError where one ends before another. */
function* strictRow(
    evaluation: Evaluation,
    iterators: readonly Value[],
): Steps<readonly Value[] | 'done' | Perhaps> {
    const row: Value[] = [];
    for (const [index, iterator] of iterators.entries()) {
        const item = yield* evaluation.next(iterator);
        if (item instanceof Perhaps) {
            return yield* perhapsRow(evaluation, iterators, index, row, item.rest);
        }
        const plural = index === 1 ? ' 1' : `s 1-${index}`;
        if (item === 'done' && 0 < row.length) {
            evaluation.raise(
                'ValueError',
                `zip() argument ${index + 1} is shorter than argument${plural}`,
            );
        }
        if (item === 'done') {
            for (const [later, other] of iterators.entries()) {
                if (later !== 0 && (yield* evaluation.next(other)) !== 'done') {
                    const before = later === 1 ? ' 1' : `s 1-${later}`;
                    evaluation.raise(
                        'ValueError',
                        `zip() argument ${later + 1} is longer than argument${before}`,
                    );
                }
            }
            return 'done';
        }
        row.push(item);
    }
    return row;
}

const filterFunction = native(
    'filter',
    'function, iterable, /',
    function* (evaluation, called = none, iterable = none) {
        const iterator = yield* evaluation.iterator(iterable);
        const test = function* (current: Evaluation, item: Value): Steps<boolean | Unknown> {
            return yield* current.truth(
                called.kind === 'none' ? item : yield* current.call(called, [item]),
            );
        };
        return new IteratorValue('filter', function* (current) {
            for (;;) {
                const item = yield* current.next(iterator);
                if (item === 'done') {
                    return 'done';
                }
                const open = item instanceof Perhaps ? item.rest : undefined;
                const verdict =
                    item instanceof Perhaps ? item.rest.why : yield* test(current, item);
                if (verdict === true && !(item instanceof Perhaps)) {
                    return item;
                }
                if (verdict === false) {
                    continue;
                }
                const { items, rest } =
                    open === undefined ? yield* current.items(iterator) : { items: [], rest: open };
                const kept: Value[] = item instanceof Perhaps ? [] : [item];
                for (const later of [...items, ...(rest?.possible ?? [])]) {
                    if ((yield* test(current, later)) !== false) {
                        kept.push(later);
                    }
                }
                const why =
                    typeof verdict === 'object'
                        ? verdict
                        : current.unknown('which items are left is not known');
                return new Perhaps(anyOf(kept, why, rest?.open));
            }
        });
    },
);

const enumerateFunction = native(
    'enumerate',
    'iterable, start=',
    function* (evaluation, iterable = none, start) {
        const iterator = yield* evaluation.iterator(iterable);
        const first = start === undefined ? 0n : yield* indexOf(evaluation, start);
        return new IteratorValue('enumerate', function* (current, position) {
            const item = yield* current.next(iterator);
            if (item === 'done') {
                return 'done';
            }
            const number =
                first === undefined
                    ? current.unknown('where a count begins is not known', 'int')
                    : int(first + BigInt(position));
            if (item instanceof Perhaps) {
                const count = current.unknown(item.rest.why.reason, 'int');
                const values = item.rest.open
                    ? [...item.rest.possible, someOf(item.rest)]
                    : item.rest.possible;
                return new Perhaps({
                    why: item.rest.why,
                    possible: values.map((value) => tuple([count, value])),
                    open: false,
                });
            }
            return tuple([number, item]);
        });
    },
);

const reversedFunction = native('reversed', 'sequence, /', function* (evaluation, sequence = none) {
    const own = evaluation.findMethod(sequence, '__reversed__');
    if (own !== undefined) {
        return yield* evaluation.call(own, []);
    }
    const plain = payloadOf(sequence);
    switch (plain.kind) {
        case 'unknown':
            return evaluation.unknown(plain.reason);
        case 'choice':
            return yield* evaluation.fork(
                plain.options.map((option) => () => evaluation.call(reversedFunction, [option])),
                plain.why,
            );
        case 'range': {
            const { start, step } = plain;
            const count = yield* length(evaluation, plain);
            const last = count.kind === 'int' ? start + (count.value - 1n) * step : start;
            return yield* evaluation.iterator({
                kind: 'range',
                start: last,
                stop: start - step,
                step: -step,
            });
        }
        case 'list':
        case 'tuple':
        case 'str':
        case 'bytes': {
            const { items, rest } = yield* evaluation.items(plain);
            return rest === undefined
                ? yield* evaluation.iterator(
                      plain.kind === 'list'
                          ? new List({ items: items.toReversed() })
                          : tuple(items.toReversed()),
                  )
                : yield* evaluation.iterator(
                      new List({
                          items: [],
                          rest: anyOf([...items, ...rest.possible], rest.why, rest.open),
                      }),
                  );
        }
        case 'instance':
            if (evaluation.findMethod(plain, '__getitem__') !== undefined) {
                return yield* reversedItems(evaluation, plain);
            }
    }
    return evaluation.raise(
        'TypeError',
        `'${evaluation.typeOf(sequence).name}' object is not reversible`,
    );
});

function* reversedItems(evaluation: Evaluation, sequence: Value): Steps<Value> {
    const count = yield* length(evaluation, sequence);
    if (count.kind !== 'int') {
        return evaluation.unknown('the length of a sequence is not known');
    }
    const last = count.value - 1n;
    return new IteratorValue('reversed', function* (current, position) {
        const index = last - BigInt(position);
        return index < 0n ? 'done' : yield* getItem(current, sequence, int(index));
    });
}

const sortedFunction = native(
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

function extremeFunction(name: 'min' | 'max', operator: '<' | '>'): NativeFunction {
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

function quantifier(name: 'any' | 'all', stops: boolean): NativeFunction {
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

const sumFunction = native(
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

const iterFunction = native(
    'iter',
    'iterable, sentinel=, /',
    function* (evaluation, iterable = none, sentinel) {
        if (sentinel === undefined) {
            return yield* evaluation.iterator(iterable);
        }
        return new IteratorValue('callable_iterator', function* (current) {
            const item = yield* current.call(iterable, []);
            const ended = yield* current.equal(item, sentinel);
            return ended === true
                ? 'done'
                : ended === false
                  ? item
                  : new Perhaps({ why: ended, possible: [item], open: true });
        });
    },
);

const nextFunction = native(
    'next',
    'iterator, default=, /',
    function* (evaluation, iterator = none, otherwise) {
        if (iterator.kind === 'generator' && otherwise === undefined) {
            // The exception at its end carries what it returned.
            return yield* evaluation.call(yield* evaluation.getAttribute(iterator, '__next__'), []);
        }
        const item = yield* evaluation.next(iterator);
        if (item === 'done') {
            return (
                otherwise ??
                evaluation.raiseException(
                    makeException(exceptionTypes.get('StopIteration') ?? objectType, []),
                )
            );
        }
        if (!(item instanceof Perhaps)) {
            return item;
        }
        if (iterator.kind === 'iterator') {
            evaluation.state.touch(iterator);
            iterator.content = { position: iterator.content.position, lost: item.rest.why };
        }
        return oneOf(
            [...item.rest.possible, ...(otherwise === undefined ? [] : [otherwise])],
            item.rest.why,
            item.rest.open,
        );
    },
);

/** The functions, by name. */
export const iterableFunctions: readonly NativeFunction[] = [
    mapFunction,
    zipFunction,
    filterFunction,
    enumerateFunction,
    reversedFunction,
    sortedFunction,
    extremeFunction('min', '<'),
    extremeFunction('max', '>'),
    quantifier('any', true),
    quantifier('all', false),
    sumFunction,
    iterFunction,
    nextFunction,
    native('len', 'obj, /', (evaluation, value = none) => length(evaluation, value)),
];
