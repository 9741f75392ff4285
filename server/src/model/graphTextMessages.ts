// What is wanted of a graph's text, message by message: nodes that are variables, the collections that
// define them, and saved objects that are variables. All else is stepped over.
// Defined in TensorFlow: core/framework/{node_def,attr_value,tensor_shape}.proto,
// core/protobuf/{meta_graph,saved_object_graph}.proto.

import { dtypeOfEnum } from '../util/dtype.js';
import type { StaticShape } from '../util/shape.js';
import { decodeUtf8 } from '../util/utf8.js';
import { variableOps } from './graphNodes.js';
import { variableCollections, type GraphFacts } from './graphVariables.js';
import type { TextMessage, TextValue } from './textMessage.js';
import { readVariableDef } from './variableProtos.js';

/** The outermost message, whichever of the three it is: they share no name of a field. */
export function fileMessage(facts: GraphFacts, seen: { graphs: number }): TextMessage {
    const node = nodeMessage(facts);
    const graph: TextMessage = { open: (field) => (field === 'node' ? node() : undefined) };
    const metaGraph: TextMessage = {
        open: (field) => {
            switch (field) {
                case 'graph_def':
                    seen.graphs++;
                    return graph;
                case 'collection_def':
                    return collectionMessage(facts);
                case 'object_graph_def':
                    return savedObjects(facts);
                default:
                    return undefined;
            }
        },
    };
    return {
        open: (field) => {
            if (field === 'node') {
                seen.graphs++;
                return node();
            }
            return field === 'meta_graphs' ? metaGraph : metaGraph.open?.(field);
        },
    };
}

// NodeDef. One object serves all nodes, of which there may be millions: they do not nest.
function nodeMessage(facts: GraphFacts): () => TextMessage {
    let name = '';
    let op = '';
    let attributes = newAttributes();
    const attribute = attributeMessage((field, value) => {
        attributes = { ...attributes, [field]: value };
    });
    const message: TextMessage = {
        open: (field) =>
            field === 'attr' && (op === '' || variableOps.has(op)) ? attribute() : undefined,
        value: (field, value) => {
            if (field === 'name') {
                name = textOf(value);
            } else if (field === 'op') {
                op = textOf(value);
            }
        },
        close: () => {
            if (variableOps.has(op)) {
                const colocatedWith = attributes._class
                    .filter((text) => text.startsWith('loc:@'))
                    .map((text) => text.slice('loc:@'.length));
                const { dtype, shape } = attributes;
                facts.nodes.set(name, { name, op, dtype, shape, colocatedWith });
            }
        },
    };
    return () => {
        name = '';
        op = '';
        attributes = newAttributes();
        return message;
    };
}

interface Attributes {
    readonly dtype: number;
    readonly shape: StaticShape;
    readonly _class: readonly string[];
}

function newAttributes(): Attributes {
    return { dtype: 0, shape: null, _class: [] };
}

// An entry of map<string, AttrValue>.
function attributeMessage(
    take: (field: keyof Attributes, value: number | StaticShape | readonly string[]) => void,
): () => TextMessage {
    let key = '';
    let type = 0;
    let shape: StaticShape = null;
    let strings: string[] = [];
    const list: TextMessage = {
        value: (field, value) => {
            if (field === 's') {
                strings.push(textOf(value));
            }
        },
    };
    const attributeValue: TextMessage = {
        open: (field) => {
            if (field === 'list') {
                return list;
            }
            return field === 'shape'
                ? shapeMessage((read) => {
                      shape = read;
                  })
                : undefined;
        },
        value: (field, value) => {
            if (field === 'type') {
                type = numberOfType(value);
            }
        },
    };
    const message: TextMessage = {
        open: (field) => (field === 'value' ? attributeValue : undefined),
        value: (field, value) => {
            if (field === 'key') {
                key = textOf(value);
            }
        },
        close: () => {
            if (key === 'dtype') {
                take('dtype', type);
            } else if (key === 'shape') {
                take('shape', shape);
            } else if (key === '_class') {
                take('_class', strings);
            }
        },
    };
    return () => {
        key = '';
        type = 0;
        shape = null;
        strings = [];
        return message;
    };
}

// TensorShapeProto.
function shapeMessage(take: (shape: StaticShape) => void): TextMessage {
    const lengths: (number | null)[] = [];
    let unknownRank = false;
    return {
        open: (field) => {
            if (field !== 'dim') {
                return undefined;
            }
            let length = 0;
            return {
                value: (name, value) => {
                    if (name === 'size') {
                        length = Number(textOf(value));
                    }
                },
                close: () => {
                    lengths.push(0 <= length ? length : null);
                },
            };
        },
        value: (field, value) => {
            if (field === 'unknown_rank') {
                unknownRank = isTrue(value);
            }
        },
        close: () => {
            take(unknownRank ? null : lengths);
        },
    };
}

// An entry of map<string, CollectionDef>. Its key may stand behind its value.
function collectionMessage(facts: GraphFacts): TextMessage {
    let key: string | undefined;
    const definitions: Uint8Array[] = [];
    const names: string[] = [];
    const collection: TextMessage = {
        open: (field) => {
            if (field === 'node_list') {
                return { value: (_, value) => names.push(textOf(value)) };
            }
            return field === 'bytes_list' && (key === undefined || variableCollections.has(key))
                ? {
                      value: (_, value) => {
                          if (value.kind === 'string') {
                              definitions.push(value.bytes);
                          }
                      },
                  }
                : undefined;
        },
    };
    return {
        open: (field) => (field === 'value' ? collection : undefined),
        value: (field, value) => {
            if (field === 'key') {
                key = textOf(value);
            }
        },
        close: () => {
            const name = key ?? '';
            names.forEach((each) => {
                facts.list(name, each);
            });
            if (variableCollections.has(name)) {
                definitions.forEach((each) => {
                    facts.define(name, readVariableDef(each));
                });
            }
        },
    };
}

// SavedObjectGraph, of whose nodes only those that are variables are wanted.
function savedObjects(facts: GraphFacts): TextMessage {
    const node: TextMessage = {
        open: (field) => (field === 'variable' ? savedVariable(facts) : undefined),
    };
    return { open: (field) => (field === 'nodes' ? node : undefined) };
}

function savedVariable(facts: GraphFacts): TextMessage {
    let name = '';
    let dtype = 0;
    let shape: StaticShape = null;
    let trainable = false;
    return {
        open: (field) =>
            field === 'shape'
                ? shapeMessage((read) => {
                      shape = read;
                  })
                : undefined,
        value: (field, value) => {
            if (field === 'name') {
                name = textOf(value);
            } else if (field === 'dtype') {
                dtype = numberOfType(value);
            } else if (field === 'trainable') {
                trainable = isTrue(value);
            }
        },
        close: () => {
            facts.savedVariables.push({ name, dtype, shape, trainable });
        },
    };
}

function textOf(value: TextValue): string {
    return value.kind === 'word' ? value.text : decodeUtf8(value.bytes);
}

function isTrue(value: TextValue): boolean {
    return ['true', 'True', 't', '1'].includes(textOf(value));
}

// An enum is written by name, and where the writer did not know it, by number.
function numberOfType(value: TextValue): number {
    const text = textOf(value);
    return dtypeOfEnum(text) ?? (/^\d+$/.test(text) ? Number(text) : 0);
}
