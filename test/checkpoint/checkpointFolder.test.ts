// Folders of training jobs: which checkpoints lie there, which is the latest, and what the
// `checkpoint` file says of them. The state files are as tf.train.CheckpointManager and Savers write
// them; the order is that of the steps.

import assert from 'node:assert/strict';
import test from 'node:test';
import {
    folderOfSource,
    readCheckpointFolder,
    type CheckpointFolder,
} from '../../server/src/checkpoint/checkpointFolder.js';
import { compareNewestFirst, stepOf } from '../../server/src/checkpoint/checkpointNames.js';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import { describeFolder } from '../../server/src/features/describeFolder.js';
import { renderProse } from '../../server/src/features/prose.js';
import { writeBundle } from '../support/bundleWriter.js';
import { readFromMemory, type MemoryOptions } from '../support/memoryFiles.js';

/** The files of checkpoints of these names, and a state file. */
function folder(names: readonly string[], state?: string): Map<string, Uint8Array> {
    const files = new Map(
        names.flatMap((name) => [...writeBundle(`/w/runs/${name}`, 'w int64 []')]),
    );
    if (state !== undefined) {
        files.set('/w/runs/checkpoint', new TextEncoder().encode(state));
    }
    return files;
}

function found(files: Map<string, Uint8Array>, options?: MemoryOptions): CheckpointFolder {
    return readFromMemory(readCheckpointFolder('/w/runs'), files, options);
}

/** What is said of a checkpoint's folder, given the argument in the map. */
function said(argument: string, files: Map<string, Uint8Array>): string {
    const source = readFromMemory(openCheckpoint(argument, ['/w']), files);
    const around = readFromMemory(folderOfSource(source), files);
    return renderProse(describeFolder(around, source.path), 'plaintext');
}

const managed = `model_checkpoint_path: "ckpt-20000"
all_model_checkpoint_paths: "ckpt-1000"
all_model_checkpoint_paths: "ckpt-20000"
all_model_checkpoint_timestamps: 1732190500.5
all_model_checkpoint_timestamps: 1732190592.25
last_preserved_timestamp: 1732190400.0
`;

test('steps are numbers at the end of names, and the newest comes first', () => {
    assert.deepEqual(
        ['m-7', 'm.ckpt-000', 'm-7x', 'm', '-3', 'm-99999999999999999999'].map(stepOf),
        [7, 0, undefined, undefined, 3, undefined],
    );
    const order = ['best-3', 'model.ckpt', 'model.ckpt-20000', 'model.ckpt-1000', 'model.ckpt-999'];
    assert.deepEqual([...order].reverse().sort(compareNewestFirst), order);
    assert.deepEqual([...order].sort(compareNewestFirst), order);
    assert.deepEqual(['b/m-9', 'a10/m-1', 'a2/m-1', 'a2/m-30'].sort(compareNewestFirst), [
        'a2/m-30',
        'a2/m-1',
        'a10/m-1',
        'b/m-9',
    ]);
});

test('a folder that a CheckpointManager keeps', () => {
    const files = folder(['ckpt-1000', 'ckpt-20000', 'ckpt-500'], managed);
    assert.deepEqual(found(files), {
        path: '/w/runs',
        names: ['ckpt-20000', 'ckpt-1000', 'ckpt-500'],
        latest: 'ckpt-20000',
        savedAt: 1732190592.25,
        gone: [],
    });
    const saved = 'saved 2024-11-21 12:03 UTC';
    const latest = `The latest of 3 checkpoints in the folder: steps 500, 1,000 and 20,000, ${saved}`;
    assert.equal(said('runs', files), latest);
    assert.equal(said('runs/ckpt-20000', files), latest);
    assert.equal(
        said('runs/ckpt-500', files),
        'One of 3 checkpoints in the folder: steps 500, 1,000 and 20,000; the latest is ckpt-20000',
    );
});

test('what the state file lists and is gone, and what is newer than it says', () => {
    const files = folder(['ckpt-20000', 'ckpt-30000'], managed);
    assert.deepEqual(found(files).gone, ['ckpt-1000']);
    assert.equal(
        said('runs', files),
        [
            'The latest of 2 checkpoints in the folder: steps 20,000 and 30,000, saved 2024-11-21 12:03 UTC',
            'ckpt-30000 has a later step than the latest that the folder’s checkpoint file names',
            'The folder’s checkpoint file lists 1 more that is not there',
        ].join('\n\n'),
    );
});

test('many steps are said as a range, and other names beside them without', () => {
    const many = folder(Array.from({ length: 120 }, (_, step) => `m-${step * 1000}`));
    assert.equal(
        said('runs/m-5000', many),
        'One of 120 checkpoints in the folder: steps 0 to 119,000; the newest by its step is m-119000',
    );
    assert.equal(
        said('runs/m-119000', many),
        'One of 120 checkpoints in the folder: steps 0 to 119,000; no checkpoint file says which is the latest',
    );
    assert.equal(
        said('runs/best', folder(['best', 'm-1'], 'model_checkpoint_path: "m-1"')),
        'One of 2 checkpoints in the folder; the latest is m-1',
    );
});

test('of a checkpoint that is alone nothing is said that is plain to see', () => {
    assert.equal(said('runs/m-1', folder(['m-1'])), '');
    assert.equal(
        said('runs', folder(['m-1'], 'model_checkpoint_path: "m-1"')),
        'The only checkpoint in the folder',
    );
});

test('a state file with absolute paths, of here and of elsewhere', () => {
    const absolute = (path: string) =>
        `model_checkpoint_path: "${path}"\nall_model_checkpoint_paths: "${path}"\n`;
    assert.equal(found(folder(['m-1', 'm-2'], absolute('/w/runs/m-2'))).latest, 'm-2');
    const moved = found(folder(['m-1', 'm-2'], absolute('/old/m-2')));
    assert.deepEqual([moved.latest, moved.gone], [undefined, ['/old/m-2']]);
    const files = folder(['m-1'], absolute('../other/m-5'));
    writeBundle('/w/other/m-5', 'w int64 []').forEach((bytes, path) => files.set(path, bytes));
    // TensorFlow follows it; the folder is still the one that was named.
    assert.equal(
        said('runs', files),
        '1 checkpoint in the folder: step 1\n\nThe folder’s checkpoint file lists 1 more that is not there',
    );
});

test('V1 files are known by the state file alone', () => {
    const files = new Map([
        ['/w/runs/model-3', new Uint8Array(60)],
        ['/w/runs/notes-4', new Uint8Array(9)],
        ['/w/runs/checkpoint', new TextEncoder().encode('all_model_checkpoint_paths: "model-3"')],
    ]);
    assert.deepEqual(found(files).names, ['model-3']);
});

test('a state file that cannot be read or parsed says nothing', () => {
    for (const bytes of ['step: 3', 'model_checkpoint_path: "m', ''].map((text) =>
        new TextEncoder().encode(text),
    )) {
        const files = folder(['m-1', 'm-2']).set('/w/runs/checkpoint', bytes);
        assert.deepEqual(found(files), {
            path: '/w/runs',
            names: ['m-2', 'm-1'],
            latest: undefined,
            savedAt: undefined,
            gone: [],
        });
    }
    const locked = folder(['m-1'], managed);
    const unreadable = new Map([['/w/runs/checkpoint', 'permission denied']]);
    assert.equal(found(locked, { unreadable }).latest, undefined);
    const latin1 = folder(['m-1']).set('/w/runs/checkpoint', Uint8Array.of(0x61, 0xe9));
    assert.equal(found(latin1).latest, undefined);
});

test('every truncation of a state file is read, without an exception', () => {
    const whole = new TextEncoder().encode(managed);
    for (let length = 0; length < whole.length; length++) {
        const files = folder(['ckpt-1000', 'ckpt-20000']).set(
            '/w/runs/checkpoint',
            whole.subarray(0, length),
        );
        const { names, latest } = found(files);
        assert.deepEqual(names, ['ckpt-20000', 'ckpt-1000']);
        assert.ok(latest === undefined || latest === 'ckpt-20000');
        const { checkpoint, problems } = readFromMemory(openCheckpoint('runs', ['/w']), files);
        // A whole line that names the latest is all that TensorFlow needs.
        assert.equal(checkpoint === undefined, problems[0]?.code === 'checkpoint.not-found');
    }
});

test('remote paths have no folder here, nor has what is not there', () => {
    assert.equal(said('gs://bucket/m-1', new Map()), '');
    assert.equal(said('none/m-1', new Map()), '');
    assert.equal(said('', new Map()), '');
});
