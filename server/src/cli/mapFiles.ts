// From the arguments of `check` and `plan` to planned files: which files, whose settings, which
// checkpoint and model, and the plan with the findings that are shown.

import { resolve } from 'node:path';
import type { AssignmentMap, MapCall } from '../assignmentMap/assignmentMap.js';
import { languageOf, parseAssignmentMap } from '../assignmentMap/parseAssignmentMap.js';
import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import { openCheckpoint } from '../checkpoint/openCheckpoint.js';
import { drive } from '../host/drive.js';
import { expandPatterns } from '../host/expandPatterns.js';
import type { LoadPlan } from '../loadPlan/loadPlan.js';
import { planFile, type CallInputs } from '../loadPlan/planFile.js';
import type { PlannedFile } from '../loadPlan/planJson.js';
import { reportFindings, type Severities } from '../loadPlan/reportFindings.js';
import type { ModelSource } from '../model/model.js';
import { readModelAndOthers } from '../model/modelsBeside.js';
import { namesProgram, readProgramModel } from '../tensorflow/programModel.js';
import { read, type Reading } from '../util/reading.js';
import { decodeUtf8 } from '../util/utf8.js';
import { liesIn } from '../workspace/paths.js';
import { resolveInputs, type InputOptions, type NamedInput } from '../workspace/resolveInputs.js';
import { defaultSettings, readSettingsFile, type Settings } from '../workspace/settings.js';
import { UsageError, type CliHost } from './cliHost.js';
import { planPythonFile } from './pythonFiles.js';
import { progressBar } from './progressBar.js';

/** The options that `check` and `plan` have in common. */
export interface MapOptions {
    readonly checkpoint?: string;
    readonly model?: string;
    readonly tensorflow?: InputOptions['tensorflow'];
    readonly severity: Severities;
    readonly stdinFilename?: string;
}

/** A file's text, before anything is made of it. */
interface NamedText {
    /** As the user named it. */
    readonly file: string;
    readonly path: string;
    readonly text: string;
}

/** Plans the maps that the arguments name. Throws a UsageError where one cannot be read. */
export async function planMaps(
    host: CliHost,
    patterns: readonly string[],
    options: MapOptions,
): Promise<readonly PlannedFile[]> {
    const texts = await readTexts(host, patterns, options);
    const settings = await readSettings(host);
    const sources = new Sources(host);
    const planned: PlannedFile[] = [];
    for (const text of texts) {
        planned.push(await planText(host, text, settings, options, sources));
    }
    return planned;
}

async function readTexts(
    host: CliHost,
    patterns: readonly string[],
    options: MapOptions,
): Promise<readonly NamedText[]> {
    if (patterns.includes('-')) {
        if (1 < patterns.length) {
            throw new UsageError("'-' reads standard input, and takes no other file beside it");
        }
        const file = options.stdinFilename;
        if (file === undefined) {
            throw new UsageError("'-' needs --stdin-filename, which says where the text belongs");
        }
        const path = resolve(host.workingDirectory, file);
        return [{ file, path, text: await host.readInput() }];
    }
    if (options.stdinFilename !== undefined) {
        throw new UsageError("--stdin-filename goes with '-', the text of standard input");
    }
    const expanded = await expandPatterns(patterns, host.workingDirectory);
    if ('problem' in expanded) {
        throw new UsageError(expanded.problem);
    }
    return Promise.all(expanded.files.map((file) => readText(host, file)));
}

async function readText(host: CliHost, file: string): Promise<NamedText> {
    const path = resolve(host.workingDirectory, file);
    const answer = await drive(read(path));
    if (answer.kind !== 'bytes') {
        const reason = answer.kind === 'missing' ? 'there is no such file' : answer.reason;
        throw new UsageError(`cannot read '${file}': ${reason}`);
    }
    return { file, path, text: decodeUtf8(answer.bytes) };
}

async function readSettings(host: CliHost): Promise<Settings> {
    const answer = await drive(read(resolve(host.workingDirectory, '.vscode/settings.json')));
    if (answer.kind !== 'bytes') {
        return defaultSettings;
    }
    const { settings, problems } = readSettingsFile(decodeUtf8(answer.bytes));
    for (const problem of problems) {
        host.error.write(`ckptmap: warning: ${problem}\n`);
    }
    return settings;
}

async function planText(
    host: CliHost,
    { file, path, text }: NamedText,
    settings: Settings,
    options: MapOptions,
    sources: Sources,
): Promise<PlannedFile> {
    const { workingDirectory } = host;
    if (namesProgram(file)) {
        const severities = { ...settings.severity, ...options.severity };
        return planPythonFile(
            await host.python(),
            {
                file,
                path,
                text,
                workingDirectory,
                checkpoint: options.checkpoint,
                model: options.model,
            },
            severities,
        );
    }
    const map = parseAssignmentMap(text, languageOf(path));
    const calls: CallInputs[] = [];
    for (const call of map.calls) {
        calls.push(await inputsOf(call, path, workingDirectory, settings, options, sources));
    }
    const plan = planFile({ map, calls });
    return { file, text, plan, findings: shownFindings(plan, map, settings, options) };
}

async function inputsOf(
    call: MapCall,
    path: string,
    workingDirectory: string,
    settings: Settings,
    options: MapOptions,
    sources: Sources,
): Promise<CallInputs> {
    const { checkpoint, model, rules } = resolveInputs(call, {
        path,
        workspaceFolder: liesIn(path, workingDirectory) ? workingDirectory : undefined,
        settings,
        options: {
            checkpoint: options.checkpoint,
            model: options.model,
            tensorflow: options.tensorflow,
            workingDirectory,
        },
    });
    return {
        ...(checkpoint === undefined ? {} : { checkpoint: await sources.checkpoint(checkpoint) }),
        ...(model === undefined ? {} : { model: await sources.model(model) }),
        rules,
    };
}

function shownFindings(
    plan: LoadPlan,
    map: AssignmentMap,
    settings: Settings,
    options: MapOptions,
): PlannedFile['findings'] {
    return reportFindings(plan.findings, map, { ...settings.severity, ...options.severity });
}

/** Checkpoints and models, each read once however many maps name it. */
class Sources {
    readonly #host: CliHost;
    readonly #checkpoints = new Map<string, Promise<CheckpointSource>>();
    readonly #models = new Map<string, Promise<ModelSource>>();

    constructor(host: CliHost) {
        this.#host = host;
    }

    checkpoint(input: NamedInput): Promise<CheckpointSource> {
        return this.#once(this.#checkpoints, input, openCheckpoint);
    }

    model(input: NamedInput): Promise<ModelSource> {
        return namesProgram(input.argument)
            ? this.#program(input)
            : this.#once(this.#models, input, readModelAndOthers);
    }

    async #program(input: NamedInput): Promise<ModelSource> {
        const python = await this.#host.python();
        return this.#once(this.#models, input, (argument, folders) =>
            readProgramModel(argument, folders, python),
        );
    }

    #once<T>(
        known: Map<string, Promise<T>>,
        { argument, folders }: NamedInput,
        reader: (argument: string, folders: readonly string[]) => Reading<T>,
    ): Promise<T> {
        const id = JSON.stringify([argument, ...folders]);
        const started =
            known.get(id) ?? driveWithBar(this.#host, argument, reader(argument, folders));
        known.set(id, started);
        return started;
    }
}

/** Drives a reading, with a progress bar where it takes long. */
export async function driveWithBar<T>(
    host: CliHost,
    label: string,
    reading: Reading<T>,
): Promise<T> {
    const bar = progressBar(label, host.error);
    try {
        return await drive(reading, { onProgress: bar.report });
    } finally {
        bar.stop();
    }
}
