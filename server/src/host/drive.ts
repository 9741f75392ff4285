// Drives a reading (util/reading.ts) over files, letting other work of the process run in between.

import type { FileAnswer, FileQuestion, Reading } from '../util/reading.js';
import {
    neverCancelled,
    throwIfCancelled,
    type CancellationToken,
} from '../workspace/cancellation.js';
import type { Files } from './files.js';
import { readHdf5File } from './hdf5File.js';
import { nodeFiles } from './nodeFiles.js';

/** How a reading is driven. */
export interface DriveOptions {
    /** Makes the files, for this reading alone; those of this machine where nothing else is said. */
    readonly files?: () => Files;
    readonly token?: CancellationToken;
    /** Told how far the work has come, a few times a second. */
    readonly onProgress?: (done: number, total: number) => void;
}

/** Other work waits at most about this many milliseconds for a reading that computes. */
const longestTurn = 8;

/** Milliseconds between two reports of progress. */
const reportEvery = 100;

/**
 * Runs a reading to its end and gives its value. Rejects with CancelledError once the token is
 * cancelled; the reading's own `finally` blocks run then.
 */
export async function drive<T>(reading: Reading<T>, options: DriveOptions = {}): Promise<T> {
    const token = options.token ?? neverCancelled;
    const files = options.files?.() ?? nodeFiles();
    let turnBegan = performance.now();
    let reported = turnBegan;
    try {
        let step = reading.next();
        while (step.done !== true) {
            const question = step.value;
            const now = performance.now();
            if (question.ask === 'pause') {
                if (reportEvery <= now - reported) {
                    reported = now;
                    options.onProgress?.(question.done, question.total);
                }
                if (now - turnBegan < longestTurn) {
                    step = reading.next(undefined);
                    continue;
                }
            }
            const answer = await answerTo(question, files);
            throwIfCancelled(token);
            turnBegan = performance.now();
            step = reading.next(answer);
        }
        return step.value;
    } catch (error) {
        // What `return()` would give is of no use: the reading is over either way.
        reading.return(undefined as T);
        throw error;
    } finally {
        await files.close();
    }
}

async function answerTo(question: FileQuestion, files: Files): Promise<FileAnswer> {
    switch (question.ask) {
        case 'stat':
            return files.stat(question.path);
        case 'read':
            return files.read(question.path, question.offset, question.length);
        case 'list':
            return { names: await files.list(question.path) };
        case 'hdf5':
            return readHdf5File(question);
        case 'pause':
            return new Promise((resume) => {
                setImmediate(() => {
                    resume(undefined);
                });
            });
    }
}
