// The entries of a zip archive, such as a `.keras` file, read in ranges: the directory at the end,
// then the entries that are asked for, each with a limit. What Python's zipfile refuses is a fault.
// Not here: writing, archives in several files, encryption, methods besides "stored" and "deflate".

import { Inflate } from 'fflate';
import { crc32 } from './crc32.js';
import { pause, read, stat, type Reading } from './reading.js';
import { decodeUtf8 } from './utf8.js';

/** An entry, as the archive's directory describes it. Sizes are in bytes. */
export interface ZipEntry {
    readonly name: string;
    /** 0: stored as it is; 8: deflated; others are not read. */
    readonly method: number;
    readonly isEncrypted: boolean;
    readonly storedSize: number;
    /** The size once unpacked, as claimed. */
    readonly size: number;
    /** CRC-32 of the unpacked bytes. */
    readonly checksum: number;
    /** Where its own header begins, in bytes from the start of the file. */
    readonly headerOffset: number;
}

/** Why an archive or an entry cannot be read; the text goes on "it …". */
export interface ZipFault {
    readonly reason: string;
}

/** Where the bytes of an entry lie in the file, as they are stored. */
export interface ZipPlace {
    readonly offset: number;
    readonly length: number;
}

const endLength = 22;
const longestComment = 0xffff;
const headerLength = 30;
const recordLength = 46;

/** Directories up to this many bytes are read; that of a model with 100,000 assets is smaller. */
const directoryLimit = 16 * 2 ** 20;

/** Bytes that are summed up at a time. */
const windowBytes = 2 ** 20;

/** Deflated bytes can become at most about this many times as many. */
const mostExpansion = 1040;

/** Bytes unpacked at a time. */
const inputBytes = 4096;

/** The entries of an archive by name; of entries of one name the last counts, as in Python. */
export function* readZipDirectory(path: string): Reading<ReadonlyMap<string, ZipEntry> | ZipFault> {
    const found = yield* stat(path);
    if (found.kind !== 'file') {
        return { reason: found.kind === 'other' ? found.reason : `is ${found.kind}` };
    }
    const tailStart = Math.max(0, found.size - endLength - longestComment - zip64Room);
    const tail = yield* readRange(path, tailStart, found.size - tailStart);
    if (!(tail instanceof Uint8Array)) {
        return tail;
    }
    const end = findDirectory(tail, tailStart);
    if ('reason' in end) {
        return end;
    }
    if (directoryLimit < end.length) {
        return { reason: `has a directory of ${end.length} bytes, more than are read` };
    }
    const directory = yield* readRange(path, end.offset, end.length);
    return directory instanceof Uint8Array ? entriesOf(directory, end.shift) : directory;
}

/** The unpacked bytes of an entry, if they are what the directory says and at most `maxBytes`. */
export function* readZipEntry(
    path: string,
    entry: ZipEntry,
    maxBytes: number,
): Reading<Uint8Array | ZipFault> {
    if (maxBytes < entry.size || maxBytes < entry.storedSize) {
        const size = Math.max(entry.size, entry.storedSize);
        return {
            reason: `has ${size} bytes in '${entry.name}', more than the ${maxBytes} which are read`,
        };
    }
    const place = yield* findZipEntry(path, entry);
    if ('reason' in place) {
        return place;
    }
    const stored = yield* readRange(path, place.offset, place.length);
    if (!(stored instanceof Uint8Array)) {
        return stored;
    }
    const bytes = entry.method === 0 ? stored : yield* inflate(stored, entry.size);
    return bytes === undefined || bytes.length !== entry.size || crc32(bytes) !== entry.checksum
        ? notAsChecksum(entry)
        : bytes;
}

/** Compares the checksum of an entry that is not packed, without keeping it; undefined: it is right. */
export function* checkZipEntry(path: string, entry: ZipEntry): Reading<ZipFault | undefined> {
    const place = yield* findZipEntry(path, entry);
    if ('reason' in place) {
        return place;
    }
    let sum = 0;
    for (let done = 0; done < place.length; done += windowBytes) {
        const length = Math.min(windowBytes, place.length - done);
        const bytes = yield* readRange(path, place.offset + done, length);
        if (!(bytes instanceof Uint8Array)) {
            return bytes;
        }
        sum = crc32(bytes, sum);
        yield* pause(done, place.length);
    }
    return sum === entry.checksum ? undefined : notAsChecksum(entry);
}

function notAsChecksum({ name }: ZipEntry): ZipFault {
    return { reason: `is damaged: '${name}' is not what its checksum says` };
}

/** Where an entry's stored bytes are: those of an entry that is not packed can be read in place. */
export function* findZipEntry(path: string, entry: ZipEntry): Reading<ZipPlace | ZipFault> {
    if (entry.isEncrypted) {
        return { reason: `has '${entry.name}' encrypted` };
    }
    if (entry.method !== 0 && entry.method !== 8) {
        return {
            reason: `has '${entry.name}' packed in a way that is not read (method ${entry.method})`,
        };
    }
    if (entry.method === 0 && entry.size !== entry.storedSize) {
        return { reason: `is damaged: '${entry.name}' has two sizes` };
    }
    const header = yield* readRange(path, entry.headerOffset, headerLength);
    if (!(header instanceof Uint8Array)) {
        return header;
    }
    const fields = viewOf(header);
    if (fields.getUint32(0, true) !== 0x04034b50) {
        return { reason: `is damaged: '${entry.name}' is not where the directory says` };
    }
    const start = entry.headerOffset + headerLength;
    const nameLength = fields.getUint16(26, true);
    const name = yield* readRange(path, start, nameLength);
    if (!(name instanceof Uint8Array)) {
        return name;
    }
    if (decodeUtf8(name) !== entry.name) {
        return { reason: `is damaged: '${entry.name}' has two names` };
    }
    const offset = start + nameLength + fields.getUint16(28, true);
    return { offset, length: entry.storedSize };
}

interface DirectoryPlace extends ZipPlace {
    /** Bytes before the archive, which its own offsets do not count. */
    readonly shift: number;
}

// The end of a large archive, and the note that says where it is.
const zip64EndLength = 56;
const zip64NoteLength = 20;
const zip64Room = zip64EndLength + zip64NoteLength;

function findDirectory(tail: Uint8Array, tailStart: number): DirectoryPlace | ZipFault {
    const view = viewOf(tail);
    let at = tail.length - endLength;
    while (0 <= at && !isEnd(view, at)) {
        at--;
    }
    if (at < 0) {
        return {
            reason: 'is no zip archive, or was cut off: its directory, at the end, is missing',
        };
    }
    const is64 = zip64Room <= at && view.getUint32(at - zip64NoteLength, true) === 0x07064b50;
    const end64 = at - zip64Room;
    if (is64 && view.getUint32(end64, true) === 0x06064b50) {
        const length = Number(view.getBigUint64(end64 + 40, true));
        const claimed = Number(view.getBigUint64(end64 + 48, true));
        return placed(claimed, length, tailStart + end64);
    }
    const length = view.getUint32(at + 12, true);
    return placed(view.getUint32(at + 16, true), length, tailStart + at);
}

// The end's comment must reach to the end of the file, or the mark is one in the comment.
function isEnd(view: DataView, at: number): boolean {
    return (
        view.getUint32(at, true) === 0x06054b50 &&
        at + endLength + view.getUint16(at + 20, true) === view.byteLength
    );
}

// The directory ends where its end record begins; what lies before the archive shifts all.
function placed(claimed: number, length: number, endsAt: number): DirectoryPlace | ZipFault {
    const offset = endsAt - length;
    return offset < claimed || !Number.isSafeInteger(claimed)
        ? { reason: 'is damaged: its directory is not where its end says' }
        : { offset, length, shift: offset - claimed };
}

function entriesOf(directory: Uint8Array, shift: number): ReadonlyMap<string, ZipEntry> | ZipFault {
    const view = viewOf(directory);
    const entries = new Map<string, ZipEntry>();
    let at = 0;
    while (at < directory.length) {
        const fixedEnd = at + recordLength;
        if (directory.length < fixedEnd || view.getUint32(at, true) !== 0x02014b50) {
            return { reason: 'is damaged: its directory is not one' };
        }
        const nameEnd = fixedEnd + view.getUint16(at + 28, true);
        const extraEnd = nameEnd + view.getUint16(at + 30, true);
        const end = extraEnd + view.getUint16(at + 32, true);
        if (directory.length < end) {
            return { reason: 'is damaged: its directory ends within an entry' };
        }
        const name = decodeUtf8(directory.subarray(fixedEnd, nameEnd));
        const large = largeNumbers(directory.subarray(nameEnd, extraEnd));
        const size = large(view.getUint32(at + 24, true));
        const storedSize = large(view.getUint32(at + 20, true));
        const headerOffset = large(view.getUint32(at + 42, true)) + shift;
        if (![size, storedSize, headerOffset].every(Number.isSafeInteger)) {
            return { reason: `is damaged: '${name}' has no size or place` };
        }
        entries.set(name, {
            name,
            method: view.getUint16(at + 10, true),
            isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
            storedSize,
            size,
            checksum: view.getUint32(at + 16, true),
            headerOffset,
        });
        at = end;
    }
    return entries;
}

// Numbers of 32 bits and, where one is all ones, the one of 64 bits that stands for it in the extra
// field 1, in this order.
function largeNumbers(extra: Uint8Array): (small: number) => number {
    const view = viewOf(extra);
    let at = 0;
    let end = 0;
    for (let field = 0; field + 4 <= extra.length; field += 4 + view.getUint16(field + 2, true)) {
        if (view.getUint16(field, true) === 1) {
            at = field + 4;
            end = Math.min(extra.length, at + view.getUint16(field + 2, true));
            break;
        }
    }
    return (small) => {
        if (small !== 0xffffffff) {
            return small;
        }
        at += 8;
        return at <= end ? Number(view.getBigUint64(at - 8, true)) : Number.NaN;
    };
}

// Undefined where the bytes are not deflated ones, or other than as many come out of them as claimed.
function* inflate(stored: Uint8Array, size: number): Reading<Uint8Array | undefined> {
    if (stored.length * mostExpansion < size) {
        return undefined;
    }
    const output = new Uint8Array(size);
    let filled = 0;
    let isOver = false;
    const inflater = new Inflate((chunk, final) => {
        if (filled + chunk.length <= size) {
            output.set(chunk, filled);
        }
        filled += chunk.length;
        isOver = final;
    });
    for (let at = 0; at < stored.length && filled <= size; at += inputBytes) {
        const end = Math.min(stored.length, at + inputBytes);
        try {
            inflater.push(stored.subarray(at, end), end === stored.length);
        } catch {
            // What it throws are numbered codes of its own; the checksum would say no more.
            return undefined;
        }
        yield* pause(end, stored.length);
    }
    return isOver && filled === size ? output : undefined;
}

function* readRange(path: string, offset: number, length: number): Reading<Uint8Array | ZipFault> {
    const answer = yield* read(path, offset, length);
    switch (answer.kind) {
        case 'bytes':
            return answer.bytes.length < length
                ? { reason: 'was cut off: it ends within an entry' }
                : answer.bytes;
        case 'missing':
            return { reason: 'is gone' };
        case 'unreadable':
            return { reason: `cannot be read: ${answer.reason}` };
    }
}

function viewOf(bytes: Uint8Array): DataView {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
