// What is wrong with something that was read, as a value: readers return problems, they do not throw.

import type { DiagnosticCode, Severity } from './diagnosticCodes.js';

/** An exception of Python or TensorFlow: the class's name alone, and the message to the letter. */
export interface TensorFlowError {
    readonly type: string;
    readonly message: string;
}

/**
 * Something wrong with a file that was read. The message says what was found, what was expected
 * and what to do, in our words; what TensorFlow would raise is `error`.
 */
export interface Problem {
    readonly code: DiagnosticCode;
    readonly message: string;
    /** Where it differs from the code's default. */
    readonly severity?: Severity;
    /** The file that is broken. */
    readonly path?: string;
    readonly error?: TensorFlowError;
    /** The path to write in place of the one that was written, where there is one that will do. */
    readonly instead?: string;
}

/** An exception as Python prints it last; of one whose message is not known the type alone. */
export function exceptionText({ type, message }: TensorFlowError): string {
    return message === '' ? type : `${type}: ${message}`;
}
