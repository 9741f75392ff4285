// The patterns of `match` in the syntax tree (ast.ts says what the tree is).

import { type Span } from '../../util/span.js';
import {
    type Expression,
    type Invalid,
    type BoolConstant,
    type NoneConstant,
} from './expressions.js';

/** Every kind of pattern behind `case`. */
export type Pattern =
    | MatchValue
    | MatchSingleton
    | MatchSequence
    | MatchMapping
    | MatchClass
    | MatchStar
    | MatchAs
    | MatchOr
    | Invalid;

/** A literal or a dotted name, compared with `==`. */
export interface MatchValue extends Span {
    readonly kind: 'MatchValue';
    readonly value: Expression;
}

/** `None`, `True` or `False`, compared with `is`. */
export interface MatchSingleton extends Span {
    readonly kind: 'MatchSingleton';
    readonly value: BoolConstant | NoneConstant;
}

/** `[a, *b]` or `(a, b)`; at most one of the patterns is a `MatchStar`. */
export interface MatchSequence extends Span {
    readonly kind: 'MatchSequence';
    readonly patterns: readonly Pattern[];
}

/** `{key: pattern, **rest}`. */
export interface MatchMapping extends Span {
    readonly kind: 'MatchMapping';
    readonly items: readonly MatchMappingItem[];
    /** The name behind `**`. */
    readonly rest: string | undefined;
}

/** One `key: pattern` of a mapping pattern. */
export interface MatchMappingItem {
    readonly key: Expression;
    readonly pattern: Pattern;
}

/** `cls(pattern, name=pattern)`. */
export interface MatchClass extends Span {
    readonly kind: 'MatchClass';
    readonly cls: Expression;
    readonly patterns: readonly Pattern[];
    readonly keywords: readonly MatchKeyword[];
}

/** One `name=pattern` of a class pattern. */
export interface MatchKeyword {
    readonly name: string;
    readonly pattern: Pattern;
}

/** `*name`, or `*_` where the name is undefined; only in a sequence. */
export interface MatchStar extends Span {
    readonly kind: 'MatchStar';
    readonly name: string | undefined;
}

/** `pattern as name`, a bare name, or `_` where both are undefined. */
export interface MatchAs extends Span {
    readonly kind: 'MatchAs';
    readonly pattern: Pattern | undefined;
    readonly name: string | undefined;
}

/** `a | b`. */
export interface MatchOr extends Span {
    readonly kind: 'MatchOr';
    readonly patterns: readonly Pattern[];
}
