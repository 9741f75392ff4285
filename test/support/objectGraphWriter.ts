// Object graphs as tf.train.Checkpoint writes them, from the keys of the values that it saved and the
// names that their variables had. Test-only.

import { encodeProto } from './checkpointProtos.js';
import { textData, type WrittenTensor } from './bundleWriter.js';

/** An object, as the message has it. */
export interface WrittenNode {
    readonly children?: readonly { readonly nodeId: number; readonly localName: string }[];
    readonly attributes?: readonly {
        readonly name: string;
        readonly fullName?: string;
        readonly checkpointKey: string;
    }[];
    readonly slotVariables?: readonly {
        readonly originalVariableNodeId: number;
        readonly slotName: string;
        readonly slotVariableNodeId: number;
    }[];
}

/** The bytes of a graph. */
export function encodeGraph(nodes: readonly WrittenNode[]): Uint8Array {
    return encodeProto('TrackableObjectGraph', { nodes });
}

/** The tensor that holds a graph. */
export function graphTensor(graph: Uint8Array | readonly WrittenNode[]): WrittenTensor {
    const bytes = graph instanceof Uint8Array ? graph : encodeGraph(graph);
    return {
        name: '_CHECKPOINTABLE_OBJECT_GRAPH',
        dtype: 'string',
        shape: [],
        data: [textData(bytes)],
    };
}

/** The graph of the objects on the way to keys, each key with the name that its variable had. */
export function graphOfKeys(keys: ReadonlyMap<string, string>): readonly WrittenNode[] {
    interface Node {
        children: { nodeId: number; localName: string }[];
        attributes: { name: string; fullName: string; checkpointKey: string }[];
    }
    const nodes: Node[] = [{ children: [], attributes: [] }];
    for (const [key, fullName] of keys) {
        const [path = '', name = ''] = key.split('/.ATTRIBUTES/');
        let at = 0;
        for (const segment of path.split('/')) {
            const localName = segment.replace(/\.([.S])/g, (_, letter) =>
                letter === 'S' ? '/' : '.',
            );
            const known = nodes[at]?.children.find((child) => child.localName === localName);
            if (known === undefined) {
                nodes[at]?.children.push({ nodeId: nodes.length, localName });
                at = nodes.push({ children: [], attributes: [] }) - 1;
            } else {
                at = known.nodeId;
            }
        }
        nodes[at]?.attributes.push({ name, fullName, checkpointKey: key });
    }
    return nodes;
}
