// An assignment-map file as text means it: the calls in it, each with the argument that Python
// would get, and the place in the text of every name. Parsing never fails: half-typed text gives
// what is there and problems.

import type { PythonValue } from '../util/pythonValue.js';
import type { Span } from '../util/span.js';
import type { DiagnosticCode } from '../util/diagnosticCodes.js';

/** How a scalar is written, which decides how a name that replaces it must be quoted. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block' | 'json' | 'empty';

/**
 * A value of Python and its place in the text. A value that comes through an alias or a merge has
 * the place of the text that it came from.
 */
export interface MapNode {
    readonly value: PythonValue;
    /** The whole node, quotes included. */
    readonly span: Span;
    /** Between the quotes; equal to `span` where there are none. */
    readonly inner: Span;
    readonly style: ScalarStyle | 'collection';
    /** The text of a plain YAML scalar, where Python reads something else than that text. */
    readonly written?: string;
    /** The items of a list or tuple, the keys of a set, in order. */
    readonly items?: readonly MapNode[];
    /** The members of a dict, in Python's order of insertion, each key once. */
    readonly members?: readonly MapMember[];
}

/** A member of a dict. */
export interface MapMember {
    readonly key: MapNode;
    readonly value: MapNode;
    /** From the key's start to the value's end. */
    readonly span: Span;
}

/** Whose rules a call follows. */
export type TensorFlowRules = '2.21' | '1.15' | 'contrib';

/** A pattern of `expect_unassigned`, `expect_unused` or `exclude`, and its place. */
export interface PatternNode {
    readonly pattern: string;
    readonly span: Span;
}

/** Where a text names a path: a document's key, or the `# ckptmap:` comment. */
export interface PathNode {
    readonly path: string;
    readonly node: MapNode;
    readonly where: 'document' | 'comment';
}

/** One call of init_from_checkpoint, as a file writes it. */
export interface MapCall {
    readonly shape: 'bare' | 'document';
    /** The part of the text which makes the call. */
    readonly span: Span;
    /** The second argument. Undefined: the part makes no call (a document without the key, nothing). */
    readonly argument: MapNode | undefined;
    /** The key `assignment_map` of a document. */
    readonly argumentKey: Span | undefined;
    /** The first argument as the text says it; a value that is no string is kept (E2f). */
    readonly checkpoint:
        PathNode | { readonly path: undefined; readonly node: MapNode } | undefined;
    readonly model: PathNode | undefined;
    readonly collection: PatternNode | undefined;
    readonly exclude: readonly PatternNode[];
    readonly expectUnassigned: readonly PatternNode[];
    readonly expectUnused: readonly PatternNode[];
    readonly rules: TensorFlowRules | undefined;
    /** Where the `# ckptmap:` line stands, for the fix that adds to it. */
    readonly comment: Span | undefined;
    /** Set where a program makes the call. */
    readonly program?: ProgramCall;
}

/** What a call in a program has besides. */
export interface ProgramCall {
    readonly api: 'init_from_checkpoint' | 'warm_start';
    /** Whether the program catches what the call raises, and goes on. */
    readonly caught: boolean;
    /** Whether the program runs it; a literal map is understood where it does not, too. */
    readonly evaluated: boolean;
}

/** A name or value in the text that Python reads otherwise, or may not be there; with its fixes. */
export interface MapProblem {
    readonly code: Extract<DiagnosticCode, `map.${string}`>;
    readonly message: string;
    readonly span: Span;
    /** Places that belong to it, such as the first of two equal keys. */
    readonly related?: readonly { readonly span: Span; readonly message: string }[];
    readonly fixes?: readonly TextFix[];
    /** Which call it lies in, where it lies in one. */
    readonly call?: number;
}

/** A change of the text that mends a problem. */
export interface TextFix {
    readonly title: string;
    readonly edits: readonly { readonly span: Span; readonly newText: string }[];
    readonly preferred?: boolean;
}

/** `# ckptmap-ignore CODE[, CODE]: reason`. */
export interface IgnoreComment {
    readonly span: Span;
    /** Each code as written, with its place; a text that is no code is kept. */
    readonly codes: readonly { readonly code: string; readonly span: Span }[];
    readonly reason: string | undefined;
    /** The line, from 0, on which it silences. */
    readonly line: number;
}

/** A parsed file. */
export interface AssignmentMap {
    readonly language: 'yaml' | 'json';
    readonly text: string;
    /** In order; empty where the text is no YAML or JSON (`syntaxError`). */
    readonly calls: readonly MapCall[];
    /** Whether the text is not YAML or JSON as Python reads it; calls are then what could be saved. */
    readonly syntaxError: boolean;
    readonly problems: readonly MapProblem[];
    readonly ignores: readonly IgnoreComment[];
}
