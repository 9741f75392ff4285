// Another checkpoint of the model, cut short anywhere: what is left is a problem with the reason, or
// a model that has lost nothing but what the lost bytes said.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ModelSource } from '../../server/src/model/model.js';
import { readModel } from '../../server/src/model/readModel.js';
import { writeBundle, writeV1 } from '../support/bundleWriter.js';
import { readFromMemory } from '../support/memoryFiles.js';

const objects = (part: string): Uint8Array =>
    readFileSync(`test/fixtures/models/saved_model/objects.${part}`);
const data = 'data-00000-of-00001';

function read(argument: string, files: Map<string, Uint8Array>): ModelSource {
    return readFromMemory(readModel(argument, ['/w']), files);
}

function names({ model }: ModelSource): readonly string[] | undefined {
    return model?.variables.map(({ name }) => name);
}

const indices: readonly (readonly [string, string, Uint8Array, Map<string, Uint8Array>])[] = [
    [
        'an object-based checkpoint',
        'm',
        objects('index'),
        new Map([[`/w/m.${data}`, objects(data)]]),
    ],
    [
        'a partitioned checkpoint',
        'm',
        writeBundle('m', 'a/w float32 [4, 2] 0,2:- 2,2:-\na/b float32 [2]\nstep int64 []').get(
            'm.index',
        ) ?? new Uint8Array(0),
        new Map(),
    ],
];

for (const [what, argument, index, rest] of indices) {
    test(`every truncation of the index of ${what} is a problem`, () => {
        const whole = read(argument, new Map([...rest, ['/w/m.index', index]]));
        assert.equal(whole.model?.certainty, 'checkpoint');
        assert.deepEqual(whole.problems, []);
        for (let length = 0; length < index.length; length++) {
            const files = new Map([...rest, ['/w/m.index', index.subarray(0, length)]]);
            const { model, format, problems } = read(argument, files);
            assert.equal(model, undefined);
            assert.equal(format, undefined);
            assert.equal(problems.length, 1);
            assert.equal(problems[0]?.code, 'model.unreadable');
            assert.match(
                problems[0].message,
                /^Model 'm' is a checkpoint that cannot be read: ./,
                `with ${length} bytes`,
            );
        }
    });
}

test('every truncation of the data leaves the variables, if not the names they had', () => {
    const bytes = objects(data);
    const known = read(
        'm',
        new Map([
            ['/w/m.index', objects('index')],
            [`/w/m.${data}`, bytes],
        ]),
    );
    const saved = names(known);
    const alone = read('m', new Map([['/w/m.index', objects('index')]]));
    const paths = names(alone);
    assert.ok(saved?.includes('dense/kernel'), String(saved));
    assert.ok(paths?.includes('layers/0/kernel'), String(paths));
    assert.deepEqual(known.problems, []);
    const said = /^Model 'm' is a checkpoint that knows its variables by their paths alone, .*: ./;
    assert.match(alone.problems[0]?.message ?? '', said);
    for (let length = 0; length < bytes.length; length++) {
        const files = new Map([
            ['/w/m.index', objects('index')],
            [`/w/m.${data}`, bytes.subarray(0, length)],
        ]);
        const source = read('m', files);
        const isNamed = names(source)?.includes('dense/kernel') === true;
        assert.deepEqual(names(source), isNamed ? saved : paths);
        assert.equal(source.problems.length, isNamed ? 0 : 1, `with ${length} bytes`);
        if (!isNamed) {
            assert.match(source.problems[0]?.message ?? '', said);
        }
    }
});

test('every truncation of a V1 file that is given as the model is a problem', () => {
    const bytes = writeV1('a/w float32 [2]\nb float32 []');
    assert.equal(read('old.ckpt', new Map([['/w/old.ckpt', bytes]])).model?.variables.length, 2);
    for (let length = 0; length < bytes.length; length++) {
        const { model, problems } = read(
            'old.ckpt',
            new Map([['/w/old.ckpt', bytes.subarray(0, length)]]),
        );
        assert.equal(model, undefined);
        assert.equal(problems[0]?.code, 'model.unreadable', `with ${length} bytes`);
        assert.match(problems[0].message, /'old.ckpt' /);
    }
});
