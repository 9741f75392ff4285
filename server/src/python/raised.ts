// What leaves an expression other than by a value: an exception of Python, or the end of what can
// be followed. Both are thrown inside the evaluator and never leave it.

import type { Instance, Place } from './values.js';

/** An exception of Python on its way. */
export class Raised {
    readonly exception: Instance;

    constructor(exception: Instance) {
        this.exception = exception;
    }
}

/** Why a path cannot be followed any further: from here on the program may do anything. */
export class Lost {
    readonly reason: string;
    /** Where each call of the program's own files stood, the innermost first. */
    readonly places: readonly Place[];

    constructor(reason: string, places: readonly Place[]) {
        this.reason = reason;
        this.places = places;
    }
}
