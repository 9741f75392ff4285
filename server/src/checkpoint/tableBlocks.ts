// The data blocks of a table, each opened when its turn comes, all in one buffer: the file itself,
// or, where blocks are compressed, one arena for what is made of them.

import type { Problem } from '../util/problem.js';
import { corrupt } from './findings.js';
import {
    layOutBlock,
    locateBlock,
    trailerLength,
    unpackBlock,
    unpackedLength,
    unreadableHandle,
    type Block,
    type BlockHandle,
    type TableFault,
} from './table.js';

/** The blocks of a table. */
export interface BlockPlan {
    readonly count: number;
    /** The bytes in which every opened block lies. */
    readonly buffer: Uint8Array;
    /** Verifies and unpacks a block. Each is to be opened once, in order. */
    open(index: number): Block | TableFault;
}

/** Plans where the blocks go, or says why they cannot be read; their checksums come later. */
export function planBlocks(
    file: { readonly bytes: Uint8Array; readonly name: string; readonly path: string },
    handles: readonly (BlockHandle | TableFault)[],
    maxBytes: number,
): BlockPlan | Problem {
    const { bytes } = file;
    let stored = 0;
    let room = 0;
    let compressed = false;
    for (const handle of handles) {
        if ('status' in handle || bytes.length < handle.offset + handle.size + trailerLength) {
            continue;
        }
        const end = handle.offset + handle.size;
        const block = { start: handle.offset, end, compressed: bytes[end] === 1 };
        compressed ||= block.compressed;
        stored += handle.size + trailerLength;
        room += unpackedLength(bytes, block);
    }
    if (bytes.length < stored) {
        return corrupt(
            file.path,
            'The index lists blocks that lie over each other, as no writer makes them',
        );
    }
    if (maxBytes < room) {
        return corrupt(
            file.path,
            `The index takes ${room} bytes when it is unpacked, more than the ${maxBytes} that are read`,
        );
    }
    const arena = compressed ? new Uint8Array(room) : undefined;
    let used = 0;
    return {
        count: handles.length,
        buffer: arena ?? bytes,
        open: (index) => {
            const handle = handles[index] ?? { offset: 0, size: 0 };
            const fault =
                'status' in handle ? handle : unreadableHandle(handle, bytes.length, file.name);
            const located = fault ?? locateBlock(bytes, handle as BlockHandle);
            const contents =
                'status' in located ? located : unpackBlock(bytes, located, arena, used);
            if ('status' in contents) {
                return contents;
            }
            used = arena === undefined ? 0 : contents.end;
            return layOutBlock(contents.bytes, contents.start, contents.end);
        },
    };
}
