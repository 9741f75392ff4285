// Indexes whose checksums are right and whose contents are not: each has a problem that says so, and
// the error which TensorFlow 2.21 raises. `SIGABRT`: a check of its own ends the process.

import assert from 'node:assert/strict';
import test from 'node:test';
import { limits } from '../../server/src/checkpoint/limits.js';
import { readTensorBundle } from '../../server/src/checkpoint/tensorBundle.js';
import { encodeSliceKey } from '../../server/src/checkpoint/sliceKey.js';
import { runReading } from '../../server/src/util/reading.js';
import { encodeProto } from '../support/checkpointProtos.js';
import { varint, writeTable, type TableEntry, type TableOptions } from '../support/tableWriter.js';

const header: TableEntry = [
    bytesOf(''),
    encodeProto('BundleHeaderProto', { numShards: 1, version: { producer: 1 } }),
];

function bytesOf(text: string): Uint8Array {
    return new TextEncoder().encode(text);
}

function entry(fields: object, name = 'a'): TableEntry {
    const usual = { dtype: 1, shape: { dim: [{ size: 2 }] }, size: 8, crc32c: 1 };
    return [bytesOf(name), encodeProto('BundleEntryProto', { ...usual, ...fields })];
}

function raw(...bytes: readonly number[]): TableEntry {
    return [bytesOf('a'), Uint8Array.from(bytes)];
}

function dims(...sizes: readonly (number | bigint)[]) {
    const messages = sizes.map((size) => [0x08, ...varint(size)]);
    const dim = messages.flatMap((message) => [0x12, message.length, ...message]);
    return raw(0x08, 1, 0x12, ...varint(dim.length), ...dim);
}

function slices(...extents: readonly (readonly [start: number, length: number])[]) {
    return { slices: extents.map(([start, length]) => ({ extent: [{ start, length }] })) };
}

function sliceEntry(start: number, length: number): TableEntry {
    const key = encodeSliceKey(bytesOf('a'), { start: [start], length: [length] });
    return [key, entry({ shape: { dim: [{ size: length }] }, size: length * 4 })[1]];
}

function read(entries: readonly TableEntry[], options?: TableOptions) {
    const bytes = writeTable(entries, options);
    return runReading(
        readTensorBundle({ bytes, name: 'm.index', path: '/m.index' }),
        () => undefined,
    );
}

interface Case {
    readonly entries: readonly TableEntry[];
    readonly says: RegExp;
    /** `null`: TensorFlow opens the file. */
    readonly error: RegExp | null;
    /** The names that are listed. */
    readonly names?: readonly string[];
}

const corruptFile =
    'Unable to read file \\(m\\.index\\)\\. Perhaps the file is corrupt or was produced by a newer version of ' +
    'TensorFlow with format changes';

const cases: Readonly<Record<string, Case>> = {
    'an axis of negative length': {
        entries: [header, dims(-1)],
        says: /axis of length -1/,
        error: /^SIGABRT: Check failed: size >= 0 \(-1 vs\. 0\)/,
    },
    'an axis of the smallest number': {
        entries: [header, dims(-(2n ** 63n))],
        says: /axis of length -9223372036854775808/,
        error: /^SIGABRT: Check failed: size >= 0/,
    },
    'more elements than a number holds': {
        entries: [header, dims(2n ** 40n, 2n ** 40n)],
        says: /more than 2\^63 elements/,
        error: /^SIGABRT: Check failed: 0 <= new_num_elements \(0 vs\. -1\)/,
    },
    'more elements before an empty axis': {
        entries: [header, dims(2n ** 40n, 2n ** 40n, 0)],
        says: /more than 2\^63 elements/,
        error: /^SIGABRT/,
    },
    'many elements behind an empty axis': {
        entries: [header, dims(0, 2n ** 40n, 2n ** 40n), entry({}, 'b')],
        says: /^$/,
        error: null,
    },
    'an axis above 2^53': {
        entries: [header, dims(2n ** 62n)],
        says: /above 2\^53.*shown rounded/,
        error: null,
    },
    'too many axes': {
        entries: [header, dims(...new Array<number>(255).fill(1))],
        says: /more than 254 axes/,
        error: /^SIGABRT: Check failed: ndims_byte\(\) < MaxDimensions\(\)/,
    },
    'a value that is no message': {
        entries: [header, raw(0xff, 0xff, 0xff, 0xff)],
        says: /entry of tensor 'a' is not a message/,
        error: /^SIGABRT: Check failed: entry\.ParseFromString/,
    },
    'a value that is cut off': {
        entries: [header, [bytesOf('a'), entry({})[1].slice(0, -1)]],
        says: /not a message/,
        error: /^SIGABRT/,
    },
    'a field of number 0': {
        entries: [header, raw(0x08, 1, 0, 1)],
        says: /not a message/,
        error: /^SIGABRT/,
    },
    'the same slice twice': {
        entries: [header, sliceEntry(0, 2), entry(slices([0, 2], [0, 2]))],
        says: /slice 0,2 twice/,
        error: /^SIGABRT: Check failed: filtered_keys/,
    },
    'a name that is not UTF-8': {
        entries: [header, [Uint8Array.from([0x61, 0xff]), entry({})[1]]],
        says: /not UTF-8/,
        error: /^UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte$/,
    },
    'a slice of no tensor': {
        entries: [header, sliceEntry(0, 2), entry({})],
        says: /slice which belongs to none/,
        error: /^UnicodeDecodeError: 'utf-8' codec can't decode byte 0x80 in position 6: invalid start byte$/,
    },
    'a type that is none': {
        entries: [header, entry({ dtype: 200 })],
        says: /type of tensor 'a' is dtype 200/,
        error: null,
    },
    'a type far above all': {
        entries: [header, entry({ dtype: 2 ** 31 - 1 })],
        says: /dtype 2147483647/,
        error: null,
    },
    'no type': { entries: [header, entry({ dtype: 0 })], says: /dtype 0/, error: null },
    'a negative size': {
        entries: [header, entry({ size: -8 })],
        says: /-8 bytes, below zero/,
        error: null,
    },
    'a negative offset': {
        entries: [header, entry({ offset: -8 })],
        says: /at byte -8/,
        error: null,
    },
    'a shard that is not there': {
        entries: [header, entry({ shardId: 77 })],
        says: /shard 77/,
        error: null,
    },
    'a negative shard': {
        entries: [header, entry({ shardId: -3 })],
        says: /shard -3/,
        error: null,
    },
    'an unknown rank': {
        entries: [header, entry({ shape: { unknownRank: true }, size: 4 })],
        says: /rank of tensor 'a' is unknown/,
        error: null,
    },
    'an offset above 2^53': {
        entries: [
            header,
            [bytesOf('a'), Uint8Array.from([...entry({})[1], 0x20, ...varint(2n ** 53n)])],
        ],
        says: /above 2\^53/,
        error: null,
    },
    'a size that is not that of the shape': {
        entries: [header, entry({ size: 12 })],
        says: /gives tensor 'a' 12 bytes, but float32 \[2\]/,
        error: null,
    },
    'a zero byte in a name': {
        entries: [header, entry({}, 'a\0b')],
        says: /'a\\0b' has a zero byte/,
        error: null,
        names: ['a\0b'],
    },
    'a zero byte at the start of a name': {
        entries: [header, entry({}, '\0ab'), entry({}, 'c')],
        says: /zero byte/,
        error: null,
        names: ['\0ab', 'c'],
    },
    'slices which overlap': {
        entries: [
            header,
            sliceEntry(0, 3),
            sliceEntry(2, 2),
            entry({ shape: { dim: [{ size: 4 }] }, size: 0, ...slices([0, 3], [2, 2]) }),
        ],
        says: /Overlapping slices: existing slice = 0,3, new slice = 2,2/,
        error: null,
    },
    'slices which leave a hole': {
        entries: [
            header,
            sliceEntry(0, 2),
            entry({ shape: { dim: [{ size: 4 }] }, size: 0, ...slices([0, 2]) }),
        ],
        says: /leave a hole/,
        error: null,
    },
    'a slice without an entry': {
        entries: [header, entry({ size: 0, ...slices([0, 1], [1, 1]) })],
        says: /no entry for slice 0,1/,
        error: null,
    },
    'a slice of another type': {
        entries: [
            header,
            [sliceEntry(0, 2)[0], entry({ dtype: 3 })[1]],
            entry({ size: 0, ...slices([0, 2]) }),
        ],
        says: /stored as int32 \[2\] instead of float32 \[2\]/,
        error: null,
    },
    'no header': {
        entries: [entry({}, 'a'), entry({}, 'b')],
        says: /no header.*takes its first entry, 'a'/,
        error: null,
        names: ['b'],
    },
    'a header without shards': {
        entries: [
            [bytesOf(''), encodeProto('BundleHeaderProto', { version: { producer: 1 } })],
            entry({}),
        ],
        says: /has 0 shards/,
        error: null,
    },
    'a header that is no message': {
        entries: [[bytesOf(''), Uint8Array.from([0xff, 0xff])], entry({})],
        says: /header cannot be parsed/,
        error: new RegExp(
            `^OpError: ${corruptFile} \\(unable to parse header\\): Entry for key  not parseable\\.$`,
        ),
    },
    'nothing at all': {
        entries: [],
        says: /it is empty/,
        error: new RegExp(`^OpError: ${corruptFile} \\(failed to seek to header entry\\)$`),
    },
    'keys out of order': {
        entries: [header, entry({}, 'z'), entry({}, 'a'), entry({}, 'm')],
        says: /out of order/,
        error: null,
        names: ['a', 'm', 'z'],
    },
    'a key that is there twice': {
        entries: [header, entry({}, 'a'), entry({ dtype: 3 }, 'a')],
        says: /key 'a' twice/,
        error: null,
        names: ['a'],
    },
    'a header that is there twice': {
        entries: [header, header, entry({})],
        says: /out of order/,
        error: null,
        names: ['', 'a'],
    },
};

for (const [what, { entries, says, error, names }] of Object.entries(cases)) {
    test(`reports ${what}`, () => {
        const found = read(entries);
        const said = found.problems.map(({ message }) => message);
        if (says.source === '^$') {
            assert.deepEqual(
                said.filter((message) => !message.includes('takes another number')),
                [],
            );
        } else {
            assert.ok(
                said.some((message) => says.test(message)),
                said.join('\n'),
            );
            assert.ok(
                found.problems.every(
                    ({ code, path }) => code === 'checkpoint.corrupt' && path === '/m.index',
                ),
            );
        }
        if (error === null) {
            assert.equal(found.error, null);
            assert.ok(found.checkpoint !== undefined);
        } else {
            assert.match(`${found.error?.type ?? ''}: ${found.error?.message ?? ''}`, error);
        }
        if (names !== undefined) {
            assert.deepEqual([...(found.checkpoint?.names() ?? [])], names);
            for (const [index, name] of names.entries()) {
                assert.equal(found.checkpoint?.find(name), index);
            }
        }
    });
}

test('keeps the last of a key that is there twice, as TensorFlow lists it', () => {
    const { checkpoint } = read([header, entry({}, 'a'), entry({ dtype: 3 }, 'a')]);
    assert.equal(checkpoint?.tensor(0).dtype, 'int32');
});

test('counts what is wrong with many entries, and names the first', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
        entry({ shardId: 9 }, `t${String(index).padStart(2, '0')}`),
    );
    const { problems } = read([header, ...many]);
    assert.equal(problems.length, 1);
    assert.match(
        problems[0]?.message ?? '',
        /tensor 't00' into shard 9.*the first of 30 such entries/,
    );
});

test('leaves out what lies in a damaged block, as TensorFlow does without a word', () => {
    const entries = [header, entry({}, 'a'), entry({}, 'b'), entry({}, 'c')];
    const damaged = writeTable(entries, { blockBytes: 1 });
    const value = entry({})[1];
    const second = Buffer.from(damaged).indexOf(Buffer.from([0, 1, value.length, 0x62]));
    damaged[second + 3] = (damaged[second + 3] ?? 0) ^ 1;
    const found = runReading(
        readTensorBundle({ bytes: damaged, name: 'm.index', path: '/m.index' }),
        () => undefined,
    );
    assert.equal(found.error, null);
    assert.deepEqual([...(found.checkpoint?.names() ?? [])], ['a', 'c']);
    assert.match(
        found.problems[0]?.message ?? '',
        /Block 3 of 4.*block checksum mismatch.*leaves out/,
    );
});

const few = { ...limits, entries: 3, nameBytes: 5, fileBytes: 400, shards: 2 };

function readWith(entries: readonly TableEntry[], options?: TableOptions) {
    const bytes = writeTable(entries, options);
    return runReading(
        readTensorBundle({ bytes, name: 'm.index', path: '/m.index' }, few),
        () => undefined,
    );
}

test('reads up to each limit and no further', () => {
    const names = (count: number) =>
        Array.from({ length: count }, (_, index) => entry({}, `t${index}`));
    assert.equal(readWith([header, ...names(3)]).checkpoint?.tensorCount, 3);
    const tooMany = readWith([header, ...names(4)]);
    assert.equal(tooMany.checkpoint, undefined);
    assert.match(tooMany.problems[0]?.message ?? '', /more than 3 entries/);

    assert.equal(readWith([header, entry({}, 'abcde')]).checkpoint?.tensorCount, 1);
    const tooLong = readWith([header, entry({}, 'abcdef')]);
    assert.equal(tooLong.checkpoint, undefined);
    assert.match(tooLong.problems[0]?.message ?? '', /name longer than 5 bytes/);

    const packed = (value: number) => [header, [bytesOf('a'), new Uint8Array(value)] as const];
    const contents = (value: number) => 12 + 8 + 5 + value;
    assert.ok(readWith(packed(400 - contents(0) - 1), { snappy: true }).error !== undefined);
    const tooWide = readWith(packed(500), { snappy: true });
    assert.equal(tooWide.checkpoint, undefined);
    assert.match(
        tooWide.problems[0]?.message ?? '',
        /bytes when it is unpacked, more than the 400/,
    );
});
