// Object graphs: what every tensor of an object-based checkpoint was called, and that a graph which
// is damaged, endless or hostile is a problem with a reason.

import assert from 'node:assert/strict';
import test from 'node:test';
import fastCheck from 'fast-check';
import { limits as usualLimits } from '../../server/src/checkpoint/limits.js';
import { objectGraph, pathInKey } from '../../server/src/checkpoint/objectGraph.js';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import { decodeTrackableGraph } from '../../server/src/checkpoint/trackableGraph.js';
import { writeBundle, type WrittenTensor } from '../support/bundleWriter.js';
import { memoryAnswers } from '../support/memoryFiles.js';
import { runReading, type FileQuestion } from '../../server/src/util/reading.js';
import { decodeProto } from '../support/checkpointProtos.js';
import { encodeGraph, graphTensor, type WrittenNode } from '../support/objectGraphWriter.js';

const value = '/.ATTRIBUTES/VARIABLE_VALUE';

function variable(key: string, fullName: string): WrittenNode {
    return { attributes: [{ name: 'VARIABLE_VALUE', fullName, checkpointKey: key + value }] };
}

function child(nodeId: number, localName: string) {
    return { nodeId, localName };
}

// A model with a layer that is reached twice, in a circle, and an optimizer with a slot.
const model: readonly WrittenNode[] = [
    { children: [child(1, 'model'), child(4, 'optimizer'), child(3, 'again')] },
    { children: [child(2, 'a.b/c'), child(0, 'root')] },
    { children: [child(3, 'kernel')] },
    variable('again', 'dense/kernel'),
    {
        children: [child(6, 'iter')],
        slotVariables: [{ originalVariableNodeId: 3, slotName: 'm', slotVariableNodeId: 5 }],
    },
    variable('again/.OPTIMIZER_SLOT/optimizer/m', 'dense/kernel/m'),
    variable('optimizer/iter', ''),
    variable('nowhere', 'lost'),
];

const tensors: readonly WrittenTensor[] = [
    'again',
    'again/.OPTIMIZER_SLOT/optimizer/m',
    'optimizer/iter',
    'nowhere',
].map((path) => ({ name: path + value, dtype: 'float32', shape: [1] }));

function open(files: ReadonlyMap<string, Uint8Array>, limits = usualLimits) {
    return runReading(openCheckpoint('ckpt', ['/w'], limits), memoryAnswers(files));
}

test('says the path and the saved name of every tensor', () => {
    const source = open(writeBundle('/w/ckpt', [...tensors, graphTensor(model)]));
    assert.deepEqual(source.problems, []);
    const { objects } = source;
    assert.deepEqual(
        [...(source.checkpoint?.names() ?? [])].map((name) => [name, objects?.of(name)]),
        [
            ['_CHECKPOINTABLE_OBJECT_GRAPH', { objectPath: undefined, fullName: undefined }],
            [`again${value}`, { objectPath: ['again'], fullName: 'dense/kernel' }],
            [
                `again/.OPTIMIZER_SLOT/optimizer/m${value}`,
                {
                    objectPath: ['again', '.OPTIMIZER_SLOT', 'optimizer', 'm'],
                    fullName: 'dense/kernel/m',
                },
            ],
            [`nowhere${value}`, { objectPath: ['nowhere'], fullName: 'lost' }],
            [`optimizer/iter${value}`, { objectPath: ['optimizer', 'iter'], fullName: undefined }],
        ],
    );
    const graph = objects?.graph;
    assert.deepEqual(
        graph?.values.map(({ node }) => graph.pathOf(node)),
        [
            ['again'],
            ['again', '.OPTIMIZER_SLOT', 'optimizer', 'm'],
            ['optimizer', 'iter'],
            undefined,
        ],
    );
    assert.deepEqual(graph?.pathOf(0), []);
    assert.deepEqual(graph?.pathOf(2), ['model', 'a.b/c']);
});

test('finds the key of an object path and of a saved name', () => {
    const { objects } = open(writeBundle('/w/ckpt', [...tensors, graphTensor(model)]));
    const rows: readonly (readonly [string, string | undefined, string?])[] = [
        ['again', `again${value}`, 'object path'],
        ['dense/kernel', `again${value}`, 'saved name'],
        ['dense/kernel:0', `again${value}`, 'saved name'],
        ['optimizer.iter', `optimizer/iter${value}`, 'object path'],
        ['optimizer/iter', `optimizer/iter${value}`, 'object path'],
        ['model', undefined],
        ['', undefined],
    ];
    for (const [name, key, as] of rows) {
        assert.deepEqual(objects?.called(name), key === undefined ? undefined : { key, as }, name);
    }
    assert.deepEqual(
        objects?.below('dense/').map(({ rest, key }) => [rest, key]),
        [
            ['kernel', `again${value}`],
            ['kernel/m', `again/.OPTIMIZER_SLOT/optimizer/m${value}`],
        ],
    );
});

test('of a saved name that two objects had, the last one counts, as in TensorFlow', () => {
    const { graph } = objectGraph([
        { children: [], attributes: [{ name: '', fullName: 'w', key: 'a' }], slots: [] },
        { children: [], attributes: [{ name: '', fullName: 'w', key: 'b' }], slots: [] },
    ]);
    assert.equal(graph.keyOf('w'), 'b');
});

test('unescapes the path in a key', () => {
    const rows: readonly (readonly [string, readonly string[] | undefined])[] = [
        [`a${value}`, ['a']],
        [`old_dense1.Skernel:0${value}`, ['old_dense1/kernel:0']],
        [`a..b/c...Sd${value}`, ['a.b', 'c./d']],
        [`a/.OPTIMIZER_SLOT/o/m${value}`, ['a', '.OPTIMIZER_SLOT', 'o', 'm']],
        [value, []],
        ['a/.ATTRIBUTES/', ['a']],
        ['dense/kernel', undefined],
    ];
    for (const [key, path] of rows) {
        assert.deepEqual(pathInKey(key), path, key);
    }
});

test('reads the bytes of the graph alone', () => {
    const big = { name: 'a', dtype: 'float32', shape: [1000], shard: 0 };
    const files = writeBundle('/w/ckpt', [big, graphTensor(model), ...tensors]);
    const answer = memoryAnswers(files);
    const asked: FileQuestion[] = [];
    runReading(openCheckpoint('ckpt', ['/w']), (question) => {
        asked.push(question);
        return answer(question);
    });
    const reads = asked.filter((each) => each.ask === 'read' && each.path.includes('.data-'));
    const length = graphTensor(model).data?.[0]?.length;
    assert.deepEqual(reads, [
        { ask: 'read', path: '/w/ckpt.data-00000-of-00001', offset: 4000, length },
    ]);
});

test('every flipped bit and every cut of the graph is found, and nothing is thrown', () => {
    const files = writeBundle('/w/ckpt', [graphTensor(model), ...tensors]);
    const shard = '/w/ckpt.data-00000-of-00001';
    const bytes = files.get(shard) ?? new Uint8Array();
    const length = graphTensor(model).data?.[0]?.length ?? 0;
    for (let bit = 0; bit < 8 * length; bit++) {
        const broken = bytes.slice();
        broken[bit >> 3] = (broken[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const source = open(new Map([...files, [shard, broken]]));
        assert.deepEqual(
            source.problems.map(({ code, path }) => [code, path]),
            [['checkpoint.corrupt', shard]],
            `bit ${bit}`,
        );
        assert.match(source.problems[0]?.message ?? '', /^The checkpoint's object graph/);
        assert.equal(source.error, null);
        assert.deepEqual(source.objects?.of(`again${value}`).objectPath, ['again']);
    }
    for (let cut = 0; cut < length; cut++) {
        const source = open(new Map([...files, [shard, bytes.slice(0, cut)]]));
        assert.deepEqual(
            source.problems.map(({ code }) => code),
            ['checkpoint.truncated-shard'],
        );
        assert.equal(source.objects?.graph, undefined);
    }
});

test('a graph that is no graph, too large or of another type is a problem', () => {
    const rows: readonly (readonly [
        string,
        WrittenTensor,
        RegExp,
        Partial<typeof usualLimits>?,
    ])[] = [
        ['no message', graphTensor(Uint8Array.of(0x0a, 9, 1)), /no TrackableObjectGraph/],
        ['not UTF-8', graphTensor(Uint8Array.of(10, 5, 10, 3, 18, 1, 255)), /no Trackable/],
        ['an edge to nowhere', graphTensor([{ children: [child(7, 'x')] }]), /'x' of object 0/],
        ['a number', { ...graphTensor([]), dtype: 'int64', data: [] }, /found int64 \[\]/],
        ['many', { ...graphTensor([]), shape: [2], data: [] }, /found string \[2\]/],
        ['bytes', graphTensor(model), /bytes, and 10 are read/, { graphBytes: 10 as never }],
        ['items', graphTensor(model), /more than 3 objects/, { graphItems: 3 as never }],
    ];
    for (const [what, tensor, message, caps] of rows) {
        const source = open(writeBundle('/w/ckpt', [tensor]), { ...usualLimits, ...caps });
        assert.equal(source.problems.length, 1, what);
        assert.match(source.problems[0]?.message ?? '', message, what);
    }
});

test('a chain of a million objects, and a circle, end', () => {
    const count = 1_000_000;
    const slots: never[] = [];
    const { graph } = objectGraph(
        Array.from({ length: count }, (_, node) => ({
            children: [{ node: (node + 1) % count, name: 'x' }],
            attributes: [],
            slots,
        })),
    );
    assert.equal(graph.pathOf(1000)?.length, 1000);
    assert.equal(graph.pathOf(1001), undefined);
});

test('decodes what protobufjs decodes of any graph', () => {
    const text = fastCheck.string({ maxLength: 5, unit: 'grapheme' });
    const id = fastCheck.nat({ max: 5 });
    const node = fastCheck.record({
        children: fastCheck.array(fastCheck.record({ nodeId: id, localName: text })),
        attributes: fastCheck.array(
            fastCheck.record({ name: text, fullName: text, checkpointKey: text }),
        ),
        slotVariables: fastCheck.array(
            fastCheck.record({
                originalVariableNodeId: id,
                slotName: text,
                slotVariableNodeId: id,
            }),
        ),
    });
    fastCheck.assert(
        fastCheck.property(fastCheck.array(node, { maxLength: 6 }), (nodes) => {
            const bytes = encodeGraph(nodes);
            const expected = decodeProto('TrackableObjectGraph', bytes)['nodes'] as WrittenNode[];
            assert.deepEqual(
                decodeTrackableGraph(bytes, 1000),
                expected.map(({ children = [], attributes = [], slotVariables = [] }) => ({
                    children: children.map(({ nodeId, localName }) => ({
                        node: nodeId,
                        name: localName,
                    })),
                    attributes: attributes.map(({ name, fullName, checkpointKey }) => ({
                        name,
                        fullName,
                        key: checkpointKey,
                    })),
                    slots: slotVariables.map((slot) => ({
                        original: slot.originalVariableNodeId,
                        name: slot.slotName,
                        node: slot.slotVariableNodeId,
                    })),
                })),
            );
        }),
        { numRuns: 200, seed: 11 },
    );
});
