// Plans for tests of the preview: a checkpoint and a model in a few words, and a map as it is
// written, resolved by the real resolver.

import { parseAssignmentMap } from '../../server/src/assignmentMap/parseAssignmentMap.js';
import type {
    Checkpoint,
    CheckpointSource,
    CheckpointTensor,
} from '../../server/src/checkpoint/checkpoint.js';
import { previewLoadPlan, type PlannedText } from '../../server/src/features/preview.js';
import type { PreviewData } from '../../server/src/features/previewData.js';
import { planFile } from '../../server/src/loadPlan/planFile.js';
import type { ModelSource, ModelVariable } from '../../server/src/model/model.js';
import { elementBytes } from '../../server/src/util/dtype.js';
import { LineIndex } from '../../server/src/util/lineIndex.js';
import { compareCodePoints } from '../../server/src/util/order.js';
import { elementCount, type TensorShape } from '../../server/src/util/shape.js';

/** `[name, shape]`, with a type other than float32 and a shard other than 0 where it matters. */
export type Array = readonly [name: string, shape: TensorShape, dtype?: string, shard?: number];

/** A world: what is on disk, and a map. */
export interface World {
    readonly tensors?: readonly Array[];
    readonly variables?: readonly Array[];
    /** Variables which are made with partitions, by full name: lengths of the first axis. */
    readonly partitions?: Readonly<Record<string, readonly number[]>>;
    readonly shardCount?: number;
    readonly text: string;
}

/** What the preview shows of a world. */
export function previewOf(world: World): PreviewData {
    return previewLoadPlan(plannedText(world));
}

/** A world's plan and the lines of its text. */
export function plannedText(world: World): PlannedText {
    const map = parseAssignmentMap(world.text, 'yaml');
    const checkpoint = world.tensors === undefined ? undefined : sourceOf(world);
    const model = world.variables === undefined ? undefined : modelOf(world);
    const inputs = {
        rules: '2.21' as const,
        ...(checkpoint === undefined ? {} : { checkpoint }),
        ...(model === undefined ? {} : { model }),
    };
    const plan = planFile({ map, calls: map.calls.map(() => inputs) });
    return { uri: 'file:///w/a.ckptmap.yaml', version: 1, lines: new LineIndex(world.text), plan };
}

function bytesOf(shape: TensorShape, dtype: string): number {
    return elementCount(shape) * (elementBytes(dtype) ?? 0);
}

function checkpointOf({ tensors = [], shardCount = 1 }: World): Checkpoint {
    const sorted = tensors.toSorted(([left], [right]) => compareCodePoints(left, right));
    const rows = sorted.map(
        ([name, shape, dtype = 'float32', shard = 0], index): CheckpointTensor => ({
            index,
            name,
            shape,
            dtype,
            shard,
            bytes: bytesOf(shape, dtype),
            offset: 0,
            slices: undefined,
        }),
    );
    const byName = new Map(rows.map((row) => [row.name, row.index]));
    const below = (scope: string): readonly number[] =>
        rows.filter(({ name }) => name.startsWith(scope)).map(({ index }) => index);
    return {
        format: 'v2',
        tensorCount: rows.length,
        shardCount,
        objectBased: false,
        totalBytes: rows.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
        find: (name) => byName.get(name),
        nameOf: (index) => rows[index]?.name ?? '',
        tensor: (index) => {
            const row = rows[index];
            if (row === undefined) {
                throw new RangeError(`no tensor ${index}`);
            }
            return row;
        },
        names: () => rows.map(({ name }) => name),
        children: (scope) => {
            const children = new Map<
                string,
                { tensor: number | undefined; tensorsBelow: number }
            >();
            for (const index of below(scope)) {
                const [segment = '', ...rest] = (rows[index]?.name ?? '')
                    .slice(scope.length)
                    .split('/');
                const child = children.get(segment) ?? { tensor: undefined, tensorsBelow: 0 };
                children.set(
                    segment,
                    rest.length === 0
                        ? { ...child, tensor: index }
                        : { ...child, tensorsBelow: child.tensorsBelow + 1 },
                );
            }
            return [...children].map(([segment, child]) => ({ segment, ...child }));
        },
        countBelow: (scope) => below(scope).length,
        below,
    };
}

function sourceOf(world: World): CheckpointSource {
    return {
        argument: 'runs/model.ckpt-1000',
        folder: '/w',
        prefix: 'runs/model.ckpt-1000',
        path: '/w/runs/model.ckpt-1000',
        checkpoint: checkpointOf(world),
        error: null,
        remote: false,
        shards: [],
        problems: [],
        dependencies: [],
    };
}

function modelOf({ variables = [], partitions = {} }: World): ModelSource {
    const all = variables.flatMap(([name, shape, dtype = 'float32']): readonly ModelVariable[] => {
        const common = { dtype, kind: 'resource' as const, trainable: true };
        const lengths = partitions[name];
        if (lengths === undefined) {
            return [{ ...common, name, shape, storeKey: name }];
        }
        const rest = shape.slice(1);
        return lengths.map((length, index) => {
            const part = `${name}/part_${index}`;
            const start = lengths.slice(0, index).reduce((sum, each) => sum + each, 0);
            return {
                ...common,
                name: part,
                storeKey: part,
                shape: [length, ...rest],
                partition: {
                    fullName: name,
                    fullShape: shape,
                    offset: [start, ...rest.map(() => 0)],
                    shape: [length, ...rest],
                },
            };
        });
    });
    return {
        argument: 'model.variables.json',
        path: '/w/model.variables.json',
        model: { certainty: 'exact', variables: all },
        problems: [],
        dependencies: [],
    };
}

/** A BERT as Google released it, in a scope of its own, with a model that has the same encoder. */
export function bertTensors(layers: number, withSlots: boolean): readonly Array[] {
    const weights: readonly Array[] = [
        ['embeddings/word_embeddings', [30522, 768]],
        ['embeddings/position_embeddings', [512, 768]],
        ['embeddings/token_type_embeddings', [2, 768]],
        ['embeddings/LayerNorm/beta', [768]],
        ['embeddings/LayerNorm/gamma', [768]],
        ...Array.from({ length: layers }, (_, layer) => bertLayer(`encoder/layer_${layer}`)).flat(),
        ['pooler/dense/kernel', [768, 768], 'float32', 1],
        ['pooler/dense/bias', [768], 'float32', 1],
    ];
    const named = weights.map(([name, shape, dtype = 'float32', shard = 0]): Array => [
        `bert/${name}`,
        shape,
        dtype,
        shard,
    ]);
    const slots = withSlots
        ? named.flatMap(([name, shape]): readonly Array[] => [
              [`${name}/adam_m`, shape],
              [`${name}/adam_v`, shape],
          ])
        : [];
    return [...named, ...slots, ['global_step', [], 'int64']];
}

function bertLayer(scope: string): readonly Array[] {
    const square: TensorShape = [768, 768];
    return [
        ...['query', 'key', 'value'].flatMap((part): readonly Array[] => [
            [`${scope}/attention/self/${part}/kernel`, square],
            [`${scope}/attention/self/${part}/bias`, [768]],
        ]),
        [`${scope}/attention/output/dense/kernel`, square],
        [`${scope}/attention/output/dense/bias`, [768]],
        [`${scope}/attention/output/LayerNorm/beta`, [768]],
        [`${scope}/attention/output/LayerNorm/gamma`, [768]],
        [`${scope}/intermediate/dense/kernel`, [768, 3072]],
        [`${scope}/intermediate/dense/bias`, [3072]],
        [`${scope}/output/dense/kernel`, [3072, 768]],
        [`${scope}/output/dense/bias`, [768]],
        [`${scope}/output/LayerNorm/beta`, [768]],
        [`${scope}/output/LayerNorm/gamma`, [768]],
    ];
}

/** The variables of a classifier on a BERT's encoder. */
export function bertVariables(layers: number): readonly Array[] {
    const encoder = bertTensors(layers, false)
        .filter(([name]) => name.startsWith('bert/'))
        .map(([name, shape, dtype = 'float32']): Array => [name.slice(5), shape, dtype]);
    return [...encoder, ['head/output_weights', [3, 768]], ['head/output_bias', [3]]];
}
