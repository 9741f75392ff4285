// Models of Keras in files: archives, configurations, folders, and what is said of broken ones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelSource } from '../../server/src/model/model.js';
import { readModel } from '../../server/src/model/readModel.js';
import { runReading } from '../../server/src/util/reading.js';
import { zipArchive } from '../support/zipWriter.js';
import { MemoryFiles } from './memoryFiles.js';

const config = (version: 2 | 3, more: readonly object[] = []) =>
    JSON.stringify({
        class_name: 'Sequential',
        config: {
            name: 'seq',
            layers: [
                {
                    class_name: 'InputLayer',
                    config: {
                        name: 'in',
                        [version === 2 ? 'batch_input_shape' : 'batch_shape']: [null, 4],
                    },
                },
                { class_name: 'Dense', config: { name: 'd', units: 2 } },
                ...more,
            ],
        },
    });
const custom = { class_name: 'Gadget', config: { name: 'g' } };

const instead =
    '; it should be a sequential or functional model as Keras saves it, or give a *.variables.json file (`ckptmap dump-python` prints the code that writes one)';

function archive(files: Readonly<Record<string, string>>, deflated = false): Uint8Array {
    return zipArchive(
        Object.entries(files).map(([name, text]) => ({
            name,
            bytes: new TextEncoder().encode(text),
            deflated,
        })),
    );
}

function model(argument: string, files: Record<string, string | Uint8Array>): ModelSource {
    return runReading(readModel(argument, ['/w']), new MemoryFiles(files).answer);
}

function problem(argument: string, files: Record<string, string | Uint8Array>): string {
    const source = model(argument, files);
    assert.equal(source.model, undefined);
    return source.problems.map(({ code, message }) => `${code}: ${message}`).join();
}

test('a .keras file is the model that Keras loads from it', () => {
    for (const deflated of [false, true]) {
        const source = model('m.keras', {
            '/w/m.keras': archive(
                { 'metadata.json': '{"keras_version": "3.15.1"}', 'config.json': config(3) },
                deflated,
            ),
        });
        assert.deepEqual(source, {
            argument: 'm.keras',
            path: '/w/m.keras',
            model: {
                certainty: 'graph',
                variables: [
                    { name: 'seq/d/kernel', shape: [4, 2] },
                    { name: 'seq/d/bias', shape: [2] },
                ].map((each) => ({
                    ...each,
                    dtype: 'float32',
                    trainable: true,
                    kind: 'resource',
                    storeKey: null,
                })),
            },
            format: 'keras',
            problems: [],
            dependencies: ['/w/m.keras'],
        });
    }
});

test('a configuration alone is a model, and the metadata beside it say whose', () => {
    const names = (files: Record<string, string>) =>
        model('config.json', files).model?.variables.map(({ name }) => name);
    assert.deepEqual(names({ '/w/config.json': config(3) }), ['seq/d/kernel', 'seq/d/bias']);
    assert.deepEqual(names({ '/w/config.json': config(2) }), ['d/kernel', 'd/bias']);
    const unpacked = {
        '/w/config.json': config(3),
        '/w/metadata.json': '{"keras_version": "2.15"}',
    };
    assert.deepEqual(names(unpacked), ['d/kernel', 'd/bias']);
    assert.deepEqual(model('config.json', unpacked).dependencies, [
        '/w/config.json',
        '/w/metadata.json',
    ]);
    assert.deepEqual(names({ '/w/config.json': config(3), '/w/metadata.json': 'none' }), [
        'seq/d/kernel',
        'seq/d/bias',
    ]);
});

test('the fields of a configuration may be in any order', () => {
    const fields = JSON.parse(config(3)) as Record<string, unknown>;
    const turned = JSON.stringify(Object.fromEntries(Object.entries(fields).reverse()));
    const source = model('m.json', { '/w/m.json': turned });
    assert.deepEqual([source.format, source.model?.variables.length], ['keras', 2]);
});

test('of a folder the model of Keras is taken where nothing knows more', () => {
    const keras = archive({ 'config.json': config(3) });
    const source = model('run', {
        '/w/run': 'directory',
        '/w/run/m.keras': keras,
        '/w/run/config.json': '{}',
    });
    assert.equal(source.path, '/w/run/m.keras');
    assert.equal(source.choice, "'m.keras' is the model file of the folder");
    const unpacked = model('run', {
        '/w/run': 'directory',
        '/w/run/config.json': config(3),
    });
    assert.equal(unpacked.path, '/w/run/config.json');
    assert.equal(unpacked.choice, "'config.json' is the configuration of a model of Keras");
    const other = { '/w/run': 'directory', '/w/run/config.json': '{"model_type": "bert"}' };
    assert.match(problem('run', other), /'run' is a directory; it holds no /);
});

function hdf5(texts: Readonly<Record<string, string>>): ModelSource {
    const files = new MemoryFiles({
        '/w/m.h5': Uint8Array.from(Buffer.from('\x89HDF\r\n\x1a\n', 'latin1')),
    });
    return runReading(readModel('m.h5', ['/w']), (question) =>
        question.ask === 'hdf5'
            ? {
                  kind: 'contents',
                  contents: {
                      datasets: [],
                      texts: Object.entries(texts).map(([name, value]) => ({
                          group: '',
                          name,
                          values: [value],
                      })),
                      faults: [],
                  },
              }
            : files.answer(question),
    );
}

test('an HDF5 file is a model if it has the configuration of one', () => {
    const source = hdf5({ model_config: config(3), keras_version: '2.11.0' });
    assert.equal(source.format, 'keras');
    assert.deepEqual(
        source.model?.variables.map(({ name }) => name),
        ['d/kernel', 'd/bias'],
    );
    assert.equal(
        hdf5({ keras_version: '2.11.0' }).problems[0]?.message,
        `Model 'm.h5' cannot be read: it is an HDF5 file without the attribute 'model_config', such as of weights${instead}`,
    );
});

test('classes that are not known are named once, and what is known is listed', () => {
    const { model: found, problems } = model('m.json', {
        '/w/m.json': config(3, [custom, { ...custom, config: { name: 'h' } }]),
    });
    assert.equal(found?.variables.length, 2);
    assert.deepEqual(found.unlisted, ['g', 'h']);
    assert.deepEqual(problems, [
        {
            code: 'model.unreadable',
            severity: 'warning',
            message:
                "Model 'm.json' has layers whose variables its configuration does not tell, and which are not listed: Gadget ('g/*' and 1 more); `ckptmap dump-python` prints the code that lists all of them",
            path: '/w/m.json',
        },
    ]);
});

test('a model that was never built has no variables, and that is said', () => {
    const unbuilt = JSON.stringify({
        class_name: 'Sequential',
        config: { name: 's', layers: [{ class_name: 'Dense', config: { name: 'd', units: 2 } }] },
    });
    const { model: found, problems } = model('m.json', { '/w/m.json': unbuilt });
    assert.deepEqual(found?.variables, []);
    assert.match(problems[0]?.message ?? '', /has no variable: it was saved before it was built/);
});

test('broken files give a problem with the reason', () => {
    const whole = archive({ 'config.json': config(3), 'metadata.json': '{}' });
    assert.equal(
        problem('m.keras', { '/w/m.keras': archive({ 'weights.h5': '' }) }),
        `model.unreadable: Model 'm.keras' cannot be read: it is a zip archive without 'config.json', and no model that Keras saved${instead}`,
    );
    assert.equal(
        problem('m.keras', {
            '/w/m.keras': archive({ 'config.json': '{"class_name": "S' }),
        }).replace(/JSON: .*?;/, 'JSON: …;'),
        `model.unreadable: Model 'm.keras' cannot be read: it is not JSON: …${instead}`,
    );
    for (let length = 4; length < whole.length; length++) {
        assert.match(
            problem('m.keras', { '/w/m.keras': whole.slice(0, length) }),
            /^model\.unreadable: Model 'm\.keras' cannot be read: it /,
        );
    }
    for (let place = 4; place < whole.length; place++) {
        const damaged = whole.slice();
        damaged[place] = (damaged[place] ?? 0) ^ 0xff;
        const source = model('m.keras', { '/w/m.keras': damaged });
        // Names, times and flags of the archive are not needed; what is read has a checksum.
        const names = source.model?.variables.map(({ name }) => name) ?? [];
        assert.ok(
            source.model === undefined
                ? source.problems.length === 1
                : names.join() === 'seq/d/kernel,seq/d/bias',
            `byte ${place}: ${names.join()}`,
        );
    }
    const text = config(3);
    for (let length = 60; length < text.length; length++) {
        assert.match(problem('m.json', { '/w/m.json': text.slice(0, length) }), /it is not JSON/);
    }
});
