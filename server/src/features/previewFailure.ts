// Why a row fails, in the few words that fit a cell. TensorFlow's exception stands beside it.

import type { Checkpoint } from '../checkpoint/checkpoint.js';
import type { Binding } from '../loadPlan/loadPlan.js';
import type { DiagnosticCode } from '../util/diagnosticCodes.js';
import { isCompatible, listShape } from '../util/shape.js';

/** Why a binding fails: `no such tensor`, `shape [3] ≠ [2]`, `float32 ≠ int64`. */
export function failureText(binding: Binding, checkpoint: Checkpoint | undefined): string {
    const { variable } = binding;
    if (variable === undefined) {
        return 'no such variable';
    }
    const index = checkpoint?.find(binding.tensor);
    const tensor = index === undefined ? undefined : checkpoint?.tensor(index);
    if (tensor === undefined) {
        return 'no such tensor';
    }
    if (tensor.dtype !== variable.dtype) {
        return `variable is ${variable.dtype}, tensor ${tensor.dtype}`;
    }
    const wanted = variable.partition?.fullShape ?? variable.shape;
    // A slice that is mapped by its own name is compared with the whole tensor.
    const isMisfit = binding.error?.message.startsWith('Shape of variable') === true;
    if (isMisfit || !isCompatible(wanted, tensor.shape)) {
        return `tensor has shape ${listShape(tensor.shape)}`;
    }
    return binding.error === undefined ? 'fails' : errorText(binding.error.type);
}

/** What a class of exception means for data that cannot be read. */
function errorText(type: string): string {
    switch (type) {
        case 'NotFoundError':
            return 'its shard is missing';
        case 'DataLossError':
        case 'OutOfRangeError':
            return 'its data is cut short';
        default:
            return `raises ${type}`;
    }
}

/** Why an entry raises before it binds anything. */
export function codeText(code: DiagnosticCode): string {
    switch (code) {
        case 'tensor.not-found':
            return 'no such tensor';
        case 'variable.not-found':
            return 'no such variable';
        case 'scope.no-trailing-slash':
            return 'a slash is missing';
        case 'scope.part-in-name':
            return '/part_ cuts the name short';
        case 'shape.mismatch':
            return 'another shape';
        case 'map.shape':
            return 'not a pair of names';
        default:
            return 'raises';
    }
}
