// What the command line needs from the process that runs it, so that every verb can be run in a test
// and only main.ts touches the process.

import type { PythonRuntime } from '../python/runtime.js';
import type { Severity } from '../util/diagnosticCodes.js';

/** A stream to write to. */
export interface Output {
    /** The stream itself where a person looks at it; else undefined. */
    readonly terminal: NodeJS.WritableStream | undefined;
    readonly hasColors: boolean;
    write(text: string): void;
}

/** The process, as the verbs see it. */
export interface CliHost {
    /** An absolute path; also the command line's workspace folder. */
    readonly workingDirectory: string;
    readonly out: Output;
    readonly error: Output;
    /** All of standard input, as text. */
    readInput(): Promise<string>;
    /** The Python file that `dump-python` prints. */
    readonly dumpVariables: string;
    /** What reading Python needs; loaded when it is first asked for. */
    python(): Promise<PythonRuntime>;
    /** Starts the language server on the standard streams; it ends the process itself. */
    startLanguageServer(): Promise<void>;
}

/** The command cannot run: said in one line, with exit status 2. */
export class UsageError extends Error {
    override readonly name = 'UsageError';
}

/** The exit status of a command that ran: whether something reached the bar. */
export type ExitStatus = 0 | 1;

/** The bar that findings are held against. */
export type FailOn = 'error' | 'warning' | 'information';

const ranks: Readonly<Record<Severity, number>> = {
    off: 0,
    hint: 1,
    information: 2,
    warning: 3,
    error: 4,
};

/** Whether a severity reaches the bar. */
export function reaches(severity: Severity, bar: FailOn): boolean {
    return ranks[bar] <= ranks[severity];
}
