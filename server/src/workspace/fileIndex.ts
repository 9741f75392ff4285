// The names of all files of the workspace which may be checkpoints or models: found once by a scan,
// then kept current by what the editor says about changed files. Nothing is read here.

import { dirname } from 'node:path';
import { stat } from '../util/reading.js';
import { throwIfCancelled, type CancellationToken } from './cancellation.js';
import { dataFile, type DataFile } from './dataFiles.js';
import { liesIn } from './paths.js';
import type { FileChange, FindQuery, Workspace } from './workspace.js';

/** More files than this are not kept; the scan says so. */
export const fileLimit = 100_000;

/** How a scan went. */
export interface ScanResult {
    readonly files: number;
    /** Whether the scan stopped at `fileLimit`. */
    readonly truncated: boolean;
}

/** Names of data files by what a map would call them. */
export class FileIndex {
    readonly #workspace: Workspace;
    readonly #files = new Map<string, DataFile>();
    /** How many files lie in a folder, at any depth. */
    readonly #folders = new Map<string, number>();
    readonly #found = new Map<string, DataFile & { readonly files: Set<string> }>();

    constructor(workspace: Workspace) {
        this.#workspace = workspace;
    }

    /** Everything of these kinds. */
    *all(...kinds: readonly DataFile['kind'][]): Iterable<DataFile> {
        for (const found of this.#found.values()) {
            if (kinds.includes(found.kind)) {
                yield found;
            }
        }
    }

    /** Adds what lies below a folder. */
    async scan(query: FindQuery, token: CancellationToken): Promise<ScanResult> {
        for await (const path of this.#workspace.find(query, token)) {
            throwIfCancelled(token);
            if (fileLimit <= this.#files.size) {
                return { files: this.#files.size, truncated: true };
            }
            this.#add(path);
        }
        return { files: this.#files.size, truncated: false };
    }

    /**
     * Takes in what the editor says; gives the arguments that are new, gone or changed. What is
     * excluded is not added.
     */
    async apply(
        changes: readonly FileChange[],
        isExcluded: (path: string) => boolean,
        token: CancellationToken,
    ): Promise<readonly string[]> {
        const touched = new Set<string>();
        for (const { path, kind } of changes) {
            const file = dataFile(path);
            if (kind === 'deleted') {
                this.#deleteBelow(path, touched);
            } else if (isExcluded(path)) {
                continue;
            } else if (file !== undefined) {
                touched.add(file.argument);
                this.#add(path);
            } else if (kind === 'created' && (await this.#isFolder(path, token))) {
                await this.#addBelow(path, isExcluded, touched, token);
            }
            throwIfCancelled(token);
        }
        return [...touched];
    }

    /** Forgets everything that lies in a folder, or all. */
    clear(folder?: string): void {
        if (folder === undefined) {
            this.#files.clear();
            this.#folders.clear();
            this.#found.clear();
        } else {
            this.#deleteBelow(folder, new Set());
        }
    }

    /** Adds what lies in a folder that was made as a whole. */
    async #addBelow(
        folder: string,
        isExcluded: (path: string) => boolean,
        touched: Set<string>,
        token: CancellationToken,
    ): Promise<void> {
        for await (const path of this.#workspace.find({ folder, exclude: [] }, token)) {
            const file = isExcluded(path) ? undefined : dataFile(path);
            if (file !== undefined) {
                this.#add(path);
                touched.add(file.argument);
            }
        }
    }

    async #isFolder(path: string, token: CancellationToken): Promise<boolean> {
        const answer = await this.#workspace.run(stat(path), token);
        return answer.kind === 'directory';
    }

    #add(path: string): void {
        const file = dataFile(path);
        if (file === undefined || this.#files.has(path)) {
            return;
        }
        this.#files.set(path, file);
        this.#countInFolders(path, 1);
        const id = idOf(file);
        const found = this.#found.get(id);
        if (found === undefined) {
            this.#found.set(id, { ...file, files: new Set([path]) });
        } else {
            found.files.add(path);
            const byNameOnly = found.byNameOnly && file.byNameOnly;
            this.#found.set(id, { ...found, byNameOnly });
        }
    }

    #countInFolders(path: string, change: 1 | -1): void {
        let folder = dirname(path);
        for (let inner = path; folder !== inner; folder = dirname(folder)) {
            inner = folder;
            const count = (this.#folders.get(folder) ?? 0) + change;
            if (count === 0) {
                this.#folders.delete(folder);
            } else {
                this.#folders.set(folder, count);
            }
        }
    }

    #deleteBelow(path: string, touched: Set<string>): void {
        // Most of what is deleted in a workspace is none of ours; only a folder needs a look at all.
        const below = this.#files.has(path)
            ? [path]
            : this.#folders.has(path)
              ? [...this.#files.keys()].filter((each) => liesIn(each, path))
              : [];
        for (const each of below) {
            const file = this.#files.get(each);
            if (file === undefined) {
                continue;
            }
            this.#files.delete(each);
            this.#countInFolders(each, -1);
            touched.add(file.argument);
            const found = this.#found.get(idOf(file));
            found?.files.delete(each);
            if (found?.files.size === 0) {
                this.#found.delete(idOf(file));
            }
        }
    }
}

function idOf(file: DataFile): string {
    return `${file.kind}:${file.argument}`;
}
