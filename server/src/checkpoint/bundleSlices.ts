// Checks the partitioned tensors of a bundle: every slice has its entry, and together they make the
// tensor. TensorFlow looks at this only when it restores.

import type { TensorFlowError } from '../util/problem.js';
import { pause, type Reading } from '../util/reading.js';
import type { Checkpoint, TensorSlice } from './checkpoint.js';
import { corrupt, type Findings } from './findings.js';
import { abortType } from './indexBuilder.js';
import { coveringSlices, sliceConflict } from './sliceCoverage.js';
import { fullSlice } from './tensorSlice.js';

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
    checkpoint: Checkpoint,
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
        const { name, shape, slices = [] } = checkpoint.tensor(index);
        found += slices.filter(
            ({ shard, length }) => shard !== undefined && length.some((each) => 0 <= each),
        ).length;
        const repeated = repeatedSlice(slices);
        if (repeated !== undefined) {
            const error = { type: abortType, message: duplicateCheck };
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
        const complaint = sliceComplaint(shape, slices);
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

const duplicateCheck =
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
    shape: readonly number[],
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
