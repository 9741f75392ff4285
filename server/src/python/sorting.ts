// `sorted` and `list.sort`: stable, by `<` alone, with a key and in reverse; and `min` and `max`.
// Defined in CPython 3.11: Objects/listobject.c (count_run, binarysort), Python/bltinmodule.c.

import type { Evaluation, Items } from './evaluation.js';
import { isOurs } from './join.js';
import { compareCodePoints } from '../util/order.js';
import { anyOf, oneOf } from './sequences.js';
import { numericOf } from './numeric.js';
import type { Steps, Unknown, Value } from './values.js';

interface Entry {
    readonly item: Value;
    readonly key: Value;
}

/** The items in order; where a comparison is not known, any of them in any order. */
export function* sortItems(
    evaluation: Evaluation,
    given: Items,
    keyOf: Value | undefined,
    reverse: Value | undefined,
): Steps<Items> {
    const backwards = reverse === undefined ? false : yield* evaluation.truth(reverse);
    const entries: Entry[] = [];
    for (const item of given.items) {
        const key =
            keyOf === undefined || keyOf.kind === 'none'
                ? item
                : yield* evaluation.call(keyOf, [item]);
        entries.push({ item, key });
    }
    if (given.rest !== undefined || typeof backwards !== 'boolean') {
        const why = given.rest?.why ?? evaluation.unknown('the order of a sorting is not known');
        const rest = anyOf(
            [...given.items, ...(given.rest?.possible ?? [])],
            why,
            given.rest?.open,
        );
        return { items: [], rest };
    }
    // Python reverses before and after, so that equal items keep their order.
    const sorted = yield* sortEntries(evaluation, backwards ? entries.toReversed() : entries);
    if (!Array.isArray(sorted)) {
        return { items: [], rest: anyOf(given.items, sorted as Unknown) };
    }
    const items = (sorted as readonly Entry[]).map(({ item }) => item);
    return { items: backwards ? items.toReversed() : items };
}

function* sortEntries(
    evaluation: Evaluation,
    entries: readonly Entry[],
): Steps<readonly Entry[] | Unknown> {
    const texts = entries.flatMap((entry) =>
        entry.key.kind === 'str' ? [{ entry, text: entry.key.value }] : [],
    );
    if (texts.length === entries.length) {
        texts.sort((left, right) => compareCodePoints(left.text, right.text));
        return texts.map(({ entry }) => entry);
    }
    const numbers = entries.flatMap((entry) => {
        const number = numericOf(entry.key);
        return number === undefined || Number.isNaN(number) ? [] : [{ entry, number }];
    });
    if (numbers.length === entries.length) {
        numbers.sort((left, right) =>
            left.number < right.number ? -1 : right.number < left.number ? 1 : 0,
        );
        return numbers.map(({ entry }) => entry);
    }
    return yield* binarySorted(evaluation, entries);
}

/** CPython's binary insertion sort, with the comparisons that it makes for short lists. */
function* binarySorted(
    evaluation: Evaluation,
    entries: readonly Entry[],
): Steps<readonly Entry[] | Unknown> {
    const [first, second] = entries;
    if (first === undefined || second === undefined) {
        return entries;
    }
    const sorted: Entry[] = [first];
    let descending = yield* less(evaluation, second, first);
    if (typeof descending !== 'boolean') {
        return descending;
    }
    const falling = descending;
    let start = 1;
    for (let previous = first; start < entries.length; start++) {
        const entry = entries[start];
        if (entry === undefined) {
            break;
        }
        if (start !== 1) {
            const verdict = yield* less(evaluation, entry, previous);
            if (typeof verdict !== 'boolean') {
                return verdict;
            }
            descending = verdict;
        }
        if (descending !== falling) {
            break;
        }
        sorted.push(entry);
        previous = entry;
    }
    if (falling) {
        sorted.reverse();
    }
    for (const entry of entries.slice(start)) {
        let [low, high] = [0, sorted.length];
        while (low < high) {
            const middle = (low + high) >> 1;
            const other = sorted[middle];
            const verdict = other === undefined ? false : yield* less(evaluation, entry, other);
            if (typeof verdict !== 'boolean') {
                return verdict;
            }
            [low, high] = verdict ? [low, middle] : [middle + 1, high];
        }
        sorted.splice(low, 0, entry);
    }
    return sorted;
}

function* less(evaluation: Evaluation, one: Entry, other: Entry): Steps<boolean | Unknown> {
    const result = yield* evaluation.compare('<', one.key, other.key);
    return result.kind === 'bool' ? result.value : yield* evaluation.truth(result);
}

/** `min` and `max` of items; `undefined` where there are none. */
export function* extreme(
    evaluation: Evaluation,
    operator: '<' | '>',
    given: Items,
    keyOf: Value | undefined,
): Steps<Value | undefined> {
    let best: Entry | undefined;
    let doubt: Unknown | undefined = given.rest?.why;
    for (const item of given.items) {
        const key =
            keyOf === undefined || keyOf.kind === 'none'
                ? item
                : yield* evaluation.call(keyOf, [item]);
        if (best === undefined) {
            best = { item, key };
            continue;
        }
        const result = yield* evaluation.compare(operator, key, best.key);
        const better: boolean | Unknown =
            result.kind === 'bool' ? result.value : yield* evaluation.truth(result);
        if (typeof better !== 'boolean') {
            doubt ??= better;
        } else if (better) {
            best = { item, key };
        }
    }
    if (doubt === undefined) {
        return best?.item;
    }
    const all = [...given.items, ...(given.rest?.possible ?? [])];
    const types = new Set(all.map(({ kind }) => kind));
    const [only] = types;
    if (
        given.rest?.open !== true &&
        types.size === 1 &&
        (only === 'int' || only === 'float' || only === 'str')
    ) {
        return oneOf(all, { ...doubt, type: only }, false);
    }
    const unknown = oneOf(all, doubt, given.rest?.open ?? false);
    return all.some(isOurs) && unknown.kind === 'unknown' ? { ...unknown, ours: true } : unknown;
}
