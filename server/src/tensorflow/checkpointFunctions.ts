// What the model of TensorFlow asks of the disk: what a checkpoint holds, and what the program itself
// has written in the meantime, which hides what is on disk. Which one a folder names is in
// checkpointStates.ts.

import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import { lookupFrom } from '../checkpoint/fileLookup.js';
import { matchingPaths } from '../checkpoint/glob.js';
import type { GraphNode } from '../checkpoint/trackableGraph.js';
import { savedModelPrefix } from '../checkpoint/resolveArgument.js';
import type { Maybe } from '../python/contents.js';
import { native } from '../python/native.js';
import { stepsOf } from '../python/readings.js';
import { bool, none, type NativeFunction, type Steps, type Value } from '../python/values.js';
import { joinPath } from '../util/path.js';
import { checkpointStateFunctions, latestWritten } from './checkpointStates.js';
import { Fixed, patternOf, textOf, valueOf, type Data } from './pythonData.js';
import type { ProgramRun } from './run.js';

/** The functions, for one evaluation. */
export function checkpointFunctions(run: ProgramRun): readonly NativeFunction[] {
    return [
        native('checkpoint', 'path, api=', function* (evaluation, path = none, api = none) {
            const text = textOf(path);
            const toRestore = textOf(api);
            const written = text === undefined ? undefined : writtenTo(run, text, toRestore);
            if (written !== undefined) {
                return written.kind === 'maybe' || written.kind === 'unknown'
                    ? evaluation.unknown('a checkpoint that the program may write itself')
                    : written;
            }
            if (text === undefined) {
                return evaluation.unknown('which checkpoint is read is not known');
            }
            if (toRestore !== undefined) {
                return yield* openedToRestore(run, text, toRestore);
            }
            const opened = yield* run.open(text);
            if (opened.error?.type !== 'NotFoundError') {
                return valueOf(description(opened));
            }
            switch (writesInto(run, text)) {
                case 'surely':
                    return valueOf(failure(text, 'ValueError', noStateText(text)));
                case 'perhaps':
                    return evaluation.unknown('a folder that the program may make itself');
                case 'no':
                    return valueOf(description(opened));
            }
        }),
        native(
            'write_checkpoint',
            'prefix, description',
            function* (evaluation, prefix, given = none) {
                const { text, known } = patternOf(prefix);
                evaluation.state.touch(run.written);
                if (known) {
                    run.written.content.names.set(run.writtenKey(text), given);
                } else {
                    const hidden = evaluation.unknown('the program writes a checkpoint somewhere');
                    run.writeSomewhere(text, hidden);
                }
                return none;
            },
        ),
        ...checkpointStateFunctions(run),
        native('checkpoint_exists', 'prefix', function* (evaluation, prefix) {
            const text = textOf(prefix);
            if (text === undefined) {
                return evaluation.unknown('which checkpoint is looked for is not known', 'bool');
            }
            const written = run.writtenAt(text);
            if (written === undefined) {
                return bool(yield* exists(run, text));
            }
            return written.kind === 'dict'
                ? bool(written.content.entries.get('s:error')?.value.kind === 'none')
                : evaluation.unknown('a checkpoint that the program may write itself', 'bool');
        }),
    ];
}

/** What the program itself has written to where `restore` or `read` looks, or another reader. */
function writtenTo(
    run: ProgramRun,
    path: string,
    api: string | undefined,
): Value | Maybe | undefined {
    const own = run.writtenAt(path);
    if (own !== undefined) {
        return own;
    }
    if (api === undefined) {
        const latest = latestWritten(run, path);
        return latest === undefined ? undefined : run.writtenAt(latest);
    }
    const inner = api === 'restore' ? run.writtenAt(inSavedModel(path)) : undefined;
    if (inner !== undefined) {
        return inner;
    }
    const made = writesInto(run, path);
    const failing = made === 'no' ? undefined : valueOf(folderError(path));
    return made === 'perhaps' && failing !== undefined
        ? { kind: 'maybe', value: failing }
        : failing;
}

/** Whether a path is a folder because the program has written into it. */
function writesInto(run: ProgramRun, path: string): 'surely' | 'perhaps' | 'no' {
    const folder = `${run.writtenKey(path)}/`;
    const written = [...run.written.content.names].filter(([name]) => name.startsWith(folder));
    if (written.length === 0) {
        return 'no';
    }
    return written.some(([, { kind }]) => kind !== 'maybe') ? 'surely' : 'perhaps';
}

function noStateText(folder: string): string {
    return `Couldn't find 'checkpoint' file or checkpoints in given directory ${folder}`;
}

function inSavedModel(path: string): string {
    return joinPath(path, savedModelPrefix);
}

/**
 * What Checkpoint.restore or read opens: a folder is no checkpoint to them, but `restore` finds the
 * variables in that of a SavedModel (python/checkpoint/checkpoint.py).
 */
function* openedToRestore(run: ProgramRun, path: string, api: string): Steps<Value> {
    for (const folder of run.folders) {
        const lookup = lookupFrom(folder, run.dependencies);
        if (yield* stepsOf(lookup.isDirectory(path))) {
            for (const name of ['saved_model.pb', 'saved_model.pbtxt']) {
                const isModel = yield* stepsOf(lookup.exists(joinPath(path, name)));
                if (api === 'restore' && isModel) {
                    return valueOf(description(yield* run.open(inSavedModel(path))));
                }
            }
            return valueOf(folderError(path));
        }
    }
    return valueOf(description(yield* run.open(path)));
}

function folderError(path: string): Data {
    const message =
        `Unable to open table file ${path}: FAILED_PRECONDITION: ${path}; Is a directory: perhaps ` +
        'your file is in a different file format and you need to use a different restore operator?';
    return failure(path, 'DataLossError', message);
}

/** A checkpoint that cannot be opened. */
function failure(path: string, type: string, message: string): Data {
    return {
        error: new Fixed([type, message]),
        prefix: path,
        format: null,
        tensors: [],
        nodes: null,
    };
}

/** What a checkpoint holds, as the functions' page says. */
function description(source: CheckpointSource): Data {
    const { checkpoint, error, prefix, objects } = source;
    const tensors: Data[] = [];
    for (let index = 0; index < (checkpoint?.tensorCount ?? 0); index += 1) {
        const tensor = checkpoint?.tensor(index);
        if (tensor !== undefined) {
            tensors.push(new Fixed([tensor.name, [...tensor.shape], tensor.dtype]));
        }
    }
    return {
        error: error === null ? null : new Fixed([error.type, error.message]),
        prefix: prefix ?? null,
        format: checkpoint?.format ?? null,
        tensors,
        nodes: objects?.graph?.nodes.map(nodeData) ?? null,
    };
}

function nodeData({ children, attributes, slots }: GraphNode): Data {
    return {
        children: children.map(({ name, node }) => new Fixed([name, node])),
        attributes: attributes.map(({ name, fullName, key }) => new Fixed([name, fullName, key])),
        slots: slots.map(({ original, name, node }) => new Fixed([original, name, node])),
    };
}

function* exists(run: ProgramRun, prefix: string): Steps<boolean> {
    for (const folder of run.folders) {
        const lookup = lookupFrom(folder, run.dependencies);
        for (const pattern of [`${prefix}.index`, prefix, `${prefix}-?????-of-?????`]) {
            const found = yield* stepsOf(matchingPaths(lookup, pattern));
            if (found.length !== 0) {
                return true;
            }
        }
    }
    return false;
}
