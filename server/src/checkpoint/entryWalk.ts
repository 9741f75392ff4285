// Walks over the entries of a block: the hot loop of reading a checkpoint. It validates every length
// before it is used, keeps the key, and hands each entry on; it makes no strings and no objects.
// Defined in TensorFlow: tsl/lib/io/block.cc (DecodeEntry, ParseNextKey).

import { VarintReader } from '../util/varint.js';

/** Receives entries. The walker's fields describe the one at hand. */
export type EntryVisitor = (walker: EntryWalker) => boolean;

/** A walk over entries, one block after the other; the key goes on between blocks. */
export class EntryWalker {
    /** The key, in its first `keyLength` bytes. */
    readonly key: Uint8Array;
    keyLength = 0;
    /** How many bytes the key has in common with the one before. */
    common = 0;
    /** How many of them the entry leaves out; 0 where it stands on its own. */
    shared = 0;
    /** Whether the key is greater than the one before, as in a table it has to be. */
    ascending = true;
    /** Whether the part that is not shared has a zero or a byte above ASCII in it. */
    unusual = false;
    entryStart = 0;
    valueStart = 0;
    valueEnd = 0;

    constructor(maxKeyLength: number) {
        this.key = new Uint8Array(maxKeyLength);
    }

    /**
     * Visits the entries in `[start, end)` until the visitor says no, and says what stopped it:
     * nothing, a bad entry, or a key that is too long. Keys never share with another block's.
     */
    walk(
        bytes: Uint8Array,
        start: number,
        end: number,
        visit: EntryVisitor,
    ): 'end' | 'bad entry' | 'long key' | 'stopped' {
        const reader = new VarintReader(bytes, start, end);
        let sharable = 0;
        while (reader.position < end) {
            this.entryStart = reader.position;
            const head = reader.position;
            let shared = 255;
            let unshared = 255;
            let valueLength = 255;
            if (head + 3 <= end) {
                shared = bytes[head] as number;
                unshared = bytes[head + 1] as number;
                valueLength = bytes[head + 2] as number;
            }
            if ((shared | unshared | valueLength) < 128) {
                reader.position = head + 3;
            } else {
                shared = reader.uint32();
                unshared = reader.uint32();
                valueLength = reader.uint32();
            }
            const suffix = reader.position;
            if (reader.failed || sharable < shared || end - suffix < unshared + valueLength) {
                return 'bad entry';
            }
            if (this.key.length < shared + unshared) {
                return 'long key';
            }
            this.#takeKey(bytes, suffix, shared, shared + unshared);
            sharable = this.keyLength;
            this.valueStart = suffix + unshared;
            this.valueEnd = this.valueStart + valueLength;
            reader.position = this.valueEnd;
            if (!visit(this)) {
                return 'stopped';
            }
        }
        return 'end';
    }

    #takeKey(bytes: Uint8Array, suffix: number, shared: number, length: number): void {
        const { key } = this;
        const before = this.keyLength;
        const delta = suffix - shared;
        let index = shared;
        const limit = Math.min(before, length);
        while (index < limit && key[index] === bytes[delta + index]) {
            index++;
        }
        this.common = index;
        this.shared = shared;
        this.ascending =
            index < limit
                ? (key[index] as number) < (bytes[delta + index] as number)
                : before < length;
        let bits = 0;
        while (index < length) {
            const byte = bytes[delta + index] as number;
            key[index] = byte;
            // The top bit comes up for a byte of 128 and above, and for a zero.
            bits |= byte | (byte - 1);
            index++;
        }
        this.unusual = (bits & 128) !== 0;
        this.keyLength = length;
    }
}
