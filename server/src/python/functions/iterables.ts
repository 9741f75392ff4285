// Built-in functions that go through iterables. What they give lazily is computed item by item.
// Defined in CPython 3.11: Python/bltinmodule.c, Objects/enumobject.c.

import { exceptionTypes, objectType } from '../builtinTypes.js';
import type { Rest } from '../contents.js';
import { Perhaps, type Evaluation } from '../evaluation.js';
import { length } from '../lengths.js';
import { native, variadic } from '../native.js';
import { indexOf, payloadOf } from '../numeric.js';
import { oneOf, anyOf } from '../sequences.js';
import { getItem } from '../subscripts.js';
import { makeException } from '../types/exceptions.js';
import {
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
import { sortedFunction, extremeFunction, quantifier, sumFunction } from './folding.js';
import { someOf, iteratorsOf, nextRow, strictRow } from './zipping.js';

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
            break;
        default:
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
