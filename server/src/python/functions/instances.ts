// `isinstance` and `issubclass`. Defined in CPython 3.11: Objects/abstract.c.

import { objectType } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { lookUp, openBase } from '../typeOf.js';
import { bool, none, type ClassValue, type Steps, type Unknown, type Value } from '../values.js';

type Verdict = boolean | Unknown;

const notAType = 'must be a type, a tuple of types, or a union';

/** Classes of Python that are functions here: their objects are iterators. */
const iteratorClasses = new Set(['enumerate', 'filter', 'map', 'reversed', 'zip']);

/** Whether a value is of a class, or of one of several. */
export function* isInstanceOf(evaluation: Evaluation, value: Value, type: Value): Steps<Verdict> {
    switch (type.kind) {
        case 'tuple': {
            let doubt: Unknown | undefined;
            for (const each of type.items) {
                const verdict = yield* isInstanceOf(evaluation, value, each);
                if (verdict === true) {
                    return true;
                }
                doubt ??= verdict === false ? undefined : verdict;
            }
            return doubt ?? false;
        }
        case 'class':
            return yield* isOfClass(evaluation, value, type);
        case 'unknown':
            return type;
        case 'choice':
            return type.why;
        case 'none':
            return evaluation.raise('TypeError', `isinstance() arg 2 ${notAType}`);
        case 'native':
            if (iteratorClasses.has(type.name)) {
                const mayBe = value.kind === 'iterator' || value.kind === 'unknown';
                return mayBe ? evaluation.unknown('the class of an iterator', 'bool') : false;
            }
            break;
        case 'instance': {
            const method = evaluation.findMethod(type, '__instancecheck__');
            if (method !== undefined) {
                return yield* evaluation.truth(yield* evaluation.call(method, [value]));
            }
            break;
        }
        default:
    }
    return evaluation.raise('TypeError', `isinstance() arg 2 ${notAType}`);
}

function* isOfClass(evaluation: Evaluation, value: Value, type: ClassValue): Steps<Verdict> {
    if (value.kind === 'choice') {
        const verdicts: Verdict[] = [];
        for (const option of value.options) {
            verdicts.push(yield* isOfClass(evaluation, option, type));
        }
        const [first] = verdicts;
        return first !== undefined && verdicts.every((verdict) => verdict === first)
            ? first
            : value.why;
    }
    const check = type.room === 'library' ? lookUp(type, '__instancecheck__') : undefined;
    if (check?.kind === 'classmethod') {
        return yield* evaluation.truth(
            yield* evaluation.call({ kind: 'method', self: type, function: check.function }, [
                value,
            ]),
        );
    }
    if (type === objectType) {
        return true;
    }
    if (value.kind === 'unknown') {
        if (value.type === undefined) {
            return value;
        }
        return evaluation.typeOf(value) === objectType ? value : evaluation.isInstance(value, type);
    }
    if (evaluation.isInstance(value, type)) {
        return true;
    }
    return openBase(evaluation.typeOf(value)) ?? false;
}

/** `issubclass(value, type)`, where `type` may be a tuple of classes. */
export function* isSubclassOf(evaluation: Evaluation, value: Value, type: Value): Steps<Verdict> {
    if (value.kind === 'unknown' || value.kind === 'choice') {
        return value.kind === 'unknown' ? value : value.why;
    }
    if (value.kind !== 'class') {
        return evaluation.raise('TypeError', 'issubclass() arg 1 must be a class');
    }
    switch (type.kind) {
        case 'tuple': {
            let doubt: Unknown | undefined;
            for (const each of type.items) {
                const verdict = yield* isSubclassOf(evaluation, value, each);
                if (verdict === true) {
                    return true;
                }
                doubt ??= verdict === false ? undefined : verdict;
            }
            return doubt ?? false;
        }
        case 'class': {
            const check = type.room === 'library' ? lookUp(type, '__subclasscheck__') : undefined;
            if (check?.kind === 'classmethod') {
                return yield* evaluation.truth(
                    yield* evaluation.call(
                        { kind: 'method', self: type, function: check.function },
                        [value],
                    ),
                );
            }
            return value.order.includes(type) ? true : (openBase(value) ?? false);
        }
        case 'unknown':
            return type;
        case 'choice':
            return type.why;
        default:
            return evaluation.raise(
                'TypeError',
                'issubclass() arg 2 must be a class, a tuple of classes, or a union',
            );
    }
}

/** A function of two values that says yes, no, or that it is not known. */
export function verdict(
    test: (evaluation: Evaluation, value: Value, type: Value) => Steps<Verdict>,
) {
    return function* (
        evaluation: Evaluation,
        value: Value = none,
        type: Value = none,
    ): Steps<Value> {
        const given = yield* test(evaluation, value, type);
        return typeof given === 'boolean' ? bool(given) : { ...given, type: 'bool' };
    };
}
