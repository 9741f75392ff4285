// Reads the one value that is ever read of a checkpoint: its object graph, a text in a data file.
// Those bytes alone are asked for, and both of their checksums are verified.
// Defined in TensorFlow: core/util/tensor_bundle/tensor_bundle.cc (ReadStringTensor).

import { crc32c, unmaskCrc } from '../util/crc32c.js';
import type { Problem } from '../util/problem.js';
import { pause, type Reading } from '../util/reading.js';
import { VarintReader } from '../util/varint.js';
import type { Checkpoint, CheckpointTensor, Shard } from './checkpoint.js';
import type { FileLookup } from './fileLookup.js';
import { corrupt } from './findings.js';
import type { Limits } from './limits.js';
import { objectGraph, objectGraphKey, type ObjectGraph } from './objectGraph.js';
import { uint32At } from './table.js';
import { decodeTrackableGraph } from './trackableGraph.js';

/** What was read of an object graph. */
export interface ObjectGraphReading {
    readonly graph: ObjectGraph | undefined;
    readonly problems: readonly Problem[];
}

const nothing: ObjectGraphReading = { graph: undefined, problems: [] };

/**
 * Reads the object graph. Where its shard is missing or too short there is none, and no problem
 * either: those are told of the shards.
 */
export function* readObjectGraph(
    lookup: FileLookup,
    checkpoint: Checkpoint,
    shards: readonly Shard[],
    limits: Limits,
): Reading<ObjectGraphReading> {
    const index = checkpoint.find(objectGraphKey);
    const tensor = index === undefined ? undefined : checkpoint.tensor(index);
    if (tensor === undefined) {
        return nothing;
    }
    const shard = shards.find((each) => each.index === tensor.shard);
    if (tensor.dtype !== 'string' || tensor.shape.length !== 0 || tensor.slices !== undefined) {
        const path = shard?.path ?? lookup.folder;
        const found = `${tensor.dtype} [${tensor.shape.join(', ')}]`;
        return failed(path, `expected one text, found ${found}`);
    }
    const { offset = 0 } = tensor;
    const size = tensor.bytes ?? 0;
    if (shard?.size === undefined || offset < 0 || size < 0 || shard.size < offset + size) {
        return nothing;
    }
    if (limits.graphBytes < size) {
        return tooLarge(shard, `it has ${size} bytes, and ${limits.graphBytes} are read at most`);
    }
    const answer = yield* lookup.read(shard.name, offset, size);
    if (answer.kind !== 'bytes' || answer.bytes.length < size) {
        const reason = answer.kind === 'unreadable' ? answer.reason : 'the file became shorter';
        return failed(shard.path, `'${shard.name}' cannot be read: ${reason}`);
    }
    const text = textIn(answer.bytes, tensor);
    if (typeof text === 'string') {
        return failed(shard.path, text);
    }
    yield* pause(0, 1);
    return decoded(text, shard, limits);
}

function decoded(text: Uint8Array, shard: Shard, limits: Limits): ObjectGraphReading {
    const nodes = decodeTrackableGraph(text, limits.graphItems);
    if (nodes === 'too many') {
        return tooLarge(shard, `it has more than ${limits.graphItems} objects and names`);
    }
    if (nodes === 'malformed') {
        return failed(shard.path, 'its bytes are no TrackableObjectGraph');
    }
    const { graph, loose } = objectGraph(nodes);
    return loose === undefined
        ? { graph, problems: [] }
        : {
              graph,
              problems: [
                  corrupt(
                      shard.path,
                      `The checkpoint's object graph leads nowhere: '${loose.name}' of object ` +
                          `${loose.from} is object ${loose.node}, and there are ${nodes.length}; ` +
                          'tf.train.Checkpoint cannot restore it',
                  ),
              ],
          };
}

/** The bytes of a text that is a tensor of its own; what is wrong with them, where anything is. */
function textIn(bytes: Uint8Array, { checksum }: CheckpointTensor): Uint8Array | string {
    const reader = new VarintReader(bytes);
    const length = reader.uint64();
    const start = reader.position + 4;
    if (reader.failed || reader.rounded || start + length !== bytes.length) {
        return `its length is ${reader.failed ? 'cut off' : length}, but ${bytes.length} bytes are there for all of it`;
    }
    // The checksum is over the length as a number of 32 bits, or of 64 where it is larger.
    const words = new DataView(new ArrayBuffer(8));
    words.setUint32(0, length % 2 ** 32, true);
    words.setUint32(4, Math.floor(length / 2 ** 32), true);
    const lengthCrc = crc32c(new Uint8Array(words.buffer, 0, length < 2 ** 32 ? 4 : 8));
    if (lengthCrc !== unmaskCrc(uint32At(bytes, reader.position))) {
        return 'the checksum of its length is another than the one beside it';
    }
    if (crc32c(bytes, reader.position, bytes.length, lengthCrc) !== unmaskCrc(checksum ?? 0)) {
        return 'its checksum is another than the one in the index';
    }
    return bytes.subarray(start);
}

function failed(path: string, reason: string): ObjectGraphReading {
    const message =
        `The checkpoint's object graph ('${objectGraphKey}') cannot be read: ${reason}; ` +
        'keys are shown without the names that variables had, and tf.train.Checkpoint cannot ' +
        'restore it: copy the data file again';
    return { graph: undefined, problems: [corrupt(path, message)] };
}

function tooLarge({ path }: Shard, reason: string): ObjectGraphReading {
    const message = `The checkpoint's object graph is not read: ${reason}; keys are shown without the names that variables had`;
    const problem: Problem = { code: 'checkpoint.corrupt', severity: 'information', message, path };
    return { graph: undefined, problems: [problem] };
}
