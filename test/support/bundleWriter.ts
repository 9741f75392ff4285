// Writes checkpoints from a few words, as bytes in memory: V2 bundles as TensorFlow's own writer
// makes them, and V1 files. Test-only: readers are tested on what this writes and on real files.
// Defined in TensorFlow: core/util/tensor_bundle/tensor_bundle.cc, core/util/tensor_slice_writer.cc.

import { crc32c, maskCrc } from '../../server/src/util/crc32c.js';
import { dtypeNumber, elementBytes } from '../../server/src/util/dtype.js';
import { encodeProto } from './checkpointProtos.js';
import { encodeSliceKey } from '../../server/src/checkpoint/sliceKey.js';
import { varint, writeTable, type TableEntry, type TableOptions } from './tableWriter.js';

/** A tensor to be written. */
export interface WrittenTensor {
    readonly name: string;
    /** Python's name of the type. */
    readonly dtype: string;
    readonly shape: readonly number[];
    /** The slices of a partitioned tensor, as TensorFlow writes them: `0,2:-`. */
    readonly slices?: readonly string[];
    /** The shard of the data; of a partitioned tensor, that of each slice. */
    readonly shard?: number | readonly number[];
    /** The data, or of each slice; zeros where it is not given. */
    readonly data?: readonly Uint8Array[];
}

/** How a bundle is written. */
export interface BundleOptions extends TableOptions {
    readonly shardCount?: number;
    readonly bigEndian?: boolean;
    readonly version?: object;
    /** Leaves these data files out. */
    readonly missingShards?: readonly number[];
    /** Cuts this many bytes off the end of every data file. */
    readonly cutShards?: number;
    /** Changes the entries before they are sorted into the table. */
    readonly entries?: (entries: TableEntry[]) => Iterable<TableEntry>;
}

/** The ways in which a file is damaged. */
export type Damage = 'bad-magic' | 'truncated' | 'bad-checksum' | 'empty' | 'lfs-pointer';

/**
 * Tensors from text, one a line: `name dtype [shape]`, then, if there are slices, each with `@` and
 * its shard: `emb float32 [4, 2] 0,2:-@0 2,2:-@1`. A shard alone is `@1`.
 */
export function tensorsOf(text: string): readonly WrittenTensor[] {
    return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map(tensorOf);
}

/** The files of a bundle: the index, and its data files. */
export function writeBundle(
    prefix: string,
    tensors: readonly WrittenTensor[] | string,
    options: BundleOptions = {},
): Map<string, Uint8Array> {
    const list = typeof tensors === 'string' ? tensorsOf(tensors) : tensors;
    const { shardCount = 1 + Math.max(0, ...list.flatMap(shardsOf)) } = options;
    const shards = Array.from({ length: shardCount }, (): Uint8Array[] => []);
    const lengths = new Array<number>(shardCount).fill(0);
    const entries: TableEntry[] = [[new Uint8Array(0), headerOf(shardCount, options)]];

    function place(
        shard: number,
        data: Uint8Array,
        dtype: string,
        lengthsOfAxes: readonly number[],
    ) {
        shards[shard]?.push(data);
        const offset = lengths[shard] ?? 0;
        lengths[shard] = offset + data.length;
        const fields = { shardId: shard, offset, size: data.length };
        const crc = { crc32c: maskCrc(dtype === 'string' ? stringCrc(data) : crc32c(data)) };
        return encodeProto('BundleEntryProto', {
            ...entryOf(dtype, lengthsOfAxes),
            ...nonZero(fields),
            ...crc,
        });
    }

    for (const tensor of list) {
        const { name, dtype, shape, slices = [], data = [] } = tensor;
        const key = new TextEncoder().encode(name);
        const placedIn = shardsOf(tensor);
        if (slices.length === 0) {
            entries.push([
                key,
                place(placedIn[0] ?? 0, data[0] ?? zeros(dtype, shape), dtype, shape),
            ]);
            continue;
        }
        const extents = slices.map((spec) => extentsOf(spec, shape));
        for (const [index, slice] of extents.entries()) {
            const sizes = slice.length.map((length, axis) =>
                length < 0 ? (shape[axis] ?? 0) : length,
            );
            const value = place(
                placedIn[index] ?? 0,
                data[index] ?? zeros(dtype, sizes),
                dtype,
                sizes,
            );
            entries.push([encodeSliceKey(key, slice), value]);
        }
        const whole = { ...entryOf(dtype, shape), slices: extents.map(sliceProto) };
        entries.push([key, encodeProto('BundleEntryProto', whole)]);
    }

    const sorted = entries.sort(([key], [other]) => Buffer.compare(key, other));
    const index = writeTable(options.entries?.(sorted) ?? sorted, options);
    const files = new Map([[`${prefix}.index`, index]]);
    for (const [shard, parts] of shards.entries()) {
        if (options.missingShards?.includes(shard) !== true) {
            const bytes = Buffer.concat(parts);
            const name = `${prefix}.data-${digits(shard)}-of-${digits(shardCount)}`;
            files.set(
                name,
                new Uint8Array(
                    bytes.subarray(0, Math.max(0, bytes.length - (options.cutShards ?? 0))),
                ),
            );
        }
    }
    return files;
}

/** A V1 file with these tensors. Each tensor's data record holds zeros. */
export function writeV1(
    tensors: readonly WrittenTensor[] | string,
    options: TableOptions & { readonly version?: object } = {},
): Uint8Array {
    const list = typeof tensors === 'string' ? tensorsOf(tensors) : tensors;
    const meta = {
        tensor: list.map(({ name, dtype, shape, slices }) => ({
            name,
            shape: shapeProto(shape),
            type: dtypeNumber(dtype) ?? 0,
            slice: (slices ?? [wholeSpec(shape)]).map((spec) => sliceProto(extentsOf(spec, shape))),
        })),
        versions: options.version ?? { producer: 1 },
    };
    const entries: TableEntry[] = [[new Uint8Array(0), encodeProto('SavedTensorSlices', { meta })]];
    for (const { name, shape, slices } of list) {
        for (const spec of slices ?? [wholeSpec(shape)]) {
            const slice = extentsOf(spec, shape);
            const data = { name, slice: sliceProto(slice), data: { floatVal: [0, 0] } };
            entries.push([
                encodeSliceKey(new TextEncoder().encode(name), slice),
                encodeProto('SavedTensorSlices', { data }),
            ]);
        }
    }
    return writeTable(
        entries.sort(([key], [other]) => Buffer.compare(key, other)),
        options,
    );
}

/** A file damaged in a named way. */
export function damage(bytes: Uint8Array, way: Damage): Uint8Array {
    const copy = bytes.slice();
    switch (way) {
        case 'bad-magic':
            copy[copy.length - 1] = 0;
            return copy;
        case 'truncated':
            return copy.slice(0, copy.length - 10);
        case 'bad-checksum':
            copy[1] = (copy[1] ?? 0) ^ 1;
            return copy;
        case 'empty':
            return new Uint8Array(0);
        case 'lfs-pointer':
            return new TextEncoder().encode(
                'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n',
            );
    }
}

/** The text of a `checkpoint` file which names a prefix. */
export function stateFile(prefix: string): Uint8Array {
    const quoted = JSON.stringify(prefix);
    return new TextEncoder().encode(
        `model_checkpoint_path: ${quoted}\nall_model_checkpoint_paths: ${quoted}\n`,
    );
}

/** A slice from TensorFlow's text of it. */
export function extentsOf(spec: string, shape: readonly number[]) {
    const parts = shape.length === 0 ? [] : spec.split(':');
    const numbers = parts.map((part) => (part === '-' ? [0, -1] : part.split(',').map(Number)));
    return {
        start: numbers.map(([start = 0]) => start),
        length: numbers.map(([, length = -1]) => length),
    };
}

function tensorOf(line: string): WrittenTensor {
    const parsed = /^(\S+)\s+(\S+)\s+\[([^\]]*)\]\s*(.*)$/.exec(line);
    if (parsed === null) {
        throw new Error(`Not a tensor: '${line}'. Write 'name dtype [shape]'.`);
    }
    const [, name = '', dtype = '', lengths = '', rest = ''] = parsed;
    const shape = lengths.trim() === '' ? [] : lengths.split(',').map(Number);
    const words = rest.split(/\s+/).filter((word) => word !== '');
    const shards = words.map((word) => Number(word.split('@')[1] ?? 0));
    const slices = words.map((word) => word.split('@')[0] ?? '').filter((spec) => spec !== '');
    return slices.length === 0
        ? { name, dtype, shape, shard: shards[0] ?? 0 }
        : { name, dtype, shape, slices, shard: shards };
}

function shardsOf({ shard = 0 }: WrittenTensor): readonly number[] {
    return typeof shard === 'number' ? [shard] : shard;
}

function headerOf(shardCount: number, { bigEndian, version }: BundleOptions): Uint8Array {
    return encodeProto('BundleHeaderProto', {
        ...nonZero({ numShards: shardCount }),
        ...(bigEndian === true ? { endianness: 1 } : {}),
        version: version ?? { producer: 1 },
    });
}

function entryOf(dtype: string, shape: readonly number[]) {
    return {
        dtype: dtypeNumber(dtype) ?? Number(/\d+/.exec(dtype)?.[0]),
        shape: shapeProto(shape),
    };
}

function shapeProto(shape: readonly number[]) {
    return { dim: shape.map((size) => nonZero({ size })) };
}

function sliceProto({ start, length }: { start: readonly number[]; length: readonly number[] }) {
    // The length of an extent is in a oneof, so it is there even when it is 0.
    const extent = start.map((first, axis) =>
        (length[axis] ?? -1) < 0 ? {} : { ...nonZero({ start: first }), length: length[axis] ?? 0 },
    );
    return { extent };
}

function nonZero(fields: Readonly<Record<string, number>>): Record<string, number> {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== 0));
}

function wholeSpec(shape: readonly number[]): string {
    return shape.map(() => '-').join(':');
}

function zeros(dtype: string, shape: readonly number[]): Uint8Array {
    const elements = shape.reduce((product, length) => product * length, 1);
    // A string tensor of empty strings: a length byte each, and the checksum of the lengths.
    const size = elementBytes(dtype);
    if (size !== undefined) {
        return new Uint8Array(elements * size);
    }
    const lengths = new Uint8Array(elements * 4);
    const checksum = new DataView(new ArrayBuffer(4));
    checksum.setUint32(0, maskCrc(crc32c(lengths)), true);
    return Uint8Array.from([...new Uint8Array(elements), ...new Uint8Array(checksum.buffer)]);
}

/** The data of a text that is a tensor of its own. */
export function textData(text: Uint8Array): Uint8Array {
    const words = Uint8Array.of(0, 0, 0, 0);
    new DataView(words.buffer).setUint32(0, text.length, true);
    const checksum = new Uint8Array(4);
    new DataView(checksum.buffer).setUint32(0, maskCrc(crc32c(words)), true);
    return Uint8Array.from([...varint(text.length), ...checksum, ...text]);
}

// TensorFlow's checksum of strings is not of the bytes that are there: a length counts as a number of
// 32 bits, however many it takes in the file. Short texts, whose lengths take a byte each, are
// followed by the checksum of those; only one long text is written.
function stringCrc(data: Uint8Array): number {
    let count = 0;
    let length = 0;
    let crc = 0;
    let left = 0;
    for (let shift = 0; count < data.length; count++) {
        const byte = data[count] ?? 0;
        length += (byte & 127) * 2 ** shift;
        shift += 7;
        if (byte < 128) {
            const words = new Uint8Array(4);
            new DataView(words.buffer).setUint32(0, length, true);
            crc = crc32c(words, 0, 4, crc);
            left += length;
            length = 0;
            shift = 0;
            if (data.length === count + 1 + 4 + left) {
                return crc32c(data, count + 1, data.length, crc);
            }
        }
    }
    return crc32c(data);
}

function digits(number: number): string {
    return String(number).padStart(5, '0');
}
