// The load plan: what TensorFlow would do with a file of calls, as data.
// The command line prints it (planJson.ts), features read it, the preview shows it.

import type { Cause } from './entryErrors.js';
import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import type { MapCall, MapNode, TensorFlowRules, TextFix } from '../assignmentMap/assignmentMap.js';
import type { ModelSource, ModelVariable } from '../model/model.js';
import type { DiagnosticCode, Severity } from '../util/diagnosticCodes.js';
import type { TensorFlowError } from '../util/problem.js';
import type { Span } from '../util/span.js';

/** What comes of a call or a file, from best to worst: ok, unknown, fails-at-run-time, raises. */
export type Outcome = 'ok' | 'raises' | 'fails-at-run-time' | 'unknown';

/** What comes of one binding. `missing`: the tensor does not exist, and the call raises. */
export type Verdict = 'loads' | 'fails' | 'changes-shape' | 'missing';

/** One variable (or slice of one) and the tensor it gets. */
export interface Binding {
    /** Undefined where `/part_` in a scope's name leads to no variable (E9). */
    readonly variable: ModelVariable | undefined;
    /** The variable's operation name, or the name that led to none. */
    readonly variableName: string;
    readonly tensor: string;
    /** TensorFlow's shape-and-slice text; `''` for a whole tensor. */
    readonly slice: string;
    readonly verdict: Verdict;
    /** The shape that the variable takes, with `changes-shape`. */
    readonly becomes?: readonly number[];
    /** What the initializer raises, with `fails`; what the call raises, with `missing` or a misfit. */
    readonly error?: TensorFlowError;
    /** Set where this binding makes the call raise. */
    readonly cause?: Cause;
    /** The variable's bytes (its slice's); with `changes-shape` the tensor's; null where unknown. */
    readonly bytes: number | null;
}

/** An entry of the map in the order of application, resolved as if it were the only one. */
export interface PlannedEntry {
    /** What the file says; both names are Python values, usually strings. */
    readonly tensorNode: MapNode;
    readonly variableNode: MapNode;
    /** The entry's place: from the tensor's name to the variable's. */
    readonly span: Span;
    /** The tensor's name or scope; `str()` of what is no string. */
    readonly tensorName: string;
    /** The variable's name or scope; `repr()` of what is no string. */
    readonly variableName: string;
    readonly kind: 'variable' | 'scope' | 'root';
    /** The variables that it is about, also where no checkpoint is known to bind them to. */
    readonly reached: readonly ModelVariable[];
    /** Whether it may do more than this, with variables of which nothing tells. */
    readonly open: boolean;
    /** What the entry alone would do, up to and with the one that raises. */
    readonly bindings: readonly Binding[];
    /** What the entry alone would raise. */
    readonly error: CallError | null;
    /** Codes of the findings that stand on it, sorted, each once. */
    readonly codes: readonly DiagnosticCode[];
}

/** An exception of a call and the code under which we explain it. */
export interface CallError extends TensorFlowError {
    readonly code: DiagnosticCode;
}

/** A binding in the state after a call or a file. */
export interface Assignment extends Binding {
    readonly variable: ModelVariable;
    /** Index of the call in the file. */
    readonly call: number;
    /** Index of the entry in the call's `entries`. */
    readonly entry: number;
}

/** One call, planned. */
export interface CallPlan {
    readonly index: number;
    readonly call: MapCall;
    readonly rules: TensorFlowRules;
    /** Undefined where nothing says which one is meant. */
    readonly checkpoint: CheckpointSource | undefined;
    readonly model: ModelSource | undefined;
    readonly outcome: Outcome;
    readonly error: CallError | null;
    /** Index of the entry that raises; undefined where none does or the call raises before. */
    readonly failingEntry: number | undefined;
    readonly entries: readonly PlannedEntry[];
    /** Sorted by variable; empty where the call raises. */
    readonly assignments: readonly Assignment[];
    /** Variables which no entry reaches, each entry on its own. Sorted by name. */
    readonly unassigned: readonly ModelVariable[];
    /** Tensors which no entry reads, in the checkpoint's order. */
    readonly unused: readonly string[];
}

/** A place that belongs to a finding. */
export interface RelatedPlace {
    readonly span: Span;
    readonly message: string;
}

/** Something worth telling about the text. Findings become diagnostics, and quick fixes. */
export interface Finding {
    readonly code: DiagnosticCode;
    /** After the codes' defaults and what this case says; settings and `# ckptmap-ignore` come later. */
    readonly severity: Exclude<Severity, 'off'>;
    /** First line ours; TensorFlow's exception, if there is one, verbatim on the second. */
    readonly message: string;
    readonly span: Span;
    /** Of a place in another file of a program: where the program's own file leads there. */
    readonly seenAt?: Span;
    readonly related: readonly RelatedPlace[];
    readonly fixes: readonly TextFix[];
    readonly call: number | undefined;
    /** Index of the entry in the call's `entries`. */
    readonly entry: number | undefined;
}

/** What a file of calls does. */
export interface LoadPlan {
    readonly outcome: Outcome;
    readonly calls: readonly CallPlan[];
    /** The state after all calls, sorted by variable; empty where a call raises. */
    readonly assignments: readonly Assignment[];
    /** In the order of the text. */
    readonly findings: readonly Finding[];
    /** How the program ends that makes the calls, where it surely raises what it does not catch. */
    readonly ended?: ProgramEnd;
}

/** An exception that ends a program. */
export interface ProgramEnd extends TensorFlowError {
    /** Where in its text, which may be that of a file that it imports. */
    readonly span: Span | undefined;
}
