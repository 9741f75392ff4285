// Answers a reading from the disk, at once. For tests that read committed or recorded files.

import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import {
    runReading,
    type FileAnswer,
    type FileQuestion,
    type Reading,
} from '../../server/src/util/reading.js';
import { noHdf5 } from './noHdf5.js';

/** Runs a reading over the disk. */
export function readFromDisk<T>(reading: Reading<T>): T {
    return runReading(reading, answer);
}

function answer(question: FileQuestion): FileAnswer {
    // Node refuses paths which no system call could hold; for TensorFlow such a file is not there.
    if (question.ask !== 'pause' && !existsSync(question.path)) {
        return question.ask === 'list' ? { names: [] } : { kind: 'missing' };
    }
    switch (question.ask) {
        case 'stat': {
            const found = statSync(question.path, { throwIfNoEntry: false });
            return found === undefined
                ? { kind: 'missing' }
                : found.isDirectory()
                  ? { kind: 'directory' }
                  : { kind: 'file', size: found.size };
        }
        case 'read':
            return readRange(question.path, question.offset, question.length);
        case 'list': {
            const isFolder = statSync(question.path, { throwIfNoEntry: false })?.isDirectory();
            return { names: isFolder === true ? readdirSync(question.path) : [] };
        }
        case 'hdf5':
            return noHdf5;
        case 'pause':
            return undefined;
    }
}

function readRange(path: string, offset: number, length: number): FileAnswer {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isFile() !== true) {
        return { kind: 'missing' };
    }
    const bytes = new Uint8Array(Math.max(0, Math.min(length, found.size - offset)));
    const file = openSync(path, 'r');
    readSync(file, bytes, 0, bytes.length, offset);
    closeSync(file);
    return { kind: 'bytes', bytes };
}
