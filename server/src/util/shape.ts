// Shapes, as TensorFlow's static shapes have them, and the texts in which it prints them.
// Defined in TensorFlow: python/framework/tensor_shape.py, core/framework/tensor_shape.cc.

/** A fully known shape; each number is the length of an axis, `[]` is a scalar. */
export type TensorShape = readonly number[];

/** A static shape: `null` in it is an axis of unknown length, `null` itself an unknown rank. */
export type StaticShape = readonly (number | null)[] | null;

/** Elements of a tensor; 1 for a scalar. Above 2^53 the product is rounded as a double. */
export function elementCount(shape: TensorShape): number {
    return shape.reduce((product, length) => product * length, 1);
}

/** Whether every axis is known. */
export function isFullyDefined(shape: StaticShape): shape is TensorShape {
    return shape !== null && shape.every((length) => length !== null);
}

/** TensorShape.is_compatible_with: ranks are equal, and so is every axis known to both. */
export function isCompatible(shape: StaticShape, other: TensorShape): boolean {
    return (
        shape === null ||
        (shape.length === other.length &&
            shape.every((length, axis) => length === null || length === other[axis]))
    );
}

/** Whether two known shapes are the same. */
export function sameShape(shape: TensorShape, other: TensorShape): boolean {
    return shape.length === other.length && shape.every((length, axis) => length === other[axis]);
}

/** What two shapes have in common: `[2, 3]` and `[2, 4]` give `[2, null]`, other ranks `null`. */
export function commonShape(one: StaticShape, other: StaticShape): StaticShape {
    if (one === null || one.length !== other?.length) {
        return null;
    }
    return one.map((length, axis) => (length === other[axis] ? length : null));
}

/** `str(TensorShape)`: `()`, `(9,)`, `(None, 3)`, `<unknown>`. */
export function pythonShape(shape: StaticShape): string {
    if (shape === null) {
        return '<unknown>';
    }
    const lengths = shape.map((length) => (length === null ? 'None' : String(length)));
    return lengths.length === 1 ? `(${lengths[0]},)` : `(${lengths.join(', ')})`;
}

/** A list's `repr`, as CheckpointReader gives shapes: `[2, 3]`. Also the form we show to people. */
export function listShape(shape: StaticShape): string {
    return shape === null ? '<unknown>' : `[${shape.map((length) => length ?? '?').join(', ')}]`;
}

/** The C++ runtime's form: `[2,3]`. */
export function cppShape(shape: TensorShape): string {
    return `[${shape.join(',')}]`;
}
