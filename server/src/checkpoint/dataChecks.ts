// The checksum of one value in a data file, taken window by window: nothing of the value is kept.
// What it says is what TensorFlow says when it restores that value.
// Defined in TensorFlow: core/util/tensor_bundle/tensor_bundle.cc (GetValue, ReadStringTensor,
// ReadVariantTensor).

import { crc32c, unmaskCrc } from '../util/crc32c.js';

/** What is wrong with a value's bytes: in TensorFlow's words, where these are certain. */
export interface DataFault {
    /** What differs: the checksum of the lengths, or that of everything. */
    readonly what: 'lengths' | 'data';
    readonly message: string | undefined;
}

/** A check that is fed with the bytes of a value in order. */
export interface DataCheck {
    /** Takes bytes in; gives how many of them belong to the value. Fewer than given: it has ended. */
    feed(bytes: Uint8Array): number;
    /** The verdict, once the value has ended or its file has. */
    finish(): DataFault | undefined;
}

/** The place of a value, as messages have it. */
export interface StoredValue {
    readonly prefix: string;
    readonly shard: number;
    /** Bytes in the shard. */
    readonly size: number;
    /** Masked CRC-32C of these bytes. */
    readonly checksum: number;
}

/** Checks numbers: all bytes, as they are in the file, in whatever byte order. */
export function checkNumbers(value: StoredValue): DataCheck {
    let crc = 0;
    let left = value.size;
    return {
        feed: (bytes) => {
            const taken = Math.min(left, bytes.length);
            crc = crc32c(bytes, 0, taken, crc);
            left -= taken;
            return taken;
        },
        finish: () => verdict(value, crc),
    };
}

/**
 * Checks texts: so many lengths, a checksum of them as numbers of 32 bits (of 64 where they are
 * larger) in the byte order of the bundle, and the texts, over all of which is the second checksum.
 */
export function checkTexts(value: StoredValue, elements: number, bigEndian: boolean): DataCheck {
    const word = new DataView(new ArrayBuffer(8));
    const wordBytes = new Uint8Array(word.buffer);
    const stored = new DataView(new ArrayBuffer(4));
    const storedBytes = new Uint8Array(stored.buffer);
    const varint = new Varint();
    let crc = 0;
    let lengths = 0;
    let checksumBytes = 0;
    let textBytes = 0;
    let fault: DataFault | undefined;

    function takeLength(length: number): void {
        lengths++;
        textBytes += length;
        if (length < 2 ** 32) {
            word.setUint32(0, length, !bigEndian);
        } else {
            const high = Math.floor(length / 2 ** 32);
            word.setUint32(0, bigEndian ? high : length % 2 ** 32, !bigEndian);
            word.setUint32(4, bigEndian ? length % 2 ** 32 : high, !bigEndian);
        }
        crc = crc32c(wordBytes, 0, length < 2 ** 32 ? 4 : 8, crc);
    }

    function checkLengths(): void {
        const expected = unmaskCrc(stored.getUint32(0, !bigEndian));
        if (expected !== crc) {
            const message =
                `The length checksum does not match: expected ${eightDigits(expected)} but actual ` +
                `is ${eightDigits(crc)}`;
            fault = { what: 'lengths', message };
        }
        crc = crc32c(storedBytes, 0, 4, crc);
    }

    return {
        feed: (bytes) => {
            let position = 0;
            while (position < bytes.length && lengths < elements && !varint.failed) {
                const length = varint.take(bytes[position++] ?? 0);
                if (length !== undefined) {
                    takeLength(length);
                }
            }
            if (varint.failed) {
                return position;
            }
            while (position < bytes.length && lengths === elements && checksumBytes < 4) {
                storedBytes[checksumBytes++] = bytes[position++] ?? 0;
                if (checksumBytes === 4) {
                    checkLengths();
                }
            }
            if (fault !== undefined || checksumBytes < 4) {
                return position;
            }
            const taken = Math.min(textBytes, bytes.length - position);
            crc = crc32c(bytes, position, position + taken, crc);
            textBytes -= taken;
            return position + taken;
        },
        finish: () => {
            if (varint.failed || checksumBytes < 4 || textBytes !== 0) {
                return (
                    fault ?? { what: checksumBytes < 4 ? 'lengths' : 'data', message: undefined }
                );
            }
            return fault ?? verdict(value, crc);
        },
    };
}

/**
 * Checks variants. TensorFlow parses each before it looks at the checksum behind it, so that its
 * words depend on what the damaged bytes mean to a parser: they are not foretold.
 */
export function checkVariants(value: StoredValue): DataCheck {
    // The running checksum counts a length as a number of 64 bits: only so do these bytes add up.
    const word = new DataView(new ArrayBuffer(8));
    const wordBytes = new Uint8Array(word.buffer);
    const varint = new Varint();
    let crc = 0;
    let left = value.size;
    let pending = -1;
    let checksumBytes = 0;

    function takeByteOfHead(byte: number): void {
        const length = varint.take(byte);
        if (length !== undefined) {
            word.setUint32(0, length % 2 ** 32, true);
            word.setUint32(4, Math.floor(length / 2 ** 32), true);
            crc = crc32c(wordBytes, 0, 8, crc);
            pending = length;
            checksumBytes = 4;
        }
    }

    function takeData(bytes: Uint8Array, start: number, end: number): number {
        const count = pending === 0 ? checksumBytes : pending;
        const taken = Math.min(count, end - start);
        crc = crc32c(bytes, start, start + taken, crc);
        if (pending === 0) {
            checksumBytes -= taken;
            pending = checksumBytes === 0 ? -1 : 0;
        } else {
            pending -= taken;
        }
        return taken;
    }

    return {
        feed: (bytes) => {
            const end = Math.min(left, bytes.length);
            let position = 0;
            while (position < end) {
                if (pending < 0) {
                    takeByteOfHead(bytes[position++] ?? 0);
                } else {
                    position += takeData(bytes, position, end);
                }
            }
            left -= end;
            return end;
        },
        finish: () =>
            pending < 0 && crc === unmaskCrc(value.checksum)
                ? undefined
                : { what: 'data', message: undefined },
    };
}

/** A little-endian base-128 number that comes byte by byte. */
class Varint {
    failed = false;
    #value = 0;
    #scale = 1;

    /** Takes a byte in; gives the number when it was the last of it. */
    take(byte: number): number | undefined {
        this.#value += (byte & 127) * this.#scale;
        this.#scale *= 128;
        if (byte < 128) {
            const value = this.#value;
            this.#value = 0;
            this.#scale = 1;
            return value;
        }
        // TensorFlow gives up after ten bytes.
        this.failed = 2 ** 70 <= this.#scale;
        return undefined;
    }
}

function verdict(value: StoredValue, crc: number): DataFault | undefined {
    const expected = unmaskCrc(value.checksum);
    return expected === crc
        ? undefined
        : {
              what: 'data',
              message:
                  `TensorBundle at ${value.prefix} shard ${value.shard} (${value.size} bytes): ` +
                  `Checksum does not match: stored ${eightDigits(expected)} vs. calculated on the ` +
                  `restored bytes ${crc}`,
          };
}

function eightDigits(number: number): string {
    return String(number).padStart(8, '0');
}
