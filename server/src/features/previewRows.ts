// The preview's rows before they are folded and put into columns: one for every variable, then one
// for every tensor never read. Of a call that raises nothing is loaded; its rows say what each
// entry alone would do.

import type { Checkpoint } from '../checkpoint/checkpoint.js';
import type { Binding, CallPlan, LoadPlan, PlannedEntry } from '../loadPlan/loadPlan.js';
import { variableBytes } from '../loadPlan/restore.js';
import type { ModelVariable } from '../model/model.js';
import { anyNamePattern } from '../util/namePattern.js';
import type { StaticShape } from '../util/shape.js';
import { roleNoun, type TensorRole } from '../util/roleNoun.js';
import { tensorRole } from '../util/tensorRole.js';
import type { RowVerdict } from './previewData.js';
import { codeText, failureText } from './previewFailure.js';

/** What becomes of a row, in words. */
export interface RowFate {
    readonly kind: RowVerdict;
    readonly text: string;
    readonly expected: boolean;
    readonly exception?: string;
}

/** A row of the table. */
export interface Row {
    readonly variable: string | undefined;
    readonly tensor: string | undefined;
    readonly slice: string;
    /** Undefined where nothing is known of it. */
    readonly shape: StaticShape | undefined;
    readonly dtype: string;
    readonly bytes: number | null;
    readonly fate: RowFate;
    /** The entry that caused it. */
    readonly entry: { readonly call: number; readonly index: number } | undefined;
}

/** The rows of one call: variables, then tensors never read. */
export function callRows(call: CallPlan): readonly Row[] {
    const rows = new Map<string, Row>();
    if (call.outcome === 'raises' || call.outcome === 'unknown') {
        call.entries.forEach((entry, index) => {
            const cause = { call: call.index, index };
            for (const binding of entry.bindings) {
                const fate = aloneFate(binding, entry, call);
                rows.set(binding.variableName, bindingRow(binding, fate, cause));
            }
        });
    } else {
        const causeOf = causesOf(call);
        for (const assignment of call.assignments) {
            const fate = assignedFate(assignment, call);
            const cause = causeOf(assignment.entry);
            rows.set(assignment.variableName, bindingRow(assignment, fate, cause));
        }
    }

    const isExpected = anyNamePattern(call.call.expectUnassigned.map(({ pattern }) => pattern));
    for (const variable of call.unassigned) {
        if (!rows.has(variable.name)) {
            rows.set(variable.name, keptRow(variable, isExpected));
        }
    }
    for (const variable of call.model?.model?.variables ?? []) {
        if (!rows.has(variable.name)) {
            rows.set(variable.name, unboundRow(variable, call));
        }
    }
    return [...rows.values(), ...emptyEntryRows(call), ...unusedRows(call)];
}

/** The rows of the state after all calls. */
export function finalRows(plan: LoadPlan): readonly Row[] {
    const rows = new Map<string, Row>();
    const causes = plan.calls.map(causesOf);
    for (const assignment of plan.assignments) {
        const call = plan.calls[assignment.call];
        if (call !== undefined) {
            const fate = assignedFate(assignment, call);
            const cause = causes[assignment.call]?.(assignment.entry);
            rows.set(assignment.variableName, bindingRow(assignment, fate, cause));
        }
    }
    const patterns = plan.calls.flatMap(({ call }) => call.expectUnassigned);
    const isExpected = anyNamePattern(patterns.map(({ pattern }) => pattern));
    for (const call of plan.calls) {
        for (const variable of call.model?.model?.variables ?? []) {
            if (!rows.has(variable.name)) {
                rows.set(variable.name, keptRow(variable, isExpected));
            }
        }
    }
    return [...rows.values(), ...unusedAfterAll(plan)];
}

/** The entries of a call, each as one object that its rows share. */
function causesOf(call: CallPlan): (entry: number) => Row['entry'] {
    const causes = call.entries.map((_, index) => ({ call: call.index, index }));
    return (entry) => causes[entry];
}

function bindingRow(binding: Binding, fate: RowFate, entry: Row['entry']): Row {
    return {
        variable: binding.variableName,
        tensor: binding.tensor,
        slice: binding.slice,
        shape: binding.variable?.shape,
        dtype: binding.variable?.dtype ?? '',
        bytes: binding.bytes,
        fate,
        entry,
    };
}

// Rows by the hundred thousand share these.
const loads: RowFate = { kind: 'loads', text: 'loads', expected: false };
const wouldLoad: RowFate = { kind: 'would-load', text: 'would load', expected: false };
const fitsInVain: RowFate = {
    kind: 'would-load',
    text: 'fits, but its entry raises',
    expected: false,
};
const keeps = expectable('keeps', 'keeps its initializer');
const keepsOutside = expectable('keeps', 'keeps its initializer · not in the variable store');
const neverRead = expectable('never-read', 'never read');
const neverReadByRole = new Map<TensorRole, typeof neverRead>([['weight', neverRead]]);

/** The fate of a tensor that is never read, with what it is for. */
function neverReadAs(role: TensorRole): typeof neverRead {
    const known = neverReadByRole.get(role);
    const fate = known ?? expectable('never-read', `never read · ${roleNoun(role)}`);
    neverReadByRole.set(role, fate);
    return fate;
}

function expectable(kind: RowVerdict, text: string): (isExpected: boolean) => RowFate {
    const expected: RowFate = { kind, text, expected: true };
    const surprising: RowFate = { kind, text, expected: false };
    return (isExpected) => (isExpected ? expected : surprising);
}

function assignedFate(binding: Binding, call: CallPlan): RowFate {
    switch (binding.verdict) {
        case 'loads':
            return loads;
        case 'changes-shape':
            return changedShape(binding);
        case 'fails':
        case 'missing':
            return failed(binding, call);
    }
}

function aloneFate(binding: Binding, entry: PlannedEntry, call: CallPlan): RowFate {
    if (binding.verdict !== 'loads') {
        return assignedFate(binding, call);
    }
    return entry.error === null ? wouldLoad : fitsInVain;
}

function changedShape({ becomes }: Binding): RowFate {
    const shape = becomes === undefined ? 'the tensor’s shape' : `shape [${becomes.join(', ')}]`;
    return { kind: 'changes-shape', text: `silently takes ${shape}`, expected: false };
}

function failed(binding: Binding, call: CallPlan): RowFate {
    const text = failureText(binding, call.checkpoint?.checkpoint);
    const { error } = binding;
    return error === undefined
        ? { kind: 'fails', text, expected: false }
        : { kind: 'fails', text, expected: false, exception: `${error.type}: ${error.message}` };
}

function keptRow(variable: ModelVariable, isExpected: (name: string) => boolean): Row {
    const expected =
        isExpected(variable.name) ||
        (variable.partition !== undefined && isExpected(variable.partition.fullName));
    const fate = variable.storeKey === null ? keepsOutside : keeps;
    return variableRow(variable, fate(expected));
}

/** A variable of which nothing can be said, because the call stops before or something is missing. */
function unboundRow(variable: ModelVariable, call: CallPlan): Row {
    const text =
        call.outcome === 'raises'
            ? 'not reached: the call raises before'
            : call.checkpoint?.checkpoint === undefined
              ? 'not known without a checkpoint'
              : 'not known';
    return variableRow(variable, { kind: 'unknown', text, expected: false });
}

function variableRow(variable: ModelVariable, fate: RowFate): Row {
    return {
        variable: variable.name,
        tensor: undefined,
        slice: '',
        shape: variable.shape,
        dtype: variable.dtype,
        bytes: variableBytes(variable),
        fate,
        entry: undefined,
    };
}

/** An entry that binds nothing, for whatever reason, is a row of its own. */
function emptyEntryRows(call: CallPlan): readonly Row[] {
    const checkpoint = call.checkpoint?.checkpoint;
    return call.entries.flatMap((entry, index): readonly Row[] => {
        if (0 < entry.bindings.length) {
            return [];
        }
        const found = checkpoint?.find(entry.tensorName);
        const tensor = found === undefined ? undefined : checkpoint?.tensor(found);
        return [
            {
                variable: entry.variableName,
                tensor: entry.tensorName,
                slice: '',
                shape: tensor?.shape,
                dtype: tensor?.dtype ?? '',
                bytes: tensor?.bytes ?? null,
                fate: emptyEntryFate(entry, call),
                entry: { call: call.index, index },
            },
        ];
    });
}

function emptyEntryFate(entry: PlannedEntry, call: CallPlan): RowFate {
    if (entry.error !== null) {
        const exception = `${entry.error.type}: ${entry.error.message}`;
        return { kind: 'fails', text: codeText(entry.error.code), expected: false, exception };
    }
    if (call.model?.model === undefined) {
        return { kind: 'unknown', text: 'not known without a model', expected: false };
    }
    if (call.checkpoint?.checkpoint === undefined) {
        return { kind: 'unknown', text: 'not known without a checkpoint', expected: false };
    }
    return {
        kind: 'binds-nothing',
        text: 'matches no variable',
        expected: false,
    };
}

function unusedRows(call: CallPlan): readonly Row[] {
    const isExpected = anyNamePattern(call.call.expectUnused.map(({ pattern }) => pattern));
    return tensorRows(call.checkpoint?.checkpoint, call.unused, isExpected);
}

/** Of each checkpoint, the tensors that no call which reads it uses. */
function unusedAfterAll(plan: LoadPlan): readonly Row[] {
    const patterns = plan.calls.flatMap(({ call }) => call.expectUnused);
    const isExpected = anyNamePattern(patterns.map(({ pattern }) => pattern));
    const byCheckpoint = new Map<string, CallPlan[]>();
    for (const call of plan.calls) {
        if (call.checkpoint?.checkpoint !== undefined) {
            const path = call.checkpoint.path ?? call.checkpoint.argument;
            byCheckpoint.set(path, [...(byCheckpoint.get(path) ?? []), call]);
        }
    }
    return [...byCheckpoint.values()].flatMap((calls) => {
        const [first, ...others] = calls;
        const sets = others.map(({ unused }) => new Set(unused));
        const unused = (first?.unused ?? []).filter((name) => sets.every((set) => set.has(name)));
        return tensorRows(first?.checkpoint?.checkpoint, unused, isExpected);
    });
}

function tensorRows(
    checkpoint: Checkpoint | undefined,
    names: readonly string[],
    isExpected: (name: string) => boolean,
): readonly Row[] {
    return names.map((name) => {
        const index = checkpoint?.find(name);
        const tensor = index === undefined ? undefined : checkpoint?.tensor(index);
        const fate = neverReadAs(tensorRole(name, tensor?.dtype) ?? 'weight');
        return {
            variable: undefined,
            tensor: name,
            slice: '',
            shape: tensor?.shape,
            dtype: tensor?.dtype ?? '',
            bytes: tensor?.bytes ?? null,
            fate: fate(isExpected(name)),
            entry: undefined,
        };
    });
}
