// The keys of entries that lie in one buffer, each without what it shares with the one before: how a
// key is put together again, and how one is found without putting the others together.

import { VarintReader } from '../util/varint.js';
import { GrowingNumbers } from './growing.js';

/** Entries and where they are. Invariant: the first one stands on its own, as others often do. */
export interface EntryTable {
    readonly buffer: Uint8Array;
    /** Where each entry begins. */
    readonly entries: Uint32Array;
    /** Length in bytes of the longest key. */
    readonly longestKey: number;
}

/** The parts of one entry: its key's two halves, and its value. */
export interface EntryPlace {
    readonly shared: number;
    readonly suffixStart: number;
    readonly valueStart: number;
    readonly valueEnd: number;
}

/** Access to the entries of a table by number and by key. */
export interface EntryKeys {
    place(entry: number): EntryPlace;
    /** A copy of an entry's key. */
    key(entry: number): Uint8Array;
    /** The keys of the entries from one on, each valid until the next is taken. */
    keysFrom(first: number): Iterable<Uint8Array>;
    /** The first entry of `[first, end)` whose key is not less than the wanted one, else `end`. */
    lowerBound(wanted: Uint8Array, first: number, end: number): number;
    /** The entry of `[first, end)` with this key. */
    find(wanted: Uint8Array, first: number, end: number): number | undefined;
}

/** Access to the entries of this table, which are in order of keys in each range that is searched. */
export function entryKeys(table: EntryTable): EntryKeys {
    const { buffer, entries } = table;
    const varints = new VarintReader(buffer);
    const scratch = new Uint8Array(table.longestKey);
    const anchors = anchorsOf(table);

    function place(entry: number): EntryPlace {
        varints.position = entries[entry] ?? 0;
        const shared = varints.uint32();
        const unshared = varints.uint32();
        const length = varints.uint32();
        const suffixStart = varints.position;
        const valueStart = suffixStart + unshared;
        return { shared, suffixStart, valueStart, valueEnd: valueStart + length };
    }

    // Leaves the key in `scratch` and gives its length. What an entry leaves out is in those before
    // it, back to one that stands on its own.
    function assemble(entry: number): number {
        varints.position = entries[entry] as number;
        let missing = varints.uint32();
        const length = missing + varints.uint32();
        varints.uint32();
        copy(varints.position, missing, length);
        for (let before = entry - 1; 0 < missing; before--) {
            varints.position = entries[before] as number;
            const shared = varints.uint32();
            varints.uint32();
            varints.uint32();
            if (shared < missing) {
                copy(varints.position, shared, missing);
                missing = shared;
            }
        }
        return length;
    }

    // Copies the suffix of a key which lies at a place into the bytes [first, end) of the key.
    function copy(position: number, first: number, end: number): void {
        const delta = position - first;
        for (let index = first; index < end; index++) {
            scratch[index] = buffer[delta + index] as number;
        }
    }

    function compareKey(entry: number, wanted: Uint8Array): number {
        return compareBytes(scratch, 0, assemble(entry), wanted);
    }

    // The first entry of `[first, end)` whose key is not less than the wanted one: by the keys that
    // stand on their own to a run of few entries, and then along it.
    function lowerBound(wanted: Uint8Array, first: number, end: number): number {
        let low = 0;
        let high = anchors.length;
        while (low < high) {
            const middle = (low + high) >>> 1;
            const entry = anchors[middle] as number;
            const isBefore = entry < first || (entry < end && compareAnchor(entry, wanted) < 0);
            low = isBefore ? middle + 1 : low;
            high = isBefore ? high : middle;
        }
        return scan(wanted, low === 0 ? 0 : (anchors[low - 1] as number), first, end);
    }

    function compareAnchor(entry: number, wanted: Uint8Array): number {
        varints.position = entries[entry] as number;
        varints.uint32();
        const length = varints.uint32();
        varints.uint32();
        return compareBytes(buffer, varints.position, length, wanted);
    }

    // Along a run, only what a key does not share with the one before has to be compared.
    function scan(wanted: Uint8Array, anchor: number, first: number, end: number): number {
        let matched = 0;
        for (let entry = anchor; entry < end; entry++) {
            varints.position = entries[entry] as number;
            const shared = varints.uint32();
            const unshared = varints.uint32();
            varints.uint32();
            if (matched < shared) {
                continue;
            }
            const suffix = varints.position;
            let index = 0;
            const limit = Math.min(unshared, wanted.length - shared);
            while (index < limit && buffer[suffix + index] === wanted[shared + index]) {
                index++;
            }
            const isLess =
                index < limit
                    ? (buffer[suffix + index] as number) < (wanted[shared + index] as number)
                    : unshared < wanted.length - shared;
            if (!isLess && first <= entry) {
                return entry;
            }
            matched = shared + index;
        }
        return end;
    }

    function find(wanted: Uint8Array, first: number, end: number): number | undefined {
        const entry = lowerBound(wanted, first, end);
        return entry < end && compareKey(entry, wanted) === 0 ? entry : undefined;
    }

    function* keysFrom(first: number): Iterable<Uint8Array> {
        const key = new Uint8Array(table.longestKey);
        key.set(scratch.subarray(0, first < entries.length ? assemble(first) : 0));
        for (let entry = first; entry < entries.length; entry++) {
            const { shared, suffixStart, valueStart } = place(entry);
            key.set(buffer.subarray(suffixStart, valueStart), shared);
            yield key.subarray(0, shared + valueStart - suffixStart);
        }
    }

    return {
        place,
        key: (entry) => scratch.slice(0, assemble(entry)),
        keysFrom,
        lowerBound,
        find,
    };
}

// The entries whose keys stand on their own: at least every 64th.
function anchorsOf({ buffer, entries }: EntryTable): Uint32Array {
    const anchors = new GrowingNumbers();
    for (let entry = 0; entry < entries.length; entry++) {
        if (buffer[entries[entry] as number] === 0) {
            anchors.push(entry);
        }
    }
    return anchors.toArray();
}

// Compares a key of some length, which lies at a place, with another one.
function compareBytes(
    bytes: Uint8Array,
    start: number,
    length: number,
    wanted: Uint8Array,
): number {
    const limit = Math.min(length, wanted.length);
    for (let index = 0; index < limit; index++) {
        const difference = (bytes[start + index] as number) - (wanted[index] as number);
        if (difference !== 0) {
            return difference;
        }
    }
    return length - wanted.length;
}
