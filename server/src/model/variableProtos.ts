// The messages of a graph that speak of variables, read with protobufjs.
// Defined in TensorFlow: core/framework/variable.proto, node_def.proto, attr_value.proto,
// tensor_shape.proto, core/protobuf/saved_object_graph.proto. protobufjs throws a RangeError where bytes end too soon.

import protobuf from 'protobufjs/minimal.js';
import type { StaticShape, TensorShape } from '../util/shape.js';
import type { VariablePartition } from './model.js';

type Reader = protobuf.Reader;

/** VariableDef, as far as a map can tell: it has neither shape nor dtype, the node has. */
export interface VariableDef {
    /** Such as `w:0`. */
    readonly variableName: string;
    readonly isResource: boolean;
    readonly partition: VariablePartition | undefined;
}

/** The NodeDef of a variable. */
export interface VariableNode {
    readonly name: string;
    readonly op: string;
    /** The number of the type, 0 where the node has none. */
    readonly dtype: number;
    readonly shape: StaticShape;
    /** The operations named by `_class`, which the node is placed with. */
    readonly colocatedWith: readonly string[];
}

/** A variable among the saved objects of a SavedModel of TensorFlow 2. */
export interface SavedVariable {
    /** Without `:0`; empty where it has none. */
    readonly name: string;
    readonly dtype: number;
    readonly shape: StaticShape;
    readonly trainable: boolean;
}

/** Reads a SavedVariable. */
export function readSavedVariable(bytes: Uint8Array): SavedVariable {
    let name = '';
    let dtype = 0;
    let shape: StaticShape = null;
    let trainable = false;
    eachField(bytes, (number, reader) => {
        switch (number) {
            case 1:
                dtype = reader.int32();
                return true;
            case 2:
                shape = readShape(reader.bytes());
                return true;
            case 3:
                trainable = reader.bool();
                return true;
            case 6:
                name = reader.string();
                return true;
            default:
                return false;
        }
    });
    return { name, dtype, shape, trainable };
}

/** Reads a VariableDef. */
export function readVariableDef(bytes: Uint8Array): VariableDef {
    let variableName = '';
    let isResource = false;
    let partition: VariablePartition | undefined;
    eachField(bytes, (number, reader) => {
        switch (number) {
            case 1:
                variableName = reader.string();
                return true;
            case 4:
                partition = readSaveSliceInfo(reader.bytes());
                return true;
            case 5:
                isResource = reader.bool();
                return true;
            default:
                return false;
        }
    });
    return { variableName, isResource, partition };
}

/** Reads the NodeDef of a variable. */
export function readVariableNode(bytes: Uint8Array): VariableNode {
    let name = '';
    let op = '';
    let dtype = 0;
    let shape: StaticShape = null;
    let colocatedWith: readonly string[] = [];
    eachField(bytes, (number, reader) => {
        switch (number) {
            case 1:
                name = reader.string();
                return true;
            case 2:
                op = reader.string();
                return true;
            case 5: {
                const [key, attribute] = readAttribute(reader.bytes());
                if (key === 'dtype') {
                    dtype = attribute.type;
                } else if (key === 'shape') {
                    shape = attribute.shape;
                } else if (key === '_class') {
                    colocatedWith = attribute.strings
                        .filter((text) => text.startsWith('loc:@'))
                        .map((text) => text.slice('loc:@'.length));
                }
                return true;
            }
            default:
                return false;
        }
    });
    return { name, op, dtype, shape, colocatedWith };
}

function readSaveSliceInfo(bytes: Uint8Array): VariablePartition {
    let fullName = '';
    const numbers: [number[], number[], number[]] = [[], [], []];
    eachField(bytes, (number, reader, wireType) => {
        if (number === 1) {
            fullName = reader.string();
            return true;
        }
        if (number === 2 || number === 3 || number === 4) {
            readNumbers(reader, wireType, numbers[number - 2] ?? []);
            return true;
        }
        return false;
    });
    const [fullShape, offset, shape]: readonly TensorShape[] = numbers;
    return { fullName, fullShape: fullShape ?? [], offset: offset ?? [], shape: shape ?? [] };
}

interface Attribute {
    readonly type: number;
    readonly shape: StaticShape;
    readonly strings: readonly string[];
}

// An entry of a map<string, AttrValue>.
function readAttribute(bytes: Uint8Array): readonly [string, Attribute] {
    let key = '';
    let type = 0;
    let shape: StaticShape = null;
    let strings: readonly string[] = [];
    eachField(bytes, (number, reader) => {
        if (number === 1) {
            key = reader.string();
            return true;
        }
        if (number !== 2) {
            return false;
        }
        eachField(reader.bytes(), (kind, value) => {
            switch (kind) {
                case 1:
                    strings = readStrings(value.bytes());
                    return true;
                case 6:
                    type = value.int32();
                    return true;
                case 7:
                    shape = readShape(value.bytes());
                    return true;
                default:
                    return false;
            }
        });
        return true;
    });
    return [key, { type, shape, strings }];
}

function readStrings(list: Uint8Array): readonly string[] {
    const strings: string[] = [];
    eachField(list, (number, reader) => {
        if (number !== 2) {
            return false;
        }
        strings.push(reader.string());
        return true;
    });
    return strings;
}

function readShape(bytes: Uint8Array): StaticShape {
    const lengths: (number | null)[] = [];
    let unknownRank = false;
    eachField(bytes, (number, reader) => {
        if (number === 3) {
            unknownRank = reader.bool();
            return true;
        }
        if (number !== 2) {
            return false;
        }
        let length = 0;
        eachField(reader.bytes(), (field, value) => {
            if (field !== 1) {
                return false;
            }
            length = toNumber(value.int64());
            return true;
        });
        lengths.push(length < 0 ? null : length);
        return true;
    });
    return unknownRank ? null : lengths;
}

function readNumbers(reader: Reader, wireType: number, numbers: number[]): void {
    if (wireType !== 2) {
        numbers.push(toNumber(reader.int64()));
        return;
    }
    for (const end = reader.uint32() + reader.pos; reader.pos < end;) {
        numbers.push(toNumber(reader.int64()));
    }
}

// protobufjs gives a Long where that package is there, else a number.
function toNumber(value: number | { toString(): string }): number {
    return Number(value.toString());
}

function eachField(
    bytes: Uint8Array,
    take: (number: number, reader: Reader, wireType: number) => boolean,
): void {
    const reader = protobuf.Reader.create(bytes);
    while (reader.pos < reader.len) {
        const tag = reader.uint32();
        if (!take(tag >>> 3, reader, tag & 7)) {
            reader.skipType(tag & 7);
        }
    }
}
