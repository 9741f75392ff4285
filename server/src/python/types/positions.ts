// Where an index or a slice leads in a sequence of a known length.

import type { Evaluation } from '../evaluation.js';
import { indexOf } from '../numeric.js';
import { positionsOf, sliceIndices } from '../ranges.js';
import type { Slice, Steps, Value } from '../values.js';

/** A position within the sequence, or the positions of a slice; undefined where not known. */
export type Position = number | readonly number[];

/** Where an index leads; raises IndexError and TypeError with the class's words. */
export function* positionOf(
    evaluation: Evaluation,
    index: Value,
    length: number,
    names: { readonly type: string; readonly noun: string },
): Steps<Position | undefined> {
    if (index.kind === 'slice') {
        const cut = yield* sliceBounds(evaluation, index, length);
        return cut === undefined ? undefined : positionsOf(cut);
    }
    if (index.kind === 'none' || (index.kind !== 'instance' && !isIndexLike(index))) {
        return wrongIndex(evaluation, index, names.type);
    }
    const number = yield* indexOf(evaluation, index, wrongText(evaluation, index, names.type));
    if (number === undefined) {
        return undefined;
    }
    const position = number < 0n ? number + BigInt(length) : number;
    return position < 0n || BigInt(length) <= position
        ? evaluation.raise('IndexError', `${names.noun} index out of range`.trimStart())
        : Number(position);
}

function isIndexLike(value: Value): boolean {
    return (
        value.kind === 'int' ||
        value.kind === 'bool' ||
        value.kind === 'unknown' ||
        value.kind === 'choice'
    );
}

function wrongText(evaluation: Evaluation, index: Value, type: string): string {
    const given = evaluation.typeOf(index).name;
    return type === 'string'
        ? `string indices must be integers, not '${given}'`
        : `${type} indices must be integers or slices, not ${given}`;
}

function wrongIndex(evaluation: Evaluation, index: Value, type: string): never {
    return evaluation.raise('TypeError', wrongText(evaluation, index, type));
}

/** The bounds of a slice in a sequence of a length; undefined where they are not known. */
export function* sliceBounds(
    evaluation: Evaluation,
    slice: Slice,
    length: number,
): Steps<{ readonly start: bigint; readonly stop: bigint; readonly step: bigint } | undefined> {
    const start = yield* boundOf(evaluation, slice.start);
    const stop = yield* boundOf(evaluation, slice.stop);
    const step = yield* boundOf(evaluation, slice.step);
    if (step === 0n) {
        evaluation.raise('ValueError', 'slice step cannot be zero');
    }
    return start === undefined || stop === undefined || step === undefined
        ? undefined
        : sliceIndices(start, stop, step, BigInt(length));
}

/** A bound of a slice; `null` for None. */
export function* boundOf(evaluation: Evaluation, value: Value): Steps<bigint | null | undefined> {
    return value.kind === 'none'
        ? null
        : yield* indexOf(
              evaluation,
              value,
              'slice indices must be integers or None or have an __index__ method',
          );
}
