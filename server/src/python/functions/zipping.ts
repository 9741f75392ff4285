// Going through several iterables at once, for map and zip.
// Defined in CPython 3.11: Python/bltinmodule.c (zip_next).

import type { Rest } from '../contents.js';
import { Perhaps, type Evaluation } from '../evaluation.js';

import { oneOf } from '../sequences.js';
import { tuple, type Steps, type Value } from '../values.js';

/** One of the values of a rest. */
export function someOf(rest: Rest): Value {
    return oneOf(rest.possible, rest.why, rest.open);
}

/** An iterator over each of the values. */
export function* iteratorsOf(
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
export function* nextRow(
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

/** A row of `zip(strict=True)`, which raises ValueError where one ends before another. */
export function* strictRow(
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
