// The preview's rows before they are folded and put into columns: one for every variable, then one
// for every tensor never read. Of a call that raises nothing is loaded; its rows say what each
// entry alone would do. What is said of a row stands in previewFates.ts.

import type { ObjectName } from '../checkpoint/objectNames.js';
import type { Binding, CallPlan, LoadPlan } from '../loadPlan/loadPlan.js';
import { variableBytes } from '../loadPlan/restore.js';
import type { ModelVariable } from '../model/model.js';
import { anyNamePattern } from '../util/namePattern.js';
import type { TensorRole } from '../util/roleNoun.js';
import type { StaticShape } from '../util/shape.js';
import { tensorRole } from '../util/tensorRole.js';
import {
    aloneFate,
    assignedFate,
    emptyEntryFate,
    keptFate,
    neverReadFate,
    unknownFate,
    type RowFate,
} from './previewFates.js';

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
    /** What else the tensor of an object-based checkpoint is called. */
    readonly object: ObjectName | undefined;
}

/** The rows of one call: variables, then tensors never read. */
export function callRows(call: CallPlan): readonly Row[] {
    const rows = new Map<string, Row>();
    if (call.outcome === 'raises' || call.outcome === 'unknown') {
        call.entries.forEach((entry, index) => {
            const cause = { call: call.index, index };
            for (const binding of entry.bindings) {
                const fate = aloneFate(binding, roleOf(binding), entry, call);
                rows.set(binding.variableName, bindingRow(binding, fate, cause, call));
            }
        });
    } else {
        const causeOf = causesOf(call);
        for (const assignment of call.assignments) {
            const fate = assignedFate(assignment, roleOf(assignment), call);
            const cause = causeOf(assignment.entry);
            rows.set(assignment.variableName, bindingRow(assignment, fate, cause, call));
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
            const fate = assignedFate(assignment, roleOf(assignment), call);
            const cause = causes[assignment.call]?.(assignment.entry);
            rows.set(assignment.variableName, bindingRow(assignment, fate, cause, call));
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

/** What the tensor of a binding is for: its key says more than the variable's name. */
function roleOf({ tensor, variable }: Binding): TensorRole {
    return tensorRole(tensor, variable?.dtype) ?? 'weight';
}

function bindingRow(binding: Binding, fate: RowFate, entry: Row['entry'], call: CallPlan): Row {
    return {
        variable: binding.variableName,
        tensor: binding.tensor,
        slice: binding.slice,
        shape: binding.variable?.shape,
        dtype: binding.variable?.dtype ?? '',
        bytes: binding.bytes,
        fate,
        entry,
        object: objectOf(binding.tensor, call),
    };
}

function objectOf(tensor: string, call: CallPlan | undefined): ObjectName | undefined {
    return call?.checkpoint?.objects?.of(tensor);
}

function keptRow(variable: ModelVariable, isExpected: (name: string) => boolean): Row {
    const { name, dtype, partition, storeKey } = variable;
    const expected =
        isExpected(name) || (partition !== undefined && isExpected(partition.fullName));
    const role = tensorRole(name, dtype) ?? 'weight';
    return variableRow(variable, keptFate(role, storeKey !== null, expected));
}

function unboundRow(variable: ModelVariable, call: CallPlan): Row {
    const role = tensorRole(variable.name, variable.dtype) ?? 'weight';
    return variableRow(variable, unknownFate(role, call));
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
        object: undefined,
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
        const role = tensor === undefined ? undefined : tensorRole(tensor.name, tensor.dtype);
        return [
            {
                variable: entry.variableName,
                tensor: entry.tensorName,
                slice: '',
                shape: tensor?.shape,
                dtype: tensor?.dtype ?? '',
                bytes: tensor?.bytes ?? null,
                fate: emptyEntryFate(entry, role ?? 'weight', call),
                entry: { call: call.index, index },
                object: tensor === undefined ? undefined : objectOf(tensor.name, call),
            },
        ];
    });
}

function unusedRows(call: CallPlan): readonly Row[] {
    const isExpected = anyNamePattern(call.call.expectUnused.map(({ pattern }) => pattern));
    return tensorRows(call, call.unused, isExpected);
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
        return tensorRows(first, unused, isExpected);
    });
}

function tensorRows(
    call: CallPlan | undefined,
    names: readonly string[],
    isExpected: (name: string) => boolean,
): readonly Row[] {
    const checkpoint = call?.checkpoint?.checkpoint;
    return names.map((name) => {
        const index = checkpoint?.find(name);
        const tensor = index === undefined ? undefined : checkpoint?.tensor(index);
        const role = tensorRole(name, tensor?.dtype) ?? 'weight';
        return {
            variable: undefined,
            tensor: name,
            slice: '',
            shape: tensor?.shape,
            dtype: tensor?.dtype ?? '',
            bytes: tensor?.bytes ?? null,
            fate: neverReadFate(role, isExpected(name)),
            entry: undefined,
            object: objectOf(name, call),
        };
    });
}
