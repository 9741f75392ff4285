// Writes MetaGraphs as protobufjs does, from a few words: graphs for tests need no TensorFlow.
// Field numbers: core/protobuf/meta_graph.proto, core/framework/node_def.proto, variable.proto.

import protobuf from 'protobufjs/minimal.js';

/** A variable of a graph to write. */
export interface VariableToWrite {
    readonly name: string;
    readonly op?: string;
    readonly shape?: readonly number[] | 'unknown rank';
    readonly dtype?: number;
    readonly isResource?: boolean;
    readonly collections?: readonly string[];
    readonly colocatedWith?: string;
    readonly partition?: {
        readonly fullName: string;
        readonly fullShape: readonly number[];
        readonly offset: readonly number[];
        readonly shape: readonly number[];
    };
}

/** What else goes into the graph. */
export interface GraphToWrite {
    readonly variables: readonly VariableToWrite[];
    /** Nodes that are no variables, before those that are; each with this many bytes of attribute. */
    readonly others?: readonly number[];
    readonly collectionsFirst?: boolean;
    readonly nodeLists?: Readonly<Record<string, readonly string[]>>;
}

/** The bytes of a MetaGraphDef. */
export function writeMetaGraph(graph: GraphToWrite): Uint8Array {
    const writer = protobuf.Writer.create();
    writer.uint32(10).bytes(metaInfo());
    if (graph.collectionsFirst === true) {
        writeCollections(writer, graph);
    }
    writer.uint32(18).bytes(writeGraph(graph));
    if (graph.collectionsFirst !== true) {
        writeCollections(writer, graph);
    }
    return writer.finish();
}

/** The bytes of a GraphDef. */
export function writeGraph(graph: GraphToWrite): Uint8Array {
    const writer = protobuf.Writer.create();
    (graph.others ?? []).forEach((size, index) => {
        writer.uint32(10).bytes(otherNode(`const_${index}`, size));
    });
    for (const variable of graph.variables) {
        writer.uint32(10).bytes(variableNode(variable));
        writer.uint32(10).bytes(otherNode(`${variable.name}/Assign`, 20));
    }
    // GraphDef.library and GraphDef.versions.
    writer.uint32(18).bytes(new Uint8Array(0));
    writer.uint32(34).bytes(protobuf.Writer.create().uint32(8).int32(2129).finish());
    return writer.finish();
}

function metaInfo(): Uint8Array {
    // tensorflow_version
    return protobuf.Writer.create().uint32(42).string('2.21.0').finish();
}

function otherNode(name: string, bytes: number): Uint8Array {
    const tensor = protobuf.Writer.create().uint32(34).bytes(new Uint8Array(bytes)).finish();
    return protobuf.Writer.create()
        .uint32(10)
        .string(name)
        .uint32(18)
        .string('Const')
        .uint32(26)
        .string('VarHandleOp')
        .uint32(42)
        .bytes(attribute('value', protobuf.Writer.create().uint32(66).bytes(tensor).finish()))
        .finish();
}

function variableNode(variable: VariableToWrite): Uint8Array {
    const resource = variable.isResource ?? true;
    const writer = protobuf.Writer.create()
        .uint32(10)
        .string(variable.name)
        .uint32(18)
        .string(variable.op ?? (resource ? 'VarHandleOp' : 'VariableV2'));
    if (variable.colocatedWith !== undefined) {
        const strings = protobuf.Writer.create()
            .uint32(18)
            .string(`loc:@${variable.colocatedWith}`)
            .finish();
        const value = protobuf.Writer.create().uint32(10).bytes(strings).finish();
        writer.uint32(42).bytes(attribute('_class', value));
    }
    const dtype = protobuf.Writer.create()
        .uint32(48)
        .int32(variable.dtype ?? 1)
        .finish();
    const shape = protobuf.Writer.create()
        .uint32(58)
        .bytes(shapeProto(variable.shape ?? []));
    return writer
        .uint32(42)
        .bytes(attribute('dtype', dtype))
        .uint32(42)
        .bytes(attribute('shape', shape.finish()))
        .finish();
}

function attribute(name: string, value: Uint8Array): Uint8Array {
    return protobuf.Writer.create().uint32(10).string(name).uint32(18).bytes(value).finish();
}

function shapeProto(shape: readonly number[] | 'unknown rank'): Uint8Array {
    const writer = protobuf.Writer.create();
    if (shape === 'unknown rank') {
        return writer.uint32(24).bool(true).finish();
    }
    for (const length of shape) {
        const dimension = protobuf.Writer.create();
        writer
            .uint32(18)
            .bytes((length === 0 ? dimension : dimension.uint32(8).int64(length)).finish());
    }
    return writer.finish();
}

function writeCollections(writer: protobuf.Writer, graph: GraphToWrite): void {
    const collections = new Map<string, VariableToWrite[]>();
    for (const variable of graph.variables) {
        for (const name of variable.collections ?? ['variables', 'trainable_variables']) {
            collections.set(name, [...(collections.get(name) ?? []), variable]);
        }
    }
    for (const [name, variables] of collections) {
        const list = protobuf.Writer.create();
        for (const variable of variables) {
            list.uint32(10).bytes(variableDef(variable));
        }
        writeCollection(writer, name, 18, list.finish());
    }
    for (const [name, items] of Object.entries(graph.nodeLists ?? {})) {
        const list = protobuf.Writer.create();
        for (const item of items) {
            list.uint32(10).string(item);
        }
        writeCollection(writer, name, 10, list.finish());
    }
}

function writeCollection(
    writer: protobuf.Writer,
    name: string,
    tag: number,
    list: Uint8Array,
): void {
    const definition = protobuf.Writer.create().uint32(tag).bytes(list).finish();
    writer.uint32(34).bytes(attribute(name, definition));
}

function variableDef(variable: VariableToWrite): Uint8Array {
    const writer = protobuf.Writer.create()
        .uint32(10)
        .string(`${variable.name}:0`)
        .uint32(18)
        .string(`${variable.name}/Assign`)
        .uint32(26)
        .string(`${variable.name}/Read:0`);
    if (variable.partition !== undefined) {
        const { fullName, fullShape, offset, shape } = variable.partition;
        const slice = protobuf.Writer.create().uint32(10).string(fullName);
        [fullShape, offset, shape].forEach((numbers, index) => {
            slice.uint32(((index + 2) << 3) | 2).fork();
            numbers.forEach((number) => slice.int64(number));
            slice.ldelim();
        });
        writer.uint32(34).bytes(slice.finish());
    }
    if (variable.isResource ?? true) {
        writer.uint32(40).bool(true);
    }
    return writer.uint32(50).string(`${variable.name}/Initializer/zeros:0`).finish();
}
