// Expressions: each kind of node, evaluated in a frame. What operators and methods do is asked of
// operators.ts and of the values' classes; unknown conditions run both sides and join.

import type { Span } from '../util/span.js';
import { builtinTypes } from './builtinTypes.js';
import { argumentsOf } from './callArguments.js';
import { callValue, yieldValue } from './calls.js';
import { comprehension, generatorExpression } from './comprehensions.js';
import { dictDisplay, elements, setDisplay } from './displays.js';
import { bindName, lookUpName, type Frame } from './frame.js';
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
    BoolOp,
    Call,
    Compare,
    Constant,
    Expression,
    FormattedValue,
    IfExp,
    JoinedStr,
    YieldFrom,
} from './syntax/expressions.js';
import { partsOf, textOf } from './texts.js';
import {
    bool,
    ellipsis,
    float,
    int,
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
export function* evaluate(machine: Machine, frame: Frame, node: Expression): Steps<Value> {
    switch (node.kind) {
        case 'Constant':
            return constant(machine, node);
        case 'Name':
            return nameValue(machine, frame, node.name);
        case 'Attribute': {
            const value = yield* evaluate(machine, frame, node.value);
            frame.node = node;
            return yield* machine.getAttribute(value, node.name);
        }
        case 'Call':
            return yield* call(machine, frame, node);
        case 'JoinedStr':
            return yield* joinedStr(machine, frame, node);
        case 'FormattedValue':
            return yield* formatted(machine, frame, node);
        case 'BinOp': {
            const left = yield* evaluate(machine, frame, node.left);
            const right = yield* evaluate(machine, frame, node.right);
            frame.node = node;
            return yield* machine.binary(node.operator, left, right);
        }
        case 'BoolOp':
            return yield* boolOp(machine, frame, node, 0);
        case 'UnaryOp': {
            const operand = yield* evaluate(machine, frame, node.operand);
            if (node.operator === 'not') {
                const truth = yield* machine.truth(operand);
                return typeof truth === 'boolean' ? bool(!truth) : { ...truth, type: 'bool' };
            }
            return yield* unary(machine, node.operator, operand);
        }
        case 'Compare':
            return yield* compare(machine, frame, node);
        case 'IfExp':
            return yield* conditional(machine, frame, node);
        case 'Subscript': {
            const value = yield* evaluate(machine, frame, node.value);
            const index = yield* evaluate(machine, frame, node.index);
            frame.node = node;
            return yield* getItem(machine, value, index);
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
        case 'Dict':
            return yield* dictDisplay(machine, frame, node);
        case 'ListComp':
        case 'SetComp':
        case 'DictComp':
            return yield* comprehension(machine, frame, node);
        case 'GeneratorExp':
            return yield* generatorExpression(machine, frame, node);
        case 'Lambda':
            return yield* makeFunction(machine, frame, node, '<lambda>');
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

function constant(machine: Machine, node: Constant): Value {
    switch (node.type) {
        case 'str':
            return node.exact
                ? str(node.value)
                : machine.unknown('a character given by its name', 'str');
        case 'bytes':
            return {
                kind: 'bytes',
                value: Uint8Array.from(node.value, (unit) => unit.charCodeAt(0)),
            };
        case 'int':
            return int(node.value);
        case 'float':
            return float(node.value);
        case 'complex':
            return machine.unknown('complex numbers are not modelled', 'complex');
        case 'bool':
            return bool(node.value);
        case 'none':
            return none;
        case 'ellipsis':
            return ellipsis;
    }
}

/** The value that a name has here. */
export function nameValue(machine: Machine, frame: Frame, name: string): Value {
    const found = lookUpName(frame, name, machine.builtins);
    switch (found.kind) {
        case 'found':
            return found.value;
        case 'unbound':
            return machine.raise(
                'UnboundLocalError',
                `cannot access local variable '${name}' where it is not associated with a value`,
            );
        case 'free':
            return machine.raise(
                'NameError',
                `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
            );
        case 'missing':
            return machine.raise('NameError', `name '${name}' is not defined`);
    }
}

function* call(machine: Machine, frame: Frame, node: Call): Steps<Value> {
    const callee = yield* evaluate(machine, frame, node.func);
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
    const value = yield* evaluate(machine, frame, node.value);
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
    const value = yield* evaluate(machine, frame, operand);
    if (index === node.values.length - 1) {
        return value;
    }
    const truth = yield* machine.truth(value);
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
    const left = yield* evaluate(machine, frame, node.left);
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
    const right = yield* evaluate(machine, frame, comparator);
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
    const truth = yield* machine.truth(yield* evaluate(machine, frame, node.test));
    if (typeof truth === 'boolean') {
        return yield* evaluate(machine, frame, truth ? node.body : node.orElse);
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
