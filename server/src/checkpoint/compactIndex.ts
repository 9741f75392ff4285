// A checkpoint in memory: one buffer with the entries as they are in the file, the place of each
// entry, and the tree of names. Names, shapes and slices are made when they are asked for.

import { baseDType, dtypeName, elementBytes, isKnownDType } from '../util/dtype.js';
import { elementCount } from '../util/shape.js';
import { decodeUtf8, encodeUtf8 } from '../util/utf8.js';
import { VarintReader } from '../util/varint.js';
import { BundleEntryReader } from './bundleEntry.js';
import type { Checkpoint, CheckpointTensor, ScopeChild, TensorSlice } from './checkpoint.js';
import { GrowingNumbers } from './growing.js';
import type { SegmentTrie } from './segmentTrie.js';
import { encodeSliceKey } from './sliceKey.js';
import { isFull, sliceSpec, type SliceExtents } from './tensorSlice.js';

/** The name of the tensor which holds the object graph of tf.train.Checkpoint. */
export const objectGraphName = '_CHECKPOINTABLE_OBJECT_GRAPH';

/** What an index is made of. Everything in it was validated when it was built. */
export interface IndexParts {
    readonly format: 'v2' | 'v1';
    readonly shardCount: number;
    readonly buffer: Uint8Array;
    /** Where each entry begins: first those of slices, then those of tensors, each in order of keys. */
    readonly entries: Uint32Array;
    /** How many entries are those of slices. */
    readonly sliceEntries: number;
    readonly trie: SegmentTrie;
    readonly totalBytes: number;
    /** Length in bytes of the longest key. */
    readonly longestKey: number;
}

/** The parts of one entry: its key's two halves, and its value. */
interface EntryPlace {
    readonly shared: number;
    readonly suffixStart: number;
    readonly valueStart: number;
    readonly valueEnd: number;
}

/** What the entry of a slice says of itself, which should agree with the whole tensor's entry. */
export interface StoredSlice {
    readonly dtype: string;
    readonly shape: readonly number[];
}

/** A checkpoint, and what its readers check but nobody else needs. */
export interface CompactCheckpoint extends Checkpoint {
    /** The entry of a slice of a tensor; undefined where there is none. */
    storedSlice(tensor: number, slice: SliceExtents): StoredSlice | undefined;
}

/** The checkpoint that these parts describe. */
export function compactCheckpoint(parts: IndexParts): CompactCheckpoint {
    const { buffer, entries, sliceEntries, trie, format } = parts;
    const tensorCount = entries.length - sliceEntries;
    const entryReader = new BundleEntryReader(buffer);
    const varints = new VarintReader(buffer);
    const scratch = new Uint8Array(parts.longestKey);
    const anchors = anchorsOf(parts);

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
    function key(entry: number): number {
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
        return compareBytes(scratch, 0, key(entry), wanted);
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

    function findEntry(wanted: Uint8Array, first: number, end: number): number | undefined {
        const entry = lowerBound(wanted, first, end);
        return entry < end && compareKey(entry, wanted) === 0 ? entry : undefined;
    }

    function nameBytes(index: number): Uint8Array {
        return scratch.slice(0, key(sliceEntries + index));
    }

    function range(scope: string): { readonly first: number; readonly end: number } {
        if (scope === '') {
            return { first: 0, end: tensorCount };
        }
        const bytes = encodeUtf8(scope);
        const first = lowerBound(bytes, sliceEntries, entries.length);
        // The slash is below 255, so one more in its place is the end of all names with this scope.
        bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) + 1;
        const end = lowerBound(bytes, first, entries.length);
        return { first: first - sliceEntries, end: end - sliceEntries };
    }

    function slicesOf(name: Uint8Array, at: EntryPlace): readonly TensorSlice[] {
        return entryReader
            .slices(at.valueStart, at.valueEnd)
            .map((slice) => locateSlice(name, slice, at));
    }

    function locateSlice(name: Uint8Array, slice: SliceExtents, whole: EntryPlace): TensorSlice {
        const spec = sliceSpec(slice);
        const lost = { ...slice, spec, shard: undefined, offset: undefined, bytes: undefined };
        if (format === 'v1') {
            return lost;
        }
        const wanted = encodeSliceKey(name, slice);
        const entry = isFull(slice) ? undefined : findEntry(wanted, 0, sliceEntries);
        if (entry === undefined && !isFull(slice)) {
            return lost;
        }
        const { valueStart, valueEnd } = entry === undefined ? whole : place(entry);
        entryReader.read(valueStart, valueEnd, parts.shardCount);
        const { shard, offset, size } = entryReader;
        return { ...slice, spec, shard, offset, bytes: size };
    }

    function storedSlice(index: number, slice: SliceExtents): StoredSlice | undefined {
        const wanted = encodeSliceKey(nameBytes(index), slice);
        const entry = findEntry(wanted, 0, sliceEntries);
        if (entry === undefined) {
            return undefined;
        }
        const { valueStart, valueEnd } = place(entry);
        entryReader.read(valueStart, valueEnd, parts.shardCount);
        const shape = [...entryReader.lengths.subarray(0, entryReader.rank)];
        return { dtype: dtypeName(entryReader.dtype), shape };
    }

    function tensor(index: number): CheckpointTensor {
        if (index < 0 || tensorCount <= index) {
            throw new RangeError(`There is no tensor ${index} of ${tensorCount}.`);
        }
        const name = nameBytes(index);
        const at = place(sliceEntries + index);
        entryReader.read(at.valueStart, at.valueEnd, parts.shardCount);
        const { shard, offset, size, rank, sliceCount } = entryReader;
        const dtype = dtypeName(entryReader.dtype);
        const shape = [...entryReader.lengths.subarray(0, rank)];
        const common = { index, name: decodeUtf8(name), dtype, shape };
        const slices = sliceCount === 0 ? undefined : slicesOf(name, at);
        if (format === 'v1') {
            const size = elementBytes(dtype);
            const bytes = size === undefined ? null : elementCount(shape) * size;
            return { ...common, bytes, shard: undefined, offset: undefined, slices };
        }
        if (slices === undefined) {
            return { ...common, bytes: size, shard, offset, slices };
        }
        const bytes = slices.reduce((sum, slice) => sum + (slice.bytes ?? 0), 0);
        return { ...common, bytes, shard: undefined, offset: undefined, slices };
    }

    function* names(): Iterable<string> {
        const key = new Uint8Array(parts.longestKey);
        for (let entry = sliceEntries; entry < entries.length; entry++) {
            const { shared, suffixStart, valueStart } = place(entry);
            key.set(buffer.subarray(suffixStart, valueStart), shared);
            yield decodeUtf8(key.subarray(0, shared + valueStart - suffixStart));
        }
    }

    function find(name: string): number | undefined {
        const entry = findEntry(encodeUtf8(name), sliceEntries, entries.length);
        return entry === undefined ? undefined : entry - sliceEntries;
    }

    return {
        format,
        tensorCount,
        shardCount: parts.shardCount,
        objectBased: find(objectGraphName) !== undefined,
        totalBytes: parts.totalBytes,
        find,
        nameOf: (index) => decodeUtf8(nameBytes(index)),
        tensor,
        storedSlice,
        names,
        children: (scope) => childrenOf(trie, scope),
        countBelow: (scope) => {
            const { first, end } = range(scope);
            return end - first;
        },
        *below(scope) {
            const { first, end } = range(scope);
            for (let index = first; index < end; index++) {
                yield index;
            }
        },
    };
}

/** Whether a type number is one that a checkpoint should not hold: a reference. */
export function isReferenceDType(number: number): boolean {
    return baseDType(number) !== number && isKnownDType(baseDType(number));
}

// The entries whose keys stand on their own: at least every 64th.
function anchorsOf({ buffer, entries }: IndexParts): Uint32Array {
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

function childrenOf(trie: SegmentTrie, scope: string): readonly ScopeChild[] {
    const node = scope === '' ? 0 : trie.findNode(scope.slice(0, -1).split('/'));
    return node === undefined
        ? []
        : trie.children(node).map(({ segment, ends, below }) => ({
              segment,
              tensor: ends,
              tensorsBelow: below,
          }));
}
