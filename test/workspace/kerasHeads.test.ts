// Files whose names do not tell: what their first bytes say, held against files that Keras wrote.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runReading } from '../../server/src/util/reading.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { kerasHead } from '../../server/src/workspace/kerasHeads.js';
import { completionAt } from '../support/checkFeatures.js';
import { memoryAnswers } from '../support/memoryFiles.js';
import { openFixture } from '../support/service.js';

const folder = 'test/fixtures/keras';
const files = readdirSync(folder).filter((name) => name.endsWith('.h5'));

function headOf(bytes: Uint8Array): string {
    return runReading(kerasHead('/w/x'), memoryAnswers(new Map([['/w/x', bytes]])));
}

test('whole models and weights of Keras are told from each other, and from other HDF5 files', () => {
    // `.weights.h5` is told by its name; by its bytes it is like any other HDF5 file.
    const heads = Object.fromEntries(
        files.map((name) => [name, headOf(readFileSync(`${folder}/${name}`))]),
    );
    const expected = Object.fromEntries(
        files.map((name) => [
            name,
            name.endsWith('.weights.h5') || name === 'odd.h5'
                ? 'other'
                : name.endsWith('-weights.h5')
                  ? 'weights'
                  : 'whole',
        ]),
    );
    assert.deepEqual(heads, expected);
    assert.ok(Object.values(heads).includes('whole') && Object.values(heads).includes('weights'));
});

test('configurations are told from other JSON', () => {
    const head = (text: string) => headOf(new TextEncoder().encode(text));
    for (const text of [
        '{"module": "keras", "class_name": "Sequential", "config": {"name": "s"}',
        '{"class_name": "Functional", "config": {"name": "f"}, "keras_version": "2.15.0"}',
        '{\n  "module": null,\n  "class_name": "My",\n  "config": {}\n}',
    ]) {
        assert.equal(head(text), 'model', text);
    }
    for (const text of ['', '{}', '{"class_name": "x"}', '[]', '{"architectures": ["Bert"]}']) {
        assert.equal(head(text), 'other', text);
    }
});

test('every beginning of a file is looked at without an exception', () => {
    for (const name of files) {
        const bytes = readFileSync(`${folder}/${name}`);
        for (let length = 0; length < 4200; length += 7) {
            assert.match(headOf(bytes.subarray(0, length)), /^(?:model|weights|whole|other)$/);
        }
    }
});

test('what Keras wrote is offered: as a model what has one, as a checkpoint with a mark', async () => {
    const kinds = ['keras3-sequential.h5', 'keras2-sequential-weights.h5', 'odd.h5'];
    const labels = async (line: string, isIndexed: boolean) => {
        const open = await openFixture(`//- a.ckptmap.yaml\n${line}\nassignment_map: {}\n`);
        for (const name of kinds) {
            open.workspace.write(`/w/k/${name}`, readFileSync(`${folder}/${name}`));
        }
        if (isIndexed) {
            await open.session.indexWorkspace(() => undefined, neverCancelled);
        }
        const { items } = await completionAt(open);
        return items.filter(({ label }) => label !== 'k/').map(({ label }) => label);
    };
    for (const isIndexed of [true, false]) {
        const typed = isIndexed ? '' : 'k/';
        assert.deepEqual(await labels(`model: ${typed}$0`, isIndexed), ['k/keras3-sequential.h5']);
        assert.deepEqual((await labels(`checkpoint: ${typed}$0`, isIndexed)).sort(), [
            'k/keras2-sequential-weights.h5',
            'k/keras3-sequential.h5',
        ]);
    }
});
