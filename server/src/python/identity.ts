// `is`, and which classes of values are never equal. Where Python itself is free to keep one object
// or two for equal values, nothing is said.

import type { Evaluation } from './evaluation.js';
import { textsEqual } from './texts.js';
import type { Steps, Unknown, Value } from './values.js';
import type { Verdict } from './verdicts.js';

/** A string, known or with holes. */
export type TextValue = Extract<Value, { kind: 'str' | 'pattern' }>;

/** Whether a value is a string, known or with holes. */
export function isText(value: Value): value is TextValue {
    return value.kind === 'str' || value.kind === 'pattern';
}

/** An unknown value, for the reason of the first of these that is not known. */
export function unknownOf(evaluation: Evaluation, ...values: readonly Value[]): Unknown {
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
export function familyOf(value: Value): string | undefined {
    return families[value.kind === 'unknown' ? (value.type ?? '') : value.kind];
}

/** `left is right`. */
export function* identical(evaluation: Evaluation, left: Value, right: Value): Steps<Verdict> {
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
export function isSame(evaluation: Evaluation, left: Value, right: Value): Verdict {
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
