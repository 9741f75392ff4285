// One entry of a bundle's index: a BundleEntryProto, read by hand because there may be millions.
// It reads and refuses what TensorFlow's own parser does; tests hold it against protobufjs.
// Defined in TensorFlow: core/protobuf/tensor_bundle.proto; checks: core/framework/tensor_shape.cc.

import { elementBytes, dtypeName, isKnownDType } from '../util/dtype.js';
import { VarintReader } from '../util/varint.js';
import { uint32At } from './table.js';
import type { SliceExtents } from './tensorSlice.js';
import { enter, leave, readSlice, readTag, skipField, skipString } from './wireFormat.js';

/** What may be wrong with an entry, as bits. On the first four TensorFlow ends the process. */
export const entryDefects = {
    malformed: 1,
    negativeLength: 2,
    tooManyAxes: 4,
    tooManyElements: 8,
    unknownRank: 16,
    unknownDType: 32,
    noSuchShard: 64,
    negativePlace: 128,
    tooLarge: 256,
    sizeMismatch: 512,
} as const;

/** The defects on which TensorFlow ends the process. */
export const fatalDefects = 15;

/** The highest rank that TensorFlow has. */
export const maxRank = 254;

const maxElements = 0x7fff_ffff_ffff_ffffn;
/** Element size by type number, 0 where elements have no fixed size. */
const elementSizes = Float64Array.from({ length: 64 }, (_, number) =>
    isKnownDType(number) ? (elementBytes(dtypeName(number)) ?? 0) : 0,
);

/** Reads entries one after the other into itself, without making objects. */
export class BundleEntryReader {
    /** Number of the data type. */
    dtype = 0;
    rank = 0;
    /** Axis lengths; those from `rank` on are left over. */
    readonly lengths = new Float64Array(maxRank);
    shard = 0;
    /** Number of slices: not 0 for a partitioned tensor. */
    sliceCount = 0;
    /** Bits of `entryDefects`. */
    defects = 0;

    readonly #bytes: Uint8Array;
    readonly #reader: VarintReader;
    #next = 0;
    /** As a signed number, which is no object on the heap. */
    #checksum = 0;
    #unknownRank = false;
    // In an array, so that large numbers need no objects: offset, size, and number of elements.
    readonly #numbers = new Float64Array(3);

    constructor(bytes: Uint8Array) {
        this.#bytes = bytes;
        this.#reader = new VarintReader(bytes);
    }

    /** Bytes from the start of the shard. */
    get offset(): number {
        return this.#numbers[0] as number;
    }

    /** Bytes in the shard. */
    get size(): number {
        return this.#numbers[1] as number;
    }

    get #elements(): number {
        return this.#numbers[2] as number;
    }

    set #elements(elements: number) {
        this.#numbers[2] = elements;
    }

    /** Masked CRC-32C of the bytes in the shard; 0 where the entry has none. */
    get checksum(): number {
        return this.#checksum >>> 0;
    }

    /** Reads the entry in `[start, end)` and finds its defects; there is no shard above the last. */
    read(start: number, end: number, shardCount: number): void {
        this.dtype = 0;
        this.shard = 0;
        this.#numbers[0] = 0;
        this.#numbers[1] = 0;
        this.#checksum = 0;
        this.sliceCount = 0;
        this.defects = 0;
        this.#unknownRank = false;
        if (!this.#readUsual(start, end)) {
            this.#readAny(start, end);
        }
        this.#judge(shardCount);
    }

    /** The slices of the entry in `[start, end)`, which was read without a fatal defect. */
    slices(start: number, end: number): readonly SliceExtents[] {
        const reader = this.#reader;
        reader.position = start;
        reader.end = end;
        reader.failed = false;
        const slices: SliceExtents[] = [];
        while (reader.position < end && !reader.failed) {
            const tag = readTag(reader);
            if (tag === 0x3a) {
                slices.push(readSlice(reader));
            } else {
                skipField(reader, tag, 0);
            }
        }
        return slices;
    }

    // Nearly every entry has the form in which TensorFlow writes it: each field once, in order, in
    // as few bytes as possible. Gives up on anything else, which is then read field by field.
    #readUsual(start: number, end: number): boolean {
        const bytes = this.#bytes;
        this.rank = 0;
        this.#elements = 1;
        this.#next = start;
        if (end - start < 4 || bytes[start] !== 0x08 || bytes[start + 2] !== 0x12) {
            return false;
        }
        this.dtype = bytes[start + 1] as number;
        const shapeLength = bytes[start + 3] as number;
        const shapeEnd = start + 4 + shapeLength;
        if (
            127 < (this.dtype | shapeLength) ||
            end < shapeEnd ||
            !this.#usualShape(start + 4, shapeEnd)
        ) {
            return false;
        }
        if (this.#next < end && bytes[this.#next] === 0x18) {
            this.shard = this.#usualNumber(end);
        }
        if (this.#next < end && bytes[this.#next] === 0x20) {
            this.#numbers[0] = this.#usualNumber(end);
        }
        if (this.#next < end && bytes[this.#next] === 0x28) {
            this.#numbers[1] = this.#usualNumber(end);
        }
        const isUsual = this.shard < 0x8000_0000 && 0 <= this.#next;
        if (!isUsual || this.#next + 5 !== end || bytes[this.#next] !== 0x35) {
            return false;
        }
        this.#checksum = uint32At(bytes, this.#next + 1) | 0;
        return true;
    }

    #usualShape(start: number, end: number): boolean {
        const bytes = this.#bytes;
        this.#next = start;
        while (this.#next < end) {
            const axis = this.#next;
            const axisEnd = axis + 2 + (bytes[axis + 1] as number);
            if (
                bytes[axis] !== 0x12 ||
                end < axisEnd ||
                bytes[axis + 2] !== 0x08 ||
                this.rank === maxRank
            ) {
                return false;
            }
            this.#next = axis + 2;
            const length = this.#usualNumber(axisEnd);
            if (this.#next !== axisEnd || 2 ** 53 <= this.#elements * length) {
                return false;
            }
            this.#elements *= length;
            this.lengths[this.rank++] = length;
        }
        return true;
    }

    // The number behind the tag at `#next`, which it moves on; far below zero where it is unusual.
    #usualNumber(end: number): number {
        const bytes = this.#bytes;
        let position = this.#next + 1;
        // In two halves of 28 bits, since those are small integers.
        let low = 0;
        let high = 0;
        for (let shift = 0; shift < 49 && position < end; shift += 7) {
            const byte = bytes[position++] as number;
            if (shift < 28) {
                low |= (byte & 127) << shift;
            } else {
                high |= (byte & 127) << (shift - 28);
            }
            if (byte < 128) {
                this.#next = position;
                return high === 0 ? low : high * 2 ** 28 + low;
            }
        }
        this.#next = -1;
        return 0;
    }

    #readAny(start: number, end: number): void {
        const reader = this.#reader;
        reader.position = start;
        reader.end = end;
        reader.failed = false;
        this.dtype = 0;
        this.rank = 0;
        this.shard = 0;
        this.#numbers[0] = 0;
        this.#numbers[1] = 0;
        this.#checksum = 0;
        this.#elements = 1;
        while (reader.position < end && !reader.failed) {
            this.#field(reader, readTag(reader), end);
        }
        if (reader.failed) {
            this.defects |= entryDefects.malformed;
        }
    }

    #field(reader: VarintReader, tag: number, end: number): void {
        switch (tag) {
            case 0x08:
                reader.int64();
                this.dtype = reader.low;
                break;
            case 0x12:
                this.#shape(reader, end);
                break;
            case 0x18:
                reader.int64();
                this.shard = reader.low;
                break;
            case 0x20:
                this.#numbers[0] = this.#place(reader);
                break;
            case 0x28:
                this.#numbers[1] = this.#place(reader);
                break;
            case 0x35:
                if (end - reader.position < 4) {
                    reader.failed = true;
                    break;
                }
                this.#checksum = uint32At(reader.bytes, reader.position) | 0;
                reader.position += 4;
                break;
            case 0x3a:
                this.sliceCount++;
                readSlice(reader);
                break;
            default:
                skipField(reader, tag, 0);
        }
    }

    #place(reader: VarintReader): number {
        const value = reader.int64();
        if (reader.rounded) {
            this.defects |= entryDefects.tooLarge;
        }
        return value;
    }

    #shape(reader: VarintReader, end: number): void {
        const shapeEnd = enter(reader);
        while (reader.position < shapeEnd && !reader.failed) {
            const tag = readTag(reader);
            if (tag === 0x12) {
                this.#axis(reader, shapeEnd);
            } else if (tag === 0x18) {
                const unknown = reader.int64();
                this.#unknownRank = unknown !== 0;
            } else {
                skipField(reader, tag, 1);
            }
        }
        leave(reader, shapeEnd, end);
    }

    #axis(reader: VarintReader, outerEnd: number): void {
        const axisEnd = enter(reader);
        let length = 0;
        let exact = 0n;
        let rounded = false;
        while (reader.position < axisEnd && !reader.failed) {
            const tag = readTag(reader);
            if (tag === 0x08) {
                length = reader.int64();
                rounded = reader.rounded;
                exact = rounded ? reader.exact() : 0n;
            } else if (tag === 0x12) {
                skipString(reader);
            } else {
                skipField(reader, tag, 2);
            }
        }
        leave(reader, axisEnd, outerEnd);
        this.#addAxis(length, rounded ? exact : undefined);
    }

    #addAxis(length: number, exact: bigint | undefined): void {
        if (length < 0) {
            this.defects |= entryDefects.negativeLength;
        }
        if (this.rank === maxRank) {
            this.defects |= entryDefects.tooManyAxes;
            return;
        }
        const product = this.#elements * length;
        if (exact !== undefined) {
            this.defects |= entryDefects.tooLarge;
        }
        // Only near the limit are the exact numbers needed.
        if (2 ** 62 <= product && this.#overflows(exact ?? BigInt(length))) {
            this.defects |= entryDefects.tooManyElements;
        }
        this.#elements = product;
        this.lengths[this.rank++] = length;
    }

    #overflows(length: bigint): boolean {
        let product = length;
        for (let axis = 0; axis < this.rank; axis++) {
            product *= BigInt(this.lengths[axis] ?? 0);
        }
        return maxElements < product;
    }

    #judge(shardCount: number): void {
        if (this.#unknownRank) {
            this.defects |= entryDefects.unknownRank;
        }
        const known = isKnownDType(this.dtype);
        if (!known) {
            this.defects |= entryDefects.unknownDType;
        }
        if (this.sliceCount !== 0) {
            return;
        }
        if (this.shard < 0 || shardCount <= this.shard) {
            this.defects |= entryDefects.noSuchShard;
        }
        if (this.offset < 0 || this.size < 0) {
            this.defects |= entryDefects.negativePlace;
        }
        const elementSize = known ? (elementSizes[this.dtype] ?? 0) : 0;
        if (elementSize !== 0 && this.#elements * elementSize !== this.size) {
            this.defects |= entryDefects.sizeMismatch;
        }
    }
}
