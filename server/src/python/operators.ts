// The operators of Python over all values: known ones are computed, of the rest is said what can be.
// Defined in CPython 3.11: Objects/abstract.c (binary_op1, PyNumber_Add, PyNumber_InPlaceAdd).

import { isSetLike, setLikeOf } from './containers.js';
import { mergeInto } from './dictDisplay.js';
import type { Evaluation } from './evaluation.js';
import { isOurs } from './join.js';
import { numericOf, ofNumbers } from './numeric.js';
import { percentFormat } from './percentFormat.js';
import { concatenated, isText, repeated, repeatedUnknown } from './sequences.js';
import { setOperation } from './setOperations.js';
import { partsOf, textOf } from './texts.js';
import {
    Dict,
    SetValue,
    bool,
    float,
    int,
    type Choice,
    type Steps,
    type Unknown,
    type Value,
} from './values.js';

const names: Readonly<Record<string, string>> = {
    '+': 'add',
    '-': 'sub',
    '*': 'mul',
    '/': 'truediv',
    '//': 'floordiv',
    '%': 'mod',
    '**': 'pow',
    '@': 'matmul',
    '&': 'and',
    '|': 'or',
    '^': 'xor',
    '<<': 'lshift',
    '>>': 'rshift',
};

/** The binary operators with the middle of their methods' names: `+` and `add` of `__radd__`. */
export const operatorNames: ReadonlyMap<string, string> = new Map(Object.entries(names));

/** `left operator right`. */
export function* binary(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Steps<Value> {
    if (left.kind === 'choice' || right.kind === 'choice') {
        return yield* overOptions(evaluation, left, right, (one, other) =>
            binary(evaluation, operator, one, other),
        );
    }
    if (isObject(left) || isObject(right)) {
        return (
            (yield* byMethods(evaluation, operator, left, right)) ??
            notSupported(evaluation, operator, operator, left, right)
        );
    }
    return (
        (yield* binaryBuiltin(evaluation, operator, left, right)) ??
        notSupported(evaluation, operator, operator, left, right)
    );
}

function isObject(value: Value): boolean {
    return value.kind === 'instance';
}

/** Each combination of what the operands may be, with its effects. */
function* overOptions(
    evaluation: Evaluation,
    left: Value,
    right: Value,
    compute: (left: Value, right: Value) => Steps<Value>,
): Steps<Value> {
    const choice: Choice | undefined =
        left.kind === 'choice' ? left : right.kind === 'choice' ? right : undefined;
    if (choice === undefined) {
        return yield* compute(left, right);
    }
    return yield* evaluation.fork(
        choice.options.map(
            (option) => () =>
                choice === left
                    ? overOptions(evaluation, option, right, compute)
                    : overOptions(evaluation, left, option, compute),
        ),
        choice.why,
    );
}

/** By `__add__` of one and `__radd__` of the other; undefined where neither is willing. */
function* byMethods(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Steps<Value | undefined> {
    const name = names[operator] ?? '';
    const [type, otherType] = [evaluation.typeOf(left), evaluation.typeOf(right)];
    type Attempt = readonly [self: Value, method: string, other: Value];
    const attempts: readonly [Attempt, Attempt] = [
        [left, `__${name}__`, right],
        [right, `__r${name}__`, left],
    ];
    const derived = type !== otherType && otherType.order.includes(type);
    const [own, reflected] = attempts;
    const isOneType = type === otherType && right.kind === 'instance';
    // Two objects of one class, which may be the same object, are not asked the other way round.
    const order = derived ? [reflected, own] : isOneType ? [own] : attempts;
    for (const [self, method, other] of order) {
        if (self.kind === 'unknown') {
            const made = evaluation.unknown(self.reason);
            return self.ours === true || isOfProgram(other) ? { ...made, ours: true } : made;
        }
        const found = evaluation.findMethod(self, method);
        if (found !== undefined) {
            const result = yield* evaluation.call(found, [other]);
            if (result.kind !== 'notimplemented') {
                return result;
            }
        }
    }
    return undefined;
}

function isOfProgram(value: Value): boolean {
    return value.kind === 'instance' && value.type.room === 'program';
}

/** The operators of Python's own classes; undefined where they are not defined for these. */
export function* binaryBuiltin(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Steps<Value | undefined> {
    const number = ofNumbers(evaluation, operator, left, right);
    if (number !== undefined) {
        return number;
    }
    if (operator === '%' && isText(left)) {
        return yield* percentFormat(evaluation, left, right);
    }
    if (left.kind === 'unknown' || right.kind === 'unknown') {
        return ofUnknown(evaluation, operator, left, right);
    }
    switch (operator) {
        case '+':
            return concatenated(left, right);
        case '*':
            return repetition(evaluation, left, right) ?? repetition(evaluation, right, left);
        case '|':
            if (left.kind === 'dict' && right.kind === 'dict') {
                return yield* mergedDicts(evaluation, left, right);
            }
            if (isTypeLike(left) && isTypeLike(right)) {
                return evaluation.unknown('a union of types is not modelled');
            }
    }
    if ('|&-^'.includes(operator) && isSetLike(left) && isSetLike(right)) {
        const one = yield* setLikeOf(evaluation, left);
        const other = yield* setLikeOf(evaluation, right);
        // Of two equal items, a view of as many keys gives its own to the intersection.
        const keepsOwn =
            operator === '&' && left.kind === 'dictview' && one.entries.size === other.entries.size;
        const content = keepsOwn
            ? setOperation(operator, other, one)
            : setOperation(operator, one, other);
        return new SetValue(left.kind === 'frozenset' ? 'frozenset' : 'set', content);
    }
    if (operator === '%' && left.kind === 'bytes') {
        return evaluation.unknown('formatting of bytes is not modelled', 'bytes');
    }
    return undefined;
}

function isTypeLike(value: Value): boolean {
    return value.kind === 'class' || value.kind === 'none';
}

function* mergedDicts(evaluation: Evaluation, left: Dict, right: Dict): Steps<Dict> {
    const { entries, rest, unordered } = left.content;
    const made = new Dict({ entries: new Map(entries), rest, unordered });
    yield* mergeInto(evaluation, made, right);
    return made;
}

function repetition(evaluation: Evaluation, sequence: Value, count: Value): Value | undefined {
    const times = numericOf(count);
    return typeof times === 'bigint' ? repeated(evaluation, sequence, times) : undefined;
}

const numberTypes = new Set(['int', 'float', 'bool']);

function typeNameOf(value: Value): string | undefined {
    return value.kind === 'unknown' ? value.type : value.kind === 'pattern' ? 'str' : value.kind;
}

/** What is known of `left operator right` where one of them is not. */
function ofUnknown(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Value | undefined {
    const unknown = left.kind === 'unknown' ? left : (right as Unknown);
    const [one, other] = [typeNameOf(left), typeNameOf(right)];
    if (operator === '+' && (isText(left) || isText(right))) {
        // What may be added to a string is one, or an object of a class of its own.
        if (!isOurs(left) && !isOurs(right)) {
            return textOf([...partsOf(left), ...partsOf(right)]);
        }
    }
    if (operator === '*' && unknown.type !== undefined) {
        const sequence = left.kind === 'unknown' ? right : left;
        const several = numberTypes.has(unknown.type)
            ? repeatedUnknown(evaluation, sequence, unknown)
            : undefined;
        if (several !== undefined) {
            return several;
        }
    }
    const ours = isOurs(left) || isOurs(right);
    const result =
        one === undefined || other === undefined ? undefined : resultType(operator, one, other);
    const made = evaluation.unknown(unknown.reason, result);
    return ours && (result === undefined || !scalars.has(result)) ? { ...made, ours } : made;
}

const scalars = new Set(['int', 'float', 'bool', 'str', 'bytes']);
const sequenceTypes = new Set(['str', 'bytes', 'list', 'tuple']);

/** The class of what an operator gives for two classes; undefined where that depends on the values. */
function resultType(operator: string, one: string, other: string): string | undefined {
    if (numberTypes.has(one) && numberTypes.has(other)) {
        const isFloat = one === 'float' || other === 'float';
        switch (operator) {
            case '/':
                return 'float';
            case '**':
                return undefined;
            case '&':
            case '|':
            case '^':
                return one === 'bool' && other === 'bool' ? 'bool' : 'int';
            default:
                return isFloat ? 'float' : 'int';
        }
    }
    if (operator === '+' && one === other && sequenceTypes.has(one)) {
        return one;
    }
    if (operator === '*' && sequenceTypes.has(one) !== sequenceTypes.has(other)) {
        return sequenceTypes.has(one) ? one : other;
    }
    return operator === '%' && one === 'str' ? 'str' : undefined;
}

/** Python's TypeError for an operator that neither operand defines. */
function notSupported(
    evaluation: Evaluation,
    operator: string,
    written: string,
    left: Value,
    right: Value,
): never {
    const [one, other] = [evaluation.typeOf(left).name, evaluation.typeOf(right).name];
    if (operator === '+' && (left.kind === 'list' || left.kind === 'tuple' || isText(left))) {
        evaluation.raise('TypeError', `can only concatenate ${one} (not "${other}") to ${one}`);
    }
    if (operator === '+' && left.kind === 'bytes') {
        evaluation.raise('TypeError', `can't concat ${other} to bytes`);
    }
    const isSequence = (value: Value): boolean => isText(value) || sequenceTypes.has(value.kind);
    if (operator === '*' && (isSequence(left) || isSequence(right))) {
        const shown = isSequence(left) ? other : one;
        evaluation.raise('TypeError', `can't multiply sequence by non-int of type '${shown}'`);
    }
    const shown = operator === '**' ? (written === '**=' ? '**=' : '** or pow()') : written;
    return evaluation.raise(
        'TypeError',
        `unsupported operand type(s) for ${shown}: '${one}' and '${other}'`,
    );
}

/** `left operator= right`: what the name is bound to after it; lists, sets and dicts change. */
export function* inPlace(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Steps<Value> {
    switch (left.kind) {
        case 'choice':
            return yield* evaluation.fork(
                left.options.map((option) => () => inPlace(evaluation, operator, option, right)),
                left.why,
            );
        case 'unknown':
            // It may be a list of the program's that grows.
            if (left.ours === true && !scalars.has(left.type ?? '')) {
                return yield* evaluation.callUnknown(left, [right], new Map());
            }
            break;
        case 'list':
        case 'dict':
        case 'set':
        case 'instance': {
            const method = evaluation.findMethod(left, `__i${names[operator] ?? ''}__`);
            if (method !== undefined) {
                const result = yield* evaluation.call(method, [right]);
                if (result.kind !== 'notimplemented') {
                    return result;
                }
            }
            break;
        }
        default:
    }
    if (right.kind === 'choice') {
        return yield* evaluation.fork(
            right.options.map((option) => () => inPlace(evaluation, operator, left, option)),
            right.why,
        );
    }
    const result =
        isObject(left) || isObject(right)
            ? yield* byMethods(evaluation, operator, left, right)
            : yield* binaryBuiltin(evaluation, operator, left, right);
    return result ?? notSupported(evaluation, operator, `${operator}=`, left, right);
}

const unaryMethods: Readonly<Record<string, string>> = {
    '-': '__neg__',
    '+': '__pos__',
    '~': '__invert__',
};

/** `operator value`, of `-`, `+`, `~` and `not`. */
export function* unary(evaluation: Evaluation, operator: string, value: Value): Steps<Value> {
    if (operator === 'not') {
        const truth = yield* evaluation.truth(value);
        return typeof truth === 'boolean' ? bool(!truth) : { ...truth, type: 'bool' };
    }
    if (value.kind === 'choice') {
        return yield* evaluation.fork(
            value.options.map((option) => () => unary(evaluation, operator, option)),
            value.why,
        );
    }
    const number = numericOf(value);
    if (typeof number === 'bigint') {
        return int(operator === '-' ? -number : operator === '~' ? ~number : number);
    }
    if (number !== undefined && operator !== '~') {
        return float(operator === '-' ? -number : number);
    }
    if (value.kind === 'unknown') {
        const type = value.type === 'bool' ? 'int' : value.type;
        const made = evaluation.unknown(
            value.reason,
            numberTypes.has(type ?? '') ? type : undefined,
        );
        return value.ours === true ? { ...made, ours: true } : made;
    }
    const method =
        value.kind === 'instance'
            ? evaluation.findMethod(value, unaryMethods[operator] ?? '')
            : undefined;
    if (method !== undefined) {
        return yield* evaluation.call(method, []);
    }
    const type = evaluation.typeOf(value).name;
    return evaluation.raise('TypeError', `bad operand type for unary ${operator}: '${type}'`);
}
