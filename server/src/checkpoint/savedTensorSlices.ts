// Reads V1 checkpoints: one table, or several which a pattern names, each with one record that lists
// its tensors. Values are never read. The result is the same compact index as a bundle's.
// Defined in TensorFlow: core/util/tensor_slice_reader.cc, core/util/tensor_slice_set.cc.

import { cppDTypeName, dtypeName, isKnownDType } from '../util/dtype.js';
import type { Problem, TensorFlowError } from '../util/problem.js';
import { pause, type Reading } from '../util/reading.js';
import { cppShape } from '../util/shape.js';
import { maxRank } from './bundleEntry.js';
import type { Checkpoint } from './checkpoint.js';
import { isReferenceDType } from './compactIndex.js';
import { corrupt, Findings } from './findings.js';
import type { FileLookup } from './fileLookup.js';
import {
    noSlicesError,
    readFirstRecord,
    type FirstRecord,
    type RecordFault,
} from './firstRecord.js';
import { limits as defaultLimits, type Limits } from './limits.js';
import {
    decodeSavedTensorSlices,
    type SavedSliceMeta,
    type SavedTensorSliceMeta,
} from './protos.js';
import { indexTensors, type SavedTensor } from './savedTensorIndex.js';
import { overlapMessage } from './sliceCoverage.js';
import { intersection, sliceShape, type SliceExtents } from './tensorSlice.js';
import { versionError } from './versions.js';

/** What was read of the files of a V1 checkpoint. */
export interface SavedTensorsReading {
    readonly checkpoint: Checkpoint | undefined;
    readonly error: TensorFlowError | null;
    /** Whether a file is a pointer of Git LFS. */
    readonly isGitLfs: boolean;
    readonly problems: readonly Problem[];
}

/** Reads the files of a V1 checkpoint and merges them, in this order. */
export function* readSavedTensorSlices(
    lookup: FileLookup,
    names: readonly string[],
    limits: Limits = defaultLimits,
): Reading<SavedTensorsReading> {
    const tensors = new Map<string, SavedTensor>();
    const findings = new Findings();
    let error: TensorFlowError | null = null;
    let isGitLfs = false;
    let readFiles = 0;
    for (const [index, name] of names.entries()) {
        yield* pause(index, names.length);
        const record = yield* readFirstRecord(lookup, name, limits.fileBytes);
        error =
            'error' in record ? record.error : readRecord(record, lookup, name, tensors, findings);
        if (error === null && !('error' in record)) {
            readFiles++;
            continue;
        }
        const path = lookup.absolute(name);
        if ('message' in record) {
            isGitLfs = record.isGitLfs;
            findings.add('file', () => fileProblem(path, record));
        } else if (error !== null) {
            const raised = error;
            findings.add('file', () =>
                corrupt(path, `TensorFlow does not read this file: ${raised.message}`, raised),
            );
        }
        break;
    }
    const checkpoint = readFiles === 0 ? undefined : indexTensors(tensors, names.length);
    return { checkpoint, error, isGitLfs, problems: findings.problems() };
}

function readRecord(
    { bytes }: FirstRecord,
    lookup: FileLookup,
    name: string,
    tensors: Map<string, SavedTensor>,
    findings: Findings,
): TensorFlowError | null {
    const meta = decodeSavedTensorSlices(bytes);
    if (meta === undefined) {
        return noSlicesError(name);
    }
    const version = versionError(meta.version);
    return version ?? registerAll(meta, lookup.absolute(name), tensors, findings) ?? null;
}

function fileProblem(path: string, fault: RecordFault): Problem {
    const { message, error, isGitLfs, isKeras } = fault;
    const code = isGitLfs
        ? 'checkpoint.lfs-pointer'
        : isKeras === true
          ? 'checkpoint.not-a-prefix'
          : 'checkpoint.corrupt';
    return error === null ? { code, message, path } : { code, message, path, error };
}

function registerAll(
    meta: SavedTensorSliceMeta,
    path: string,
    tensors: Map<string, SavedTensor>,
    findings: Findings,
): TensorFlowError | undefined {
    for (const tensor of meta.tensors) {
        const misshapen = shapeError(tensor);
        if (misshapen !== undefined) {
            return misshapen;
        }
        noteOddities(tensor, path, findings);
        for (const slice of tensor.slices) {
            const error = extentError(slice) ?? register(tensor, slice, tensors);
            if (error !== undefined) {
                return error;
            }
        }
    }
    return undefined;
}

// core/framework/tensor_shape.cc, BuildTensorShape.
function shapeError({ shape }: SavedSliceMeta): TensorFlowError | undefined {
    let elements = 1;
    for (const [axis, length] of shape.entries()) {
        if (length < 0) {
            return { type: 'ValueError', message: `Expected a non-negative size, got ${length}` };
        }
        if (axis === maxRank) {
            return { type: 'ValueError', message: 'Too many dimensions in tensor' };
        }
        if (2 ** 63 <= elements * length) {
            return {
                type: 'ValueError',
                message: `Encountered overflow when multiplying ${elements} with ${length}, result: -1`,
            };
        }
        elements *= length;
    }
    return undefined;
}

// core/framework/tensor_slice.cc, BuildTensorSlice. TensorFlow prints the extent behind a word that
// differs from run to run.
function extentError({ start, length }: SliceExtents): TensorFlowError | undefined {
    for (const [axis, first] of start.entries()) {
        const count = length[axis] ?? -1;
        if ((first !== 0 || count !== -1) && (first < 0 || count <= 0)) {
            const fields = `${first === 0 ? '' : ` start: ${first}`}${count === -1 && first !== 0 ? '' : ` length: ${count}`}`;
            return {
                type: 'ValueError',
                message:
                    `Expected non-negative start and positive length but got start = ${first}, ` +
                    `length = ${count}: extent = goo.gle/debugonly ${fields}`,
            };
        }
    }
    return undefined;
}

function register(
    { name, shape, dtype }: SavedSliceMeta,
    slice: SliceExtents,
    tensors: Map<string, SavedTensor>,
): TensorFlowError | undefined {
    const known = tensors.get(name);
    const message =
        known === undefined
            ? undefined
            : cppShape(known.shape) !== cppShape(shape)
              ? `Incompatible tensor shapes detected for tensor ${name}: ` +
                `existing = ${cppShape(known.shape)}, new = ${cppShape(shape)}`
              : known.dtype !== dtype
                ? `Incompatible tensor types detected for tensor ${name}: ` +
                  `existing = ${cppName(known.dtype)}, new = ${cppName(dtype)}`
                : undefined;
    const placed = sliceShape(shape, slice);
    const overlapping = known?.slices.find((other) => intersection(slice, other) !== undefined);
    const complaint =
        message ??
        ('message' in placed ? placed.message : undefined) ??
        (overlapping === undefined ? undefined : overlapMessage(overlapping, slice));
    if (complaint !== undefined) {
        return { type: 'OpError', message: complaint };
    }
    if (known === undefined) {
        tensors.set(name, { shape, dtype, slices: [slice] });
    } else {
        known.slices.push(slice);
    }
    return undefined;
}

function noteOddities(tensor: SavedSliceMeta, path: string, findings: Findings): void {
    const { name, dtype, shape } = tensor;
    if (!isKnownDType(dtype)) {
        const what = isReferenceDType(dtype) ? 'a reference type' : dtypeName(dtype);
        findings.add('dtype', () =>
            corrupt(
                path,
                `The type of tensor '${name}' is ${what}, which no tensor in a checkpoint may have`,
            ),
        );
    }
    if (tensor.unknownRank) {
        findings.add('rank', () =>
            corrupt(path, `The file says that the rank of tensor '${name}' is unknown`),
        );
    }
    if (!shape.every(Number.isSafeInteger)) {
        findings.add('large', () =>
            corrupt(
                path,
                `A number in the shape of tensor '${name}' is above 2^53; it is shown rounded`,
            ),
        );
    }
    if (name.includes('\0')) {
        findings.add('nul', () =>
            corrupt(
                path,
                `The name of tensor '${name.replaceAll('\0', '\\0')}' has a zero byte in it`,
            ),
        );
    }
    if (tensor.slices.length === 0) {
        findings.add('slices', () =>
            corrupt(
                path,
                `The file describes tensor '${name}' without any data: TensorFlow does not list it`,
            ),
        );
    }
}

function cppName(dtype: number): string {
    return cppDTypeName(dtypeName(dtype));
}
