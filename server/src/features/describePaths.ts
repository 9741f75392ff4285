// What was found at the path of a checkpoint or a model.

import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import type { ModelCertainty, ModelSource } from '../model/model.js';
import { bytesText } from '../util/bytesText.js';
import type { Problem } from '../util/problem.js';
import { displayPath } from '../workspace/paths.js';
import { code, paragraph, type Block } from './prose.js';
import { countText, plural, variableBytes } from './words.js';

/** What a checkpoint's argument leads to. */
export function describeCheckpoint(
    source: CheckpointSource | undefined,
    folders: readonly string[],
): readonly Block[] {
    if (source === undefined) {
        return [];
    }
    const { checkpoint, path } = source;
    if (checkpoint === undefined || path === undefined) {
        return problemBlocks(source.problems);
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
        ...problemBlocks(source.problems),
    ];
}

const certainties: Readonly<Record<ModelCertainty, string>> = {
    exact: 'variables file: the variables of the live graph',
    graph: 'graph: the store keys are the likeliest ones',
    source: 'Python source, read without running it',
    checkpoint: 'another checkpoint of the model',
};

/** What a model's path leads to. */
export function describeModel(
    source: ModelSource | undefined,
    folders: readonly string[],
): readonly Block[] {
    if (source === undefined) {
        return [];
    }
    const { model, path } = source;
    if (model === undefined || path === undefined) {
        return problemBlocks(source.problems);
    }
    const bytes = model.variables.reduce((sum, each) => sum + (variableBytes(each) ?? 0), 0);
    const outside = model.variables.filter(({ storeKey }) => storeKey === null).length;
    const facts = [
        certainties[model.certainty],
        plural(model.variables.length, 'variable'),
        bytesText(bytes),
        ...(outside === 0 ? [] : [`${countText(outside)} not in the variable store`]),
    ];
    return [
        paragraph('Model ', code(displayPath(path, folders))),
        paragraph(facts.join(' · ')),
        ...problemBlocks(source.problems),
    ];
}

function problemBlocks(problems: readonly Problem[]): readonly Block[] {
    return problems.slice(0, 3).map(({ message }) => paragraph(message));
}
