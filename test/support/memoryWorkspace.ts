// A workspace in memory: files by path, no disk. It remembers what it was asked, so that a test can
// say in which order things were read, and how often.

import { readHdf5File, type Hdf5Request } from '../../server/src/host/hdf5File.js';
import type { FileAnswer, FileQuestion, Reading } from '../../server/src/util/reading.js';
import {
    throwIfCancelled,
    type CancellationToken,
} from '../../server/src/workspace/cancellation.js';
import { dataFile } from '../../server/src/workspace/dataFiles.js';
import { liesIn } from '../../server/src/workspace/paths.js';
import type { FindQuery, Workspace } from '../../server/src/workspace/workspace.js';

/** Files in memory. Paths are absolute, with forward slashes. */
export class MemoryWorkspace implements Workspace {
    readonly #files = new Map<string, Uint8Array>();
    readonly #modified = new Map<string, number>();
    #clock = 0;

    /** The paths whose bytes were asked for, in order. */
    readonly reads: string[] = [];

    /** Sets a file's content. */
    write(path: string, content: Uint8Array | string): void {
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        this.#files.set(path, bytes);
        this.#modified.set(path, ++this.#clock);
    }

    /** Deletes a file, or a folder with all that is in it. */
    delete(path: string): void {
        for (const each of [...this.#files.keys()]) {
            if (liesIn(each, path)) {
                this.#files.delete(each);
            }
        }
    }

    async run<T>(reading: Reading<T>, token: CancellationToken): Promise<T> {
        let step = reading.next();
        while (step.done !== true) {
            // As on a disk, every answer comes in a later turn.
            await new Promise((resolve) => setImmediate(resolve));
            throwIfCancelled(token);
            const question = step.value;
            step = reading.next(
                question.ask === 'hdf5' ? await this.#hdf5(question) : this.#answer(question),
            );
        }
        return step.value;
    }

    async *find({ folder }: FindQuery, token: CancellationToken): AsyncIterable<string> {
        for (const path of [...this.#files.keys()]) {
            await Promise.resolve();
            throwIfCancelled(token);
            if (liesIn(path, folder) && dataFile(path) !== undefined) {
                yield path;
            }
        }
    }

    async #hdf5({ path, offset, length, bytes }: Hdf5Request): Promise<FileAnswer> {
        const whole = this.#files.get(path) ?? new Uint8Array(0);
        return readHdf5File({
            path,
            offset,
            length,
            bytes: bytes ?? whole.slice(offset, offset + length),
        });
    }

    #answer(question: Exclude<FileQuestion, { readonly ask: 'hdf5' }>): FileAnswer {
        switch (question.ask) {
            case 'stat':
                return this.#stat(question.path);
            case 'read': {
                this.reads.push(question.path);
                const bytes = this.#files.get(question.path);
                const end = question.offset + question.length;
                return bytes === undefined
                    ? { kind: 'missing' }
                    : { kind: 'bytes', bytes: bytes.subarray(question.offset, end) };
            }
            case 'list':
                return { names: this.#namesIn(question.path) };
            case 'pause':
                return undefined;
        }
    }

    #stat(path: string): FileAnswer {
        const bytes = this.#files.get(path);
        if (bytes !== undefined) {
            const modified = this.#modified.get(path) ?? 0;
            return { kind: 'file', size: bytes.length, modified };
        }
        return { kind: 0 < this.#namesIn(path).length ? 'directory' : 'missing' };
    }

    #namesIn(folder: string): readonly string[] {
        const clean = folder.length === 1 ? folder : folder.replace(/\/+$/, '');
        const below = [...this.#files.keys()].filter(
            (path) => path !== clean && liesIn(path, clean),
        );
        const start = clean === '/' ? 1 : clean.length + 1;
        return [...new Set(below.map((path) => path.slice(start).split('/')[0] ?? ''))];
    }
}
