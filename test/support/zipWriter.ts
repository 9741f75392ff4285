// Writes zip archives for tests, faulty ones too.

import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../server/src/util/crc32.js';

/** An entry to write. */
export interface ZipContent {
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly deflated?: boolean;
    /** What the headers say in place of the truth. */
    readonly claimedSize?: number;
    readonly method?: number;
    readonly flags?: number;
}

/** How to write an archive. */
export interface ZipOptions {
    /** Whether all numbers are written as those of archives above 4 GiB. */
    readonly zip64?: boolean;
    readonly comment?: string;
}

/** The bytes of an archive. */
export function zipArchive(contents: readonly ZipContent[], options: ZipOptions = {}): Uint8Array {
    const { zip64 = false, comment = '' } = options;
    const body: Buffer[] = [];
    const directory: Buffer[] = [];
    let offset = 0;
    for (const content of contents) {
        const name = Buffer.from(content.name);
        const stored = content.deflated === true ? deflateRawSync(content.bytes) : content.bytes;
        const size = content.claimedSize ?? content.bytes.length;
        const common = Buffer.alloc(26);
        common.writeUInt16LE(zip64 ? 45 : 20, 0);
        common.writeUInt16LE((content.flags ?? 0) | 0x800, 2);
        common.writeUInt16LE(content.method ?? (content.deflated === true ? 8 : 0), 4);
        common.writeUInt32LE(crc32(content.bytes), 10);
        common.writeUInt32LE(zip64 ? 0xffffffff : stored.length, 14);
        common.writeUInt32LE(zip64 ? 0xffffffff : size, 18);
        common.writeUInt16LE(name.length, 22);
        const sizes = [size, stored.length];
        const local = zip64 ? largeNumbers(sizes) : Buffer.alloc(0);
        const central = zip64 ? largeNumbers([...sizes, offset]) : Buffer.alloc(0);
        common.writeUInt16LE(local.length, 24);
        const header = Buffer.concat([mark('PK\x03\x04'), common, name, local]);
        body.push(header, Buffer.from(stored));
        common.writeUInt16LE(central.length, 24);
        const tail = Buffer.alloc(14);
        tail.writeUInt32LE(zip64 ? 0xffffffff : offset, 10);
        const made = Buffer.alloc(2);
        directory.push(mark('PK\x01\x02'), made, common, tail, name, central);
        offset += header.length + stored.length;
    }
    const listed = Buffer.concat(directory);
    const count = contents.length;
    return Uint8Array.from(
        Buffer.concat([
            ...body,
            listed,
            ...(zip64 ? largeEnd(count, listed.length, offset) : []),
            end(count, listed.length, zip64 ? 0xffffffff : offset, comment),
        ]),
    );
}

function end(count: number, length: number, offset: number, comment: string): Buffer {
    const bytes = Buffer.alloc(22);
    bytes.write('PK\x05\x06', 0, 'latin1');
    bytes.writeUInt16LE(count, 8);
    bytes.writeUInt16LE(count, 10);
    bytes.writeUInt32LE(length, 12);
    bytes.writeUInt32LE(offset, 16);
    bytes.writeUInt16LE(Buffer.byteLength(comment), 20);
    return Buffer.concat([bytes, Buffer.from(comment)]);
}

function largeEnd(count: number, length: number, offset: number): readonly Buffer[] {
    const record = Buffer.alloc(56);
    record.write('PK\x06\x06', 0, 'latin1');
    record.writeBigUInt64LE(44n, 4);
    record.writeBigUInt64LE(BigInt(count), 24);
    record.writeBigUInt64LE(BigInt(count), 32);
    record.writeBigUInt64LE(BigInt(length), 40);
    record.writeBigUInt64LE(BigInt(offset), 48);
    const note = Buffer.alloc(20);
    note.write('PK\x06\x07', 0, 'latin1');
    note.writeBigUInt64LE(BigInt(offset + length), 8);
    note.writeUInt32LE(1, 16);
    return [record, note];
}

function largeNumbers(numbers: readonly number[]): Buffer {
    const extra = Buffer.alloc(4 + 8 * numbers.length);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8 * numbers.length, 2);
    for (const [index, number] of numbers.entries()) {
        extra.writeBigUInt64LE(BigInt(number), 4 + 8 * index);
    }
    return extra;
}

function mark(text: string): Buffer {
    return Buffer.from(text, 'latin1');
}
