// Expressions: each kind of node, evaluated in a frame. What operators and methods do is asked of
// operators.ts and of the values' classes; unknown conditions run both sides and join.

import type { Span } from '../util/span.js';
import { attributeAtOnce, nameValue, valueAtOnce } from './atOnce.js';
import { builtinTypes } from './builtinTypes.js';
import { argumentsOf } from './callArguments.js';
import { callValue, yieldValue } from './calls.js';
import { comprehension, generatorExpression } from './comprehensions.js';
import { dictDisplay, elements, setDisplay } from './displays.js';
import { bindName, type Frame } from './frame.js';
import { makeFunction } from './functions.js';
import { resume } from './generators.js';
import { nextOf } from './iteration.js';
import type { Machine } from './machine.js';
import { narrowed, refine } from './refine.js';
import { Perhaps } from './evaluation.js';
import { unary } from './operators.js';
import { asciiText } from './strFormat.js';
import { getItem } from './subscripts.js';
import type {
    Attribute,
    BinOp,
    BoolOp,
    Call,
    Compare,
    Constant,
    Expression,
    FormattedValue,
    IfExp,
    JoinedStr,
    Subscript,
    YieldFrom,
} from './syntax/expressions.js';
import { partsOf, textOf } from './texts.js';
import { truthAtOnce } from './truth.js';
import {
    bool,
    list,
    none,
    str,
    type Pattern,
    type Place,
    type Steps,
    type Str,
    type Unknown,
    type Value,
} from './values.js';

/** The value of an expression. */
export function evaluate(machine: Machine, frame: Frame, node: Expression): Steps<Value> {
    switch (node.kind) {
        case 'Call':
            return call(machine, frame, node);
        case 'Attribute':
            return attribute(machine, frame, node);
        case 'Subscript':
            return subscript(machine, frame, node);
        case 'BinOp':
            return binOp(machine, frame, node);
        case 'BoolOp':
            return boolOp(machine, frame, node, 0);
        case 'Compare':
            return compare(machine, frame, node);
        case 'IfExp':
            return conditional(machine, frame, node);
        case 'JoinedStr':
            return joinedStr(machine, frame, node);
        case 'Dict':
            return dictDisplay(machine, frame, node);
        case 'ListComp':
        case 'SetComp':
        case 'DictComp':
            return comprehension(machine, frame, node);
        case 'Lambda':
            return makeFunction(machine, frame, node, '<lambda>');
        default:
            return others(machine, frame, node);
    }
}

type Dispatched =
    | 'Call'
    | 'Attribute'
    | 'Subscript'
    | 'BinOp'
    | 'BoolOp'
    | 'Compare'
    | 'IfExp'
    | 'JoinedStr'
    | 'Dict'
    | 'ListComp'
    | 'SetComp'
    | 'DictComp'
    | 'Lambda';

function* others(
    machine: Machine,
    frame: Frame,
    node: Exclude<Expression, { kind: Dispatched }>,
): Steps<Value> {
    switch (node.kind) {
        case 'Constant':
            return constant(machine, frame, node);
        case 'Name':
            return nameValue(machine, frame, node.name);
        case 'FormattedValue':
            return yield* formatted(machine, frame, node);
        case 'UnaryOp': {
            const operand = yield* evaluate(machine, frame, node.operand);
            if (node.operator === 'not') {
                const truth = yield* machine.truth(operand);
                return typeof truth === 'boolean' ? bool(!truth) : { ...truth, type: 'bool' };
            }
            return yield* unary(machine, node.operator, operand);
        }
        case 'Slice': {
            const [start, stop, step] = [
                yield* optional(machine, frame, node.lower),
                yield* optional(machine, frame, node.upper),
                yield* optional(machine, frame, node.step),
            ];
            return { kind: 'slice', start, stop, step };
        }
        case 'List': {
            const made = list([]);
            made.content = yield* elements(machine, frame, node.elements);
            made.origin = originOf(frame, node);
            return made;
        }
        case 'Tuple': {
            const { items, rest } = yield* elements(machine, frame, node.elements);
            return rest === undefined
                ? { kind: 'tuple', items, origin: originOf(frame, node) }
                : { ...rest.why, type: 'tuple', ours: true };
        }
        case 'Set':
            return yield* setDisplay(machine, frame, node.elements);
        case 'GeneratorExp':
            return yield* generatorExpression(machine, frame, node);
        case 'NamedExpr': {
            const value = yield* evaluate(machine, frame, node.value);
            if (node.target.kind === 'Name') {
                bindName(machine.state, frame, node.target.name, value);
            }
            return value;
        }
        case 'Yield':
            return yield* yieldValue(machine, yield* optional(machine, frame, node.value));
        case 'YieldFrom':
            return yield* yieldFrom(machine, frame, node);
        case 'Await':
            return machine.lose('asynchronous code is not followed');
        case 'Starred':
            return machine.raise('SyntaxError', "can't use starred expression here");
        case 'Invalid':
            return machine.lose('this is no Python');
    }
}

function* optional(machine: Machine, frame: Frame, node: Expression | undefined): Steps<Value> {
    return node === undefined ? none : yield* evaluate(machine, frame, node);
}

/** The place of a display in a file of the program. */
function originOf({ module }: Frame, { start, end }: Span): Place | undefined {
    return module.room === 'program' ? { file: module.file, span: { start, end } } : undefined;
}

function constant(machine: Machine, frame: Frame, node: Constant): Value {
    const value = valueAtOnce(machine, frame, node);
    if (value !== undefined) {
        return value;
    }
    return node.type === 'complex'
        ? machine.unknown('complex numbers are not modelled', 'complex')
        : machine.unknown('a character given by its name', 'str');
}

function* attribute(machine: Machine, frame: Frame, node: Attribute): Steps<Value> {
    const value =
        valueAtOnce(machine, frame, node.value) ?? (yield* evaluate(machine, frame, node.value));
    frame.node = node;
    return attributeAtOnce(value, node.name) ?? (yield* machine.getAttribute(value, node.name));
}

function* subscript(machine: Machine, frame: Frame, node: Subscript): Steps<Value> {
    const value =
        valueAtOnce(machine, frame, node.value) ?? (yield* evaluate(machine, frame, node.value));
    const index =
        valueAtOnce(machine, frame, node.index) ?? (yield* evaluate(machine, frame, node.index));
    frame.node = node;
    return yield* getItem(machine, value, index);
}

function* binOp(machine: Machine, frame: Frame, node: BinOp): Steps<Value> {
    const left =
        valueAtOnce(machine, frame, node.left) ?? (yield* evaluate(machine, frame, node.left));
    const right =
        valueAtOnce(machine, frame, node.right) ?? (yield* evaluate(machine, frame, node.right));
    frame.node = node;
    return yield* machine.binary(node.operator, left, right);
}

function* call(machine: Machine, frame: Frame, node: Call): Steps<Value> {
    const callee =
        valueAtOnce(machine, frame, node.func) ?? (yield* evaluate(machine, frame, node.func));
    const args = yield* argumentsOf(machine, frame, node, callee);
    frame.node = node;
    if (callee === builtinTypes.super && args.positional.length === 0) {
        return superOf(machine, frame);
    }
    return yield* callValue(machine, callee, args);
}

/** `super()`: the class in whose body the function stands, and its first argument. */
function superOf(machine: Machine, frame: Frame): Value {
    const home = frame.kind === 'comprehension' ? (frame.home ?? frame) : frame;
    const first = home.called?.node.parameters[0]?.name;
    const self = first === undefined ? undefined : home.locals.content.names.get(first);
    const after = home.classCell?.value;
    if (after === undefined || self === undefined || self.kind === 'maybe') {
        return machine.raise('RuntimeError', 'super(): no arguments');
    }
    const type = self.kind === 'class' ? self : machine.typeOf(self);
    return { kind: 'super', after, self, type };
}

function* joinedStr(machine: Machine, frame: Frame, node: JoinedStr): Steps<Value> {
    const parts: (Str | Pattern | Unknown)[] = [];
    for (const part of node.values) {
        parts.push(
            part.kind === 'Constant'
                ? part.exact
                    ? str(part.value)
                    : machine.unknown('a character given by its name', 'str')
                : yield* formatted(machine, frame, part),
        );
    }
    return textOf(parts.flatMap(partsOf));
}

function* formatted(
    machine: Machine,
    frame: Frame,
    node: FormattedValue,
): Steps<Str | Pattern | Unknown> {
    const value =
        valueAtOnce(machine, frame, node.value) ?? (yield* evaluate(machine, frame, node.value));
    const converted =
        node.conversion === undefined
            ? value
            : node.conversion === 's'
              ? yield* machine.str(value)
              : node.conversion === 'r'
                ? yield* machine.repr(value)
                : asciiText(yield* machine.repr(value));
    if (node.formatSpec === undefined) {
        return yield* machine.format(converted, '');
    }
    const spec = yield* joinedStr(machine, frame, node.formatSpec);
    return spec.kind === 'str'
        ? yield* machine.format(converted, spec.value)
        : machine.unknown('how a value is formatted is not known', 'str');
}

function* boolOp(machine: Machine, frame: Frame, node: BoolOp, index: number): Steps<Value> {
    const operand = node.values[index];
    if (operand === undefined) {
        return none;
    }
    const value =
        valueAtOnce(machine, frame, operand) ?? (yield* evaluate(machine, frame, operand));
    if (index === node.values.length - 1) {
        return value;
    }
    const truth = truthAtOnce(value) ?? (yield* machine.truth(value));
    const goesOn = node.operator === 'and';
    if (typeof truth === 'boolean') {
        return truth === goesOn ? yield* boolOp(machine, frame, node, index + 1) : value;
    }
    return yield* machine.fork(
        [
            function* () {
                refine(machine, frame, operand, goesOn);
                return yield* boolOp(machine, frame, node, index + 1);
            },
            function* () {
                return narrowed(value, !goesOn);
            },
        ],
        truth,
    );
}

function* compare(machine: Machine, frame: Frame, node: Compare): Steps<Value> {
    const left =
        valueAtOnce(machine, frame, node.left) ?? (yield* evaluate(machine, frame, node.left));
    return yield* compareFrom(machine, frame, node, left, 0);
}

function* compareFrom(
    machine: Machine,
    frame: Frame,
    node: Compare,
    left: Value,
    index: number,
): Steps<Value> {
    const [operator, comparator] = [node.operators[index], node.comparators[index]];
    if (operator === undefined || comparator === undefined) {
        return bool(true);
    }
    const right =
        valueAtOnce(machine, frame, comparator) ?? (yield* evaluate(machine, frame, comparator));
    frame.node = node;
    const result = yield* machine.compare(operator, left, right);
    if (index === node.operators.length - 1) {
        return result;
    }
    const truth = yield* machine.truth(result);
    if (typeof truth === 'boolean') {
        return truth ? yield* compareFrom(machine, frame, node, right, index + 1) : result;
    }
    return yield* machine.fork(
        [
            () => compareFrom(machine, frame, node, right, index + 1),
            function* () {
                return bool(false);
            },
        ],
        truth,
    );
}

function* conditional(machine: Machine, frame: Frame, node: IfExp): Steps<Value> {
    const test =
        valueAtOnce(machine, frame, node.test) ?? (yield* evaluate(machine, frame, node.test));
    const truth = truthAtOnce(test) ?? (yield* machine.truth(test));
    if (typeof truth === 'boolean') {
        const chosen = truth ? node.body : node.orElse;
        return valueAtOnce(machine, frame, chosen) ?? (yield* evaluate(machine, frame, chosen));
    }
    return yield* machine.fork(
        [
            function* () {
                refine(machine, frame, node.test, true);
                return yield* evaluate(machine, frame, node.body);
            },
            function* () {
                refine(machine, frame, node.test, false);
                return yield* evaluate(machine, frame, node.orElse);
            },
        ],
        truth,
    );
}

/** `yield from`: hands on what the other yields, and what is sent to it. */
function* yieldFrom(machine: Machine, frame: Frame, node: YieldFrom): Steps<Value> {
    const inner = yield* machine.iterator(yield* evaluate(machine, frame, node.value));
    if (inner.kind !== 'generator') {
        for (;;) {
            const item = yield* nextOf(machine, inner);
            if (item === 'done') {
                return none;
            }
            if (item instanceof Perhaps) {
                return machine.lose('it is not known how often a generator yields');
            }
            yield* yieldValue(machine, item);
        }
    }
    let turn = yield* resume(machine, inner, { kind: 'send', value: none });
    while (turn.kind === 'yielded') {
        const sent = yield* yieldValue(machine, turn.value);
        turn = yield* resume(machine, inner, { kind: 'send', value: sent });
    }
    if (turn.kind === 'perhaps') {
        return machine.lose('it is not known how often a generator yields');
    }
    return turn.value;
}
