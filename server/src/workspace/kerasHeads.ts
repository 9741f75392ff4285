// The first bytes of files whose names do not tell whether they are Keras's: `config.json` may be
// anybody's, and `.h5` files hold whatever people measure. Only the beginning is looked at, in the
// background: reading an HDF5 file takes a thread and may take seconds.
// Defined in Keras: src/legacy/saving/legacy_h5_format.py (the attributes of the root).

import { isKerasConfig, kerasConfigBytes } from '../model/kerasConfigHead.js';
import { read, type Reading } from '../util/reading.js';
import { throwIfCancelled, type CancellationToken } from './cancellation.js';
import type { FileIndex } from './fileIndex.js';
import type { Foreground } from './foreground.js';
import { touches } from './paths.js';

/** What a file is by its first bytes: a model and weights in one, or one of them; or none of Keras's. */
export type KerasHead = 'model' | 'weights' | 'whole' | 'other';

/** The attributes of a file's root stand here, in every file that h5py writes. */
const headBytes = 4096;

/** Tells by the first bytes what a file of Keras is. */
export function* kerasHead(path: string): Reading<KerasHead> {
    const answer = yield* read(path, 0, headBytes);
    if (answer.kind !== 'bytes') {
        return 'other';
    }
    const text = String.fromCharCode(...answer.bytes);
    if (!text.startsWith('\x89HDF\r\n\x1a\n')) {
        return isKerasConfig(answer.bytes.subarray(0, kerasConfigBytes)) ? 'model' : 'other';
    }
    return text.includes('model_config\0') && text.includes('model_weights\0')
        ? 'whole'
        : text.includes('layer_names\0') || text.includes('keras_version\0')
          ? 'weights'
          : 'other';
}

/** What the heads are read with. */
export interface KerasHeadsOptions {
    readonly run: <T>(reading: Reading<T>, token: CancellationToken) => Promise<T>;
    readonly files: FileIndex;
    readonly foreground: Foreground;
}

/** The heads of the workspace's files whose names do not tell. */
export class KerasHeads {
    readonly #options: KerasHeadsOptions;
    readonly #heads = new Map<string, KerasHead>();

    constructor(options: KerasHeadsOptions) {
        this.#options = options;
    }

    /** What a file is; undefined where it was not looked at. */
    of(path: string): KerasHead | undefined {
        return this.#heads.get(path);
    }

    /** Looks at those that were not looked at yet, whenever nobody waits for anything else. */
    async readAll(token: CancellationToken): Promise<void> {
        const { run, files, foreground } = this.#options;
        const waiting = [...files.all('model', 'keras')].filter(
            ({ argument, byNameOnly }) => byNameOnly && !this.#heads.has(argument),
        );
        for (const { argument } of waiting) {
            await foreground.quiet();
            throwIfCancelled(token);
            this.#heads.set(argument, await run(kerasHead(argument), token));
        }
    }

    /** Forgets what may be another file now. */
    filesChanged(paths: readonly string[]): void {
        for (const argument of this.#heads.keys()) {
            if (paths.some((path) => touches(path, argument))) {
                this.#heads.delete(argument);
            }
        }
    }

    /** Forgets everything. */
    clear(): void {
        this.#heads.clear();
    }
}
