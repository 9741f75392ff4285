// A checkpoint in memory, as everything else in the house sees it: an interface over a compact
// index, never an array of objects. Tensors are numbered in TensorFlow's order of names (by bytes).
// How the index is built is the business of the readers beside this file.

import type { TensorShape } from '../util/shape.js';
import type { Problem, TensorFlowError } from '../util/problem.js';
import type { ObjectNames } from './objectNames.js';

/** Where a slice of a partitioned tensor lies in the whole: one extent an axis. */
export interface TensorSlice {
    /** TensorFlow's text of the slice, such as `0,64:-`; `-` is a full axis. */
    readonly spec: string;
    readonly start: readonly number[];
    readonly length: readonly number[];
    /** The shard which holds the slice; undefined where the file does not say (V1, or a lost entry). */
    readonly shard: number | undefined;
    /** Bytes from the start of the shard; undefined in V1. */
    readonly offset: number | undefined;
    /** Bytes in the shard; undefined in V1. */
    readonly bytes: number | undefined;
    /** Masked CRC-32C of the bytes in the shard; undefined where the file does not say. */
    readonly checksum?: number;
}

/** A tensor of a checkpoint: a named array in the file. */
export interface CheckpointTensor {
    readonly index: number;
    readonly name: string;
    /** Python's name of the type, `float32`; `dtype 200` for a number TensorFlow does not know. */
    readonly dtype: string;
    /** The full shape, also of a partitioned tensor. */
    readonly shape: TensorShape;
    /**
     * Size in bytes: the entry's size in V2 (the slices' sum where partitioned), else elements times
     * element size; null where that cannot be said (V1 strings).
     */
    readonly bytes: number | null;
    /** The shard which holds the data; undefined for partitioned tensors and in V1. */
    readonly shard: number | undefined;
    /** Bytes from the start of the shard; undefined for partitioned tensors and in V1. */
    readonly offset: number | undefined;
    /** Masked CRC-32C of the data; undefined for partitioned tensors and in V1. */
    readonly checksum?: number;
    /** The slices of a partitioned tensor, in the order of the file. */
    readonly slices: readonly TensorSlice[] | undefined;
}

/** A name one segment below a scope. */
export interface ScopeChild {
    /** The segment, without slashes. */
    readonly segment: string;
    /** The tensor of exactly this name, if there is one. */
    readonly tensor: number | undefined;
    /** How many tensors lie below `segment/`, at any depth. */
    readonly tensorsBelow: number;
}

/** A checkpoint's index: names, types, shapes and places, without values. */
export interface Checkpoint extends TensorIndex {
    readonly format: 'v2' | 'v1';
}

/** The tensors of a file that holds the variables of a model, whatever its format is. */
export interface TensorIndex {
    readonly tensorCount: number;
    /** Number of shards which the header names (V2) or which were found (V1). */
    readonly shardCount: number;
    /** Whether it was written by tf.train.Checkpoint: it has `_CHECKPOINTABLE_OBJECT_GRAPH`. */
    readonly objectBased: boolean;
    /** Whether the data's numbers are big-endian, which hardly any checkpoint's are. */
    readonly bigEndian?: boolean;
    /** Sum of the sizes of all tensors, in bytes; unknown ones count as 0. */
    readonly totalBytes: number;
    /** The number of the tensor of this name; undefined where there is none. */
    find(name: string): number | undefined;
    /** The name of a tensor. */
    nameOf(index: number): string;
    /** Everything about a tensor. */
    tensor(index: number): CheckpointTensor;
    /** All names in order. */
    names(): Iterable<string>;
    /**
     * The children of a scope, in order of bytes; the scope is `''` for the root, else ends in `/`.
     * An unknown scope has none.
     */
    children(scope: string): readonly ScopeChild[];
    /** How many tensors have names that begin with the scope (`''` or ending in `/`). */
    countBelow(scope: string): number;
    /** The numbers of the tensors whose names begin with the scope, in order. */
    below(scope: string): Iterable<number>;
}

/** A data file of a checkpoint: present, and long enough, or not. No weight in it is ever read. */
export interface Shard {
    readonly index: number;
    /** The path as TensorFlow forms it, from the prefix. */
    readonly name: string;
    /** The absolute path on this machine. */
    readonly path: string;
    /** Size in bytes; undefined where there is no such file. */
    readonly size: number | undefined;
    /** The bytes which the index needs it to have. */
    readonly expected: number;
}

/** What `tf.compat.v1.train.init_from_checkpoint` finds at its first argument. */
export interface CheckpointSource {
    /** The argument, as written. */
    readonly argument: string;
    /** The folder in which the argument was found, or the first one looked in: TensorFlow's cwd. */
    readonly folder: string;
    /** CKPT_FILE of semantics.md 1.2, as TensorFlow would print it; undefined where there is none. */
    readonly prefix: string | undefined;
    /** The same as an absolute path on this machine. */
    readonly path: string | undefined;
    /** The index; undefined where nothing could be read. */
    readonly checkpoint: Checkpoint | undefined;
    /** What TensorFlow raises when it opens this. Null: it opens. */
    readonly error: TensorFlowError | null;
    /** Set for `gs://` and the like, which are not read: the call's outcome is unknown. */
    readonly remote: boolean;
    /** The data files of a V2 checkpoint, in order. */
    readonly shards: readonly Shard[];
    /** What else the tensors of an object-based checkpoint are called; undefined of others. */
    readonly objects?: ObjectNames;
    /** What is wrong, `error` among them: TensorFlow may be silent about some. */
    readonly problems: readonly Problem[];
    /** Every path that was looked at, absolute: a change of one of them makes this value stale. */
    readonly dependencies: readonly string[];
}
