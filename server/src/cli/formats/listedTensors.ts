// What a listing of tensors shows, whatever file they were read from.

import type {
    CheckpointSource,
    CheckpointTensor,
    TensorIndex,
} from '../../checkpoint/checkpoint.js';
import type { ObjectNames } from '../../checkpoint/objectNames.js';
import type { KerasSource } from '../../model/kerasFile.js';
import type { Problem } from '../../util/problem.js';
import type { TensorRole } from '../../util/roleNoun.js';
import { tensorRole } from '../../util/tensorRole.js';

/** Tensors to list. */
export interface ListedTensors {
    /** What they were read from, as it was written. */
    readonly prefix: string;
    readonly format: 'v2' | 'v1' | 'h5' | 'keras';
    readonly index: TensorIndex;
    readonly objects: ObjectNames | undefined;
    /** Where a tensor is stored in the file, where that is not its name. */
    readonly storedAt: (name: string) => string | undefined;
    /** What a tensor is for. */
    readonly roleOf: (tensor: CheckpointTensor) => TensorRole | undefined;
    readonly problems: readonly Problem[];
}

/** A checkpoint's; undefined where it could not be read. */
export function tensorsOfCheckpoint(source: CheckpointSource): ListedTensors | undefined {
    const { prefix, argument, checkpoint, objects, problems } = source;
    return (
        checkpoint && {
            prefix: prefix ?? argument,
            format: checkpoint.format,
            index: checkpoint,
            objects,
            storedAt: () => undefined,
            roleOf: ({ name, dtype }) => tensorRole(name, dtype),
            problems,
        }
    );
}

/** Those of a file of Keras; undefined where it could not be read. */
export function tensorsOfKeras(
    argument: string,
    { checkpoint, problems }: KerasSource,
): ListedTensors | undefined {
    return (
        checkpoint && {
            prefix: argument,
            format: checkpoint.format,
            index: checkpoint,
            objects: undefined,
            storedAt: (name) => {
                const place = checkpoint.storedAt(name);
                return place === name ? undefined : place;
            },
            roleOf: checkpoint.roleOf,
            problems,
        }
    );
}
