// The module `itertools`: lazy ones item by item, combinations of known items all at once.
// Defined in CPython 3.11: Modules/itertoolsmodule.c.

import { defineMethods, objectType } from '../builtinTypes.js';
import { Perhaps, type Evaluation } from '../evaluation.js';
import { native, variadic } from '../native.js';
import { indexOf } from '../numeric.js';
import { anyOf } from '../sequences.js';
import {
    ClassValue,
    int,
    list,
    none,
    str,
    tuple,
    type NativeFunction,
    type Steps,
    type Value,
} from '../values.js';
import { pools, combined, productOf, combining } from './combinations.js';
import { lazily, takeWhile, dropWhile, filterFalse, starMap, slice } from './lazyIterators.js';

/** The items of sources one after the other; what may come in one may be followed by all later. */
function chained(sources: Value): Steps<Value> {
    const open = list([]);
    return lazily('chain', function* (evaluation) {
        for (;;) {
            const [current] = open.content.items;
            if (current !== undefined) {
                const item = yield* evaluation.next(current);
                if (item instanceof Perhaps) {
                    return yield* restOf(evaluation, item, sources);
                }
                if (item !== 'done') {
                    return item;
                }
            }
            const source = yield* evaluation.next(sources);
            if (source === 'done') {
                return 'done';
            }
            if (source instanceof Perhaps) {
                return new Perhaps({ why: source.rest.why, possible: [], open: true });
            }
            const iterator = yield* evaluation.iterator(source);
            evaluation.state.touch(open);
            open.content = { items: [iterator] };
        }
    });
}

function* restOf(evaluation: Evaluation, first: Perhaps, sources: Value): Steps<Perhaps> {
    const possible = [...first.rest.possible];
    let { open } = first.rest;
    const { items, rest } = yield* evaluation.items(sources);
    for (const source of items) {
        const each = yield* evaluation.items(source);
        possible.push(...each.items, ...(each.rest?.possible ?? []));
        open ||= each.rest?.open === true;
    }
    return new Perhaps(anyOf(possible, first.rest.why, open || rest !== undefined));
}

const chain = variadic('chain', false, function* (evaluation, { positional, more }) {
    return more === undefined
        ? yield* chained(yield* evaluation.iterator(tuple(positional)))
        : evaluation.unknown(more.reason);
});

const fromIterable = native(
    'from_iterable',
    'iterable, /',
    function* (evaluation, iterable = none) {
        return yield* chained(yield* evaluation.iterator(iterable));
    },
);

const longest = variadic('zip_longest', false, function* (evaluation, { positional, keywords }) {
    const fill = keywords.get('fillvalue') ?? none;
    const all = yield* pools(evaluation, positional);
    if ('kind' in all) {
        return { ...evaluation.unknown(all.reason), ...(all.ours === true && { ours: true }) };
    }
    const length = Math.max(0, ...all.map((pool) => pool.length));
    return yield* evaluation.iterator(
        tuple(Array.from({ length }, (_, index) => tuple(all.map((pool) => pool[index] ?? fill)))),
    );
});

const accumulate = native(
    'accumulate',
    'iterable, func=, *, initial=',
    function* (evaluation, iterable = none, called, initial) {
        const { items, rest } = yield* evaluation.items(iterable);
        const [first, ...others] =
            initial === undefined || initial.kind === 'none' ? items : [initial, ...items];
        const sums: Value[] = first === undefined ? [] : [first];
        let total = first;
        for (const item of others) {
            total =
                called === undefined || called.kind === 'none'
                    ? yield* evaluation.binary('+', total ?? none, item)
                    : yield* evaluation.call(called, [total ?? none, item]);
            sums.push(total);
        }
        return rest === undefined
            ? yield* evaluation.iterator(tuple(sums))
            : evaluation.unknown(rest.why.reason);
    },
);

const groupBy = native(
    'groupby',
    'iterable, key=',
    function* (evaluation, iterable = none, called) {
        const { items, rest } = yield* evaluation.items(iterable);
        if (rest !== undefined) {
            return { ...evaluation.unknown(rest.why.reason), ours: true };
        }
        const groups: { readonly key: Value; readonly members: Value[] }[] = [];
        for (const item of items) {
            const key =
                called === undefined || called.kind === 'none'
                    ? item
                    : yield* evaluation.call(called, [item]);
            const last = groups.at(-1);
            const same = last === undefined ? false : yield* evaluation.equal(last.key, key);
            if (typeof same !== 'boolean') {
                return { ...evaluation.unknown(same.reason), ours: true };
            }
            if (last !== undefined && same) {
                last.members.push(item);
            } else {
                groups.push({ key, members: [item] });
            }
        }
        const pairs: Value[] = [];
        for (const { key, members } of groups) {
            pairs.push(tuple([key, yield* evaluation.iterator(tuple(members))]));
        }
        return yield* evaluation.iterator(tuple(pairs));
    },
);

const functions: readonly NativeFunction[] = [
    variadic('product', false, function* (evaluation, { positional, keywords }) {
        const repeat = keywords.get('repeat');
        const times = repeat === undefined ? 1n : yield* indexOf(evaluation, repeat);
        return times === undefined
            ? evaluation.unknown('how often a product is repeated is not known')
            : yield* combined(evaluation, positional, (all) =>
                  100n < times
                      ? undefined
                      : productOf(Array.from({ length: Number(times) }, () => all).flat()),
              );
    }),
    combining('permutations', (row, position) => !row.includes(position), true),
    combining('combinations', (row, position) => (row.at(-1) ?? -1) < position, false),
    combining(
        'combinations_with_replacement',
        (row, position) => (row.at(-1) ?? 0) <= position,
        false,
    ),
    takeWhile,
    dropWhile,
    filterFalse,
    starMap,
    slice,
    longest,
    accumulate,
    groupBy,
    native('count', 'start=, step=', function* (_evaluation, start = int(0), step = int(1)) {
        return yield* lazily('count', function* (evaluation, position) {
            return position === 0
                ? start
                : yield* evaluation.binary(
                      '+',
                      start,
                      yield* evaluation.binary('*', int(position), step),
                  );
        });
    }),
    native('repeat', 'object, times=', function* (evaluation, object = none, times) {
        const count = times === undefined ? null : yield* indexOf(evaluation, times);
        return yield* lazily('repeat', function* (current, position) {
            return count === undefined
                ? new Perhaps({
                      why: current.unknown('how often a value is repeated is not known'),
                      possible: [object],
                      open: false,
                  })
                : count === null || BigInt(position) < count
                  ? object
                  : 'done';
        });
    }),
    native('cycle', 'iterable, /', function* (evaluation, iterable = none) {
        const { items, rest } = yield* evaluation.items(iterable);
        return yield* lazily('cycle', function* (_current, position) {
            return rest === undefined
                ? (items[position % Math.max(items.length, 1)] ?? 'done')
                : new Perhaps(anyOf([...items, ...rest.possible], rest.why, rest.open));
        });
    }),
    native('pairwise', 'iterable, /', function* (evaluation, iterable = none) {
        return yield* combined(evaluation, [iterable], ([pool = []]) =>
            pool.slice(1).map((item, index) => [pool[index] ?? none, item]),
        );
    }),
    native('compress', 'data, selectors', function* (evaluation, data = none, selectors = none) {
        const all = yield* pools(evaluation, [data, selectors]);
        if ('kind' in all) {
            return { ...evaluation.unknown(all.reason), ...(all.ours === true && { ours: true }) };
        }
        const [items = [], tests = []] = all;
        const kept: Value[] = [];
        for (const [index, item] of items.entries()) {
            const verdict =
                tests[index] === undefined ? false : yield* evaluation.truth(tests[index]);
            if (typeof verdict !== 'boolean') {
                return evaluation.unknown(verdict.reason);
            }
            if (verdict) {
                kept.push(item);
            }
        }
        return yield* evaluation.iterator(tuple(kept));
    }),
    native('tee', 'iterable, n=, /', function* (evaluation, iterable = none, n) {
        const count = n === undefined ? 2n : yield* indexOf(evaluation, n);
        const { items, rest } = yield* evaluation.items(iterable);
        if (rest !== undefined || count === undefined || 1000n < count) {
            return evaluation.unknown(rest?.why.reason ?? 'the number of iterators is not known');
        }
        const made: Value[] = [];
        for (let index = 0n; index < count; index++) {
            made.push(yield* evaluation.iterator(tuple(items)));
        }
        return tuple(made);
    }),
];

/** `chain`, which can be called and has a function of its own. */
function chainClass(): ClassValue {
    const order: ClassValue[] = [];
    const made = new ClassValue(
        'itertools.chain',
        [objectType],
        order,
        'builtins',
        'library',
        undefined,
    );
    order.push(made, objectType);
    defineMethods(
        made,
        [
            variadic('__new__', false, (evaluation, args) =>
                chain.call(evaluation, { ...args, positional: args.positional.slice(1) }),
            ),
            fromIterable,
        ],
        { __name__: str('chain') },
    );
    return made;
}

/** The members of `itertools`. */
export function itertoolsMembers(): Readonly<Record<string, Value>> {
    return {
        ...Object.fromEntries(functions.map((called) => [called.name, called])),
        chain: chainClass(),
    };
}
