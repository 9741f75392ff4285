// The first argument of init_from_checkpoint: what each kind of path finds, and what TensorFlow says
// where it finds nothing. The messages are those of TensorFlow 2.21 run in the folder '/w'.

import assert from 'node:assert/strict';
import test from 'node:test';
import type { CheckpointSource } from '../../server/src/checkpoint/checkpoint.js';
import { limits } from '../../server/src/checkpoint/limits.js';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import { damage, stateFile, writeBundle, writeV1 } from '../support/bundleWriter.js';
import { readFromMemory, type MemoryOptions } from '../support/memoryFiles.js';

const lfs = damage(new Uint8Array(0), 'lfs-pointer');
const bundle = (prefix: string) => [...writeBundle(prefix, 'v2 float32 [2]')];
const v1 = writeV1('v1 float32 [2]');
const text = (content: string) => new TextEncoder().encode(content);

const files = new Map<string, Uint8Array>([
    ...bundle('/w/runs/m-1'),
    ...bundle('/w/runs/m-2'),
    ...bundle('/elsewhere/far'),
    ...bundle('/w/both'),
    ['/w/both', v1],
    ['/w/old.ckpt', v1],
    ['/w/old-00000-of-00002', v1],
    ['/w/old-00001-of-00002', writeV1('v1b float32 [2]')],
    ['/w/runs/m-1.meta', text('x'.repeat(100))],
    ['/w/runs/checkpoint', stateFile('m-2')],
    ...bundle('/w/folder/m'),
    ...bundle('/w/folder'),
    ['/w/folder/readme', text('hello')],
    ...bundle('/w/[x]/m'),
    ['/w/[x]/v1', v1],
    ...bundle('/w/st*r/m'),
    ['/w/lfs.index', lfs],
    ['/w/lfs-v1', lfs],
    ['/w/absolute/checkpoint', stateFile('/elsewhere/far')],
    ['/w/moved/checkpoint', stateFile('/elsewhere/runs/m-9')],
    ...bundle('/w/moved/m-9'),
    ['/w/gone/checkpoint', stateFile('m-7')],
    ['/w/later/checkpoint', stateFile('m-7')],
    ...bundle('/w/later/m-8'),
    ...bundle('/w/later/m-9'),
    ['/w/keras/a.weights.h5', text('')],
    ['/w/to-index/checkpoint', stateFile('m.index')],
    ...bundle('/w/to-index/m'),
    ['/w/to-v1/checkpoint', stateFile('old')],
    ['/w/to-v1/old', v1],
    ['/w/to-pattern/checkpoint', stateFile('../old-?????-of-00002')],
    ['/w/unknown-field/checkpoint', text('model_checkpoint_path: "m"\nstep: 3\n')],
    ['/w/no-path/checkpoint', text('all_model_checkpoint_paths: "m"\n')],
    ['/w/state-empty/checkpoint', text('')],
    ['/w/latin1/checkpoint', Uint8Array.of(0x61, 0xe9)],
    ['/w/folder-as-state/checkpoint/x', text('')],
    ['/w/index-folder.index/x', text('')],
    ['/w/saved/saved_model.pb', text('')],
    ...bundle('/w/saved/variables/variables'),
]);

const options: MemoryOptions = {
    folders: ['/w/empty'],
    others: new Map([['/w/pipe.index', 'it is a FIFO']]),
    unreadable: new Map([['/w/locked.index', 'Permission denied']]),
};
files.set('/w/locked.index', new Uint8Array(60));

function open(argument: string, folders: readonly string[] = ['/w']): CheckpointSource {
    return readFromMemory(openCheckpoint(argument, folders), files, options);
}

const missing =
    'Unsuccessful TensorSliceReader constructor: Failed to find any matching files for ';
const noState = "Couldn't find 'checkpoint' file or checkpoints in given directory ";
const notATable = (name: string) =>
    `Unable to open table file ${name}: DATA_LOSS: not an sstable (bad magic number): perhaps your file ` +
    'is in a different file format and you need to use a different restore operator?';

const found: readonly (readonly [argument: string, prefix: string, names: string])[] = [
    ['runs/m-1', 'runs/m-1', 'v2'],
    ['./runs//m-1', './runs//m-1', 'v2'],
    ['nowhere/../runs/m-1', 'nowhere/../runs/m-1', 'v2'],
    ['/w/runs/m-1', '/w/runs/m-1', 'v2'],
    ['file:///w/runs/m-1', 'file:///w/runs/m-1', 'v2'],
    ['runs', 'runs/m-2', 'v2'],
    ['runs/', 'runs/m-2', 'v2'],
    ['/w/runs', '/w/runs/m-2', 'v2'],
    ['both', 'both', 'v2'],
    ['old.ckpt', 'old.ckpt', 'v1'],
    ['old.ckpt/', 'old.ckpt/', 'v1'],
    ['old-?????-of-00002', 'old-?????-of-00002', 'v1 v1b'],
    ['old-0000[!0]-of-00002', 'old-0000[!0]-of-00002', 'v1b'],
    ['st*r/m', 'st*r/m', 'v2'],
    ['[[]x]/v1', '[[]x]/v1', 'v1'],
    ['absolute', '/elsewhere/far', 'v2'],
    ['to-v1', 'to-v1/old', 'v1'],
    ['to-pattern', 'to-pattern/../old-?????-of-00002', 'v1 v1b'],
    ['runs/m-1.index', 'runs/m-1.index', ''],
    ['to-index', 'to-index/m.index', ''],
];

for (const [argument, prefix, names] of found) {
    test(`opens '${argument}'`, () => {
        const source = open(argument);
        assert.equal(source.error, null);
        assert.equal(source.prefix, prefix);
        assert.equal(source.argument, argument);
        assert.equal(source.folder, '/w');
        assert.equal([...(source.checkpoint?.names() ?? [])].join(' '), names);
    });
}

const refused: readonly (readonly [argument: string, code: string, error: string])[] = [
    ['nope', 'checkpoint.not-found', `NotFoundError: ${missing}nope`],
    ['', 'checkpoint.not-found', `NotFoundError: ${missing}`],
    ['runs/m-1x', 'checkpoint.not-found', `NotFoundError: ${missing}runs/m-1x`],
    ['[x]/m', 'checkpoint.not-found', `NotFoundError: ${missing}[x]/m`],
    ['[x]/v1', 'checkpoint.not-found', `NotFoundError: ${missing}[x]/v1`],
    ['runs/m*', 'checkpoint.not-found', 'OpError: runs/m*.index; No such file or directory'],
    ['./runs/m*', 'checkpoint.not-found', 'OpError: runs/m*.index; No such file or directory'],
    ['folder', 'checkpoint.not-found', `ValueError: ${noState}folder`],
    ['empty', 'checkpoint.not-found', `ValueError: ${noState}empty`],
    ['.', 'checkpoint.not-found', `ValueError: ${noState}.`],
    ['moved', 'checkpoint.not-found', `ValueError: ${noState}moved`],
    ['gone/', 'checkpoint.not-found', `ValueError: ${noState}gone/`],
    ['unknown-field', 'checkpoint.not-found', `ValueError: ${noState}unknown-field`],
    ['folder-as-state', 'checkpoint.not-found', `ValueError: ${noState}folder-as-state`],
    ['no-path', 'checkpoint.not-found', 'ValueError: Invalid checkpoint state loaded from no-path'],
    [
        'state-empty',
        'checkpoint.not-found',
        'ValueError: Invalid checkpoint state loaded from state-empty',
    ],
    [
        'latin1',
        'checkpoint.not-found',
        "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 1: unexpected end of data",
    ],
    [
        'runs/m-1.data-00000-of-00001',
        'checkpoint.not-a-prefix',
        `DataLossError: ${notATable('runs/m-1.data-00000-of-00001').replace('not an sstable (bad magic number)', 'file is too short to be an sstable')}`,
    ],
    ['runs/m-1.meta', 'checkpoint.not-a-prefix', `DataLossError: ${notATable('runs/m-1.meta')}`],
    ['runs/m-2.meta', 'checkpoint.not-a-prefix', `NotFoundError: ${missing}runs/m-2.meta`],
    [
        'runs/checkpoint',
        'checkpoint.not-a-prefix',
        `DataLossError: ${notATable('runs/checkpoint')}`,
    ],
    ['lfs', 'checkpoint.lfs-pointer', 'OpError: not an sstable (bad magic number)'],
    ['lfs-v1', 'checkpoint.lfs-pointer', `DataLossError: ${notATable('lfs-v1')}`],
    ['lfs.index', 'checkpoint.lfs-pointer', `DataLossError: ${notATable('lfs.index')}`],
    ['index-folder', 'checkpoint.corrupt', 'OpError: index-folder.index; Is a directory'],
    ['locked', 'checkpoint.corrupt', 'OpError: locked.index; Permission denied'],
    [
        'empt*',
        'checkpoint.corrupt',
        'DataLossError: Unable to open table file ./empty: FAILED_PRECONDITION: empty; Is a directory: perhaps your file is in a different file format and you need to use a different restore operator?',
    ],
];

for (const [argument, code, error] of refused) {
    test(`says of '${argument}' what TensorFlow says`, () => {
        const source = open(argument);
        assert.equal(`${source.error?.type ?? ''}: ${source.error?.message ?? ''}`, error);
        assert.equal(source.problems[0]?.code, code);
        assert.deepEqual(source.problems[0].error, source.error);
        assert.equal(source.checkpoint?.tensorCount ?? 0, 0);
    });
}

test('says what to write instead of a file of the checkpoint', () => {
    for (const argument of ['runs/m-1.index', 'runs/m-1.meta', 'runs/m-1.data-00000-of-00001']) {
        assert.match(open(argument).problems[0]?.message ?? '', /Write 'runs\/m-1'$/);
    }
    assert.equal(open('runs/m-1.index').problems[0]?.code, 'checkpoint.not-a-prefix');
    assert.match(open('runs/m-1.index').problems[0]?.message ?? '', /TensorFlow says nothing/);
});

test('says what was meant by other files and folders', () => {
    for (const [argument, instead, said] of [
        ['runs/checkpoint', 'runs', /is the latest, and is none\. Write 'runs'$/],
        ['saved/saved_model.pb', 'saved/variables/variables', /is the graph of a SavedModel, /],
        // The newest step of the same run, else the nearest name.
        ['runs/m-7', 'runs/m-2', /a V1 file of that name; the folder has 'runs\/m-2'$/],
        ['rusn/m-1', undefined, /a V1 file of that name$/],
        ['olf.ckpt', undefined, /a V1 file of that name$/],
        ['boht', 'both', /the folder has 'both'$/],
        // Folders whose state file leads nowhere, or that have none.
        ['moved', 'moved/m-9', /write 'moved\/m-9', or correct the file$/],
        ['folder', 'folder/m', /; name the prefix of a checkpoint in it, such as 'folder\/m'$/],
        ['saved/variables', 'saved/variables/variables', /such as 'saved\/variables\/variables'$/],
        ['empty', undefined, /; it holds no checkpoint; name the prefix of one$/],
        ['keras', undefined, /it holds files of Keras, such as 'a.weights.h5', which init_from_c/],
        ['gone/', undefined, /names the checkpoint 'm-7', and there is no such checkpoint; name a/],
        ['later', 'later/m-9', /no such checkpoint; the directory has 'later\/m-9'$/],
    ] as const) {
        const [problem] = open(argument).problems;
        assert.match(problem?.message ?? '', said);
        assert.equal(problem?.instead, instead, argument);
        if (instead !== undefined) {
            assert.notEqual(open(instead).checkpoint, undefined);
        }
    }
    const inside = readFromMemory(openCheckpoint('checkpoint', ['/w/runs']), files, options);
    assert.equal(inside.problems[0]?.instead, '.');
});

test('explains a state file which names a path of another machine', () => {
    const [problem] = open('moved').problems;
    assert.match(
        problem?.message ?? '',
        /'\/elsewhere\/runs\/m-9'.*absolute path.*write 'moved\/m-9'/,
    );
    assert.equal(problem?.path, '/w/moved/checkpoint');
    assert.match(open('unknown-field').problems[0]?.message ?? '', /field 'step'/);
    assert.match(open('[x]/m').problems[0]?.message ?? '', /as a pattern/);
});

test('looks a relative argument up in each folder, and runs in the first that has it', () => {
    assert.equal(open('far', ['/w', '/elsewhere']).folder, '/elsewhere');
    assert.equal(open('far', ['/w', '/elsewhere']).checkpoint?.tensorCount, 1);
    assert.equal(open('m-1', ['/elsewhere', '/w/runs', '/w']).folder, '/w/runs');
    assert.equal(open('folder', ['/w', '/w/runs']).folder, '/w');
    assert.deepEqual(
        [open('nope', ['/w', '/v']).folder, open('nope', ['/w', '/v']).error?.message],
        ['/w', `${missing}nope`],
    );
    assert.equal(open('/elsewhere/far', ['/w', '/v']).folder, '/w');
});

test('does not read what is remote, and says which small file to copy', () => {
    for (const argument of ['gs://bucket/m', 's3://bucket/m', 'hdfs://host/m', 'ram://m']) {
        const source = open(argument);
        assert.equal(source.remote, true);
        assert.equal(source.error, null);
        assert.equal(source.path, undefined);
        assert.equal(source.problems[0]?.code, 'checkpoint.remote');
        assert.match(source.problems[0].message, new RegExp(`'${argument}.index'`));
        assert.deepEqual(source.dependencies, []);
    }
});

test('does not read a FIFO', () => {
    const source = open('pipe');
    assert.equal(source.error, null);
    assert.equal(source.checkpoint, undefined);
    assert.match(source.problems[0]?.message ?? '', /it is a FIFO/);
});

test('does not read an index above the limit', () => {
    const index = files.get('/w/runs/m-1.index') ?? new Uint8Array(0);
    const read = (fileBytes: number) =>
        readFromMemory(openCheckpoint('runs/m-1', ['/w'], { ...limits, fileBytes }), files);
    assert.equal(read(index.length).checkpoint?.tensorCount, 1);
    assert.equal(read(index.length - 1).checkpoint, undefined);
    assert.match(
        read(index.length - 1).problems[0]?.message ?? '',
        /more than the \d+ which are read/,
    );
});

test('lists every path on which the answer rests', () => {
    assert.deepEqual(open('moved').dependencies, [
        '/w/moved',
        '/w/moved/checkpoint',
        '/elsewhere/runs/m-9.index',
        '/elsewhere/runs/m-9',
        '/w/moved/m-9.index',
    ]);
    assert.deepEqual(open('runs/m-1').dependencies, [
        '/w/runs/m-1',
        '/w/runs/m-1.index',
        '/w/runs/m-1.data-00000-of-00001',
    ]);
});

function openSharded(
    change: Parameters<typeof writeBundle>[2],
    tensors = 'a float32 [4] @0\nb float32 [4] @1',
) {
    return readFromMemory(openCheckpoint('m', ['/w']), writeBundle('/w/m', tensors, change));
}

test('compares the shards with the index', () => {
    const whole = openSharded({});
    assert.deepEqual(whole.problems, []);
    assert.deepEqual(whole.shards, [
        {
            index: 0,
            name: 'm.data-00000-of-00002',
            path: '/w/m.data-00000-of-00002',
            size: 16,
            expected: 16,
        },
        {
            index: 1,
            name: 'm.data-00001-of-00002',
            path: '/w/m.data-00001-of-00002',
            size: 16,
            expected: 16,
        },
    ]);

    const cut = openSharded({ cutShards: 1 });
    assert.equal(cut.error, null);
    assert.deepEqual(
        cut.problems.map(({ code }) => code),
        ['checkpoint.truncated-shard', 'checkpoint.truncated-shard'],
    );
    assert.match(cut.problems[0]?.message ?? '', /has 15 bytes, but by the index it needs 16/);

    const one = openSharded({ missingShards: [1] });
    assert.equal(one.error, null);
    assert.deepEqual(
        one.problems.map(({ code, severity, path }) => [code, severity, path]),
        [['checkpoint.missing-shard', undefined, '/w/m.data-00001-of-00002']],
    );
    assert.equal(one.shards[1]?.size, undefined);

    const none = openSharded({ missingShards: [0, 1] });
    assert.deepEqual(
        none.problems.map(({ code, severity }) => [code, severity]),
        [['checkpoint.missing-shard', 'information']],
    );
});

test('does not miss a shard in which nothing lies', () => {
    const unused = openSharded({ shardCount: 3, missingShards: [2] });
    assert.deepEqual(unused.problems, []);
    assert.deepEqual(
        unused.shards.map(({ size, expected }) => [size, expected]),
        [
            [16, 16],
            [16, 16],
            [undefined, 0],
        ],
    );
});

test('the folder of a SavedModel is no checkpoint, and has one', () => {
    for (const argument of ['saved', '/w/saved']) {
        const { checkpoint, error, problems } = open(argument);
        assert.equal(checkpoint, undefined);
        assert.deepEqual(error, { type: 'ValueError', message: `${noState}${argument}` });
        assert.equal(problems[0]?.code, 'checkpoint.not-a-prefix');
        assert.equal(problems[0]?.instead, `${argument}/variables/variables`);
        assert.equal(open(problems[0]?.instead ?? '').checkpoint?.tensorCount, 1);
    }
});

test('a file of Keras is told as what it is, in the words of TensorFlow and in ours', () => {
    const hdf5 = Uint8Array.of(
        0x89,
        0x48,
        0x44,
        0x46,
        0x0d,
        0x0a,
        0x1a,
        0x0a,
        ...new Array<number>(90).fill(0),
    );
    const zip = Uint8Array.of(0x50, 0x4b, 3, 4, ...new Array<number>(90).fill(0));
    for (const [name, bytes, said] of [
        ['m.h5', hdf5, /^This is an HDF5 file, .*: load it with /],
        ['m.weights.h5', hdf5, /^This is an HDF5 file, /],
        ['m.keras', zip, /^This is a Keras model, /],
        ['m.zip', zip, /^This is not a checkpoint \(/],
        ['short.h5', hdf5.slice(0, 7), /^This is not a checkpoint \(/],
    ] as const) {
        const kept = new Map([[`/w/${name}`, bytes]]);
        const { checkpoint, error, problems } = readFromMemory(openCheckpoint(name, ['/w']), kept);
        assert.equal(checkpoint, undefined);
        assert.equal(error?.type, 'DataLossError');
        assert.match(problems[0]?.message ?? '', said);
        const isKeras = !['m.zip', 'short.h5'].includes(name);
        assert.equal(problems[0]?.code, isKeras ? 'checkpoint.not-a-prefix' : 'checkpoint.corrupt');
        assert.equal(problems[0].instead, undefined);
        if (bytes.length !== 7) {
            assert.equal(error?.message, notATable(name));
        }
        // Many write both.
        const beside = new Map([...kept, ...bundle(`/w/${name.split('.')[0] ?? ''}`)]);
        const [mended] = readFromMemory(openCheckpoint(name, ['/w']), beside).problems;
        assert.equal(mended?.instead, name === 'm.zip' ? undefined : name.split('.')[0]);
    }
});
