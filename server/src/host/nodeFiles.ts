// Files of this machine, read so that nothing can block or blow up: a FIFO, socket or device is
// never read (opening one the ordinary way would hang the process), sizes are known before memory
// is taken, and every failure of the system is an answer. Nothing here writes.

import { constants, type Stats } from 'node:fs';
import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import type { FileStat, ReadAnswer } from '../util/reading.js';
import type { Files } from './files.js';

/** The most bytes that one read brings into memory. */
export const readLimit = 512 * 1024 * 1024;

// Without a writer, opening a FIFO blocks one of the four threads that do all file work.
// Windows has no such flag, and no such files.
const readOnly = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

interface OpenFile {
    readonly path: string;
    readonly handle: FileHandle;
    readonly size: number;
}

/**
 * The files of this machine. The file read last stays open, so that ranges of one file come from
 * one and the same file even while a training job puts another in its place; close() lets it go.
 */
export function nodeFiles(limit = readLimit): Files {
    let current: OpenFile | undefined;

    const close = async () => {
        const handle = current?.handle;
        current = undefined;
        await handle?.close().catch(ignoreFailedClose);
    };

    const openFile = async (path: string): Promise<OpenFile | ReadAnswer> => {
        if (current?.path === path) {
            return current;
        }
        await close();
        const opened = await openRegularFile(path);
        if ('handle' in opened) {
            current = opened;
        }
        return opened;
    };

    return {
        stat: statOf,
        list: (path) => readdir(path).catch(() => []),
        close,
        read: async (path, offset, length) => {
            const file = await openFile(path);
            if (!('handle' in file)) {
                return file;
            }
            const wanted = Math.max(0, Math.min(length, file.size - offset));
            if (limit < wanted) {
                return { kind: 'unreadable', reason: tooLarge(wanted, limit) };
            }
            const answer = await readRange(file.handle, offset, wanted);
            if (length === Infinity) {
                // The whole file was asked for: no further range of it will be.
                await close();
            }
            return answer;
        },
    };
}

async function statOf(path: string): Promise<FileStat> {
    try {
        return describe(await stat(path));
    } catch (error) {
        return isMissing(error) ? { kind: 'missing' } : { kind: 'other', reason: reasonOf(error) };
    }
}

function describe(stats: Stats): FileStat {
    return stats.isFile()
        ? { kind: 'file', size: stats.size, modified: stats.mtimeMs }
        : stats.isDirectory()
          ? { kind: 'directory' }
          : { kind: 'other', reason: `it is ${kindOf(stats)}` };
}

function kindOf(stats: Stats): string {
    return stats.isFIFO()
        ? 'a FIFO'
        : stats.isSocket()
          ? 'a socket'
          : stats.isCharacterDevice()
            ? 'a character device'
            : stats.isBlockDevice()
              ? 'a block device'
              : stats.isDirectory()
                ? 'a directory'
                : 'not a regular file';
}

async function openRegularFile(path: string): Promise<OpenFile | ReadAnswer> {
    let handle: FileHandle | undefined;
    try {
        handle = await open(path, readOnly);
        const stats = await handle.stat();
        if (stats.isFile()) {
            return { path, handle, size: stats.size };
        }
        await handle.close();
        return { kind: 'unreadable', reason: `it is ${kindOf(stats)}` };
    } catch (error) {
        await handle?.close().catch(ignoreFailedClose);
        return isMissing(error)
            ? { kind: 'missing' }
            : { kind: 'unreadable', reason: reasonOf(error) };
    }
}

async function readRange(handle: FileHandle, offset: number, length: number): Promise<ReadAnswer> {
    // Invariant: only the bytes that were read are given away, so nothing uninitialised escapes.
    const bytes = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    try {
        while (filled < length) {
            const { bytesRead } = await handle.read(
                bytes,
                filled,
                length - filled,
                offset + filled,
            );
            if (bytesRead === 0) {
                break;
            }
            filled += bytesRead;
        }
    } catch (error) {
        return { kind: 'unreadable', reason: reasonOf(error) };
    }
    return { kind: 'bytes', bytes: filled === length ? bytes : bytes.subarray(0, filled) };
}

const missingCodes = new Set([
    'ENOENT',
    'ENOTDIR',
    'ENAMETOOLONG',
    // A name that no file can have, such as one with a NUL.
    'ERR_INVALID_ARG_VALUE',
]);

function isMissing(error: unknown): boolean {
    return missingCodes.has(codeOf(error) ?? '');
}

const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ELOOP: 'its links lead in a circle',
    EISDIR: 'it is a directory',
    EIO: 'the disk reports an error (EIO)',
    EMFILE: 'too many files are open',
    ENFILE: 'too many files are open',
    // What opening a socket gives.
    ENXIO: 'it is a socket or a device without a driver',
    EAGAIN: 'it is not ready to be read',
};

function reasonOf(error: unknown): string {
    const code = codeOf(error);
    return (code === undefined ? undefined : reasons[code]) ?? String(error);
}

function codeOf(error: unknown): string | undefined {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : undefined;
}

function tooLarge(size: number, limit: number): string {
    const mebibytes = (bytes: number) => Math.ceil(bytes / (1024 * 1024));
    return `it has ${mebibytes(size)} MiB, and at most ${mebibytes(limit)} MiB are read at once`;
}

// The file was only read: a close that fails loses nothing.
function ignoreFailedClose(): void {
    return undefined;
}
