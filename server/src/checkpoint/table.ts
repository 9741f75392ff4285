// The container of every checkpoint file: a sorted table in blocks, with a checksum for each block.
// Only the container: what keys and values mean is the business of the readers above it.
// Defined in TensorFlow: tsl/lib/io/{format,table,block}.cc, which is LevelDB's table without filters.

import { crc32c, unmaskCrc } from '../util/crc32c.js';
import { translatedPath } from '../util/path.js';
import { VarintReader } from '../util/varint.js';
import { decompressSnappy, snappyLength } from './snappy.js';

/** Bytes of the footer, the last of the file. */
export const footerLength = 48;

/** The last eight bytes of every table. */
export const tableMagic: readonly number[] = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];

/** A block's type byte and checksum, which lie behind it. */
export const trailerLength = 5;

/** What TensorFlow's table reader says, and as which status; `NO_MEMORY` is C++'s bad_alloc. */
export interface TableFault {
    readonly status: 'DATA_LOSS' | 'OUT_OF_RANGE' | 'INVALID_ARGUMENT' | 'NO_MEMORY';
    readonly message: string;
}

/** Where a block lies in a file, in bytes; the size does not count the trailer. */
export interface BlockHandle {
    readonly offset: number;
    readonly size: number;
}

/** The contents of a block in some bytes: entries, then the places of restarts. */
export interface Block {
    readonly bytes: Uint8Array;
    /** Where the first entry begins. */
    readonly start: number;
    /** Where the entries end and the restarts begin. */
    readonly entriesEnd: number;
    /** Where the contents begin, from which restarts are counted. */
    readonly origin: number;
    readonly restarts: number;
}

/** Whether the bytes end as every table does. */
export function endsAsTable(bytes: Uint8Array): boolean {
    const start = bytes.length - tableMagic.length;
    return (
        footerLength <= bytes.length &&
        tableMagic.every((byte, index) => bytes[start + index] === byte)
    );
}

/**
 * Where a table's index block lies, by the file's last bytes: at least the footer, or all there is.
 */
export function readFooter(bytes: Uint8Array, fileLength: number): BlockHandle | TableFault {
    if (fileLength < footerLength || bytes.length < footerLength) {
        return dataLoss('file is too short to be an sstable');
    }
    if (!endsAsTable(bytes)) {
        return dataLoss('not an sstable (bad magic number)');
    }
    const footer = new VarintReader(bytes, bytes.length - footerLength);
    readHandle(footer);
    return readHandle(footer) ?? dataLoss('bad block handle');
}

/** The data blocks of a table, in order; a fault stands for one whose place cannot be read. */
export interface BlockList {
    readonly handles: readonly (BlockHandle | TableFault)[];
    /** What ends the list early. */
    readonly fault?: TableFault;
}

/** Finds the data blocks of a table which is in memory as a whole. */
export function readBlockHandles(bytes: Uint8Array, name: string): BlockList | TableFault {
    const footer = readFooter(bytes, bytes.length);
    const fault = 'status' in footer ? footer : unreadableHandle(footer, bytes.length, name);
    return fault === undefined ? readIndexBlock(bytes, footer as BlockHandle) : fault;
}

/** Reads the index block, which lies at the handle in these bytes. */
export function readIndexBlock(bytes: Uint8Array, handle: BlockHandle): BlockList | TableFault {
    const stored = locateBlock(bytes, handle);
    const contents = 'status' in stored ? stored : unpackBlock(bytes, stored);
    if ('status' in contents) {
        return contents;
    }
    const block = layOutBlock(contents.bytes, contents.start, contents.end);
    const fault = 'status' in block ? block : seekFault(block);
    return fault === undefined ? readIndexEntries(block as Block) : { handles: [], fault };
}

/** A block as stored: its bytes are in the file and have the checksum that they should have. */
export interface StoredBlock {
    readonly start: number;
    readonly end: number;
    /** Whether it is compressed with Snappy. */
    readonly compressed: boolean;
}

/** Verifies the checksum of a block, which lies at the handle in these bytes with its trailer. */
export function locateBlock(bytes: Uint8Array, handle: BlockHandle): StoredBlock | TableFault {
    const start = handle.offset;
    const end = start + handle.size;
    if (crc32c(bytes, start, end + 1) !== unmaskCrc(uint32At(bytes, end + 1))) {
        return dataLoss('block checksum mismatch');
    }
    return storedBlock(start, end, bytes[end] ?? 0);
}

/** A block by its type byte. */
export function storedBlock(start: number, end: number, type: number): StoredBlock | TableFault {
    return type === 0 || type === 1
        ? { start, end, compressed: type === 1 }
        : dataLoss('bad block type');
}

/** The length of a block's contents once it is unpacked. */
export function unpackedLength(bytes: Uint8Array, { start, end, compressed }: StoredBlock): number {
    return compressed ? (snappyLength(bytes, start, end) ?? 0) : end - start;
}

/**
 * The contents of a block: its own bytes, or, where it is compressed, those which are made of them
 * in `room` at `roomStart` (or in memory of its own).
 */
export function unpackBlock(
    bytes: Uint8Array,
    stored: StoredBlock,
    room?: Uint8Array,
    roomStart = 0,
): { readonly bytes: Uint8Array; readonly start: number; readonly end: number } | TableFault {
    const { start, end, compressed } = stored;
    if (!compressed) {
        if (room === undefined) {
            return { bytes, start, end };
        }
        room.set(bytes.subarray(start, end), roomStart);
        return { bytes: room, start: roomStart, end: roomStart + end - start };
    }
    const length = snappyLength(bytes, start, end);
    const output = room ?? new Uint8Array(length ?? 0);
    return length !== undefined && decompressSnappy(bytes, start, end, output, roomStart)
        ? { bytes: output, start: roomStart, end: roomStart + length }
        : dataLoss('corrupted compressed block contents');
}

/** Finds the entries of a block's contents. */
export function layOutBlock(bytes: Uint8Array, start: number, end: number): Block | TableFault {
    const restarts = 4 <= end - start ? uint32At(bytes, end - 4) : -1;
    if (restarts < 0 || (end - start - 4) / 4 < restarts) {
        return dataLoss('bad block contents');
    }
    const entriesEnd = end - 4 - 4 * restarts;
    // Without a restart TensorFlow takes the block as empty, whatever it holds. It begins at the
    // first restart, wherever that points.
    const first = restarts === 0 ? Infinity : start + uint32At(bytes, entriesEnd);
    return { bytes, start: Math.min(first, entriesEnd), entriesEnd, origin: start, restarts };
}

/**
 * What TensorFlow says when it seeks the first key of a block, as it does in a table's index and in
 * its first block: it looks at some of the restarts before it goes to the first.
 */
export function seekFault(block: Block): TableFault | undefined {
    const { bytes, entriesEnd, origin } = block;
    let last = block.restarts - 1;
    while (0 < last) {
        const middle = (last + 1) >>> 1;
        const place = origin + uint32At(bytes, entriesEnd + 4 * middle);
        const reader = new VarintReader(bytes, Math.min(place, entriesEnd), entriesEnd);
        const shared = reader.uint32();
        const length = reader.uint32() + reader.uint32();
        if (reader.failed || shared !== 0 || entriesEnd < reader.position + length) {
            return dataLoss('bad entry in block');
        }
        last = middle - 1;
    }
    return undefined;
}

/** An unsigned 32-bit number, little-endian. */
export function uint32At(bytes: Uint8Array, position: number): number {
    const upper = (bytes[position + 3] ?? 0) * 0x1000000;
    return (
        upper +
        ((bytes[position + 2] ?? 0) << 16) +
        ((bytes[position + 1] ?? 0) << 8) +
        (bytes[position] ?? 0)
    );
}

/** A fault of the kind that most are. */
export function dataLoss(message: string): TableFault {
    return { status: 'DATA_LOSS', message };
}

/**
 * Why a block cannot be read from a file of this length; undefined where it can. Which exception
 * TensorFlow raises depends on how far it gets: it allocates first, then reads.
 */
export function unreadableHandle(
    { offset, size }: BlockHandle,
    fileLength: number,
    name: string,
): TableFault | undefined {
    if (2 ** 64 - trailerLength <= size) {
        return dataLoss('handle.size() too big');
    }
    if (2 ** 47 <= size) {
        return { status: 'NO_MEMORY', message: 'std::bad_alloc' };
    }
    if (2 ** 63 <= offset) {
        return { status: 'INVALID_ARGUMENT', message: `${translatedPath(name)}; Invalid argument` };
    }
    return fileLength < offset + size + trailerLength
        ? { status: 'OUT_OF_RANGE', message: 'Read less bytes than requested' }
        : undefined;
}

function readHandle(reader: VarintReader): BlockHandle | undefined {
    const offset = reader.uint64();
    const size = reader.uint64();
    return reader.failed ? undefined : { offset, size };
}

function readIndexEntries(block: Block): BlockList {
    const { bytes, start, entriesEnd } = block;
    const reader = new VarintReader(bytes, start, entriesEnd);
    const handles: (BlockHandle | TableFault)[] = [];
    let keyLength = 0;
    while (reader.position < entriesEnd) {
        const shared = reader.uint32();
        const unshared = reader.uint32();
        const valueLength = reader.uint32();
        const valueStart = reader.position + unshared;
        if (reader.failed || keyLength < shared || entriesEnd < valueStart + valueLength) {
            return { handles, fault: dataLoss('bad entry in block') };
        }
        keyLength = shared + unshared;
        const value = new VarintReader(bytes, valueStart, valueStart + valueLength);
        handles.push(readHandle(value) ?? dataLoss('bad block handle'));
        reader.position = valueStart + valueLength;
    }
    return { handles };
}
