// `==`, `<`, `is` and `in` and their kin, over all values; what cannot be known is Unknown.
// Defined in CPython 3.11: Objects/object.c (do_richcompare) and the tp_richcompare of each class.

import { compareCodePoints } from '../util/order.js';
import { equalContainers, isContainer, isSetLike, setLikeOf, subset } from './containers.js';
import type { Evaluation } from './evaluation.js';
import { type TextValue, isText, unknownOf, familyOf, identical, isSame } from './identity.js';
import { contains } from './membership.js';
import { numericOf } from './numeric.js';
import { sameRange } from './ranges.js';
import { partsOf, textsEqual } from './texts.js';
import { bool, type Steps, type Value } from './values.js';
import { type Verdict, verdictValue, verdictOf, negated } from './verdicts.js';

/** `a == b` as a condition. */
export function* equal(evaluation: Evaluation, one: Value, other: Value): Steps<Verdict> {
    if (one.kind === 'str' && other.kind === 'str') {
        return one.value === other.value;
    }
    if (
        one.kind === 'choice' ||
        other.kind === 'choice' ||
        one.kind === 'instance' ||
        other.kind === 'instance'
    ) {
        return yield* verdictOf(evaluation, yield* compare(evaluation, '==', one, other));
    }
    return yield* equalBuiltin(evaluation, one, other);
}

/** `a is b or a == b`, as containers compare their items. */
export function* sameOrEqual(evaluation: Evaluation, one: Value, other: Value): Steps<Verdict> {
    if (
        one === other &&
        one.kind !== 'unknown' &&
        one.kind !== 'pattern' &&
        one.kind !== 'choice'
    ) {
        return true;
    }
    return yield* evaluation.equal(one, other);
}

function* equalBuiltin(evaluation: Evaluation, one: Value, other: Value): Steps<Verdict> {
    const [mine, theirs] = [numericOf(one), numericOf(other)];
    if (mine !== undefined && theirs !== undefined) {
        // JavaScript compares an integer with a double by value, as Python does; `===` does not.
        return mine <= theirs && theirs <= mine;
    }
    if (one.kind === 'unknown' || other.kind === 'unknown') {
        const [family, otherFamily] = [familyOf(one), familyOf(other)];
        if (family !== undefined && otherFamily !== undefined && family !== otherFamily) {
            return false;
        }
        return unknownOf(evaluation, one, other);
    }
    if (isText(one) && isText(other)) {
        return textsEqual(one, other) ?? unknownOf(evaluation, one, other);
    }
    if (isContainer(one) && isContainer(other)) {
        return yield* equalContainers(evaluation, one, other);
    }
    if (one.kind !== other.kind) {
        return false;
    }
    switch (one.kind) {
        case 'none':
        case 'ellipsis':
        case 'notimplemented':
            return true;
        case 'bytes':
            return one.value.join() === (other as typeof one).value.join();
        case 'range':
            return sameRange(one, other as typeof one);
        case 'slice': {
            const { start, stop, step } = other as typeof one;
            for (const [mineAt, theirsAt] of [
                [one.start, start],
                [one.stop, stop],
                [one.step, step],
            ] as const) {
                const verdict = yield* sameOrEqual(evaluation, mineAt, theirsAt);
                if (verdict !== true) {
                    return verdict;
                }
            }
            return true;
        }
        case 'method': {
            const { self, function: called } = other as typeof one;
            return one.function === called && isSame(evaluation, one.self, self);
        }
        default:
            return one === other;
    }
}

const reflected: Readonly<Record<string, string>> = {
    '<': '>',
    '<=': '>=',
    '>': '<',
    '>=': '<=',
    '==': '==',
    '!=': '!=',
};

const methods: Readonly<Record<string, string>> = {
    '<': '__lt__',
    '<=': '__le__',
    '>': '__gt__',
    '>=': '__ge__',
    '==': '__eq__',
    '!=': '__ne__',
};

/** `left operator right` of a comparison: `==`, `<`, `in`, `not in`, `is`, `is not` and so on. */
export function* compare(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Steps<Value> {
    switch (operator) {
        case 'is':
            return verdictValue(yield* identical(evaluation, left, right));
        case 'is not':
            return verdictValue(negated(yield* identical(evaluation, left, right)));
        case 'in':
            return verdictValue(yield* contains(evaluation, right, left));
        case 'not in':
            return verdictValue(negated(yield* contains(evaluation, right, left)));
    }
    if (left.kind === 'choice') {
        return yield* evaluation.fork(
            left.options.map((option) => () => compare(evaluation, operator, option, right)),
            left.why,
        );
    }
    if (right.kind === 'choice') {
        return yield* evaluation.fork(
            right.options.map((option) => () => compare(evaluation, operator, left, option)),
            right.why,
        );
    }
    if (isPlain(left) && isPlain(right)) {
        return verdictValue(yield* compareBuiltin(evaluation, operator, left, right));
    }
    if (left.kind === 'instance' || right.kind === 'instance') {
        return yield* compareInstances(evaluation, operator, left, right);
    }
    const verdict = yield* compareBuiltin(evaluation, operator, left, right);
    // What an object of an unknown class gives need not be a truth value.
    return typeof verdict === 'boolean' ? bool(verdict) : evaluation.unknown(verdict.reason);
}

function isPlain(value: Value): boolean {
    return value.kind === 'unknown' ? value.type !== undefined : value.kind !== 'instance';
}

function* compareInstances(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Steps<Value> {
    const [type, otherType] = [evaluation.typeOf(left), evaluation.typeOf(right)];
    const swapped = type !== otherType && otherType.order.includes(type);
    const attempts: readonly (readonly [Value, string, Value])[] = [
        [left, operator, right],
        [right, reflected[operator] ?? operator, left],
    ];
    for (const [self, name, other] of swapped ? [...attempts].reverse() : attempts) {
        if (self.kind === 'unknown' && self.type === undefined) {
            return evaluation.unknown(self.reason);
        }
        const method = evaluation.findMethod(self, methods[name] ?? '');
        if (method !== undefined) {
            const result = yield* evaluation.call(method, [other]);
            if (result.kind !== 'notimplemented') {
                return result;
            }
        }
    }
    if (operator === '==' || operator === '!=') {
        return bool((left === right) === (operator === '=='));
    }
    return notSupported(evaluation, operator, left, right);
}

/** A comparison of values of Python's own classes; the instances in containers are asked. */
export function* compareBuiltin(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Steps<Verdict> {
    if (operator === '==') {
        return yield* equalBuiltin(evaluation, left, right);
    }
    if (operator === '!=') {
        return negated(yield* equalBuiltin(evaluation, left, right));
    }
    const verdict = yield* ordered(evaluation, operator, left, right);
    return verdict ?? notSupported(evaluation, operator, left, right);
}

function notSupported(evaluation: Evaluation, operator: string, left: Value, right: Value): never {
    const [one, other] = [evaluation.typeOf(left).name, evaluation.typeOf(right).name];
    return evaluation.raise(
        'TypeError',
        `'${operator}' not supported between instances of '${one}' and '${other}'`,
    );
}

/** Whether `left operator right`; undefined where the two have no order. */
export function* ordered(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Steps<Verdict | undefined> {
    const [one, other] = [numericOf(left), numericOf(right)];
    if (one !== undefined && other !== undefined) {
        return operator === '<'
            ? one < other
            : operator === '<='
              ? one <= other
              : operator === '>'
                ? other < one
                : other <= one;
    }
    if (left.kind === 'unknown' || right.kind === 'unknown') {
        return unknownOf(evaluation, left, right);
    }
    if (left.kind === 'str' && right.kind === 'str') {
        return fits(operator, compareCodePoints(left.value, right.value));
    }
    if (isText(left) && isText(right)) {
        return orderedTexts(evaluation, operator, left, right);
    }
    if (left.kind === 'bytes' && right.kind === 'bytes') {
        return fits(operator, compareBytes(left.value, right.value));
    }
    if (left.kind === 'tuple' && right.kind === 'tuple') {
        return yield* orderedItems(evaluation, operator, left.items, right.items);
    }
    if (left.kind === 'list' && right.kind === 'list') {
        const rest = left.content.rest ?? right.content.rest;
        return (
            rest?.why ??
            (yield* orderedItems(evaluation, operator, left.content.items, right.content.items))
        );
    }
    if (isSetLike(left) && isSetLike(right)) {
        const [mine, theirs] = [
            yield* setLikeOf(evaluation, left),
            yield* setLikeOf(evaluation, right),
        ];
        const [inner, outer] = operator.startsWith('<') ? [mine, theirs] : [theirs, mine];
        const within = subset(evaluation, inner, outer);
        if (operator.endsWith('=') || within === false) {
            return within;
        }
        return typeof within === 'boolean' ? negated(subset(evaluation, outer, inner)) : within;
    }
    return undefined;
}

function orderedTexts(
    evaluation: Evaluation,
    operator: string,
    left: TextValue,
    right: TextValue,
): Verdict {
    const [one, other] = [partsOf(left)[0], partsOf(right)[0]];
    if (typeof one === 'string' && typeof other === 'string') {
        const length = Math.min(one.length, other.length);
        const order = compareCodePoints(one.slice(0, length), other.slice(0, length));
        if (order !== 0) {
            return fits(operator, order);
        }
    }
    return evaluation.unknown('part of a text is not known', 'bool');
}

function fits(operator: string, order: number): boolean {
    switch (operator) {
        case '<':
            return order < 0;
        case '<=':
            return order <= 0;
        case '>':
            return 0 < order;
        default:
            return 0 <= order;
    }
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
    for (const [index, byte] of one.entries()) {
        const difference = byte - (other[index] ?? -1);
        if (difference !== 0) {
            return difference;
        }
    }
    return one.length - other.length;
}

function* orderedItems(
    evaluation: Evaluation,
    operator: string,
    left: readonly Value[],
    right: readonly Value[],
): Steps<Verdict> {
    for (const [index, one] of left.entries()) {
        const other = right[index];
        if (other === undefined) {
            break;
        }
        const same = yield* sameOrEqual(evaluation, one, other);
        if (typeof same !== 'boolean') {
            return same;
        }
        if (!same) {
            const result = yield* evaluation.compare(operator, one, other);
            return yield* verdictOf(evaluation, result);
        }
    }
    return fits(operator, left.length - right.length);
}
