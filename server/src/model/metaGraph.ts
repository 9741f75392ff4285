// Graphs as binary files, of which only what speaks of variables is decoded, from ranges of the file:
// a `.meta` (MetaGraphDef), a `.pb` (GraphDef) and a `saved_model.pb` (SavedModel).
// Defined in TensorFlow: core/protobuf/{meta_graph,saved_model,saved_object_graph}.proto,
// core/framework/graph.proto.

import { pause, type Reading } from '../util/reading.js';
import { decodeUtf8 } from '../util/utf8.js';
import {
    FileWindow,
    lengthDelimited,
    MalformedFileError,
    windowBytes,
    type Field,
} from './fileWindow.js';
import { isVariableOp, NodeScanner } from './graphNodes.js';
import { GraphFacts, variableCollections, type GraphResult } from './graphVariables.js';
import { readSavedVariable, readVariableDef, readVariableNode } from './variableProtos.js';

interface Found {
    readonly file: FileWindow;
    readonly scanner: NodeScanner;
    readonly facts: GraphFacts;
    graphs: number;
}

/** Reads the variables of a graph from a binary file of the given size in bytes. */
export function* readMetaGraph(path: string, size: number): Reading<GraphResult> {
    const facts = new GraphFacts();
    const found: Found = {
        file: new FileWindow(path, size),
        scanner: new NodeScanner((bytes) => {
            const node = readVariableNode(bytes);
            facts.nodes.set(node.name, node);
        }),
        facts,
        graphs: 0,
    };
    try {
        yield* takeFile(found);
        return found.graphs === 0
            ? { reason: 'it holds no graph: it is no MetaGraphDef, GraphDef or SavedModel' }
            : yield* facts.assemble();
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

// The three kinds of files are told apart by what they begin with: a SavedModel by the number of its
// schema, a GraphDef by a node, or by its versions where it has none. All else is taken for a
// MetaGraphDef.
function* takeFile(found: Found): Reading<void> {
    const { file } = found;
    const whole = { start: 0, end: file.size };
    if (file.size === 0) {
        return;
    }
    const first = yield* file.field(0, file.size);
    if (first.number === 1 && first.wireType === 0) {
        yield* file.fields(0, file.size, function* (field) {
            if (field.number === 2 && field.wireType === lengthDelimited) {
                yield* takeMetaGraph(found, field);
            }
        });
    } else if ((yield* isNode(file, first)) || (yield* isVersions(file, first))) {
        found.graphs++;
        yield* takeNodes(found, whole);
    } else {
        yield* takeMetaGraph(found, whole);
    }
}

// A node's second field is the name of its operation; in the MetaInfoDef, with which a MetaGraphDef
// begins, that number is a message, whose first byte is no letter.
function* isNode(file: FileWindow, field: Field): Reading<boolean> {
    if (field.number !== 1 || field.wireType !== lengthDelimited) {
        return false;
    }
    for (let place = field.start; place < field.end;) {
        const each: Field = yield* file.field(place, field.end);
        if (each.number === 2) {
            return each.wireType === lengthDelimited && (yield* beginsWithLetter(file, each));
        }
        if (3 < each.number) {
            return false;
        }
        place = each.end;
    }
    return false;
}

// A VersionDef begins with a number; in a MetaGraphDef that field is an entry of a map, which begins
// with its key.
function* isVersions(file: FileWindow, field: Field): Reading<boolean> {
    if (field.number !== 4 || field.wireType !== lengthDelimited || field.start === field.end) {
        return false;
    }
    const { wireType }: Field = yield* file.field(field.start, field.end);
    return wireType === 0;
}

function* beginsWithLetter(file: FileWindow, { start, end }: Field): Reading<boolean> {
    if (start === end) {
        return false;
    }
    yield* file.load(start, start + 1);
    return /^[A-Za-z_]/.test(String.fromCharCode(file.bytes[start - file.start] ?? 0));
}

/** A part of the file, in bytes from its start. */
type Range = Pick<Field, 'start' | 'end'>;

function* takeMetaGraph(found: Found, { start, end }: Range): Reading<void> {
    yield* found.file.fields(start, end, function* (field) {
        if (field.wireType !== lengthDelimited) {
            return;
        }
        if (field.number === 2) {
            found.graphs++;
            yield* takeNodes(found, field);
        } else if (field.number === 4) {
            yield* takeCollection(found, field);
        } else if (field.number === 7) {
            yield* takeSavedObjects(found, field);
        }
    });
}

// SavedObjectGraph, of whose nodes only those that are variables are decoded.
function* takeSavedObjects({ file, facts }: Found, graph: Field): Reading<void> {
    yield* file.fields(graph.start, graph.end, function* (node) {
        if (node.number !== 1 || node.wireType !== lengthDelimited) {
            return;
        }
        yield* file.fields(node.start, node.end, function* (kind) {
            if (kind.number === 7 && kind.wireType === lengthDelimited) {
                facts.savedVariables.push(readSavedVariable(yield* file.contentOf(kind)));
            }
        });
        yield* pause(node.end, file.size);
    });
}

function* takeNodes({ file, scanner }: Found, graph: Range): Reading<void> {
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
function* takeCollection({ file, facts }: Found, entry: Field): Reading<void> {
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
                    facts.list(name, decodeUtf8(bytes));
                });
            } else if (list.number === 2 && variableCollections.has(name)) {
                yield* takeItems(file, list, (bytes) => {
                    facts.define(name, readVariableDef(bytes));
                });
            }
        });
    }
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
