// Between the evaluator's computations and the readers' questions for files. A computation yields
// such questions too, and the values of Python's generators, which never leave the evaluator.

import type { Reading } from '../util/reading.js';
import type { Steps } from './values.js';

/** A reading as a part of a computation. */
export function stepsOf<T>(reading: Reading<T>): Steps<T> {
    return reading as Generator<unknown, T, never> as Steps<T>;
}

/** A whole computation as a reading. */
export function readingOf<T>(steps: Steps<T>): Reading<T> {
    return steps as Generator<never, T, unknown> as Reading<T>;
}
