// The folder in which a training job keeps its checkpoints: which there are by their names, which
// one is the latest, and what the `checkpoint` file says beyond that. For people to look at; what
// init_from_checkpoint makes of a folder is said by resolveArgument.ts.
// Defined in TensorFlow: python/checkpoint/checkpoint_management.py.

import { absolutePath, baseName, directoryName, joinPath } from '../util/path.js';
import { list, read, stat, type Reading } from '../util/reading.js';
import { decodeUtf8, utf8Error } from '../util/utf8.js';
import type { CheckpointSource } from './checkpoint.js';
import { compareNewestFirst, prefixesAmong } from './checkpointNames.js';
import { parseCheckpointState, type CheckpointState } from './checkpointState.js';
import { stateFileName } from './resolveArgument.js';

/** The checkpoints of a folder. */
export interface CheckpointFolder {
    /** The absolute path of the folder. */
    readonly path: string;
    /** The names of the checkpoints which lie there, such as `model.ckpt-1000`, the newest first. */
    readonly names: readonly string[];
    /** The one which the `checkpoint` file names as the latest, if it lies there. */
    readonly latest: string | undefined;
    /** When that was saved, in seconds since 1970, where the file says it. */
    readonly savedAt: number | undefined;
    /** Those which the file lists and which are not there, as it writes them. */
    readonly gone: readonly string[];
}

/** State files have a line a checkpoint; this is far above that. */
const maxStateBytes = 16 * 2 ** 20;

/** The folder of the checkpoint that was found at an argument; undefined where there is none. */
export function* folderOfSource(source: CheckpointSource): Reading<CheckpointFolder | undefined> {
    const { argument, folder, path, remote } = source;
    if (remote || argument === '') {
        return undefined;
    }
    // Of a folder whose `checkpoint` file leads elsewhere, the folder itself is meant.
    const named = absolutePath(folder, argument);
    const isFolder = (yield* stat(named)).kind === 'directory';
    return isFolder || path !== undefined
        ? yield* readCheckpointFolder(isFolder ? named : directoryName(path ?? named))
        : undefined;
}

/** Reads the names in a folder, and its `checkpoint` file. */
export function* readCheckpointFolder(path: string): Reading<CheckpointFolder> {
    const entries = yield* list(path);
    const state = entries.includes(stateFileName)
        ? yield* readState(joinPath(path, stateFileName))
        : undefined;
    const here = new Set(entries);
    // A file of V1 has no ending that tells, so only one that the state lists is known to be one.
    const isHere = (prefix: string): boolean =>
        directoryName(prefix) === path &&
        (here.has(`${baseName(prefix)}.index`) || here.has(baseName(prefix)));
    const listed = (state?.all ?? []).map((each) => absolutePath(path, each));
    const names = new Set([
        ...prefixesAmong(entries),
        ...listed.filter(isHere).map((each) => baseName(each)),
    ]);
    const latest = state === undefined ? undefined : absolutePath(path, state.latest);
    const isLatestHere = latest !== undefined && state?.latest !== '' && isHere(latest);
    return {
        path,
        names: [...names].sort(compareNewestFirst),
        latest: isLatestHere ? baseName(latest) : undefined,
        savedAt: isLatestHere ? timeOf(state, state?.latest) : undefined,
        gone: (state?.all ?? []).filter((_, index) => !isHere(listed[index] ?? '')),
    };
}

type ParsedState = Exclude<CheckpointState, { readonly problem: string }>;

function* readState(path: string): Reading<ParsedState | undefined> {
    const answer = yield* read(path, 0, maxStateBytes);
    if (answer.kind !== 'bytes' || utf8Error(answer.bytes) !== undefined) {
        return undefined;
    }
    const state = parseCheckpointState(decodeUtf8(answer.bytes));
    return 'problem' in state ? undefined : state;
}

function timeOf(state: ParsedState | undefined, latest: string | undefined): number | undefined {
    const { all = [], times = [] } = state ?? {};
    const time = times.length === all.length ? times[all.lastIndexOf(latest ?? '')] : undefined;
    return Number.isFinite(time) ? time : undefined;
}
