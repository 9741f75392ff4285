// `==`, `<`, `is` and `in` and their kin, over all values; what cannot be known is Unknown.
// Defined in CPython 3.11: Objects/object.c (do_richcompare) and the tp_richcompare of each class.

import { compareCodePoints } from '../util/order.js';
import { equalContainers, isContainer, isSetLike, setLikeOf, subset } from './containers.js';
import { rangeHas, sameRange } from './ranges.js';
import type { Evaluation } from './evaluation.js';
import { numericOf } from './numeric.js';
import { lookUp } from './typeOf.js';
import { partsOf, textsEqual } from './texts.js';
import { Perhaps } from './evaluation.js';
import { bool, type Steps, type Unknown, type Value } from './values.js';

/** What is known of a condition. */
export type Verdict = boolean | Unknown;

/** A verdict as a value of Python. */
export function verdictValue(verdict: Verdict): Value {
    return typeof verdict === 'boolean' ? bool(verdict) : { ...verdict, type: 'bool' };
}

/** The verdict in a value that a comparison gave. */
export function* verdictOf(evaluation: Evaluation, value: Value): Steps<Verdict> {
    return value.kind === 'bool' ? value.value : yield* evaluation.truth(value);
}

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

type TextValue = Extract<Value, { kind: 'str' | 'pattern' }>;

function isText(value: Value): value is TextValue {
    return value.kind === 'str' || value.kind === 'pattern';
}

function unknownOf(evaluation: Evaluation, ...values: readonly Value[]): Unknown {
    const unknown = values.find((value): value is Unknown => value.kind === 'unknown');
    return unknown ?? evaluation.unknown('part of a text is not known', 'bool');
}

const families: Readonly<Record<string, string>> = {
    int: 'number',
    float: 'number',
    bool: 'number',
    str: 'str',
    pattern: 'str',
    bytes: 'bytes',
    list: 'list',
    tuple: 'tuple',
    dict: 'dict',
    set: 'set',
    frozenset: 'set',
    none: 'none',
    NoneType: 'none',
};

/** Values of different families are never equal; undefined where that is not known. */
function familyOf(value: Value): string | undefined {
    return families[value.kind === 'unknown' ? (value.type ?? '') : value.kind];
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

export function negated(verdict: Verdict): Verdict {
    return typeof verdict === 'boolean' ? !verdict : verdict;
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

/** `left is right`. */
function* identical(evaluation: Evaluation, left: Value, right: Value): Steps<Verdict> {
    for (const [value, other] of [
        [left, right],
        [right, left],
    ] as const) {
        if (value.kind === 'choice') {
            const verdicts: Verdict[] = [];
            for (const option of value.options) {
                verdicts.push(yield* identical(evaluation, option, other));
            }
            const [first] = verdicts;
            return first !== undefined && verdicts.every((verdict) => verdict === first)
                ? first
                : value.why;
        }
    }
    return isSame(evaluation, left, right);
}

/** Whether both are the same object; Unknown where that is left to Python's implementation. */
function isSame(evaluation: Evaluation, left: Value, right: Value): Verdict {
    if (left.kind === 'unknown' || right.kind === 'unknown') {
        return sameUnknown(left, right);
    }
    if (left.kind === 'pattern' || right.kind === 'pattern') {
        return isText(left) && isText(right) && textsEqual(left, right) !== false
            ? evaluation.unknown('part of a text is not known', 'bool')
            : false;
    }
    if (left.kind !== right.kind) {
        return false;
    }
    switch (left.kind) {
        case 'none':
        case 'ellipsis':
        case 'notimplemented':
            return true;
        case 'bool':
            return left.value === (right as typeof left).value;
        case 'int':
        case 'str':
        case 'float':
        case 'bytes':
        case 'tuple':
        case 'range':
        case 'slice':
        case 'frozenset':
        case 'method':
        case 'dictview':
            return left === right
                ? true
                : maybeSame(left, right)
                  ? evaluation.unknown(
                        'whether equal values are one object is up to Python',
                        'bool',
                    )
                  : false;
        case 'native':
            return left.call === (right as typeof left).call;
        default:
            return left === right;
    }
}

function maybeSame(left: Value, right: Value): boolean {
    switch (left.kind) {
        case 'int':
        case 'str':
            return left.value === (right as typeof left).value;
        case 'float':
            return Object.is(left.value, (right as typeof left).value);
        case 'tuple':
            return left.items.length === (right as typeof left).items.length;
        case 'frozenset':
            return left.content.entries.size === (right as typeof left).content.entries.size;
        default:
            return true;
    }
}

function sameUnknown(left: Value, right: Value): Verdict {
    const unknown = left.kind === 'unknown' ? left : (right as Unknown);
    const other = left.kind === 'unknown' ? right : left;
    const [mine, theirs] = [familyOf(unknown), familyOf(other)];
    if (mine !== undefined && theirs !== undefined && mine !== theirs) {
        return false;
    }
    // An unknown value that is none of ours cannot be an object that the program made.
    return mine !== undefined &&
        (other.kind === 'instance' || other.kind === 'function' || other.kind === 'class')
        ? false
        : unknown;
}

/** `item in container`. */
export function* contains(evaluation: Evaluation, container: Value, item: Value): Steps<Verdict> {
    if (container.kind === 'choice' || item.kind === 'choice') {
        const choice =
            container.kind === 'choice' ? container : item.kind === 'choice' ? item : undefined;
        const result = yield* evaluation.fork(
            (choice?.options ?? []).map(
                (option) =>
                    function* () {
                        return verdictValue(
                            container.kind === 'choice'
                                ? yield* contains(evaluation, option, item)
                                : yield* contains(evaluation, container, option),
                        );
                    },
            ),
            choice?.why ?? evaluation.unknown('one of several values'),
        );
        return result.kind === 'bool'
            ? result.value
            : result.kind === 'unknown'
              ? result
              : (choice?.why ?? evaluation.unknown('one of several values', 'bool'));
    }
    switch (container.kind) {
        case 'unknown':
            return container;
        case 'str':
        case 'pattern':
            return inText(evaluation, container, item);
        case 'bytes':
            return inBytes(evaluation, container.value, item);
        case 'tuple':
            return yield* amongItems(evaluation, container.items, item);
        case 'list': {
            const { items, rest } = container.content;
            const verdict = yield* amongItems(evaluation, items, item);
            if (rest === undefined || verdict !== false) {
                return verdict;
            }
            return rest.open || (yield* amongItems(evaluation, rest.possible, item)) !== false
                ? rest.why
                : false;
        }
        case 'dict':
        case 'set':
        case 'frozenset': {
            const key = yield* evaluation.keyOf(item);
            const entry = key === undefined ? undefined : container.content.entries.get(key);
            if (key === undefined) {
                return container.content.entries.size === 0 && container.content.rest === undefined
                    ? false
                    : unknownOf(evaluation, item);
            }
            if (entry !== undefined && entry.maybe !== true) {
                return true;
            }
            return entry !== undefined
                ? evaluation.unknown('it is not known whether the key is there', 'bool')
                : yield* absent(container);
        }
        case 'dictview':
            if (container.view === 'keys') {
                return yield* contains(evaluation, container.dict, item);
            }
            break;
        case 'range': {
            const number = numericOf(item);
            if (number !== undefined) {
                return rangeHas(container, number);
            }
            break;
        }
        case 'instance': {
            const method = evaluation.findMethod(container, '__contains__');
            if (method !== undefined) {
                return yield* verdictOf(evaluation, yield* evaluation.call(method, [item]));
            }
            break;
        }
        case 'iterator':
        case 'generator':
            break;
        case 'class':
            if (lookUp(container, '__class_iter__') !== undefined) {
                break;
            }
            return notIterable(evaluation, container);
        default:
            return notIterable(evaluation, container);
    }
    return yield* amongIterated(evaluation, container, item);
}

function notIterable(evaluation: Evaluation, container: Value): never {
    return evaluation.raise(
        'TypeError',
        `argument of type '${evaluation.typeOf(container).name}' is not iterable`,
    );
}

/** Keys of a dict that are not known may be any; those of a set of which some are lost may too. */
function* absent(
    container: Extract<Value, { kind: 'dict' | 'set' | 'frozenset' }>,
): Steps<Verdict> {
    return container.content.rest ?? false;
}

function* amongItems(evaluation: Evaluation, items: readonly Value[], item: Value): Steps<Verdict> {
    let doubt: Unknown | undefined;
    for (const each of items) {
        const verdict = yield* sameOrEqual(evaluation, each, item);
        if (verdict === true) {
            return true;
        }
        doubt ??= typeof verdict === 'boolean' ? undefined : verdict;
    }
    return doubt ?? false;
}

/** Goes through an iterable until the item is found, as far as that uses it up. */
function* amongIterated(evaluation: Evaluation, container: Value, item: Value): Steps<Verdict> {
    const iterator = yield* evaluation.iterator(container);
    for (;;) {
        const next = yield* evaluation.next(iterator);
        if (next === 'done') {
            return false;
        }
        if (next instanceof Perhaps) {
            return next.rest.why;
        }
        const verdict = yield* sameOrEqual(evaluation, next, item);
        if (verdict === true) {
            return true;
        }
        if (verdict !== false) {
            yield* evaluation.items(iterator);
            return verdict;
        }
    }
}

function inText(evaluation: Evaluation, text: TextValue, item: Value): Verdict {
    if (item.kind === 'unknown') {
        return item;
    }
    const needle = item.kind === 'instance' ? item.payload : item;
    if (needle?.kind !== 'str' && needle?.kind !== 'pattern') {
        const type = evaluation.typeOf(item).name;
        evaluation.raise('TypeError', `'in <string>' requires string as left operand, not ${type}`);
    }
    const doubt = evaluation.unknown('part of a text is not known', 'bool');
    if (needle.kind === 'pattern') {
        const parts = partsOf(needle);
        const absentPart =
            text.kind === 'str' &&
            parts.some((part) => typeof part === 'string' && !text.value.includes(part));
        return absentPart ? false : doubt;
    }
    return partsOf(text).some((part) => typeof part === 'string' && part.includes(needle.value))
        ? true
        : text.kind === 'str'
          ? false
          : doubt;
}

function inBytes(evaluation: Evaluation, bytes: Uint8Array, item: Value): Verdict {
    const number = numericOf(item);
    if (typeof number === 'bigint') {
        return bytes.includes(Number(number));
    }
    if (item.kind === 'bytes') {
        return `,${bytes.join()},`.includes(`,${item.value.join()},`) || item.value.length === 0;
    }
    if (item.kind === 'unknown') {
        return item;
    }
    return evaluation.raise(
        'TypeError',
        `a bytes-like object is required, not '${evaluation.typeOf(item).name}'`,
    );
}
