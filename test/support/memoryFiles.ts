// Files that exist only in a test: the answers to a reading's questions, with no disk.

import {
    runReading,
    type FileAnswer,
    type FileQuestion,
    type Reading,
} from '../../server/src/util/reading.js';
import { noHdf5 } from './noHdf5.js';

/** Contents by absolute path. A path that is only the beginning of others is a folder. */
export type MemoryFiles = ReadonlyMap<string, Uint8Array>;

/** What else may be at a path. */
export interface MemoryOptions {
    /** Folders without files in them. */
    readonly folders?: readonly string[];
    /** Paths at which there is a FIFO or a device, with what it is. */
    readonly others?: ReadonlyMap<string, string>;
    /** Paths that cannot be read, with the reason. */
    readonly unreadable?: ReadonlyMap<string, string>;
}

/** Answers questions from memory. */
export function memoryAnswers(
    files: MemoryFiles,
    options: MemoryOptions = {},
): (question: FileQuestion) => FileAnswer {
    const folders = new Set<string>();
    for (const path of [...files.keys(), ...(options.folders ?? []).map((each) => `${each}/`)]) {
        for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
            folders.add(slash === 0 ? '/' : path.slice(0, slash));
        }
    }
    return (question) => {
        if (question.ask === 'pause') {
            return undefined;
        }
        const { path } = question;
        const bytes = files.get(path);
        switch (question.ask) {
            case 'stat': {
                const reason = options.others?.get(path);
                if (reason !== undefined) {
                    return { kind: 'other', reason };
                }
                if (bytes !== undefined) {
                    return { kind: 'file', size: bytes.length };
                }
                return { kind: folders.has(path) ? 'directory' : 'missing' };
            }
            case 'read': {
                const reason = options.unreadable?.get(path);
                if (reason !== undefined) {
                    return { kind: 'unreadable', reason };
                }
                const { offset, length } = question;
                return bytes === undefined
                    ? { kind: 'missing' }
                    : { kind: 'bytes', bytes: bytes.subarray(offset, offset + length) };
            }
            case 'hdf5':
                return noHdf5;
            case 'list': {
                const start = path === '/' ? '/' : `${path}/`;
                const names = [...files.keys(), ...folders]
                    .filter((each) => each.startsWith(start) && each !== start)
                    .map((each) => each.slice(start.length).split('/')[0] ?? '');
                return { names: [...new Set(names)] };
            }
        }
    };
}

/** Runs a reading over files in memory. */
export function readFromMemory<T>(
    reading: Reading<T>,
    files: MemoryFiles,
    options: MemoryOptions = {},
): T {
    return runReading(reading, memoryAnswers(files, options));
}
