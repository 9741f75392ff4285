// The models of the workspace: those that open maps use, in full, and the names of all others.
// Unlike checkpoints, models are not read ahead: a graph may have half a gigabyte, and its name
// says what it is.

import type { ModelSource } from '../model/model.js';
import type { CancellationToken } from './cancellation.js';
import type { FileIndex } from './fileIndex.js';
import { SourceCache, type ReadSource, type SourceCacheOptions } from './sourceCache.js';

/** What the index works with. */
export interface ModelIndexOptions {
    readonly read: ReadSource<ModelSource>;
    readonly files: FileIndex;
    readonly cache: SourceCacheOptions;
}

/** Models by what a map calls them. */
export class ModelIndex {
    readonly #files: FileIndex;
    readonly #sources: SourceCache<ModelSource>;

    constructor({ read, files, cache }: ModelIndexOptions) {
        this.#files = files;
        this.#sources = new SourceCache(read, cache);
    }

    /** What a map's model path leads to, looked up in folders in order. */
    source(
        argument: string,
        folders: readonly string[],
        token: CancellationToken,
    ): Promise<ModelSource> {
        return this.#sources.get(argument, folders, token);
    }

    /** The absolute paths of the workspace's model files. */
    known(): readonly string[] {
        return [...this.#files.all('model')].map(({ argument }) => argument);
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
