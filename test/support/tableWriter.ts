// Writes a sorted table byte for byte as TensorFlow does, for tests. It shares no code with the
// reader but the checksum, which has tests of its own.
// Defined in TensorFlow: tsl/lib/io/{table_builder,block_builder}.cc.

import { crc32c, maskCrc } from '../../server/src/util/crc32c.js';
import { compressSnappy } from './snappyWriter.js';

/** A key and its value. */
export type TableEntry = readonly [key: Uint8Array, value: Uint8Array];

/** How a table is written. */
export interface TableOptions {
    /** Bytes after which a block ends. */
    readonly blockBytes?: number;
    readonly restartInterval?: number;
    /** Compresses data blocks: all, or those whose number the function takes. */
    readonly snappy?: boolean | ((block: number) => boolean);
    /** Changes a block before its checksum is made. */
    readonly mutate?: (contents: Uint8Array, block: number) => Uint8Array;
}

const defaultBlockBytes = 262_144;

/** The bytes of a table with these entries, in the order in which they are given. */
export function writeTable(entries: Iterable<TableEntry>, options: TableOptions = {}): Uint8Array {
    const { blockBytes = defaultBlockBytes, restartInterval = 16, snappy = false } = options;
    const output: number[][] = [];
    let length = 0;
    const index = new BlockWriter(1);
    let block = new BlockWriter(restartInterval);
    let blocks = 0;
    let pending: { readonly lastKey: Uint8Array; readonly handle: number[] } | undefined;

    function store(contents: Uint8Array, compressed: boolean): number[] {
        const stored = compressed ? compressSnappy(contents) : contents;
        const typed = Uint8Array.from([...stored, compressed ? 1 : 0]);
        const handle = [...varint(length), ...varint(stored.length)];
        output.push([...typed, ...fixed32(maskCrc(crc32c(typed)))]);
        length += typed.length + 4;
        return handle;
    }
    function flush(): void {
        if (block.isEmpty) {
            return;
        }
        const contents = block.finish();
        const compressed = typeof snappy === 'function' ? snappy(blocks) : snappy;
        const handle = store(options.mutate?.(contents, blocks) ?? contents, compressed);
        pending = { lastKey: block.lastKey, handle };
        blocks++;
        block = new BlockWriter(restartInterval);
    }

    for (const [key, value] of entries) {
        if (pending !== undefined) {
            index.add(separator(pending.lastKey, key), Uint8Array.from(pending.handle));
            pending = undefined;
        }
        block.add(key, value);
        if (blockBytes <= block.size) {
            flush();
        }
    }
    flush();
    const metaindex = store(new BlockWriter(restartInterval).finish(), false);
    if (pending !== undefined) {
        index.add(successor(pending.lastKey), Uint8Array.from(pending.handle));
    }
    const footer = [...metaindex, ...store(index.finish(), false)];
    while (footer.length < 40) {
        footer.push(0);
    }
    footer.push(0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb);
    output.push(footer);
    return concatenate(output);
}

/** A varint of a number of up to 64 bits; below zero it is taken as unsigned. */
export function varint(value: number | bigint): number[] {
    const bytes: number[] = [];
    let rest = BigInt.asUintN(64, BigInt(value));
    while (127n < rest) {
        bytes.push(Number(rest & 127n) | 128);
        rest >>= 7n;
    }
    bytes.push(Number(rest));
    return bytes;
}

/** Four bytes, little-endian. */
export function fixed32(value: number): number[] {
    return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
}

/** The parts one after the other. */
export function concatenate(parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array {
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let position = 0;
    for (const part of parts) {
        bytes.set(part, position);
        position += part.length;
    }
    return bytes;
}

class BlockWriter {
    lastKey: Uint8Array = new Uint8Array(0);
    readonly #parts: (number[] | Uint8Array)[] = [];
    readonly #restarts: number[] = [0];
    #length = 0;
    #count = 0;
    readonly #interval: number;

    constructor(interval: number) {
        this.#interval = interval;
    }

    get isEmpty(): boolean {
        return this.#parts.length === 0;
    }

    get size(): number {
        return this.#length + 4 * this.#restarts.length + 4;
    }

    add(key: Uint8Array, value: Uint8Array): void {
        let shared = 0;
        if (this.#count < this.#interval) {
            const limit = Math.min(key.length, this.lastKey.length);
            while (shared < limit && key[shared] === this.lastKey[shared]) {
                shared++;
            }
        } else {
            this.#restarts.push(this.#length);
            this.#count = 0;
        }
        const header = [shared, key.length - shared, value.length].flatMap(varint);
        for (const part of [header, key.subarray(shared), value]) {
            this.#parts.push(part);
            this.#length += part.length;
        }
        this.lastKey = key;
        this.#count++;
    }

    finish(): Uint8Array {
        const restarts = [...this.#restarts, this.#restarts.length].flatMap(fixed32);
        return concatenate([...this.#parts, restarts]);
    }
}

// A short key that is not less than the last of a block, and less than the first of the next.
function separator(last: Uint8Array, next: Uint8Array): Uint8Array {
    const limit = Math.min(last.length, next.length);
    let index = 0;
    while (index < limit && last[index] === next[index]) {
        index++;
    }
    const byte = last[index] ?? 0xff;
    if (index < limit && byte < 0xff && byte + 1 < (next[index] ?? 0)) {
        return Uint8Array.from([...last.subarray(0, index), byte + 1]);
    }
    return last;
}

function successor(key: Uint8Array): Uint8Array {
    const index = key.findIndex((byte) => byte !== 0xff);
    return index === -1 ? key : Uint8Array.from([...key.subarray(0, index), (key[index] ?? 0) + 1]);
}
