// What is known of a condition: true, false, or an unknown value with its reason.

import type { Evaluation } from './evaluation.js';
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

/** `not verdict`. */
export function negated(verdict: Verdict): Verdict {
    return typeof verdict === 'boolean' ? !verdict : verdict;
}
