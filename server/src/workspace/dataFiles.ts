// What a file of the workspace may stand for, by its name alone, in the words of a map: the
// argument that would open it. What a file really is, its reader says.

import { basename, dirname } from 'node:path';
import { formatByName } from '../model/modelFormats.js';
import { isMapFileName } from './mapFileName.js';
import { isTemporary } from './settling.js';

/** What a file may stand for. `argument` is what a map would say, as an absolute path. */
export interface DataFile {
    /**
     * `state`: a folder whose `checkpoint` file names the latest checkpoint. `keras`: a file of Keras
     * with weights, which may be the model, too, and which init_from_checkpoint cannot read.
     */
    readonly kind: 'checkpoint' | 'state' | 'keras' | 'model';
    readonly argument: string;
    /**
     * Whether only the name hints at it: any file may be called `x.ckpt`, as V1 is, an `.h5` file may
     * hold anything, and so may `config.json`.
     */
    readonly byNameOnly: boolean;
}

/** What to watch: the names that `dataFile` knows, the shards of V2, and maps. */
export const watchedGlobs = [
    '**/*.index',
    '**/checkpoint',
    '**/*.meta',
    '**/*.variables.json',
    '**/*.pb',
    '**/*.pbtxt',
    '**/*.data-*',
    '**/*.ckpt*',
    '**/*.h5',
    '**/*.hdf5',
    '**/*.keras',
    '**/config.json',
    '**/assignment_map.*',
] as const;

/** A shard of V2: `.data-00000-of-00001`. */
const shardOfV2 = /\.data-\d{5}-of-\d{5}$/;

/** Whether a file is a shard of V2, by its name: no path of a map names one. */
export function isShard(name: string): boolean {
    return shardOfV2.test(name);
}

/** What a file may stand for, by its name; undefined for maps and all other files. */
export function dataFile(path: string): DataFile | undefined {
    const name = basename(path);
    if (isTemporary(path) || isMapFileName(name)) {
        return undefined;
    }
    if (name === 'checkpoint') {
        return { kind: 'state', argument: dirname(path), byNameOnly: false };
    }
    if (name.endsWith('.index')) {
        const argument = path.slice(0, -'.index'.length);
        return { kind: 'checkpoint', argument, byNameOnly: false };
    }
    if (/\.(?:keras|h5|hdf5)$/.test(name)) {
        return {
            kind: 'keras',
            argument: path,
            byNameOnly: !/\.(?:keras|weights\.h5)$/.test(name),
        };
    }
    if (name === 'config.json') {
        return { kind: 'model', argument: path, byNameOnly: true };
    }
    if (formatByName(path) !== undefined) {
        return { kind: 'model', argument: path, byNameOnly: false };
    }
    if (!name.includes('.ckpt') || shardOfV2.test(name)) {
        return undefined;
    }
    // A shard of V1 stands for all of its shards: `model.ckpt-?????-of-00002`.
    const argument = path.replace(/-\d{5}(-of-\d{5})$/, '-?????$1');
    return { kind: 'checkpoint', argument, byNameOnly: true };
}
