// One call of init_from_checkpoint with everything it sees: opens, takes the map apart, applies
// entry after entry, and says what TensorFlow raises first. No finding is made here; those explain
// what this file has decided.

import type { MapCall, MapNode, TensorFlowRules } from '../assignmentMap/assignmentMap.js';
import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import type { ModelSource, ModelVariable } from '../model/model.js';
import type { DiagnosticCode } from '../util/diagnosticCodes.js';
import { compareCodePoints } from '../util/order.js';
import type { TensorFlowError } from '../util/problem.js';
import { pythonRepr } from '../util/pythonRepr.js';
import { resolveEntry, type ResolvedBinding, type ResolvedEntry } from './initFromCheckpoint.js';
import type { Assignment, CallError, Outcome } from './loadPlan.js';
import { pairsOf, type MapPair, type MapPairs } from './mapArgument.js';
import { entryErrorCode } from './entryErrorCode.js';
import { holdsAny, openEntry, sureEntry } from './openEntries.js';
import { VariableStore } from './variableStore.js';

/** What a call gets from outside the text of the map. */
export interface CallInputs {
    /** Undefined where nothing says which checkpoint is meant. */
    readonly checkpoint?: CheckpointSource;
    /** Undefined where nothing says which model is meant. */
    readonly model?: ModelSource;
    readonly rules: TensorFlowRules;
    /** Variables that the map holds as objects, by identity; a program's calls alone have them. */
    readonly objects?: ReadonlyMap<number, ModelVariable>;
    /** Those of them of which not everything is known. */
    readonly unsure?: ReadonlySet<number>;
    /** Why nothing can be said of the whole: what of the call is not known. */
    readonly unknown?: string;
}

/** An entry, resolved on its own. */
export interface CallEntry extends ResolvedEntry {
    readonly pair: MapPair;
    readonly index: number;
    /** The code of `error`; undefined where the entry does not raise. */
    readonly errorCode: DiagnosticCode | undefined;
    /** Whether it may do more than this, with variables of which nothing tells. */
    readonly open: boolean;
}

/** A call, resolved. */
export interface ResolvedCall {
    readonly index: number;
    readonly call: MapCall;
    readonly inputs: CallInputs;
    /** The checkpoint, where there is one that can be opened and read. */
    readonly source: CheckpointSource | undefined;
    readonly store: VariableStore | undefined;
    readonly pairs: MapPairs;
    /** In the order of application. */
    readonly entries: readonly CallEntry[];
    readonly outcome: Outcome;
    readonly error: CallError | null;
    /** The entry which raises; undefined where none does. */
    readonly failingEntry: number | undefined;
    /** The node that raises, where it is none of the entries. */
    readonly failingNode: MapNode | undefined;
    /** The last binding of each variable, sorted by variable; empty where the call raises. */
    readonly assignments: readonly Assignment[];
}

/** Resolves one call. Total: whatever is missing or broken makes a value. */
export function resolveCall(index: number, call: MapCall, inputs: CallInputs): ResolvedCall {
    const source = usable(inputs.checkpoint);
    const model = inputs.model?.model;
    const store = model === undefined ? undefined : new VariableStore(model);
    const pairs: MapPairs =
        call.argument === undefined
            ? { pairs: [], error: null }
            : pairsOf(call.argument, inputs.rules);
    const entries = pairs.pairs.map((pair, position) =>
        callEntry(pair, position, source, store, inputs),
    );

    const base = { index, call, inputs, source, store, pairs, entries };
    const ending =
        call.argument === undefined || inputs.unknown !== undefined
            ? undecided
            : endingOf(call, inputs, pairs, entries);
    if (ending.error !== null || ending.outcome === 'unknown') {
        return { ...base, ...ending, assignments: [] };
    }
    const assignments = lastBindings(index, entries);
    const fails = assignments.some(({ verdict }) => verdict === 'fails');
    return { ...base, ...ending, outcome: fails ? 'fails-at-run-time' : 'ok', assignments };
}

/** A checkpoint that opens, and whose names can be read. */
function usable(source: CheckpointSource | undefined): CheckpointSource | undefined {
    return source?.checkpoint === undefined || source.error !== null ? undefined : source;
}

function callEntry(
    pair: MapPair,
    index: number,
    source: CheckpointSource | undefined,
    store: VariableStore | undefined,
    { rules, objects, unsure, model }: CallInputs,
): CallEntry {
    const { tensorNode, variableNode } = pair;
    if (store === undefined) {
        const nothing = { branch: undefined, scope: undefined, bindings: [], reached: [] } as const;
        const { error } = resolveEntry(
            { source: undefined, store: emptyStore, rules },
            tensorNode.value,
            variableNode.value,
        );
        // Without a model only what is wrong with every model can be said.
        const certain = error?.cause === 'type' && variableNode.value.type !== 'str' ? error : null;
        return {
            ...nothing,
            pair,
            index,
            error: certain,
            errorCode: certain === null ? undefined : 'map.shape',
            open: certain === null,
        };
    }
    const scope = { source, store, rules, objects };
    const resolved = resolveEntry(scope, tensorNode.value, variableNode.value);
    const openPart = model?.model?.open;
    const { entry, open } = holdsAny(variableNode.value, unsure)
        ? openEntry
        : openPart === undefined
          ? { entry: resolved, open: false }
          : sureEntry(resolved, variableNode.value, store, openPart);
    const errorCode =
        entry.error === null ? undefined : entryErrorCode(entry.error, entry, pair, source, store);
    return { ...entry, pair, index, errorCode, open };
}

const emptyStore = new VariableStore({ certainty: 'exact', variables: [] });

interface Ending {
    readonly outcome: Outcome;
    readonly error: CallError | null;
    readonly failingEntry: number | undefined;
    readonly failingNode: MapNode | undefined;
}

const undecided: Ending = {
    outcome: 'unknown',
    error: null,
    failingEntry: undefined,
    failingNode: undefined,
};

/** What the call raises first, in the order in which TensorFlow looks. */
function endingOf(
    call: MapCall,
    inputs: CallInputs,
    pairs: MapPairs,
    entries: readonly CallEntry[],
): Ending {
    const { checkpoint } = inputs;
    const badArgument = argumentTypeError(call, inputs);
    if (badArgument !== undefined) {
        return raises(badArgument, 'map.shape', undefined, call.checkpoint?.node);
    }
    if (checkpoint === undefined || checkpoint.remote) {
        return undecided;
    }
    if (checkpoint.error !== null) {
        return raises(checkpoint.error, openErrorCode(checkpoint), undefined, undefined);
    }
    if (pairs.error?.after === 0) {
        return raises(pairs.error, 'map.shape', undefined, pairs.error.node);
    }
    for (const { index, error, errorCode, open } of entries) {
        if (index === pairs.error?.after) {
            break;
        }
        if (open) {
            // What this entry does with the model is not known, so neither is what comes after.
            return undecided;
        }
        if (error !== null) {
            return raises(error, errorCode ?? 'call.raises', index, undefined);
        }
    }
    if (pairs.error !== null) {
        return raises(pairs.error, 'map.shape', undefined, pairs.error.node);
    }
    return { ...undecided, outcome: 'ok' };
}

/** A first argument that is no path (semantics.md, E2f). */
function argumentTypeError(call: MapCall, inputs: CallInputs): TensorFlowError | undefined {
    if (inputs.checkpoint !== undefined || call.checkpoint?.path !== undefined) {
        return undefined;
    }
    return call.checkpoint === undefined
        ? undefined
        : {
              type: 'TypeError',
              message: `Expected binary or unicode string, got ${pythonRepr(call.checkpoint.node.value)}`,
          };
}

/** The code of the problem which explains why a checkpoint does not open. */
function openErrorCode(source: CheckpointSource): DiagnosticCode {
    const explained = source.problems.find(
        ({ error }) => error !== undefined && error.message === source.error?.message,
    );
    return explained?.code ?? 'checkpoint.corrupt';
}

function raises(
    error: TensorFlowError,
    code: DiagnosticCode,
    failingEntry: number | undefined,
    failingNode: MapNode | undefined,
): Ending {
    const { type, message } = error;
    return { outcome: 'raises', error: { type, message, code }, failingEntry, failingNode };
}

/** The state after the entries: the last binding of a variable is the one that counts. */
function lastBindings(call: number, entries: readonly CallEntry[]): readonly Assignment[] {
    const last = new Map<ModelVariable, Assignment>();
    for (const { index, bindings } of entries) {
        for (const binding of bindings) {
            if (binding.variable !== undefined) {
                last.set(binding.variable, assignment(binding, binding.variable, call, index));
            }
        }
    }
    return sortAssignments(last.values());
}

function assignment(
    binding: ResolvedBinding,
    variable: ModelVariable,
    call: number,
    entry: number,
): Assignment {
    const { variableName, tensor, slice, verdict, bytes, becomes, error } = binding;
    return {
        variable,
        variableName,
        tensor,
        slice,
        verdict,
        bytes,
        ...(becomes === undefined ? {} : { becomes }),
        ...(error === undefined ? {} : { error }),
        call,
        entry,
    };
}

/** Assignments in the order of their variables' names. */
export function sortAssignments(assignments: Iterable<Assignment>): readonly Assignment[] {
    return [...assignments].sort((a, b) => compareCodePoints(a.variableName, b.variableName));
}
