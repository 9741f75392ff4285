// The checkpoints of the workspace: those that open maps use, with everything about them, and a
// line about every other one. A full index of each of 2,000 checkpoints would fill the memory for
// nothing, so the background keeps summaries, and the full value is read when a map names it. Of
// files of Keras there are names alone.

import { dirname } from 'node:path';
import type { Checkpoint, CheckpointSource } from '../checkpoint/checkpoint.js';
import { throwIfCancelled, type CancellationToken } from './cancellation.js';
import type { FileIndex } from './fileIndex.js';
import type { Foreground } from './foreground.js';
import type { KerasHeads } from './kerasHeads.js';
import { touches } from './paths.js';
import { SourceCache, type ReadSource, type SourceCacheOptions } from './sourceCache.js';

/** What a person wants to know about a checkpoint at a glance. */
export interface CheckpointSummary {
    readonly format: Checkpoint['format'];
    readonly tensors: number;
    readonly bytes: number;
    readonly objectBased: boolean;
    readonly shards: number;
    /** The prefix that is read: of a folder, the one that its `checkpoint` file names. */
    readonly path: string | undefined;
}

/** A checkpoint that the index knows. */
export interface KnownCheckpoint {
    /**
     * `state`: a folder with a `checkpoint` file; `keras`: a file of Keras, which
     * init_from_checkpoint cannot read.
     */
    readonly kind: 'checkpoint' | 'state' | 'keras';
    /** A prefix, a V1 file or pattern, a file of Keras, or a folder, as an absolute path. */
    readonly argument: string;
    /** Undefined until it was read, and where it cannot be. */
    readonly summary: CheckpointSummary | undefined;
}

interface Read {
    readonly summary: CheckpointSummary | undefined;
    readonly dependencies: readonly string[];
}

/** What the index works with. */
export interface CheckpointIndexOptions {
    readonly read: ReadSource<CheckpointSource>;
    readonly files: FileIndex;
    readonly heads: KerasHeads;
    readonly foreground: Foreground;
    readonly cache: SourceCacheOptions;
}

/** Tells how far a piece of work has come. */
export type Report = (done: number, total: number) => void;

/** Checkpoints by what a map calls them. */
export class CheckpointIndex {
    readonly #options: CheckpointIndexOptions;
    readonly #sources: SourceCache<CheckpointSource>;
    readonly #summaries = new Map<string, Read>();

    constructor(options: CheckpointIndexOptions) {
        this.#options = options;
        this.#sources = new SourceCache(async (argument, folders, token) => {
            const source = await options.read(argument, folders, token);
            this.#summarize(source);
            return source;
        }, options.cache);
    }

    /** What a map's argument leads to, looked up in folders in order. */
    source(
        argument: string,
        folders: readonly string[],
        token: CancellationToken,
    ): Promise<CheckpointSource> {
        return this.#sources.get(argument, folders, token);
    }

    /** The checkpoints of the workspace. What only looks like one by its name must be confirmed. */
    *known(): Iterable<KnownCheckpoint> {
        const { files, heads } = this.#options;
        for (const { kind, argument, byNameOnly } of files.all('checkpoint', 'state', 'keras')) {
            const summary = this.#summaries.get(argument)?.summary;
            const head = heads.of(argument);
            const isConfirmed =
                kind === 'keras' ? head === 'weights' || head === 'whole' : summary !== undefined;
            if (kind !== 'model' && (!byNameOnly || isConfirmed)) {
                yield { kind, argument, summary };
            }
        }
    }

    /** A line about a checkpoint, where it was read before. Starts nothing. */
    summaryOf(argument: string): CheckpointSummary | undefined {
        return this.#summaries.get(argument)?.summary;
    }

    /**
     * Reads what was not read yet, one after the other, whenever nobody waits for anything else.
     * Nothing that goes wrong with one of them stops the others.
     */
    async readAll(report: Report, token: CancellationToken): Promise<void> {
        const waiting = [...this.#options.files.all('checkpoint', 'state')]
            .map(({ argument }) => argument)
            .filter((argument) => !this.#summaries.has(argument));
        report(0, waiting.length);
        for (const [index, argument] of waiting.entries()) {
            await this.#options.foreground.quiet();
            throwIfCancelled(token);
            if (!this.#summaries.has(argument)) {
                this.#summarize(
                    await this.#options.read(argument, [dirname(argument)], token),
                    argument,
                );
            }
            report(index + 1, waiting.length);
        }
    }

    /** Drops what depends on these paths; says whether a map may have used it. */
    filesChanged(paths: readonly string[]): boolean {
        for (const [argument, { dependencies }] of this.#summaries) {
            if (paths.some((path) => dependencies.some((each) => touches(path, each)))) {
                this.#summaries.delete(argument);
            }
        }
        return this.#sources.filesChanged(paths);
    }

    /** Looks for changes that nobody announces; says whether a map may have used what changed. */
    revalidate(token: CancellationToken): Promise<boolean> {
        return this.#sources.revalidate(token);
    }

    /** Drops everything. */
    clear(): void {
        this.#summaries.clear();
        this.#sources.clear();
    }

    #summarize(source: CheckpointSource, argument = source.path): void {
        if (argument === undefined) {
            return;
        }
        const { checkpoint, path, shards, dependencies } = source;
        const summary = checkpoint && {
            format: checkpoint.format,
            tensors: checkpoint.tensorCount,
            bytes: checkpoint.totalBytes,
            objectBased: checkpoint.objectBased,
            shards: shards.length,
            path,
        };
        this.#summaries.set(argument, { summary, dependencies });
    }
}
