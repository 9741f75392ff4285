// `ckptmap inspect`: what a checkpoint or a model holds.

import { openCheckpoint } from '../checkpoint/openCheckpoint.js';
import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import { verifyData } from '../checkpoint/verifyData.js';
import { plural } from '../features/words.js';
import type { ModelSource } from '../model/model.js';
import { readModel } from '../model/readModel.js';
import { defaultSeverities, type Severity } from '../util/diagnosticCodes.js';
import type { Problem } from '../util/problem.js';
import { UsageError, type CliHost, type ExitStatus } from './cliHost.js';
import { checkpointListing, modelListing } from './formats/listingJson.js';
import { checkpointText, modelText } from './formats/listingText.js';
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
    const folders = [host.workingDirectory];
    if (/\.(json|meta|pb|pbtxt)$/.test(path)) {
        return showModel(host, await driveWithBar(host, path, readModel(path, folders)), options);
    }
    const prefix = path.replace(/\.(index|data-\d{5}-of-\d{5})$/, '');
    const source = await openOrInside(host, prefix);
    if (source.checkpoint === undefined) {
        // A file that is no checkpoint may still be a model under another name.
        const model = await driveWithBar(host, path, readModel(path, folders));
        if (model.model !== undefined) {
            return showModel(host, model, options);
        }
        throw new UsageError(`cannot read '${path}': ${reasonOf(source.problems)}`);
    }
    if (prefix !== path) {
        host.error.write(`ckptmap: note: '${path}' is a part of the checkpoint '${prefix}'\n`);
    }
    return showCheckpoint(host, await verified(host, source, options), options);
}

/** Opens a checkpoint; of a folder that is no checkpoint, but has one inside, that one. */
async function openOrInside(host: CliHost, prefix: string): Promise<CheckpointSource> {
    const folders = [host.workingDirectory];
    const source = await driveWithBar(host, prefix, openCheckpoint(prefix, folders));
    const inside = source.problems.find(({ instead }) => instead !== undefined)?.instead;
    if (source.checkpoint !== undefined || inside === undefined) {
        return source;
    }
    host.error.write(
        `ckptmap: note: '${prefix}' is the folder of a SavedModel, and '${inside}' its checkpoint\n`,
    );
    return driveWithBar(host, inside, openCheckpoint(inside, folders));
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
    host.error.write(
        `ckptmap: note: compared the checksums of the data of ${plural(verdict.verified, 'tensor')}${skipped}\n`,
    );
    return { ...source, problems: [...source.problems, ...verdict.problems] };
}

function showCheckpoint(
    host: CliHost,
    source: CheckpointSource,
    options: InspectOptions,
): ExitStatus {
    if (options.format === 'json') {
        for (const piece of checkpointListing(source)) {
            host.out.write(piece);
        }
    } else {
        host.out.write(checkpointText(source, colorsFor(host.out.hasColors)));
    }
    return statusOf(source.problems);
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
