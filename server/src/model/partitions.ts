// Partitioned variables of a graph that does not say which they are: `w/part_0`, `w/part_1` … whose
// shapes make one whole, and the slots of such slices.
// In TensorFlow: python/ops/variable_scope.py, _get_partitioned_variable; slot_creator.py.

import { isFullyDefined, type TensorShape } from '../util/shape.js';
import type { ModelVariable, VariablePartition } from './model.js';

/** The same variables, in the same order; slices know of which whole they are a part. */
export function inferPartitions(variables: readonly ModelVariable[]): readonly ModelVariable[] {
    const byName = new Map(variables.map((variable) => [variable.name, variable]));
    const partitions = new Map<string, VariablePartition>();
    for (const { name } of variables) {
        if (name.endsWith('/part_0')) {
            for (const [slice, partition] of partsOf(name.slice(0, -'/part_0'.length), byName)) {
                partitions.set(slice, partition);
            }
        }
    }
    return variables.map((variable) => {
        const partition = partitions.get(variable.name) ?? slotPartition(variable, partitions);
        return partition === undefined ? variable : { ...variable, partition };
    });
}

// The parts up to the first gap, if they make a whole. Parts of equal lengths may have been cut
// along any axis; TensorFlow's partitioners cut along the first unless they are told otherwise.
function partsOf(
    fullName: string,
    byName: ReadonlyMap<string, ModelVariable>,
): readonly (readonly [string, VariablePartition])[] {
    const parts: { readonly name: string; readonly shape: TensorShape }[] = [];
    for (;;) {
        const name = `${fullName}/part_${parts.length}`;
        const shape = byName.get(name)?.shape;
        if (shape === undefined) {
            break;
        }
        if (!isFullyDefined(shape)) {
            return [];
        }
        parts.push({ name, shape });
    }
    const first = parts[0]?.shape ?? [];
    const differing = first
        .map((_, axis) => axis)
        .filter((axis) => parts.some(({ shape }) => shape[axis] !== first[axis]));
    const isWhole = parts.every(({ shape }) => shape.length === first.length);
    if (!isWhole || 1 < differing.length || first.length === 0) {
        return [];
    }
    const axis = differing[0] ?? 0;
    const total = parts.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
    const fullShape = first.map((length, each) => (each === axis ? total : length));
    let start = 0;
    return parts.map(({ name, shape }) => {
        const offset = first.map((_, each) => (each === axis ? start : 0));
        start += shape[axis] ?? 0;
        return [name, { fullName, fullShape, offset, shape }];
    });
}

// A slot of a slice is the slice of a slot: `w/part_0/Adam` is a part of `w/Adam`.
function slotPartition(
    { name, shape, storeKey }: ModelVariable,
    partitions: ReadonlyMap<string, VariablePartition>,
): VariablePartition | undefined {
    const slash = name.lastIndexOf('/');
    const partition = partitions.get(name.slice(0, Math.max(slash, 0)));
    const isSlotOfSlice =
        partition !== undefined &&
        storeKey?.endsWith('/') === true &&
        shape?.length === partition.shape.length &&
        shape.every((length, axis) => length === partition.shape[axis]);
    return isSlotOfSlice
        ? { ...partition, fullName: `${partition.fullName}${name.slice(slash)}` }
        : undefined;
}
