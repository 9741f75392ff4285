// Opens what init_from_checkpoint is given as its first argument, as TensorFlow would, and says what
// TensorFlow would raise. It asks for files and never touches them; of values it
// reads one alone, the object graph.
// Defined in TensorFlow: c/checkpoint_reader.cc, python/training/py_checkpoint_reader.py.

import { isAbsolutePath, translatedPath } from '../util/path.js';
import type { Problem } from '../util/problem.js';
import type { Reading } from '../util/reading.js';
import type { CheckpointSource } from './checkpoint.js';
import { lookupFrom, type FileLookup } from './fileLookup.js';
import { matchingPaths } from './glob.js';
import { isLfsPointer, lfsAdvice } from './lfsPointer.js';
import { limits as defaultLimits, type Limits } from './limits.js';
import { meantInstead, notAPrefix, nothingFound } from './meantPath.js';
import { objectNames } from './objectNames.js';
import { readObjectGraph } from './readObjectGraph.js';
import { resolveArgument } from './resolveArgument.js';
import { readSavedTensorSlices } from './savedTensorSlices.js';
import { findShards } from './shards.js';
import { corrupt } from './findings.js';
import { readTensorBundle, type IndexFile } from './tensorBundle.js';

/** What a source holds besides the argument and the paths that were asked for. */
type Opened = Pick<CheckpointSource, 'checkpoint' | 'error' | 'problems' | 'shards' | 'objects'> & {
    readonly prefix: string | undefined;
    readonly remote?: boolean;
};

/**
 * Opens a checkpoint argument. A relative one is looked up in each folder in turn; the first in
 * which anything is found counts, and TensorFlow is taken to run there. Nothing is ever thrown.
 */
export function* openCheckpoint(
    argument: string,
    folders: readonly string[],
    limits: Limits = defaultLimits,
): Reading<CheckpointSource> {
    const dependencies = new Set<string>();
    // TensorFlow's C interface ends a path at its first NUL.
    const file = argument.split('\0', 1)[0] ?? '';
    const lookup = yield* chooseFolder(file, folders, dependencies);
    const opened = isRemote(file) ? remote(file) : yield* openIn(lookup, file, limits);
    const { prefix } = opened;
    return {
        argument,
        folder: lookup.folder,
        prefix,
        path: prefix === undefined || isRemote(prefix) ? undefined : lookup.absolute(prefix),
        checkpoint: opened.checkpoint,
        error: opened.error,
        remote: opened.remote ?? false,
        shards: opened.shards,
        ...(opened.objects === undefined ? {} : { objects: opened.objects }),
        problems: opened.problems,
        dependencies: [...dependencies],
    };
}

/** Whether a path names a file system of TensorFlow's that is not the machine's own. */
export function isRemote(path: string): boolean {
    return /^[A-Za-z][0-9A-Za-z.+-]*:\/\//.test(path) && !path.startsWith('file://');
}

function* chooseFolder(
    argument: string,
    folders: readonly string[],
    dependencies: Set<string>,
): Reading<FileLookup> {
    const first = lookupFrom(folders[0] ?? '/', dependencies);
    const isFixed = isRemote(argument) || argument.startsWith('file://');
    if (isFixed || isAbsolutePath(argument, first.folder) || folders.length < 2) {
        return first;
    }
    for (const folder of folders) {
        const lookup = lookupFrom(folder, dependencies);
        const isThere =
            (yield* lookup.isDirectory(argument)) ||
            (yield* matchingPaths(lookup, `${argument}.index`)).length !== 0 ||
            (yield* matchingPaths(lookup, argument)).length !== 0;
        if (isThere) {
            return lookup;
        }
    }
    return first;
}

function remote(argument: string): Opened {
    const problem: Problem = {
        code: 'checkpoint.remote',
        message:
            `'${argument}' is not on this machine and is not read; copy the small file ` +
            `'${argument}.index' beside the map and name its prefix to get the checks`,
    };
    return {
        prefix: argument,
        checkpoint: undefined,
        error: null,
        remote: true,
        shards: [],
        problems: [problem],
    };
}

function* openIn(lookup: FileLookup, argument: string, limits: Limits): Reading<Opened> {
    const resolved = yield* resolveArgument(lookup, argument);
    if (resolved.prefix === undefined) {
        const { error, problem } = resolved;
        return { prefix: undefined, checkpoint: undefined, error, shards: [], problems: [problem] };
    }
    const { prefix } = resolved;
    return (yield* matchingPaths(lookup, `${prefix}.index`)).length === 0
        ? yield* openV1(lookup, prefix, limits)
        : yield* openV2(lookup, prefix, limits);
}

function* openV2(lookup: FileLookup, prefix: string, limits: Limits): Reading<Opened> {
    const file = yield* readIndexFile(lookup, `${prefix}.index`, limits);
    if ('problem' in file) {
        const { problem } = file;
        const error = problem.error ?? null;
        return { prefix, checkpoint: undefined, error, shards: [], problems: [problem] };
    }
    const { checkpoint, error, problems, shardNeeds } = yield* readTensorBundle(file, limits);
    if (checkpoint === undefined) {
        return { prefix, checkpoint, error, shards: [], problems: asPointer(file, problems) };
    }
    const found = yield* findShards(lookup, prefix, shardNeeds, checkpoint.shardCount);
    const { shards } = found;
    const opened = { prefix, checkpoint, error, shards };
    if (!checkpoint.objectBased) {
        return { ...opened, problems: [...problems, ...found.problems] };
    }
    const { graph, problems: ofGraph } = yield* readObjectGraph(lookup, checkpoint, shards, limits);
    return {
        ...opened,
        objects: objectNames(checkpoint, graph),
        problems: [...problems, ...found.problems, ...ofGraph],
    };
}

function* openV1(lookup: FileLookup, pattern: string, limits: Limits): Reading<Opened> {
    const names = yield* matchingPaths(lookup, pattern);
    if (names.length === 0) {
        const problem = yield* nothingFound(lookup, pattern);
        const error = problem.error ?? null;
        return { prefix: pattern, checkpoint: undefined, error, shards: [], problems: [problem] };
    }
    const { checkpoint, error, problems, isGitLfs } = yield* readSavedTensorSlices(
        lookup,
        names,
        limits,
    );
    const isEmpty = !isGitLfs && (checkpoint?.tensorCount ?? 0) === 0;
    const meant = isEmpty ? yield* meantInstead(lookup, pattern) : undefined;
    return {
        prefix: pattern,
        checkpoint,
        error,
        shards: [],
        problems: meant === undefined ? problems : [notAPrefix(lookup, pattern, meant, error)],
    };
}

function* readIndexFile(
    lookup: FileLookup,
    name: string,
    limits: Limits,
): Reading<IndexFile | { readonly problem: Problem }> {
    const path = lookup.absolute(name);
    const found = yield* lookup.stat(name);
    switch (found.kind) {
        case 'missing':
            return { problem: literalMissing(name, path) };
        case 'directory': {
            const error = { type: 'OpError', message: `${translatedPath(name)}; Is a directory` };
            return {
                problem: corrupt(
                    path,
                    `'${name}' should be the index file and is a directory`,
                    error,
                ),
            };
        }
        case 'other':
            return {
                problem: corrupt(
                    path,
                    `'${name}' should be the index file and is not read: ${found.reason}`,
                ),
            };
        case 'file':
            break;
    }
    if (limits.fileBytes < found.size) {
        const message = `The index has ${found.size} bytes, more than the ${limits.fileBytes} which are read`;
        return { problem: corrupt(path, message) };
    }
    const answer = yield* lookup.read(name, 0, found.size);
    switch (answer.kind) {
        case 'bytes':
            return { bytes: answer.bytes, name, path };
        case 'missing':
            return { problem: literalMissing(name, path) };
        case 'unreadable': {
            const error = { type: 'OpError', message: `${translatedPath(name)}; ${answer.reason}` };
            return { problem: corrupt(path, `'${name}' cannot be read: ${answer.reason}`, error) };
        }
    }
}

// The pattern matched, but TensorFlow then opens it as it is written.
function literalMissing(name: string, path: string): Problem {
    return {
        code: 'checkpoint.not-found',
        message: `TensorFlow opens '${name}' as it is written, and there is no such file; write a prefix without wildcards`,
        path,
        error: { type: 'OpError', message: `${translatedPath(name)}; No such file or directory` },
    };
}

function asPointer(file: IndexFile, problems: readonly Problem[]): readonly Problem[] {
    return isLfsPointer(file.bytes)
        ? problems.map((problem) => ({
              ...problem,
              code: 'checkpoint.lfs-pointer' as const,
              message: lfsAdvice,
          }))
        : problems;
}
