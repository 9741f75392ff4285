// The nodes of a graph, of which there may be millions: a walk by hand over a window of bytes which
// finds the few that are variables. One of the two hot loops that are not protobufjs's; a test
// holds it against protobufjs on the same bytes. The variables themselves protobufjs reads.
// Defined in TensorFlow: core/framework/graph.proto (GraphDef), node_def.proto (NodeDef).

import { VarintReader } from '../util/varint.js';
import { MalformedFileError } from './fileWindow.js';

const nodeTag = 0x0a;
const opTag = 0x12;

/** The operations whose output is a variable. */
export const variableOps: ReadonlySet<string> = new Set([
    'VarHandleOp',
    'VariableV2',
    'Variable',
    'AutoReloadVariable',
]);

const opTexts = [...variableOps].map((op) => new TextEncoder().encode(op));

/** Finds variables among the nodes of a GraphDef, window after window. */
export class NodeScanner {
    readonly #found: (node: Uint8Array) => void;
    /** How many nodes were passed. */
    nodes = 0;

    /** `found` gets the NodeDef of each variable; its bytes are lost when the window moves. */
    constructor(found: (node: Uint8Array) => void) {
        this.#found = found;
    }

    /**
     * Passes the nodes that lie wholly between two offsets of a window, and gives the offset of the
     * first field that does not, or that is no node; `end` where there is none.
     */
    scan(window: Uint8Array, start: number, end: number): number {
        const reader = new VarintReader(window, start, end);
        let place = start;
        while (place < end) {
            reader.position = place;
            if (reader.uint32() !== nodeTag) {
                return place;
            }
            const length = reader.uint32();
            const from = reader.position;
            const to = from + length;
            if (reader.failed || end < to) {
                return place;
            }
            reader.end = to;
            const isKept = isVariable(reader);
            this.take(isKept ? window.subarray(from, to) : undefined);
            reader.end = end;
            place = to;
        }
        return place;
    }

    /** Counts a node, and hands it on where it is a variable's. */
    take(variable: Uint8Array | undefined): void {
        this.nodes++;
        if (variable !== undefined) {
            this.#found(variable);
        }
    }
}

/** Whether the bytes of a NodeDef's `op` name a variable. */
export function isVariableOp(bytes: Uint8Array, start: number, end: number): boolean {
    return opTexts.some((text) => text.length === end - start && startsWith(bytes, start, text));
}

// Whether the NodeDef from the reader's place to its end is a variable. As in every parser of
// protocol buffers, the last of several `op` fields counts.
function isVariable(reader: VarintReader): boolean {
    const { bytes, end } = reader;
    let found = false;
    while (reader.position < end) {
        const place = reader.position;
        const tag = reader.uint32();
        switch (tag & 7) {
            case 0:
                reader.uint64();
                break;
            case 1:
                reader.position += 8;
                break;
            case 2: {
                const length = reader.uint32();
                const from = reader.position;
                reader.position += length;
                if (tag === opTag && reader.position <= end) {
                    found = isVariableOp(bytes, from, reader.position);
                }
                break;
            }
            case 5:
                reader.position += 4;
                break;
            default:
                reader.failed = true;
        }
        if (reader.failed || end < reader.position) {
            throw new MalformedFileError(`a node's field (byte ${place} of the part) is broken`);
        }
    }
    return found;
}

function startsWith(bytes: Uint8Array, start: number, text: Uint8Array): boolean {
    for (let index = 0; index < text.length; index++) {
        if (bytes[start + index] !== text[index]) {
            return false;
        }
    }
    return true;
}
