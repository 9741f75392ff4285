// Another checkpoint of a model as the model: its tensors, as the variables that were saved.
// What a checkpoint does not say (which are trainable, resource or ref, in the variable store) is
// taken to be what it most often is. Slices: python/training/saving/saveable_object_util.py.

import type { Checkpoint, CheckpointTensor } from '../checkpoint/checkpoint.js';
import { pause, type Reading } from '../util/reading.js';
import { isOptimizerName } from '../util/tensorRole.js';
import { isStepCounter } from './graphVariables.js';
import { likeliestStoreKey } from './likeliestStore.js';
import type { ModelVariable, VariablePartition } from './model.js';

const objectGraphKey = '_CHECKPOINTABLE_OBJECT_GRAPH';
const objectValue = '/.ATTRIBUTES/VARIABLE_VALUE';

/** Looks up the name that the variable of a tensor had when it was saved by tf.train.Checkpoint. */
export type SavedName = (tensorName: string) => string | undefined;

/** The variables of a checkpoint, in the order of their names. */
export function* variablesOfCheckpoint(
    checkpoint: Checkpoint,
    savedName: SavedName = () => undefined,
): Reading<readonly ModelVariable[]> {
    const variables: ModelVariable[] = [];
    const isTensor = (name: string) => checkpoint.find(name) !== undefined;
    for (let index = 0; index < checkpoint.tensorCount; index++) {
        const tensor = checkpoint.tensor(index);
        if (checkpoint.objectBased) {
            variables.push(...objectVariable(tensor, savedName));
        } else {
            variables.push(...namedVariables(tensor, isTensor));
        }
        if (index % 1000 === 0) {
            yield* pause(index, checkpoint.tensorCount);
        }
    }
    return variables;
}

// What tf.train.Checkpoint saves was made with `tf.Variable` or by Keras: in no store. Other values
// of objects, such as a list's length or a table, are no variables.
function objectVariable(tensor: CheckpointTensor, savedName: SavedName): readonly ModelVariable[] {
    if (tensor.name === objectGraphKey || !tensor.name.endsWith(objectValue)) {
        return [];
    }
    const path = tensor.name.slice(0, -objectValue.length);
    const saved = savedName(tensor.name);
    return [
        {
            name: saved === undefined || saved === '' ? path : saved,
            shape: tensor.shape,
            dtype: tensor.dtype,
            kind: 'resource',
            trainable: isTrained(tensor.name),
            storeKey: null,
        },
    ];
}

function namedVariables(
    { name, shape, dtype, slices }: CheckpointTensor,
    isTensor: (name: string) => boolean,
): readonly ModelVariable[] {
    const storeKey = likeliestStoreKey({ name, colocatedWith: [], collections: [] }, isTensor);
    const variable = {
        name,
        shape,
        dtype,
        kind: 'resource' as const,
        trainable: storeKey === name && isTrained(name),
        storeKey,
    };
    const parts = (slices ?? [])
        .map(({ start, length }) => partitionOf(name, shape, start, length))
        .sort((a, b) => compareOffsets(a.offset, b.offset));
    return parts.length === 0
        ? [variable]
        : parts.map((partition, part) => {
              const own = sliceName(name, storeKey, part);
              return {
                  ...variable,
                  name: own,
                  shape: partition.shape,
                  storeKey: storeKey === null ? null : storeKey === name ? own : `${own}/`,
                  partition,
              };
          });
}

// The slot of a slice is named after the slice: a part of `w/Adam` is `w/part_0/Adam`.
function sliceName(name: string, storeKey: string | null, part: number): string {
    const slash = name.lastIndexOf('/');
    const isSlot = storeKey !== null && storeKey !== name;
    return isSlot && slash !== -1
        ? `${name.slice(0, slash)}/part_${part}${name.slice(slash)}`
        : `${name}/part_${part}`;
}

function partitionOf(
    fullName: string,
    fullShape: readonly number[],
    start: readonly number[],
    length: readonly number[],
): VariablePartition {
    // A negative length means the whole axis.
    const isFull = (axis: number) => (length[axis] ?? -1) < 0;
    return {
        fullName,
        fullShape,
        offset: fullShape.map((_, axis) => (isFull(axis) ? 0 : (start[axis] ?? 0))),
        shape: fullShape.map((whole, axis) => (isFull(axis) ? whole : (length[axis] ?? 0))),
    };
}

function compareOffsets(a: readonly number[], b: readonly number[]): number {
    const axis = a.findIndex((each, index) => each !== b[index]);
    return axis === -1 ? 0 : (a[axis] ?? 0) - (b[axis] ?? 0);
}

function isTrained(name: string): boolean {
    return !isOptimizerName(name) && !isStepCounter(name);
}
