// Ranges and slices: how many numbers, which ones, and where a slice cuts a sequence.
// Defined in CPython 3.11: Objects/rangeobject.c, Objects/sliceobject.c.

import type { Numeric } from './numbers.js';
import type { Range } from './values.js';

/** `len(range)`. */
export function rangeLength({ start, stop, step }: Omit<Range, 'kind'>): bigint {
    const span = 0n < step ? stop - start : start - stop;
    const size = 0n < step ? step : -step;
    return span <= 0n ? 0n : (span - 1n) / size + 1n;
}

/** Whether both hold the same numbers in the same order. */
export function sameRange(one: Range, other: Range): boolean {
    const length = rangeLength(one);
    return (
        length === rangeLength(other) &&
        (length === 0n || (one.start === other.start && (length === 1n || one.step === other.step)))
    );
}

/** Whether a number is in a range. */
export function rangeHas(range: Range, number: Numeric): boolean {
    if (typeof number === 'number' && !Number.isInteger(number)) {
        return false;
    }
    const exact = BigInt(number);
    const { start, stop, step } = range;
    const within = 0n < step ? start <= exact && exact < stop : stop < exact && exact <= start;
    return within && (exact - start) % step === 0n;
}

/** `slice(start, stop, step).indices(length)`; `null` stands for None. The step is not zero. */
export function sliceIndices(
    start: bigint | null,
    stop: bigint | null,
    step: bigint | null,
    length: bigint,
): { readonly start: bigint; readonly stop: bigint; readonly step: bigint } {
    const by = step ?? 1n;
    const backwards = by < 0n;
    const lowest = backwards ? -1n : 0n;
    const highest = backwards ? length - 1n : length;
    const clamped = (bound: bigint): bigint => {
        const absolute = bound < 0n ? bound + length : bound;
        return absolute < lowest ? lowest : highest < absolute ? highest : absolute;
    };
    return {
        start: start === null ? (backwards ? highest : 0n) : clamped(start),
        stop: stop === null ? (backwards ? -1n : length) : clamped(stop),
        step: by,
    };
}

/** The positions that a slice selects. */
export function positionsOf(indices: Omit<Range, 'kind'>): number[] {
    const positions: number[] = [];
    const length = rangeLength(indices);
    let position = indices.start;
    for (let count = 0n; count < length; count++) {
        positions.push(Number(position));
        position += indices.step;
    }
    return positions;
}
