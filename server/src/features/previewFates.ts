// What becomes of a row, in words: one value for all rows of which the same is said, as there may
// be hundreds of thousands. What a tensor is for stands behind what becomes of it, where that is to
// be left as it is or never read.

import type { CallPlan, Binding, PlannedEntry } from '../loadPlan/loadPlan.js';
import type { RestoredObject } from '../tensorflow/trace.js';
import { roleNoun, type TensorRole } from '../util/roleNoun.js';
import type { RowVerdict } from './previewData.js';
import { codeText, failureText } from './previewFailure.js';

/** What becomes of a row, in words. */
export interface RowFate {
    readonly kind: RowVerdict;
    readonly text: string;
    readonly expected: boolean;
    readonly role: TensorRole;
    readonly exception?: string;
}

/** What an assignment does. */
export function assignedFate(binding: Binding, role: TensorRole, call: CallPlan): RowFate {
    switch (binding.verdict) {
        case 'loads':
            return fate('loads', 'loads', role);
        case 'changes-shape':
            return changedShape(binding, role);
        case 'fails':
        case 'missing':
            return failed(binding, role, call);
    }
}

/** What a binding would do if its entry were alone, in a call that loads nothing. */
export function aloneFate(
    binding: Binding,
    role: TensorRole,
    entry: PlannedEntry,
    call: CallPlan,
): RowFate {
    if (binding.verdict !== 'loads') {
        return assignedFate(binding, role, call);
    }
    const text = entry.error === null ? 'would load' : 'fits, but its entry raises';
    return fate('would-load', text, role);
}

/** A variable that no entry reaches. */
export function keptFate(role: TensorRole, isInStore: boolean, expected: boolean): RowFate {
    const asides = [
        ...(role === 'weight' ? [] : [roleNoun(role)]),
        ...(isInStore ? [] : ['not in the variable store']),
    ];
    const text = 'keeps its initializer';
    return fate('keeps', withAside(text, asides.join(', ')), role, expected);
}

/** A tensor that nothing reads. */
export function neverReadFate(role: TensorRole, expected: boolean): RowFate {
    const aside = role === 'weight' ? '' : roleNoun(role);
    return fate('never-read', withAside('never read', aside), role, expected);
}

/** A variable of an object that is restored. */
export function restoredFate(verdict: RestoredObject['verdict'], role: TensorRole): RowFate {
    switch (verdict) {
        case 'loads':
            return fate('loads', 'is restored', role);
        case 'fails':
            return fate('fails', 'does not fit its tensor', role);
        case 'unbound':
            return fate('keeps', 'keeps its value', role);
        case 'unknown':
            return fate('unknown', 'not known', role);
    }
}

/** A variable of which nothing can be said, because the call stops before or something is missing. */
export function unknownFate(role: TensorRole, call: CallPlan): RowFate {
    const text =
        call.outcome === 'raises'
            ? 'not reached: the call raises before'
            : call.checkpoint?.checkpoint === undefined
              ? 'not known without a checkpoint'
              : 'not known';
    return fate('unknown', text, role);
}

/** An entry that binds nothing. */
export function emptyEntryFate(entry: PlannedEntry, role: TensorRole, call: CallPlan): RowFate {
    if (entry.error !== null) {
        const exception = `${entry.error.type}: ${entry.error.message}`;
        const text = codeText(entry.error.code);
        return { kind: 'fails', text, expected: false, role, exception };
    }
    if (call.model?.model === undefined) {
        return fate('unknown', 'not known without a model', role);
    }
    if (call.checkpoint?.checkpoint === undefined) {
        return fate('unknown', 'not known without a checkpoint', role);
    }
    return entry.open
        ? fate('unknown', 'not known: not all variables of the model are', role)
        : fate('binds-nothing', 'matches no variable', role);
}

function changedShape({ becomes }: Binding, role: TensorRole): RowFate {
    const shape = becomes === undefined ? 'the tensor’s shape' : `shape [${becomes.join(', ')}]`;
    return { kind: 'changes-shape', text: `silently takes ${shape}`, expected: false, role };
}

function failed(binding: Binding, role: TensorRole, call: CallPlan): RowFate {
    const text = failureText(binding, call.checkpoint?.checkpoint);
    const { error } = binding;
    const failing = { kind: 'fails', text, expected: false, role } as const;
    return error === undefined
        ? failing
        : { ...failing, exception: `${error.type}: ${error.message}` };
}

function withAside(text: string, aside: string): string {
    return aside === '' ? text : `${text} · ${aside}`;
}

/** Verdicts in words that are no names: there are few of them, times the roles. */
const shared = new Map<string, RowFate>();

function fate(kind: RowVerdict, text: string, role: TensorRole, expected = false): RowFate {
    const key = `${kind}/${role}/${expected}/${text}`;
    let known = shared.get(key);
    if (known === undefined) {
        known = { kind, text, expected, role };
        shared.set(key, known);
    }
    return known;
}
