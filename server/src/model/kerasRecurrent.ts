// The table's rows of layers that run along time: cells, the layers that hold one, and wrappers.
// Defined in Keras: src/layers/rnn/*.py, src/layers/core/wrapper.py.

import type { StaticShape } from '../util/shape.js';
import { convolved, isChannelsFirst } from './kerasConvolutions.js';
import {
    fieldsOf,
    flag,
    length,
    lengths,
    listOf,
    textOf,
    type Fields,
    type Length,
} from './kerasFields.js';
import {
    partOf,
    type KerasVersion,
    type LayerPart,
    type LayerRow,
    type LayerView,
    type OwnWeight,
} from './kerasLayer.js';
import { imageOf, lastOf, shapeOfImage, times } from './kerasShapes.js';

// A cell's variables; `biases` is how many biases a unit has for each of its gates.
function cellWeights(
    { config, input }: LayerView,
    gates: number,
    biases: (gated: Length) => StaticShape,
): readonly OwnWeight[] {
    const units = length(config, 'units');
    const gated = times(units, gates);
    return [
        { name: 'kernel', shape: [lastOf(input), gated] },
        { name: 'recurrent_kernel', shape: [units, gated] },
        ...(flag(config, 'use_bias', true) ? [{ name: 'bias', shape: biases(gated) }] : []),
    ];
}

function gruBias(config: Fields, gated: Length): StaticShape {
    return flag(config, 'reset_after', true) ? [2, gated] : [gated];
}

/** The states that each kind of cell keeps. */
const states: Readonly<Record<string, number>> = { LSTMCell: 2, GRUCell: 1, SimpleRNNCell: 1 };

interface CellSizes {
    readonly output: Length;
    readonly states: readonly Length[];
}

// What a cell gives and keeps; undefined of a class that is not known.
function cellSizes(serialized: unknown): CellSizes | undefined {
    const fields = fieldsOf(serialized) ?? {};
    const config = fieldsOf(fields['config']) ?? {};
    const className = textOf(fields, 'class_name') ?? '';
    if (className === 'StackedRNNCells') {
        const inner = (listOf(config['cells']) ?? []).map(cellSizes);
        const last = inner.at(-1);
        return last && { output: last.output, states: inner.flatMap((each) => each?.states ?? []) };
    }
    const kept = states[className];
    const units = length(config, 'units');
    return kept === undefined
        ? undefined
        : { output: units, states: Array.from({ length: kept }, () => units) };
}

// What comes out of a layer that runs a cell: its last output or all, and its states if asked for.
function sequences(
    { config, input }: LayerView,
    output: StaticShape,
    kept: readonly StaticShape[],
): readonly StaticShape[] {
    const [batch = null, steps = null] = input ?? [];
    const each = output === null ? null : [batch, ...output];
    const all = each === null ? null : [batch, steps, ...each.slice(1)];
    return [
        flag(config, 'return_sequences') ? all : each,
        ...(flag(config, 'return_state')
            ? kept.map((state) => (state === null ? null : [batch, ...state]))
            : []),
    ];
}

// The shape of one step of what a layer is called with.
function step({ input }: LayerView): StaticShape {
    return input === null ? null : [input[0] ?? null, ...input.slice(2)];
}

function outputsOfCell(layer: LayerView, serialized: unknown): readonly StaticShape[] {
    const sizes = cellSizes(serialized);
    return sequences(
        layer,
        sizes === undefined ? null : [sizes.output],
        (sizes?.states ?? []).map((each) => [each]),
    );
}

function recurrent(cell: string, name: string): LayerRow {
    const cellOf = (config: Fields) => partOf(cell, { ...config, name });
    return {
        parts: (config) => [{ attribute: 'cell', serialized: cellOf(config), input: step }],
        outputs: (layer) => outputsOfCell(layer, cellOf(layer.config)),
    };
}

function convolvedStep(layer: LayerView, rank: number): readonly Length[] {
    const { axes } = imageOf(step(layer), rank, isChannelsFirst(layer.config));
    return convolved(layer.config, axes);
}

function convolutional(rank: number): LayerRow {
    const cell = `ConvLSTM${rank}DCell`;
    return {
        parts: (config, version) => [
            {
                attribute: 'cell',
                serialized: partOf(cell, { ...config, name: 'conv_lstm_cell' }),
                input: step,
                hasOwnScope: version === 3,
            },
        ],
        outputs: (layer) => {
            const { config } = layer;
            const channels = length(config, 'filters');
            const isFirst = isChannelsFirst(config);
            const axes = convolvedStep(layer, rank);
            const state = shapeOfImage({ batch: null, axes, channels }, isFirst)?.slice(1) ?? null;
            return sequences(layer, state, [state, state]);
        },
    };
}

function convolutionalCell(rank: number): LayerRow {
    return {
        seed: () => true,
        weights: ({ config, input }) => {
            const sizes = lengths(config, 'kernel_size', rank);
            const filters = length(config, 'filters');
            const gated = times(filters, 4);
            const { channels } = imageOf(input, rank, isChannelsFirst(config));
            return [
                { name: 'kernel', shape: [...sizes, channels, gated] },
                { name: 'recurrent_kernel', shape: [...sizes, filters, gated] },
                ...(flag(config, 'use_bias', true) ? [{ name: 'bias', shape: [gated] }] : []),
            ];
        },
    };
}

// The cells of a stack, each of which is built with what the one before gives.
function stackedParts(config: Fields): readonly LayerPart[] {
    const cells = listOf(config['cells']) ?? [];
    return cells.map((serialized, index) => ({
        attribute: `cells/${index}`,
        serialized,
        input: ({ input }) =>
            index === 0 ? input : [input?.[0] ?? null, cellSizes(cells[index - 1])?.output ?? null],
    }));
}

function withoutTime(layer: LayerView): StaticShape {
    return step(layer);
}

// Both directions are copies of the layer that is given, under names of their own. Keras 3 makes
// that layer first, then a backward one that is given, which stays as it is.
function bidirectionalParts(config: Fields, version: KerasVersion): readonly LayerPart[] {
    const given = fieldsOf(config['layer']) ?? {};
    const backward = fieldsOf(config['backward_layer']);
    const part = (attribute: string, serialized: unknown): LayerPart => ({
        attribute,
        serialized,
        input: ({ input }) => input,
        place: attribute === 'forward_layer' ? 0 : 1,
    });
    const forward = part('forward_layer', renamed(given, 'forward_', version));
    if (version === 2) {
        return [forward, part('backward_layer', renamed(backward ?? given, 'backward_', version))];
    }
    const original = { ...part('layer', given), isDropped: true };
    return backward === undefined
        ? [original, forward, part('backward_layer', renamed(given, 'backward_', version))]
        : [original, part('backward_layer', backward), forward];
}

function renamed(serialized: Fields, prefix: string, version: KerasVersion): unknown {
    const config = fieldsOf(serialized['config']) ?? {};
    const name = textOf(config, 'name') ?? '';
    const own = version === 3 && name.startsWith(prefix) ? name : `${prefix}${name}`;
    return { ...serialized, config: { ...config, name: own } };
}

function bidirectionalOutputs({ config, input, partOutput }: LayerView): readonly StaticShape[] {
    const [output = null, ...kept] = partOutput(0, input);
    const [, ...keptBackward] = partOutput(1, input);
    const mode = config['merge_mode'];
    const isJoined = mode === undefined || mode === 'concat';
    const joined = isJoined ? output && [...output.slice(0, -1), times(lastOf(output), 2)] : output;
    return [...(mode === null ? [output, output] : [joined]), ...kept, ...keptBackward];
}

/** Rows by the class's name. */
export const recurrentLayers: Readonly<Record<string, LayerRow>> = {
    LSTMCell: { seed: () => true, weights: (layer) => cellWeights(layer, 4, (gated) => [gated]) },
    GRUCell: {
        seed: () => true,
        weights: (layer) => cellWeights(layer, 3, (gated) => gruBias(layer.config, gated)),
    },
    SimpleRNNCell: {
        seed: () => true,
        weights: (layer) => cellWeights(layer, 1, (gated) => [gated]),
    },
    StackedRNNCells: { parts: stackedParts },
    ConvLSTM1DCell: convolutionalCell(1),
    ConvLSTM2DCell: convolutionalCell(2),
    ConvLSTM3DCell: convolutionalCell(3),
    LSTM: recurrent('LSTMCell', 'lstm_cell'),
    GRU: recurrent('GRUCell', 'gru_cell'),
    SimpleRNN: recurrent('SimpleRNNCell', 'simple_rnn_cell'),
    RNN: {
        parts: (config) => [{ attribute: 'cell', serialized: config['cell'], input: step }],
        outputs: (layer) => outputsOfCell(layer, layer.config['cell']),
    },
    ConvLSTM1D: convolutional(1),
    ConvLSTM2D: convolutional(2),
    ConvLSTM3D: convolutional(3),
    Bidirectional: { parts: bidirectionalParts, outputs: bidirectionalOutputs },
    TimeDistributed: {
        parts: (config, version) => [
            {
                attribute: 'layer',
                serialized: config['layer'],
                input: withoutTime,
                hasOwnScope: version === 3,
            },
        ],
        outputs: (layer) => {
            const { input, partOutput } = layer;
            return partOutput(0, withoutTime(layer)).map((each) =>
                each === null || input === null
                    ? null
                    : [each[0] ?? null, input[1] ?? null, ...each.slice(1)],
            );
        },
    },
};
