// A load plan as the JSON object `ckptmap/plan@1`, a contract with other programs: the order of the
// fields, what is left out and what is null do not change without a new schema. Lines and characters
// count from 0, in UTF-16 units. `$SHAPES` stands in messages for the dict of shapes.

import { LineIndex, type Places, type Position, type Range } from '../util/lineIndex.js';
import type { DiagnosticCode, Severity } from '../util/diagnosticCodes.js';
import type { TensorFlowError } from '../util/problem.js';
import type { StaticShape } from '../util/shape.js';
import type {
    Assignment,
    Binding,
    CallPlan,
    Finding,
    LoadPlan,
    Outcome,
    PlannedEntry,
    Verdict,
} from './loadPlan.js';

/** A planned file, and those of its findings that are shown. */
export interface PlannedFile {
    /** The file as the user named it. */
    readonly file: string;
    readonly text: string;
    readonly plan: LoadPlan;
    readonly findings: readonly Finding[];
    /** Where offsets are, if that is not what the text's lines say: in the cells of a notebook. */
    readonly places?: Places;
    /** In programs: the elements of `restores`. */
    readonly restores?: readonly RestoreJson[];
}

/** A restore through a `tf.train.Checkpoint`. */
export interface RestoreJson {
    readonly api: 'restore' | 'read';
    readonly at: Position;
    readonly checkpoint: { readonly argument: string } | null;
    readonly nameBased: boolean;
    readonly outcome: 'ok' | 'raises' | 'nothing' | 'unknown';
    readonly error: {
        readonly type: string;
        /** Null where a part of it is not known. */
        readonly message: string | null;
        readonly code: DiagnosticCode;
    } | null;
    readonly objects: readonly {
        readonly path: string;
        readonly tensor: string | null;
        readonly verdict: 'loads' | 'fails' | 'unbound' | 'unknown';
    }[];
    readonly unresolved: readonly string[];
    readonly deferred: readonly string[];
    readonly assertConsumed: boolean | null;
    readonly assertExistingObjectsMatched: boolean | null;
    readonly assertNontrivialMatch: boolean | null;
}

/** What a call reads. */
export interface CheckpointJson {
    readonly argument: string;
    readonly prefix?: string;
    readonly format?: 'v2' | 'v1';
    readonly objectBased?: boolean;
    readonly tensors?: number;
    readonly bytes?: number;
}

/** What a call writes to. */
export interface ModelJson {
    readonly path: string;
    readonly certainty?: string;
    readonly variables?: number;
}

/** A variable and the tensor it gets, if it is alone. */
export interface BindingJson {
    readonly variable: string;
    readonly tensor: string;
    readonly slice: string;
    readonly shape: StaticShape;
    readonly dtype?: string;
    readonly bytes: number | null;
    readonly verdict: Verdict;
}

/** A variable and the tensor it gets. */
export interface AssignmentJson extends BindingJson {
    readonly becomes?: readonly number[];
    readonly error?: TensorFlowError;
    /** The entry that causes it. */
    readonly rule: Position;
    /** In the state after all calls: the call's index. */
    readonly call?: number;
}

/** An entry of the map. */
export interface EntryJson {
    readonly tensorName: string;
    readonly variableName: string;
    readonly kind: PlannedEntry['kind'];
    /** In another file of a program. */
    readonly file?: string;
    /** In a notebook. */
    readonly cell?: number;
    readonly line: number;
    /** How many variables it binds, on its own. */
    readonly binds: number;
    readonly bytes: number;
    readonly codes: readonly DiagnosticCode[];
    /** In calls that raise. */
    readonly bindings?: readonly BindingJson[];
}

/** A call. */
export interface CallJson {
    /** In programs: which function, and where the call begins. */
    readonly api?: string;
    readonly at?: Position;
    readonly checkpoint: CheckpointJson | null;
    readonly model: ModelJson | null;
    readonly outcome: Outcome;
    readonly error: (TensorFlowError & { readonly code: DiagnosticCode }) | null;
    readonly assignments: readonly AssignmentJson[];
    readonly entries: readonly EntryJson[];
    readonly unassigned: readonly string[];
    readonly unused: readonly string[];
}

/** A finding. */
export interface DiagnosticJson {
    readonly code: DiagnosticCode;
    readonly severity: Exclude<Severity, 'off'>;
    readonly message: string;
    readonly range: Range;
}

/** A file. */
export interface PlanJson {
    readonly schema: 'ckptmap/plan@1';
    readonly file: string;
    readonly outcome: Outcome;
    readonly calls: readonly CallJson[];
    readonly assignments: readonly AssignmentJson[];
    readonly diagnostics: readonly DiagnosticJson[];
    /** In programs: what `tf.train.Checkpoint` restores. */
    readonly restores?: readonly RestoreJson[];
}

/** The JSON object of a planned file. */
export function planJson(planned: PlannedFile): PlanJson {
    const { file, plan, findings, restores } = planned;
    const lines = placesIn(planned);
    const calls = callsMade(plan);
    return {
        schema: 'ckptmap/plan@1',
        file,
        outcome: plan.outcome,
        calls: calls.map((call) => callJson(call, lines)),
        assignments: plan.assignments.map((assignment) => ({
            ...assignmentJson(assignment, plan.calls[assignment.call], lines),
            call: calls.findIndex(({ index }) => index === assignment.call),
        })),
        diagnostics: diagnosticsJson(findings, lines),
        ...(restores === undefined ? {} : { restores }),
    };
}

/** Where the offsets of a planned file are. */
export function placesIn({ text, places }: Pick<PlannedFile, 'text' | 'places'>): Places {
    return places ?? new LineIndex(text);
}

/** The calls that a program makes: an empty part makes none, nor does text that Python cannot read. */
export function callsMade({ calls, findings }: LoadPlan): readonly CallPlan[] {
    return findings.some(({ code }) => code === 'map.syntax')
        ? []
        : calls.filter(({ call }) => call.argument !== undefined);
}

/** Findings as JSON. */
export function diagnosticsJson(
    findings: readonly Finding[],
    lines: Places,
): readonly DiagnosticJson[] {
    return findings.map(({ code, severity, message, span }) => ({
        code,
        severity,
        message,
        range: lines.rangeOf(span),
    }));
}

function callJson(call: CallPlan, lines: Places): CallJson {
    const { outcome, error } = call;
    const { program, span } = call.call;
    return {
        ...(program === undefined ? {} : { api: program.api, at: lines.positionAt(span.start) }),
        checkpoint: checkpointJson(call),
        model: modelJson(call),
        outcome,
        error:
            error === null ? null : { type: error.type, message: error.message, code: error.code },
        assignments: call.assignments.map((each) => assignmentJson(each, call, lines)),
        entries: call.entries.map((entry) => entryJson(entry, outcome === 'raises', lines)),
        unassigned: call.unassigned.map(({ name }) => name),
        unused: call.unused,
    };
}

function checkpointJson({ checkpoint: source }: CallPlan): CheckpointJson | null {
    if (source === undefined) {
        return null;
    }
    const { argument, prefix, checkpoint } = source;
    return {
        argument,
        ...(prefix === undefined ? {} : { prefix }),
        ...(checkpoint === undefined
            ? {}
            : {
                  format: checkpoint.format,
                  objectBased: checkpoint.objectBased,
                  tensors: checkpoint.tensorCount,
                  bytes: checkpoint.totalBytes,
              }),
    };
}

function modelJson({ model: source }: CallPlan): ModelJson | null {
    if (source === undefined) {
        return null;
    }
    const { model } = source;
    return {
        path: source.path ?? source.argument,
        ...(model === undefined
            ? {}
            : {
                  certainty: model.certainty,
                  ...(model.open === undefined ? { variables: model.variables.length } : {}),
              }),
    };
}

function bindingJson(binding: Binding): BindingJson {
    const { variable, tensor, slice, bytes, verdict } = binding;
    return {
        variable: binding.variableName,
        tensor,
        slice,
        shape: variable?.shape ?? null,
        ...(variable === undefined ? {} : { dtype: variable.dtype }),
        bytes,
        verdict,
    };
}

function assignmentJson(
    assignment: Assignment,
    call: CallPlan | undefined,
    lines: Places,
): AssignmentJson {
    const { becomes, error } = assignment;
    const start = call?.entries[assignment.entry]?.span.start ?? 0;
    return {
        ...bindingJson(assignment),
        ...(becomes === undefined ? {} : { becomes }),
        ...(error === undefined ? {} : { error: { type: error.type, message: error.message } }),
        rule: lines.positionAt(start),
    };
}

function entryJson(entry: PlannedEntry, showBindings: boolean, lines: Places): EntryJson {
    const bound = boundBy(entry);
    return {
        tensorName: entry.tensorName,
        variableName: entry.variableName,
        kind: entry.kind,
        ...lineAt(entry.span.start, lines),
        binds: bound.length,
        bytes: bound.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
        codes: entry.codes,
        ...(showBindings ? { bindings: entry.bindings.map(bindingJson) } : {}),
    };
}

/** The line of an offset, with its file and its cell where it has one. */
function lineAt(offset: number, lines: Places): Pick<EntryJson, 'file' | 'cell' | 'line'> {
    const { file, cell, line } = lines.positionAt(offset);
    return {
        ...(file === undefined ? {} : { file }),
        ...(cell === undefined ? {} : { cell }),
        line,
    };
}

/** The bindings of an entry that lead to a tensor. */
export function boundBy(entry: PlannedEntry): readonly Binding[] {
    return entry.bindings.filter(({ verdict }) => verdict !== 'missing');
}
