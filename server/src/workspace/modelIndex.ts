// The models of the workspace: those that open maps use, in full, and the names of all others.
// Unlike checkpoints, models are not read ahead: a graph may have half a gigabyte, and its name
// says what it is; where it does not, its first bytes do (kerasHeads.ts).

import type { ModelSource } from '../model/model.js';
import { formatByName } from '../model/modelFormats.js';
import type { CancellationToken } from './cancellation.js';
import type { FileIndex } from './fileIndex.js';
import type { KerasHeads } from './kerasHeads.js';
import { SourceCache, type ReadSource, type SourceCacheOptions } from './sourceCache.js';

/** What the index works with. */
export interface ModelIndexOptions {
    readonly read: ReadSource<ModelSource>;
    readonly files: FileIndex;
    readonly heads: KerasHeads;
    readonly cache: SourceCacheOptions;
}

/** Models by what a map calls them. */
export class ModelIndex {
    readonly #options: ModelIndexOptions;
    readonly #sources: SourceCache<ModelSource>;

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
        const { files, heads } = this.#options;
        return [...files.all('model', 'keras')].flatMap(({ argument, byNameOnly }) => {
            const head = heads.of(argument);
            const isModel = byNameOnly
                ? head === 'model' || head === 'whole'
                : formatByName(argument) !== undefined;
            return isModel ? [argument] : [];
        });
    }

    /** Drops what depends on these paths; says whether a map may have used it. */
    filesChanged(paths: readonly string[]): boolean {
        return this.#sources.filesChanged(paths);
    }

    /** Looks for changes that nobody announces; says whether a map may have used what changed. */
    revalidate(token: CancellationToken): Promise<boolean> {
        return this.#sources.revalidate(token);
    }

    /** Drops everything. */
    clear(): void {
        this.#sources.clear();
    }
}
