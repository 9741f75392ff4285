// The table's rows of dense layers, embeddings, normalizations and attention.
// Defined in Keras: src/layers/{core,normalization,activations,attention}/*.py, and
// src/layers/preprocessing/normalization.py.

import type { StaticShape } from '../util/shape.js';
import { bias } from './kerasConvolutions.js';
import { einsumShapes, projection } from './kerasEinsum.js';
import {
    fieldsOf,
    flag,
    integers,
    isAboveZero,
    length,
    lengthOf,
    listOf,
    textOf,
    type Length,
} from './kerasFields.js';
import {
    partOf,
    type LayerPart,
    type LayerRow,
    type LayerView,
    type OwnWeight,
} from './kerasLayer.js';
import { axisOf, lastOf, withEnd } from './kerasShapes.js';

// Variables that Keras 3 adds to a kernel, which then no longer trains (enable_lora).
function withLora(
    { config }: LayerView,
    kernel: OwnWeight,
    rest: readonly OwnWeight[],
): readonly OwnWeight[] {
    const rank = length(config, 'lora_rank');
    const { shape, name } = kernel;
    if (rank === null) {
        return [kernel, ...rest];
    }
    return [
        { ...kernel, isFrozen: true },
        ...rest,
        { name: `lora_${name}_a`, shape: withEnd(shape, 1, rank) },
        { name: `lora_${name}_b`, shape: [rank, lastOf(shape)] },
    ];
}

// A scale and a shift of the same shape, each of which a layer may do without.
function scaleAndShift({ config }: LayerView, shape: StaticShape): readonly OwnWeight[] {
    return [
        ...(flag(config, 'scale', true) ? [{ name: 'gamma', shape }] : []),
        ...(flag(config, 'center', true) ? [{ name: 'beta', shape }] : []),
    ];
}

// The lengths of the axes that a field names.
function axesOf({ config, input }: LayerView, otherwise: readonly number[] = [-1]): StaticShape {
    const axes = config['axis'] === undefined ? otherwise : integers(config, 'axis');
    return axes === undefined || input === null ? null : axes.map((axis) => axisOf(input, axis));
}

function batchNormalization(): LayerRow {
    return {
        weights: (layer) => {
            const { config, version } = layer;
            const shape = axesOf(layer);
            const statistics = ['moving_mean', 'moving_variance'];
            if (flag(config, 'renorm')) {
                statistics.push('moving_stddev', 'renorm_mean', 'renorm_stddev');
            }
            const isHalf = version === 2 && /^(b?float16)$/.test(layer.dtype);
            const dtype = isHalf ? { dtype: 'float32' } : {};
            return [
                ...scaleAndShift(layer, shape).map((each) => ({ ...each, ...dtype })),
                ...statistics.map((name) => ({ name, shape, trainable: false, ...dtype })),
            ];
        },
    };
}

function normalization(): LayerRow {
    return {
        weights: (layer) => {
            const { config } = layer;
            const isGiven = config['mean'] !== undefined && config['mean'] !== null;
            const shape = config['axis'] === null ? [] : axesOf(layer);
            return isGiven
                ? []
                : [
                      { name: 'mean', shape, trainable: false },
                      { name: 'variance', shape, trainable: false },
                      { name: 'count', shape: [], trainable: false, dtype: 'int64' },
                  ];
        },
    };
}

function sharedAxes({ config, input }: LayerView): StaticShape {
    const shared = config['shared_axes'] === null ? [] : (integers(config, 'shared_axes') ?? []);
    return input?.slice(1).map((each, axis) => (shared.includes(axis + 1) ? 1 : each)) ?? null;
}

// The last length of the kernel that a layer makes, of the classes whose kernel ends with it.
function lastOfKernel(serialized: unknown): Length {
    const config = fieldsOf(fieldsOf(serialized)?.['config']) ?? {};
    return (
        length(config, 'units') ??
        (/Transpose$/.test(textOf(fieldsOf(serialized) ?? {}, 'class_name') ?? '')
            ? null
            : (length(config, 'filters') ?? length(config, 'output_dim')))
    );
}

// The tensors of a call to attention: query, value, and key, which is the value where it is not given.
function attended({ call, input }: LayerView): {
    readonly query: StaticShape;
    readonly value: StaticShape;
    readonly key: StaticShape;
} {
    const value = call.named.get('value') ?? call.inputs[1] ?? null;
    return { query: input, value, key: call.named.get('key') ?? call.inputs[2] ?? value };
}

// A projection that attention makes for itself: an EinsumDense under a name.
function projected(
    layer: LayerView,
    name: string,
    attribute: string,
    input: StaticShape,
    made: readonly Length[],
    bound = 1,
): LayerPart {
    const { config, version } = layer;
    const free = (input?.length ?? bound) - bound;
    const { equation, biasAxes } = projection(free, bound, made.length);
    const frame = Array.from({ length: Math.max(0, free - 1) }, () => null);
    return {
        attribute:
            version === 3 && config['num_query_heads'] === undefined
                ? attribute.slice(1)
                : attribute,
        serialized: partOf('EinsumDense', {
            name,
            dtype: config['dtype'],
            equation,
            output_shape: [...frame, ...made],
            bias_axes: flag(config, 'use_bias', true) ? biasAxes : null,
        }),
        input: () => input,
    };
}

function dropoutOf({ config }: LayerView): readonly LayerPart[] {
    return isAboveZero(config, 'dropout')
        ? [
              {
                  attribute: '_dropout_layer',
                  serialized: partOf('Dropout', { name: 'dropout', rate: config['dropout'] }),
                  input: () => null,
              },
          ]
        : [];
}

function multiHeadAttention(): LayerRow {
    const outputOf = ({ config, input }: LayerView) => {
        const given = config['output_shape'];
        return given === undefined || given === null
            ? [lastOf(input)]
            : (listOf(given) ?? [given]).map(lengthOf);
    };
    return {
        builtParts: (layer) => {
            const { config } = layer;
            const { query, value, key } = attended(layer);
            const heads = length(config, 'num_heads');
            const size = length(config, 'key_dim');
            const valueSize = length(config, 'value_dim') ?? size;
            const combined = withEnd(query, 1, heads, valueSize);
            return [
                projected(layer, 'query', '_query_dense', query, [heads, size]),
                projected(layer, 'key', '_key_dense', key, [heads, size]),
                ...(flag(config, 'use_gate')
                    ? [projected(layer, 'gate', '_gate_dense', query, [heads, valueSize])]
                    : []),
                projected(layer, 'value', '_value_dense', value, [heads, valueSize]),
                ...dropoutOf(layer),
                projected(layer, 'attention_output', '_output_dense', combined, outputOf(layer), 2),
            ];
        },
        output: (layer) => withEnd(layer.input, 1, ...outputOf(layer)),
    };
}

function groupedQueryAttention(): LayerRow {
    return {
        only: 3,
        builtParts: (layer) => {
            const { config } = layer;
            const { query, value, key } = attended(layer);
            const size = length(config, 'head_dim');
            const queries = length(config, 'num_query_heads');
            const values = length(config, 'num_key_value_heads');
            return [
                projected(layer, 'query', '_query_dense', query, [queries, size]),
                projected(layer, 'key', '_key_dense', key, [values, size]),
                ...(flag(config, 'use_gate')
                    ? [projected(layer, 'gate', '_gate_dense', query, [queries, size])]
                    : []),
                projected(layer, 'value', '_value_dense', value, [values, size]),
                ...dropoutOf(layer),
                projected(
                    layer,
                    'attention_output',
                    '_output_dense',
                    withEnd(query, 1, queries, size),
                    [lastOf(query)],
                    2,
                ),
            ];
        },
    };
}

function attention(weights: (layer: LayerView) => readonly OwnWeight[]): LayerRow {
    return {
        seed: (config) => isAboveZero(config, 'dropout'),
        weights,
        output: (layer) => {
            const { query, value } = attended(layer);
            return withEnd(query, 1, lastOf(value));
        },
    };
}

/** Rows by the class's name. */
export const weighted: Readonly<Record<string, LayerRow>> = {
    Dense: {
        weights: (layer) => {
            const { config, input } = layer;
            const units = length(config, 'units');
            const kernel = { name: 'kernel', shape: [lastOf(input), units] };
            return withLora(layer, kernel, bias(config, [units]));
        },
        output: ({ config, input }) => withEnd(input, 1, length(config, 'units')),
    },
    EinsumDense: {
        weights: (layer) => {
            const shapes = einsumShapes(layer.config, layer.input);
            const rest = shapes.bias === undefined ? [] : [{ name: 'bias', shape: shapes.bias }];
            return withLora(layer, { name: 'kernel', shape: shapes.kernel }, rest);
        },
        output: ({ config, input, version }) => {
            const { declared, output } = einsumShapes(config, input);
            return version === 3 ? declared : output;
        },
    },
    Embedding: {
        weights: (layer) => {
            const { config } = layer;
            const shape = [length(config, 'input_dim'), length(config, 'output_dim')];
            return withLora(layer, { name: 'embeddings', shape }, []);
        },
        output: ({ config, input }) => withEnd(input, 0, length(config, 'output_dim')),
    },
    ReversibleEmbedding: {
        only: 3,
        weights: ({ config }) => {
            const size = length(config, 'input_dim');
            const made = length(config, 'output_dim');
            const embeddings = { name: 'embeddings', shape: [size, made] };
            return flag(config, 'tie_weights', true)
                ? [embeddings]
                : [embeddings, { name: 'reverse_embeddings', shape: [made, size] }];
        },
        output: ({ config, input }) => withEnd(input, 0, length(config, 'output_dim')),
    },
    BatchNormalization: batchNormalization(),
    SyncBatchNormalization: { ...batchNormalization(), only: 2 },
    LayerNormalization: {
        weights: (layer) => {
            const weights = scaleAndShift(layer, axesOf(layer));
            return flag(layer.config, 'rms_scaling') ? weights.slice(0, 1) : weights;
        },
    },
    RMSNormalization: {
        only: 3,
        weights: (layer) => [{ name: 'scale', shape: axesOf(layer) }],
    },
    GroupNormalization: { weights: (layer) => scaleAndShift(layer, axesOf(layer)) },
    SpectralNormalization: {
        only: 3,
        parts: (config) => [
            { attribute: 'layer', serialized: config['layer'], input: (layer) => layer.input },
        ],
        // What it normalizes is the kernel of the layer, which it holds too.
        weights: ({ config }) => [
            { part: 0, name: 'kernel' },
            { part: 0, name: 'embeddings' },
            { name: 'vector_u', shape: [1, lastOfKernel(config['layer'])], trainable: false },
        ],
        output: ({ partOutput, input }) => partOutput(0, input)[0] ?? null,
    },
    Normalization: normalization(),
    PReLU: { weights: (layer) => [{ name: 'alpha', shape: sharedAxes(layer) }] },
    MultiHeadAttention: multiHeadAttention(),
    GroupedQueryAttention: groupedQueryAttention(),
    GroupQueryAttention: groupedQueryAttention(),
    Attention: attention(({ config }) => [
        ...(flag(config, 'use_scale') ? [{ name: 'scale', shape: [] }] : []),
        ...(textOf(config, 'score_mode') === 'concat'
            ? [{ name: 'concat_score_weight', shape: [] }]
            : []),
    ]),
    AdditiveAttention: attention(({ config, input }) =>
        flag(config, 'use_scale', true) ? [{ name: 'scale', shape: [lastOf(input)] }] : [],
    ),
};
