// Whether the slices of a partitioned tensor are enough to restore a region of it.
// Defined in TensorFlow: core/util/tensor_slice_set.cc (Register, QueryMeta).

import { elementCount, type TensorShape } from '../util/shape.js';
import { intersection, sliceShape, sliceSpec, type SliceExtents } from './tensorSlice.js';

/**
 * TensorFlow's message where the slices cannot stand together: one lies outside of the tensor, or
 * two overlap. Undefined where they can. It raises this when it restores (V2) or opens (V1).
 */
export function sliceConflict(
    shape: TensorShape,
    slices: readonly SliceExtents[],
): string | undefined {
    for (const [index, slice] of slices.entries()) {
        const placed = sliceShape(shape, slice);
        if ('message' in placed) {
            return placed.message;
        }
        const existing = slices
            .slice(0, index)
            .find((other) => intersection(slice, other) !== undefined);
        if (existing !== undefined) {
            return overlapMessage(existing, slice);
        }
    }
    return undefined;
}

/** TensorFlow's message of two slices which overlap. */
export function overlapMessage(existing: SliceExtents, added: SliceExtents): string {
    return `Overlapping slices: existing slice = ${sliceSpec(existing)}, new slice = ${sliceSpec(added)}`;
}

/**
 * The stored slices from which a region is restored, in their own order; undefined where they leave
 * a hole in it. A region stored as exactly one slice comes from that alone. As TensorFlow does, it
 * compares the number of elements which the slices have in common with the region.
 */
export function coveringSlices<Slice extends SliceExtents>(
    shape: TensorShape,
    slices: readonly Slice[],
    region: SliceExtents,
): readonly Slice[] | undefined {
    const spec = sliceSpec(region);
    const exact = slices.find((slice) => sliceSpec(slice) === spec);
    if (exact !== undefined) {
        return [exact];
    }
    const wanted = sliceShape(shape, region);
    if ('message' in wanted) {
        return undefined;
    }
    const used: Slice[] = [];
    let covered = 0;
    for (const slice of slices) {
        const common = intersection(region, slice);
        if (common !== undefined) {
            const placed = sliceShape(shape, common);
            if ('message' in placed) {
                return undefined;
            }
            covered += elementCount(placed.shape);
            used.push(slice);
        }
    }
    return covered === elementCount(wanted.shape) ? used : undefined;
}
