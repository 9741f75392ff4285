// The meaning of Python documents: evaluated, and seen as the map that they pass on.

import type { LoadPlan } from '../loadPlan/loadPlan.js';
import { planFile } from '../loadPlan/planFile.js';
import { untilBroken } from '../python/notebook.js';
import type { PythonRuntime } from '../python/runtime.js';
import type { ParsedModule } from '../python/syntax/parse.js';
import { evaluateScript, type ScriptTrace } from '../tensorflow/evaluateScript.js';
import { literalCalls } from '../tensorflow/literalCalls.js';
import { mentionsCheckpoints } from '../tensorflow/mentions.js';
import { programComments } from '../tensorflow/programComments.js';
import { ProgramFiles, programPlaces } from '../tensorflow/programFiles.js';
import { planProgram } from '../tensorflow/programPlan.js';
import { LineIndex } from '../util/lineIndex.js';
import type { Reading } from '../util/reading.js';
import { throwIfCancelled, type CancellationToken } from './cancellation.js';
import type { CheckpointIndex } from './checkpointIndex.js';
import type { TextDocument } from './documents.js';
import type { CallSources, ParsedMap, PlannedMap } from './mapInputs.js';
import { literalFindings, literalInputs, literalSources } from './literalPlans.js';
import type { ModelIndex } from './modelIndex.js';
import { isNotebookDocument } from './notebooks.js';
import { pathOfUri } from './paths.js';

/** What Python documents are planned with. */
export interface PythonPlansOptions {
    /** Undefined where the host cannot read Python. */
    readonly python: (() => Promise<PythonRuntime>) | undefined;
    readonly checkpoints: CheckpointIndex;
    readonly models: ModelIndex;
    readonly run: <T>(reading: Reading<T>, token: CancellationToken) => Promise<T>;
    readonly folders: (document: TextDocument) => readonly string[];
}

/** A planned program, and the files that it rests on. */
export interface PlannedProgram {
    readonly planned: PlannedMap;
    readonly dependencies: readonly string[];
}

/** A program of which nothing is said. */
export function nothingSaid(document: TextDocument): ParsedMap {
    const text = document.getText();
    return {
        document,
        map: {
            language: 'yaml',
            text,
            calls: [],
            syntaxError: false,
            problems: [],
            ignores: [],
        },
        lines: isNotebookDocument(document) ? document.places : new LineIndex(text),
    };
}

/** Plans a program: a file of Python, or the cells of a notebook. */
export async function planPython(
    document: TextDocument,
    options: PythonPlansOptions,
    token: CancellationToken,
): Promise<PlannedProgram> {
    const parsed = nothingSaid(document);
    const text = document.getText();
    const path = pathOfUri(document.uri);
    if (options.python === undefined || path === undefined || !mentionsCheckpoints(text)) {
        const plan = planFile({ map: parsed.map, calls: [] });
        return { planned: { ...parsed, calls: [], plan }, dependencies: [] };
    }
    const python = await options.python();
    throwIfCancelled(token);
    const whole = python.parse(text);
    const program = runnablePart(document, whole, python);
    const { text: run, read } = program ?? { text, read: whole };
    const { module } = read;
    const comments = programComments(run, read);
    const folders = options.folders(document);
    const trace: ScriptTrace =
        program !== undefined
            ? await options.run(
                  evaluateScript({
                      path,
                      text: run,
                      module,
                      comments,
                      folders,
                      libraries: python.libraries,
                      parse: python.parse,
                  }),
                  token,
              )
            : notRun(path, text);
    throwIfCancelled(token);
    const made = planProgram(path, run, trace, module, comments);
    const { map, calls: inputs, restores } = made;
    const [problem] = whole.problems;
    const broken = program === undefined ? problem : undefined;
    const plan: LoadPlan = {
        ...made.plan,
        ...(broken && { ended: { type: 'SyntaxError', ...broken } }),
    };
    const evaluated = new Set(map.calls.map(({ span }) => span.start));
    const sources: CallSources[] = map.calls.map((call, index) => ({
        call,
        checkpoint: inputs[index]?.checkpoint,
        model: inputs[index]?.model,
        rules: inputs[index]?.rules ?? '2.21',
    }));
    const literal: CallSources[] = [];
    for (const call of literalCalls(whole.module, text, evaluated)) {
        const named = comments.at(call.span.start);
        literal.push(await literalSources(options, call, named, folders, token));
        throwIfCancelled(token);
    }
    const all = [...map.calls, ...literal.map(({ call }) => call)];
    const wholeMap = { ...map, text, calls: all };
    const shown =
        literal.length === 0
            ? plan
            : planFile({ map: wholeMap, calls: [...inputs, ...literal.map(literalInputs)] });
    const found = [...plan.findings, ...literalFindings(shown.findings, all, text)];
    const planned: PlannedMap = {
        ...parsed,
        map: wholeMap,
        calls: [...sources, ...literal],
        plan: {
            ...plan,
            calls: shown.calls,
            findings: found.sort((one, other) => one.span.start - other.span.start),
        },
        lines: programPlaces(parsed.lines, trace.files),
        program: { restores, files: trace.files },
    };
    const rests = literal.flatMap(({ checkpoint, model }) => [
        ...(checkpoint?.dependencies ?? []),
        ...(model?.dependencies ?? []),
    ]);
    return { planned, dependencies: [...trace.dependencies, ...rests] };
}

/** As much of a program as CPython would run; undefined where that is nothing. */
function runnablePart(
    document: TextDocument,
    whole: ParsedModule,
    python: PythonRuntime,
): { readonly text: string; readonly read: ParsedModule } | undefined {
    if (whole.problems.length === 0) {
        return { text: document.getText(), read: whole };
    }
    if (!isNotebookDocument(document)) {
        return undefined;
    }
    const isPython = (text: string): boolean => python.parse(text).problems.length === 0;
    const text = untilBroken(document.program, isPython);
    return text === undefined ? undefined : { text, read: python.parse(text) };
}

/** What is known of a program whose text is no Python yet. */
function notRun(path: string, text: string): ScriptTrace {
    return {
        entries: [],
        differs: true,
        ends: [{ kind: 'normal' }],
        dependencies: [],
        files: new ProgramFiles(path, text),
        steps: 0,
    };
}
