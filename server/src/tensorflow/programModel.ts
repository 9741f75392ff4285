// A Python file or notebook as the model of a map elsewhere: the variables that it makes when it is
// run. Where not all of them are known nothing is claimed of the model at all.

import { type Model, type ModelSource } from '../model/model.js';
import { notebookProgram } from '../python/notebook.js';
import type { PythonRuntime } from '../python/runtime.js';
import { absolutePath, directoryName } from '../util/path.js';
import type { Problem } from '../util/problem.js';
import { read, stat, type Reading } from '../util/reading.js';
import { decodeUtf8 } from '../util/utf8.js';
import { evaluateScript, type ScriptTrace } from './evaluateScript.js';
import { programComments } from './programComments.js';
import { isComplete } from './programListing.js';

/** Longer files are no program that somebody wrote, in bytes. */
const maxProgramBytes = 4 * 2 ** 20;

/** Whether a path names a program: a file of Python or a notebook. */
export function namesProgram(path: string): boolean {
    return /\.(?:py|ipynb)$/.test(path);
}

/** Reads the model that a program makes, in the first of the folders in which there is the file. */
export function* readProgramModel(
    argument: string,
    folders: readonly string[],
    python: PythonRuntime,
): Reading<ModelSource> {
    const paths = [...new Set(folders.map((folder) => absolutePath(folder, argument)))];
    for (const path of paths) {
        const found = yield* stat(path);
        if (found.kind !== 'file') {
            continue;
        }
        const answer = maxProgramBytes < found.size ? undefined : yield* read(path);
        return answer?.kind === 'bytes'
            ? yield* modelOf(argument, path, folders, decodeUtf8(answer.bytes), python, paths)
            : failed(argument, path, paths, `Model '${argument}' cannot be read as a program`);
    }
    const places = paths.map((path) => `'${directoryName(path)}'`).join(' and ');
    const message = `Model '${argument}' is not found; looked for a file in ${places}`;
    return {
        ...failed(argument, undefined, paths, message),
        problems: [{ code: 'model.not-found', message }],
    };
}

function* modelOf(
    argument: string,
    path: string,
    folders: readonly string[],
    written: string,
    python: PythonRuntime,
    looked: readonly string[],
): Reading<ModelSource> {
    const text = path.endsWith('.ipynb') ? notebookProgram(written)?.text : written;
    if (text === undefined) {
        const message = `Model '${argument}' is no notebook: it is not JSON with a list of cells`;
        return failed(argument, path, looked, message);
    }
    const parsed = python.parse(text);
    const [problem] = parsed.problems;
    if (problem !== undefined) {
        const message = `Model '${argument}' is no Python that can be run: ${problem.message}`;
        return failed(argument, path, looked, message);
    }
    const trace = yield* evaluateScript({
        path,
        text,
        module: parsed.module,
        comments: programComments(text, parsed),
        folders: [...new Set([directoryName(path), ...folders])],
        libraries: python.libraries,
        parse: (source) => python.parse(source).module,
    });
    const dependencies = [...new Set([...looked, ...trace.dependencies])];
    const model = completeModel(trace);
    if (model === undefined) {
        const why = whyOpen(trace);
        const message = `Not all variables that '${argument}' makes can be known without running it${why}; nothing is said of the model. A *.variables.json of it tells all (ckptmap dump-python)`;
        return failed(argument, path, dependencies, message, 'information');
    }
    if (model.variables.length === 0) {
        const message = `'${argument}' makes no variable when it is run; name the program that builds the model`;
        return failed(argument, path, dependencies, message);
    }
    return { argument, path, model, problems: [], dependencies };
}

/** The model, where the program's list of variables is complete. */
function completeModel(trace: ScriptTrace): Model | undefined {
    if (!isComplete(trace)) {
        return undefined;
    }
    const variables = trace.entries.flatMap(({ event }) => {
        if (event.event !== 'variable') {
            return [];
        }
        const { name, shape, dtype, kind, trainable, storeKey, partition } = event;
        return dtype === undefined || kind === undefined
            ? []
            : [
                  {
                      name,
                      shape,
                      dtype,
                      kind,
                      trainable,
                      storeKey,
                      ...(partition === undefined ? {} : { partition }),
                  },
              ];
    });
    return { certainty: 'source', variables };
}

/** What was not followed first, as the end of a sentence. */
function whyOpen({ ends, entries }: ScriptTrace): string {
    for (const end of ends) {
        if (end.kind === 'lost') {
            return ` (${end.lost.reason})`;
        }
    }
    const opened = entries.find(({ event }) => event.event === 'opened')?.event;
    return opened?.event === 'opened' ? ` (${opened.text})` : '';
}

function failed(
    argument: string,
    path: string | undefined,
    dependencies: readonly string[],
    message: string,
    severity?: Problem['severity'],
): ModelSource {
    const problem: Problem = {
        code: 'model.unreadable',
        message,
        ...(severity === undefined ? {} : { severity }),
        ...(path === undefined ? {} : { path }),
    };
    return { argument, path, model: undefined, problems: [problem], dependencies };
}
