// Verifies the data of a checkpoint, as `inspect --verify` asks for it: every value's checksum (V2),
// every block's (V1). The files are read in windows, in the order in which they lie on the disk, and
// nothing of them is kept, so that a checkpoint of any size takes no memory.

import { elementBytes } from '../util/dtype.js';
import type { Problem } from '../util/problem.js';
import { pause, read, type Reading } from '../util/reading.js';
import { elementCount } from '../util/shape.js';
import type { Checkpoint, CheckpointSource, CheckpointTensor, Shard } from './checkpoint.js';
import {
    checkNumbers,
    checkTexts,
    checkVariants,
    type DataCheck,
    type DataFault,
} from './dataChecks.js';
import { DataPieces, type DataPiece } from './dataPieces.js';
import { corrupt } from './findings.js';
import { sliceShape } from './tensorSlice.js';
import { verifyBlocks, windowBytes, type DataVerdict } from './verifyBlocks.js';

const nothing = new Uint8Array(0);

/** More problems than this are counted, not told. */
const maxTold = 100;

/** Verifies the data of a checkpoint that could be opened. */
export function* verifyData(source: CheckpointSource): Reading<DataVerdict> {
    const { checkpoint } = source;
    if (checkpoint === undefined) {
        return { verified: 0, skipped: 0, problems: [] };
    }
    return checkpoint.format === 'v1'
        ? yield* verifyBlocks(source, checkpoint.tensorCount)
        : yield* verifyValues(source, checkpoint);
}

function* verifyValues(source: CheckpointSource, checkpoint: Checkpoint): Reading<DataVerdict> {
    const shards = new Map(source.shards.map((shard) => [shard.index, shard]));
    const pieces = new DataPieces();
    let skipped = 0;
    for (let index = 0; index < checkpoint.tensorCount; index++) {
        const found = piecesOf(checkpoint.tensor(index), shards);
        skipped += found === undefined ? 1 : 0;
        for (const piece of found ?? []) {
            pieces.push(piece);
        }
    }

    const window = new Window(checkpoint.totalBytes);
    const problems: Problem[] = [];
    const broken = new Set<number>();
    for (const piece of pieces.inOrder()) {
        const shard = shards.get(piece.shard);
        if (shard === undefined) {
            continue;
        }
        const problem = yield* verifyPiece(source, checkpoint, piece, shard, window);
        if (problem !== undefined) {
            broken.add(piece.tensor);
            if (problems.length < maxTold) {
                problems.push(problem);
            }
        }
    }
    const verified = checkpoint.tensorCount - skipped;
    return {
        verified,
        skipped,
        problems: [...problems, ...untold(broken.size, problems.length, source)],
    };
}

/** Where the values of a tensor lie; undefined where one is not here as a whole. */
function piecesOf(
    tensor: CheckpointTensor,
    shards: ReadonlyMap<number, Shard>,
): readonly DataPiece[] | undefined {
    const places = tensor.slices ?? [tensor];
    const pieces: DataPiece[] = [];
    for (const [slice, { shard, offset, bytes }] of places.entries()) {
        const size = shard === undefined ? undefined : shards.get(shard)?.size;
        const isThere =
            shard !== undefined &&
            offset !== undefined &&
            size !== undefined &&
            0 <= offset &&
            0 <= (bytes ?? -1) &&
            offset + (bytes ?? 0) <= size;
        if (!isThere || !fits(tensor, tensor.slices === undefined ? -1 : slice)) {
            return undefined;
        }
        pieces.push({
            tensor: tensor.index,
            slice: tensor.slices === undefined ? -1 : slice,
            shard,
            offset,
        });
    }
    return pieces;
}

// TensorFlow looks at sizes before it looks at data; the index's reader has told of such entries.
function fits(tensor: CheckpointTensor, slice: number): boolean {
    const size = elementBytes(tensor.dtype);
    const elements = elementsOf(tensor, slice);
    const bytes = slice < 0 ? tensor.bytes : tensor.slices?.[slice]?.bytes;
    return elements !== undefined && (size === undefined || elements * size === bytes);
}

function elementsOf(tensor: CheckpointTensor, slice: number): number | undefined {
    const extents = tensor.slices?.[slice];
    if (extents === undefined) {
        return elementCount(tensor.shape);
    }
    const placed = sliceShape(tensor.shape, extents);
    return 'message' in placed ? undefined : elementCount(placed.shape);
}

function* verifyPiece(
    source: CheckpointSource,
    checkpoint: Checkpoint,
    piece: DataPiece,
    shard: Shard,
    window: Window,
): Reading<Problem | undefined> {
    const tensor = checkpoint.tensor(piece.tensor);
    const place = piece.slice < 0 ? tensor : tensor.slices?.[piece.slice];
    const value = {
        prefix: source.prefix ?? source.argument,
        shard: piece.shard,
        size: place?.bytes ?? 0,
        checksum: place?.checksum ?? 0,
    };
    const check: DataCheck =
        tensor.dtype === 'string'
            ? checkTexts(value, elementsOf(tensor, piece.slice) ?? 0, checkpoint.bigEndian === true)
            : tensor.dtype === 'variant'
              ? checkVariants(value)
              : checkNumbers(value);
    const unreadable = yield* window.feed(shard, piece.offset, check);
    if (unreadable !== undefined) {
        return corrupt(
            shard.path,
            `The data of tensor '${tensor.name}' in '${shard.name}' cannot be verified: ${unreadable}`,
        );
    }
    const fault = check.finish();
    return fault === undefined ? undefined : damaged(tensor, piece, value.size, shard, fault);
}

function damaged(
    tensor: CheckpointTensor,
    { slice, offset }: DataPiece,
    size: number,
    shard: Shard,
    { what, message }: DataFault,
): Problem {
    const spec = tensor.slices?.[slice]?.spec;
    const subject = `tensor '${tensor.name}'${spec === undefined ? '' : `, slice ${spec},`}`;
    return corrupt(
        shard.path,
        `The data of ${subject} is damaged: the checksum of ` +
            `${what === 'lengths' ? "its texts' lengths" : `its ${size} bytes`} from byte ${offset} ` +
            `of '${shard.name}' on is not the one that was written; copy that file again`,
        message === undefined ? undefined : { type: 'DataLossError', message },
    );
}

function untold(broken: number, told: number, { path }: CheckpointSource): readonly Problem[] {
    return told < maxTold || broken <= told
        ? []
        : [
              corrupt(
                  path ?? '',
                  `${broken} tensors are damaged in all; the first ${told} are listed`,
              ),
          ];
}

/** The part of a file that was read last: small values that lie side by side share it. */
class Window {
    #path = '';
    #offset = 0;
    #bytes: Uint8Array = nothing;
    #done = 0;
    readonly #total: number;

    constructor(total: number) {
        this.#total = total;
    }

    /** Feeds a check from a place on, until it has enough; gives why that cannot be done. */
    *feed(
        { path, size = 0 }: Shard,
        offset: number,
        check: DataCheck,
    ): Reading<string | undefined> {
        let position = offset;
        for (;;) {
            const isInside =
                this.#path === path &&
                this.#offset <= position &&
                position < this.#offset + this.#bytes.length;
            if (!isInside && position < size) {
                const failure = yield* this.#move(path, position);
                if (failure !== undefined) {
                    return failure;
                }
            }
            const part = position < size ? this.#bytes.subarray(position - this.#offset) : nothing;
            const taken = check.feed(part);
            position += taken;
            this.#done += taken;
            yield* pause(this.#done, this.#total);
            if (part.length === 0 || taken < part.length) {
                return undefined;
            }
        }
    }

    *#move(path: string, offset: number): Reading<string | undefined> {
        const answer = yield* read(path, offset, windowBytes);
        if (answer.kind !== 'bytes') {
            return answer.kind === 'missing' ? 'the file is gone' : answer.reason;
        }
        this.#path = path;
        this.#offset = offset;
        this.#bytes = answer.bytes;
        return answer.bytes.length === 0 ? 'the file became shorter' : undefined;
    }
}
