// The expressions of the syntax tree (ast.ts says what the tree is), in the order of CPython's
// grammar of `ast`; `start` and `end` are UTF-16 code units, without parentheses around a node.

import { type Span } from '../../util/span.js';
import { type Statement, type Parameter } from './ast.js';

/** Every kind of expression. */
export type Expression =
    | BoolOp
    | NamedExpr
    | BinOp
    | UnaryOp
    | Lambda
    | IfExp
    | Dict
    | SetDisplay
    | ListComp
    | SetComp
    | DictComp
    | GeneratorExp
    | Await
    | Yield
    | YieldFrom
    | Compare
    | Call
    | FormattedValue
    | JoinedStr
    | Constant
    | Attribute
    | Subscript
    | Starred
    | Name
    | List
    | Tuple
    | Slice
    | Invalid;

/** What an assignment, a loop, `with … as` or a comprehension can bind, or `del` unbind. */
export type AssignmentTarget = Name | Attribute | Subscript | Starred | List | Tuple | Invalid;

/** Text that is not Python, as a statement or as an expression; the module cannot be run. */
export interface Invalid extends Span {
    readonly kind: 'Invalid';
    /** What could still be made of the text inside, in its order: a half-typed call, a dict. */
    readonly parts: readonly (Statement | Expression)[];
}

/** `a and b and c` is one node of three values. */
export interface BoolOp extends Span {
    readonly kind: 'BoolOp';
    readonly operator: 'and' | 'or';
    readonly values: readonly Expression[];
}

/** `(name := value)`. */
export interface NamedExpr extends Span {
    readonly kind: 'NamedExpr';
    readonly target: Name | Invalid;
    readonly value: Expression;
}

/** The operators of two operands, but for comparisons, `and` and `or`. */
export type BinaryOperator =
    '+' | '-' | '*' | '@' | '/' | '%' | '**' | '<<' | '>>' | '|' | '^' | '&' | '//';

/** `left operator right`. */
export interface BinOp extends Span {
    readonly kind: 'BinOp';
    readonly left: Expression;
    readonly operator: BinaryOperator;
    readonly right: Expression;
}

/** `operator operand`; a negative number is one of these. */
export interface UnaryOp extends Span {
    readonly kind: 'UnaryOp';
    readonly operator: '~' | 'not' | '+' | '-';
    readonly operand: Expression;
}

/** `lambda parameters: body`. */
export interface Lambda extends Span {
    readonly kind: 'Lambda';
    readonly parameters: readonly Parameter[];
    readonly body: Expression;
}

/** `body if test else orElse`. */
export interface IfExp extends Span {
    readonly kind: 'IfExp';
    readonly test: Expression;
    readonly body: Expression;
    readonly orElse: Expression;
}

/** `{…: …, **…}`. */
export interface Dict extends Span {
    readonly kind: 'Dict';
    readonly items: readonly DictItem[];
}

/** An entry of a dict display; without a key it is `**value`. */
export interface DictItem {
    readonly key: Expression | undefined;
    readonly value: Expression;
}

/** CPython's `Set`: `{a, b}`. */
export interface SetDisplay extends Span {
    readonly kind: 'Set';
    readonly elements: readonly Expression[];
}

/** `[element for …]`. */
export interface ListComp extends Span {
    readonly kind: 'ListComp';
    readonly element: Expression;
    readonly generators: readonly Comprehension[];
}

/** `{element for …}`. */
export interface SetComp extends Span {
    readonly kind: 'SetComp';
    readonly element: Expression;
    readonly generators: readonly Comprehension[];
}

/** `{key: value for …}`. */
export interface DictComp extends Span {
    readonly kind: 'DictComp';
    readonly key: Expression;
    readonly value: Expression;
    readonly generators: readonly Comprehension[];
}

/** `(element for …)`, or the same without parentheses as the one argument of a call. */
export interface GeneratorExp extends Span {
    readonly kind: 'GeneratorExp';
    readonly element: Expression;
    readonly generators: readonly Comprehension[];
}

/** `for target in iterable if … if …` of a comprehension. */
export interface Comprehension extends Span {
    readonly isAsync: boolean;
    readonly target: AssignmentTarget;
    readonly iterable: Expression;
    readonly conditions: readonly Expression[];
}

/** `await value`. */
export interface Await extends Span {
    readonly kind: 'Await';
    readonly value: Expression;
}

/** `yield`, with or without a value. */
export interface Yield extends Span {
    readonly kind: 'Yield';
    readonly value: Expression | undefined;
}

/** `yield from value`. */
export interface YieldFrom extends Span {
    readonly kind: 'YieldFrom';
    readonly value: Expression;
}

/** The operators that can be chained. */
export type CompareOperator =
    '==' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'not in';

/** `left op comparator op comparator …`: as many operators as comparators. */
export interface Compare extends Span {
    readonly kind: 'Compare';
    readonly left: Expression;
    readonly operators: readonly CompareOperator[];
    readonly comparators: readonly Expression[];
}

/** `func(args, keywords)`; `args` may hold `Starred`. */
export interface Call extends Span {
    readonly kind: 'Call';
    readonly func: Expression;
    /** Where the name that is called begins: `get_variable` of `tf.get_variable(…)`. */
    readonly nameStart: number;
    readonly args: readonly Expression[];
    readonly keywords: readonly Keyword[];
}

/** `name=value` in a call or behind a class; without a name it is `**value`. */
export interface Keyword extends Span {
    readonly name: string | undefined;
    readonly value: Expression;
}

/** `{value!conversion:formatSpec}` of an f-string. */
export interface FormattedValue extends Span {
    readonly kind: 'FormattedValue';
    readonly value: Expression;
    readonly conversion: 's' | 'r' | 'a' | undefined;
    readonly formatSpec: JoinedStr | undefined;
}

/** An f-string, with literals next to it joined in; `f'{x=}'` has its text as a constant. */
export interface JoinedStr extends Span {
    readonly kind: 'JoinedStr';
    readonly values: readonly (StringConstant | FormattedValue)[];
}

/** Literals, told apart by `type`. */
export type Constant =
    | StringConstant
    | BytesConstant
    | IntConstant
    | FloatConstant
    | ComplexConstant
    | BoolConstant
    | NoneConstant
    | EllipsisConstant;

/** A string, with adjacent literals joined and escapes decoded. */
export interface StringConstant extends Span {
    readonly kind: 'Constant';
    readonly type: 'str';
    readonly value: string;
    /** False where it holds `\N{…}` of a name that is not known here: `value` is then no claim. */
    readonly exact: boolean;
    /** The literals that make it, in the order of the text; none inside an f-string. */
    readonly pieces: readonly StringPiece[];
}

/** One literal of a string: `start` is at its prefix, the content lies between its quotes. */
export interface StringPiece extends Span {
    readonly contentStart: number;
    readonly contentEnd: number;
    readonly raw: boolean;
    readonly value: string;
}

/** A bytes literal, with adjacent ones joined and escapes decoded. */
export interface BytesConstant extends Span {
    readonly kind: 'Constant';
    readonly type: 'bytes';
    /** The bytes, one code unit (0 to 255) each. */
    readonly value: string;
}

/** An integer; it has no sign. */
export interface IntConstant extends Span {
    readonly kind: 'Constant';
    readonly type: 'int';
    /** A bigint where it is beyond what a double holds exactly. */
    readonly value: number | bigint;
}

/** A float; it has no sign. */
export interface FloatConstant extends Span {
    readonly kind: 'Constant';
    readonly type: 'float';
    readonly value: number;
}

/** `2j`: the value is the imaginary part. */
export interface ComplexConstant extends Span {
    readonly kind: 'Constant';
    readonly type: 'complex';
    readonly value: number;
}

/** `True` or `False`. */
export interface BoolConstant extends Span {
    readonly kind: 'Constant';
    readonly type: 'bool';
    readonly value: boolean;
}

/** `None`. */
export interface NoneConstant extends Span {
    readonly kind: 'Constant';
    readonly type: 'none';
}

/** `...`. */
export interface EllipsisConstant extends Span {
    readonly kind: 'Constant';
    readonly type: 'ellipsis';
}

/** `value.name`. */
export interface Attribute extends Span {
    readonly kind: 'Attribute';
    readonly value: Expression;
    readonly name: string;
    readonly nameStart: number;
}

/** `value[index]`; several indices are a `Tuple`. */
export interface Subscript extends Span {
    readonly kind: 'Subscript';
    readonly value: Expression;
    readonly index: Expression;
}

/** `*value`, as a target, an argument or an element. */
export interface Starred extends Span {
    readonly kind: 'Starred';
    readonly value: Expression;
}

/** A name, in NFKC as Python compares names. */
export interface Name extends Span {
    readonly kind: 'Name';
    readonly name: string;
}

/** `[a, b]`. */
export interface List extends Span {
    readonly kind: 'List';
    readonly elements: readonly Expression[];
}

/** A tuple; its parentheses, where it has some, are in its place. */
export interface Tuple extends Span {
    readonly kind: 'Tuple';
    readonly elements: readonly Expression[];
}

/** `lower:upper:step` inside the brackets of a subscript. */
export interface Slice extends Span {
    readonly kind: 'Slice';
    readonly lower: Expression | undefined;
    readonly upper: Expression | undefined;
    readonly step: Expression | undefined;
}
