// A Python file as `python FILE` would run it: what it makes, calls and restores, and how it ends.

import { lookupFrom } from '../checkpoint/fileLookup.js';
import { textFunctions } from '../python/dynamicText.js';
import { evaluateProgram } from '../python/evaluate.js';
import type { ModuleText } from '../python/imports.js';
import { namesNotebook } from '../python/notebook.js';
import { notebookNames } from '../python/notebookNames.js';
import type { Libraries } from '../python/libraries.js';
import type { Module } from '../python/syntax/ast.js';
import { runnable, type ParsedModule } from '../python/syntax/parse.js';
import { builtinNames } from '../python/builtinFunctions.js';
import { Namespace, type Place, type Room, type Steps } from '../python/values.js';
import type { PathEnd } from '../python/paths.js';
import { readingOf, stepsOf } from '../python/readings.js';
import { decodeUtf8 } from '../util/utf8.js';
import { directoryName, joinPath } from '../util/path.js';
import { read, type Reading } from '../util/reading.js';
import { ckptmapModule } from './ckptmapModule.js';
import { diskModule } from './diskModule.js';
import { noComments, type ProgramComments } from './programComments.js';
import { ProgramFiles } from './programFiles.js';
import { ProgramRun } from './run.js';
import type { TraceContent } from './trace.js';

/** What is needed to evaluate a program. */
export interface ScriptInput {
    /** The absolute path of the file; with its text, since that may be open and not saved. */
    readonly path: string;
    readonly text: string;
    readonly module: Module;
    /** Where relative paths are looked up, in turn; imports in the file's own folder. */
    readonly folders: readonly string[];
    readonly libraries: Libraries;
    readonly parse: (text: string) => ParsedModule;
    readonly comments?: ProgramComments;
    /** Steps until the program is given up; and while nothing is made, loaded or restored. */
    readonly budget?: number;
    readonly patience?: number;
}

/** What a program does. */
export interface ScriptTrace extends TraceContent {
    /** Every way in which it ends; more than one where that depends on something unknown. */
    readonly ends: readonly PathEnd[];
    /** Where the program's own files stood when it raised what ends it. */
    readonly endedAt?: Place;
    readonly dependencies: readonly string[];
    /** The texts of the program, in which its places stand. */
    readonly files: ProgramFiles;
    readonly steps: number;
}

/**
 * Enough for a BERT of 24 layers, with its optimizer, twice over; and what may go by without that
 * anything is made, loaded or restored, before a loop is taken to lead nowhere.
 */
const defaultBudget = 4_000_000;
const defaultPatience = 1_000_000;

/** Longer files of a program are not read. */
const maxModuleBytes = 4 * 2 ** 20;

/** Runs a program. */
export function* evaluateScript(input: ScriptInput): Reading<ScriptTrace> {
    const { comments = noComments } = input;
    const files = new ProgramFiles(input.path, input.text);
    const run = new ProgramRun(input.folders, usesLegacyKeras(input.text), files, comments);
    const folder = directoryName(input.path);
    const natives = new Map([
        ['_ckptmap', ckptmapModule(run)],
        ['_disk', diskModule(run)],
    ]);
    const names = [
        ...builtinNames(),
        ...textFunctions(input.parse),
        ...(namesNotebook(input.path) ? notebookNames() : []),
    ];
    const builtins = new Namespace({ names: new Map(names) });
    const steps = evaluateProgram(
        {
            builtins,
            budget: input.budget ?? defaultBudget,
            patience: input.patience ?? defaultPatience,
            nativeModule: (name) => natives.get(name),
            *findModule(name: string, room: Room) {
                const own =
                    room === 'program' ? yield* programModule(run, input, folder, name) : undefined;
                return own ?? input.libraries.find(name);
            },
        },
        { file: input.path, module: input.module, isPackage: false, room: 'program' },
    );
    const { ends, machine } = yield* readingOf(steps);
    const [end] = ends;
    const endedAt = end?.kind === 'raise' ? machine.raisedAt.get(end.exception) : undefined;
    return {
        ...run.trace.content,
        ends,
        ...(endedAt && { endedAt }),
        dependencies: [...run.dependencies],
        files,
        steps: machine.stepsMade,
    };
}

/** Which Keras a program gets: 2 with TF_USE_LEGACY_KERAS or where it uses tf.compat.v1.layers. */
function usesLegacyKeras(text: string): boolean {
    return (
        text.includes('TF_USE_LEGACY_KERAS') ||
        /\b(?:tf|tf1|v1)\.layers\b|\bcompat\.v1 import .*\blayers\b/.test(text)
    );
}

/** A module of the program's own folder. */
function* programModule(
    run: ProgramRun,
    input: ScriptInput,
    folder: string,
    name: string,
): Steps<ModuleText | undefined> {
    const relative = name.split('.').join('/');
    for (const [file, isPackage] of [
        [`${relative}.py`, false],
        [`${relative}/__init__.py`, true],
    ] as const) {
        const path = joinPath(folder, file);
        run.dependencies.add(path);
        const lookup = lookupFrom(folder, run.dependencies);
        const found = yield* stepsOf(lookup.stat(path));
        if (found.kind !== 'file' || maxModuleBytes < found.size) {
            continue;
        }
        const answer = yield* stepsOf(read(path));
        if (answer.kind === 'bytes') {
            const text = decodeUtf8(answer.bytes);
            run.files.add(path, text);
            const module = runnable(input.parse(text));
            return { file: path, module, isPackage, room: 'program' };
        }
    }
    return undefined;
}
