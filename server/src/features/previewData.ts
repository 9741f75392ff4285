// What the preview shows, as data that travels: the answer to `ckptmap/previewLoadPlan`.
// Columns and interned names, so that 100,000 rows are a few megabytes of JSON; nothing in it is
// markup, and nothing needs another look at the map. previewTable.ts makes it, the webview draws it.

import type { Range } from '../util/lineIndex.js';
import type { TensorRole } from '../util/roleNoun.js';
import type { StaticShape } from '../util/shape.js';

/** The load plan of one map or program, as the preview shows it. */
export interface PreviewData {
    /** The URI of the map or program. */
    readonly uri: string;
    /** The version of the text which was planned; null where it was read from disk. */
    readonly version: number | null;
    /**
     * One for each call, then one for each restore; with several calls, the state after all of them
     * comes first.
     */
    readonly sections: readonly PreviewSection[];
    readonly names: NameTable;
    /** Texts which columns point to: data types and slices. The first is empty. */
    readonly texts: readonly string[];
    /** Shapes which columns point to. */
    readonly shapes: readonly StaticShape[];
    /** Changes of the text which mend something; outcome lines and verdicts point to them. */
    readonly fixes: readonly PreviewFix[];
    /**
     * Of a notebook: all its cells in their order, none where it is only on disk. Positions in it
     * count in the cell whose number they have (`cell`), from 0, all cells counted.
     */
    readonly cells?: readonly PreviewCell[];
}

/** A cell of an open notebook: the editor's text of it, and the version which was planned. */
export interface PreviewCell {
    readonly uri: string;
    readonly version: number;
}

/**
 * Names as a tree of segments: the full name of `i` is that of `parents[i]`, a slash, and
 * `segments[labels[i]]`; a parent of -1 is none. A parent comes before its children.
 */
export interface NameTable {
    readonly parents: readonly number[];
    readonly labels: readonly number[];
    readonly segments: readonly string[];
}

/** A change of the text, ready to be applied to the version that was planned. */
export interface PreviewFix {
    readonly title: string;
    /** What would stand there, where the change is a single new name; else undefined. */
    readonly replacement?: string;
    readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

/** How a line of the preview is to be taken, besides its words. */
export type Tone = 'ok' | 'information' | 'warning' | 'error';

/** One sentence that says what would happen, what is behind it, and TensorFlow's own words. */
export interface PreviewOutcome {
    readonly tone: Tone;
    /** `TensorFlow would stop at line 7`. */
    readonly headline: string;
    /** What was found and what was expected; names are between single quotes. */
    readonly explanation?: string;
    /** Index into `fixes`. */
    readonly fixes: readonly number[];
    /** `ValueError: …`, verbatim but for the dict of shapes. */
    readonly exception?: string;
    /** The place in the text which the sentence is about. */
    readonly range?: Range;
}

/** How many have a role. The largest number comes first in lists. */
export interface RoleCount {
    readonly role: TensorRole;
    readonly count: number;
}

/** The five numbers that a person would ask for. Bytes are those of the variables that load. */
export interface PreviewCounts {
    /** Variables of the model, slices counted each; undefined where the model or their fate is not known. */
    readonly variables?: number;
    /** Variables that get a value; 0 in a call that raises. */
    readonly load: number;
    /** Those of `load` which silently take the tensor's shape. */
    readonly changeShape: number;
    readonly fail: number;
    readonly keep: number;
    /** Those of `keep` which the file expects to. */
    readonly keepExpected: number;
    /** What those of `keep` are for that are no weights. */
    readonly keepRoles: readonly RoleCount[];
    /** Tensors that nothing reads; undefined where the checkpoint is not known. */
    readonly neverRead?: number;
    /** Those of `neverRead` which the file expects to be. */
    readonly neverReadExpected: number;
    /** What those of `neverRead` are for that are no weights. */
    readonly neverReadRoles: readonly RoleCount[];
    /** Bytes read from the checkpoint. */
    readonly bytes: number;
    /** Shards that are read, and all there are; undefined where the checkpoint has no shards (V1). */
    readonly shards?: { readonly read: number; readonly all: number };
}

/**
 * What becomes of a row. `would-…`: what the entry alone would do, in a call that raises, where
 * nothing is loaded. `binds-nothing`: an entry, not a variable: TensorFlow takes it without a word
 * and nothing comes of it. `unknown`: the model or the checkpoint is not known.
 */
export type RowVerdict =
    | 'loads'
    | 'would-load'
    | 'changes-shape'
    | 'fails'
    | 'binds-nothing'
    | 'keeps'
    | 'never-read'
    | 'unknown';

/** A verdict in words, shared by the rows that have it. */
export interface PreviewVerdict {
    readonly kind: RowVerdict;
    /** `no such tensor`, `keeps its initializer`. */
    readonly text: string;
    /** Whether the file expects this (`expect_unassigned`, `expect_unused`). */
    readonly expected: boolean;
    /** What the row's tensor, or its variable, is for; absent for a weight. */
    readonly role?: TensorRole;
    /** What TensorFlow raises for the first row that has it. */
    readonly exception?: string;
    /** Index into `fixes`. */
    readonly fix?: number;
}

/** An entry of the map, to which rows lead back. */
export interface PreviewEntry {
    readonly call: number;
    readonly tensorName: string;
    readonly variableName: string;
    readonly range: Range;
}

/** The rows, column by column; all columns of a kind are equally long. */
export interface PreviewRows {
    /** Index into `names`; -1 in the rows of tensors never read. */
    readonly variable: readonly number[];
    /** Index into `names`; -1 where no tensor is bound. */
    readonly tensor: readonly number[];
    /** Index into `texts`: TensorFlow's shape-and-slice text, empty for the whole tensor. */
    readonly slice: readonly number[];
    /** Index into `shapes`; -1 where not known. */
    readonly shape: readonly number[];
    /** Index into `texts`. */
    readonly dtype: readonly number[];
    /** Bytes; -1 where not known. */
    readonly bytes: readonly number[];
    /** Index into the section's `verdicts`. */
    readonly verdict: readonly number[];
    /** Index into the section's `entries`; -1 where no entry caused it. */
    readonly entry: readonly number[];
    /**
     * What else the tensor is called; only there where a checkpoint of the section is object-based.
     * Indices into `names`, -1 where there is none: the path to its object, `model.layer.kernel`,
     */
    readonly objectPath?: readonly number[];
    /** and its variable's name when it was saved. */
    readonly savedName?: readonly number[];
}

/**
 * A scope of the table. Repeated scopes are one group, `encoder/layer_{0…11}` with 12 `times`.
 * Its lines are `firstLine` (inclusive) to the next group's.
 */
export interface PreviewGroup {
    readonly label: string;
    readonly times: number;
    readonly firstLine: number;
    /** What all its rows are for, where they are left out and no weights. */
    readonly role?: TensorRole;
}

/**
 * The lines of the table: rows that are the same in every repetition of their group are one line.
 * The rows of a line are `firstRow` (inclusive) to the next line's.
 */
export interface PreviewLines {
    /** The name inside the group, `attention/self/query/kernel`. */
    readonly label: readonly string[];
    /** The tensors' name in common, `bert/encoder/layer_{0…11}/w`; empty for a single row. */
    readonly tensor: readonly string[];
    /** The saved names' name in common, likewise; where rows have saved names. */
    readonly savedName?: readonly string[];
    readonly firstRow: readonly number[];
}

/** One call, the state after all calls, or a restore of a program's objects. */
export interface PreviewSection {
    readonly kind: 'call' | 'final' | 'restore';
    /** `Call 2, line 14`, `After all calls`, or `Restore, line 20`. */
    readonly title: string;
    /** `runs/bert/model.ckpt-1000`; undefined where it is not known. */
    readonly checkpoint?: string;
    /** `graph.meta`; undefined where it is not known. */
    readonly model?: string;
    /** Why this model was taken, and what others in its folder know; names are between single quotes. */
    readonly modelNotes: readonly string[];
    readonly outcome: PreviewOutcome;
    readonly counts: PreviewCounts;
    readonly entries: readonly PreviewEntry[];
    readonly verdicts: readonly PreviewVerdict[];
    readonly rows: PreviewRows;
    readonly lines: PreviewLines;
    /**
     * Groups of variables first, then those of tensors never read. In both, what is left out and no
     * weight comes last, grouped by what it is for.
     */
    readonly groups: readonly PreviewGroup[];
    /** The first group of tensors never read. */
    readonly firstNeverReadGroup: number;
}
