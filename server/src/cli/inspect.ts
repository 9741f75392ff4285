// `ckptmap inspect`: what a checkpoint or a model holds.

import { openCheckpoint } from '../checkpoint/openCheckpoint.js';
import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import { readCheckpointFolder } from '../checkpoint/checkpointFolder.js';
import { verifyData } from '../checkpoint/verifyData.js';
import { describeFolder } from '../features/describeFolder.js';
import { renderProse } from '../features/prose.js';
import { plural } from '../features/words.js';
import { drive } from '../host/drive.js';
import { openKerasFile, type KerasSource } from '../model/kerasFile.js';
import { verifyKerasFile } from '../model/verifyKerasFile.js';
import type { ModelSource } from '../model/model.js';
import { readModel } from '../model/readModel.js';
import { defaultSeverities, type Severity } from '../util/diagnosticCodes.js';
import { makesNothing, namesProgram } from '../tensorflow/programModel.js';
import { absolutePath } from '../util/path.js';
import type { Problem } from '../util/problem.js';
import { read, stat } from '../util/reading.js';
import { decodeUtf8 } from '../util/utf8.js';
import { prettyJson } from './formats/prettyJson.js';
import { listPythonFile } from './pythonFiles.js';
import { UsageError, type CliHost, type ExitStatus } from './cliHost.js';
import {
    tensorsOfCheckpoint,
    tensorsOfKeras,
    type ListedTensors,
} from './formats/listedTensors.js';
import { checkpointListing, modelListing } from './formats/listingJson.js';
import { checkpointText, modelText } from './formats/listingText.js';
import { contentOfFolder } from './inspectFolder.js';
import { driveWithBar } from './mapFiles.js';
import { colorsFor } from './terminal.js';

/** The formats of `inspect`. */
export const inspectFormats = ['text', 'json'] as const;

/** The options of `inspect`. */
export interface InspectOptions {
    readonly format: (typeof inspectFormats)[number];
    /** Whether the checksums of a checkpoint's data are compared, too. */
    readonly verify?: boolean;
}

/** Lists what a path holds. Throws a UsageError where nothing can be read. */
export async function inspect(
    host: CliHost,
    path: string,
    options: InspectOptions,
): Promise<ExitStatus> {
    const absolute = absolutePath(host.workingDirectory, path);
    const keras = await driveWithBar(host, path, openKerasFile(absolute));
    if (keras !== undefined) {
        return showKeras(host, path, keras, options);
    }
    if ((await drive(stat(absolute))).kind === 'directory') {
        return inspectFolder(host, path, absolute, options);
    }
    if (namesProgram(path)) {
        return inspectPython(host, path, absolute, options);
    }
    if (/\.(json|meta|pb|pbtxt)$/.test(path)) {
        return showModel(host, await readModelAt(host, path), options);
    }
    const prefix = path.replace(/\.(index|data-\d{5}-of-\d{5})$/, '');
    const source = await openAt(host, prefix);
    if (source.checkpoint === undefined) {
        // A file that is no checkpoint may still be a model under another name.
        const model = await readModelAt(host, path);
        return model.model === undefined
            ? inspectInstead(host, path, source, options)
            : showModel(host, model, options);
    }
    if (prefix !== path) {
        note(host, `'${path}' is a part of the checkpoint '${prefix}'`);
    }
    return showCheckpoint(host, await verified(host, source, options), options);
}

/** A Python file or notebook: the variables that it makes. */
async function inspectPython(
    host: CliHost,
    path: string,
    absolute: string,
    options: InspectOptions,
): Promise<ExitStatus> {
    const answer = await drive(read(absolute));
    if (answer.kind !== 'bytes') {
        throw new UsageError(`cannot read '${path}': there is no such file`);
    }
    const { workingDirectory } = host;
    const text = decodeUtf8(answer.bytes);
    const source = { file: path, path: absolute, text, workingDirectory };
    const { model, listing } = await listPythonFile(await host.python(), source);
    if (options.format === 'json') {
        host.out.write(prettyJson(listing));
        return 0;
    }
    const { variables, open } = model.model;
    if (variables.length === 0 && open === undefined) {
        note(host, makesNothing(path));
    }
    return showModel(host, model, options);
}

/** A folder: what is in it that is worth a list, and where that stands in the folder. */
async function inspectFolder(
    host: CliHost,
    path: string,
    absolute: string,
    options: InspectOptions,
): Promise<ExitStatus> {
    const content = await drive(contentOfFolder(path, absolute));
    if (content.kind === 'nothing') {
        throw new UsageError(`cannot read '${path}': ${content.reason}`);
    }
    for (const each of content.notes) {
        note(host, each);
    }
    if (content.kind === 'file') {
        return inspect(host, content.argument, options);
    }
    if (content.kind === 'model') {
        const model = await readModelAt(host, content.argument);
        if (model.choice !== undefined) {
            note(host, model.choice);
        }
        return showModel(host, model, options);
    }
    const named = await openAt(host, content.argument);
    const source = await newestInstead(host, named);
    if (source.checkpoint === undefined) {
        throw new UsageError(`cannot read '${path}': ${reasonOf(source.problems)}`);
    }
    const folder = await drive(readCheckpointFolder(absolute));
    const isAlone = folder.names.length === 1 && folder.gone.length === 0;
    for (const block of isAlone ? [] : describeFolder(folder, source.path)) {
        note(host, renderProse([block], 'plaintext'));
    }
    return showCheckpoint(host, await verified(host, source, options), options);
}

/** Where a folder's state file leads nowhere, a checkpoint that is there, with what is wrong. */
async function newestInstead(host: CliHost, source: CheckpointSource): Promise<CheckpointSource> {
    const instead = source.problems.find((problem) => problem.instead !== undefined)?.instead;
    if (source.checkpoint !== undefined || instead === undefined) {
        return source;
    }
    const found = await openAt(host, instead);
    note(host, `'${instead}' is read`);
    return { ...found, problems: [...source.problems, ...found.problems] };
}

/** A path that is no checkpoint and no model: what was meant by it, where that is plain. */
async function inspectInstead(
    host: CliHost,
    path: string,
    { problems }: CheckpointSource,
    options: InspectOptions,
): Promise<ExitStatus> {
    const [problem] = problems;
    const instead = problem?.code === 'checkpoint.not-a-prefix' ? problem.instead : undefined;
    if (instead === undefined || instead === path) {
        throw new UsageError(`cannot read '${path}': ${reasonOf(problems)}`);
    }
    note(host, `'${path}' is no checkpoint, and '${instead}' is read`);
    return inspect(host, instead, options);
}

function openAt(host: CliHost, argument: string): Promise<CheckpointSource> {
    return driveWithBar(host, argument, openCheckpoint(argument, [host.workingDirectory]));
}

function readModelAt(host: CliHost, argument: string): Promise<ModelSource> {
    return driveWithBar(host, argument, readModel(argument, [host.workingDirectory]));
}

function note(host: CliHost, text: string): void {
    host.error.write(`ckptmap: note: ${text}\n`);
}

async function verified(
    host: CliHost,
    source: CheckpointSource,
    options: InspectOptions,
): Promise<CheckpointSource> {
    if (options.verify !== true) {
        return source;
    }
    const label = `verify ${source.prefix ?? source.argument}`;
    const verdict = await driveWithBar(host, label, verifyData(source));
    const skipped =
        verdict.skipped === 0
            ? ''
            : `; ${plural(verdict.skipped, 'tensor')} could not be compared, as the data is not here or has no place`;
    note(
        host,
        `compared the checksums of the data of ${plural(verdict.verified, 'tensor')}${skipped}`,
    );
    return { ...source, problems: [...source.problems, ...verdict.problems] };
}

function showCheckpoint(
    host: CliHost,
    source: CheckpointSource,
    options: InspectOptions,
): ExitStatus {
    return showTensors(host, tensorsOfCheckpoint(source), source.problems, options);
}

/** A file of Keras: no checkpoint of TensorFlow's has its first bytes. */
async function showKeras(
    host: CliHost,
    path: string,
    source: KerasSource,
    options: InspectOptions,
): Promise<ExitStatus> {
    const problems = [...source.problems];
    if (options.verify === true) {
        const verdict = await driveWithBar(host, `verify ${path}`, verifyKerasFile(source.path));
        note(host, verdict.note);
        problems.unshift(...verdict.problems);
    }
    const verified = { ...source, problems };
    return showTensors(host, tensorsOfKeras(path, verified), problems, options, path);
}

function showTensors(
    host: CliHost,
    listed: ListedTensors | undefined,
    problems: readonly Problem[],
    options: InspectOptions,
    path = '',
): ExitStatus {
    if (listed === undefined) {
        throw new UsageError(`cannot read '${path}': ${reasonOf(problems)}`);
    }
    if (options.format === 'json') {
        for (const piece of checkpointListing(listed)) {
            host.out.write(piece);
        }
    } else {
        host.out.write(checkpointText(listed, colorsFor(host.out.hasColors)));
    }
    return statusOf(listed.problems);
}

function showModel(host: CliHost, source: ModelSource, options: InspectOptions): ExitStatus {
    if (source.model === undefined) {
        throw new UsageError(reasonOf(source.problems));
    }
    host.out.write(
        options.format === 'json'
            ? modelListing(source.model)
            : modelText(source, source.model, colorsFor(host.out.hasColors)),
    );
    return statusOf(source.problems);
}

function statusOf(problems: readonly Problem[]): ExitStatus {
    return problems.some((problem) => severityOf(problem) === 'error') ? 1 : 0;
}

function severityOf({ code, severity }: Problem): Severity {
    return severity ?? defaultSeverities[code];
}

function reasonOf(problems: readonly Problem[]): string {
    return problems[0]?.message ?? 'there is nothing to read';
}
