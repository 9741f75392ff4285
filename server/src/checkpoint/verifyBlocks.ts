// Verifies the files of a V1 checkpoint: it has a checksum for each block and none for a tensor.
// Blocks hold whole tensors, so that each is summed up in windows and never kept.
// Defined in TensorFlow: tsl/lib/io/format.cc (ReadBlock).

import { crc32c, unmaskCrc } from '../util/crc32c.js';
import type { Problem } from '../util/problem.js';
import { pause, read, stat, type Reading } from '../util/reading.js';
import type { CheckpointSource } from './checkpoint.js';
import { corrupt } from './findings.js';
import { lookupFrom } from './fileLookup.js';
import { matchingPaths } from './glob.js';
import { limits } from './limits.js';
import {
    footerLength,
    readFooter,
    readIndexBlock,
    trailerLength,
    uint32At,
    type BlockHandle,
} from './table.js';

/** The bytes of a file that are in memory at a time. */
export const windowBytes = 2 ** 20;

/** What was verified, and what is wrong with it. */
export interface DataVerdict {
    /** Tensors whose data is all here and was compared. */
    readonly verified: number;
    /** Tensors of which some data is not here, or has no place that could be read. */
    readonly skipped: number;
    readonly problems: readonly Problem[];
}

/** Verifies every block of every file of a V1 checkpoint. */
export function* verifyBlocks(source: CheckpointSource, tensorCount: number): Reading<DataVerdict> {
    const lookup = lookupFrom(source.folder, new Set());
    const names = yield* matchingPaths(lookup, source.prefix ?? source.argument);
    const problems: Problem[] = [];
    for (const name of names) {
        const problem = yield* verifyFile(lookup.absolute(name), name);
        if (problem !== undefined) {
            problems.push(problem);
        }
    }
    return { verified: tensorCount, skipped: 0, problems };
}

function* verifyFile(path: string, name: string): Reading<Problem | undefined> {
    const found = yield* stat(path);
    const size = found.kind === 'file' ? found.size : 0;
    const footer = yield* range(path, Math.max(0, size - footerLength), footerLength);
    const handle = footer === undefined ? undefined : readFooter(footer, size);
    const isUsable =
        handle !== undefined &&
        !('status' in handle) &&
        handle.offset + handle.size + trailerLength <= size &&
        handle.size <= limits.fileBytes;
    if (!isUsable) {
        return corrupt(path, `The list of blocks of '${name}' cannot be read: copy the file again`);
    }
    const bytes = yield* range(path, handle.offset, handle.size + trailerLength);
    const list =
        bytes === undefined || bytes.length < handle.size + trailerLength
            ? undefined
            : readIndexBlock(bytes, { offset: 0, size: handle.size });
    if (list === undefined || 'status' in list) {
        return corrupt(path, `The list of blocks of '${name}' cannot be read: copy the file again`);
    }
    const broken: number[] = [];
    for (const [index, block] of list.handles.entries()) {
        const isWhole =
            !('status' in block) &&
            block.offset + block.size + trailerLength <= size &&
            (yield* hasItsChecksum(path, block, size));
        if (!isWhole) {
            broken.push(index + 1);
        }
    }
    const [first] = broken;
    return first === undefined && list.fault === undefined
        ? undefined
        : corrupt(
              path,
              `'${name}' is damaged: the checksum of ${countOf(broken, list.handles.length)} is not ` +
                  'the one that was written, and the tensors in it cannot be restored; copy the file again',
          );
}

function countOf(broken: readonly number[], blocks: number): string {
    const [first] = broken;
    return broken.length === 1
        ? `block ${first ?? 0} of ${blocks}`
        : `${broken.length} of ${blocks} blocks (the first is block ${first ?? 0})`;
}

function* hasItsChecksum(path: string, block: BlockHandle, size: number): Reading<boolean> {
    // The checksum is over the contents and the type byte behind them.
    const length = block.size + 1;
    let crc = 0;
    for (let done = 0; done < length;) {
        yield* pause(block.offset + done, size);
        const part = yield* range(path, block.offset + done, Math.min(windowBytes, length - done));
        if (part === undefined || part.length === 0) {
            return false;
        }
        crc = crc32c(part, 0, part.length, crc);
        done += part.length;
    }
    const stored = yield* range(path, block.offset + length, 4);
    return stored?.length === 4 && unmaskCrc(uint32At(stored, 0)) === crc;
}

function* range(path: string, offset: number, length: number): Reading<Uint8Array | undefined> {
    const answer = yield* read(path, offset, length);
    return answer.kind === 'bytes' ? answer.bytes : undefined;
}
