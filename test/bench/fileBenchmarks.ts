// Checkpoints, graphs and plans: each against reading the same bytes, or the same names.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import { drive } from '../../server/src/host/drive.js';
import { readModel } from '../../server/src/model/readModel.js';
import { crc32c } from '../../server/src/util/crc32c.js';
import { ckptmap } from '../cli/commandLine.js';
import { writeMetaGraph } from '../model/metaGraphWriter.js';
import type { Benchmark } from './benchmark.js';
import { indexFile, mapFile, tensorNames, variablesFile } from './inputs.js';

/** The benchmarks of files; one of an index for each size that is asked for. */
export function fileBenchmarks(indexes: readonly number[]): readonly Benchmark[] {
    return [...indexes.map(openIndex), readGraph, ...['plan', 'check'].map(planned)];
}

function openIndex(count: number): Benchmark {
    return {
        name: `open/${count}-tensors`,
        what: 'opening a checkpoint, every entry checked',
        floor: 'reading its index and summing it up',
        prepare: async ({ folder }) => {
            const prefix = join(folder, `open-${count}.ckpt`);
            const bytes = indexFile(tensorNames(count));
            await writeFile(`${prefix}.index`, bytes);
            return {
                input: `${count} tensors in ${bytes.length} bytes`,
                measured: async () => {
                    const source = await drive(openCheckpoint(prefix, [folder]));
                    if (source.checkpoint?.tensorCount !== count) {
                        throw new Error(`${count} tensors were written: ${prefix}`);
                    }
                    return { count, unit: 'tensors' };
                },
                floor: async () => {
                    crc32c(await readFile(`${prefix}.index`));
                    return undefined;
                },
            };
        },
    };
}

const readGraph: Benchmark = {
    name: 'graph/meta',
    what: 'the variables of a MetaGraph',
    floor: 'reading its bytes',
    prepare: async ({ folder, sizes }) => {
        const path = join(folder, 'graph.meta');
        const variables = tensorNames(sizes.graphVariables).map((name) => ({
            name,
            shape: [64, 64],
            collections: ['variables'],
        }));
        const bytes = writeMetaGraph({ variables, others: variables.map(() => 1000) });
        await writeFile(path, bytes);
        return {
            input: `${sizes.graphVariables} variables in ${bytes.length} bytes`,
            measured: async () => {
                const { model } = await drive(readModel(path, [folder]));
                if (model?.variables.length !== sizes.graphVariables) {
                    throw new Error(`${sizes.graphVariables} variables were written: ${path}`);
                }
                return { count: sizes.graphVariables, unit: 'variables' };
            },
            floor: async () => {
                await readFile(path);
                return undefined;
            },
        };
    },
};

function planned(verb: string): Benchmark {
    return {
        name: `${verb}/scope`,
        what: `ckptmap ${verb} of a map of one scope and a hundred names`,
        floor: 'finding each name in a Map of the others',
        prepare: async ({ folder, sizes }) => {
            const names = tensorNames(sizes.planned);
            await writeFile(join(folder, `${verb}.ckpt.index`), indexFile(names));
            await writeFile(join(folder, `${verb}.variables.json`), variablesFile(names));
            const map = mapFile(names, `${verb}.ckpt`, `${verb}.variables.json`);
            await writeFile(join(folder, `${verb}.ckptmap.yaml`), map);
            return {
                input: `${names.length} tensors and as many variables`,
                measured: async () => {
                    const { status, error } = await ckptmap(
                        [verb, join(folder, `${verb}.ckptmap.yaml`)],
                        { folder },
                    );
                    if (status === 2) {
                        throw new Error(error);
                    }
                    return { count: names.length, unit: 'tensors' };
                },
                floor: () => {
                    const places = new Map(names.map((name, index) => [name, index]));
                    const found = names.filter((name) => places.has(name)).length;
                    return found === names.length
                        ? Promise.resolve(undefined)
                        : Promise.reject(new Error('a name is twice in the checkpoint'));
                },
            };
        },
    };
}
