// The `checkpoint` files of folders, which name the latest one, as the model of TensorFlow asks for
// them: on disk, or as the program itself has written them; and prefixes that are taken for folders.

import { parseCheckpointState } from '../checkpoint/checkpointState.js';
import { lookupFrom } from '../checkpoint/fileLookup.js';
import { isPattern, matchingPaths } from '../checkpoint/glob.js';
import { stateFileName, statePath } from '../checkpoint/resolveArgument.js';
import { native } from '../python/native.js';
import { stepsOf } from '../python/readings.js';
import { list, none, type NativeFunction, type Steps, type Value } from '../python/values.js';
import { baseName, directoryName, joinPath } from '../util/path.js';
import { decodeUtf8 } from '../util/utf8.js';
import { record } from './ckptmapModule.js';
import { textOf, valueOf } from './pythonData.js';
import type { ProgramRun } from './run.js';
import type { TracedLatest } from './trace.js';

/** State files have a line a checkpoint. */
const maxStateBytes = 2 ** 24;

/** The functions, for one evaluation. */
export function checkpointStateFunctions(run: ProgramRun): readonly NativeFunction[] {
    return [
        native(
            'checkpoint_state',
            'directory, latest_filename=',
            function* (evaluation, directory, file) {
                const folder = textOf(directory);
                if (
                    folder === undefined ||
                    run.states.content.rest !== undefined ||
                    (file !== undefined && file.kind !== 'none' && file.kind !== 'str')
                ) {
                    return evaluation.unknown('which folder is looked in is not known');
                }
                const name = textOf(file) ?? stateFileName;
                const written = run.states.content.names.get(stateKey(run, folder, name));
                if (written !== undefined) {
                    return written.kind === 'maybe'
                        ? evaluation.unknown('a checkpoint file that the program may write itself')
                        : seenFrom(folder, written);
                }
                return yield* stateOf(run, folder, name);
            },
        ),
        native(
            'write_checkpoint_state',
            'directory, latest, all',
            function* (evaluation, directory, latest = none, all = none) {
                const folder = textOf(directory);
                evaluation.state.touch(run.states);
                if (folder === undefined) {
                    const rest = evaluation.unknown(
                        'the program writes a checkpoint file somewhere',
                    );
                    run.states.content = { ...run.states.content, rest };
                    return none;
                }
                const state = stateValue(folder, latest, all);
                run.states.content.names.set(stateKey(run, folder, stateFileName), state);
                return none;
            },
        ),
        native('latest_of_prefix', 'prefix', function* (evaluation, prefix) {
            const event = yield* latestOfPrefix(run, textOf(prefix) ?? '');
            if (event !== undefined) {
                record(evaluation, run, { ...event, place: evaluation.place() });
            }
            return none;
        }),
    ];
}

/** Under which name it is kept what the program writes to a `checkpoint` file. */
function stateKey(run: ProgramRun, folder: string, name: string): string {
    return run.writtenKey(joinPath(folder === '' ? '.' : folder, name));
}

/** What the program has written to the `checkpoint` file of a folder, by which it called that. */
function stateValue(folder: string, latest: Value, all: Value): Value {
    const state = valueOf({
        folder,
        model_checkpoint_path: null,
        all_model_checkpoint_paths: null,
    });
    for (const [name, value] of [
        ['model_checkpoint_path', latest],
        ['all_model_checkpoint_paths', all],
    ] as const) {
        if (state.kind === 'dict') {
            state.content.entries.set(`s:${name}`, { key: valueOf(name), value });
        }
    }
    return state;
}

/** The checkpoint that a folder names as its latest, where the program has written that. */
export function latestWritten(run: ProgramRun, folder: string): string | undefined {
    const written = run.states.content.names.get(stateKey(run, folder, stateFileName));
    const state = written?.kind === 'dict' ? seenFrom(folder, written) : undefined;
    const entries = state?.kind === 'dict' ? state.content.entries : undefined;
    return textOf(entries?.get('s:model_checkpoint_path')?.value);
}

/** Such a file read by another name of its folder: it holds paths that are relative to that. */
function seenFrom(folder: string, written: Value): Value {
    const content = written.kind === 'dict' ? written.content.entries : undefined;
    const own = textOf(content?.get('s:folder')?.value);
    if (content === undefined || own === undefined || own === folder) {
        return written;
    }
    const head = own === '' ? '' : joinPath(own, 'x').slice(0, -1);
    const moved = (value: Value): Value => {
        const path = textOf(value);
        return path?.startsWith(head) === true && !path.startsWith('/')
            ? valueOf(joinPath(folder, path.slice(head.length)))
            : value;
    };
    const all = content.get('s:all_model_checkpoint_paths')?.value ?? none;
    return stateValue(
        folder,
        moved(content.get('s:model_checkpoint_path')?.value ?? none),
        all.kind === 'list' && all.content.rest === undefined
            ? list(all.content.items.map(moved))
            : all,
    );
}

/** What there is of checkpoints by a prefix that was taken for a folder. */
function* latestOfPrefix(
    run: ProgramRun,
    prefix: string,
): Steps<Omit<TracedLatest, 'place'> | undefined> {
    const saved = yield* newestOfPrefix(run, prefix);
    if (prefix === '' || saved === undefined) {
        return undefined;
    }
    const folder = directoryName(prefix);
    const written = run.states.content.names.get(stateKey(run, folder, stateFileName));
    const state =
        written === undefined || written.kind === 'maybe'
            ? yield* stateOf(run, folder, stateFileName)
            : seenFrom(folder, written);
    const entries = state.kind === 'dict' ? state.content.entries : undefined;
    const latest = textOf(entries?.get('s:model_checkpoint_path')?.value);
    return { event: 'latest-of-prefix', prefix, saved, isLatest: latest === saved };
}

function* newestOfPrefix(run: ProgramRun, prefix: string): Steps<string | undefined> {
    const numbers: number[] = [];
    const own = `${run.writtenKey(prefix)}-`;
    for (const name of run.written.content.names.keys()) {
        if (name.startsWith(own)) {
            numbers.push(Number(name.slice(own.length)));
        }
    }
    const head = `${baseName(prefix)}-`;
    for (const folder of isPattern(prefix) ? [] : run.folders) {
        const lookup = lookupFrom(folder, run.dependencies);
        for (const path of yield* stepsOf(matchingPaths(lookup, `${prefix}-*.index`))) {
            numbers.push(Number(baseName(path).slice(head.length, -'.index'.length)));
        }
    }
    const known = numbers.filter((number) => Number.isSafeInteger(number));
    return known.length === 0 ? undefined : `${prefix}-${Math.max(...known)}`;
}

function* stateOf(run: ProgramRun, directory: string, name: string): Steps<Value> {
    const folder = yield* folderOf(run, joinPath(directory, name));
    const lookup = lookupFrom(folder, run.dependencies);
    const answer = yield* stepsOf(lookup.read(joinPath(directory, name), 0, maxStateBytes));
    if (answer.kind !== 'bytes') {
        return none;
    }
    const state = parseCheckpointState(decodeUtf8(answer.bytes));
    if ('problem' in state) {
        return none;
    }
    return valueOf({
        model_checkpoint_path: statePath(directory, state.latest, folder),
        all_model_checkpoint_paths: state.all.map((path) => statePath(directory, path, folder)),
    });
}

/** The folder in which a relative path is found, as TensorFlow would run there; else the first. */
function* folderOf(run: ProgramRun, path: string): Steps<string> {
    for (const folder of run.folders) {
        const lookup = lookupFrom(folder, run.dependencies);
        if (yield* stepsOf(lookup.exists(path))) {
            return folder;
        }
    }
    return run.folders[0] ?? '/';
}
