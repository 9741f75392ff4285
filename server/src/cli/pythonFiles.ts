// Python files and notebooks on the command line: what they would load and restore, and which
// variables they make.

import { drive } from '../host/drive.js';
import type { PythonRuntime } from '../python/runtime.js';
import type { PlannedFile } from '../loadPlan/planJson.js';
import { reportFindings } from '../loadPlan/reportFindings.js';
import type { Severities } from '../loadPlan/reportFindings.js';
import type { Module } from '../python/syntax/ast.js';
import { namesNotebook, notebookPlaces, notebookProgram } from '../python/notebook.js';
import { evaluateScript, type ScriptTrace } from '../tensorflow/evaluateScript.js';
import type { Model, ModelSource } from '../model/model.js';
import { programListing } from '../tensorflow/programListing.js';
import { modelOfTrace, modelProblems } from '../tensorflow/programModel.js';
import { programComments, withNamed, type ProgramComments } from '../tensorflow/programComments.js';
import { programPlaces } from '../tensorflow/programFiles.js';
import { planProgram } from '../tensorflow/programPlan.js';
import { restoreJson } from '../tensorflow/restoreJson.js';
import { LineIndex, type Places } from '../util/lineIndex.js';
import { absolutePath, directoryName, joinPath } from '../util/path.js';
import { UsageError } from './cliHost.js';

/** A file of Python, and where it runs. */
export interface PythonText {
    /** As the user named it. */
    readonly file: string;
    readonly path: string;
    readonly text: string;
    readonly workingDirectory: string;
    /** What is said on the command line of what the code cannot say. */
    readonly checkpoint?: string | undefined;
    readonly model?: string | undefined;
}

interface Evaluated {
    readonly program: string;
    readonly module: Module;
    readonly places: Places;
    readonly comments: ProgramComments;
    readonly trace: ScriptTrace;
}

async function evaluated(
    python: PythonRuntime,
    { file, path, text, workingDirectory, checkpoint, model }: PythonText,
): Promise<Evaluated> {
    const notebook = namesNotebook(file) ? notebookProgram(text) : undefined;
    if (namesNotebook(file) && notebook === undefined) {
        throw new UsageError(`'${file}' is no notebook: it is not JSON with a list of cells`);
    }
    const program = notebook?.text ?? text;
    const own = notebook === undefined ? new LineIndex(program) : notebookPlaces(notebook);
    const parsed = python.parse(program);
    const { module, problems } = parsed;
    const absolute = (option: string | undefined): string | undefined =>
        option === undefined ? undefined : absolutePath(workingDirectory, option);
    const comments = withNamed(programComments(program, parsed), {
        checkpoint: absolute(checkpoint),
        model: absolute(model),
    });
    const [problem] = problems;
    if (problem !== undefined) {
        const { cell, line } = own.positionAt(problem.span.start);
        const where = cell === undefined ? '' : ` of cell ${cell + 1}`;
        throw new UsageError(
            `'${file}' is no Python that can be run: ${problem.message} in line ${line + 1}${where}`,
        );
    }
    const trace = await drive(
        evaluateScript({
            path,
            text: program,
            module,
            comments,
            folders: [directoryName(path), workingDirectory],
            libraries: python.libraries,
            parse: python.parse,
        }),
    );
    const folder = `${directoryName(path)}/`;
    const named = (imported: string): string =>
        imported.startsWith(folder)
            ? joinPath(directoryName(file), imported.slice(folder.length))
            : imported;
    const places = programPlaces(own, trace.files, named);
    return { program, module, places, comments, trace };
}

/** The plan of a Python file or notebook. */
export async function planPythonFile(
    python: PythonRuntime,
    source: PythonText,
    severities: Severities,
): Promise<PlannedFile> {
    const { program, module, places, comments, trace } = await evaluated(python, source);
    const { map, plan, restores } = planProgram(source.path, program, trace, module, comments);
    return {
        file: source.file,
        text: program,
        places,
        plan,
        findings: reportFindings(plan.findings, map, severities, places),
        restores: restores.map((restore) => restoreJson(restore, places, trace.files)),
    };
}

/** The variables that a program makes: as a model, and as the data of a listing. */
export interface ListedProgram {
    readonly model: ModelSource & { readonly model: Model };
    readonly listing: object;
}

/** The variables of a Python file or notebook. */
export async function listPythonFile(
    python: PythonRuntime,
    source: PythonText,
): Promise<ListedProgram> {
    const { places, trace } = await evaluated(python, source);
    const { file, path } = source;
    const { dependencies } = trace;
    const model = modelOfTrace(trace);
    const problems = modelProblems(file, path, model);
    return {
        model: { argument: file, path, model, format: 'program', problems, dependencies },
        listing: programListing(places, trace),
    };
}
