// Entries in the form in which a table's blocks hold them, written into one buffer: for the files
// whose own bytes cannot serve as the compact index (V1, or keys out of order).

import { GrowingBytes } from './growing.js';

const restartInterval = 16;

/** Appends entries; keys share what they have in common with the one before. */
export class EntryWriter {
    readonly #output = new GrowingBytes();
    #previous: Uint8Array = new Uint8Array(0);
    #count = 0;

    get length(): number {
        return this.#output.length;
    }

    append(key: Uint8Array, value: Uint8Array): void {
        const shared =
            this.#count++ % restartInterval === 0 ? 0 : commonLength(this.#previous, key);
        const header: number[] = [];
        for (const number of [shared, key.length - shared, value.length]) {
            pushVarint(header, number);
        }
        this.#output.append(Uint8Array.from(header));
        this.#output.append(key, shared);
        this.#output.append(value);
        this.#previous = key;
    }

    /** Begins anew, so that the next key stands on its own. */
    restart(): void {
        this.#count = 0;
    }

    /** Everything written. */
    finish(): Uint8Array {
        this.#output.trim();
        return this.#output.bytes;
    }
}

/** How many bytes two keys have in common at their beginning. */
export function commonLength(key: Uint8Array, other: Uint8Array): number {
    const limit = Math.min(key.length, other.length);
    let length = 0;
    while (length < limit && key[length] === other[length]) {
        length++;
    }
    return length;
}

/** Appends an unsigned number below 2^53 as a varint. */
export function pushVarint(bytes: number[], value: number): void {
    let rest = value;
    while (127 < rest) {
        bytes.push((rest % 128) | 128);
        rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
}
