// Waits until files settle. A training job writes shards, then the index, then `checkpoint`, each
// under another name first; what is read in between is torn or incomplete. So changes are held back
// until nothing has happened to a checkpoint for a while, one clock for each prefix.

import { dirname } from 'node:path';
import type { FileChange } from './workspace.js';

/** When held-back changes are let go, in milliseconds. */
export interface SettleTimes {
    /** After so much silence. */
    readonly quiet: number;
    /** After so much time in any case: some jobs never rest. */
    readonly most: number;
}

interface Group {
    readonly changes: FileChange[];
    readonly since: number;
    timer: ReturnType<typeof setTimeout>;
}

/**
 * What TensorFlow writes under another name and renames a moment later. In the folder of a prefix
 * (`ckpt-5_temp`, before 2.0 with 32 digits behind it) only the shards are: people have folders whose
 * names end so, too. An exporter's folder is `temp-` and a time in seconds.
 * Defined in TensorFlow: python/training/saver.py, core/util/tensor_bundle, python/lib/io/file_io.py,
 * python/saved_model/model_utils/export_utils.py.
 */
const temporary = new RegExp(
    [
        String.raw`_temp(?:_[0-9a-f]{32})?[\/]part-\d{5}-of-\d{5}\.(?:index|data-)`,
        String.raw`\.tempstate\d*$`,
        String.raw`\.tmp[0-9a-f]{32}$`,
        String.raw`[\/]temp-\d{9,}[\/](?:saved_model\.pb|variables[\/])`,
    ].join('|'),
);

/** Whether a path is one of TensorFlow's own temporary files, which nobody should look at. */
export function isTemporary(path: string): boolean {
    return temporary.test(path);
}

/** The prefix to which a file belongs; files that belong to none have their folder's clock. */
export function prefixOf(path: string): string {
    const prefix = path.replace(/\.(index|meta|data-\d{5}-of-\d{5})$/, '');
    return prefix === path ? dirname(path) : prefix;
}

/** Holds changes back until their prefix settles. */
export class Settling {
    readonly #groups = new Map<string, Group>();
    readonly #times: SettleTimes;
    readonly #release: (changes: readonly FileChange[]) => void;

    constructor(times: SettleTimes, release: (changes: readonly FileChange[]) => void) {
        this.#times = times;
        this.#release = release;
    }

    /** Takes changes in; they come out once their prefix has settled. */
    add(changes: readonly FileChange[]): void {
        const now = performance.now();
        for (const change of changes) {
            if (isTemporary(change.path)) {
                continue;
            }
            const prefix = prefixOf(change.path);
            const group = this.#groups.get(prefix);
            const since = group?.since ?? now;
            if (group !== undefined) {
                clearTimeout(group.timer);
            }
            const wait = Math.max(0, Math.min(this.#times.quiet, since + this.#times.most - now));
            const held = group?.changes ?? [];
            held.push(change);
            this.#groups.set(prefix, {
                changes: held,
                since,
                timer: setTimeout(() => {
                    this.#letGo(prefix);
                }, wait),
            });
        }
    }

    /** Stops all clocks; what is held back is forgotten. */
    dispose(): void {
        for (const { timer } of this.#groups.values()) {
            clearTimeout(timer);
        }
        this.#groups.clear();
    }

    #letGo(prefix: string): void {
        const group = this.#groups.get(prefix);
        this.#groups.delete(prefix);
        if (group !== undefined) {
            this.#release(group.changes);
        }
    }
}
