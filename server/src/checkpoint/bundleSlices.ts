// Checks the partitioned tensors of a bundle: every slice has its entry, and together they make the
// tensor. TensorFlow looks at this only when it restores.

import type { TensorFlowError } from '../util/problem.js';
import { pause, type Reading } from '../util/reading.js';
import { listShape, sameShape } from '../util/shape.js';
import type { CheckpointTensor, TensorSlice } from './checkpoint.js';
import type { CompactCheckpoint } from './compactIndex.js';
import { corrupt, type Findings } from './findings.js';
import { abortType } from './indexBuilder.js';
import { coveringSlices, sliceConflict } from './sliceCoverage.js';
import { fullSlice, isFull, sliceShape } from './tensorSlice.js';

/** Comparing all pairs of slices is for numbers of them that occur. */
const maxCompared = 1024;
const tensorsATurn = 1024;

/** What was found about slices. */
export interface SliceCheck {
    /** How many of the slices have an entry of their own. */
    readonly found: number;
    /** What ends TensorFlow's process: a tensor that has the same slice twice. */
    readonly sliceFailure: TensorFlowError | undefined;
}

/** Checks these entries, the slices' entries being counted in. */
export function* checkSlices(
    checkpoint: CompactCheckpoint,
    partitioned: readonly number[],
    path: string,
    findings: Findings,
): Reading<SliceCheck> {
    let found = 0;
    let sliceFailure: TensorFlowError | undefined;
    for (const [done, index] of partitioned.entries()) {
        if (done % tensorsATurn === tensorsATurn - 1) {
            yield* pause(done, partitioned.length);
        }
        const tensor = checkpoint.tensor(index);
        const { name, slices = [] } = tensor;
        found += slices.filter(
            ({ shard, length }) => shard !== undefined && length.some((each) => 0 <= each),
        ).length;
        const repeated = repeatedSlice(slices);
        if (repeated !== undefined) {
            const error = { type: abortType, message: duplicateSliceCheck };
            sliceFailure ??= error;
            findings.add('slice twice', () =>
                corrupt(
                    path,
                    `Tensor '${name}' has its slice ${repeated} twice: TensorFlow ends the process on it`,
                    error,
                ),
            );
            continue;
        }
        const complaint = sliceComplaint(tensor, slices) ?? misfit(checkpoint, tensor, slices);
        if (complaint !== undefined) {
            findings.add('slices', () =>
                corrupt(
                    path,
                    `The slices of tensor '${name}' do not make it up (${complaint}): restoring it fails`,
                ),
            );
        }
    }
    return { found, sliceFailure };
}

/** The check of TensorFlow's that fails where a slice is there twice. */
export const duplicateSliceCheck =
    'Check failed: filtered_keys .insert(EncodeTensorNameSlice( string(v2_reader_->key()) , ' +
    'TensorSlice(slice_proto))) .second ';

function repeatedSlice(slices: readonly TensorSlice[]): string | undefined {
    const seen = new Set<string>();
    for (const { start, length, spec } of slices) {
        const identity = `${start.join()}:${length.join()}`;
        if (seen.has(identity)) {
            return spec;
        }
        seen.add(identity);
    }
    return undefined;
}

function sliceComplaint(
    { shape }: CheckpointTensor,
    slices: readonly TensorSlice[],
): string | undefined {
    const lost = slices.find(({ shard }) => shard === undefined);
    if (lost !== undefined) {
        return `the index has no entry for slice ${lost.spec}`;
    }
    if (maxCompared < slices.length) {
        return undefined;
    }
    return (
        sliceConflict(shape, slices) ??
        (coveringSlices(shape, slices, fullSlice(shape.length)) === undefined
            ? 'they leave a hole'
            : undefined)
    );
}

// TensorFlow copies from the slice's own type and shape: where they are others, it may end the process.
function misfit(
    checkpoint: CompactCheckpoint,
    { index, dtype, shape }: CheckpointTensor,
    slices: readonly TensorSlice[],
): string | undefined {
    for (const slice of slices.filter((each) => !isFull(each))) {
        const stored = checkpoint.storedSlice(index, slice);
        const expected = sliceShape(shape, slice);
        if (stored === undefined || 'message' in expected) {
            continue;
        }
        if (stored.dtype !== dtype || !sameShape(stored.shape, expected.shape)) {
            return (
                `slice ${slice.spec} is stored as ${stored.dtype} ${listShape(stored.shape)} ` +
                `instead of ${dtype} ${listShape(expected.shape)}`
            );
        }
    }
    return undefined;
}
