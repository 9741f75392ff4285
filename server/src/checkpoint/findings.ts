// What a reader finds wrong while it walks over a million entries: one finding a kind, with the
// first case and a count of the rest, so that a broken file does not make a million problems.

import type { Problem, TensorFlowError } from '../util/problem.js';

/** Collects findings by kind. */
export class Findings {
    readonly #byKind = new Map<string, { readonly problem: Problem; count: number }>();

    /** Notes a case. The problem is made for the first one only. */
    add(kind: string, problem: () => Problem): void {
        const known = this.#byKind.get(kind);
        if (known === undefined) {
            this.#byKind.set(kind, { problem: problem(), count: 1 });
        } else {
            known.count++;
        }
    }

    /** One problem a kind, in the order in which the kinds were found. */
    problems(): readonly Problem[] {
        return [...this.#byKind.values()].map(({ problem, count }) =>
            count === 1
                ? problem
                : {
                      ...problem,
                      message: `${problem.message} (the first of ${count} such entries)`,
                  },
        );
    }
}

/** A problem of a broken file; `error` is what TensorFlow raises because of it, if anything. */
export function corrupt(path: string, message: string, error?: TensorFlowError): Problem {
    return error === undefined
        ? { code: 'checkpoint.corrupt', message, path }
        : { code: 'checkpoint.corrupt', message, path, error };
}
