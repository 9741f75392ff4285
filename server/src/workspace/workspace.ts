// The only door through which the language service sees files. Behind it is a disk (host/) or,
// in tests, a map in memory; in front of it nothing knows which.
// A missing or unreadable file is a value (util/reading.ts), never an exception.

import type { Reading } from '../util/reading.js';
import type { CancellationToken } from './cancellation.js';

/** What to look for below a folder. */
export interface FindQuery {
    /** The folder, an absolute path. */
    readonly folder: string;
    /** Globs relative to the folder; what they match is left out. */
    readonly exclude: readonly string[];
}

/** Files, as far as the language service needs them. Paths are absolute, in the host's form. */
export interface Workspace {
    /**
     * Runs a reading to its end. Others get to run between its questions. Rejects with
     * CancelledError when the token is cancelled, and for no other reason but a bug.
     */
    run<T>(reading: Reading<T>, token: CancellationToken): Promise<T>;
    /**
     * The files below a folder which may be checkpoints, models or maps, by their names alone, each
     * once, in no order.
     */
    find(query: FindQuery, token: CancellationToken): AsyncIterable<string>;
}

/** How a file on disk changed. */
export interface FileChange {
    readonly path: string;
    readonly kind: 'created' | 'changed' | 'deleted';
}

/** Where the language service says what it did. Lines are events with fields; names are relative. */
export interface Logger {
    error(message: string, error?: unknown): void;
    warn(message: string): void;
    info(message: string): void;
    debug(message: string): void;
}
