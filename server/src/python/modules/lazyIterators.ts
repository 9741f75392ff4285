// Iterators that go through another item by item: takewhile, dropwhile, islice and so on.
// Defined in CPython 3.11: Modules/itertoolsmodule.c.

import { Perhaps, type Evaluation } from '../evaluation.js';
import { someOf } from '../functions/zipping.js';
import { native, variadic } from '../native.js';
import { indexOf } from '../numeric.js';
import { anyOf } from '../sequences.js';
import {
    IteratorValue,
    list,
    none,
    type NativeFunction,
    type Steps,
    type Value,
} from '../values.js';

type Next = Value | 'done' | Perhaps;

/** An iterator that asks another for an item whenever it is asked for one. */
export function* lazily(
    name: string,
    next: (evaluation: Evaluation, position: number) => Steps<Next>,
): Steps<Value> {
    return new IteratorValue(name, next);
}

/** An iterator that goes through another, item by item. */
function through(
    name: string,
    parameters: string,
    order: 'function first' | 'iterable first',
    step: (
        evaluation: Evaluation,
        iterator: Value,
        argument: Value,
        position: number,
    ) => Steps<Next>,
): NativeFunction {
    return native(name, parameters, function* (evaluation, first = none, second = none) {
        const [iterable, argument] = order === 'function first' ? [second, first] : [first, second];
        const iterator = yield* evaluation.iterator(iterable);
        return yield* lazily(name, (current, position) =>
            step(current, iterator, argument, position),
        );
    });
}

/** `itertools.takewhile`. */
export const takeWhile = native(
    'takewhile',
    'predicate, iterable, /',
    function* (evaluation, predicate = none, iterable = none) {
        const iterator = yield* evaluation.iterator(iterable);
        const ended = list([]);
        return yield* lazily('takewhile', function* (current) {
            const item = ended.content.items.length === 0 ? yield* current.next(iterator) : 'done';
            if (item === 'done' || item instanceof Perhaps) {
                return item;
            }
            const verdict = yield* current.truth(yield* current.call(predicate, [item]));
            if (verdict === true) {
                return item;
            }
            if (verdict === false) {
                current.state.touch(ended);
                ended.content = { items: [item] };
                return 'done';
            }
            const { items, rest } = yield* current.items(iterator);
            return new Perhaps(
                anyOf([item, ...items, ...(rest?.possible ?? [])], verdict, rest?.open),
            );
        });
    },
);

/** `itertools.dropwhile`. */
export const dropWhile = through(
    'dropwhile',
    'predicate, iterable, /',
    'function first',
    function* (evaluation, iterator, predicate, position) {
        for (;;) {
            const item = yield* evaluation.next(iterator);
            if (item === 'done' || item instanceof Perhaps || 0 < position) {
                return item;
            }
            const verdict = yield* evaluation.truth(yield* evaluation.call(predicate, [item]));
            if (verdict === false) {
                return item;
            }
            if (verdict !== true) {
                const { items, rest } = yield* evaluation.items(iterator);
                return new Perhaps(
                    anyOf([item, ...items, ...(rest?.possible ?? [])], verdict, rest?.open),
                );
            }
        }
    },
);

/** `itertools.filterfalse`. */
export const filterFalse = through(
    'filterfalse',
    'function, iterable, /',
    'function first',
    function* (evaluation, iterator, called) {
        for (;;) {
            const item = yield* evaluation.next(iterator);
            if (item === 'done' || item instanceof Perhaps) {
                return item;
            }
            const verdict = yield* evaluation.truth(
                called.kind === 'none' ? item : yield* evaluation.call(called, [item]),
            );
            if (verdict === false) {
                return item;
            }
            if (verdict !== true) {
                const { items, rest } = yield* evaluation.items(iterator);
                return new Perhaps(
                    anyOf([item, ...items, ...(rest?.possible ?? [])], verdict, rest?.open),
                );
            }
        }
    },
);

/** `itertools.starmap`. */
export const starMap = through(
    'starmap',
    'function, iterable, /',
    'function first',
    function* (evaluation, iterator, called) {
        const item = yield* evaluation.next(iterator);
        if (item === 'done') {
            return item;
        }
        const { items, rest } = yield* evaluation.items(
            item instanceof Perhaps ? someOf(item.rest) : item,
        );
        if (rest !== undefined || item instanceof Perhaps) {
            const why =
                rest?.why ??
                (item instanceof Perhaps
                    ? item.rest.why
                    : evaluation.unknown('the arguments of a call are not known'));
            const given = yield* evaluation.callUnknown(why, [called], new Map());
            return item instanceof Perhaps
                ? new Perhaps({ why, possible: [given], open: true })
                : given;
        }
        return yield* evaluation.call(called, items);
    },
);

/** `itertools.islice`. */
export const slice = variadic('islice', false, function* (evaluation, { positional }) {
    const [iterable = none, ...bounds] = positional;
    const numbers: (bigint | null | undefined)[] = [];
    for (const bound of bounds) {
        numbers.push(
            bound.kind === 'none'
                ? null
                : yield* indexOf(
                      evaluation,
                      bound,
                      'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.',
                  ),
        );
    }
    const [first, second] = numbers;
    const [start, stop] = bounds.length === 1 ? [0n, first] : [first ?? 0n, second];
    const step = numbers[2] ?? 1n;
    const iterator = yield* evaluation.iterator(iterable);
    if (numbers.includes(undefined)) {
        const { items, rest } = yield* evaluation.items(iterator);
        return yield* lazily('islice', function* (current) {
            return new Perhaps(
                anyOf(
                    [...items, ...(rest?.possible ?? [])],
                    current.unknown('the bounds of a slice are not known'),
                    rest?.open,
                ),
            );
        });
    }
    if (numbers.some((number) => number !== undefined && number !== null && number < 0n)) {
        evaluation.raise(
            'ValueError',
            bounds.length === 1
                ? 'Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.'
                : 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.',
        );
    }
    return yield* lazily('islice', function* (current, position) {
        const at = start + BigInt(position) * step;
        const before = position === 0 ? start : step - 1n;
        if (stop !== null && stop !== undefined && stop <= at) {
            return 'done';
        }
        for (let skipped = 0n; skipped < before; skipped++) {
            const item = yield* current.next(iterator);
            if (item === 'done' || item instanceof Perhaps) {
                return item;
            }
        }
        return yield* current.next(iterator);
    });
});
