// The index of a V2 checkpoint: what is read of it, and how the compact index answers.

import assert from 'node:assert/strict';
import test from 'node:test';
import type { Checkpoint } from '../../server/src/checkpoint/checkpoint.js';
import { readTensorBundle } from '../../server/src/checkpoint/tensorBundle.js';
import { runReading, type FileQuestion } from '../../server/src/util/reading.js';
import {
    tensorsOf,
    writeBundle,
    type BundleOptions,
    type WrittenTensor,
} from '../support/bundleWriter.js';

function readIndex(bytes: Uint8Array) {
    return runReading(
        readTensorBundle({ bytes, name: 'm.index', path: '/m.index' }),
        () => undefined,
    );
}

function indexOf(tensors: readonly WrittenTensor[] | string, options?: BundleOptions): Uint8Array {
    return writeBundle('/m', tensors, options).get('/m.index') ?? new Uint8Array(0);
}

function open(tensors: readonly WrittenTensor[] | string, options?: BundleOptions): Checkpoint {
    const { checkpoint, error, problems } = readIndex(indexOf(tensors, options));
    assert.equal(error, null);
    assert.deepEqual(problems, []);
    assert.ok(checkpoint !== undefined);
    return checkpoint;
}

function all(checkpoint: Checkpoint): readonly string[] {
    return Array.from({ length: checkpoint.tensorCount }, (_, index) => {
        const { name, dtype, shape, bytes, shard, offset, slices } = checkpoint.tensor(index);
        const place = shard === undefined ? '' : ` @${shard}+${offset ?? '?'}`;
        const parts = slices?.map(
            (each) =>
                ` ${each.spec}@${each.shard ?? '?'}+${each.offset ?? '?'}/${each.bytes ?? '?'}`,
        );
        return `${name} ${dtype} [${shape.join()}] ${bytes ?? '?'}${place}${parts?.join('') ?? ''}`;
    });
}

test('reads the annotated example of the format, byte for byte', () => {
    // The data block of a tensor 'a' of two floats, and of 'p' of three in two parts, as TensorFlow
    // 2.21 wrote it.
    const contents = Buffer.from(
        [
            '00 00 06 08 01 1a 02 08 01',
            '00 08 11 00 70 00 01 01 01 80 82 08 01 12 04 12 02 08 02 20 08 28 08 35 dd de b4 2d',
            '06 02 11 82 81 08 01 12 04 12 02 08 01 20 10 28 04 35 10 fd 78 4f',
            '00 01 0f 61 08 01 12 04 12 02 08 02 28 08 35 e8 e3 46 59',
            '00 01 16 70 08 01 12 04 12 02 08 03 3a 04 0a 02 10 02 3a 06 0a 04 08 02 10 01',
            '00000000 01000000',
        ]
            .join('')
            .replaceAll(' ', ''),
        'hex',
    );
    const tensors: readonly WrittenTensor[] = [
        { name: 'a', dtype: 'float32', shape: [2], data: [floats(1, 2)] },
        {
            name: 'p',
            dtype: 'float32',
            shape: [3],
            slices: ['0,2', '2,1'],
            data: [floats(3, 4), floats(5)],
        },
    ];
    const example = indexOf(tensors, {
        mutate: (written) => {
            // All that the description does not say is the checksums of the values.
            const same = Buffer.from(written);
            for (const place of [0x21, 0x37, 0x4a]) {
                contents.copy(same, place, place, place + 4);
            }
            assert.equal(same.toString('hex'), contents.toString('hex'));
            return new Uint8Array(contents);
        },
    });
    assert.equal(example.length, 197);
    assert.equal(Buffer.from(example.subarray(0x70, 0x75)).toString('hex'), '0092c133ca');
    const { checkpoint, problems } = readIndex(example);
    assert.deepEqual(problems, []);
    assert.deepEqual(checkpoint === undefined ? [] : all(checkpoint), [
        'a float32 [2] 8 @0+0',
        'p float32 [3] 12 0,2@0+8/8 2,1@0+16/4',
    ]);
});

function floats(...values: readonly number[]): Uint8Array {
    return new Uint8Array(Float32Array.from(values).buffer);
}

test('reads every type, scalars and empty tensors', () => {
    const types = [
        'float32',
        'float64',
        'int32',
        'uint8',
        'int16',
        'int8',
        'string',
        'complex64',
        'int64',
        'bool',
        'bfloat16',
        'uint16',
        'complex128',
        'float16',
        'uint32',
        'uint64',
        'float8_e5m2',
        'float8_e4m3fn',
        'int4',
    ];
    const tensors = types.flatMap((dtype) => [
        { name: `${dtype}/empty`, dtype, shape: [0, 3] },
        { name: `${dtype}/matrix`, dtype, shape: [2, 3] },
        { name: `${dtype}/scalar`, dtype, shape: [] },
    ]);
    const checkpoint = open(tensors);
    assert.equal(checkpoint.tensorCount, tensors.length);
    for (const { name, dtype, shape } of tensors) {
        const index = checkpoint.find(name);
        assert.ok(index !== undefined);
        const found = checkpoint.tensor(index);
        assert.deepEqual([found.name, found.dtype, found.shape], [name, dtype, shape]);
        assert.equal(checkpoint.nameOf(index), name);
    }
    assert.deepEqual([...checkpoint.names()], tensors.map(({ name }) => name).sort());
});

const wide = Array.from({ length: 700 }, (_, index) => ({
    name: `model/layer_${String(index % 50).padStart(3, '0')}/unit-${index}/kernel${index % 3 === 0 ? '' : `/Adam_${index % 2}`}`,
    dtype: 'float32',
    shape: [index % 5, 3],
    shard: index % 3,
}));

for (const [what, options] of Object.entries({
    'one block': {},
    'many blocks': { blockBytes: 512 },
    'compressed blocks': { blockBytes: 512, snappy: true },
    'some blocks compressed': { blockBytes: 512, snappy: (block: number) => block % 2 === 0 },
    'every key standing on its own': { restartInterval: 1 },
    'no key standing on its own but the first': { restartInterval: 100_000 },
})) {
    test(`reads ${what}`, () => {
        const bytes = indexOf(wide, { ...options, shardCount: 3 });
        const { checkpoint, error } = readIndex(bytes);
        assert.equal(error, null);
        assert.ok(checkpoint !== undefined);
        assert.deepEqual(all(checkpoint), all(open(wide, { shardCount: 3 })));
        for (const { name } of wide) {
            assert.equal(checkpoint.nameOf(checkpoint.find(name) ?? -1), name);
            assert.equal(checkpoint.find(`${name}x`), undefined);
            assert.equal(checkpoint.find(name.slice(0, -1)), undefined);
        }
        assert.equal(checkpoint.find(''), undefined);
    });
}

test('gives others a turn after each block', () => {
    const asked: FileQuestion[] = [];
    const bytes = indexOf(wide, { blockBytes: 512 });
    runReading(readTensorBundle({ bytes, name: 'm.index', path: '/m.index' }), (question) => {
        asked.push(question);
        return undefined;
    });
    assert.ok(20 < asked.length);
    assert.ok(asked.every(({ ask }) => ask === 'pause'));
});

test('answers for scopes, in the order of bytes', () => {
    const names = [
        'a',
        'a-b',
        'a.c/x',
        'a/b',
        'a/b/c',
        'a/b-d/e',
        'a//z',
        'a/',
        '/r',
        'a0',
        'ä/ö',
        '\u{10000}/x',
        '\uffff/x',
    ];
    const checkpoint = open(names.map((name) => ({ name, dtype: 'int32', shape: [] })));
    const children = (scope: string) =>
        checkpoint
            .children(scope)
            .map(
                ({ segment, tensor, tensorsBelow }) =>
                    `${segment}${tensor === undefined ? '' : `=${checkpoint.nameOf(tensor)}`} ${tensorsBelow}`,
            );
    assert.deepEqual(children(''), [
        ' 1',
        'a=a 5',
        'a-b=a-b 0',
        'a.c 1',
        'a0=a0 0',
        'ä 1',
        '\uffff 1',
        '\u{10000} 1',
    ]);
    assert.deepEqual(children('a/'), ['=a/ 1', 'b=a/b 1', 'b-d 1']);
    assert.deepEqual(children('a//'), ['z=a//z 0']);
    assert.deepEqual(children('/'), ['r=/r 0']);
    assert.deepEqual(children('nowhere/'), []);
    assert.deepEqual(children('a-b/'), []);
    const below = (scope: string) =>
        [...checkpoint.below(scope)].map((index) => checkpoint.nameOf(index));
    assert.deepEqual(below('a/'), ['a/', 'a//z', 'a/b', 'a/b-d/e', 'a/b/c']);
    assert.deepEqual(below('a/b/'), ['a/b/c']);
    assert.deepEqual(below('z/'), []);
    assert.equal(checkpoint.countBelow('a/'), 5);
    assert.equal(checkpoint.countBelow(''), names.length);
});

test('resolves slices to their shards, and never lists their keys', () => {
    const checkpoint = open(`
        emb float32 [4, 2] 0,1:-@1 1,3:-@0
        plain float32 [2] @1
        table int64 [6, 4] 0,6:0,2@0 0,6:2,2@1
    `);
    assert.deepEqual(all(checkpoint), [
        'emb float32 [4,2] 32 0,1:-@1+0/8 1,3:-@0+0/24',
        'plain float32 [2] 8 @1+8',
        'table int64 [6,4] 192 0,6:0,2@0+24/96 0,6:2,2@1+16/96',
    ]);
    assert.equal(checkpoint.totalBytes, 32 + 8 + 192);
    assert.equal(checkpoint.shardCount, 2);
});

test('knows a checkpoint of objects', () => {
    assert.equal(open('w float32 [1]').objectBased, false);
    assert.equal(open('_CHECKPOINTABLE_OBJECT_GRAPH string []').objectBased, true);
});

test('reads big-endian headers', () => {
    assert.deepEqual(all(open('a int16 [3]', { bigEndian: true })), ['a int16 [3] 6 @0+0']);
});

test('throws for a tensor that is not there', () => {
    assert.throws(() => open('a float32 []').tensor(1), RangeError);
});

for (const [version, message] of [
    [
        { producer: 1, minConsumer: 2 },
        'Checkpoint min consumer version 2 above current version 1 for TensorFlow 2.21.0.  Please upgrade TensorFlow.',
    ],
    [
        { producer: -1 },
        'Checkpoint producer version -1 below min producer 0 supported by TensorFlow 2.21.0.  Please regenerate your checkpoint.',
    ],
    [
        { producer: 1, badConsumers: [3, 1] },
        'Checkpoint disallows consumer version 1.  Please upgrade TensorFlow: this version is likely buggy.',
    ],
] as const) {
    test(`refuses version ${JSON.stringify(version)}`, () => {
        const { error, checkpoint } = readIndex(indexOf('a float32 []', { version }));
        assert.deepEqual(error, { type: 'ValueError', message });
        assert.equal(checkpoint?.tensorCount, 1);
    });
}

test('takes newer producers, and consumers other than this one', () => {
    for (const version of [
        { producer: 9 },
        { producer: 1, minConsumer: 1 },
        { badConsumers: [0, 2] },
    ]) {
        assert.equal(readIndex(indexOf(tensorsOf('a float32 []'), { version })).error, null);
    }
});
