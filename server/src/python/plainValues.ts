// The values without identity: known ones by value, and those of which less is known, each with the
// reason and the place. Those with identity are in values.ts.

import type { Span } from '../util/span.js';
import type { ClassValue, Dict, Value } from './values.js';

/** A place in a file of the program. */
export interface Place {
    /** The path of the file; of a library's module its dotted name in angle brackets. */
    readonly file: string;
    readonly span: Span;
}

/**
 * A value that is not known. Where it may be, or lead to, a function or an object of the program
 * itself, `ours` is true: calling it cannot be followed any further.
 */
export interface Unknown {
    readonly kind: 'unknown';
    readonly reason: string;
    readonly place?: Place;
    /** The name of its class where that much is known: `int`, `str`, `float`, `bool`, `list` ... */
    readonly type?: string;
    readonly ours?: boolean;
}

/** A string of which parts are not known: at least one part is not a string. */
export interface Pattern {
    readonly kind: 'pattern';
    readonly parts: readonly (string | Unknown)[];
}

/** One of a few values, each different; which one depends on something unknown. */
export interface Choice {
    readonly kind: 'choice';
    readonly options: readonly Value[];
    readonly why: Unknown;
}

/** `None`. */
export interface None {
    readonly kind: 'none';
}

/** `NotImplemented`. */
export interface NotImplementedValue {
    readonly kind: 'notimplemented';
}

/** `...`. */
export interface EllipsisValue {
    readonly kind: 'ellipsis';
}

/** `True` or `False`. */
export interface Bool {
    readonly kind: 'bool';
    readonly value: boolean;
}

/** A whole number, of any size. */
export interface Int {
    readonly kind: 'int';
    readonly value: bigint;
}

/** A double. */
export interface Float {
    readonly kind: 'float';
    readonly value: number;
}

/** A string; positions in it count code points. */
export interface Str {
    readonly kind: 'str';
    readonly value: string;
}

/** `bytes`. */
export interface Bytes {
    readonly kind: 'bytes';
    readonly value: Uint8Array;
}

/** A tuple. */
export interface Tuple {
    readonly kind: 'tuple';
    readonly items: readonly Value[];
    /** The display that made it. */
    readonly origin?: Place | undefined;
}

/** `range(start, stop, step)`. */
export interface Range {
    readonly kind: 'range';
    readonly start: bigint;
    readonly stop: bigint;
    readonly step: bigint;
}

/** `slice(start, stop, step)`. */
export interface Slice {
    readonly kind: 'slice';
    readonly start: Value;
    readonly stop: Value;
    readonly step: Value;
}

/** A function with its first argument. */
export interface BoundMethod {
    readonly kind: 'method';
    readonly self: Value;
    readonly function: Value;
}

/** `staticmethod(f)`, `classmethod(f)`. */
export interface Wrapper {
    readonly kind: 'staticmethod' | 'classmethod';
    readonly function: Value;
}
/** `property(getter, setter, deleter)`; None where one is missing. */
export interface Property {
    readonly kind: 'property';
    readonly getter: Value;
    readonly setter: Value;
    readonly deleter: Value;
}
/** `super(after, self)`. */
export interface Super {
    readonly kind: 'super';
    readonly after: ClassValue;
    readonly self: Value;
    /** The class whose order of resolution is walked. */
    readonly type: ClassValue;
}

/** `d.keys()`, `d.values()`, `d.items()`. */
export interface DictView {
    readonly kind: 'dictview';
    readonly view: 'keys' | 'values' | 'items';
    readonly dict: Dict;
}
