// Files of Keras 2 and 3: their variables by the names that they have in the loaded model, which
// test/tensorflow/keras_files.py took from Keras itself; and the same files damaged.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import { limits } from '../../server/src/checkpoint/limits.js';
import { drive } from '../../server/src/host/drive.js';
import { openKerasFile, type KerasSource } from '../../server/src/model/kerasFile.js';
import { verifyKerasFile } from '../../server/src/model/verifyKerasFile.js';
import type { Problem } from '../../server/src/util/problem.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { MemoryWorkspace } from '../support/memoryWorkspace.js';
import { zipArchive, type ZipContent } from '../support/zipWriter.js';

const folder = 'test/fixtures/keras';

interface ExpectedArray {
    readonly name: string;
    readonly storedAt: string;
    readonly dtype: string;
    readonly shape: readonly number[];
}

const expected = JSON.parse(readFileSync(resolve(folder, 'expected.json'), 'utf8')) as Record<
    string,
    readonly ExpectedArray[]
>;

function bytesOf(name: string): Uint8Array {
    return Uint8Array.from(readFileSync(resolve(folder, name)));
}

/** Opens a file from memory, whose name tells its kind. */
function openBytes(
    bytes: Uint8Array,
    name: string,
    bounds: typeof limits = limits,
): Promise<KerasSource | undefined> {
    const workspace = new MemoryWorkspace();
    workspace.write(`/w/${name}`, bytes);
    return workspace.run(openKerasFile(`/w/${name}`, bounds), neverCancelled);
}

function listed(source: KerasSource | undefined): readonly ExpectedArray[] {
    const checkpoint = source?.checkpoint;
    assert.ok(checkpoint !== undefined, JSON.stringify(source?.problems));
    return [...checkpoint.below('')].map((index) => {
        const { name, dtype, shape } = checkpoint.tensor(index);
        return { name, storedAt: checkpoint.storedAt(name) ?? '', dtype, shape };
    });
}

function serious(source: KerasSource | undefined): readonly Problem[] {
    return (source?.problems ?? []).filter(
        ({ code, severity }) => severity !== 'information' && code !== 'model.unknown',
    );
}

function said(source: KerasSource | undefined): string {
    return (source?.problems ?? []).map(({ message }) => message).join('\n');
}

test('each file that is expected is there', () => {
    const names = readdirSync(folder).filter((name) => /\.(h5|keras)$/.test(name));
    assert.deepEqual(
        names.filter((name) => name !== 'odd.h5').sort(),
        Object.keys(expected).sort(),
    );
});

for (const [name, arrays] of Object.entries(expected)) {
    test(`${name} lists its variables as Keras has them loaded`, async () => {
        const source = await drive(openKerasFile(resolve(folder, name)));
        assert.deepEqual(listed(source), arrays);
        assert.equal(source?.checkpoint?.format, name.endsWith('.keras') ? 'keras' : 'h5');
        assert.deepEqual(serious(source), []);
        assert.match(said(source), /init_from_checkpoint cannot read/);
    });

    test(`${name} is to a call what TensorFlow makes of it`, async () => {
        const path = resolve(folder, name);
        const { checkpoint, error, problems } = await drive(openCheckpoint(path, ['/']));
        assert.equal(checkpoint, undefined);
        assert.equal(error?.type, 'DataLossError');
        assert.match(problems[0]?.message ?? '', /load it with keras/);
    });
}

test('what only the program or nothing tells is listed by its place, and said', async () => {
    const notes = async (name: string) => said(await drive(openKerasFile(resolve(folder, name))));
    assert.match(
        await notes('keras3-sequential.weights.h5'),
        /^The file does not say .*: its arrays/,
    );
    assert.match(await notes('keras3-custom.keras'), /^The file does not say .*: 13 of its 17 /);
    assert.match(await notes('keras2-twins.keras'), /^4 of the 4 variables share their names/);
    assert.match(await notes('odd.h5'), /^'links\/dangling' in the file is not listed: /);
    assert.match(await notes('odd.h5'), /\nNothing in the file is as Keras writes it: its arrays/);
});

test('roles: what lies in the optimizer is the optimizer’s, whatever it is called', async () => {
    for (const name of ['keras2-sequential.keras', 'keras3-nested.keras', 'keras2-fitted.h5']) {
        const checkpoint = (await drive(openKerasFile(resolve(folder, name))))?.checkpoint;
        assert.ok(checkpoint !== undefined);
        for (const index of checkpoint.below('')) {
            const tensor = checkpoint.tensor(index);
            const ofOptimizer = /^optimizer/.test(checkpoint.storedAt(tensor.name) ?? '');
            const role: string | undefined = checkpoint.roleOf(tensor);
            const isOwn: boolean = role === 'weight' || role === 'batch-norm-statistic';
            assert.ok(isOwn !== ofOptimizer, tensor.name);
        }
    }
});

const h5 = bytesOf('keras3-sequential.weights.h5');

/** A `.keras` file of a small model, from its parts. */
async function archive(
    change: (name: string, content: ZipContent) => ZipContent | undefined = (_, content) => content,
): Promise<Uint8Array> {
    const source = await openBytes(h5, 'm.weights.h5');
    assert.ok(source?.checkpoint !== undefined);
    const config = JSON.stringify({
        module: 'keras',
        class_name: 'Sequential',
        config: {
            name: 'sequential',
            layers: [
                {
                    module: 'keras.layers',
                    class_name: 'InputLayer',
                    config: { batch_shape: [null, 3], name: 'in' },
                },
                {
                    module: 'keras.layers',
                    class_name: 'Dense',
                    config: { name: 'first', units: 2 },
                },
            ],
        },
    });
    const encoder = new TextEncoder();
    const contents = [
        { name: 'metadata.json', bytes: encoder.encode('{"keras_version": "3.15.1"}') },
        { name: 'config.json', bytes: encoder.encode(config) },
        { name: 'model.weights.h5', bytes: h5 },
    ];
    return zipArchive(contents.flatMap((each) => change(each.name, each) ?? []));
}

test('an archive that another program packed, and one unpacked into a folder', async () => {
    const plain = await openBytes(await archive(), 'm.keras');
    assert.deepEqual(
        listed(plain)
            .filter(({ name, storedAt }) => name !== storedAt)
            .map(({ name, storedAt }) => [name, storedAt]),
        [
            ['sequential/first/bias', 'layers/dense/vars/1'],
            ['sequential/first/kernel', 'layers/dense/vars/0'],
        ],
    );
    const packed = await archive((_, content) => ({ ...content, deflated: true }));
    assert.deepEqual(listed(await openBytes(packed, 'm.keras')), listed(plain));

    const workspace = new MemoryWorkspace();
    workspace.write('/w/model/model.weights.h5', h5);
    assert.equal(await workspace.run(openKerasFile('/w/model'), neverCancelled), undefined);
    workspace.write('/w/model/config.json', '{}');
    const other = await workspace.run(openKerasFile('/w/model'), neverCancelled);
    assert.equal(other?.checkpoint?.format, 'keras');
    assert.match(said(other), /^The model's configuration does not tell .*class_name/);
});

test('an archive without weights, or with those of NumPy, says what is missing', async () => {
    const empty = await archive((name, content) =>
        name === 'model.weights.h5' ? undefined : content,
    );
    assert.match(said(await openBytes(empty, 'm.keras')), /no 'model.weights.h5' in it/);
    const numpy = await archive((name, content) =>
        name === 'model.weights.h5' ? { ...content, name: 'model.weights.npz' } : content,
    );
    assert.match(said(await openBytes(numpy, 'm.keras')), /weights_format="h5"/);
    const encrypted = await archive((_, content) => ({ ...content, flags: 1 }));
    assert.match(said(await openBytes(encrypted, 'm.keras')), /encrypted/);
});

test('what is packed is unpacked up to a limit, and the configuration read up to another', async () => {
    const packed = await archive((_, content) => ({ ...content, deflated: true }));
    const withLimit = (name: keyof typeof limits, value: number) =>
        openBytes(packed, 'm.keras', { ...limits, [name]: value } as typeof limits);
    assert.match(said(await withLimit('kerasPackedBytes', h5.length - 1)), /more than the/);
    assert.deepEqual(serious(await withLimit('kerasPackedBytes', h5.length)), []);
    const short = await withLimit('kerasConfigBytes', 100);
    assert.match(said(short), /'config.json', more than the 100 which are read/);
    assert.equal(listed(short).length, listed(await openBytes(packed, 'm.keras')).length);
});

test('the checksum of the weights is compared where it is asked for', async () => {
    const verdict = async (bytes: Uint8Array) => {
        const workspace = new MemoryWorkspace();
        workspace.write('/w/m.keras', bytes);
        return workspace.run(verifyKerasFile('/w/m.keras'), neverCancelled);
    };
    const whole = await archive();
    assert.deepEqual((await verdict(whole)).problems, []);
    // A value, which no reading of names can see.
    const last = Buffer.from(whole).indexOf('PK\x01\x02', 0, 'latin1') - 1;
    whole[last] = (whole[last] ?? 0) ^ 1;
    assert.match((await verdict(whole)).problems[0]?.message ?? '', /not what its checksum says/);
    assert.match((await verdict(h5)).note, /have no checksums/);
});

test('every truncation of an archive is told', async () => {
    const whole = await archive();
    for (let length = 20; length < whole.length; length += 301) {
        const source = await openBytes(whole.subarray(0, length), 'm.keras');
        assert.equal(source?.checkpoint, undefined);
        assert.match(said(source), /^The file cannot be read: it /);
    }
});

test('a flipped byte of an archive is told, or changes nothing', async () => {
    const whole = await archive();
    const right = listed(await openBytes(whole, 'm.keras'));
    const first = Buffer.from(whole).indexOf('\x89HDF', 0, 'latin1');
    // What is within the weights, test/host/hdf5File.test.ts flips.
    for (let at = 4; at < whole.length; at += at === first ? h5.length : 1) {
        const flipped = Uint8Array.from(whole);
        flipped[at] = (whole[at] ?? 0) ^ ([255, 1, 64][at % 3] ?? 1);
        const source = await openBytes(flipped, 'm.keras');
        assert.ok(source !== undefined);
        if (serious(source).length === 0) {
            const places = ({ storedAt, shape }: ExpectedArray) => [storedAt, shape];
            assert.deepEqual(listed(source).map(places).sort(), right.map(places).sort());
        }
    }
});

test('a configuration with a damaged checksum is not believed, and its weights are listed', async () => {
    const whole = await archive();
    const at = Buffer.from(whole).indexOf('"first"', 0, 'latin1') + 1;
    whole[at] = 'g'.charCodeAt(0);
    const source = await openBytes(whole, 'm.keras');
    assert.match(said(source), /^The file is damaged: 'config.json' is not what its checksum says/);
    assert.ok(listed(source).every(({ name, storedAt }) => name === storedAt));
});

test('a list with a name for which there is no array is damaged', async () => {
    const bytes = bytesOf('keras2-sequential-weights.h5');
    const text = Buffer.from(bytes).toString('latin1');
    // The array's own name lies before or behind the list that names it; in the group it is alone.
    const places = [...text.matchAll(/kernel:0/g)].map(({ index }) => index);
    const outcomes = await Promise.all(
        places.map(async (place) => {
            const changed = Uint8Array.from(bytes);
            changed[place] = 'x'.charCodeAt(0);
            return said(await openBytes(changed, 'm.h5'));
        }),
    );
    assert.ok(
        outcomes.some((text) => /lists '(first|dense)\/.ernel:0', and has no array/.test(text)),
    );
});
