// Makes the compact index of a bundle's entries: of the file's own bytes where they are laid out as
// every writer does it, else of the same entries put in order.

import type { TensorFlowError } from '../util/problem.js';
import type { Reading } from '../util/reading.js';
import { decodeUtf8, utf8Error } from '../util/utf8.js';
import { checkSlices, duplicateSliceCheck } from './bundleSlices.js';
import type { Checkpoint } from './checkpoint.js';
import { compactCheckpoint, type CompactCheckpoint } from './compactIndex.js';
import { EntryWalker } from './entryWalk.js';
import { corrupt } from './findings.js';
import { abortType, IndexBuilder } from './indexBuilder.js';
import type { Limits } from './limits.js';
import type { BundleHeader } from './protos.js';
import { rewriteEntries, type RewrittenEntries } from './rewriteEntries.js';
import type { Block } from './table.js';

/** More entries than this are not sorted, should they be out of order: that takes too much memory. */
const maxSorted = 200_000;

/** Entries that were walked over. */
export interface WalkedEntries {
    readonly header: BundleHeader;
    readonly builder: IndexBuilder;
    readonly buffer: Uint8Array;
    readonly blocks: readonly Block[];
    /** The index file on this machine. */
    readonly path: string;
    readonly limits: Limits;
}

/** What came of them. */
export interface BuiltIndex {
    /** The builder that counts: its findings, its shards' needs, its failures. */
    readonly builder: IndexBuilder;
    readonly checkpoint: Checkpoint | undefined;
    /** What ends TensorFlow's process: a slice that is there twice. */
    readonly sliceFailure: TensorFlowError | undefined;
    /** What Python raises for the key of a slice of which no tensor knows. */
    readonly orphanFailure: TensorFlowError | undefined;
}

/** A builder for the entries in a buffer; `sorted` where they are known to be in order. */
export function newBuilder(
    buffer: Uint8Array,
    header: BundleHeader,
    path: string,
    limits: Limits,
    sorted: boolean,
): IndexBuilder {
    const { shardCount } = header;
    return new IndexBuilder({ buffer, path, shardCount, maxShards: limits.shards, sorted });
}

/** Makes the index, and checks the partitioned tensors in it. */
export function* buildIndex(walked: WalkedEntries): Reading<BuiltIndex> {
    const { header, builder, buffer, path } = walked;
    const isTooLong = maxSorted < builder.entries.length;
    if (builder.unusable) {
        return isTooLong ? disordered(builder, path) : yield* rebuild(walked);
    }
    const checkpoint = checkpointOf(header, builder, buffer);
    const { found, sliceFailure } = yield* checkSlices(
        checkpoint,
        builder.partitioned,
        path,
        builder.findings,
    );
    if (found === builder.sliceEntries) {
        return { builder, checkpoint, sliceFailure, orphanFailure: undefined };
    }
    if (isTooLong) {
        builder.findings.add('orphan', () =>
            corrupt(path, 'The index has slices which belong to none of its tensors'),
        );
        return { builder, checkpoint, sliceFailure, orphanFailure: undefined };
    }
    return yield* rebuild(walked);
}

function disordered(builder: IndexBuilder, path: string): BuiltIndex {
    builder.findings.add('order', () =>
        corrupt(
            path,
            'The entries of the index are not laid out as every writer does it, and there are too ' +
                'many to put them in order',
        ),
    );
    return { builder, checkpoint: undefined, sliceFailure: undefined, orphanFailure: undefined };
}

// For a table which no writer of TensorFlow makes.
function* rebuild({
    header,
    builder: first,
    blocks,
    path,
    limits,
}: WalkedEntries): Reading<BuiltIndex> {
    const rewritten = rewriteEntries(blocks, limits.nameBytes);
    const { buffer, slicesEnd } = rewritten;
    const builder = newBuilder(buffer, header, path, limits, true);
    if (first.disordered) {
        builder.findings.add('order', () =>
            corrupt(
                path,
                'The entries of the index are out of order: TensorFlow lists the tensors, but may not ' +
                    'find them when it restores them',
            ),
        );
    }
    const walker = new EntryWalker(limits.nameBytes);
    walker.walk(buffer, 0, buffer.length, () => {
        builder.add(walker, walker.entryStart < slicesEnd);
        return true;
    });
    const checkpoint = checkpointOf(header, builder, buffer);
    const checked = yield* checkSlices(checkpoint, builder.partitioned, path, builder.findings);
    const orphanFailure = noteOrphans(rewritten, builder, path);
    const repeated = noteRepetitions(rewritten, builder, path);
    return { builder, checkpoint, sliceFailure: repeated ?? checked.sliceFailure, orphanFailure };
}

function noteRepetitions(
    { duplicate, repeatedSlice }: RewrittenEntries,
    builder: IndexBuilder,
    path: string,
): TensorFlowError | undefined {
    if (duplicate !== undefined) {
        builder.findings.add('duplicate', () =>
            corrupt(
                path,
                `The index has the key '${decodeUtf8(duplicate)}' twice: TensorFlow lists the last one`,
            ),
        );
    }
    if (repeatedSlice === undefined) {
        return undefined;
    }
    const error = { type: abortType, message: duplicateSliceCheck };
    builder.findings.add('slice twice', () =>
        corrupt(
            path,
            `The index has the partitioned tensor '${decodeUtf8(repeatedSlice)}' twice: TensorFlow ` +
                'ends the process on it',
            error,
        ),
    );
    return error;
}

// TensorFlow lists such a key as a name. Python meets the last of a few first, as with names.
function noteOrphans(
    { orphans }: RewrittenEntries,
    builder: IndexBuilder,
    path: string,
): TensorFlowError | undefined {
    let failure: TensorFlowError | undefined;
    for (const orphan of orphans) {
        const message = utf8Error(orphan);
        if (message !== undefined) {
            failure = { type: 'UnicodeDecodeError', message };
        }
        builder.findings.add('orphan', () =>
            corrupt(
                path,
                'The index has a slice which belongs to none of its tensors: TensorFlow takes its ' +
                    'binary key for a name',
                failure,
            ),
        );
    }
    return failure;
}

function checkpointOf(
    header: BundleHeader,
    builder: IndexBuilder,
    buffer: Uint8Array,
): CompactCheckpoint {
    builder.trie.finish();
    return compactCheckpoint({
        format: 'v2',
        shardCount: header.shardCount,
        buffer,
        entries: builder.entries.toArray(),
        sliceEntries: builder.sliceEntries,
        trie: builder.trie,
        totalBytes: builder.totalBytes,
        longestKey: builder.longestKey,
    });
}
