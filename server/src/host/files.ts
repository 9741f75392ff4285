// What answers a reading's questions, asynchronously: a disk (nodeFiles.ts), or a disk with an
// editor's open texts over it. Answers are values; a missing or unreadable file is one of them.

import type { FileStat, ReadAnswer } from '../util/reading.js';

/** Files as something outside has them. Paths are absolute. No method rejects. */
export interface Files {
    stat(path: string): Promise<FileStat>;
    /** Up to `length` bytes from `offset` on; `length` may be Infinity. */
    read(path: string, offset: number, length: number): Promise<ReadAnswer>;
    /** The names in a directory, in no order; none where there is no such directory. */
    list(path: string): Promise<readonly string[]>;
    /** Lets go of what was kept open. The files can be asked again afterwards. */
    close(): Promise<void>;
}

/** A layer of texts that win over the files beneath them, such as an editor's open documents. */
export function withTexts(files: Files, textOf: (path: string) => string | undefined): Files {
    const bytesOf = (path: string) => {
        const text = textOf(path);
        return text === undefined ? undefined : new TextEncoder().encode(text);
    };
    return {
        stat: async (path) => {
            const bytes = bytesOf(path);
            return bytes === undefined ? files.stat(path) : { kind: 'file', size: bytes.length };
        },
        read: async (path, offset, length) => {
            const bytes = bytesOf(path);
            return bytes === undefined
                ? files.read(path, offset, length)
                : { kind: 'bytes', bytes: bytes.subarray(offset, offset + length) };
        },
        list: (path) => files.list(path),
        close: () => files.close(),
    };
}
