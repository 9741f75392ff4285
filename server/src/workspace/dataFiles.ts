// Which files may be checkpoints or models, by their names alone. What a file really is, its reader
// says: a name such as `model.ckpt` is V1's, if its footer confirms it.

import { basename, dirname, join } from 'node:path';
import { isMapFileName } from './documents.js';
import { isTemporary } from './settling.js';

/** What a file may be. */
export type DataFile =
    /** A checkpoint; `argument` is what a map would say, as an absolute path. */
    | { readonly kind: 'checkpoint'; readonly argument: string }
    /** A `checkpoint` file: its folder names the latest checkpoint. */
    | { readonly kind: 'state'; readonly argument: string }
    | { readonly kind: 'model'; readonly argument: string };

/** What to watch, beside maps: the names that `dataFile` knows, and shards. */
export const watchedGlobs = [
    '**/*.index',
    '**/checkpoint',
    '**/*.meta',
    '**/*.variables.json',
    '**/*.data-*',
    '**/*.ckpt*',
] as const;

/** What a file may be, by its name; undefined for all others. */
export function dataFile(path: string): DataFile | undefined {
    const name = basename(path);
    if (isTemporary(path) || isMapFileName(name)) {
        return undefined;
    }
    if (name === 'checkpoint') {
        return { kind: 'state', argument: dirname(path) };
    }
    if (name.endsWith('.index')) {
        return { kind: 'checkpoint', argument: path.slice(0, -'.index'.length) };
    }
    if (name.endsWith('.meta') || name.endsWith('.variables.json')) {
        return { kind: 'model', argument: path };
    }
    if (/\.data-\d{5}-of-\d{5}$/.test(name) || !name.includes('.ckpt')) {
        return undefined;
    }
    // A shard of V1 stands for all of its shards.
    const pattern = name.replace(/-\d{5}-of-(\d{5})$/, '-?????-of-$1');
    return { kind: 'checkpoint', argument: join(dirname(path), pattern) };
}
