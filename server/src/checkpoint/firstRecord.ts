// The record under the empty key of a table, which in a V1 checkpoint lists its tensors. The file
// also holds all their values, so only ranges are read: footer, index block, and the first block,
// whose checksum TensorFlow verifies, part by part.
// Defined in TensorFlow: core/util/tensor_slice_reader.cc, tsl/lib/io/table.cc.

import { crc32c, unmaskCrc } from '../util/crc32c.js';
import { translatedPath } from '../util/path.js';
import type { TensorFlowError } from '../util/problem.js';
import { pause, type Reading } from '../util/reading.js';
import { VarintReader } from '../util/varint.js';
import type { FileLookup } from './fileLookup.js';
import { kerasAdvice } from './kerasFile.js';
import { isLfsPointer, lfsAdvice } from './lfsPointer.js';
import {
    dataLoss,
    footerLength,
    layOutBlock,
    readFooter,
    readIndexBlock,
    seekFault,
    storedBlock,
    trailerLength,
    uint32At,
    unpackBlock,
    unreadableHandle,
    type BlockHandle,
    type StoredBlock,
    type TableFault,
} from './table.js';

/** Bytes which are read at a time. */
const chunkBytes = 4 * 2 ** 20;

/** A first block up to this size is looked at as a whole, restarts too. */
const keptBytes = 8 * 2 ** 20;

/** The value of the empty key. */
export interface FirstRecord {
    readonly bytes: Uint8Array;
}

/** Why there is none. */
export interface RecordFault {
    /** What was found and what to do. */
    readonly message: string;
    /** What TensorFlow raises; null where it would, unlike us, go on. */
    readonly error: TensorFlowError | null;
    readonly isGitLfs: boolean;
    /** Whether the file is sound, and one of Keras. */
    readonly isKeras?: boolean;
}

/** Reads the record of a file; `name` is the path as TensorFlow prints it. */
export function* readFirstRecord(
    lookup: FileLookup,
    name: string,
    maxBytes: number,
): Reading<FirstRecord | RecordFault> {
    const found = yield* lookup.stat(name);
    if (found.kind !== 'file') {
        return notAFile(name, found.kind === 'other' ? found.reason : found.kind);
    }
    const size = found.size;
    const footer = yield* readRange(lookup, name, Math.max(0, size - footerLength), footerLength);
    const handle = footer instanceof Uint8Array ? readFooter(footer, size) : footer;
    const list =
        'message' in handle ? handle : yield* readList(lookup, name, handle, size, maxBytes);
    if ('error' in list) {
        return list;
    }
    if ('status' in list) {
        const start = yield* readRange(lookup, name, 0, 256);
        const isGitLfs = start instanceof Uint8Array && isLfsPointer(start);
        const keras = start instanceof Uint8Array ? kerasAdvice(name, start) : undefined;
        const message = isGitLfs
            ? lfsAdvice
            : (keras ??
              `This is not a checkpoint (${list.message}): a checkpoint's argument is its prefix, a ` +
                  'directory, or a V1 file');
        return { message, error: unopenable(name, list), isGitLfs, isKeras: keras !== undefined };
    }
    for (const block of list.handles) {
        const record =
            'status' in block ? undefined : yield* readRecord(lookup, name, block, size, maxBytes);
        if (record !== undefined) {
            return record;
        }
    }
    return noRecord(name);
}

/** What TensorFlow raises where the record is missing or no message. */
export function noSlicesError(name: string): TensorFlowError {
    return {
        type: 'InternalError',
        message: `Failed to find the saved tensor slices at the beginning of the checkpoint file: ${name}`,
    };
}

function noRecord(name: string): RecordFault {
    return {
        message:
            'The file is a table, but not one that lists tensors, or its first block is damaged',
        error: noSlicesError(name),
        isGitLfs: false,
    };
}

function notAFile(name: string, kind: string): RecordFault {
    const isGitLfs = false;
    switch (kind) {
        case 'directory': {
            const fault = {
                status: 'FAILED_PRECONDITION',
                message: `${translatedPath(name)}; Is a directory`,
            };
            return {
                message: 'This is a directory, not a checkpoint file',
                error: unopenable(name, fault),
                isGitLfs,
            };
        }
        case 'missing': {
            const fault = {
                status: 'NOT_FOUND',
                message: `${translatedPath(name)}; No such file or directory`,
            };
            return { message: 'The file is gone', error: unopenable(name, fault), isGitLfs };
        }
        default:
            return { message: `The file is not read: ${kind}`, error: null, isGitLfs };
    }
}

// What TensorFlow raises where it cannot open the table.
function unopenable(
    name: string,
    fault: { readonly status: string; readonly message: string },
): TensorFlowError {
    if (fault.status === 'NO_MEMORY') {
        return { type: 'MemoryError', message: fault.message };
    }
    return {
        type: 'DataLossError',
        message:
            `Unable to open table file ${name}: ${fault.status}: ${fault.message}: perhaps your file ` +
            'is in a different file format and you need to use a different restore operator?',
    };
}

function* readRange(
    lookup: FileLookup,
    name: string,
    offset: number,
    length: number,
): Reading<Uint8Array | RecordFault> {
    const answer = yield* lookup.read(name, offset, length);
    switch (answer.kind) {
        case 'bytes':
            return answer.bytes;
        case 'missing':
            return notAFile(name, 'missing');
        case 'unreadable': {
            const fault = {
                status: 'PERMISSION_DENIED',
                message: `${translatedPath(name)}; ${answer.reason}`,
            };
            return {
                message: `The file cannot be read: ${answer.reason}`,
                error: unopenable(name, fault),
                isGitLfs: false,
            };
        }
    }
}

function* readList(
    lookup: FileLookup,
    name: string,
    handle: BlockHandle,
    size: number,
    maxBytes: number,
): Reading<ReturnType<typeof readIndexBlock> | RecordFault> {
    const fault = unreadableHandle(handle, size, name) ?? tooLarge(handle, maxBytes);
    if (fault !== undefined) {
        return fault;
    }
    const bytes = yield* readRange(lookup, name, handle.offset, handle.size + trailerLength);
    if (!(bytes instanceof Uint8Array)) {
        return bytes;
    }
    return bytes.length < handle.size + trailerLength
        ? { status: 'OUT_OF_RANGE', message: 'Read less bytes than requested' }
        : readIndexBlock(bytes, { offset: 0, size: handle.size });
}

function tooLarge({ size }: BlockHandle, maxBytes: number): TableFault | undefined {
    return maxBytes < size ? dataLoss(`a block of ${size} bytes is more than is read`) : undefined;
}

// The record in a block: undefined where the block is empty or damaged, since TensorFlow then goes
// on to the next one.
function* readRecord(
    lookup: FileLookup,
    name: string,
    handle: BlockHandle,
    size: number,
    maxBytes: number,
): Reading<FirstRecord | RecordFault | undefined> {
    const fault = unreadableHandle(handle, size, name);
    if (fault !== undefined) {
        return fault.status === 'NO_MEMORY'
            ? {
                  message: 'The file names a block that is larger than any memory: it is damaged',
                  error: unopenable(name, fault),
                  isGitLfs: false,
              }
            : undefined;
    }
    const trailer = yield* readRange(lookup, name, handle.offset + handle.size, trailerLength);
    const head = yield* readRange(lookup, name, handle.offset, Math.min(handle.size, 64));
    if (!(trailer instanceof Uint8Array && head instanceof Uint8Array)) {
        return trailer instanceof Uint8Array ? (head as RecordFault) : trailer;
    }
    const stored = storedBlock(0, handle.size, trailer[0] ?? 0);
    if ('status' in stored) {
        return undefined;
    }
    // A large block holds values behind the record: they are summed up, but not kept.
    const isKept = stored.compressed || handle.size <= keptBytes;
    const wanted = isKept ? handle.size : Math.min(handle.size, recordEnd(head));
    if (maxBytes < wanted) {
        return {
            message: `The file's list of tensors has ${wanted} bytes, more than are read`,
            error: null,
            isGitLfs: false,
        };
    }
    const kept = new Uint8Array(wanted);
    let crc = 0;
    for (let done = 0; done < handle.size; done += chunkBytes) {
        yield* pause(done, handle.size);
        const length = Math.min(chunkBytes, handle.size - done);
        const part = yield* readRange(lookup, name, handle.offset + done, length);
        if (!(part instanceof Uint8Array)) {
            return part;
        }
        crc = crc32c(part, 0, part.length, crc);
        if (done < wanted) {
            kept.set(part.subarray(0, wanted - done), done);
        }
    }
    const isWhole = crc32c(trailer, 0, 1, crc) === unmaskCrc(uint32At(trailer, 1));
    if (!isWhole) {
        return undefined;
    }
    return recordOf(isKept ? firstEntries(kept, stored) : kept, name);
}

// Where the first entry of a block ends, by its head.
function recordEnd(head: Uint8Array): number {
    const reader = new VarintReader(head);
    const lengths = [reader.uint32(), reader.uint32(), reader.uint32()];
    return reader.failed ? Infinity : reader.position + (lengths[1] ?? 0) + (lengths[2] ?? 0);
}

function firstEntries(bytes: Uint8Array, stored: StoredBlock): Uint8Array {
    const unpacked = unpackBlock(bytes, stored);
    const block =
        'status' in unpacked ? unpacked : layOutBlock(unpacked.bytes, unpacked.start, unpacked.end);
    return 'status' in block || seekFault(block) !== undefined
        ? new Uint8Array(0)
        : block.bytes.subarray(block.start, block.entriesEnd);
}

function recordOf(entries: Uint8Array, name: string): FirstRecord | RecordFault | undefined {
    const reader = new VarintReader(entries);
    const shared = reader.uint32();
    const keyLength = reader.uint32();
    const valueLength = reader.uint32();
    const start = reader.position + keyLength;
    if (reader.failed || shared !== 0 || entries.length < start + valueLength) {
        return undefined;
    }
    // Another key means that there is no record: the empty one would come first.
    return keyLength === 0
        ? { bytes: entries.subarray(start, start + valueLength) }
        : noRecord(name);
}
