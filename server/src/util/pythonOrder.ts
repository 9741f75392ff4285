// Python's `<`, `==` and list.sort() over values that a map file can hold, with the exceptions
// that they raise. Which pair a sort compares first decides which TypeError is seen, so the sort
// makes CPython's comparisons. Defined in CPython 3.11: Objects/listobject.c (count_run,
// binarysort, merge_compute_minrun), Objects/object.c (do_richcompare).

import { compareCodePoints } from './order.js';
import type { TensorFlowError } from './problem.js';
import { pythonTypeName } from './pythonRepr.js';
import type { PythonDatetime, PythonValue } from './pythonValue.js';

/** `left < right`, or the TypeError that Python raises for it. */
export function pythonLessThan(left: PythonValue, right: PythonValue): boolean | TensorFlowError {
    if (left.type === 'str' && right.type === 'str') {
        return compareCodePoints(left.value, right.value) < 0;
    }
    const leftNumber = numberOf(left);
    const rightNumber = numberOf(right);
    if (leftNumber !== undefined && rightNumber !== undefined) {
        return leftNumber < rightNumber;
    }
    if (isSequence(left) && isSequence(right) && left.type === right.type) {
        return sequenceLessThan(left.items, right.items);
    }
    if (left.type === 'bytes' && right.type === 'bytes') {
        return compareBytes(left.value, right.value) < 0;
    }
    if (left.type === 'set' && right.type === 'set') {
        return left.items.length < right.items.length && isSubset(left.items, right.items);
    }
    if (isDate(left) && isDate(right)) {
        return dateLessThan(left, right);
    }
    return typeError(
        `'<' not supported between instances of '${pythonTypeName(left)}' and '${pythonTypeName(right)}'`,
    );
}

/** `left == right`. */
export function pythonEqual(left: PythonValue, right: PythonValue): boolean {
    const leftNumber = numberOf(left);
    const rightNumber = numberOf(right);
    if (leftNumber !== undefined && rightNumber !== undefined) {
        // JavaScript compares an integer with a double by value, as Python does; `===` does not.
        return leftNumber <= rightNumber && rightNumber <= leftNumber;
    }
    if (left.type !== right.type) {
        return false;
    }
    if (left.type === 'str' && right.type === 'str') {
        return left.value === right.value;
    }
    if (isSequence(left) && isSequence(right)) {
        return (
            left.items.length === right.items.length &&
            left.items.every((item, index) => isSameItem(item, right.items[index]))
        );
    }
    if (left.type === 'bytes' && right.type === 'bytes') {
        return compareBytes(left.value, right.value) === 0;
    }
    if (left.type === 'set' && right.type === 'set') {
        return left.items.length === right.items.length && isSubset(left.items, right.items);
    }
    if (left.type === 'dict' && right.type === 'dict') {
        return (
            left.items.length === right.items.length &&
            left.items.every(([key, value]) =>
                right.items.some(([k, v]) => pythonEqual(key, k) && isSameItem(value, v)),
            )
        );
    }
    if (isDate(left) && isDate(right)) {
        return (
            isAware(left) === isAware(right) && compareNumbers(instant(left), instant(right)) === 0
        );
    }
    return left.type === 'NoneType';
}

/**
 * `sorted(items, key=keyOf)`: stable, or the first TypeError that CPython's sort meets. Exact for
 * fewer than 64 items and for every run in a longer list; only the order in which long runs are
 * merged is simplified, which decides nothing but which of several TypeErrors is the first.
 */
export function pythonSorted<T>(
    items: readonly T[],
    keyOf: (item: T) => PythonValue,
): { readonly items: readonly T[] } | { readonly error: TensorFlowError } {
    const entries = items.map((item) => ({ item, key: keyOf(item) }));
    const texts = entries.flatMap(({ item, key }) =>
        key.type === 'str' ? [{ item, text: key.value }] : [],
    );
    if (texts.length === entries.length) {
        texts.sort((left, right) => compareCodePoints(left.text, right.text));
        return { items: texts.map(({ item }) => item) };
    }
    const sorted = sortEntries(entries);
    return 'message' in sorted ? { error: sorted } : { items: sorted.map(({ item }) => item) };
}

type Number = number | bigint;
type PythonDate = PythonDatetime | Extract<PythonValue, { type: 'date' }>;
type PythonSequence = Extract<PythonValue, { type: 'list' | 'tuple' }>;

interface Entry<T> {
    readonly item: T;
    readonly key: PythonValue;
}

function numberOf(value: PythonValue): Number | undefined {
    switch (value.type) {
        case 'int':
        case 'float':
            return value.value;
        case 'bool':
            return value.value ? 1 : 0;
        default:
            return undefined;
    }
}

function isSequence(value: PythonValue): value is PythonSequence {
    return value.type === 'list' || value.type === 'tuple';
}

function isDate(value: PythonValue): value is PythonDate {
    return value.type === 'date' || value.type === 'datetime';
}

function typeError(message: string): TensorFlowError {
    return { type: 'TypeError', message };
}

// Containers look at identity before they ask for equality, so one and the same nan is found.
function isSameItem(left: PythonValue, right: PythonValue | undefined): boolean {
    return right !== undefined && (left === right || pythonEqual(left, right));
}

function sequenceLessThan(
    left: readonly PythonValue[],
    right: readonly PythonValue[],
): boolean | TensorFlowError {
    for (const [index, item] of left.entries()) {
        const other = right[index];
        if (other === undefined) {
            return false;
        }
        if (!isSameItem(item, other)) {
            return pythonLessThan(item, other);
        }
    }
    return left.length < right.length;
}

function isSubset(left: readonly PythonValue[], right: readonly PythonValue[]): boolean {
    return left.every((item) => right.some((other) => isSameItem(item, other)));
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
    const length = Math.min(left.length, right.length);
    for (let index = 0; index < length; index++) {
        const difference = (left[index] ?? 0) - (right[index] ?? 0);
        if (difference !== 0) {
            return difference;
        }
    }
    return left.length - right.length;
}

function isAware(value: PythonDate): boolean | undefined {
    return value.type === 'date' ? undefined : value.utcOffset !== undefined;
}

function dateLessThan(left: PythonDate, right: PythonDate): boolean | TensorFlowError {
    if (left.type !== right.type) {
        // datetime is a subclass of date and answers for both sides.
        return typeError("can't compare datetime.datetime to datetime.date");
    }
    if (isAware(left) !== isAware(right)) {
        return typeError("can't compare offset-naive and offset-aware datetimes");
    }
    return compareNumbers(instant(left), instant(right)) < 0;
}

/** Days, minutes, seconds and microseconds, the minutes in UTC. */
function instant(value: PythonDate): readonly number[] {
    const { year, month, day } = value;
    if (value.type === 'date') {
        return [year * 372 + month * 31 + day];
    }
    // Date.UTC would take the years 0 to 99 for 1900 to 1999.
    const days = new Date(0).setUTCFullYear(year, month - 1, day) / 86_400_000;
    const minutes = days * 1440 + value.hour * 60 + value.minute - (value.utcOffset ?? 0);
    return [minutes, value.second, value.microsecond];
}

function compareNumbers(left: readonly number[], right: readonly number[]): number {
    const index = left.findIndex((number, at) => number !== right[at]);
    return index === -1 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

function sortEntries<T>(entries: readonly Entry<T>[]): readonly Entry<T>[] | TensorFlowError {
    const list = [...entries];
    const minimum = shortestRun(list.length);
    const runs: { start: number; end: number }[] = [];
    for (let start = 0; start < list.length;) {
        const counted = countRun(list, start);
        if (typeof counted !== 'number') {
            return counted;
        }
        const end = Math.max(counted, Math.min(start + minimum, list.length));
        const error = insertionSort(list, start, counted, end);
        if (error !== undefined) {
            return error;
        }
        runs.push({ start, end });
        start = end;
    }
    return mergeRuns(runs.map(({ start, end }) => list.slice(start, end)));
}

// merge_compute_minrun: 32 to 64, so that a list's length over it is close to a power of two.
function shortestRun(length: number): number {
    let carry = 0;
    let rest = length;
    while (64 <= rest) {
        carry |= rest & 1;
        rest >>= 1;
    }
    return rest + carry;
}

// count_run: the end of the run that begins at `start`; a strictly falling one is turned around.
function countRun<T>(list: Entry<T>[], start: number): number | TensorFlowError {
    if (list.length <= start + 1) {
        return list.length;
    }
    const falling = lessAt(list, start + 1, start);
    if (typeof falling !== 'boolean') {
        return falling;
    }
    let end = start + 2;
    for (; end < list.length; end++) {
        const less = lessAt(list, end, end - 1);
        if (typeof less !== 'boolean') {
            return less;
        }
        if (less !== falling) {
            break;
        }
    }
    if (falling) {
        list.splice(start, end - start, ...list.slice(start, end).reverse());
    }
    return end;
}

// binarysort: what lies from `sorted` to `end` is put in its place among what lies before.
function insertionSort<T>(
    list: Entry<T>[],
    start: number,
    sorted: number,
    end: number,
): TensorFlowError | undefined {
    for (let next = sorted; next < end; next++) {
        let low = start;
        let high = next;
        while (low < high) {
            const middle = low + ((high - low) >> 1);
            const less = lessAt(list, next, middle);
            if (typeof less !== 'boolean') {
                return less;
            }
            if (less) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        list.splice(low, 0, ...list.splice(next, 1));
    }
    return undefined;
}

function lessAt<T>(list: readonly Entry<T>[], left: number, right: number) {
    const [first, second] = [list[left], list[right]];
    return first !== undefined && second !== undefined && pythonLessThan(first.key, second.key);
}

function mergeRuns<T>(
    runs: readonly (readonly Entry<T>[])[],
): readonly Entry<T>[] | TensorFlowError {
    if (runs.length < 2) {
        return runs[0] ?? [];
    }
    const half = runs.length >> 1;
    const left = mergeRuns(runs.slice(0, half));
    const right = mergeRuns(runs.slice(half));
    return 'message' in left ? left : 'message' in right ? right : merge(left, right);
}

function merge<T>(
    left: readonly Entry<T>[],
    right: readonly Entry<T>[],
): readonly Entry<T>[] | TensorFlowError {
    const merged: Entry<T>[] = [];
    let at = 0;
    for (const entry of right) {
        for (let first = left[at]; first !== undefined; first = left[++at]) {
            const less = pythonLessThan(entry.key, first.key);
            if (typeof less !== 'boolean') {
                return less;
            }
            if (less) {
                break;
            }
            merged.push(first);
        }
        merged.push(entry);
    }
    return [...merged, ...left.slice(at)];
}
