// Combinations of known items, all at once: product, permutations and their kin.
// Defined in CPython 3.11: Modules/itertoolsmodule.c.

import type { Evaluation } from '../evaluation.js';
import { native } from '../native.js';
import { indexOf } from '../numeric.js';
import {
    none,
    tuple,
    type NativeFunction,
    type Steps,
    type Unknown,
    type Value,
} from '../values.js';

/** Items that combinations may have. */
const maxCombinations = 100_000;

/** All items of each iterable; undefined where some are not known. */
export function* pools(
    evaluation: Evaluation,
    iterables: readonly Value[],
): Steps<readonly (readonly Value[])[] | Unknown> {
    const all: (readonly Value[])[] = [];
    for (const iterable of iterables) {
        const { items, rest } = yield* evaluation.items(iterable);
        if (rest !== undefined) {
            return rest.why;
        }
        all.push(items);
    }
    return all;
}

/** The tuples that a way of combining makes of some values. */
export function* combined(
    evaluation: Evaluation,
    iterables: readonly Value[],
    compute: (pools: readonly (readonly Value[])[]) => readonly (readonly Value[])[] | undefined,
): Steps<Value> {
    const given = yield* pools(evaluation, iterables);
    if ('kind' in given) {
        return { ...evaluation.unknown(given.reason), ...(given.ours === true && { ours: true }) };
    }
    const rows = compute(given);
    return rows === undefined
        ? evaluation.unknown('there are too many combinations')
        : yield* evaluation.iterator(tuple(rows.map((row) => tuple(row))));
}

/** The combinations of `itertools.product`. */
export function productOf(
    all: readonly (readonly Value[])[],
): readonly (readonly Value[])[] | undefined {
    let rows: (readonly Value[])[] = [[]];
    for (const pool of all) {
        if (maxCombinations < rows.length * pool.length) {
            return undefined;
        }
        rows = rows.flatMap((row) => pool.map((item) => [...row, item]));
    }
    return rows;
}

/** Rows of positions, each from those that may follow the ones before. */
function rowsOf(
    pool: readonly Value[],
    size: number,
    follows: (row: readonly number[], position: number) => boolean,
): readonly (readonly Value[])[] | undefined {
    let rows: (readonly number[])[] = [[]];
    const positions = pool.map((_, position) => position);
    for (let count = 0; count < size; count++) {
        rows = rows.flatMap((row) =>
            positions
                .filter((position) => follows(row, position))
                .map((position) => [...row, position]),
        );
        if (maxCombinations < rows.length) {
            return undefined;
        }
    }
    return rows.map((row) => row.map((position) => pool[position] ?? none));
}

/** A function of itertools that makes tuples of the values of one iterable. */
export function combining(
    name: string,
    follows: (row: readonly number[], position: number) => boolean,
    allByDefault: boolean,
): NativeFunction {
    return native(
        name,
        `iterable, r${allByDefault ? '=' : ''}`,
        function* (evaluation, iterable = none, size) {
            const count =
                size === undefined || size.kind === 'none' ? -1n : yield* indexOf(evaluation, size);
            if (count === undefined) {
                return evaluation.unknown('the length of combinations is not known');
            }
            if (count < 0n && size !== undefined && size.kind !== 'none') {
                evaluation.raise('ValueError', 'r must be non-negative');
            }
            return yield* combined(evaluation, [iterable], ([pool = []]) =>
                rowsOf(pool, count < 0n ? pool.length : Number(count), follows),
            );
        },
    );
}
