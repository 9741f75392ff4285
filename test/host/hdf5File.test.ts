// HDF5 files, read in their thread: what real ones hold, and that nothing in a file can throw, stop
// the process or keep it waiting. The files are h5py's (test/tensorflow/keras_files.py).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readHdf5File } from '../../server/src/host/hdf5File.js';
import type { Hdf5Contents } from '../../server/src/util/hdf5.js';
import type { Hdf5Answer } from '../../server/src/util/reading.js';

const folder = 'test/fixtures/keras';

function pathOf(name: string): string {
    return resolve(folder, name);
}

function readDisk(name: string): Promise<Hdf5Answer> {
    return readHdf5File({ path: pathOf(name), offset: 0, length: Infinity });
}

function readBytes(bytes: Uint8Array, silence?: number): Promise<Hdf5Answer> {
    return readHdf5File({ path: '/w/m.h5', offset: 0, length: bytes.length, bytes }, silence);
}

function contentsOf(answer: Hdf5Answer): Hdf5Contents {
    assert.ok(answer.kind === 'contents', JSON.stringify(answer));
    return answer.contents;
}

function reasonOf(answer: Hdf5Answer): string {
    assert.ok(answer.kind === 'unreadable');
    return answer.reason;
}

test('arrays, texts of one value and of several', async () => {
    const { datasets, texts, faults } = contentsOf(await readDisk('keras3-sequential.h5'));
    assert.deepEqual(faults, []);
    assert.deepEqual(
        datasets.find(({ path }) => path === 'model_weights/first/sequential/first/kernel'),
        { path: 'model_weights/first/sequential/first/kernel', dtype: 'float32', shape: [3, 2] },
    );
    const text = (group: string, name: string) =>
        texts.find((each) => each.group === group && each.name === name)?.values;
    assert.deepEqual(text('', 'backend'), ['tensorflow']);
    assert.deepEqual(text('model_weights/dense', 'weight_names'), ['sequential/dense/kernel']);
    assert.match(text('', 'model_config')?.[0] ?? '', /^\{"class_name": "Sequential"/);
});

test('types of all kinds, links, and groups that hold themselves', async () => {
    const { datasets, faults } = contentsOf(await readDisk('odd.h5'));
    assert.deepEqual(
        Object.fromEntries(datasets.map(({ path, dtype, shape }) => [path, [dtype, ...shape]])),
        {
            'types/bfloat16': ['bfloat16', 2, 3],
            'types/big_endian': ['float32', 2],
            'types/bool': ['bool', 2],
            'types/complex64': ['complex64', 2],
            'types/float16': ['float16', 2],
            'types/float64': ['float64', 2],
            'types/int8': ['int8', 2],
            'types/named_by_nobody': ['opaque of 2 bytes', 2],
            'types/scalar': ['float32'],
            'types/string': ['string', 2],
            'types/strings': ['string', 2],
            'types/uint64': ['uint64', 2],
            'types/zero': ['float32', 0, 3],
        },
    );
    assert.deepEqual(Object.fromEntries(faults.map(({ path, reason }) => [path, reason])), {
        'links/dangling': 'it is a link to something that is not in this file',
        'links/elsewhere': 'it is a link to something that is not in this file',
        'links/itself': 'it is a group that is there under another name, too',
        'links/root': 'it is a group that is there under another name, too',
        'types/nothing': 'it has no shape',
    });
    assert.ok(faults.every(({ isDamage }) => !isDamage));
});

test('a range of a file is read as the file that it holds', async () => {
    const bytes = readFileSync(pathOf('keras2-sequential.h5'));
    const archive = readFileSync(pathOf('keras3-sequential.keras'));
    const start = archive.indexOf('\x89HDF\r\n', 0, 'latin1');
    const within = contentsOf(
        await readHdf5File({
            path: pathOf('keras3-sequential.keras'),
            offset: start,
            length: archive.length - start,
        }),
    );
    assert.equal(within.datasets.length, 19);
    assert.deepEqual(await readBytes(bytes), await readDisk('keras2-sequential.h5'));
});

test('what is no file, or no HDF5 file, says so', async () => {
    assert.match(reasonOf(await readDisk('none.h5')), /ENOENT/);
    assert.match(reasonOf(await readDisk('.')), /not a regular file|EISDIR/);
    assert.match(reasonOf(await readDisk('expected.json')), /^it is no HDF5 file/);
    assert.match(reasonOf(await readBytes(new Uint8Array(0))), /^it is no HDF5 file/);
});

test('a file without an end is given up, and the next one is read all the same', async () => {
    const bytes = readFileSync(pathOf('keras3-sequential.weights.h5'));
    const heap = bytes.indexOf('GCOL', 0, 'latin1');
    assert.ok(0 < heap);
    // The length of the first text in the heap of texts: libhdf5 itself does not end then.
    const endless = Uint8Array.from(bytes);
    endless[heap + 24] = 255;
    const [given, next] = await Promise.all([readBytes(endless, 3000), readBytes(bytes)]);
    assert.match(reasonOf(given), /comes to no end/);
    assert.equal(contentsOf(next).datasets.length, 19);
});

test('every truncation is told', async () => {
    const bytes = readFileSync(pathOf('keras2-sequential-weights.h5'));
    for (let length = 8; length < bytes.length; length += 61) {
        const reason = reasonOf(await readBytes(bytes.subarray(0, length)));
        assert.match(reason, length < 96 ? /^it (is|was) / : /^it was cut off: it has \d+ bytes/);
    }
});

test('a flipped byte anywhere is a fault, another name or nothing, and never the end', async () => {
    const bytes = readFileSync(pathOf('keras2-sequential-weights.h5'));
    const tally = { unreadable: 0, faults: 0, whole: 0 };
    for (let at = 0; at < bytes.length; at += 31) {
        const flipped = Uint8Array.from(bytes);
        flipped[at] = (bytes[at] ?? 0) ^ ([1, 128, 255, 16][at % 4] ?? 1);
        const answer = await readBytes(flipped, 3000);
        if (answer.kind === 'unreadable') {
            tally.unreadable++;
        } else {
            tally[answer.contents.faults.length === 0 ? 'whole' : 'faults']++;
        }
    }
    // Most bytes are values and gaps, which nothing checks.
    assert.ok(
        0 < tally.unreadable && 25 < tally.faults && 300 < tally.whole,
        JSON.stringify(tally),
    );
});
