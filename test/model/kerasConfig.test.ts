// Keras's configurations: the variables of each recorded model, every row of the table, and what is
// said of configurations that are damaged, or of layers that are not known.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readKerasConfig, type KerasModel } from '../../server/src/model/kerasConfig.js';
import { knownLayers } from '../../server/src/model/kerasLayers.js';
import { join } from 'node:path';
import { root } from '../support/repository.js';

interface Recorded {
    readonly keras: string;
    readonly case: string;
    readonly form: string;
    readonly config: unknown;
    readonly variables: readonly unknown[];
}

const recorded = readFileSync(join(root, 'test/recorded/keras/models.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);

function read(config: unknown, version?: string): KerasModel {
    const result = readKerasConfig(JSON.stringify(config), version);
    assert.ok('variables' in result, 'reason' in result ? result.reason : '');
    return result;
}

/** What a slice gives is not in a file of HDF5, nor is the shape of what is made of it. */
const untold = new Set(['a slice of a tensor, h5']);

for (const { keras, case: name, form, config, variables } of recorded) {
    test(`Keras ${keras}: ${name}, ${form}`, () => {
        const model = read(config);
        const found = model.variables.map(({ name, shape, dtype, trainable }) => [
            name,
            shape,
            dtype,
            trainable,
        ]);
        if (untold.has(`${name}, ${form}`)) {
            assert.deepEqual(found[0], ['dense/kernel', [null, 2], 'float32', true]);
            assert.deepEqual(found.slice(1), variables.slice(1));
        } else {
            assert.deepEqual(found, variables);
        }
        assert.deepEqual(model.unknown, []);
        assert.equal(model.version, keras.startsWith('3') ? 3 : 2);
    });
}

test('every row of the table is recorded', () => {
    const seen = new Set<string>();
    JSON.stringify(
        recorded.map(({ config }) => config),
        (key, value: unknown) => {
            if (key === 'class_name' && typeof value === 'string') {
                seen.add(value);
            }
            return value;
        },
    );
    // Cells that Keras makes itself, and what only code that is no layer leaves in a file.
    const others =
        /^(ConvLSTM\dDCell|Lambda|TensorFlowOpLayer|ClassMethod|Instance(Method|Property))$/;
    assert.deepEqual(
        knownLayers.filter((name) => !seen.has(name) && !others.test(name)),
        [],
    );
});

const functional = (...layers: readonly unknown[]) => ({
    class_name: 'Functional',
    config: {
        name: 'model',
        layers,
        input_layers: [['x', 0, 0]],
        output_layers: [['y', 0, 0]],
    },
});
const input = {
    class_name: 'InputLayer',
    name: 'x',
    config: { name: 'x', batch_input_shape: [null, 4] },
    inbound_nodes: [],
};
const layer = (class_name: string, name: string, on: string, config: object = {}) => ({
    class_name,
    name,
    config: { name, ...config },
    inbound_nodes: [[[on, 0, 0, {}]]],
});
const names = (config: unknown) => read(config).variables.map(({ name }) => name);

test('a class that is not known is named, and what follows has unknown lengths', () => {
    const config = functional(
        input,
        layer('Gadget', 'g', 'x'),
        layer('Gadget', 'h', 'g'),
        layer('Dense', 'y', 'h', { units: 2 }),
    );
    const { variables, unknown } = read(config);
    assert.deepEqual(unknown, [{ className: 'Gadget', layers: ['g', 'h'] }]);
    assert.deepEqual(
        variables.map(({ name, shape }) => [name, shape]),
        [
            ['y/kernel', [null, 2]],
            ['y/bias', [2]],
        ],
    );
});

test('a class of the same name in another package is not known', () => {
    const other = { ...layer('Dense', 'y', 'x', { units: 2 }), module: 'mine.layers' };
    assert.deepEqual(read(functional(input, other)).unknown, [
        { className: 'Dense', layers: ['y'] },
    ]);
    const registered = { ...other, module: null, registered_name: 'mine>Dense' };
    assert.deepEqual(read(functional(input, registered)).unknown, [
        { className: 'Dense', layers: ['y'] },
    ]);
});

test('a quantized layer is not known', () => {
    const dtype = {
        module: 'keras.dtype_policies',
        class_name: 'QuantizedDTypePolicy',
        config: { mode: 'int8', source_name: 'float32' },
    };
    const config = functional(input, layer('Dense', 'y', 'x', { units: 2, dtype }));
    assert.deepEqual(read(config).unknown, [{ className: 'Dense (quantized)', layers: ['y'] }]);
});

test('the version of Keras is what the file beside it says, else what the text does', () => {
    const sequential = (first: object) => ({
        class_name: 'Sequential',
        config: {
            name: 's',
            layers: [
                { class_name: 'InputLayer', config: { name: 'x', ...first } },
                { class_name: 'Dense', config: { name: 'd', units: 1 } },
            ],
        },
    });
    const third = sequential({ batch_shape: [null, 4] });
    const second = sequential({ batch_input_shape: [null, 4] });
    assert.deepEqual(names(third), ['s/d/kernel', 's/d/bias']);
    assert.deepEqual(names(second), ['d/kernel', 'd/bias']);
    assert.equal(read(third, '2.15.0').version, 2);
    assert.equal(read({ ...third, keras_version: '2.4.0' }).version, 2);
});

test('layers of the oldest sequential models are the configuration itself', () => {
    const dense = { name: 'd', units: 2, batch_input_shape: [null, 4] };
    const old = { class_name: 'Sequential', config: [{ class_name: 'Dense', config: dense }] };
    assert.deepEqual(names({ ...old, keras_version: '2.1.6' }), ['d/kernel', 'd/bias']);
});

test('a layer that is written in two places is one layer', () => {
    const dense = { ...layer('Dense', 'd', 'x', { units: 4 }), shared_object_id: 7 };
    const inner = (name: string) => ({
        ...layer('Functional', name, 'x'),
        config: { ...functional(input, dense).config, name, output_layers: [['d', 0, 0]] },
    });
    const y = { ...inner('y'), inbound_nodes: [[['one', 1, 0, {}]]] };
    assert.deepEqual(names(functional(input, inner('one'), y)), ['d/kernel', 'd/bias']);
});

function reason(text: string): string {
    const result = readKerasConfig(text);
    assert.ok('reason' in result);
    return result.reason;
}

test('what is wrong with a configuration is said', () => {
    assert.match(reason('{"class_name": "Seq'), /^it is not JSON: /);
    assert.equal(reason('[]'), "it has no 'class_name' with a 'config'");
    assert.equal(reason('{"class_name": "Sequential"}'), "it has no 'class_name' with a 'config'");
    assert.match(
        reason('{"class_name": "Mine", "config": {"size": 3}}'),
        /^its class 'Mine' is a /,
    );
    assert.equal(
        reason(JSON.stringify(functional(input, layer('Dense', 'y', 'z', { units: 2 })))),
        "its layer 'y' is called on what no layer gives",
    );
    assert.equal(
        reason(JSON.stringify(functional(input, { name: 'y', config: {} }))),
        "one of its layers has no 'class_name' or no 'config'",
    );
});

test('a model that no machine could hold ends with a reason', () => {
    // Each wrapper makes its layer three times.
    let wrapped: object = { class_name: 'LSTM', config: { name: 'l', units: 2 } };
    for (let depth = 0; depth < 40; depth++) {
        wrapped = { class_name: 'Bidirectional', config: { name: `b${depth}`, layer: wrapped } };
    }
    const config = { class_name: 'Sequential', config: { name: 's', layers: [wrapped] } };
    assert.match(reason(JSON.stringify(config)), /^its layers call each other too often/);
    for (let depth = 0; depth < 40; depth++) {
        wrapped = { class_name: 'TimeDistributed', config: { name: 't', layer: wrapped } };
    }
    const deep = { class_name: 'Sequential', config: { name: 's', layers: [wrapped] } };
    assert.match(reason(JSON.stringify({ ...deep, keras_version: '2.15' })), /deep$/);
    assert.match(reason(`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`), /^it/);
});

test('configurations with any value in the place of another are read without an exception', () => {
    const strange: readonly unknown[] = [null, -1, 1.5, 1e300, 'a', [], {}, [[]], true];
    const models = recorded.filter((_, index) => index % 40 === 0);
    for (const { config } of models) {
        const text = JSON.stringify(config);
        const places = [...text.matchAll(/:(?=[["\dtfn])/g)].map(({ index }) => index + 1);
        places.forEach((place, turn) => {
            const value = JSON.stringify(strange[turn % strange.length]);
            const end = /^("[^"]*"|[^,}\]]*)/.exec(text.slice(place))?.[0].length ?? 0;
            readKerasConfig(text.slice(0, place) + value + text.slice(place + end));
        });
        for (let length = 0; length < text.length; length += 97) {
            assert.match(reason(text.slice(0, length)), /^it is not JSON: /);
        }
    }
});
