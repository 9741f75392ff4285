// The protocol buffers of checkpoints, decoded by protobufjs without generated code: the header of a
// bundle, and the one record of a V1 file that lists its tensors. The entries of a bundle are too
// many for objects; bundleEntry.ts walks them.
// Defined in TensorFlow: core/protobuf/tensor_bundle.proto, core/util/saved_tensor_slice.proto,
// core/framework/{versions,tensor_shape,tensor_slice}.proto.

import protobuf, { type Reader } from 'protobufjs/minimal.js';
import { utf8Error, decodeUtf8 } from '../util/utf8.js';
import type { SliceExtents } from './tensorSlice.js';

/** VersionDef: who may read a file. */
export interface VersionDef {
    readonly producer: number;
    readonly minConsumer: number;
    readonly badConsumers: readonly number[];
}

/** BundleHeaderProto: the value of the first key of a bundle's index. */
export interface BundleHeader {
    readonly shardCount: number;
    /** Of the data; everything in the index itself is little-endian. */
    readonly bigEndian: boolean;
    readonly version: VersionDef;
}

/** SavedSliceMeta: a tensor of a V1 file, or as much of it as lies in that file. */
export interface SavedSliceMeta {
    readonly name: string;
    /** Axis lengths; `unknownRank` does not empty them. */
    readonly shape: readonly number[];
    readonly unknownRank: boolean;
    /** Number of the data type. */
    readonly dtype: number;
    readonly slices: readonly SliceExtents[];
}

/** SavedTensorSliceMeta: the contents of a V1 file. */
export interface SavedTensorSliceMeta {
    readonly tensors: readonly SavedSliceMeta[];
    readonly version: VersionDef;
}

/** Reads a BundleHeaderProto; undefined where TensorFlow could not parse it. */
export function decodeBundleHeader(bytes: Uint8Array): BundleHeader | undefined {
    return decode(bytes, (reader) => {
        const header = { shardCount: 0, bigEndian: false, version: newVersion() };
        eachField(reader, reader.len, (tag) => {
            switch (tag) {
                case 0x08:
                    header.shardCount = reader.int32();
                    return true;
                case 0x10:
                    header.bigEndian = reader.int32() === 1;
                    return true;
                case 0x1a:
                    readVersion(reader, header.version);
                    return true;
                default:
                    return false;
            }
        });
        return header;
    });
}

/** Reads the `meta` of a SavedTensorSlices; undefined where TensorFlow could not parse it. */
export function decodeSavedTensorSlices(bytes: Uint8Array): SavedTensorSliceMeta | undefined {
    return decode(bytes, (reader) => {
        const tensors: SavedSliceMeta[] = [];
        const version = newVersion();
        eachField(reader, reader.len, (tag) => {
            if (tag !== 0x0a) {
                return false;
            }
            eachField(reader, messageEnd(reader), (metaTag) => {
                if (metaTag === 0x0a) {
                    tensors.push(readSliceMeta(reader));
                } else if (metaTag === 0x12) {
                    readVersion(reader, version);
                } else {
                    return false;
                }
                return true;
            });
            return true;
        });
        return { tensors, version };
    });
}

/**
 * Reads a message; undefined where the bytes are none: protobufjs throws there, while TensorFlow only
 * asks whether they are one.
 */
export function decode<Message>(
    bytes: Uint8Array,
    readMessage: (reader: Reader) => Message,
): Message | undefined {
    try {
        return readMessage(protobuf.Reader.create(bytes));
    } catch (error) {
        if (error instanceof Error) {
            return undefined;
        }
        throw error;
    }
}

/** Reads the fields up to the end of a message. What `read` does not know, it answers with false. */
export function eachField(reader: Reader, end: number, read: (tag: number) => boolean): void {
    while (reader.pos < end) {
        const tag = reader.tag();
        if (!read(tag)) {
            reader.skipType(tag & 7, 1, tag >>> 3);
        }
    }
    if (reader.pos !== end) {
        throw new RangeError('A field reaches beyond its message.');
    }
}

/** Begins a message within the one at hand: where it ends. Throws where that is beyond the bytes. */
export function messageEnd(reader: Reader): number {
    const length = reader.uint32();
    if (reader.len - reader.pos < length) {
        throw new RangeError('A message reaches beyond the end.');
    }
    return reader.pos + length;
}

function newVersion() {
    return { producer: 0, minConsumer: 0, badConsumers: [] as number[] };
}

function readVersion(reader: Reader, version: ReturnType<typeof newVersion>): void {
    eachField(reader, messageEnd(reader), (tag) => {
        switch (tag) {
            case 0x08:
                version.producer = reader.int32();
                return true;
            case 0x10:
                version.minConsumer = reader.int32();
                return true;
            case 0x18:
                version.badConsumers.push(reader.int32());
                return true;
            case 0x1a: {
                const end = messageEnd(reader);
                while (reader.pos < end) {
                    version.badConsumers.push(reader.int32());
                }
                return true;
            }
            default:
                return false;
        }
    });
}

function readSliceMeta(reader: Reader): SavedSliceMeta {
    const meta = { name: '', unknownRank: false, dtype: 0 };
    const shape: number[] = [];
    const slices: SliceExtents[] = [];
    eachField(reader, messageEnd(reader), (tag) => {
        switch (tag) {
            case 0x0a:
                meta.name = readString(reader);
                return true;
            case 0x12:
                eachField(reader, messageEnd(reader), (shapeTag) => {
                    if (shapeTag === 0x12) {
                        shape.push(readDim(reader));
                    } else if (shapeTag === 0x18) {
                        meta.unknownRank = reader.bool();
                    } else {
                        return false;
                    }
                    return true;
                });
                return true;
            case 0x18:
                meta.dtype = reader.int32();
                return true;
            case 0x22:
                slices.push(readSlice(reader));
                return true;
            default:
                return false;
        }
    });
    return { ...meta, shape, slices };
}

function readDim(reader: Reader): number {
    let size = 0;
    eachField(reader, messageEnd(reader), (tag) => {
        if (tag === 0x08) {
            size = readInt64(reader);
        } else if (tag === 0x12) {
            readString(reader);
        } else {
            return false;
        }
        return true;
    });
    return size;
}

function readSlice(reader: Reader): SliceExtents {
    const start: number[] = [];
    const length: number[] = [];
    eachField(reader, messageEnd(reader), (tag) => {
        if (tag !== 0x0a) {
            return false;
        }
        let from = 0;
        // An absent length means the full axis; a length of 0 that is there does not.
        let count = -1;
        eachField(reader, messageEnd(reader), (extentTag) => {
            if (extentTag === 0x08) {
                from = readInt64(reader);
            } else if (extentTag === 0x10) {
                count = readInt64(reader);
            } else {
                return false;
            }
            return true;
        });
        start.push(from);
        length.push(count);
        return true;
    });
    return { start, length };
}

/** Reads a text; throws where it is not UTF-8, as proto3 wants it. */
export function readString(reader: Reader): string {
    const bytes = reader.bytes();
    if (utf8Error(bytes) !== undefined) {
        throw new TypeError('A string of a proto3 message has to be UTF-8.');
    }
    return decodeUtf8(bytes);
}

// protobufjs gives a Long where the package of that name is there. Shapes above 2^53 come out rounded.
function readInt64(reader: Reader): number {
    return Number(String(reader.int64()));
}
