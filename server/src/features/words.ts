// Numbers and things as people read them: counts, shapes, tensors and variables in a line.

import type { Model, ModelVariable } from '../model/model.js';
import { bytesText } from '../util/bytesText.js';
import { elementBytes } from '../util/dtype.js';
import { elementCount, isFullyDefined, listShape, type StaticShape } from '../util/shape.js';

/** `12,345`. */
export function countText(count: number): string {
    return count.toLocaleString('en-US');
}

/** `1 tensor`, `2 tensors`. */
export function plural(count: number, noun: string): string {
    return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `12 variables`, or `12 variables known`, `3 more perhaps` where the source leaves some open. */
export function countVariables({ variables, open }: Model): readonly string[] {
    if (open === undefined) {
        return [plural(variables.length, 'variable')];
    }
    const { possible } = open;
    return [
        `${plural(variables.length, 'variable')} known`,
        ...(possible.length === 0 ? [] : [`${countText(possible.length)} more perhaps`]),
    ];
}

/** `float32 [2, 3]`; the shape alone where the type is not known. */
export function typeText(thing: { readonly dtype: string; readonly shape: StaticShape }): string {
    return `${thing.dtype} ${listShape(thing.shape)}`.trimStart();
}

/** The bytes of a variable; undefined where its shape or type does not say. */
export function variableBytes({ shape, dtype }: ModelVariable): number | undefined {
    const each = elementBytes(dtype);
    return each === undefined || !isFullyDefined(shape) ? undefined : each * elementCount(shape);
}

/** `6 parameters, 24 bytes`, as far as it can be said. */
export function sizeText(shape: StaticShape, bytes: number | null | undefined): string {
    const parts = [
        ...(isFullyDefined(shape) ? [plural(elementCount(shape), 'parameter')] : []),
        ...(bytes === null || bytes === undefined ? [] : [bytesText(bytes)]),
    ];
    return parts.join(', ');
}
