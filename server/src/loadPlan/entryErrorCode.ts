// Which code explains an exception: the first that applies, in the order of the contract.

import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import type { DiagnosticCode } from '../util/diagnosticCodes.js';
import type { EntryError } from './entryErrors.js';
import type { ResolvedEntry } from './initFromCheckpoint.js';
import type { MapPair } from './mapArgument.js';
import type { VariableStore } from './variableStore.js';

/** The code of what an entry raises. */
export function entryErrorCode(
    error: EntryError,
    entry: ResolvedEntry,
    pair: MapPair,
    source: CheckpointSource | undefined,
    store: VariableStore,
): DiagnosticCode {
    switch (error.cause) {
        case 'type':
            return 'map.shape';
        case 'shape':
            return 'shape.mismatch';
        case 'slices':
            return 'call.raises';
        case 'not-a-scope':
            return lacksSlash(pair, source, store)
                ? 'scope.no-trailing-slash'
                : 'variable.not-found';
        case 'tensor':
        case 'part':
            return (
                emptyCheckpointCode(source) ??
                (entry.branch === 'scope' && source?.checkpoint?.objectBased === true
                    ? 'checkpoint.object-based'
                    : lacksSlash(pair, source, store) && entry.branch === 'scope'
                      ? 'scope.no-trailing-slash'
                      : error.cause === 'part'
                        ? 'scope.part-in-name'
                        : 'tensor.not-found')
            );
    }
}

/** `model.ckpt.index` opens as a checkpoint without tensors: every name is then missing. */
function emptyCheckpointCode(source: CheckpointSource | undefined): DiagnosticCode | undefined {
    return source?.checkpoint?.tensorCount === 0
        ? source.problems.find(({ code }) => code === 'checkpoint.not-a-prefix')?.code
        : undefined;
}

/**
 * Whether an entry that is no one-to-one lacks a slash: one side ends in `/` and the other does
 * not, or neither does and both are scopes.
 */
export function lacksSlash(
    pair: MapPair,
    source: CheckpointSource | undefined,
    store: VariableStore,
): boolean {
    const tensor = pair.tensorNode.value;
    const variable = pair.variableNode.value;
    if (tensor.type !== 'str' || variable.type !== 'str') {
        return false;
    }
    const tensorSlash = tensor.value.endsWith('/');
    const variableSlash = variable.value.endsWith('/');
    if (tensorSlash || variableSlash) {
        return tensorSlash !== variableSlash;
    }
    const checkpoint = source?.checkpoint;
    const tensorIsScope =
        checkpoint === undefined ||
        (checkpoint.find(tensor.value) === undefined &&
            0 < checkpoint.countBelow(`${tensor.value}/`));
    return tensorIsScope && variable.value !== '' && store.hasScope(variable.value);
}
