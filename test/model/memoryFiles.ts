// Answers a reading's questions from memory, and counts what was read.

import type { FileAnswer, FileQuestion } from '../../server/src/util/reading.js';
import { noHdf5 } from '../support/noHdf5.js';

/** Files in memory, by absolute path; `'directory'` is a directory. */
export class MemoryFiles {
    readonly #files: ReadonlyMap<string, Uint8Array | 'directory'>;
    /** Bytes that were read so far. */
    bytesRead = 0;
    /** The longest single read. */
    longestRead = 0;

    constructor(files: Readonly<Record<string, string | Uint8Array>>) {
        this.#files = new Map(
            Object.entries(files).map(([path, content]) => [
                path,
                content === 'directory'
                    ? content
                    : typeof content === 'string'
                      ? new TextEncoder().encode(content)
                      : content,
            ]),
        );
    }

    readonly answer = (question: FileQuestion): FileAnswer => {
        if (question.ask === 'pause') {
            return undefined;
        }
        const file = this.#files.get(question.path);
        switch (question.ask) {
            case 'stat':
                return file === undefined
                    ? { kind: 'missing' }
                    : file === 'directory'
                      ? { kind: 'directory' }
                      : { kind: 'file', size: file.length };
            case 'hdf5':
                return noHdf5;
            case 'list':
                return { names: this.#names(`${question.path}/`) };
            case 'read': {
                if (file === undefined || file === 'directory') {
                    return { kind: 'missing' };
                }
                const bytes = file.slice(question.offset, question.offset + question.length);
                this.bytesRead += bytes.length;
                this.longestRead = Math.max(this.longestRead, bytes.length);
                return { kind: 'bytes', bytes };
            }
        }
    };

    #names(folder: string): readonly string[] {
        const below = [...this.#files.keys()].filter((path) => path.startsWith(folder));
        return [...new Set(below.map((path) => path.slice(folder.length).split('/')[0] ?? ''))];
    }
}
