// The models of the workspace: those that open maps use, in full, and the names of all others.
// Unlike checkpoints, models are not read ahead: a graph may have half a gigabyte, and its name
// says what it is. Where it does not, the first bytes are looked at.

import { isKerasConfig, kerasConfigBytes } from '../model/kerasConfigHead.js';
import type { ModelSource } from '../model/model.js';
import { formatByName } from '../model/modelFormats.js';
import { read, type Reading } from '../util/reading.js';
import { throwIfCancelled, type CancellationToken } from './cancellation.js';
import type { FileIndex } from './fileIndex.js';
import type { Foreground } from './foreground.js';
import { touches } from './paths.js';
import { SourceCache, type ReadSource, type SourceCacheOptions } from './sourceCache.js';

/** What the index works with. */
export interface ModelIndexOptions {
    readonly read: ReadSource<ModelSource>;
    readonly run: <T>(reading: Reading<T>, token: CancellationToken) => Promise<T>;
    readonly files: FileIndex;
    readonly foreground: Foreground;
    readonly cache: SourceCacheOptions;
}

/** Models by what a map calls them. */
export class ModelIndex {
    readonly #options: ModelIndexOptions;
    readonly #sources: SourceCache<ModelSource>;
    /** Whether a file is the model that its name hints at. */
    readonly #confirmed = new Map<string, boolean>();

    constructor(options: ModelIndexOptions) {
        this.#options = options;
        this.#sources = new SourceCache(options.read, options.cache);
    }

    /** What a map's model path leads to, looked up in folders in order. */
    source(
        argument: string,
        folders: readonly string[],
        token: CancellationToken,
    ): Promise<ModelSource> {
        return this.#sources.get(argument, folders, token);
    }

    /**
     * The absolute paths of the workspace's model files. What only looks like one by its name must be
     * confirmed.
     */
    known(): readonly string[] {
        return [...this.#options.files.all('model', 'keras')].flatMap(
            ({ kind, argument, byNameOnly }) => {
                const isModel =
                    kind === 'model'
                        ? !byNameOnly || this.#confirmed.get(argument) === true
                        : !byNameOnly && formatByName(argument) !== undefined;
                return isModel ? [argument] : [];
            },
        );
    }

    /** Looks at the first bytes of files whose names do not tell, whenever nobody waits. */
    async confirmAll(token: CancellationToken): Promise<void> {
        const waiting = [...this.#options.files.all('model')].filter(
            ({ argument, byNameOnly }) => byNameOnly && !this.#confirmed.has(argument),
        );
        for (const { argument } of waiting) {
            await this.#options.foreground.quiet();
            throwIfCancelled(token);
            this.#confirmed.set(argument, await this.#options.run(isModelFile(argument), token));
        }
    }

    /** Drops what depends on these paths; says whether a map may have used it. */
    filesChanged(paths: readonly string[]): boolean {
        for (const argument of this.#confirmed.keys()) {
            if (paths.some((path) => touches(path, argument))) {
                this.#confirmed.delete(argument);
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
        this.#confirmed.clear();
        this.#sources.clear();
    }
}

/** Whether a file whose name does not tell is a model, by its first bytes. */
export function* isModelFile(path: string): Reading<boolean> {
    const head = yield* read(path, 0, kerasConfigBytes);
    return head.kind === 'bytes' && isKerasConfig(head.bytes);
}
