// The op RestoreV2 for one tensor: what it raises, in the order in which it looks.
// Defined in TensorFlow: core/kernels/save_restore_tensor.cc (RestoreTensorsV2, RestoreTensor),
// core/util/tensor_bundle/tensor_bundle.cc (GetValue, GetSliceValue).

import type { CheckpointSource, CheckpointTensor, Shard } from '../checkpoint/checkpoint.js';
import { coveringSlices, sliceConflict } from '../checkpoint/sliceCoverage.js';
import {
    fullSlice,
    isFull,
    sliceShape,
    sliceSpec,
    type SliceExtents,
} from '../checkpoint/tensorSlice.js';
import type { VariablePartition } from '../model/model.js';
import { cppDTypeName, elementBytes } from '../util/dtype.js';
import type { TensorFlowError } from '../util/problem.js';
import { cppShape, elementCount, sameShape, type TensorShape } from '../util/shape.js';

/**
 * What reading a tensor as `dtype` raises, the whole of it or the piece that a partition needs;
 * undefined where it can be read as far as can be told without reading data.
 */
export function restoreError(
    source: CheckpointSource,
    tensor: CheckpointTensor,
    dtype: string,
    partition: VariablePartition | undefined,
): TensorFlowError | undefined {
    return source.checkpoint?.format === 'v1'
        ? restoreErrorV1(tensor, dtype, partition)
        : restoreErrorV2(source, tensor, dtype, partition);
}

function restoreErrorV1(
    tensor: CheckpointTensor,
    dtype: string,
    partition: VariablePartition | undefined,
): TensorFlowError | undefined {
    if (dtype !== tensor.dtype) {
        return invalid(
            `Expected to restore a tensor of type ${cppDTypeName(dtype)}, got a tensor of type ` +
                `${cppDTypeName(tensor.dtype)} instead: tensor_name = ${tensor.name}`,
        );
    }
    if (partition !== undefined && !sameShape(partition.fullShape, tensor.shape)) {
        return invalid(
            'Shape in shape_and_slice spec does not match the shape in the save file: ' +
                `${cppShape(partition.fullShape)}, save file shape: ${cppShape(tensor.shape)}`,
        );
    }
    const region = regionOf(tensor.shape, partition);
    const empty = elementCount(partition?.shape ?? tensor.shape) === 0;
    const complete =
        empty ||
        tensor.slices === undefined ||
        coveringSlices(tensor.shape, tensor.slices, region) !== undefined;
    return complete ? undefined : invalid('Error copying slice data');
}

function restoreErrorV2(
    source: CheckpointSource,
    tensor: CheckpointTensor,
    dtype: string,
    partition: VariablePartition | undefined,
): TensorFlowError | undefined {
    if (dtype !== tensor.dtype) {
        return invalid(
            `tensor_name = ${tensor.name}; expected dtype ${cppDTypeName(dtype)} does not equal ` +
                `original dtype ${cppDTypeName(tensor.dtype)}`,
        );
    }
    if (partition !== undefined && !sameShape(partition.fullShape, tensor.shape)) {
        return invalid(
            `tensor_name = ${tensor.name}; shape in shape_and_slice spec ` +
                `${cppShape(partition.fullShape)} does not match the shape stored in checkpoint: ` +
                cppShape(tensor.shape),
        );
    }
    return partition === undefined && tensor.slices === undefined
        ? valueError(source, tensor.name, tensor, tensor.dtype, tensor.shape)
        : sliceError(source, tensor, partition);
}

/** The piece which a partition needs, or the whole. */
function regionOf(shape: TensorShape, partition: VariablePartition | undefined): SliceExtents {
    return partition === undefined
        ? fullSlice(shape.length)
        : { start: partition.offset, length: partition.shape };
}

/**
 * BundleReader::GetSliceValue. A stored slice that is the wanted piece is read straight into place;
 * every other is read whole and its intersection copied, which not every type can.
 */
function sliceError(
    source: CheckpointSource,
    tensor: CheckpointTensor,
    partition: VariablePartition | undefined,
): TensorFlowError | undefined {
    const region = regionOf(tensor.shape, partition);
    const whole = { ...fullSlice(tensor.shape.length), ...placeOf(tensor) };
    const stored: readonly (SliceExtents & StoredValue)[] = tensor.slices ?? [whole];
    const conflict = sliceConflict(tensor.shape, stored);
    if (conflict !== undefined) {
        return { type: 'InternalError', message: conflict };
    }
    const used = coveringSlices(tensor.shape, stored, region);
    if (used === undefined) {
        return invalid(
            `Does not have sufficient slices for partitioned tensor ${tensor.name} to restore in ` +
                `slice_spec: ${sliceSpec(region)}`,
        );
    }

    for (const slice of used) {
        const shape = shapeOf(tensor.shape, slice);
        if (slice.shard === undefined) {
            return lostSlice;
        }
        const error = valueError(source, tensor.name, slice, tensor.dtype, shape);
        if (error !== undefined) {
            return error;
        }
        if (!isSamePiece(tensor.shape, slice, region) && !copyable.has(tensor.dtype)) {
            return invalid(`Dtype ${cppDTypeName(tensor.dtype)} not supported.`);
        }
    }
    return undefined;
}

/** The entry of a slice is not there; its binary key ends the message at its first byte, a NUL. */
const lostSlice: TensorFlowError = { type: 'NotFoundError', message: 'Key' };

function placeOf({ shard, offset, bytes }: CheckpointTensor): StoredValue {
    return { shard, offset, bytes };
}

function shapeOf(shape: TensorShape, slice: SliceExtents): TensorShape {
    const placed = sliceShape(shape, slice);
    return 'shape' in placed ? placed.shape : shape;
}

/** Whether a stored slice is the wanted piece; one may say "the full axis" where the other counts. */
function isSamePiece(shape: TensorShape, stored: SliceExtents, region: SliceExtents): boolean {
    return (
        sliceSpec(stored) === sliceSpec(region) ||
        (isFull(stored) && sameShape(shapeOf(shape, region), shape))
    );
}

/** Types whose slices GetSliceValue can cut and join. */
const copyable = new Set([
    'float32',
    'float64',
    'int32',
    'uint8',
    'int16',
    'int8',
    'complex64',
    'complex128',
    'int64',
    'bool',
    'qint32',
    'quint8',
    'qint8',
    'bfloat16',
    'int4',
    'uint4',
]);

/** What lies in a shard: a whole tensor or a stored slice of one. */
interface StoredValue {
    readonly shard: number | undefined;
    readonly offset: number | undefined;
    readonly bytes: number | null | undefined;
}

/** BundleReader::GetValue, up to the bytes themselves. */
function valueError(
    source: CheckpointSource,
    name: string,
    value: StoredValue,
    dtype: string,
    shape: TensorShape,
): TensorFlowError | undefined {
    const size = elementBytes(dtype);
    const expected = size === undefined ? undefined : size * elementCount(shape);
    if (expected !== undefined && typeof value.bytes === 'number' && value.bytes !== expected) {
        return {
            type: 'DataLossError',
            message:
                `Invalid size in bundle entry: key ${name}; stored size ${value.bytes}; ` +
                `expected size ${expected}`,
        };
    }
    if (value.shard === undefined || dataIsAssumed(source.shards)) {
        return undefined;
    }
    const shard = source.shards.find((each) => each.index === value.shard);
    return shard?.size === undefined
        ? notFound(shard?.name ?? shardName(source, value.shard))
        : placeError(shard.size, value);
}

/** An index without any data is how people look at remote checkpoints: its data is assumed. */
export function dataIsAssumed(shards: readonly Shard[]): boolean {
    return shards.every((shard) => shard.size === undefined);
}

/** `DataFilename`: an entry may name a shard that the header does not count. */
function shardName({ prefix, checkpoint }: CheckpointSource, shard: number): string {
    const digits = (count: number): string =>
        count < 0 ? `-${String(-count).padStart(4, '0')}` : String(count).padStart(5, '0');
    return `${prefix}.data-${digits(shard)}-of-${digits(checkpoint?.shardCount ?? 0)}`;
}

function notFound(file: string): TensorFlowError {
    return { type: 'NotFoundError', message: `${file}; No such file or directory` };
}

function placeError(size: number, value: StoredValue): TensorFlowError | undefined {
    const offset = value.offset ?? 0;
    if (offset < 0) {
        return invalid(`Seeking to a negative position: ${offset}`);
    }
    // Nothing is read for an empty tensor, wherever it is said to lie.
    return !value.bytes || offset + value.bytes <= size
        ? undefined
        : { type: 'OutOfRangeError', message: 'Read less bytes than requested' };
}

function invalid(message: string): TensorFlowError {
    return { type: 'InvalidArgumentError', message };
}
