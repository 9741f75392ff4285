// Numbers in values: what counts as an int, a float or an index, and the values of results.

import { arithmetic, type Failure, type Numeric, type Outcome } from './numbers.js';
import type { Evaluation } from './evaluation.js';
import { float, int, type Steps, type Value } from './values.js';

/** The number in an int, a float or a bool; undefined for everything else. */
export function numericOf(value: Value): Numeric | undefined {
    switch (value.kind) {
        case 'int':
        case 'float':
            return value.value;
        case 'bool':
            return value.value ? 1n : 0n;
        default:
            return undefined;
    }
}

/** The built-in value in an instance of a class that derives from a built-in one, else the value. */
export function payloadOf(value: Value): Value {
    return value.kind === 'instance' && value.payload !== undefined ? value.payload : value;
}

/** A number as a value of Python. */
export function numberValue(number: Numeric): Value {
    return typeof number === 'bigint' ? int(number) : float(number);
}

/** What an operation of numbers gives, as a value, or raises. */
export function outcomeValue(evaluation: Evaluation, outcome: Exclude<Outcome, undefined>): Value {
    if (typeof outcome !== 'object') {
        return numberValue(outcome);
    }
    return 'raises' in outcome
        ? raised(evaluation, outcome)
        : evaluation.unknown(outcome.unknown, outcome.type);
}

function raised(evaluation: Evaluation, { raises, message }: Failure): never {
    return evaluation.raise(raises, message);
}

/** `left operator right` of numbers; undefined where one is none or the operator is not theirs. */
export function ofNumbers(
    evaluation: Evaluation,
    operator: string,
    left: Value,
    right: Value,
): Value | undefined {
    const [one, other] = [numericOf(left), numericOf(right)];
    if (one === undefined || other === undefined) {
        return undefined;
    }
    if (left.kind === 'bool' && right.kind === 'bool' && '&|^'.includes(operator)) {
        const bit = arithmetic(operator, one, other);
        return { kind: 'bool', value: bit === 1n };
    }
    const outcome = arithmetic(operator, one, other);
    return outcome === undefined ? undefined : outcomeValue(evaluation, outcome);
}

/**
 * A value as an index (`__index__`): undefined where it is not known; raises TypeError where it is
 * none, with the message that is given or Python's usual one.
 */
export function* indexOf(
    evaluation: Evaluation,
    value: Value,
    message?: string,
): Steps<bigint | undefined> {
    const number = numericOf(payloadOf(value));
    if (typeof number === 'bigint') {
        return number;
    }
    if (value.kind === 'unknown' || value.kind === 'choice') {
        return undefined;
    }
    const method =
        value.kind === 'instance' ? evaluation.findMethod(value, '__index__') : undefined;
    if (method !== undefined) {
        return yield* indexOf(evaluation, yield* evaluation.call(method, []));
    }
    const type = evaluation.typeOf(value).name;
    return evaluation.raise(
        'TypeError',
        message ?? `'${type}' object cannot be interpreted as an integer`,
    );
}
