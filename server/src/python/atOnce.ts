// What needs no computation but a look: constants, names, plain attributes, and truth and order of
// plain values. Each computation that may have to wait is a generator, which costs more than most of
// these do; so they are tried first. Undefined means that the general way is to be taken: nothing
// here asks for anything, changes anything, or decides what is not known.

import { lookUpName, type Frame } from './frame.js';
import type { Machine } from './machine.js';
import type { Constant, Expression } from './syntax/expressions.js';
import { truthAtOnce } from './truth.js';
import { bound, lookUp } from './typeOf.js';
import { bool, ellipsis, float, int, none, str, type Value } from './values.js';

/** The value of an expression. Throws what reading a name that is not set raises. */
export function valueAtOnce(machine: Machine, frame: Frame, node: Expression): Value | undefined {
    switch (node.kind) {
        case 'Name':
            return nameValue(machine, frame, node.name);
        case 'Constant':
            return constantAtOnce(node);
        case 'Attribute': {
            const value = valueAtOnce(machine, frame, node.value);
            return value && attributeAtOnce(value, node.name);
        }
        case 'UnaryOp': {
            const operand =
                node.operator === 'not' ? valueAtOnce(machine, frame, node.operand) : undefined;
            const truth = operand && truthAtOnce(operand);
            return truth === undefined ? undefined : bool(!truth);
        }
        case 'Compare': {
            const [operator, another] = node.operators;
            const [right] = node.comparators;
            if (operator === undefined || right === undefined || another !== undefined) {
                return undefined;
            }
            const left = valueAtOnce(machine, frame, node.left);
            const other = left && valueAtOnce(machine, frame, right);
            const truth = left && other && comparisonAtOnce(operator, left, other);
            return truth === undefined ? undefined : bool(truth);
        }
        default:
            return undefined;
    }
}

function constantAtOnce(node: Constant): Value | undefined {
    switch (node.type) {
        case 'str':
            return node.exact ? str(node.value) : undefined;
        case 'bytes':
            return {
                kind: 'bytes',
                value: Uint8Array.from(node.value, (unit) => unit.charCodeAt(0)),
            };
        case 'int':
            return int(node.value);
        case 'float':
            return float(node.value);
        case 'bool':
            return bool(node.value);
        case 'none':
            return none;
        case 'ellipsis':
            return ellipsis;
        case 'complex':
            return undefined;
    }
}

/** The value that a name has here; raises NameError where it has none. */
export function nameValue(machine: Machine, frame: Frame, name: string): Value {
    const found = lookUpName(frame, name, machine.builtins);
    switch (found) {
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
        default:
            return found;
    }
}

/** `value.name`, where it is set and no descriptor stands between. */
export function attributeAtOnce(value: Value, name: string): Value | undefined {
    if (name.startsWith('__')) {
        return undefined;
    }
    switch (value.kind) {
        case 'module': {
            const found = value.attributes.content.names.get(name);
            return found?.kind === 'maybe' ? undefined : found;
        }
        case 'class': {
            const member = lookUp(value, name);
            return member?.kind === 'function' ? member : undefined;
        }
        case 'instance': {
            const { type, attributes } = value;
            if (lookUp(type, '__getattribute__')?.kind === 'function') {
                return undefined;
            }
            const member = lookUp(type, name);
            const { names, rest } = attributes.content;
            const own = names.get(name);
            if (own !== undefined) {
                return own.kind === 'maybe' || isDescriptor(member) ? undefined : own;
            }
            return rest === undefined && (member?.kind === 'function' || member?.kind === 'native')
                ? bound(member, value, type)
                : undefined;
        }
        default:
            return undefined;
    }
}

function isDescriptor(member: Value | undefined): boolean {
    return member?.kind === 'property' || member?.kind === 'instance';
}

/** `left operator right` of values of which both are surely what they are. */
function comparisonAtOnce(operator: string, left: Value, right: Value): boolean | undefined {
    switch (operator) {
        case 'is':
            return isNone(left, right);
        case 'is not': {
            const same = isNone(left, right);
            return same === undefined ? undefined : !same;
        }
        case '==':
            return plainEqual(left, right);
        case '!=': {
            const equal = plainEqual(left, right);
            return equal === undefined ? undefined : !equal;
        }
        case '<':
            return left.kind === 'int' && right.kind === 'int'
                ? left.value < right.value
                : undefined;
        default:
            return undefined;
    }
}

/** `left is right`, where one of them is None. */
function isNone(left: Value, right: Value): boolean | undefined {
    if (right.kind !== 'none' || left.kind === 'unknown' || left.kind === 'choice') {
        return undefined;
    }
    return left.kind === 'none';
}

function plainEqual(left: Value, right: Value): boolean | undefined {
    return (left.kind === 'str' && right.kind === 'str') ||
        (left.kind === 'int' && right.kind === 'int')
        ? left.value === right.value
        : undefined;
}
