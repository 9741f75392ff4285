// The table's rows of layers that look through windows: convolutions and poolings.
// Defined in Keras: src/layers/convolutional/*.py, src/layers/pooling/*.py.

import type { StaticShape } from '../util/shape.js';
import { flag, length, lengths, textOf, type Fields, type Length } from './kerasFields.js';
import type { LayerRow, LayerView, OwnWeight } from './kerasLayer.js';
import {
    compute,
    imageOf,
    shapeOfImage,
    times,
    unwindowed,
    windowed,
    type ImageShape,
} from './kerasShapes.js';

/** Whether a layer's pictures have their channels before their axes. */
export function isChannelsFirst(config: Fields): boolean {
    return textOf(config, 'data_format') === 'channels_first';
}

/** The lengths of axes once a layer's kernel was moved along them. */
export function convolved(config: Fields, axes: readonly Length[]): readonly Length[] {
    const rank = axes.length;
    const sizes = lengths(config, 'kernel_size', rank);
    const strides = lengths(config, 'strides', rank, 1);
    const dilations = lengths(config, 'dilation_rate', rank, 1);
    const padding = textOf(config, 'padding') ?? 'valid';
    return axes.map((each, axis) =>
        windowed(each, {
            size: sizes[axis] ?? null,
            stride: strides[axis] ?? null,
            dilation: dilations[axis] ?? null,
            padding,
        }),
    );
}

function imageIn(layer: LayerView, rank: number): ImageShape {
    return imageOf(layer.input, rank, isChannelsFirst(layer.config));
}

function imageOut({ config }: LayerView, image: ImageShape): StaticShape {
    return shapeOfImage(image, isChannelsFirst(config));
}

/** The bias of a layer, where it has one. */
export function bias(config: Fields, shape: StaticShape): readonly OwnWeight[] {
    return flag(config, 'use_bias', true) ? [{ name: 'bias', shape }] : [];
}

function convolution(rank: number): LayerRow {
    return {
        weights: (layer) => {
            const { config } = layer;
            const filters = length(config, 'filters');
            const groups = length(config, 'groups', 1);
            const channels = compute(
                [imageIn(layer, rank).channels, groups],
                (all, each) => all / each,
            );
            const kernel = [...lengths(config, 'kernel_size', rank), channels, filters];
            return [{ name: 'kernel', shape: kernel }, ...bias(config, [filters])];
        },
        output: (layer) => {
            const { batch, axes } = imageIn(layer, rank);
            const channels = length(layer.config, 'filters');
            return imageOut(layer, { batch, axes: convolved(layer.config, axes), channels });
        },
    };
}

function transposed(rank: number): LayerRow {
    return {
        weights: (layer) => {
            const { config } = layer;
            const filters = length(config, 'filters');
            const kernel = [
                ...lengths(config, 'kernel_size', rank),
                filters,
                imageIn(layer, rank).channels,
            ];
            return [{ name: 'kernel', shape: kernel }, ...bias(config, [filters])];
        },
        output: (layer) => {
            const { config } = layer;
            const { batch, axes } = imageIn(layer, rank);
            const sizes = lengths(config, 'kernel_size', rank);
            const strides = lengths(config, 'strides', rank, 1);
            const dilations = lengths(config, 'dilation_rate', rank, 1);
            const more = lengths(config, 'output_padding', rank);
            const made = axes.map((each, axis) =>
                unwindowed(
                    each,
                    {
                        size: sizes[axis] ?? null,
                        stride: strides[axis] ?? null,
                        dilation: dilations[axis] ?? null,
                        padding: textOf(config, 'padding') ?? 'valid',
                    },
                    more[axis] ?? null,
                ),
            );
            return imageOut(layer, { batch, axes: made, channels: length(config, 'filters') });
        },
    };
}

function depthwise(rank: number): LayerRow {
    const multiplied = (layer: LayerView) =>
        times(imageIn(layer, rank).channels, length(layer.config, 'depth_multiplier', 1));
    return {
        weights: (layer) => {
            const { config, version } = layer;
            const kernel = [
                ...lengths(config, 'kernel_size', rank),
                imageIn(layer, rank).channels,
                length(config, 'depth_multiplier', 1),
            ];
            const name = version === 3 ? 'kernel' : 'depthwise_kernel';
            return [{ name, shape: kernel }, ...bias(config, [multiplied(layer)])];
        },
        output: (layer) => {
            const { batch, axes } = imageIn(layer, rank);
            const made = convolved(layer.config, axes);
            return imageOut(layer, { batch, axes: made, channels: multiplied(layer) });
        },
    };
}

function separable(rank: number): LayerRow {
    const { output } = convolution(rank);
    return {
        weights: (layer) => {
            const { config } = layer;
            const { channels } = imageIn(layer, rank);
            const multiplier = length(config, 'depth_multiplier', 1);
            const filters = length(config, 'filters');
            const sizes = lengths(config, 'kernel_size', rank);
            return [
                { name: 'depthwise_kernel', shape: [...sizes, channels, multiplier] },
                {
                    name: 'pointwise_kernel',
                    shape: [...sizes.map(() => 1), times(channels, multiplier), filters],
                },
                ...bias(config, [filters]),
            ];
        },
        ...(output === undefined ? {} : { output }),
    };
}

// Every place of the picture has a kernel of its own, in one of three layouts.
function locallyConnected(rank: number): LayerRow {
    return {
        only: 2,
        weights: (layer) => {
            const { config } = layer;
            const { axes, channels } = imageIn(layer, rank);
            const made = convolved(config, axes);
            const filters = length(config, 'filters');
            const window = times(...lengths(config, 'kernel_size', rank), channels);
            const isFirst = (length(config, 'implementation', 1) ?? 1) === 1;
            return [
                { name: 'kernel', shape: isFirst ? [times(...made), window, filters] : null },
                ...bias(config, [...made, filters]),
            ];
        },
        output: (layer) => {
            const { batch, axes } = imageIn(layer, rank);
            const channels = length(layer.config, 'filters');
            return imageOut(layer, { batch, axes: convolved(layer.config, axes), channels });
        },
    };
}

function pooling(rank: number): LayerRow {
    return {
        output: (layer) => {
            const { config } = layer;
            const { batch, axes, channels } = imageIn(layer, rank);
            const sizes = lengths(config, 'pool_size', rank, 2);
            const strides = lengths(config, 'strides', rank);
            const padding = textOf(config, 'padding') ?? 'valid';
            const made = axes.map((each, axis) => {
                const size = sizes[axis] ?? null;
                return windowed(each, {
                    size,
                    stride: strides[axis] ?? size,
                    dilation: 1,
                    padding,
                });
            });
            return imageOut(layer, { batch, axes: made, channels });
        },
    };
}

function globalPooling(rank: number): LayerRow {
    return {
        output: (layer) => {
            const { batch, axes, channels } = imageIn(layer, rank);
            return flag(layer.config, 'keepdims')
                ? imageOut(layer, { batch, axes: axes.map(() => 1), channels })
                : [batch, channels];
        },
    };
}

function adaptivePooling(rank: number): LayerRow {
    return {
        only: 3,
        output: (layer) =>
            imageOut(layer, {
                ...imageIn(layer, rank),
                axes: lengths(layer.config, 'output_size', rank),
            }),
    };
}

/** Rows by the class's name. */
export const convolutions: Readonly<Record<string, LayerRow>> = {
    Conv1D: convolution(1),
    Conv2D: convolution(2),
    Conv3D: convolution(3),
    Conv1DTranspose: transposed(1),
    Conv2DTranspose: transposed(2),
    Conv3DTranspose: transposed(3),
    DepthwiseConv1D: depthwise(1),
    DepthwiseConv2D: depthwise(2),
    SeparableConv1D: separable(1),
    SeparableConv2D: separable(2),
    LocallyConnected1D: locallyConnected(1),
    LocallyConnected2D: locallyConnected(2),
    MaxPooling1D: pooling(1),
    MaxPooling2D: pooling(2),
    MaxPooling3D: pooling(3),
    AveragePooling1D: pooling(1),
    AveragePooling2D: pooling(2),
    AveragePooling3D: pooling(3),
    GlobalMaxPooling1D: globalPooling(1),
    GlobalMaxPooling2D: globalPooling(2),
    GlobalMaxPooling3D: globalPooling(3),
    GlobalAveragePooling1D: globalPooling(1),
    GlobalAveragePooling2D: globalPooling(2),
    GlobalAveragePooling3D: globalPooling(3),
    AdaptiveMaxPooling1D: adaptivePooling(1),
    AdaptiveMaxPooling2D: adaptivePooling(2),
    AdaptiveMaxPooling3D: adaptivePooling(3),
    AdaptiveAveragePooling1D: adaptivePooling(1),
    AdaptiveAveragePooling2D: adaptivePooling(2),
    AdaptiveAveragePooling3D: adaptivePooling(3),
};
