// MetaGraphs: what is read of them, in how little memory, and that no bytes can make it fail.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import protobuf from 'protobufjs/minimal.js';
import { windowBytes } from '../../server/src/model/fileWindow.js';
import { NodeScanner, variableOps } from '../../server/src/model/graphNodes.js';
import type { GraphResult } from '../../server/src/model/graphVariables.js';
import { readMetaGraph } from '../../server/src/model/metaGraph.js';
import { readVariablesFile } from '../../server/src/model/variablesFile.js';
import { readVariableNode } from '../../server/src/model/variableProtos.js';
import { runReading } from '../../server/src/util/reading.js';
import { MemoryFiles } from './memoryFiles.js';
import { writeGraph, writeMetaGraph, type VariableToWrite } from './metaGraphWriter.js';

function readBytes(bytes: Uint8Array): GraphResult {
    const files = new MemoryFiles({ '/m.meta': bytes });
    return runReading(readMetaGraph('/m.meta', bytes.length), files.answer);
}

function variablesOf(bytes: Uint8Array) {
    const result = readBytes(bytes);
    assert.ok('variables' in result, 'reason' in result ? result.reason : '');
    return result.variables;
}

function storeKeys(...variables: VariableToWrite[]): Record<string, string | null> {
    const read = variablesOf(writeMetaGraph({ variables }));
    return Object.fromEntries(read.map(({ name, storeKey }) => [name, storeKey]));
}

test('a variable has its shape and type from its node, the rest from its definition', () => {
    const bytes = writeMetaGraph({
        variables: [
            { name: 'w', shape: [2, 3], dtype: 3, isResource: false },
            { name: 'v', shape: [0], collections: ['variables'] },
            { name: 'u', shape: 'unknown rank', collections: ['local_variables'] },
            { name: 't', shape: [-1, 4] },
            { name: 's', op: 'Variable', isResource: false },
            {
                name: 'p/part_1',
                shape: [2, 3],
                partition: { fullName: 'p', fullShape: [4, 3], offset: [2, 0], shape: [2, 3] },
            },
        ],
    });
    const variable = { dtype: 'float32', kind: 'resource', trainable: true };
    const collections = ['variables', 'trainable_variables'];
    assert.deepEqual(variablesOf(bytes), [
        {
            ...variable,
            name: 'w',
            shape: [2, 3],
            dtype: 'int32',
            kind: 'ref',
            storeKey: 'w',
            collections,
        },
        {
            ...variable,
            name: 'v',
            shape: [0],
            trainable: false,
            storeKey: 'v',
            collections: ['variables'],
        },
        {
            ...variable,
            name: 'u',
            shape: null,
            trainable: false,
            storeKey: 'u',
            collections: ['local_variables'],
        },
        { ...variable, name: 't', shape: [null, 4], storeKey: 't', collections },
        { ...variable, name: 's', shape: [], kind: 'ref', storeKey: 's', collections },
        {
            ...variable,
            name: 'p/part_1',
            shape: [2, 3],
            storeKey: 'p/part_1',
            partition: { fullName: 'p', fullShape: [4, 3], offset: [2, 0], shape: [2, 3] },
            collections,
        },
    ]);
});

test('collections may come before the graph', () => {
    const variables = [{ name: 'a', shape: [1] }, { name: 'b' }];
    assert.deepEqual(
        variablesOf(writeMetaGraph({ variables, collectionsFirst: true })),
        variablesOf(writeMetaGraph({ variables })),
    );
});

test("a user's own collection lists names", () => {
    const [first] = variablesOf(
        writeMetaGraph({ variables: [{ name: 'a' }], nodeLists: { mine: ['a:0', 'b:0'] } }),
    );
    assert.deepEqual(first?.collections, ['variables', 'trainable_variables', 'mine']);
});

test('variables without a node that we know are named', () => {
    const result = readBytes(
        writeMetaGraph({ variables: [{ name: 'a' }, { name: 'b', op: 'TemporaryVariable' }] }),
    );
    assert.deepEqual('variables' in result && result.withoutNode, ['b']);
});

test('slots have a slash at the end of their key, the powers of Adam and metrics have none', () => {
    assert.deepEqual(
        storeKeys(
            { name: 's/w' },
            { name: 's/w/Adam' },
            { name: 's/w/Adam_1' },
            { name: 's/w/Adam_2' },
            { name: 's/w/ExponentialMovingAverage' },
            { name: 's/w/part_0' },
            { name: 's/w/part_0/Momentum' },
            { name: 'opt/s/w/RMSProp_1' },
            { name: 'beta1_power' },
            { name: 'm/beta2_power_1' },
            { name: 'avg/total', collections: ['local_variables', 'metric_variables'] },
            { name: 'global_step' },
        ),
        {
            's/w': 's/w',
            's/w/Adam': 's/w/Adam/',
            's/w/Adam_1': 's/w/Adam_1/',
            's/w/Adam_2': 's/w/Adam_2/',
            's/w/ExponentialMovingAverage': 's/w/ExponentialMovingAverage/',
            's/w/part_0': 's/w/part_0',
            's/w/part_0/Momentum': 's/w/part_0/Momentum/',
            'opt/s/w/RMSProp_1': 'opt/s/w/RMSProp_1/',
            beta1_power: null,
            'm/beta2_power_1': null,
            'avg/total': null,
            global_step: 'global_step',
        },
    );
});

test('a slot of any name is known by where it is placed', () => {
    assert.deepEqual(
        storeKeys(
            { name: 'a/w', colocatedWith: 'a/w' },
            { name: 'a/w/MyOptimizer', colocatedWith: 'a/w' },
            { name: 'm/a/w/MyOptimizer', colocatedWith: 'a/w' },
            { name: 'a/b', colocatedWith: 'a/w' },
        ),
        {
            'a/w': 'a/w',
            'a/w/MyOptimizer': 'a/w/MyOptimizer/',
            'm/a/w/MyOptimizer': 'm/a/w/MyOptimizer/',
            'a/b': 'a/b',
        },
    );
});

test('what only looks like a slot keeps its name', () => {
    const names = ['Adam', 'layer/Momentum', 'w', 'w/adam_m', 'w/Adams', 'xw/Adam', 'x_1'];
    assert.deepEqual(
        storeKeys(...names.map((name) => ({ name }))),
        Object.fromEntries(names.map((name) => [name, name])),
    );
});

test('constants are stepped over: only windows of the file are read', () => {
    const large = 20 * windowBytes;
    const bytes = writeMetaGraph({
        others: [10, large, 100, large, windowBytes, 3 * windowBytes, 5],
        variables: [{ name: 'w', shape: [7] }, { name: 'v' }],
    });
    const files = new MemoryFiles({ '/m.meta': bytes });
    const result = runReading(readMetaGraph('/m.meta', bytes.length), files.answer);
    assert.deepEqual('variables' in result && result.variables.map(({ name }) => name), ['w', 'v']);
    assert.ok(files.bytesRead < bytes.length / 3, `${files.bytesRead} of ${bytes.length} bytes`);
    assert.ok(files.longestRead <= windowBytes + 32);
});

test('nodes across the edges of windows are found, wherever an edge falls', () => {
    for (let shift = 0; shift < 160; shift++) {
        const bytes = writeMetaGraph({
            others: [windowBytes - 200 + shift],
            variables: [{ name: 'first', shape: [300] }, { name: 'second' }],
        });
        assert.deepEqual(
            variablesOf(bytes).map(({ name }) => name),
            ['first', 'second'],
        );
    }
});

test('every truncation is a reason', () => {
    const bytes = writeMetaGraph({
        variables: [
            { name: 'w', shape: [2, 3] },
            {
                name: 'p/part_0',
                partition: { fullName: 'p', fullShape: [2], offset: [0], shape: [1] },
            },
        ],
    });
    let reasons = 0;
    for (let length = 0; length < bytes.length; length++) {
        const result = readBytes(bytes.subarray(0, length));
        // Between two fields of the outermost message nothing is cut: protobuf cannot tell.
        reasons += 'reason' in result ? 1 : 0;
    }
    assert.ok(bytes.length - 4 <= reasons, `${reasons} of ${bytes.length}`);
});

test('no change of bytes makes it throw, and none of it takes long', () => {
    const bytes = writeMetaGraph({
        others: [3],
        variables: [
            { name: 'w', shape: [2, 3] },
            {
                name: 'p/part_0',
                partition: { fullName: 'p', fullShape: [2], offset: [0], shape: [1] },
            },
        ],
        nodeLists: { mine: ['w:0'] },
    });
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
            const copy = bytes.slice();
            for (const [place, value] of changes) {
                copy[place] = value;
            }
            readBytes(copy);
        }),
        { numRuns: 20_000 },
    );
});

test('the walk over nodes finds what protobufjs finds', () => {
    const text = fc.string({ maxLength: 12 });
    const node = fc.record({
        name: text,
        op: fc.oneof(fc.constantFrom(...variableOps), text),
        inputs: fc.array(text, { maxLength: 3 }),
        extra: fc.constantFrom('none', 'varint', 'fixed32', 'fixed64', 'second op', 'no op'),
    });
    fc.assert(
        fc.property(fc.array(node, { maxLength: 8 }), fc.nat(40), (nodes, cut) => {
            const writer = protobuf.Writer.create();
            for (const { name, op, inputs, extra } of nodes) {
                const message = protobuf.Writer.create().uint32(10).string(name);
                if (extra !== 'no op') {
                    message.uint32(18).string(op);
                }
                inputs.forEach((input) => message.uint32(26).string(input));
                switch (extra) {
                    case 'varint':
                        message.uint32(200 << 3).uint64(2 ** 50);
                        break;
                    case 'fixed32':
                        message.uint32((7 << 3) | 5).fixed32(0x12121212);
                        break;
                    case 'fixed64':
                        message.uint32((8 << 3) | 1).fixed64(18);
                        break;
                    case 'second op':
                        message.uint32(18).string('VarHandleOp');
                        break;
                    case 'none':
                    case 'no op':
                        break;
                }
                writer.uint32(10).bytes(message.finish());
            }
            const bytes = writer.finish();

            const expected: Uint8Array[] = [];
            const reader = protobuf.Reader.create(bytes);
            while (reader.pos < reader.len) {
                reader.uint32();
                const message = reader.bytes();
                if (variableOps.has(readVariableNode(message).op)) {
                    expected.push(message);
                }
            }
            const found: Buffer[] = [];
            const scanner = new NodeScanner((each) => found.push(Buffer.from(each)));
            // First with the window's edge somewhere, then on from where it stopped.
            const edge = Math.min(cut, bytes.length);
            const stop = scanner.scan(bytes, 0, edge);
            assert.ok(stop <= edge);
            assert.equal(scanner.scan(bytes, stop, bytes.length), bytes.length);
            assert.deepEqual(
                found,
                expected.map((each) => Buffer.from(each)),
            );
            assert.equal(scanner.nodes, nodes.length);
        }),
        { numRuns: 3000 },
    );
});

test('a graph alone has variables by its nodes', () => {
    const variables: VariableToWrite[] = [
        { name: 'w', shape: [2] },
        { name: 'w/Adam', shape: [2], colocatedWith: 'w' },
        { name: 'v', isResource: false },
        { name: 'global_step', dtype: 9 },
        { name: 'beta1_power' },
    ];
    const result = readBytes(writeGraph({ variables }));
    assert.ok('variables' in result);
    assert.equal(result.basis, 'nodes');
    assert.deepEqual(
        result.variables.map(({ name, kind, trainable, storeKey }) => [
            name,
            kind,
            trainable,
            storeKey,
        ]),
        [
            ['w', 'resource', true, 'w'],
            ['w/Adam', 'resource', false, 'w/Adam/'],
            ['v', 'ref', true, 'v'],
            ['global_step', 'resource', false, 'global_step'],
            ['beta1_power', 'resource', false, null],
        ],
    );
});

test('a graph without nodes is a graph, by its versions', () => {
    // versions { producer: 2474 }, as TensorFlow writes an empty graph.
    assert.deepEqual(variablesOf(Uint8Array.of(0x22, 0x03, 0x08, 0xaa, 0x13)), []);
    // The same field of a MetaGraphDef is an entry of collection_def, which begins with a key.
    const collection = readBytes(Uint8Array.of(0x22, 0x03, 0x0a, 0x01, 0x61));
    assert.ok('reason' in collection && collection.reason.startsWith('it holds no graph'));
});

test('the parts of a variable make a whole where nothing says which', () => {
    const wholes = (variables: VariableToWrite[]) => {
        const result = readBytes(writeGraph({ variables }));
        assert.ok('variables' in result);
        return result.variables.map(({ partition }) =>
            partition === undefined
                ? undefined
                : `${partition.fullName} ${partition.fullShape.join('x')} @${partition.offset.join(',')}`,
        );
    };
    const part = (name: string, ...shape: number[]) => ({ name, shape });
    assert.deepEqual(wholes([part('w/part_0', 2, 3), part('w/part_1', 2, 3)]), [
        'w 4x3 @0,0',
        'w 4x3 @2,0',
    ]);
    assert.deepEqual(wholes([part('w/part_0', 2, 3), part('w/part_1', 2, 2)]), [
        'w 2x5 @0,0',
        'w 2x5 @0,3',
    ]);
    assert.deepEqual(wholes([part('w/part_0', 5)]), ['w 5 @0']);
    assert.deepEqual(wholes([part('w/part_0', 5), part('w/part_0/Adam', 5)]), [
        'w 5 @0',
        'w/Adam 5 @0',
    ]);
    assert.deepEqual(wholes([part('w/part_0', 2, 3), part('w/part_1', 4, 5)]), [
        undefined,
        undefined,
    ]);
    assert.deepEqual(wholes([part('w/part_1', 2), part('w/part_0')]), [undefined, undefined]);
});

test("the example's graph says what its variables file says", () => {
    const exact = readVariablesFile(readFileSync('test/example/model.variables.json'));
    const graph = readBytes(readFileSync('test/example/model.meta'));
    assert.ok('variables' in exact && 'variables' in graph);
    for (const [index, { collections, ...variable }] of graph.variables.entries()) {
        assert.deepEqual(variable, exact.variables[index]);
        assert.equal(collections?.includes('trainable_variables'), variable.trainable);
    }
    assert.equal(graph.variables.length, exact.variables.length);
    assert.deepEqual(graph.withoutNode, []);
});
