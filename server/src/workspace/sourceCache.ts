// What was read from files, kept until one of those files changes. One entry for an argument and
// the folders in which it is looked up; the value itself says which paths it depends on.

import { throwIfCancelled, type CancellationToken } from './cancellation.js';
import { Memo } from './memo.js';
import { touches } from './paths.js';

/** A value that was read from files. */
export interface Source {
    /** Every path that was looked at, absolute. */
    readonly dependencies: readonly string[];
}

/** Reads the value of an argument that is looked up in folders, in order. */
export type ReadSource<T> = (
    argument: string,
    folders: readonly string[],
    token: CancellationToken,
) => Promise<T>;

/** How values are kept. */
export interface SourceCacheOptions {
    /** At most so many values; the one that was not wanted for the longest time goes first. */
    readonly capacity: number;
    /** A text which changes when one of the files does, as far as can be told without reading. */
    readonly fingerprint: (paths: readonly string[], token: CancellationToken) => Promise<string>;
}

interface Entry<T> {
    readonly memo: Memo<T>;
    /** Paths that changed while the value was being read. */
    changedMeanwhile: string[];
    fingerprint: string;
}

/** More often than this a file that keeps changing is not read again for one question. */
const maxAttempts = 3;

/** Sources by argument and folders. */
export class SourceCache<T extends Source> {
    readonly #read: ReadSource<T>;
    readonly #options: SourceCacheOptions;
    /** In the order of last use. */
    readonly #entries = new Map<string, Entry<T>>();

    constructor(read: ReadSource<T>, options: SourceCacheOptions) {
        this.#read = read;
        this.#options = options;
    }

    /** The source of an argument; reads it if need be. */
    get(argument: string, folders: readonly string[], token: CancellationToken): Promise<T> {
        const id = JSON.stringify([argument, ...folders]);
        const entry = this.#entries.get(id) ?? this.#create(argument, folders);
        this.#entries.delete(id);
        this.#entries.set(id, entry);
        this.#dropOldest();
        return entry.memo.get(token);
    }

    /** The values that are there right now. */
    *values(): Iterable<T> {
        for (const { memo } of this.#entries.values()) {
            const value = memo.peek();
            if (value !== undefined) {
                yield value;
            }
        }
    }

    /** Drops what depends on one of these paths; says whether there was such a thing. */
    filesChanged(paths: readonly string[]): boolean {
        let dropped = false;
        for (const entry of this.#entries.values()) {
            const value = entry.memo.peek();
            if (value === undefined) {
                entry.changedMeanwhile.push(...paths);
                dropped ||= entry.memo.isRunning;
            } else if (dependsOn(value, paths)) {
                entry.memo.invalidate();
                dropped = true;
            }
        }
        return dropped;
    }

    /**
     * Looks whether files changed which nobody watches: outside of the workspace, behind links, or
     * in an editor that watches nothing. Drops what changed; says whether there was such a thing.
     */
    async revalidate(token: CancellationToken): Promise<boolean> {
        let dropped = false;
        for (const entry of [...this.#entries.values()]) {
            const value = entry.memo.peek();
            if (value !== undefined) {
                const { fingerprint } = entry;
                const now = await this.#options.fingerprint(value.dependencies, token);
                throwIfCancelled(token);
                if (now !== fingerprint && entry.memo.peek() === value) {
                    entry.memo.invalidate();
                    dropped = true;
                }
            }
        }
        return dropped;
    }

    /** Drops everything. */
    clear(): void {
        for (const { memo } of this.#entries.values()) {
            memo.invalidate();
        }
        this.#entries.clear();
    }

    #create(argument: string, folders: readonly string[]): Entry<T> {
        const entry: Entry<T> = {
            memo: new Memo((token) => this.#readSettled(entry, argument, folders, token)),
            changedMeanwhile: [],
            fingerprint: '',
        };
        return entry;
    }

    /** Reads until nothing that was read has changed meanwhile. */
    async #readSettled(
        entry: Entry<T>,
        argument: string,
        folders: readonly string[],
        token: CancellationToken,
    ): Promise<T> {
        for (let attempt = 1; ; attempt++) {
            entry.changedMeanwhile = [];
            const value = await this.#read(argument, folders, token);
            throwIfCancelled(token);
            entry.fingerprint = await this.#options.fingerprint(value.dependencies, token);
            throwIfCancelled(token);
            if (maxAttempts <= attempt || !dependsOn(value, entry.changedMeanwhile)) {
                return value;
            }
        }
    }

    #dropOldest(): void {
        for (const [id, entry] of this.#entries) {
            if (this.#entries.size <= this.#options.capacity) {
                return;
            }
            if (!entry.memo.isRunning) {
                this.#entries.delete(id);
            }
        }
    }
}

function dependsOn(source: Source, paths: readonly string[]): boolean {
    return paths.some((path) =>
        source.dependencies.some((dependency) => touches(path, dependency)),
    );
}
