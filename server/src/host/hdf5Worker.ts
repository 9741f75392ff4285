// The thread in which HDF5 files are read: the library is WebAssembly and runs without a pause, and
// a damaged file may send it round in circles. Here it can be stopped (hdf5File.ts does). It reads
// ranges of the one file it is told of, and never a value.

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { ready } from 'h5wasm';
import type { Hdf5Answer } from '../util/reading.js';
import type { Hdf5Message, Hdf5Reply, Hdf5Request } from './hdf5File.js';
import { isGivingUp, libraryMessage, walkFile, type Hdf5Library } from './hdf5Walk.js';

/** Bytes that can be read at any place. */
interface Source {
    readonly size: number;
    /** Fills the buffer from `position` on; returns how many bytes there were. */
    read(buffer: Uint8Array, position: number): number;
}

/** What this file uses of the library's file system in memory. */
interface MemoryFiles {
    createFile(folder: string, name: string, options: object, read: boolean, write: boolean): Node;
    unlink(path: string): void;
}

interface Node {
    stream_ops: object;
}

/** Milliseconds between two signs of life. */
const reportEvery = 200;

// The name within the library, which has no other files.
const name = 'file';

const library = await ready;
library.activate_throwing_error_handler();

parentPort?.postMessage('ready' satisfies Hdf5Message);
parentPort?.on('message', (request: Hdf5Request) => {
    parentPort?.postMessage(answer(request));
});

function answer({ path, offset, length, bytes }: Hdf5Request): Hdf5Reply {
    if (bytes !== undefined) {
        return readSource(sourceOfBytes(bytes));
    }
    let file: number | undefined;
    try {
        // Without a writer, opening a FIFO would block.
        file = openSync(path, constants.O_RDONLY | nonBlocking);
        const stats = fstatSync(file);
        return stats.isFile()
            ? readSource(sourceOfFile(file, offset, Math.min(length, stats.size - offset)))
            : unreadable('it is not a regular file');
    } catch (error) {
        return unreadable(error instanceof Error ? error.message : String(error));
    } finally {
        if (file !== undefined) {
            closeSync(file);
        }
    }
}

const nonBlocking = (constants.O_NONBLOCK as number | undefined) ?? 0;

function unreadable(reason: string, isSpent = false): Hdf5Reply {
    return { answer: { kind: 'unreadable', reason } satisfies Hdf5Answer, isSpent };
}

function sourceOfBytes(bytes: Uint8Array): Source {
    return {
        size: bytes.length,
        read: (buffer, position) => {
            const found = bytes.subarray(position, position + buffer.length);
            buffer.set(found);
            return found.length;
        },
    };
}

function sourceOfFile(file: number, offset: number, size: number): Source {
    return {
        size,
        read: (buffer, position) => {
            const wanted = Math.max(0, Math.min(buffer.length, size - position));
            return wanted === 0 ? 0 : readSync(file, buffer, 0, wanted, offset + position);
        },
    };
}

function readSource(source: Source): Hdf5Reply {
    const files = library.FS as unknown as MemoryFiles;
    provide(files, source);
    try {
        const file = library.open(`/${name}`, library.H5F_ACC_RDONLY, false, -1, -1);
        const { contents, isSpent } = walkFile(library, file, progress());
        if (!isSpent) {
            close(library, file);
        }
        return { answer: { kind: 'contents', contents }, isSpent };
    } catch (error) {
        const gaveUp = isGivingUp(error);
        const reason = gaveUp ? 'the library that reads HDF5 gave up' : libraryMessage(error);
        return unreadable(reason, gaveUp);
    } finally {
        files.unlink(`/${name}`);
    }
}

// Says from time to time that the work goes on.
function progress(): () => void {
    let said = performance.now();
    return () => {
        if (reportEvery < performance.now() - said) {
            said = performance.now();
            parentPort?.postMessage('working' satisfies Hdf5Message);
        }
    };
}

// What a walk left open stays so, and the file with it: there will be another of that name.
function close(opened: Hdf5Library, file: bigint): void {
    try {
        opened.close_file(file);
    } catch (error) {
        if (isGivingUp(error)) {
            throw error;
        }
    }
}

// A file of the library's own file system, whose bytes are read when they are asked for.
function provide(files: MemoryFiles, source: Source): void {
    const node = files.createFile('/', name, {}, true, false);
    Object.defineProperty(node, 'usedBytes', { get: () => source.size });
    node.stream_ops = {
        ...node.stream_ops,
        read: (
            _stream: unknown,
            memory: Int8Array,
            offset: number,
            length: number,
            position: number,
        ) =>
            source.read(
                new Uint8Array(memory.buffer, memory.byteOffset + offset, length),
                position,
            ),
    };
}
