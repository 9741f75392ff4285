// Builds the compact index of a bundle: validates each entry once, notes where it is, and grows the
// tree of names on the way. What is wrong with an entry becomes a finding.

import { decodeUtf8, utf8Error } from '../util/utf8.js';
import type { TensorFlowError } from '../util/problem.js';
import { BundleEntryReader, fatalDefects } from './bundleEntry.js';
import { describeDefects } from './entryDefects.js';
import type { EntryWalker } from './entryWalk.js';
import { Findings, corrupt } from './findings.js';
import { GrowingNumbers } from './growing.js';
import { SegmentTrie } from './segmentTrie.js';

/** An entry whose key stands on its own has to come at least this often, or names get slow. */
const longestRun = 64;

/** About as many bytes of an index go with one node of the tree. */
const bytesANode = 20;

/** What a builder has to know. */
export interface BuilderOptions {
    /** The bytes in which the entries lie. */
    readonly buffer: Uint8Array;
    /** The index file on this machine, for problems. */
    readonly path: string;
    readonly shardCount: number;
    readonly maxShards: number;
    /** Whether the entries are known to be in order: slices first, then tensors, none twice. */
    readonly sorted?: boolean;
}

/** Takes the entries of a bundle in the order of the file, the header not among them. */
export class IndexBuilder {
    readonly entries = new GrowingNumbers();
    readonly trie: SegmentTrie;
    readonly findings = new Findings();
    /** The numbers of the tensors that are partitioned. */
    readonly partitioned: number[] = [];
    /** For each shard, the bytes which it has to have; -1 where no entry lies in it. */
    readonly shardNeeds: Float64Array;
    sliceEntries = 0;
    longestKey = 0;
    /** Whether the entries are not in order. */
    disordered = false;
    /** Whether the buffer cannot serve as it is, be it for their order or for how keys are shared. */
    unusable = false;
    /** What ends TensorFlow's process while it reads all entries, and then while it takes shapes. */
    parseFailure: TensorFlowError | undefined;
    shapeFailure: TensorFlowError | undefined;
    /**
     * What Python raises for a name that is no text. It meets the names in the order of a hash map,
     * which for a few of them is the reverse one, so the last counts.
     */
    nameFailure: TensorFlowError | undefined;

    readonly #entryReader: BundleEntryReader;
    readonly #options: BuilderOptions;
    #run = 0;
    // In an array, so that a large number needs no object.
    readonly #totalBytes = new Float64Array(1);

    constructor(options: BuilderOptions) {
        const { buffer, shardCount, maxShards } = options;
        this.#options = options;
        this.trie = new SegmentTrie(buffer.length / bytesANode);
        this.#entryReader = new BundleEntryReader(buffer);
        this.shardNeeds = new Float64Array(Math.max(0, Math.min(shardCount, maxShards))).fill(-1);
    }

    /** The sum of all sizes, in bytes. */
    get totalBytes(): number {
        return this.#totalBytes[0] as number;
    }

    get tensorCount(): number {
        return this.entries.length - this.sliceEntries;
    }

    /** Takes the entry at hand. `isSlice`: its key is that of a slice, not a name. */
    add(walker: EntryWalker, isSlice: boolean): void {
        const entry = this.entries.length;
        this.entries.push(walker.entryStart);
        if (this.longestKey < walker.keyLength) {
            this.longestKey = walker.keyLength;
        }
        this.#run = walker.shared === 0 ? 0 : this.#run + 1;
        const { sorted = false } = this.#options;
        if (!sorted) {
            // Slice keys begin with a zero byte and so come first; elsewhere they are out of order.
            this.disordered ||= !walker.ascending || (isSlice && this.sliceEntries !== entry);
            // A first entry that shares its key does so with a header that should have none.
            const isDangling = entry === 0 && walker.shared !== 0;
            this.unusable ||= this.disordered || isDangling || longestRun < this.#run;
        }
        this.#readValue(walker, entry, isSlice);
        if (isSlice) {
            this.sliceEntries++;
            return;
        }
        if (walker.unusual) {
            this.#checkName(walker);
        }
        if (!this.unusable) {
            this.trie.add(walker.key, walker.keyLength, walker.common);
        }
    }

    #readValue(walker: EntryWalker, entry: number, isSlice: boolean): void {
        const reader = this.#entryReader;
        reader.read(walker.valueStart, walker.valueEnd, this.#options.shardCount);
        if (reader.defects !== 0) {
            this.#report(walker, isSlice);
        }
        if (reader.sliceCount !== 0) {
            if (!isSlice) {
                this.partitioned.push(entry - this.sliceEntries);
            }
            return;
        }
        const { shard, size } = reader;
        this.#totalBytes[0] = (this.#totalBytes[0] as number) + (0 < size ? size : 0);
        if (0 <= shard && shard < this.shardNeeds.length) {
            const end = reader.offset + size;
            if ((this.shardNeeds[shard] as number) < end) {
                this.shardNeeds[shard] = end;
            }
        }
    }

    #report(walker: EntryWalker, isSlice: boolean): void {
        const reader = this.#entryReader;
        const name = decodeUtf8(walker.key.subarray(0, walker.keyLength));
        const subject = isSlice ? 'a slice' : `tensor '${name}'`;
        for (const { kind, message, check } of describeDefects(reader, subject)) {
            const isFatal = check !== undefined && (kind === 'malformed' || !isSlice);
            const error = isFatal
                ? { type: abortType, message: `Check failed: ${check}` }
                : undefined;
            this.findings.add(kind, () => corrupt(this.#options.path, message, error));
            if (kind === 'malformed') {
                this.parseFailure ??= error;
            } else if ((reader.defects & fatalDefects) !== 0) {
                this.shapeFailure ??= error;
            }
        }
    }

    #checkName(walker: EntryWalker): void {
        const bytes = walker.key.subarray(0, walker.keyLength);
        const message = utf8Error(bytes);
        const shown = decodeUtf8(bytes);
        if (message !== undefined) {
            const error = { type: 'UnicodeDecodeError', message };
            this.nameFailure = error;
            this.findings.add('name', () =>
                corrupt(
                    this.#options.path,
                    `The name of tensor '${shown}' is not UTF-8, so Python cannot list this checkpoint; ` +
                        'the index is damaged',
                    error,
                ),
            );
        } else if (bytes.includes(0)) {
            this.findings.add('nul', () =>
                corrupt(
                    this.#options.path,
                    `The name of tensor '${shown.replaceAll('\0', '\\0')}' has a zero byte in it`,
                ),
            );
        }
    }
}

/**
 * The type of an error which is no exception: TensorFlow fails a check of its own and ends Python's
 * process with this signal.
 */
export const abortType = 'SIGABRT';
