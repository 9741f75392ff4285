// The wire format of protocol buffers, as far as the walk over entries needs it: tags, messages within
// messages, and what is not known and passed over. It refuses what the C++ parser refuses.
// Defined in protobuf: google/protobuf/parse_context.h, wire_format_lite.h.

import { utf8Error } from '../util/utf8.js';
import type { VarintReader } from '../util/varint.js';
import { fullExtent, type SliceExtents } from './tensorSlice.js';

/** Groups within groups, at most. */
const maxDepth = 100;

/** Reads a field's tag: its number and wire type. */
export function readTag(reader: VarintReader): number {
    const tag = reader.uint32();
    if (tag >>> 3 === 0) {
        reader.failed = true;
    }
    return tag;
}

/** Begins a message within the one at hand: gives its end, and narrows the reader to it. */
export function enter(reader: VarintReader): number {
    const length = reader.uint32();
    const end = reader.position + length;
    if (reader.end < end) {
        reader.failed = true;
        return reader.position;
    }
    reader.end = end;
    return end;
}

/** Ends a message within, and widens the reader to the one around it. */
export function leave(reader: VarintReader, end: number, outerEnd: number): void {
    if (reader.position !== end) {
        reader.failed = true;
    }
    reader.end = outerEnd;
}

/** Reads a TensorSliceProto. */
export function readSlice(reader: VarintReader): SliceExtents {
    const outerEnd = reader.end;
    const start: number[] = [];
    const length: number[] = [];
    const sliceEnd = enter(reader);
    while (reader.position < sliceEnd && !reader.failed) {
        const tag = readTag(reader);
        if (tag !== 0x0a) {
            skipField(reader, tag, 1);
            continue;
        }
        let first = 0;
        let count = fullExtent;
        const extentEnd = enter(reader);
        while (reader.position < extentEnd && !reader.failed) {
            const extentTag = readTag(reader);
            if (extentTag === 0x08) {
                first = reader.int64();
            } else if (extentTag === 0x10) {
                count = reader.int64();
            } else {
                skipField(reader, extentTag, 2);
            }
        }
        leave(reader, extentEnd, sliceEnd);
        start.push(first);
        length.push(count);
    }
    leave(reader, sliceEnd, outerEnd);
    return { start, length };
}

/** Skips a text, which proto3 wants to be UTF-8. */
export function skipString(reader: VarintReader): void {
    const outerEnd = reader.end;
    const end = enter(reader);
    if (utf8Error(reader.bytes.subarray(reader.position, end)) !== undefined) {
        reader.failed = true;
    }
    reader.position = end;
    reader.end = outerEnd;
}

/** Skips a field that is not known; a group's end must be that of the group. */
export function skipField(reader: VarintReader, tag: number, depth: number): void {
    switch (tag & 7) {
        case 0:
            reader.int64();
            break;
        case 1:
            skipBytes(reader, 8);
            break;
        case 2:
            skipBytes(reader, reader.uint32());
            break;
        case 3:
            skipGroup(reader, tag >>> 3, depth + 1);
            break;
        case 5:
            skipBytes(reader, 4);
            break;
        default:
            reader.failed = true;
    }
}

function skipGroup(reader: VarintReader, field: number, depth: number): void {
    while (!reader.failed && depth <= maxDepth) {
        const tag = readTag(reader);
        if ((tag & 7) === 4) {
            reader.failed ||= tag >>> 3 !== field;
            return;
        }
        skipField(reader, tag, depth);
    }
    reader.failed = true;
}

function skipBytes(reader: VarintReader, count: number): void {
    if (reader.end - reader.position < count) {
        reader.failed = true;
        return;
    }
    reader.position += count;
}
