// A checkpoint in memory: one buffer with the entries as they are in the file, the place of each
// entry, and the tree of names. Names, shapes and slices are made when they are asked for.

import { baseDType, dtypeName, elementBytes, isKnownDType } from '../util/dtype.js';
import { elementCount } from '../util/shape.js';
import { decodeUtf8, encodeUtf8 } from '../util/utf8.js';
import { BundleEntryReader } from './bundleEntry.js';
import type { Checkpoint, CheckpointTensor, ScopeChild, TensorSlice } from './checkpoint.js';
import { entryKeys, type EntryPlace, type EntryTable } from './entryKeys.js';
import type { SegmentTrie } from './segmentTrie.js';
import { objectGraphKey } from './objectGraph.js';
import { encodeSliceKey } from './sliceKey.js';
import { isFull, sliceSpec, type SliceExtents } from './tensorSlice.js';

/** What an index is made of. Everything in it was validated when it was built. */
export interface IndexParts extends EntryTable {
    readonly format: 'v2' | 'v1';
    readonly shardCount: number;
    readonly bigEndian?: boolean;
    /** How many entries are those of slices: they come first, then those of tensors, each in order. */
    readonly sliceEntries: number;
    readonly trie: SegmentTrie;
    readonly totalBytes: number;
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
    const { entries, sliceEntries, trie, format } = parts;
    const tensorCount = entries.length - sliceEntries;
    const entryReader = new BundleEntryReader(parts.buffer);
    const keys = entryKeys(parts);

    function nameBytes(index: number): Uint8Array {
        return keys.key(sliceEntries + index);
    }

    function range(scope: string): { readonly first: number; readonly end: number } {
        if (scope === '') {
            return { first: 0, end: tensorCount };
        }
        const bytes = encodeUtf8(scope);
        const first = keys.lowerBound(bytes, sliceEntries, entries.length);
        // The slash is below 255, so one more in its place is the end of all names with this scope.
        bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) + 1;
        const end = keys.lowerBound(bytes, first, entries.length);
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
        const entry = isFull(slice) ? undefined : keys.find(wanted, 0, sliceEntries);
        if (entry === undefined && !isFull(slice)) {
            return lost;
        }
        const { valueStart, valueEnd } = entry === undefined ? whole : keys.place(entry);
        entryReader.read(valueStart, valueEnd, parts.shardCount);
        const { shard, offset, size, checksum } = entryReader;
        return { ...slice, spec, shard, offset, bytes: size, checksum };
    }

    function storedSlice(index: number, slice: SliceExtents): StoredSlice | undefined {
        const wanted = encodeSliceKey(nameBytes(index), slice);
        const entry = keys.find(wanted, 0, sliceEntries);
        if (entry === undefined) {
            return undefined;
        }
        const { valueStart, valueEnd } = keys.place(entry);
        entryReader.read(valueStart, valueEnd, parts.shardCount);
        return { dtype: dtypeName(entryReader.dtype), shape: lengthsOf(entryReader.rank) };
    }

    // A loop, since an array is made of a part of another one for every tensor that is looked at.
    function lengthsOf(rank: number): number[] {
        const shape: number[] = [];
        for (let axis = 0; axis < rank; axis++) {
            shape.push(entryReader.lengths[axis] ?? 0);
        }
        return shape;
    }

    function tensor(index: number): CheckpointTensor {
        if (index < 0 || tensorCount <= index) {
            throw new RangeError(`There is no tensor ${index} of ${tensorCount}.`);
        }
        const name = nameBytes(index);
        const at = keys.place(sliceEntries + index);
        entryReader.read(at.valueStart, at.valueEnd, parts.shardCount);
        const { shard, offset, size, rank, sliceCount, checksum } = entryReader;
        const dtype = dtypeName(entryReader.dtype);
        const shape = lengthsOf(rank);
        const nameText = decodeUtf8(name);
        const isWhole = format === 'v2' && sliceCount === 0;
        // Written out, as spreading would take most of the time of this function.
        if (isWhole) {
            return {
                index,
                name: nameText,
                dtype,
                shape,
                bytes: size,
                shard,
                offset,
                checksum,
                slices: undefined,
            };
        }
        const slices = sliceCount === 0 ? undefined : slicesOf(name, at);
        const bytes =
            format === 'v1'
                ? knownBytes(dtype, shape)
                : (slices ?? []).reduce((sum, slice) => sum + (slice.bytes ?? 0), 0);
        const place = { shard: undefined, offset: undefined };
        return { index, name: nameText, dtype, shape, bytes, ...place, slices };
    }

    function* names(): Iterable<string> {
        for (const key of keys.keysFrom(sliceEntries)) {
            yield decodeUtf8(key);
        }
    }

    function find(name: string): number | undefined {
        const entry = keys.find(encodeUtf8(name), sliceEntries, entries.length);
        return entry === undefined ? undefined : entry - sliceEntries;
    }

    return {
        format,
        tensorCount,
        shardCount: parts.shardCount,
        bigEndian: parts.bigEndian === true,
        objectBased: find(objectGraphKey) !== undefined,
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

/** The bytes of a whole tensor, by its type and shape; null where elements have no fixed size. */
function knownBytes(dtype: string, shape: readonly number[]): number | null {
    const size = elementBytes(dtype);
    return size === undefined ? null : elementCount(shape) * size;
}

/** Whether a type number is one that a checkpoint should not hold: a reference. */
export function isReferenceDType(number: number): boolean {
    return baseDType(number) !== number && isKnownDType(baseDType(number));
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
