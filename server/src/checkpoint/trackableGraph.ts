// TrackableObjectGraph, the message in which tf.train.Checkpoint keeps the objects that it saved:
// what they hold, by which names, and under which keys their values lie. Decoded, and nothing more.
// Defined in TensorFlow: core/protobuf/trackable_object_graph.proto.

import type { Reader } from 'protobufjs/minimal.js';
import { decode, eachField, messageEnd, readString } from './protos.js';

/** An edge of the graph: an object holds another one under a name. */
export interface GraphChild {
    readonly node: number;
    /** As Python has it: not escaped. */
    readonly name: string;
}

/** A value that was saved of an object. */
export interface GraphAttribute {
    /** `VARIABLE_VALUE` for a variable; escaped. */
    readonly name: string;
    /** The variable's name when it was saved; empty where it had none. */
    readonly fullName: string;
    /** The name of the tensor in the checkpoint. */
    readonly key: string;
}

/** A variable that an optimizer keeps for another one. */
export interface GraphSlot {
    /** The variable for which it is kept. */
    readonly original: number;
    /** `m`. */
    readonly name: string;
    readonly node: number;
}

/** An object. Node 0 is the root. */
export interface GraphNode {
    readonly children: readonly GraphChild[];
    readonly attributes: readonly GraphAttribute[];
    readonly slots: readonly GraphSlot[];
}

/** Why there are no nodes. */
export type GraphFailure = 'malformed' | 'too many';

/** Reads a graph of at most so many nodes, edges and values together. */
export function decodeTrackableGraph(
    bytes: Uint8Array,
    maxItems: number,
): readonly GraphNode[] | GraphFailure {
    const nodes: GraphNode[] = [];
    let left = maxItems;
    const count = (): void => {
        if (left-- <= 0) {
            throw new RangeError('There are more objects than are read.');
        }
    };
    const isRead = decode(bytes, (reader) => {
        eachField(reader, reader.len, (tag) => {
            if (tag === 0x0a) {
                count();
                nodes.push(readNode(reader, count));
            }
            return tag === 0x0a;
        });
        return true;
    });
    return isRead === true ? nodes : left < 0 ? 'too many' : 'malformed';
}

const none: readonly never[] = [];

// Most objects lack one or another of the lists, so an empty one is shared.
function readNode(reader: Reader, count: () => void): GraphNode {
    let children: GraphChild[] | undefined;
    let attributes: GraphAttribute[] | undefined;
    let slots: GraphSlot[] | undefined;
    eachField(reader, messageEnd(reader), (tag) => {
        switch (tag) {
            case 0x0a:
                count();
                (children ??= []).push(readChild(reader));
                return true;
            case 0x12:
                count();
                (attributes ??= []).push(readAttribute(reader));
                return true;
            case 0x1a:
                count();
                (slots ??= []).push(readSlot(reader));
                return true;
            default:
                return false;
        }
    });
    return { children: children ?? none, attributes: attributes ?? none, slots: slots ?? none };
}

function readChild(reader: Reader): GraphChild {
    const child = { node: 0, name: '' };
    eachField(reader, messageEnd(reader), (tag) => {
        if (tag === 0x08) {
            child.node = reader.int32();
        } else if (tag === 0x12) {
            child.name = readString(reader);
        } else {
            return false;
        }
        return true;
    });
    return child;
}

function readAttribute(reader: Reader): GraphAttribute {
    const attribute = { name: '', fullName: '', key: '' };
    eachField(reader, messageEnd(reader), (tag) => {
        switch (tag) {
            case 0x0a:
                attribute.name = readString(reader);
                return true;
            case 0x12:
                attribute.fullName = readString(reader);
                return true;
            case 0x1a:
                attribute.key = readString(reader);
                return true;
            default:
                return false;
        }
    });
    return attribute;
}

function readSlot(reader: Reader): GraphSlot {
    const slot = { original: 0, name: '', node: 0 };
    eachField(reader, messageEnd(reader), (tag) => {
        switch (tag) {
            case 0x08:
                slot.original = reader.int32();
                return true;
            case 0x12:
                slot.name = readString(reader);
                return true;
            case 0x18:
                slot.node = reader.int32();
                return true;
            default:
                return false;
        }
    });
    return slot;
}
