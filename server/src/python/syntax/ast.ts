// The syntax tree of Python 3.12, as CPython's `ast` module defines it, in TypeScript's terms: one
// union of statements, one of expressions, one of patterns, each told apart by `kind`. Names of
// nodes and fields are CPython's but for parameters, which are one list here, and operators, which
// are written as in the source. `Invalid` stands where the text is no Python (yet).
// Expressions are in expressions.ts, patterns of `match` in patterns.ts.

import { type Span } from '../../util/span.js';
import {
    type Expression,
    type AssignmentTarget,
    type Invalid,
    type BinaryOperator,
    type Keyword,
    type Attribute,
    type Subscript,
    type Name,
} from './expressions.js';
import { type Pattern } from './patterns.js';

/** A file, or a notebook's cells: statements in the order of the text. */
export interface Module extends Span {
    readonly kind: 'Module';
    readonly body: readonly Statement[];
}

/** Every kind of statement. */
export type Statement =
    | FunctionDef
    | ClassDef
    | Return
    | Delete
    | Assign
    | TypeAlias
    | AugAssign
    | AnnAssign
    | For
    | While
    | If
    | With
    | Match
    | Raise
    | Try
    | Assert
    | Import
    | ImportFrom
    | Global
    | Nonlocal
    | ExpressionStatement
    | Pass
    | Break
    | Continue
    | Invalid;

/** `def` and `async def`; `start` is that of `def`, before which its decorators stand. */
export interface FunctionDef extends Span {
    readonly kind: 'FunctionDef';
    readonly isAsync: boolean;
    readonly name: string;
    readonly nameStart: number;
    readonly parameters: readonly Parameter[];
    readonly body: readonly Statement[];
    readonly decorators: readonly Expression[];
    readonly returns: Expression | undefined;
    readonly typeParameters: readonly TypeParameter[];
    /** The string with which the body begins, if it begins with one. */
    readonly docstring: string | undefined;
}

/** What a parameter takes: CPython's posonlyargs, args, vararg, kwonlyargs and kwarg. */
export type ParameterRole =
    'positionalOnly' | 'positionalOrKeyword' | 'varPositional' | 'keywordOnly' | 'varKeyword';

/** One parameter of a function or lambda, in the order of the text, which is that of the roles. */
export interface Parameter extends Span {
    readonly name: string;
    readonly role: ParameterRole;
    readonly annotation: Expression | undefined;
    readonly default: Expression | undefined;
}

/** A parameter in square brackets behind a name (PEP 695): `T`, `*Ts` or `**P`. */
export interface TypeParameter extends Span {
    readonly kind: 'TypeVar' | 'TypeVarTuple' | 'ParamSpec';
    readonly name: string;
    readonly bound: Expression | undefined;
}

/** `class`; `start` is that of `class`, before which its decorators stand. */
export interface ClassDef extends Span {
    readonly kind: 'ClassDef';
    readonly name: string;
    readonly nameStart: number;
    readonly bases: readonly Expression[];
    readonly keywords: readonly Keyword[];
    readonly body: readonly Statement[];
    readonly decorators: readonly Expression[];
    readonly typeParameters: readonly TypeParameter[];
    /** The string with which the body begins, if it begins with one. */
    readonly docstring: string | undefined;
}

/** `return`, with or without a value. */
export interface Return extends Span {
    readonly kind: 'Return';
    readonly value: Expression | undefined;
}

/** `del a, b.c`. */
export interface Delete extends Span {
    readonly kind: 'Delete';
    readonly targets: readonly AssignmentTarget[];
}

/** `a = b = value`: the value is computed once, and bound from the first target to the last. */
export interface Assign extends Span {
    readonly kind: 'Assign';
    readonly targets: readonly AssignmentTarget[];
    readonly value: Expression;
}

/** `type Name[T] = value` (PEP 695); the value is computed when somebody asks. */
export interface TypeAlias extends Span {
    readonly kind: 'TypeAlias';
    readonly name: string;
    readonly typeParameters: readonly TypeParameter[];
    readonly value: Expression;
}

/** `target += value`; the target is read once, before the value. */
export interface AugAssign extends Span {
    readonly kind: 'AugAssign';
    readonly target: Name | Attribute | Subscript | Invalid;
    readonly operator: BinaryOperator;
    readonly value: Expression;
}

/** `target: annotation = value`; `simple` where the target is a name without parentheses. */
export interface AnnAssign extends Span {
    readonly kind: 'AnnAssign';
    readonly target: Name | Attribute | Subscript | Invalid;
    readonly annotation: Expression;
    readonly value: Expression | undefined;
    readonly simple: boolean;
}

/** `for`; `orElse` runs when the iterable is exhausted. */
export interface For extends Span {
    readonly kind: 'For';
    readonly isAsync: boolean;
    readonly target: AssignmentTarget;
    readonly iterable: Expression;
    readonly body: readonly Statement[];
    readonly orElse: readonly Statement[];
}

/** `while`; `orElse` runs when the test is false. */
export interface While extends Span {
    readonly kind: 'While';
    readonly test: Expression;
    readonly body: readonly Statement[];
    readonly orElse: readonly Statement[];
}

/** `if`; an `elif` is an `If` alone in `orElse`. */
export interface If extends Span {
    readonly kind: 'If';
    readonly test: Expression;
    readonly body: readonly Statement[];
    readonly orElse: readonly Statement[];
}

/** `with`; the items are entered from the first to the last. */
export interface With extends Span {
    readonly kind: 'With';
    readonly isAsync: boolean;
    readonly items: readonly WithItem[];
    readonly body: readonly Statement[];
}

/** One context manager of a `with`, and what its `__enter__` is bound to. */
export interface WithItem extends Span {
    readonly context: Expression;
    readonly target: AssignmentTarget | undefined;
}

/** `match subject:` with its cases. */
export interface Match extends Span {
    readonly kind: 'Match';
    readonly subject: Expression;
    readonly cases: readonly MatchCase[];
}

/** `case pattern if guard:`. */
export interface MatchCase extends Span {
    readonly pattern: Pattern;
    readonly guard: Expression | undefined;
    readonly body: readonly Statement[];
}

/** `raise exception from cause`. */
export interface Raise extends Span {
    readonly kind: 'Raise';
    readonly exception: Expression | undefined;
    readonly cause: Expression | undefined;
}

/** `try`, its handlers, `else` and `finally`. */
export interface Try extends Span {
    readonly kind: 'Try';
    /** Whether the handlers are `except*`, of exception groups. */
    readonly isGroup: boolean;
    readonly body: readonly Statement[];
    readonly handlers: readonly ExceptHandler[];
    readonly orElse: readonly Statement[];
    readonly finalBody: readonly Statement[];
}

/** `except type as name:`. */
export interface ExceptHandler extends Span {
    readonly type: Expression | undefined;
    readonly name: string | undefined;
    readonly body: readonly Statement[];
}

/** `assert test, message`. */
export interface Assert extends Span {
    readonly kind: 'Assert';
    readonly test: Expression;
    readonly message: Expression | undefined;
}

/** `import a.b as c`. */
export interface Import extends Span {
    readonly kind: 'Import';
    readonly names: readonly ImportedName[];
}

/** `from module import names`; `level` counts the dots before `module`, which may be empty. */
export interface ImportFrom extends Span {
    readonly kind: 'ImportFrom';
    readonly module: string;
    readonly level: number;
    /** The names; the one name `*` is that of all. */
    readonly names: readonly ImportedName[];
}

/** A dotted name (of one part behind `from … import`), and what it is called here. */
export interface ImportedName extends Span {
    readonly name: string;
    readonly asName: string | undefined;
}

/** `global` with its names. */
export interface Global extends Span {
    readonly kind: 'Global';
    readonly names: readonly string[];
}

/** `nonlocal` with its names. */
export interface Nonlocal extends Span {
    readonly kind: 'Nonlocal';
    readonly names: readonly string[];
}

/** CPython's `Expr`: an expression whose value is dropped. */
export interface ExpressionStatement extends Span {
    readonly kind: 'ExpressionStatement';
    readonly value: Expression;
}

/** `pass`. */
export interface Pass extends Span {
    readonly kind: 'Pass';
}

/** `break`. */
export interface Break extends Span {
    readonly kind: 'Break';
}

/** `continue`. */
export interface Continue extends Span {
    readonly kind: 'Continue';
}
