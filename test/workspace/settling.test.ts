// Changes of files are held back until their checkpoint has settled.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { isTemporary, prefixOf, Settling } from '../../server/src/workspace/settling.js';
import type { FileChange } from '../../server/src/workspace/workspace.js';

function changes(...paths: readonly string[]): readonly FileChange[] {
    return paths.map((path) => ({ path, kind: 'changed' }));
}

test('shards and index of one checkpoint come out together, once it is quiet', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
        const released: string[][] = [];
        const settling = new Settling({ quiet: 300, most: 100_000 }, (batch) => {
            released.push(batch.map(({ path }) => path));
        });
        settling.add(changes('/w/a-1.data-00000-of-00001'));
        mock.timers.tick(200);
        settling.add(changes('/w/a-1.index'));
        mock.timers.tick(200);
        assert.deepEqual(released, []);
        settling.add(changes('/w/b-1.index'));
        mock.timers.tick(100);
        assert.deepEqual(released, [['/w/a-1.data-00000-of-00001', '/w/a-1.index']]);
        mock.timers.tick(200);
        assert.deepEqual(released.at(-1), ['/w/b-1.index']);
        settling.dispose();
    } finally {
        mock.timers.reset();
    }
});

test('what is disposed of lets nothing go', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
        let released = 0;
        const settling = new Settling({ quiet: 1, most: 1 }, () => released++);
        settling.add(changes('/w/a.index'));
        settling.dispose();
        mock.timers.tick(10);
        assert.equal(released, 0);
    } finally {
        mock.timers.reset();
    }
});

const temporaries: readonly (readonly [string, boolean])[] = [
    ['/w/ckpt-5_temp/part-00000-of-00001.index', true],
    [
        '/w/ckpt-5_temp_5f0b8a4c1d9e4e6fa2b3c4d5e6f70819/part-00000-of-00001.data-00000-of-00001',
        true,
    ],
    ['/w/model.index.tempstate1234567', true],
    ['/w/checkpoint.tmp5f0b8a4c1d9e4e6fa2b3c4d5e6f70819', true],
    ['/w/graph.pbtxt.tmp5f0b8a4c1d9e4e6fa2b3c4d5e6f70819', true],
    ['/w/export/temp-1732190592/saved_model.pb', true],
    ['/w/export/temp-1732190592/variables/variables.index', true],
    ['/w/export/1732190592/saved_model.pb', false],
    ['/w/temp-3/model.ckpt.index', false],
    ['/w/runs_temp/model.ckpt.index', false],
    ['/w/runs_temp/part-1.index', false],
    ['/w/ckpt-5_temp_old/part-00000-of-00001.index', false],
    ['/w/notes.tmp', false],
    ['/w/model.ckpt-5.index', false],
    ['/w/checkpoint', false],
];
for (const [path, expected] of temporaries) {
    test(`${path} is ${expected ? '' : 'not '}one of TensorFlow's temporary files`, () => {
        assert.equal(isTemporary(path), expected);
    });
}

test('files of a checkpoint share its prefix, others their folder', () => {
    assert.equal(prefixOf('/w/a-1.data-00000-of-00002'), '/w/a-1');
    assert.equal(prefixOf('/w/a-1.index'), '/w/a-1');
    assert.equal(prefixOf('/w/a-1.meta'), '/w/a-1');
    assert.equal(prefixOf('/w/checkpoint'), '/w');
});
