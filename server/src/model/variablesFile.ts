// `*.variables.json`: the variables of a live graph with their store keys, as `ckptmap dump-python`
// writes them. The best model source there is, so nothing in it is guessed: a file that is not
// exactly right is refused, with the first place that is wrong.

import { dtypeNumber } from '../util/dtype.js';
import { decodeUtf8, utf8Error } from '../util/utf8.js';
import type { StaticShape, TensorShape } from '../util/shape.js';
import type { ModelVariable, VariablePartition } from './model.js';

/** The variables of the file, or why it is none. */
export type VariablesFileResult =
    { readonly variables: readonly ModelVariable[] } | { readonly reason: string };

/** The format's name and version. */
const format = 'variables@1';

/** Thrown and caught in this file alone: where the file is wrong, and how. */
class WrongValueError extends Error {}

/** Reads the bytes of a variables file. */
export function readVariablesFile(bytes: Uint8Array): VariablesFileResult {
    const encoding = utf8Error(bytes);
    if (encoding !== undefined) {
        return { reason: `it is not UTF-8: ${encoding}` };
    }
    let file: unknown;
    try {
        file = JSON.parse(decodeUtf8(bytes).replace(/^\uFEFF/, ''));
    } catch (error) {
        return { reason: `it is not JSON: ${error instanceof Error ? error.message : 'unknown'}` };
    }
    try {
        return { variables: readFile(file) };
    } catch (error) {
        if (error instanceof WrongValueError) {
            return { reason: error.message };
        }
        throw error;
    }
}

function readFile(file: unknown): readonly ModelVariable[] {
    const { ckptmap, variables } = objectAt('the file', file);
    if (ckptmap !== format) {
        throw wrong("'ckptmap'", `the format '${format}'`, ckptmap);
    }
    const read = arrayAt("'variables'", variables).map((each, index) =>
        readVariable(`variables[${index}]`, each),
    );
    // An object of eager mode may give two of its variables one name; in a graph names are unique.
    refuseRepeated(
        'name',
        read.map(({ name, storeKey }) => (storeKey === null ? null : name)),
    );
    refuseRepeated(
        'storeKey',
        read.map(({ storeKey }) => storeKey),
    );
    return read;
}

const fields = new Set([
    'name',
    'shape',
    'dtype',
    'kind',
    'trainable',
    'storeKey',
    'partition',
    'collections',
]);

function readVariable(place: string, value: unknown): ModelVariable {
    const object = objectAt(place, value);
    const unknown = Object.keys(object).find((field) => !fields.has(field));
    if (unknown !== undefined) {
        throw new WrongValueError(
            `${place} has '${unknown}'; a variable has ${[...fields].join(', ')}`,
        );
    }
    const name = stringAt(`${place}.name`, object['name']);
    const { storeKey, partition, collections } = object;
    const shape = shapeAt(`${place}.shape`, object['shape']);
    return {
        name,
        shape,
        dtype: dtypeAt(`${place}.dtype`, object['dtype']),
        kind: kindAt(`${place}.kind`, object['kind']),
        trainable: booleanAt(`${place}.trainable`, object['trainable']),
        storeKey:
            storeKey === undefined
                ? name
                : storeKey === null
                  ? null
                  : stringAt(`${place}.storeKey`, storeKey),
        ...(partition === undefined
            ? {}
            : { partition: partitionAt(`${place}.partition`, partition) }),
        ...(collections === undefined
            ? {}
            : {
                  collections: arrayAt(`${place}.collections`, collections).map((each, index) =>
                      stringAt(`${place}.collections[${index}]`, each),
                  ),
              }),
    };
}

function partitionAt(place: string, value: unknown): VariablePartition {
    const object = objectAt(place, value);
    const fullName = stringAt(`${place}.fullName`, object['fullName']);
    const fullShape = lengthsAt(`${place}.fullShape`, object['fullShape']);
    const offset = lengthsAt(`${place}.offset`, object['offset']);
    const shape = lengthsAt(`${place}.shape`, object['shape']);
    const fits = (axis: number) =>
        (offset[axis] ?? 0) + (shape[axis] ?? 0) <= (fullShape[axis] ?? 0);
    if (
        offset.length !== fullShape.length ||
        shape.length !== fullShape.length ||
        !fullShape.every((_, axis) => fits(axis))
    ) {
        throw new WrongValueError(
            `${place}: the slice of shape ${show(shape)} at ${show(offset)} does not lie in ${show(fullShape)}`,
        );
    }
    return { fullName, fullShape, offset, shape };
}

function shapeAt(place: string, value: unknown): StaticShape {
    if (value === null) {
        return null;
    }
    if (!Array.isArray(value) || !value.every((length) => length === null || isLength(length))) {
        throw wrong(place, 'a list of lengths (null where one is unknown) or null', value);
    }
    return value as (number | null)[];
}

function lengthsAt(place: string, value: unknown): TensorShape {
    if (!Array.isArray(value) || !value.every(isLength)) {
        throw wrong(place, 'a list of lengths', value);
    }
    return value as number[];
}

function isLength(value: unknown): boolean {
    return typeof value === 'number' && Number.isSafeInteger(value) && 0 <= value;
}

function dtypeAt(place: string, value: unknown): string {
    const name = stringAt(place, value);
    if (dtypeNumber(name) === undefined) {
        throw wrong(place, "the name of a TensorFlow type such as 'float32'", value);
    }
    return name;
}

function kindAt(place: string, value: unknown): 'resource' | 'ref' {
    if (value !== 'resource' && value !== 'ref') {
        throw wrong(place, "'resource' or 'ref'", value);
    }
    return value;
}

function objectAt(place: string, value: unknown): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw wrong(place, 'an object', value);
    }
    return value as Record<string, unknown>;
}

function arrayAt(place: string, value: unknown): readonly unknown[] {
    if (!Array.isArray(value)) {
        throw wrong(place, 'a list', value);
    }
    return value;
}

function stringAt(place: string, value: unknown): string {
    if (typeof value !== 'string' || value === '') {
        throw wrong(place, 'a text', value);
    }
    return value;
}

function booleanAt(place: string, value: unknown): boolean {
    if (typeof value !== 'boolean') {
        throw wrong(place, 'true or false', value);
    }
    return value;
}

function refuseRepeated(field: string, values: readonly (string | null)[]): void {
    const first = new Map<string, number>();
    values.forEach((value, index) => {
        const earlier = value === null ? undefined : first.get(value);
        if (earlier !== undefined) {
            throw new WrongValueError(
                `variables[${index}].${field}: '${value ?? ''}' is that of variables[${earlier}] already`,
            );
        }
        if (value !== null) {
            first.set(value, index);
        }
    });
}

function wrong(place: string, expected: string, found: unknown): WrongValueError {
    return new WrongValueError(
        found === undefined
            ? `${place} is missing, it should be ${expected}`
            : `${place} should be ${expected}, and is ${show(found)}`,
    );
}

function show(value: unknown): string {
    const text = JSON.stringify(value);
    return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
