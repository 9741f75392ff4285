// Slices of tensors: which part of each axis, TensorFlow's texts of them, and how two of them meet.
// Defined in TensorFlow: core/framework/tensor_slice.cc, core/util/tensor_slice_set.cc.

import { cppShape, type TensorShape } from '../util/shape.js';

/** A part of a tensor, one extent an axis; a length below zero means the full axis. */
export interface SliceExtents {
    readonly start: readonly number[];
    readonly length: readonly number[];
}

/** The length which stands for a full axis. */
export const fullExtent = -1;

/** The slice which is the whole of a tensor of this rank. */
export function fullSlice(rank: number): SliceExtents {
    return {
        start: new Array<number>(rank).fill(0),
        length: new Array<number>(rank).fill(fullExtent),
    };
}

/** TensorFlow's text of a slice: `0,64:-`, empty for a scalar. */
export function sliceSpec({ start, length }: SliceExtents): string {
    return length.map((each, axis) => (each < 0 ? '-' : `${start[axis] ?? 0},${each}`)).join(':');
}

/** Whether a slice is written as the whole: every axis is full. */
export function isFull({ length }: SliceExtents): boolean {
    return length.every((each) => each < 0);
}

/** The shape of a slice of a tensor, or TensorFlow's message where it does not lie in it. */
export function sliceShape(
    shape: TensorShape,
    slice: SliceExtents,
): { readonly shape: TensorShape } | { readonly message: string } {
    const misfit = `shape = ${cppShape(shape)}, slice = ${sliceSpec(slice)}`;
    if (shape.length !== slice.length.length) {
        return { message: `Mismatching ranks: ${misfit}` };
    }
    const lengths: number[] = [];
    for (const [axis, size] of shape.entries()) {
        const length = slice.length[axis] ?? fullExtent;
        if (length < 0) {
            lengths.push(size);
        } else if ((slice.start[axis] ?? 0) + length <= size) {
            lengths.push(length);
        } else {
            return { message: `Extent in dimension ${axis} out of bounds: ${misfit}` };
        }
    }
    return { shape: lengths };
}

/** What two slices of equal rank have in common; undefined where that is nothing. */
export function intersection(slice: SliceExtents, other: SliceExtents): SliceExtents | undefined {
    if (slice.length.length !== other.length.length) {
        return undefined;
    }
    const start: number[] = [];
    const length: number[] = [];
    for (const [axis, ownLength] of slice.length.entries()) {
        const otherLength = other.length[axis] ?? fullExtent;
        const ownStart = slice.start[axis] ?? 0;
        const otherStart = other.start[axis] ?? 0;
        if (ownLength < 0 || otherLength < 0) {
            start.push(ownLength < 0 ? otherStart : ownStart);
            length.push(ownLength < 0 ? otherLength : ownLength);
            continue;
        }
        const first = Math.max(ownStart, otherStart);
        const end = Math.min(ownStart + ownLength, otherStart + otherLength);
        if (end <= first) {
            return undefined;
        }
        start.push(first);
        length.push(end - first);
    }
    return { start, length };
}
