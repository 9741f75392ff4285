// Arithmetic on shapes of which some lengths are unknown: what Keras's layers do to the shapes of
// their inputs. Defined in Keras: src/ops/operation_utils.py, src/backend/common/backend_utils.py.

import type { StaticShape } from '../util/shape.js';
import type { Length } from './kerasFields.js';

/** A computation with lengths; unknown where one of them is, or where no length comes out. */
export function compute(of: readonly Length[], formula: (...known: number[]) => number): Length {
    const known = of.filter((each) => each !== null);
    if (known.length < of.length) {
        return null;
    }
    const result = formula(...known);
    return Number.isSafeInteger(result) && 0 <= result ? result : null;
}

/** A product of lengths. */
export function times(...of: readonly Length[]): Length {
    return compute(of, (...known) => known.reduce((product, each) => product * each, 1));
}

/** A sum of lengths. */
export function plus(...of: readonly Length[]): Length {
    return compute(of, (...known) => known.reduce((sum, each) => sum + each, 0));
}

/** The length of an axis, counted from the end where it is negative. */
export function axisOf(shape: StaticShape, axis: number): Length {
    return shape?.at(axis) ?? null;
}

/** The last length. */
export function lastOf(shape: StaticShape): Length {
    return axisOf(shape, -1);
}

/** A shape with other lengths at its end, in the place of as many as `dropped`. */
export function withEnd(
    shape: StaticShape,
    dropped: number,
    ...end: readonly Length[]
): StaticShape {
    return shape === null || shape.length < dropped
        ? null
        : [...shape.slice(0, shape.length - dropped), ...end];
}

/** Two reports of one shape, of which the first is the surer one. */
export function settle(shape: StaticShape, other: StaticShape | undefined): StaticShape {
    return shape === null || other === undefined || other?.length !== shape.length
        ? (shape ?? other ?? null)
        : shape.map((each, axis) => each ?? other[axis] ?? null);
}

/** What becomes of shapes that are added: lengths of one stretch, unknown ones stay unknown. */
export function broadcast(shapes: readonly StaticShape[]): StaticShape {
    const rank = Math.max(0, ...shapes.map((shape) => shape?.length ?? 0));
    const whole = shapes.map((shape) => (shape === null ? null : withRank(shape, rank)));
    if (whole.length === 0 || whole.includes(null)) {
        return null;
    }
    return Array.from({ length: rank }, (_, axis) => {
        const known = whole.map((shape) => axisOf(shape, axis));
        const stretched = known.find((each) => each !== 1 && each !== null);
        return stretched ?? (known.includes(null) ? null : 1);
    });
}

// Keras lets what has fewer axes have them after the first one, which counts the examples.
function withRank(shape: readonly Length[], rank: number): readonly Length[] {
    const missing = Array.from({ length: rank - shape.length }, () => 1);
    return [...shape.slice(0, 1), ...missing, ...shape.slice(1)];
}

/** How a layer looks at an axis through a window. */
export interface Window {
    readonly size: Length;
    readonly stride: Length;
    readonly dilation: Length;
    readonly padding: string;
}

/** The length of an axis once a window was moved along it. */
export function windowed(length: Length, { size, stride, dilation, padding }: Window): Length {
    return padding === 'same' || padding === 'causal'
        ? compute([length, stride], (whole, step) => Math.ceil(whole / step))
        : compute(
              [length, size, stride, dilation],
              (whole, window, step, spread) =>
                  Math.floor((whole - ((window - 1) * spread + 1)) / step) + 1,
          );
}

/** The length of an axis that a transposed convolution makes. */
export function unwindowed(length: Length, window: Window, outputPadding: Length): Length {
    const { size, stride, dilation, padding } = window;
    return compute([length, size, stride, dilation], (whole, kernel, step, spread) => {
        const reach = (kernel - 1) * spread + 1;
        if (outputPadding === null) {
            return padding === 'same' ? whole * step : whole * step + Math.max(reach - step, 0);
        }
        const cut = padding === 'same' ? Math.floor(reach / 2) : 0;
        return (whole - 1) * step + reach - 2 * cut + outputPadding;
    });
}

/** An image's shape, by its parts: how many, each axis of a picture, the channels. */
export interface ImageShape {
    readonly batch: Length;
    readonly axes: readonly Length[];
    readonly channels: Length;
}

/** A shape of so many axes as an image's; unknown lengths where it has another rank. */
export function imageOf(shape: StaticShape, rank: number, channelsFirst: boolean): ImageShape {
    const whole = shape?.length === rank + 2 ? shape : Array.from({ length: rank + 2 }, () => null);
    const axes = channelsFirst ? whole.slice(2) : whole.slice(1, -1);
    const channels = (channelsFirst ? whole[1] : whole.at(-1)) ?? null;
    return { batch: whole[0] ?? null, axes, channels };
}

/** The shape of an image. */
export function shapeOfImage(image: ImageShape, channelsFirst: boolean): StaticShape {
    const { batch, axes, channels } = image;
    return channelsFirst ? [batch, channels, ...axes] : [batch, ...axes, channels];
}
