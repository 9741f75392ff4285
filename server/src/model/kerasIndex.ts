// The arrays of a file of Keras as an index of tensors, which has each name once; and in words, which
// of them are there by the paths at which they are stored, and why.

import type { CheckpointTensor, TensorIndex } from '../checkpoint/checkpoint.js';
import type { Limits } from '../checkpoint/limits.js';
import { indexTensors, type SavedTensor } from '../checkpoint/savedTensorIndex.js';
import { dtypeNumber, elementBytes } from '../util/dtype.js';
import { elementCount } from '../util/shape.js';
import type { KerasArray, KerasArrays } from './kerasNames.js';

/** An index, and what is to be said of its names. */
export interface KerasIndex {
    readonly index: TensorIndex;
    /** The paths in the file, by the names in the index. */
    readonly storedAt: ReadonlyMap<string, string>;
    readonly notes: readonly string[];
}

/** Axes that a tensor of TensorFlow may have. */
const mostAxes = 254;

/** Makes the index of all arrays. */
export function kerasIndex(named: KerasArrays, limits: Limits): KerasIndex {
    const possible = named.arrays.filter(
        ({ shape, name, storedAt }) =>
            shape.length <= mostAxes &&
            shape.every(Number.isSafeInteger) &&
            (name ?? storedAt).length <= limits.nameBytes,
    );
    const names = new Map<string, number>();
    for (const { name } of possible) {
        if (name !== undefined) {
            names.set(name, (names.get(name) ?? 0) + 1);
        }
    }
    const places = new Set(possible.map(({ storedAt }) => storedAt));
    const tensors = new Map<string, SavedTensor>();
    const arrays = new Map<string, KerasArray>();
    for (const array of possible) {
        const { name, storedAt, dtype, shape } = array;
        // What several variables are called, or what is the place of another one, is no name.
        const isOwn = name !== undefined && names.get(name) === 1 && !places.has(name);
        const own = isOwn || name === storedAt ? name : storedAt;
        tensors.set(own, { shape, dtype: dtypeNumber(dtype) ?? 0, slices: [] });
        arrays.set(own, array);
    }
    const index = indexTensors(tensors, 1);
    return {
        index: { ...index, tensor: (at) => withType(index.tensor(at), arrays) },
        storedAt: new Map([...arrays].map(([name, { storedAt }]) => [name, storedAt])),
        notes: notesOn(named, arrays, named.arrays.length - possible.length),
    };
}

// HDF5 has types that TensorFlow has not.
function withType(
    tensor: CheckpointTensor,
    arrays: ReadonlyMap<string, KerasArray>,
): CheckpointTensor {
    const dtype = arrays.get(tensor.name)?.dtype ?? tensor.dtype;
    const size = elementBytes(dtype);
    return {
        ...tensor,
        dtype,
        bytes: size === undefined ? null : elementCount(tensor.shape) * size,
    };
}

function notesOn(
    { isKeras, reason }: KerasArrays,
    arrays: ReadonlyMap<string, KerasArray>,
    left: number,
): readonly string[] {
    const unnamed = [...arrays.values()].filter(({ name }) => name === undefined).length;
    const repeated = [...arrays].filter(
        ([own, { name }]) => name !== undefined && name !== own,
    ).length;
    return [
        ...(unnamed === 0 ? [] : [unnamedNote(unnamed, arrays.size, isKeras, reason)]),
        ...(repeated === 0
            ? []
            : [
                  `${repeated} of the ${arrays.size} variables share their names with others, and are listed by the paths at which they are stored`,
              ]),
        ...(left === 0
            ? []
            : [`${left} arrays are not listed: no tensor can have their shapes or names`]),
    ];
}

function unnamedNote(
    unnamed: number,
    all: number,
    isKeras: boolean,
    reason: string | undefined,
): string {
    const which = unnamed === all ? 'its arrays are' : `${unnamed} of its ${all} arrays are`;
    const why = !isKeras
        ? 'Nothing in the file is as Keras writes it'
        : reason !== undefined
          ? `The model's configuration does not tell its variables (${reason})`
          : 'The file does not say what these variables are called';
    const remedy = isKeras
        ? "; only the model itself knows, whose variables 'ckptmap dump-python' writes down"
        : '';
    return `${why}: ${which} listed by the paths at which they are stored${remedy}`;
}
