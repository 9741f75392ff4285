// V1 checkpoints: one file, or shards by a pattern, and what TensorFlow says of broken ones.

import assert from 'node:assert/strict';
import test from 'node:test';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import type { CheckpointSource } from '../../server/src/checkpoint/checkpoint.js';
import type { FileQuestion } from '../../server/src/util/reading.js';
import { runReading } from '../../server/src/util/reading.js';
import { writeV1, type WrittenTensor } from '../support/bundleWriter.js';
import { encodeProto } from '../support/checkpointProtos.js';
import { memoryAnswers, readFromMemory } from '../support/memoryFiles.js';
import { writeTable, type TableEntry } from '../support/tableWriter.js';

const empty = new Uint8Array(0);

function open(bytes: Uint8Array): CheckpointSource {
    return readFromMemory(openCheckpoint('v1', ['/w']), new Map([['/w/v1', bytes]]));
}

function listed({ checkpoint }: CheckpointSource): readonly string[] {
    return Array.from({ length: checkpoint?.tensorCount ?? 0 }, (_, index) => {
        const tensor = checkpoint?.tensor(index);
        const slices = tensor?.slices?.map(({ spec }) => ` ${spec}`).join('') ?? '';
        return `${tensor?.name ?? ''} ${tensor?.dtype ?? ''} [${tensor?.shape.join() ?? ''}] ${tensor?.bytes ?? '?'}${slices}`;
    });
}

const text = `
    b/w float32 [4, 3] 0,2:- 2,2:-
    a/w float32 [2]
    a int64 []
    note string [3]
    half float16 [0, 2]
`;

test('reads a file with whole and partitioned tensors, in the order of names', () => {
    const source = open(writeV1(text));
    assert.equal(source.error, null);
    assert.deepEqual(source.problems, []);
    assert.equal(source.checkpoint?.format, 'v1');
    assert.deepEqual(listed(source), [
        'a int64 [] 8',
        'a/w float32 [2] 8',
        'b/w float32 [4,3] 48 0,2:- 2,2:-',
        'half float16 [0,2] 0',
        'note string [3] ?',
    ]);
    assert.equal(source.checkpoint.totalBytes, 64);
    assert.deepEqual(source.shards, []);
    assert.equal(source.checkpoint.find('a/w'), 1);
    assert.equal(source.checkpoint.countBelow('a/'), 1);
});

test('reads compressed and small blocks', () => {
    for (const options of [
        { snappy: true },
        { blockBytes: 30 },
        { blockBytes: 30, snappy: true },
    ]) {
        assert.deepEqual(listed(open(writeV1(text, options))), listed(open(writeV1(text))));
    }
});

test('merges the shards which a pattern names', () => {
    const files = new Map([
        ['/w/runs/m-00000-of-00002', writeV1('p float32 [4] 0,2\na float32 [1]')],
        ['/w/runs/m-00001-of-00002', writeV1('p float32 [4] 2,2\nb float32 [1]')],
    ]);
    const both = readFromMemory(openCheckpoint('runs/m-?????-of-00002', ['/w']), files);
    assert.equal(both.error, null);
    assert.deepEqual(listed(both), [
        'a float32 [1] 4',
        'b float32 [1] 4',
        'p float32 [4] 16 0,2 2,2',
    ]);
    assert.equal(both.checkpoint?.shardCount, 2);
    const one = readFromMemory(openCheckpoint('runs/m-00001-of-00002', ['/w']), files);
    assert.deepEqual(listed(one), ['b float32 [1] 4', 'p float32 [4] 16 2,2']);
});

test('reads the list of tensors, and of their values only what its checksum takes', () => {
    // A block whose record is small, and whose first value is large: it is summed up in parts.
    const values = new Uint8Array(9_000_000);
    const meta = {
        tensor: [{ name: 'w', shape: { dim: [{ size: 1 }] }, type: 1, slice: [{ extent: [{}] }] }],
    };
    const entries: readonly TableEntry[] = [
        [empty, encodeProto('SavedTensorSlices', { meta })],
        [Uint8Array.of(0, 0x77), values],
        [Uint8Array.of(1), values],
    ];
    const bytes = writeLarge(entries);
    const answer = memoryAnswers(new Map([['/w/v1', bytes]]));
    const asked: FileQuestion[] = [];
    const source = runReading(openCheckpoint('v1', ['/w']), (question) => {
        asked.push(question);
        return answer(question);
    });
    assert.equal(source.error, null);
    assert.deepEqual(listed(source), ['w float32 [1] 4']);
    const lengths = asked.map((question) => (question.ask === 'read' ? question.length : 0));
    assert.ok(Math.max(...lengths) <= 4 * 2 ** 20, 'in parts');
    assert.ok(lengths.reduce((sum, each) => sum + each, 0) < 10_000_000, 'the first block alone');

    bytes[5_000_000] = 1;
    assert.equal(open(bytes).error?.type, 'InternalError');
});

function writeLarge(entries: readonly TableEntry[]): Uint8Array {
    return writeTable(entries);
}

const bad: Readonly<
    Record<string, readonly [tensors: readonly object[], type: string, message: string]>
> = {
    'an axis of negative length': [
        [saved({ shape: { dim: [{ size: -5 }] } })],
        'ValueError',
        'Expected a non-negative size, got -5',
    ],
    'too many axes': [
        [
            saved({
                shape: { dim: new Array(255).fill({ size: 1 }) },
                slice: [{ extent: new Array(255).fill({}) }],
            }),
        ],
        'ValueError',
        'Too many dimensions in tensor',
    ],
    'too many elements': [
        [saved({ shape: { dim: [{ size: 2 ** 40 }, { size: 2 ** 40 }] } })],
        'ValueError',
        'Encountered overflow when multiplying 1099511627776 with 1099511627776, result: -1',
    ],
    'slices that overlap': [
        [saved({ slice: [part(0, 3), part(2, 2)] })],
        'OpError',
        'Overlapping slices: existing slice = 0,3, new slice = 2,2',
    ],
    'a whole tensor twice': [
        [saved({}), saved({})],
        'OpError',
        'Overlapping slices: existing slice = -, new slice = -',
    ],
    'a slice of another rank': [
        [saved({ slice: [{ extent: [{ length: 2 }, { length: 1 }] }] })],
        'OpError',
        'Mismatching ranks: shape = [4], slice = 0,2:0,1',
    ],
    'a slice beyond the tensor': [
        [saved({ slice: [part(3, 2)] })],
        'OpError',
        'Extent in dimension 0 out of bounds: shape = [4], slice = 3,2',
    ],
    'two shapes of one tensor': [
        [
            saved({ slice: [part(0, 2)] }),
            saved({ shape: { dim: [{ size: 5 }] }, slice: [part(2, 2)] }),
        ],
        'OpError',
        'Incompatible tensor shapes detected for tensor a: existing = [4], new = [5]',
    ],
    'two types of one tensor': [
        [saved({ slice: [part(0, 2)] }), saved({ type: 2, slice: [part(2, 2)] })],
        'OpError',
        'Incompatible tensor types detected for tensor a: existing = float, new = double',
    ],
    'a slice of an unknown rank': [
        [saved({ shape: { unknownRank: true } })],
        'OpError',
        'Mismatching ranks: shape = [], slice = -',
    ],
};

function saved(fields: object): object {
    return {
        name: 'a',
        shape: { dim: [{ size: 4 }] },
        type: 1,
        slice: [{ extent: [{}] }],
        ...fields,
    };
}

function part(start: number, length: number): object {
    return { extent: [{ start, length }] };
}

function fileOf(tensors: readonly object[], versions: object = { producer: 1 }): Uint8Array {
    return writeTable([
        [empty, encodeProto('SavedTensorSlices', { meta: { tensor: tensors, versions } })],
    ]);
}

for (const [what, [tensors, type, message]] of Object.entries(bad)) {
    test(`raises what TensorFlow raises for ${what}`, () => {
        const { error, problems } = open(fileOf(tensors));
        assert.deepEqual(error, { type, message });
        assert.equal(problems[0]?.code, 'checkpoint.corrupt');
    });
}

test('raises for a slice below zero, but for the word that differs from run to run', () => {
    const { error } = open(fileOf([saved({ slice: [part(-1, 2)] })]));
    assert.equal(error?.type, 'ValueError');
    assert.match(
        error.message,
        /^Expected non-negative start and positive length but got start = -1, length = 2: extent = /,
    );
});

const noSlices =
    'Failed to find the saved tensor slices at the beginning of the checkpoint file: v1';
const perhaps =
    ': perhaps your file is in a different file format and you need to use a different restore operator?';

test('raises what TensorFlow raises for files that are no V1 checkpoint', () => {
    const good = writeV1(text);
    const rows: readonly (readonly [
        what: string,
        bytes: Uint8Array,
        type: string,
        message: string,
    ])[] = [
        [
            'empty',
            empty,
            'DataLossError',
            `Unable to open table file v1: DATA_LOSS: file is too short to be an sstable${perhaps}`,
        ],
        [
            'another file',
            new Uint8Array(900),
            'DataLossError',
            `Unable to open table file v1: DATA_LOSS: not an sstable (bad magic number)${perhaps}`,
        ],
        ['no record', writeTable([[Uint8Array.of(0x6b), empty]]), 'InternalError', noSlices],
        ['no entries', writeTable([]), 'InternalError', noSlices],
        [
            'a record that is no message',
            writeTable([[empty, Uint8Array.of(0xff, 0xff)]]),
            'InternalError',
            noSlices,
        ],
        ['a damaged block', flipped(good, 3), 'InternalError', noSlices],
    ];
    for (const [what, bytes, type, message] of rows) {
        assert.deepEqual([what, open(bytes).error], [what, { type, message }]);
    }
});

function flipped(bytes: Uint8Array, position: number): Uint8Array {
    const copy = bytes.slice();
    copy[position] = (copy[position] ?? 0) ^ 1;
    return copy;
}

test('checks versions', () => {
    const version = { producer: 1, minConsumer: 2 };
    assert.deepEqual(open(writeV1(text, { version })).error, {
        type: 'ValueError',
        message:
            'Checkpoint min consumer version 2 above current version 1 for TensorFlow 2.21.0.  Please upgrade TensorFlow.',
    });
});

test('reports what TensorFlow passes over in silence', () => {
    const rows: readonly (readonly [fields: object, says: RegExp])[] = [
        [{ type: 0 }, /dtype 0/],
        [{ type: 103 }, /a reference type/],
        [{ type: 200 }, /dtype 200/],
        [{ slice: [] }, /without any data/],
        [{ shape: { unknownRank: true }, slice: [{}] }, /rank of tensor 'a' is unknown/],
    ];
    for (const [fields, says] of rows) {
        const { error, problems } = open(fileOf([saved(fields)]));
        assert.equal(error, null);
        assert.match(problems[0]?.message ?? '', says);
    }
});

test('numbers thousands of tensors as their names sort', () => {
    const many: WrittenTensor[] = Array.from({ length: 3000 }, (_, index) => ({
        name: `layer_${(index * 7919) % 3000}/kernel`,
        dtype: 'float32',
        shape: [index % 4],
    }));
    const { checkpoint } = open(writeV1(many));
    assert.deepEqual([...(checkpoint?.names() ?? [])], many.map(({ name }) => name).sort());
});
