// Puts the entries of a damaged index into the order which they should have: sorted, each key once,
// slices first. TensorFlow does not look at the order when it lists a checkpoint; of a key that is
// there twice it keeps the last.

import { BundleEntryReader } from './bundleEntry.js';
import { EntryWalker } from './entryWalk.js';
import { EntryWriter } from './entryWriter.js';
import { encodeSliceKey, isSliceKey } from './sliceKey.js';
import type { Block } from './table.js';

/** Entries in order, in a buffer of their own. */
export interface RewrittenEntries {
    readonly buffer: Uint8Array;
    /** Where the slices' entries end and the tensors' begin, in bytes. */
    readonly slicesEnd: number;
    /** Keys in the form of slice keys of which no tensor knows. */
    readonly orphans: readonly Uint8Array[];
    /** A key which was there twice; undefined where none was. */
    readonly duplicate: Uint8Array | undefined;
    /** The key of a tensor one of whose slices is named twice; undefined where there is none. */
    readonly repeatedSlice: Uint8Array | undefined;
}

interface Entry {
    readonly key: Uint8Array;
    readonly value: Uint8Array;
}

/** Sorts the entries of these blocks, the first of which, the header, is left out. */
export function rewriteEntries(blocks: readonly Block[], maxKeyLength: number): RewrittenEntries {
    const all = collect(blocks, maxKeyLength);
    const { implied, repeatedSlice } = impliedKeys(all);
    const { entries, duplicate } = sortedEntries(all);
    const slices: Entry[] = [];
    const tensors: Entry[] = [];
    const orphans: Uint8Array[] = [];
    for (const entry of entries) {
        const isImplied = implied.has(latin1(entry.key));
        if (!isImplied && isSliceKey(entry.key)) {
            orphans.push(entry.key);
        }
        (isImplied || isSliceKey(entry.key) ? slices : tensors).push(entry);
    }
    const writer = new EntryWriter();
    for (const { key, value } of slices) {
        writer.append(key, value);
    }
    const slicesEnd = writer.length;
    writer.restart();
    for (const { key, value } of tensors) {
        writer.append(key, value);
    }
    return { buffer: writer.finish(), slicesEnd, orphans, duplicate, repeatedSlice };
}

/** Compares two keys by their bytes. */
export function compareBytes(key: Uint8Array, other: Uint8Array): number {
    const limit = Math.min(key.length, other.length);
    for (let index = 0; index < limit; index++) {
        const difference = (key[index] ?? 0) - (other[index] ?? 0);
        if (difference !== 0) {
            return difference;
        }
    }
    return key.length - other.length;
}

function collect(blocks: readonly Block[], maxKeyLength: number): Entry[] {
    const entries: Entry[] = [];
    const walker = new EntryWalker(maxKeyLength);
    let isHeader = true;
    for (const { bytes, start, entriesEnd } of blocks) {
        walker.walk(bytes, start, entriesEnd, ({ key, keyLength, valueStart, valueEnd }) => {
            if (!isHeader) {
                const value = bytes.subarray(valueStart, valueEnd);
                entries.push({ key: key.slice(0, keyLength), value });
            }
            isHeader = false;
            return true;
        });
    }
    return entries;
}

function sortedEntries(entries: Entry[]) {
    // The sort is stable, so of equal keys the last one in the file comes last.
    entries.sort((entry, other) => compareBytes(entry.key, other.key));
    let duplicate: Uint8Array | undefined;
    const kept = entries.filter(({ key }, index) => {
        const next = entries[index + 1];
        const isRepeated = next !== undefined && compareBytes(key, next.key) === 0;
        if (isRepeated) {
            duplicate ??= key;
        }
        return !isRepeated;
    });
    return { entries: kept, duplicate };
}

function impliedKeys(entries: readonly Entry[]) {
    const implied = new Set<string>();
    let repeatedSlice: Uint8Array | undefined;
    for (const { key, value } of entries) {
        const reader = new BundleEntryReader(value);
        reader.read(0, value.length, 0);
        const slices = reader.sliceCount === 0 ? [] : reader.slices(0, value.length);
        for (const slice of slices) {
            const sliceKey = latin1(encodeSliceKey(key, slice));
            if (implied.has(sliceKey)) {
                repeatedSlice ??= key;
            }
            implied.add(sliceKey);
        }
    }
    return { implied, repeatedSlice };
}

function latin1(bytes: Uint8Array): string {
    let text = '';
    for (const byte of bytes) {
        text += String.fromCharCode(byte);
    }
    return text;
}
