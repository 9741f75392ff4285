// Segments of names, each kept once: 'kernel' and 'layer_0' are in a model's names a thousand times.
// A hash table over bytes in typed arrays; no strings are made before they are asked for.

import { decodeUtf8 } from '../util/utf8.js';
import { GrowingBytes, GrowingNumbers } from './growing.js';

/** Numbers segments in the order in which they come first. */
export class SegmentTable {
    readonly #bytes = new GrowingBytes();
    /** Where each segment ends in the bytes; the next one begins there. */
    readonly #ends = new GrowingNumbers();
    /** Pairs of a hash and a segment's number plus one, at most half of them taken. */
    #buckets = new Uint32Array(1024);
    readonly #texts = new Map<number, string>();

    #start(segment: number): number {
        return segment === 0 ? 0 : this.#ends.at(segment - 1);
    }

    /** Length in bytes. */
    lengthOf(segment: number): number {
        return this.#ends.at(segment) - this.#start(segment);
    }

    /** Whether a segment begins with another one, whose length is given. */
    startsWith(segment: number, prefix: number, length: number): boolean {
        const { bytes } = this.#bytes;
        const start = this.#start(segment);
        const prefixStart = this.#start(prefix);
        for (let index = 0; index < length; index++) {
            if (bytes[start + index] !== bytes[prefixStart + index]) {
                return false;
            }
        }
        return true;
    }

    /** The text of a segment. */
    text(segment: number): string {
        const known = this.#texts.get(segment);
        if (known !== undefined) {
            return known;
        }
        const bytes = this.#bytes.bytes.subarray(this.#start(segment), this.#ends.at(segment));
        const text = decodeUtf8(bytes);
        this.#texts.set(segment, text);
        return text;
    }

    /** The number of the segment `key[start, end)`, a new one if need be; `code` is its hash. */
    intern(key: Uint8Array, start: number, end: number, code: number): number {
        const known = this.find(key, start, end, code);
        if (known !== undefined) {
            return known;
        }
        const segment = this.#ends.length;
        this.#bytes.append(key, start, end);
        this.#ends.push(this.#bytes.length);
        if (this.#buckets.length < 4 * (segment + 1)) {
            this.#widen();
        }
        occupy(this.#buckets, code, segment + 1);
        return segment;
    }

    /** The number of the segment `key[start, end)`; undefined where it did not come yet. */
    find(key: Uint8Array, start: number, end: number, code: number): number | undefined {
        const buckets = this.#buckets;
        const mask = buckets.length - 2;
        for (let bucket = (code * 2) & mask; ; bucket = (bucket + 2) & mask) {
            const held = buckets[bucket + 1] as number;
            if (held === 0) {
                return undefined;
            }
            if (buckets[bucket] === code && this.#equals(held - 1, key, start, end)) {
                return held - 1;
            }
        }
    }

    #equals(segment: number, key: Uint8Array, start: number, end: number): boolean {
        if (this.lengthOf(segment) !== end - start) {
            return false;
        }
        const { bytes } = this.#bytes;
        const own = this.#start(segment) - start;
        for (let index = start; index < end; index++) {
            if (bytes[own + index] !== key[index]) {
                return false;
            }
        }
        return true;
    }

    /** Gives back the room which only building needs. */
    trim(): void {
        this.#ends.trim();
        this.#bytes.trim();
    }

    #widen(): void {
        const buckets = this.#buckets;
        const wider = new Uint32Array(buckets.length * 2);
        for (let bucket = 0; bucket < buckets.length; bucket += 2) {
            const held = buckets[bucket + 1] as number;
            if (held !== 0) {
                occupy(wider, buckets[bucket] as number, held);
            }
        }
        this.#buckets = wider;
    }
}

function occupy(buckets: Uint32Array, code: number, held: number): void {
    const mask = buckets.length - 2;
    let bucket = (code * 2) & mask;
    while (buckets[bucket + 1] !== 0) {
        bucket = (bucket + 2) & mask;
    }
    buckets[bucket] = code;
    buckets[bucket + 1] = held;
}

// FNV-1a, and then a mixing of all bits (that of MurmurHash3), since names which count upwards
// differ only in their last digits.
/** What a hash begins with. */
export const hashStart = 0x811c9dc5;
/** What it is multiplied by, after each byte is put in. */
export const hashFactor = 0x01000193;

/** The hash of `bytes[start, end)`. */
export function hash(bytes: Uint8Array, start: number, end: number): number {
    let code = hashStart;
    for (let index = start; index < end; index++) {
        code = Math.imul(code ^ (bytes[index] as number), hashFactor);
    }
    return mixed(code);
}

/** Ends a hash. */
export function mixed(code: number): number {
    let bits = code ^ (code >>> 16);
    bits = Math.imul(bits, 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return (bits ^ (bits >>> 16)) >>> 0;
}
