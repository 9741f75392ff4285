// The checksums of data, held against what TensorFlow said of the same bytes
// (test/tensorflow/record_data.py), and against every kind of place that data may have.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import { verifyData } from '../../server/src/checkpoint/verifyData.js';
import type { TensorFlowError } from '../../server/src/util/problem.js';
import { runReading } from '../../server/src/util/reading.js';
import { writeBundle, writeV1 } from '../support/bundleWriter.js';
import { memoryAnswers, readFromMemory, type MemoryFiles } from '../support/memoryFiles.js';

const fixtures = join(process.cwd(), 'test', 'fixtures', 'data');

interface Answer {
    readonly prefix: string;
    readonly tensor: string;
    readonly file?: string;
    readonly at?: number;
    readonly error: TensorFlowError | null;
}

const recorded = readFileSync(join(fixtures, 'damage.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);

const files: MemoryFiles = new Map(
    readdirSync(fixtures).map((name) => [
        `/w/${name}`,
        new Uint8Array(readFileSync(join(fixtures, name))),
    ]),
);

function verify(prefix: string, changed: MemoryFiles = files) {
    const source = readFromMemory(openCheckpoint(prefix, ['/w']), changed);
    return readFromMemory(verifyData(source), changed);
}

function inverted(path: string, at: number, original: MemoryFiles = files): MemoryFiles {
    const bytes = Uint8Array.from(original.get(path) ?? []);
    bytes[at] = (bytes[at] ?? 0) ^ 255;
    return new Map([...original, [path, bytes]]);
}

for (const prefix of new Set(recorded.map((answer) => answer.prefix))) {
    test(`${prefix}: what TensorFlow can restore is whole`, () => {
        const { verified, skipped, problems } = verify(prefix);
        assert.deepEqual(problems, []);
        assert.equal(skipped, 0);
        assert.equal(
            verified,
            recorded.filter((answer) => answer.prefix === prefix && answer.file === undefined)
                .length,
        );
    });

    test(`${prefix}: every byte that TensorFlow misses is missed, in its words`, () => {
        const damaged = recorded.filter((answer) => answer.prefix === prefix && answer.error);
        const places = new Map(
            damaged.map(({ file = '', at = 0 }) => [`${file}:${at}`, { file, at }]),
        );
        for (const { file, at } of places.values()) {
            const { problems } = verify(prefix, inverted(`/w/${file}`, at));
            const expected = damaged.filter((answer) => answer.file === file && answer.at === at);
            assert.deepEqual(
                problems.map(({ message }) => /tensor '(.*?)'/.exec(message)?.[1]),
                expected.map(({ tensor }) => tensor),
                `${file} ${at}`,
            );
            // A damaged variant may fail to be parsed, which TensorFlow says first.
            if (prefix !== 'variants') {
                assert.deepEqual(
                    problems.map(({ error }) => error),
                    expected.map(({ error }) => error),
                );
            }
        }
        const bytes = [...files].filter(([path]) => path.startsWith(`/w/${prefix}.data`));
        assert.equal(
            places.size,
            bytes.reduce((sum, [, { length }]) => sum + length, 0),
            'TensorFlow notices every byte',
        );
    });
}

test('values are larger than a window', () => {
    const numbers = Uint8Array.from({ length: 3 * 2 ** 20 + 5 }, (_, index) => index % 251);
    const bundle = writeBundle('/w/m', [
        { name: 'a', dtype: 'uint8', shape: [3], data: [Uint8Array.of(1, 2, 3)] },
        { name: 'big', dtype: 'uint8', shape: [numbers.length], data: [numbers] },
        { name: 'z', dtype: 'float32', shape: [1] },
    ]);
    assert.deepEqual(verify('m', bundle).problems, []);
    for (const at of [
        2,
        3,
        2 ** 20 - 1,
        2 ** 20,
        2 ** 21 + 3,
        numbers.length + 2,
        numbers.length + 3,
    ]) {
        const { problems } = verify('m', inverted('/w/m.data-00000-of-00001', at, bundle));
        assert.equal(problems.length, 1, String(at));
    }
});

test('windows end anywhere, also within a length or a checksum', () => {
    for (const prefix of new Set(recorded.map((answer) => answer.prefix))) {
        const source = readFromMemory(openCheckpoint(prefix, ['/w']), files);
        for (const longest of [1, 2, 3, 5]) {
            const answer = memoryAnswers(files);
            const { problems } = runReading(verifyData(source), (question) =>
                answer(question.ask === 'read' ? { ...question, length: longest } : question),
            );
            assert.deepEqual(problems, [], `${prefix} by ${longest}`);
        }
    }
});

test('no more than a window is asked for at a time, each byte once', () => {
    const bundle = writeBundle('/w/m', 'a uint8 [5000000]\nb float32 [3]\nc float32 [100000]');
    const source = readFromMemory(openCheckpoint('m', ['/w']), bundle);
    const answer = memoryAnswers(bundle);
    let asked = 0;
    const { problems } = runReading(verifyData(source), (question) => {
        if (question.ask === 'read') {
            assert.ok(question.length <= 2 ** 20);
            asked += question.length;
        }
        return answer(question);
    });
    assert.deepEqual(problems, []);
    assert.ok(asked < 5400012 + 4 * 2 ** 20, String(asked));
});

test('data that is not here is counted, and not taken for whole', () => {
    const bundle = writeBundle('/w/m', 'a float32 [3]@0\nb float32 [3]@1', { missingShards: [1] });
    const { verified, skipped, problems } = verify('m', bundle);
    assert.deepEqual({ verified, skipped, problems }, { verified: 1, skipped: 1, problems: [] });
});

test('a file that shrinks meanwhile is a problem', () => {
    const bundle = writeBundle('/w/m', 'a float32 [3]\nb float32 [3]');
    const source = readFromMemory(openCheckpoint('m', ['/w']), bundle);
    const path = '/w/m.data-00000-of-00001';
    for (let length = 0; length < 24; length++) {
        const cut = new Map([
            ...bundle,
            [path, (bundle.get(path) ?? new Uint8Array(0)).slice(0, length)],
        ] as [string, Uint8Array][]);
        const { problems } = readFromMemory(verifyData(source), cut);
        assert.ok(1 <= problems.length, String(length));
    }
});

test('many damaged tensors are counted', () => {
    const tensors = Array.from({ length: 150 }, (_, index) => `t${index} int32 [1]`).join('\n');
    const bundle = writeBundle('/w/m', tensors);
    const path = '/w/m.data-00000-of-00001';
    const { problems } = verify('m', new Map([...bundle, [path, new Uint8Array(600).fill(7)]]));
    assert.equal(problems.length, 101);
    assert.match(problems[100]?.message ?? '', /^150 tensors are damaged in all/);
});

test('V1: every byte of a block is covered by its checksum', () => {
    const file = writeV1('a float32 [2]\nb float32 [3]\nc float32 [4, 2] 0,2:- 2,2:-');
    const v1: MemoryFiles = new Map([['/w/m', file]]);
    const source = readFromMemory(openCheckpoint('m', ['/w']), v1);
    assert.deepEqual(readFromMemory(verifyData(source), v1).problems, []);
    let found = 0;
    for (let at = 0; at < file.length; at++) {
        found += readFromMemory(verifyData(source), inverted('/w/m', at, v1)).problems.length;
    }
    // The metaindex and the footer's padding are all that nothing looks at.
    assert.ok(file.length - 48 - 13 - 10 <= found, `${found} of ${file.length}`);
    for (let length = 0; length < file.length; length++) {
        const cut = new Map([['/w/m', file.subarray(0, length)]]);
        assert.equal(readFromMemory(verifyData(source), cut).problems.length, 1);
    }
});
