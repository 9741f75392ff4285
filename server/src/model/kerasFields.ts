// The fields of Keras's configurations, which are JSON of any shape: each is read as the type that it
// should have, and as unknown where it has another one.

import { dtypeNumber } from '../util/dtype.js';
import type { StaticShape } from '../util/shape.js';

/** An object of a configuration; nothing of it is sure. */
export type Fields = Readonly<Record<string, unknown>>;

/** The length of an axis, null where it is unknown. */
export type Length = number | null;

/** A value as an object; undefined where it is none. */
export function fieldsOf(value: unknown): Fields | undefined {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (value as Fields)
        : undefined;
}

/** A value as a list; undefined where it is none. */
export function listOf(value: unknown): readonly unknown[] | undefined {
    return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

/** A field as a text; undefined where it is none. */
export function textOf(fields: Fields, name: string): string | undefined {
    const value = fields[name];
    return typeof value === 'string' ? value : undefined;
}

/** A value as a length; null where it is none. */
export function lengthOf(value: unknown): Length {
    return typeof value === 'number' && Number.isSafeInteger(value) && 0 <= value ? value : null;
}

/** A field as a length; `otherwise` where the field is absent. */
export function length(fields: Fields, name: string, otherwise: Length = null): Length {
    const value = fields[name];
    return value === undefined ? otherwise : lengthOf(value);
}

/** A field as an integer, which may be negative. */
export function integer(fields: Fields, name: string): number | undefined {
    const value = fields[name];
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** A field as a yes or no; `otherwise` where it is neither. */
export function flag(fields: Fields, name: string, otherwise = false): boolean {
    const value = fields[name];
    return typeof value === 'boolean' ? value : otherwise;
}

/** Whether a field is a number above zero, such as a rate. */
export function isAboveZero(fields: Fields, name: string): boolean {
    const value = fields[name];
    return typeof value === 'number' && 0 < value;
}

/** A field as so many lengths: a list of them, or one number for all; null for each unknown one. */
export function lengths(
    fields: Fields,
    name: string,
    count: number,
    otherwise: Length = null,
): readonly Length[] {
    const value = fields[name];
    return Array.from({ length: count }, (_, axis) => {
        const each: unknown = Array.isArray(value) ? value[axis] : value;
        return each === undefined || each === null ? otherwise : lengthOf(each);
    });
}

/** A field as integers, which may be negative: a list of them, or one. */
export function integers(fields: Fields, name: string): readonly number[] | undefined {
    const value = fields[name];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.every((each) => typeof each === 'number' && Number.isSafeInteger(each))
        ? (list as readonly number[])
        : undefined;
}

/** Shapes have few axes; what has more is none. */
const mostAxes = 64;

/** A value as a shape; null where it is none. */
export function shapeOf(value: unknown): StaticShape {
    const list = listOf(value);
    return list !== undefined &&
        list.length <= mostAxes &&
        list.every((each) => each === null || lengthOf(each) !== null)
        ? (list as readonly Length[])
        : null;
}

/** The shapes in a value: a shape, or lists and objects of shapes, in Keras's order. */
export function shapesIn(value: unknown, depth = 0): readonly StaticShape[] {
    const shape = shapeOf(value);
    if (shape !== null && !(shape.length === 0 && depth === 0)) {
        return [shape];
    }
    const list = listOf(value);
    const fields = fieldsOf(value);
    const inner =
        list ??
        (fields &&
            Object.keys(fields)
                .sort()
                .map((name) => fields[name])) ??
        undefined;
    return depth < 8 && inner !== undefined
        ? inner.flatMap((each) => shapesIn(each, depth + 1))
        : [];
}

/** A type of a layer's variables, and whether their values are quantized, which adds others. */
export interface VariableType {
    readonly dtype: string;
    readonly isQuantized: boolean;
}

/** The type of the variables that a layer's field `dtype` means: the name of a type or a policy. */
export function variableType(dtype: unknown): VariableType {
    const policy = fieldsOf(dtype);
    const config = policy && fieldsOf(policy['config']);
    const name =
        typeof dtype === 'string' ? dtype : (config && textOf(config, 'name')) || 'float32';
    const isQuantized =
        /_from_/.test(name) ||
        /Quantized|Map$/.test(policy ? (textOf(policy, 'class_name') ?? '') : '');
    const base = name.startsWith('mixed_') ? 'float32' : name;
    return { dtype: dtypeNumber(base) === undefined ? 'float32' : base, isQuantized };
}
