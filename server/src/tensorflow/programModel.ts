// A Python file or notebook as the model of a map elsewhere: the variables that it makes when it is
// run, and what is open of them where not all of it can be known.

import type { Model, ModelSource, ModelVariable } from '../model/model.js';
import type { OpenPart, PossibleVariable } from '../model/openPart.js';
import { namesNotebook, notebookProgram } from '../python/notebook.js';
import type { PythonRuntime } from '../python/runtime.js';
import { absolutePath, directoryName } from '../util/path.js';
import type { Problem } from '../util/problem.js';
import { read, stat, type Reading } from '../util/reading.js';
import { decodeUtf8 } from '../util/utf8.js';
import { evaluateScript, type ScriptTrace } from './evaluateScript.js';
import { knownVariable, possibleVariable } from './modelVariables.js';
import { programComments } from './programComments.js';
import { isComplete, mayMakeOthers } from './programListing.js';

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
    const text = namesNotebook(path) ? notebookProgram(written)?.text : written;
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
        parse: python.parse,
    });
    const dependencies = [...new Set([...looked, ...trace.dependencies])];
    const model = modelOfTrace(trace);
    if (model.variables.length === 0 && (model.open?.possible ?? []).length === 0) {
        return model.open === undefined
            ? failed(argument, path, dependencies, makesNothing(argument))
            : failed(argument, path, dependencies, whatIsOpen(argument, model.open), 'information');
    }
    return {
        argument,
        path,
        model,
        format: 'program',
        problems: modelProblems(argument, path, model),
        dependencies,
    };
}

/** What is to be said of the model that a program makes, where the program is called `argument`. */
export function modelProblems(argument: string, path: string, { open }: Model): readonly Problem[] {
    return open === undefined
        ? []
        : [
              {
                  code: 'model.unreadable',
                  severity: 'information',
                  message: whatIsOpen(argument, open),
                  path,
              },
          ];
}

/** That a program is no model, as a sentence. */
export function makesNothing(argument: string): string {
    return `'${argument}' makes no variable when it is run; name the program that builds the model`;
}

function whatIsOpen(argument: string, { why }: OpenPart): string {
    return `Not all variables that '${argument}' makes can be known without running it: ${why}; nothing is claimed of the others. A *.variables.json of it tells all (ckptmap dump-python)`;
}

/** What a program makes as a model: what is sure, and what is open. */
export function modelOfTrace(trace: ScriptTrace): Model {
    const variables: ModelVariable[] = [];
    const possible = new Map<string, PossibleVariable>();
    for (const { event, certain } of trace.entries) {
        if (event.event !== 'variable') {
            continue;
        }
        if (certain && event.exact) {
            variables.push(knownVariable(event));
        } else {
            // A loop of which the turns are not known makes the same thing again.
            const perhaps = possibleVariable(event, certain);
            possible.set(JSON.stringify(perhaps), perhaps);
        }
    }
    return {
        certainty: 'source',
        variables,
        ...(isComplete(trace)
            ? {}
            : {
                  open: {
                      why: whyOpen(trace),
                      possible: [...possible.values()],
                      anyOther: mayMakeOthers(trace),
                  },
              }),
    };
}

/** What was not followed first, as a clause. */
function whyOpen({ ends, entries }: ScriptTrace): string {
    for (const end of ends) {
        if (end.kind === 'lost') {
            return end.lost.reason;
        }
    }
    const opened = entries.find(({ event }) => event.event === 'opened')?.event;
    if (opened?.event === 'opened') {
        return opened.text;
    }
    for (const { event, certain } of entries) {
        if (event.event === 'variable' && !(certain && event.exact)) {
            return event.pattern
                ? `of the name '${event.name}' a part is not known`
                : certain
                  ? `not everything about '${event.name}' is known`
                  : `it depends on the path taken whether '${event.name}' is made`;
        }
    }
    return 'it depends on the path taken how the program ends';
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
