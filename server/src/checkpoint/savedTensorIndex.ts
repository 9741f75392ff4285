// The compact index of a V1 checkpoint: its tensors as entries of a bundle without places, so that one
// index serves both formats.

import protobuf, { type Writer } from 'protobufjs/minimal.js';
import { dtypeName, elementBytes } from '../util/dtype.js';
import { elementCount } from '../util/shape.js';
import { encodeUtf8 } from '../util/utf8.js';
import type { Checkpoint } from './checkpoint.js';
import { compactCheckpoint } from './compactIndex.js';
import { EntryWalker } from './entryWalk.js';
import { EntryWriter } from './entryWriter.js';
import { GrowingNumbers } from './growing.js';
import { compareBytes } from './rewriteEntries.js';
import { SegmentTrie } from './segmentTrie.js';
import { isFull, type SliceExtents } from './tensorSlice.js';

/** A tensor, as far as the files so far describe it. */
export interface SavedTensor {
    readonly shape: readonly number[];
    readonly dtype: number;
    readonly slices: SliceExtents[];
}

/** The checkpoint that these tensors make up, in `shardCount` files. */
export function indexTensors(
    tensors: ReadonlyMap<string, SavedTensor>,
    shardCount: number,
): Checkpoint {
    const sorted = [...tensors]
        .map(([name, tensor]) => ({ key: encodeUtf8(name), tensor }))
        .sort((entry, other) => compareBytes(entry.key, other.key));
    const writer = new EntryWriter();
    let totalBytes = 0;
    let longestKey = 0;
    for (const { key, tensor } of sorted) {
        writer.append(key, bundleEntry(tensor));
        longestKey = Math.max(longestKey, key.length);
        totalBytes += elementCount(tensor.shape) * (elementBytes(dtypeName(tensor.dtype)) ?? 0);
    }
    const buffer = writer.finish();
    const entries = new GrowingNumbers();
    const trie = new SegmentTrie();
    const walker = new EntryWalker(longestKey);
    walker.walk(buffer, 0, buffer.length, ({ key, keyLength, common, entryStart }) => {
        trie.add(key, keyLength, common);
        entries.push(entryStart);
        return true;
    });
    trie.finish();
    return compactCheckpoint({
        format: 'v1',
        shardCount,
        buffer,
        entries: entries.toArray(),
        sliceEntries: 0,
        trie,
        totalBytes,
        longestKey,
    });
}

// The tensor as a BundleEntryProto without a place: what the compact index holds.
function bundleEntry({ shape, dtype, slices }: SavedTensor): Uint8Array {
    const writer = protobuf.Writer.create();
    writer.uint32(0x08).int32(dtype);
    const shapeWriter = writer.uint32(0x12).fork();
    for (const length of shape) {
        shapeWriter.uint32(0x12).fork().uint32(0x08).int64(length).ldelim();
    }
    shapeWriter.ldelim();
    const isWhole = slices.length === 1 && slices.every(isFull);
    for (const slice of isWhole ? [] : slices) {
        writeSlice(writer.uint32(0x3a).fork(), slice).ldelim();
    }
    return writer.finish();
}

function writeSlice(writer: Writer, { start, length }: SliceExtents): Writer {
    for (const [axis, first] of start.entries()) {
        const count = length[axis] ?? -1;
        writer.uint32(0x0a).fork();
        if (0 <= count) {
            writer.uint32(0x08).int64(first).uint32(0x10).int64(count);
        }
        writer.ldelim();
    }
    return writer;
}
