// From the argument of init_from_checkpoint to the path that it means: a directory stands for the
// checkpoint which its state file names, everything else for itself.
// Defined in TensorFlow: python/training/checkpoint_utils.py (_get_checkpoint_filename),
// python/checkpoint/checkpoint_management.py (latest_checkpoint).

import { baseName, isAbsolutePath, joinPath } from '../util/path.js';
import type { Problem, TensorFlowError } from '../util/problem.js';
import type { Reading } from '../util/reading.js';
import { decodeUtf8, utf8Error } from '../util/utf8.js';
import { compareNewestFirst, prefixesAmong } from './checkpointNames.js';
import { parseCheckpointState } from './checkpointState.js';
import type { FileLookup } from './fileLookup.js';
import { matchingPaths } from './glob.js';

/** The name of the file which says what is the latest checkpoint of a directory. */
export const stateFileName = 'checkpoint';

/** The checkpoint in the folder of a SavedModel, from there (python/saved_model/constants.py). */
export const savedModelPrefix = 'variables/variables';

/** State files have a line a checkpoint; this is far above that. */
const maxStateBytes = 16 * 2 ** 20;

/** What an argument means: a path that TensorFlow tries to open, or what it raises. */
export type ResolvedArgument =
    | { readonly prefix: string }
    | { readonly prefix: undefined; readonly error: TensorFlowError; readonly problem: Problem };

/** Resolves an argument in TensorFlow's folder. */
export function* resolveArgument(lookup: FileLookup, argument: string): Reading<ResolvedArgument> {
    return (yield* lookup.isDirectory(argument))
        ? yield* latestCheckpoint(lookup, argument)
        : { prefix: argument };
}

/** The path which a directory's state file names, relative to the same folder as the directory. */
export function statePath(directory: string, named: string, folder: string): string {
    return isAbsolutePath(named, folder) ? named : joinPath(directory, named);
}

function* latestCheckpoint(lookup: FileLookup, directory: string): Reading<ResolvedArgument> {
    const stateFile = joinPath(directory, stateFileName);
    const found = yield* lookup.stat(stateFile);
    if (found.kind === 'missing') {
        const inner = joinPath(directory, savedModelPrefix);
        if (yield* lookup.exists(`${inner}.index`)) {
            return savedModel(directory, lookup.absolute(directory), inner);
        }
        return yield* withoutState(lookup, directory);
    }
    const path = lookup.absolute(stateFile);
    const answer =
        found.kind === 'file' ? yield* lookup.read(stateFile, 0, maxStateBytes) : undefined;
    if (answer?.kind !== 'bytes') {
        return notFound(directory, path, `'${stateFile}' is not a file that can be read`);
    }
    const encoding = utf8Error(answer.bytes);
    if (encoding !== undefined) {
        return failed(path, `'${stateFile}' is not UTF-8`, {
            type: 'UnicodeDecodeError',
            message: encoding,
        });
    }
    const state = parseCheckpointState(decodeUtf8(answer.bytes));
    if ('problem' in state) {
        return notFound(
            directory,
            path,
            `TensorFlow ignores '${stateFile}', because ${state.problem}; mend it, or name the prefix`,
        );
    }
    if (state.latest === '') {
        return failed(
            path,
            `'${stateFile}' names no checkpoint (model_checkpoint_path is missing)`,
            {
                type: 'ValueError',
                message: `Invalid checkpoint state loaded from ${directory}`,
            },
        );
    }
    return yield* existing(lookup, directory, state.latest, path);
}

function* existing(
    lookup: FileLookup,
    directory: string,
    named: string,
    path: string,
): Reading<ResolvedArgument> {
    const prefix = statePath(directory, named, lookup.folder);
    const isV2 = (yield* matchingPaths(lookup, `${prefix}.index`)).length !== 0;
    if (isV2 || (yield* matchingPaths(lookup, prefix)).length !== 0) {
        return { prefix };
    }
    const here = joinPath(directory, baseName(named));
    const isHere = (yield* lookup.exists(`${here}.index`)) || (yield* lookup.exists(here));
    const where = isAbsolutePath(named, lookup.folder)
        ? 'by its absolute path on another machine or place'
        : '';
    const instead = isHere
        ? here
        : newestOf(directory, prefixesAmong(yield* lookup.list(directory)));
    const advice = isHere
        ? `; the directory does have '${baseName(named)}': write '${here}', or correct the file`
        : instead === undefined
          ? '; name a prefix that exists'
          : `; the directory has '${instead}'`;
    return notFound(
        directory,
        path,
        `'${joinPath(directory, stateFileName)}' names the checkpoint '${named}'${where === '' ? '' : ` ${where}`}, ` +
            `and there is no such checkpoint${advice}`,
        instead,
    );
}

/** A directory without a state file, which may hold checkpoints all the same. */
function* withoutState(lookup: FileLookup, directory: string): Reading<ResolvedArgument> {
    const names = yield* lookup.list(directory);
    const prefixes = prefixesAmong(names);
    const instead = newestOf(directory, prefixes);
    const keras = [...names].sort().find((name) => /\.(?:h5|hdf5|keras)$/.test(name));
    const advice =
        instead !== undefined
            ? `name the prefix of a checkpoint in it, such as '${instead}'`
            : keras !== undefined
              ? `it holds files of Keras, such as '${keras}', which init_from_checkpoint cannot read`
              : 'it holds no checkpoint; name the prefix of one';
    return notFound(
        directory,
        lookup.absolute(directory),
        `The directory '${directory}' has no file named 'checkpoint', which says what its latest ` +
            `checkpoint is; ${advice}`,
        instead,
    );
}

function newestOf(directory: string, prefixes: readonly string[]): string | undefined {
    const [newest] = [...prefixes].sort(compareNewestFirst);
    return newest === undefined ? undefined : joinPath(directory, newest);
}

function savedModel(directory: string, path: string, inner: string): ResolvedArgument {
    const resolved = notFound(
        directory,
        path,
        `'${directory}' is the folder of a SavedModel, and the argument is the prefix of a checkpoint: ` +
            `its variables are the checkpoint '${inner}'. Write that`,
        inner,
    );
    return { ...resolved, problem: { ...resolved.problem, code: 'checkpoint.not-a-prefix' } };
}

type Unresolved = Extract<ResolvedArgument, { readonly prefix: undefined }>;

function notFound(directory: string, path: string, message: string, instead?: string): Unresolved {
    const error = {
        type: 'ValueError',
        message: `Couldn't find 'checkpoint' file or checkpoints in given directory ${directory}`,
    };
    return failed(path, message, error, instead);
}

function failed(
    path: string,
    message: string,
    error: TensorFlowError,
    instead?: string,
): Unresolved {
    const problem: Problem = {
        code: 'checkpoint.not-found',
        message,
        path,
        error,
        ...(instead === undefined ? {} : { instead }),
    };
    return { prefix: undefined, error, problem };
}
