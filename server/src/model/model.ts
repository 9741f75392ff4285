// A model in memory: its variables, and how certain we are of them.
// A *variable* lives in the model; a *tensor* in the checkpoint.

import type { StaticShape, TensorShape } from '../util/shape.js';
import type { Problem } from '../util/problem.js';
import type { Span } from '../util/span.js';
import type { ModelFormat } from './modelFormats.js';
import type { OpenPart } from './openPart.js';

/** The call in a program that makes a variable. */
export interface MakingPlace {
    /** The absolute path of one of the program's files. */
    readonly file: string;
    /** The call, in the program's text. */
    readonly span: Span;
}

/** Which part of a partitioned variable a slice is (TensorFlow's SaveSliceInfo). */
export interface VariablePartition {
    readonly fullName: string;
    readonly fullShape: TensorShape;
    readonly offset: TensorShape;
    readonly shape: TensorShape;
}

/** A variable of a model, as the graph has it. */
export interface ModelVariable {
    /** The operation's name, without `:0`. */
    readonly name: string;
    readonly shape: StaticShape;
    /** Python's name of the base type, such as `float32`. */
    readonly dtype: string;
    readonly kind: 'resource' | 'ref';
    readonly trainable: boolean;
    /** Its key in the variable store, which maps go by; null where it is not in the store. */
    readonly storeKey: string | null;
    readonly partition?: VariablePartition;
    /** The collections which hold it, where the file says: `trainable_variables` and so on. */
    readonly collections?: readonly string[];
    /** Where a program makes it. */
    readonly place?: MakingPlace;
}

/**
 * How a model source knows its variables: `exact` from a dump of the live graph, `graph` inferred
 * from a graph, `source` read in Python, `checkpoint` taken from another checkpoint.
 */
export type ModelCertainty = 'exact' | 'graph' | 'source' | 'checkpoint';

/** The variables of a model, in the order of their making. */
export interface Model {
    readonly certainty: ModelCertainty;
    readonly variables: readonly ModelVariable[];
    /** Layers whose variables the source does not tell: they are in scopes of these names. */
    readonly unlisted?: readonly string[];
    /** What there may be besides the variables; absent where they are all there are. */
    readonly open?: OpenPart;
}

/** Whether a name may be one that the model's source does not tell. */
export function mayBeUnlisted({ unlisted = [] }: Model, name: string): boolean {
    return unlisted.some((layer) => `/${name}`.includes(`/${layer}/`));
}

/** What is found at a model's path. */
export interface ModelSource {
    /** The path as written. */
    readonly argument: string;
    /** The absolute path of the file found; undefined where there is none. */
    readonly path: string | undefined;
    /** Undefined where nothing could be read. */
    readonly model: Model | undefined;
    /** What the file was read as; absent where it could not be read. */
    readonly format?: ModelFormat;
    /** Why this file was taken, where the argument names a folder or a checkpoint. */
    readonly choice?: string;
    /** What other sources of the model in the same folder know and this one does not, a sentence. */
    readonly beside?: string;
    readonly problems: readonly Problem[];
    /** Every path that was looked at, absolute: a change of one of them makes this value stale. */
    readonly dependencies: readonly string[];
}
