// The walk over entries by hand, held against protobufjs on the same bytes: entries as TensorFlow
// writes them, entries in any other form that means the same, and bytes which are no entry.

import assert from 'node:assert/strict';
import test from 'node:test';
import fastCheck from 'fast-check';
import { BundleEntryReader, entryDefects } from '../../server/src/checkpoint/bundleEntry.js';
import { decodeProto, encodeProto } from '../support/checkpointProtos.js';
import { varint } from '../support/tableWriter.js';

function read(bytes: Uint8Array) {
    // The entry stands among others, so that reading past its end would be seen.
    const room = Uint8Array.from([
        ...new Array<number>(5).fill(0xff),
        ...bytes,
        ...new Array<number>(5).fill(8),
    ]);
    const reader = new BundleEntryReader(room);
    reader.read(5, 5 + bytes.length, 1 << 20);
    const { dtype, rank, lengths, shard, offset, size, checksum, defects } = reader;
    const slices =
        (defects & entryDefects.malformed) === 0 ? reader.slices(5, 5 + bytes.length) : [];
    return {
        dtype,
        shape: [...lengths.subarray(0, rank)],
        shard,
        offset,
        size,
        checksum,
        slices,
        defects,
    };
}

interface Decoded {
    readonly dtype: number;
    readonly shape?: { readonly dim: readonly { readonly size: number }[] };
    readonly shardId: number;
    readonly offset: number;
    readonly size: number;
    readonly crc32c: number;
    readonly slices: readonly {
        readonly extent: readonly { readonly start: number; readonly length?: number }[];
    }[];
}

const length = fastCheck.nat({ max: 2 ** 20 });
const place = fastCheck.nat({ max: Number.MAX_SAFE_INTEGER });
const extent = fastCheck.record({
    start: length,
    length: fastCheck.option(length, { nil: undefined }),
});
const entry = fastCheck.record(
    {
        dtype: fastCheck.nat({ max: 40 }),
        shape: fastCheck.record({
            dim: fastCheck.array(
                fastCheck.record(
                    { size: length, name: fastCheck.string({ maxLength: 3 }) },
                    { requiredKeys: ['size'] },
                ),
                { maxLength: 4 },
            ),
        }),
        shardId: fastCheck.nat({ max: 1 << 20 }),
        offset: place,
        size: place,
        crc32c: fastCheck.nat({ max: 0xffff_ffff }),
        slices: fastCheck.array(
            fastCheck.record({ extent: fastCheck.array(extent, { maxLength: 3 }) }),
            { maxLength: 3 },
        ),
    },
    { requiredKeys: [] },
);

test('reads what protobufjs reads of any entry', () => {
    fastCheck.assert(
        fastCheck.property(entry, (fields) => {
            const bytes = encodeProto('BundleEntryProto', fields);
            const expected = decodeProto('BundleEntryProto', bytes) as unknown as Decoded;
            const { defects, ...found } = read(bytes);
            assert.equal(defects & entryDefects.malformed, 0);
            assert.deepEqual(found, {
                dtype: expected.dtype,
                shape: expected.shape?.dim.map(({ size }) => size) ?? [],
                shard: expected.shardId,
                offset: expected.offset,
                size: expected.size,
                checksum: expected.crc32c,
                slices: expected.slices.map(({ extent: extents }) => ({
                    start: extents.map((each) => each.start),
                    length: extents.map((each) => each.length ?? -1),
                })),
            });
        }),
        { numRuns: 2000, seed: 7 },
    );
});

test('reads an entry in any order, with fields repeated, split and unknown', () => {
    const usual = {
        ...{ dtype: 1, shape: [2, 3], shard: 4, offset: 5, size: 24 },
        checksum: 0,
        slices: [],
    };
    const dim = (size: number) => [0x12, 2, 0x08, size];
    const rows: readonly (readonly [what: string, bytes: readonly number[]])[] = [
        [
            'as written',
            [0x08, 1, 0x12, 8, ...dim(2), ...dim(3), 0x18, 4, 0x20, 5, 0x28, 24, 0x35, 0, 0, 0, 0],
        ],
        [
            'backwards',
            [0x35, 0, 0, 0, 0, 0x28, 24, 0x20, 5, 0x18, 4, 0x12, 8, ...dim(2), ...dim(3), 0x08, 1],
        ],
        [
            'without a checksum',
            [0x08, 1, 0x12, 8, ...dim(2), ...dim(3), 0x18, 4, 0x20, 5, 0x28, 24],
        ],
        [
            'with the shape in two parts',
            [0x08, 1, 0x12, 4, ...dim(2), 0x12, 4, ...dim(3), 0x18, 4, 0x20, 5, 0x28, 24],
        ],
        [
            'with fields twice',
            [0x08, 9, 0x08, 1, 0x12, 8, ...dim(2), ...dim(3), 0x18, 4, 0x20, 9, 0x20, 5, 0x28, 24],
        ],
        [
            'with a length twice',
            [0x08, 1, 0x12, 10, 0x12, 4, 0x08, 9, 0x08, 2, ...dim(3), 0x18, 4, 0x20, 5, 0x28, 24],
        ],
        [
            'with unknown fields',
            [0x08, 1, 0x12, 11, ...dim(2), 0x21, 0, 0, 0, 0, 0, 0, 0, 0]
                .slice(0, 8)
                .concat(
                    dim(3),
                    [0x98, 6, 1, 0x18, 4, 0x20, 5, 0x28, 24, 0x7a, 2, 1, 2, 0x7d, 0, 0, 0, 0],
                )
                .map((byte, index) => (index === 3 ? 8 : byte)),
        ],
        [
            'with a group',
            [
                0x08,
                1,
                0x12,
                8,
                ...dim(2),
                ...dim(3),
                0x7b,
                0x08,
                1,
                0x7b,
                0x7c,
                0x7c,
                0x18,
                4,
                0x20,
                5,
                0x28,
                24,
            ],
        ],
        [
            'with long numbers',
            [
                0x88,
                0,
                0x81,
                0,
                0x12,
                8,
                ...dim(2),
                ...dim(3),
                0x18,
                0x84,
                0x80,
                0,
                0x20,
                0x85,
                0,
                0x28,
                24,
            ],
        ],
        [
            'with other wire types for known fields',
            [
                0x0d,
                1,
                2,
                3,
                4,
                0x08,
                1,
                0x12,
                8,
                ...dim(2),
                ...dim(3),
                0x10,
                7,
                0x18,
                4,
                0x20,
                5,
                0x28,
                24,
            ],
        ],
    ];
    for (const [what, bytes] of rows) {
        const { defects, ...found } = read(Uint8Array.from(bytes));
        assert.deepEqual([what, defects, found], [what, 0, usual]);
    }
});

test('refuses what the C++ parser refuses', () => {
    const rows: Readonly<Record<string, readonly number[]>> = {
        'a number cut off': [0x08],
        'a number of eleven bytes': [0x08, ...new Array<number>(10).fill(0x81), 1],
        'a tag of six bytes': [0x88, 0x80, 0x80, 0x80, 0x80, 0, 1],
        'field number 0': [0x00, 1],
        'a wire type that there is not': [0x0e, 1],
        'an end of a group that did not begin': [0x7c],
        'a group without an end': [0x7b, 0x08, 1],
        'the end of another group': [0x7b, 0x74],
        'groups too deep': new Array<number>(150).fill(0x7b),
        'a message beyond the end': [0x12, 9, 0x12],
        'a length beyond its message': [0x12, 3, 0x12, 4, 0x08, 1],
        'a checksum cut off': [0x08, 1, 0x35, 0, 0],
        "an axis' name that is not UTF-8": [0x12, 5, 0x12, 3, 0x12, 1, 0xff],
        'a slice that is cut off': [0x3a, 4, 0x0a, 2, 0x08],
    };
    for (const [what, bytes] of Object.entries(rows)) {
        assert.equal(read(Uint8Array.from(bytes)).defects & entryDefects.malformed, 1, what);
    }
});

test('agrees with protobufjs on random bytes, and never leaves the entry', () => {
    const pieces = fastCheck.constantFrom(
        0x08,
        0x12,
        0x18,
        0x20,
        0x28,
        0x35,
        0x3a,
        0x0a,
        0x10,
        0,
        1,
        2,
        4,
        8,
        0x7b,
        0x7c,
        0x80,
        0xff,
    );
    fastCheck.assert(
        fastCheck.property(
            fastCheck.uint8Array({ maxLength: 12 }),
            fastCheck.array(pieces, { maxLength: 14 }),
            (noise, tags) => {
                for (const bytes of [noise, Uint8Array.from(tags)]) {
                    const expected = parsed(bytes);
                    const { defects, dtype, shard } = read(bytes);
                    if (expected === undefined) {
                        continue;
                    }
                    if ((defects & entryDefects.malformed) === 0) {
                        assert.deepEqual([dtype, shard], [expected.dtype, expected.shardId]);
                    }
                }
            },
        ),
        { numRuns: 5000, seed: 7 },
    );
});

function parsed(bytes: Uint8Array): Decoded | undefined {
    try {
        return decodeProto('BundleEntryProto', bytes) as unknown as Decoded;
    } catch (error) {
        assert.ok(error instanceof Error);
        return undefined;
    }
}

test('knows the limits of shapes', () => {
    const shape = (...sizes: readonly (number | bigint)[]) => {
        const dims = sizes
            .map((size) => [0x08, ...varint(size)])
            .flatMap((dim) => [0x12, dim.length, ...dim]);
        return read(Uint8Array.from([0x08, 7, 0x12, ...varint(dims.length), ...dims])).defects;
    };
    assert.equal(shape(...new Array<number>(254).fill(1)), 0);
    assert.equal(shape(...new Array<number>(255).fill(1)), entryDefects.tooManyAxes);
    assert.equal(shape(2 ** 31, 2 ** 31), 0);
    assert.equal(shape(2 ** 31, 2 ** 31, 2), entryDefects.tooManyElements);
    assert.equal(shape(2n ** 63n - 1n), entryDefects.tooLarge);
    assert.equal(shape(3037000499, 3037000499), 0);
    assert.equal(shape(3037000500, 3037000500), entryDefects.tooManyElements);
    assert.equal(shape(0, 2 ** 52, 2 ** 52), 0);
    assert.equal(shape(-1), entryDefects.negativeLength);
});
