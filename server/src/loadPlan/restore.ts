// What happens when a variable's initializer runs: the op RestoreV2 reads the tensor, and an
// assignment gives it to the variable. This is where TensorFlow finds wrong types, missing shards
// and what the call did not look at (semantics.md 2.2).
// Defined in TensorFlow: core/kernels/save_restore_v2_ops.cc, core/kernels/save_restore_tensor.cc,
// core/util/tensor_bundle/tensor_bundle.cc (GetValue, GetSliceValue), core/kernels/assign_op.h.

import type { CheckpointSource, CheckpointTensor } from '../checkpoint/checkpoint.js';
import { restoreError } from './restoreOp.js';
import type { ModelVariable } from '../model/model.js';
import { elementBytes } from '../util/dtype.js';
import type { TensorFlowError } from '../util/problem.js';
import {
    cppShape,
    elementCount,
    isCompatible,
    isFullyDefined,
    sameShape,
    type TensorShape,
} from '../util/shape.js';
import type { Binding } from './loadPlan.js';

/** TensorFlow's shape-and-slice text of a slice, `4 3 0,2:0,3`; `''` for a whole variable. */
export function sliceSpec(variable: ModelVariable): string {
    const { partition } = variable;
    if (partition === undefined) {
        return '';
    }
    const extents = partition.offset.map((offset, axis) => `${offset},${partition.shape[axis]}`);
    return `${partition.fullShape.map((length) => `${length} `).join('')}${extents.join(':')}`;
}

/**
 * What comes of a binding when its initializer runs. `asSlice` says whether the variable is bound
 * as a slice of a whole, for which TensorFlow asks for that piece of the tensor alone.
 */
export function runInitializer(
    source: CheckpointSource,
    tensor: CheckpointTensor,
    variable: ModelVariable,
    asSlice: boolean,
): Binding {
    const partition = asSlice ? variable.partition : undefined;
    const loaded = partition?.shape ?? tensor.shape;
    const binding = {
        variable,
        variableName: variable.name,
        tensor: tensor.name,
        slice: asSlice ? sliceSpec(variable) : '',
        bytes: variableBytes(variable, loaded),
    };

    const error =
        restoreError(source, tensor, variable.dtype, partition) ?? assignError(variable, loaded);
    if (error !== undefined) {
        return { ...binding, verdict: 'fails', error };
    }
    return isCompatible(variable.shape, loaded)
        ? { ...binding, verdict: 'loads' }
        : { ...binding, verdict: 'changes-shape', becomes: loaded, bytes: tensor.bytes };
}

/** Bytes of a variable; where its shape is not known, of the shape it takes. Null: not known. */
export function variableBytes(variable: ModelVariable, loaded?: TensorShape): number | null {
    const shape = isFullyDefined(variable.shape) ? variable.shape : loaded;
    const size = elementBytes(variable.dtype);
    return shape === undefined || size === undefined ? null : elementCount(shape) * size;
}

/** A reference variable's Assign validates the shape where the static one is fully known (R3). */
function assignError(variable: ModelVariable, loaded: TensorShape): TensorFlowError | undefined {
    const { kind, shape } = variable;
    if (kind === 'resource' || !isFullyDefined(shape) || sameShape(shape, loaded)) {
        return undefined;
    }
    const message =
        'Assign requires shapes of both tensors to match. ' +
        `lhs shape= ${cppShape(shape)} rhs shape= ${cppShape(loaded)}`;
    return { type: 'InvalidArgumentError', message };
}
