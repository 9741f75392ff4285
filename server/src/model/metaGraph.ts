// A `.meta` file: a binary MetaGraphDef, of which only what speaks of variables is decoded, from
// ranges of the file. Defined in TensorFlow: core/protobuf/meta_graph.proto; which variables it
// means: python/framework/meta_graph.py. It does not hold the variable store: likeliestStore.ts.

import { pause, type Reading } from '../util/reading.js';
import { dtypeName } from '../util/dtype.js';
import { decodeUtf8 } from '../util/utf8.js';
import {
    FileWindow,
    lengthDelimited,
    MalformedFileError,
    windowBytes,
    type Field,
} from './fileWindow.js';
import { isVariableOp, NodeScanner } from './graphNodes.js';
import { likeliestStoreKey } from './likeliestStore.js';
import type { ModelVariable } from './model.js';
import {
    readVariableDef,
    readVariableNode,
    type VariableDef,
    type VariableNode,
} from './variableProtos.js';

/** What a MetaGraph says about variables, or why it could not be read. */
export type MetaGraphResult =
    | {
          readonly variables: readonly ModelVariable[];
          /** Variables whose node is missing or is of no kind that we know: they are left out. */
          readonly withoutNode: readonly string[];
          /** Whether it has any collection of variables; without one it cannot name them. */
          readonly hasCollections: boolean;
      }
    | { readonly reason: string };

/** The collections that hold VariableDefs. All others hold names, or something else. */
const variableCollections: ReadonlySet<string> = new Set([
    'variables',
    'trainable_variables',
    'local_variables',
    'model_variables',
    'moving_average_variables',
    'metric_variables',
    'trainable_resource_variables',
    'global_step',
]);

/** A variable as the collections know it. */
interface Definition extends VariableDef {
    /** In the order of the file. Lists that are equal are the same. */
    collections: readonly string[];
}

interface Found {
    readonly file: FileWindow;
    readonly scanner: NodeScanner;
    /** By operation name, in the order of the graph, which is that of their making. */
    readonly nodes: Map<string, VariableNode>;
    /** By variable name, such as `w:0`. */
    readonly definitions: Map<string, Definition>;
    /** Names in lists of names, with their collections. */
    readonly listed: Map<string, readonly string[]>;
    readonly longerList: (list: readonly string[], last: string) => readonly string[];
    graphs: number;
    metaInfos: number;
}

/** Reads the variables of a MetaGraph from a file of the given size in bytes. */
export function* readMetaGraph(path: string, size: number): Reading<MetaGraphResult> {
    const nodes = new Map<string, VariableNode>();
    const found: Found = {
        file: new FileWindow(path, size),
        scanner: new NodeScanner((bytes) => {
            const node = readVariableNode(bytes);
            nodes.set(node.name, node);
        }),
        nodes,
        definitions: new Map(),
        listed: new Map(),
        longerList: sharedLists(),
        graphs: 0,
        metaInfos: 0,
    };
    try {
        yield* found.file.fields(0, size, (field) => takeMetaGraphField(found, field));
        // A GraphDef has nodes where a MetaGraphDef has its one MetaInfoDef.
        if (1 < found.metaInfos && found.definitions.size === 0) {
            return { reason: 'it looks like a GraphDef, not like a MetaGraphDef' };
        }
        if (found.graphs === 0) {
            return { reason: 'it holds no graph, so it is no MetaGraphDef' };
        }
        return yield* assemble(found);
    } catch (error) {
        // protobufjs throws a RangeError where a message ends too soon, and an Error for a wire
        // type that does not exist.
        if (error instanceof MalformedFileError || error instanceof RangeError) {
            return { reason: error.message };
        }
        if (error instanceof Error && error.message.startsWith('invalid wire type')) {
            return { reason: error.message };
        }
        throw error;
    }
}

function* takeMetaGraphField(found: Found, field: Field): Reading<void> {
    if (field.wireType !== lengthDelimited) {
        return;
    }
    if (field.number === 1) {
        found.metaInfos++;
    } else if (field.number === 2) {
        found.graphs++;
        yield* takeNodes(found, field);
    } else if (field.number === 4) {
        yield* takeCollection(found, field);
    }
}

function* takeNodes({ file, scanner }: Found, graph: Field): Reading<void> {
    let place = graph.start;
    while (place < graph.end) {
        yield* file.load(place, Math.min(place + 1, graph.end));
        const end = Math.min(graph.end, file.end);
        const passed = scanner.scan(file.bytes, place - file.start, end - file.start) + file.start;
        if (place < passed) {
            place = passed;
            yield* pause(place, file.size);
            continue;
        }
        // Not a node, or a node that is not wholly in the window.
        const field = yield* file.field(place, graph.end);
        if (field.number !== 1 || field.wireType !== lengthDelimited) {
            place = field.end;
        } else if (field.end - place <= windowBytes) {
            yield* file.load(place, field.end);
        } else {
            yield* takeLargeNode(file, scanner, field);
            place = field.end;
        }
    }
}

// A node larger than the window is a constant: its value is stepped over.
function* takeLargeNode(file: FileWindow, scanner: NodeScanner, node: Field): Reading<void> {
    let isVariable = false;
    yield* file.fields(node.start, node.end, function* (field) {
        if (field.number === 2 && field.wireType === lengthDelimited) {
            const op = yield* file.contentOf(field);
            isVariable = isVariableOp(op, 0, op.length);
        }
    });
    scanner.take(isVariable ? yield* file.contentOf(node) : undefined);
}

// An entry of map<string, CollectionDef>.
function* takeCollection(found: Found, entry: Field): Reading<void> {
    const { file } = found;
    let name = '';
    const values: Field[] = [];
    yield* file.fields(entry.start, entry.end, function* (field) {
        if (field.wireType !== lengthDelimited) {
            return;
        }
        if (field.number === 1) {
            name = decodeUtf8(yield* file.contentOf(field));
        } else if (field.number === 2) {
            values.push(field);
        }
    });
    for (const value of values) {
        yield* file.fields(value.start, value.end, function* (list) {
            if (list.number === 1) {
                yield* takeItems(file, list, (bytes) => {
                    listName(found, name, decodeUtf8(bytes));
                });
            } else if (list.number === 2 && variableCollections.has(name)) {
                yield* takeItems(file, list, (bytes) => {
                    define(found, name, readVariableDef(bytes));
                });
            }
        });
    }
}

function define(found: Found, collection: string, read: VariableDef): void {
    const known = found.definitions.get(read.variableName);
    const collections = found.longerList(known?.collections ?? [], collection);
    if (known === undefined) {
        found.definitions.set(read.variableName, { ...read, collections });
    } else {
        known.collections = collections;
    }
}

function listName(found: Found, collection: string, name: string): void {
    found.listed.set(name, found.longerList(found.listed.get(name) ?? [], collection));
}

/** Makes lists one item longer, and the same list each time: thousands of variables share few. */
function sharedLists(): Found['longerList'] {
    const longer = new Map<string, readonly string[]>();
    return (list, last) => {
        if (list.includes(last)) {
            return list;
        }
        const key = JSON.stringify([...list, last]);
        const shared = longer.get(key) ?? [...list, last];
        longer.set(key, shared);
        return shared;
    };
}

function* takeItems(
    file: FileWindow,
    list: Field,
    take: (bytes: Uint8Array) => void,
): Reading<void> {
    yield* file.fields(list.start, list.end, function* (item) {
        if (item.number === 1 && item.wireType === lengthDelimited) {
            take(yield* file.contentOf(item));
            yield* pause(item.end, file.size);
        }
    });
}

function* assemble({ file, nodes, definitions, listed }: Found): Reading<MetaGraphResult> {
    const byOperation = new Map<string, Definition>();
    for (const definition of definitions.values()) {
        byOperation.set(operationOf(definition.variableName), definition);
    }
    const isVariable = (name: string) => byOperation.has(name) && nodes.has(name);
    const variables: ModelVariable[] = [];
    for (const node of nodes.values()) {
        const definition = byOperation.get(node.name);
        if (definition === undefined) {
            continue;
        }
        const { collections, partition, variableName } = definition;
        const { name, shape, colocatedWith } = node;
        const lists = listed.get(variableName);
        variables.push({
            name,
            shape,
            dtype: dtypeName(node.dtype),
            kind: definition.isResource ? 'resource' : 'ref',
            // VariableDef's own field is missing in graphs of TensorFlow before 1.11.
            trainable: collections.includes('trainable_variables'),
            storeKey: likeliestStoreKey({ name, colocatedWith, collections }, isVariable),
            ...(partition === undefined ? {} : { partition }),
            collections: lists === undefined ? collections : [...collections, ...lists],
        });
        yield* pause(file.size, file.size);
    }
    return {
        variables,
        withoutNode: [...byOperation.keys()].filter((name) => !nodes.has(name)),
        hasCollections: 0 < definitions.size,
    };
}

/** The operation of an output: `w` for `w:0`. */
function operationOf(variableName: string): string {
    return variableName.replace(/:\d+$/, '');
}
