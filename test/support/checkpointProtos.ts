// The messages of checkpoints as protobufjs's full build encodes and decodes them: what the readers'
// own walks are held against.

import protobuf from 'protobufjs';

const root = protobuf.Root.fromJSON({
    nested: {
        VersionDef: {
            fields: {
                producer: { type: 'int32', id: 1 },
                minConsumer: { type: 'int32', id: 2 },
                badConsumers: { rule: 'repeated', type: 'int32', id: 3 },
            },
        },
        BundleHeaderProto: {
            fields: {
                numShards: { type: 'int32', id: 1 },
                endianness: { type: 'int32', id: 2 },
                version: { type: 'VersionDef', id: 3 },
            },
        },
        Dim: { fields: { size: { type: 'int64', id: 1 }, name: { type: 'string', id: 2 } } },
        TensorShapeProto: {
            fields: {
                dim: { rule: 'repeated', type: 'Dim', id: 2 },
                unknownRank: { type: 'bool', id: 3 },
            },
        },
        Extent: {
            fields: { start: { type: 'int64', id: 1 }, length: { type: 'int64', id: 2 } },
            // So that a length of 0 is not an absent one.
            oneofs: { hasLength: { oneof: ['length'] } },
        },
        TensorSliceProto: { fields: { extent: { rule: 'repeated', type: 'Extent', id: 1 } } },
        BundleEntryProto: {
            fields: {
                dtype: { type: 'int32', id: 1 },
                shape: { type: 'TensorShapeProto', id: 2 },
                shardId: { type: 'int32', id: 3 },
                offset: { type: 'int64', id: 4 },
                size: { type: 'int64', id: 5 },
                crc32c: { type: 'fixed32', id: 6 },
                slices: { rule: 'repeated', type: 'TensorSliceProto', id: 7 },
            },
        },
        SavedSliceMeta: {
            fields: {
                name: { type: 'string', id: 1 },
                shape: { type: 'TensorShapeProto', id: 2 },
                type: { type: 'int32', id: 3 },
                slice: { rule: 'repeated', type: 'TensorSliceProto', id: 4 },
            },
        },
        SavedTensorSliceMeta: {
            fields: {
                tensor: { rule: 'repeated', type: 'SavedSliceMeta', id: 1 },
                versions: { type: 'VersionDef', id: 2 },
            },
        },
        TensorProto: {
            fields: {
                floatVal: { rule: 'repeated', type: 'float', id: 5, options: { packed: true } },
            },
        },
        SavedSlice: {
            fields: {
                name: { type: 'string', id: 1 },
                slice: { type: 'TensorSliceProto', id: 2 },
                data: { type: 'TensorProto', id: 3 },
            },
        },
        TrackableChild: {
            fields: {
                nodeId: { type: 'int32', id: 1 },
                localName: { type: 'string', id: 2 },
            },
        },
        TrackableAttribute: {
            fields: {
                name: { type: 'string', id: 1 },
                fullName: { type: 'string', id: 2 },
                checkpointKey: { type: 'string', id: 3 },
            },
        },
        TrackableSlot: {
            fields: {
                originalVariableNodeId: { type: 'int32', id: 1 },
                slotName: { type: 'string', id: 2 },
                slotVariableNodeId: { type: 'int32', id: 3 },
            },
        },
        TrackableObject: {
            fields: {
                children: { rule: 'repeated', type: 'TrackableChild', id: 1 },
                attributes: { rule: 'repeated', type: 'TrackableAttribute', id: 2 },
                slotVariables: { rule: 'repeated', type: 'TrackableSlot', id: 3 },
            },
        },
        TrackableObjectGraph: {
            fields: { nodes: { rule: 'repeated', type: 'TrackableObject', id: 1 } },
        },
        SavedTensorSlices: {
            fields: {
                meta: { type: 'SavedTensorSliceMeta', id: 1 },
                data: { type: 'SavedSlice', id: 2 },
            },
        },
    },
});

/** Encodes a message; fields that are undefined are left out, as proto3 does with zeros. */
export function encodeProto(type: string, message: object): Uint8Array {
    return root.lookupType(type).encode(message).finish();
}

/** Decodes a message into plain data, numbers as they are; throws where it does not parse. */
export function decodeProto(type: string, bytes: Uint8Array): Record<string, unknown> {
    const found = root.lookupType(type);
    return found.toObject(found.decode(bytes), { longs: Number, defaults: true, arrays: true });
}
