// The table's rows of layers that have no variables, but for a seed in Keras 3: what they do to
// shapes. Defined in Keras: src/layers/{reshaping,merging,regularization,preprocessing}/*.py.

import type { StaticShape } from '../util/shape.js';
import { isChannelsFirst } from './kerasConvolutions.js';
import {
    flag,
    integer,
    integers,
    isAboveZero,
    length,
    lengthOf,
    lengths,
    listOf,
    textOf,
    type Fields,
    type Length,
} from './kerasFields.js';
import type { KerasVersion, LayerRow, LayerView } from './kerasLayer.js';
import {
    axisOf,
    broadcast,
    compute,
    imageOf,
    lastOf,
    plus,
    shapeOfImage,
    times,
    withEnd,
} from './kerasShapes.js';

const same: LayerRow = {};

/** A layer that draws random numbers if its rate is above zero. */
function noise(rate: string): LayerRow {
    return { seed: (config) => isAboveZero(config, rate) };
}

const random: LayerRow = { seed: () => true };

const unknown: LayerRow = { output: () => null };

// Functions of TensorFlow that work on each element by itself.
const elementwise =
    /^(math\.|__operators__\.|nn\.)?(add|subtract|multiply|truediv|divide|maximum|minimum|pow|abs|exp|log|sqrt|rsqrt|square|negative|tanh|sigmoid|softplus|relu6?|elu|selu|gelu|swish|leaky_relu|cast|identity|stop_gradient|clip_by_value)$/;

const merged: LayerRow = { output: ({ call }) => broadcast(call.inputs) };

// The axes of a picture, each changed by what a field says of it: a pair, or one number for both.
function reshaped(
    rank: number,
    change: (config: Fields, length: Length, axis: number) => Length,
): LayerRow {
    return {
        output: ({ config, input }) => {
            const isFirst = isChannelsFirst(config);
            const image = imageOf(input, rank, isFirst);
            const axes = image.axes.map((each, axis) => change(config, each, axis));
            return shapeOfImage({ ...image, axes }, isFirst);
        },
    };
}

// How much a field adds to or takes from both ends of an axis: of one axis a pair, of several a pair
// each; anywhere a number stands for both ends.
function ends(config: Fields, name: string, rank: number, axis: number): Length {
    const field = config[name];
    const each = rank === 1 ? field : (listOf(field)?.[axis] ?? field);
    const [before, after] = listOf(each) ?? [each, each];
    return plus(lengthOf(before), lengthOf(after));
}

function padded(rank: number): LayerRow {
    return reshaped(rank, (config, each, axis) => plus(each, ends(config, 'padding', rank, axis)));
}

function cropped(rank: number): LayerRow {
    return reshaped(rank, (config, each, axis) =>
        compute([each, ends(config, 'cropping', rank, axis)], (whole, cut) => whole - cut),
    );
}

function enlarged(rank: number): LayerRow {
    return reshaped(rank, (config, each, axis) =>
        times(each, lengths(config, 'size', rank)[axis] ?? null),
    );
}

// A picture of the height and the width that the layer makes.
const resized: Pick<LayerRow, 'output'> = {
    output: ({ config, input }) => {
        const isFirst = isChannelsFirst(config);
        const size = [length(config, 'height'), length(config, 'width')];
        if (input === null || input.length < 3) {
            return null;
        }
        return isFirst
            ? [...input.slice(0, -2), ...size]
            : [...input.slice(0, -3), ...size, lastOf(input)];
    },
};

function flattened({ input }: LayerView): StaticShape {
    if (input === null || input.length === 0) {
        return null;
    }
    return [input[0] ?? null, times(...input.slice(1))];
}

// One length may be -1: as much as is left over.
function reshapedTo({ config, input }: LayerView): StaticShape {
    const target = integers(config, 'target_shape');
    if (target === undefined) {
        return null;
    }
    const rest = times(...target.filter((each) => each !== -1));
    const whole = input === null ? null : times(...input.slice(1));
    const left = compute([whole, rest], (all, known) => all / known);
    return [input?.[0] ?? null, ...target.map((each) => (each === -1 ? left : lengthOf(each)))];
}

function permuted({ config, input }: LayerView): StaticShape {
    const axes = integers(config, 'dims');
    return axes === undefined || input === null
        ? null
        : [input[0] ?? null, ...axes.map((axis) => input[axis] ?? null)];
}

function joined({ config, call }: LayerView): StaticShape {
    const [first = null] = call.inputs;
    const axis = integer(config, 'axis') ?? -1;
    if (first === null || call.inputs.some((each) => each?.length !== first.length)) {
        return null;
    }
    const at = axis < 0 ? axis + first.length : axis;
    return first.map((each, index) =>
        index === at
            ? plus(...call.inputs.map((shape) => axisOf(shape, at)))
            : (each ?? call.inputs.map((shape) => axisOf(shape, index)).find(Number) ?? null),
    );
}

function multiplied({ config, call }: LayerView): StaticShape {
    const [first = null, second = null] = call.inputs;
    const given = integers(config, 'axes');
    if (first === null || second === null || given === undefined) {
        return null;
    }
    const [one = -1, other = one] = given;
    const without = (shape: readonly Length[], axis: number) =>
        shape.filter((_, index) => index !== (axis < 0 ? axis + shape.length : axis));
    const left = without(first, one);
    const right = without(second, other).slice(1);
    return left.length + right.length === 1 ? [...left, 1] : [...left, ...right];
}

function categories({ config, input }: LayerView): StaticShape {
    const tokens = length(config, 'num_tokens');
    const mode = textOf(config, 'output_mode') ?? 'multi_hot';
    const isAppended = mode === 'one_hot' && lastOf(input) !== 1;
    return withEnd(input, isAppended || input?.length === 1 ? 0 : 1, tokens);
}

// Indices keep the shape; what counts or marks them has as many as there are words.
function lookedUp({ config, input }: LayerView): StaticShape {
    return (textOf(config, 'output_mode') ?? 'int') === 'int' ? input : null;
}

// Keras 2 has the weights of words as a variable of its own, made later.
function hasNoIdf(config: Fields, version: KerasVersion): boolean {
    return version === 3 || textOf(config, 'output_mode') !== 'tf_idf';
}

function only3(row: LayerRow): LayerRow {
    return { ...row, only: 3 };
}

function withoutLength(shape: StaticShape, axis: number): StaticShape {
    return shape?.map((each, index) => (index === shape.length + axis ? null : each)) ?? null;
}

/** Rows by the class's name. */
export const plain: Readonly<Record<string, LayerRow>> = {
    InputLayer: same,
    Activation: same,
    ReLU: same,
    LeakyReLU: same,
    ELU: same,
    Softmax: same,
    ThresholdedReLU: same,
    Masking: same,
    Identity: same,
    ActivityRegularization: same,
    UnitNormalization: same,
    Dropout: noise('rate'),
    SpatialDropout1D: noise('rate'),
    SpatialDropout2D: noise('rate'),
    SpatialDropout3D: noise('rate'),
    GaussianDropout: noise('rate'),
    GaussianNoise: noise('stddev'),
    AlphaDropout: noise('rate'),
    Flatten: { output: flattened },
    Reshape: { output: reshapedTo },
    Permute: { output: permuted },
    RepeatVector: {
        output: ({ config, input }) =>
            input?.length === 2 ? [input[0] ?? null, length(config, 'n'), lastOf(input)] : null,
    },
    ZeroPadding1D: padded(1),
    ZeroPadding2D: padded(2),
    ZeroPadding3D: padded(3),
    Cropping1D: cropped(1),
    Cropping2D: cropped(2),
    Cropping3D: cropped(3),
    UpSampling1D: enlarged(1),
    UpSampling2D: enlarged(2),
    UpSampling3D: enlarged(3),
    Add: merged,
    Subtract: merged,
    Multiply: merged,
    Average: merged,
    Maximum: merged,
    Minimum: merged,
    Concatenate: { output: joined },
    Dot: { output: multiplied },
    Rescaling: same,
    Resizing: resized,
    CenterCrop: resized,
    RandomCrop: { ...random, ...resized },
    RandomFlip: random,
    RandomRotation: random,
    RandomZoom: random,
    RandomContrast: random,
    RandomTranslation: random,
    RandomBrightness: random,
    RandomPerspective: only3(random),
    RandomErasing: only3(random),
    RandomGaussianBlur: only3(random),
    RandomHue: only3(random),
    RandomSaturation: only3(random),
    RandomSharpness: only3(random),
    RandomShear: only3(random),
    RandomInvert: only3(random),
    RandomPosterization: only3(random),
    RandomGrayscale: only3(random),
    RandomColorDegeneration: only3(random),
    RandomElasticTransform: only3(random),
    Solarization: only3(random),
    AutoContrast: only3(same),
    RandomHeight: { only: 2, output: ({ input }) => withoutLength(input, -3) },
    RandomWidth: { only: 2, output: ({ input }) => withoutLength(input, -2) },
    CategoryEncoding: { output: categories },
    Discretization: { output: lookedUp },
    Hashing: { output: lookedUp },
    StringLookup: { isKnown: hasNoIdf, output: lookedUp },
    IntegerLookup: { isKnown: hasNoIdf, output: lookedUp },
    TextVectorization: {
        isKnown: hasNoIdf,
        output: ({ config, input }) =>
            textOf(config, 'output_mode') === 'int' && !flag(config, 'ragged')
                ? [input?.[0] ?? null, length(config, 'output_sequence_length')]
                : null,
    },
    Lambda: unknown,
    // Operations of TensorFlow that were called in the place of layers.
    TFOpLambda: {
        output: ({ config, call }) =>
            elementwise.test(textOf(config, 'function') ?? '')
                ? broadcast([...call.inputs, ...call.named.values()])
                : null,
    },
    SlicingOpLambda: unknown,
    TensorFlowOpLayer: unknown,
    ClassMethod: unknown,
    InstanceMethod: unknown,
    InstanceProperty: unknown,
};
