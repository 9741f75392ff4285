// What was found at the path of a checkpoint or a model.

import { basename, dirname } from 'node:path';
import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import { folderOfSource } from '../checkpoint/checkpointFolder.js';
import { openKerasFile, type KerasSource } from '../model/kerasFile.js';
import type { ModelSource } from '../model/model.js';
import { byCertainty, formatByName, formatWords } from '../model/modelFormats.js';
import { bytesText } from '../util/bytesText.js';
import type { Problem } from '../util/problem.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import { displayPath } from '../workspace/paths.js';
import type { WorkspaceSession } from '../workspace/session.js';
import { describeFolder } from './describeFolder.js';
import { describeKeras } from './describeKeras.js';
import { code, paragraph, type Block } from './prose.js';
import { countText, countVariables, plural, variableBytes } from './words.js';

/** What a checkpoint's argument leads to, and where that stands in its folder. */
export async function describeCheckpoint(
    session: WorkspaceSession,
    source: CheckpointSource | undefined,
    token: CancellationToken,
): Promise<readonly Block[]> {
    if (source === undefined) {
        return [];
    }
    const around = await session.read(folderOfSource(source), token);
    throwIfCancelled(token);
    const keras = await kerasFileOf(session, source, token);
    throwIfCancelled(token);
    return [
        ...describeSource(source, session.folders()),
        ...describeKeras(keras, session.folders()),
        ...describeFolder(around, source.path),
        ...problemBlocks(source.problems),
    ];
}

async function kerasFileOf(
    session: WorkspaceSession,
    { checkpoint, path }: CheckpointSource,
    token: CancellationToken,
): Promise<KerasSource | undefined> {
    return checkpoint !== undefined || path === undefined
        ? undefined
        : session.read(openKerasFile(path), token);
}

function describeSource(source: CheckpointSource, folders: readonly string[]): readonly Block[] {
    const { checkpoint, path } = source;
    if (checkpoint === undefined || path === undefined) {
        return [];
    }
    const missing = source.shards.filter(({ size }) => size === undefined).length;
    const step = /-(\d+)$/.exec(path)?.[1];
    const facts = [
        checkpoint.format === 'v2' ? 'V2' : 'V1',
        plural(checkpoint.tensorCount, 'tensor'),
        bytesText(checkpoint.totalBytes),
        plural(checkpoint.shardCount, 'shard') + (missing === 0 ? '' : ` (${missing} missing)`),
        ...(step === undefined ? [] : [`step ${countText(Number(step))}`]),
        ...(checkpoint.objectBased ? ['written by tf.train.Checkpoint'] : []),
    ];
    return [
        paragraph('Checkpoint ', code(displayPath(path, folders))),
        paragraph(facts.join(' · ')),
    ];
}

/** What a model's path leads to. `known`: absolute paths of the workspace's model files. */
export function describeModel(
    source: ModelSource | undefined,
    folders: readonly string[],
    known: readonly string[] = [],
): readonly Block[] {
    if (source === undefined) {
        return [];
    }
    const { model, path, format, choice, beside } = source;
    if (model === undefined || path === undefined) {
        return problemBlocks(source.problems);
    }
    const bytes = model.variables.reduce((sum, each) => sum + (variableBytes(each) ?? 0), 0);
    const outside = model.variables.filter(({ storeKey }) => storeKey === null).length;
    const facts = [
        ...(format === undefined ? [] : [formatWords[format].name]),
        ...countVariables(model),
        bytesText(bytes),
        ...(outside === 0 ? [] : [`${countText(outside)} not in the variable store`]),
    ];
    return [
        paragraph('Model ', code(displayPath(path, folders))),
        paragraph(facts.join(' · ')),
        ...(format === undefined ? [] : [paragraph(`It knows ${formatWords[format].knows}.`)]),
        ...(choice === undefined ? [] : [paragraph(`${choice}.`)]),
        ...(beside !== undefined
            ? [paragraph(`${beside}.`)]
            : format === 'program'
              ? []
              : betterBeside(path, known)),
        ...problemBlocks(source.problems),
    ];
}

function problemBlocks(problems: readonly Problem[]): readonly Block[] {
    return problems.slice(0, 3).map(({ message }) => paragraph(message));
}

// Of several sources of one model that lie side by side, the user may have named a lesser one.
function betterBeside(path: string, known: readonly string[]): readonly Block[] {
    const beside = known.filter((each) => dirname(each) === dirname(path));
    const [best] = byCertainty([...new Set([...beside, path])]);
    const format = best === undefined ? undefined : formatByName(best);
    return best === undefined || format === undefined || format === formatByName(path)
        ? []
        : [
              paragraph(
                  'Beside it lies ',
                  code(basename(best)),
                  `, a ${formatWords[format].name}, which knows more.`,
              ),
          ];
}
