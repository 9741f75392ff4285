// Models by the argument that names them: what is found, and what is said of what is no model.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readModel } from '../../server/src/model/readModel.js';
import { runReading } from '../../server/src/util/reading.js';
import { MemoryFiles } from './memoryFiles.js';
import { writeGraph, writeMetaGraph } from './metaGraphWriter.js';

const table = new Uint8Array([
    ...new Uint8Array(60),
    0x57,
    0xfb,
    0x80,
    0x8b,
    0x24,
    0x75,
    0x47,
    0xdb,
]);
const variables = (text: string) => `{"ckptmap": "variables@1", "variables": [${text}]}`;
const variable = '"shape": [2], "dtype": "float32", "kind": "ref", "trainable": true';
const meta = writeMetaGraph({ variables: [{ name: 'w', shape: [2] }] });

function model(argument: string, files: Record<string, string | Uint8Array>, folders = ['/w']) {
    return runReading(readModel(argument, folders), new MemoryFiles(files).answer);
}

/** The one problem of a model that could not be read, as `code: message`. */
function problem(argument: string, files: Record<string, string | Uint8Array>): string {
    const source = model(argument, files);
    assert.equal(source.model, undefined);
    assert.equal(source.problems.length, 1);
    return source.problems.map(({ code, message }) => `${code}: ${message}`).join();
}

test('a variables file is exact', () => {
    const source = model('m.variables.json', {
        '/w/m.variables.json': variables(`{"name": "a", ${variable}}`),
    });
    assert.deepEqual(source, {
        argument: 'm.variables.json',
        path: '/w/m.variables.json',
        model: {
            certainty: 'exact',
            variables: [
                {
                    name: 'a',
                    shape: [2],
                    dtype: 'float32',
                    kind: 'ref',
                    trainable: true,
                    storeKey: 'a',
                },
            ],
        },
        problems: [],
        dependencies: ['/w/m.variables.json'],
    });
});

test('store keys are the name, another text, or none', () => {
    const text = variables(
        `{"name": "a", ${variable}}, {"name": "b", ${variable}, "storeKey": null}, {"name": "c/Adam", ${variable}, "storeKey": "c/Adam/"}`,
    );
    const source = model('m.json', { '/w/m.json': text });
    assert.deepEqual(
        source.model?.variables.map((each) => each.storeKey),
        ['a', null, 'c/Adam/'],
    );
});

test('a MetaGraph is a graph', () => {
    const source = model('graph.meta', { '/w/graph.meta': meta });
    assert.equal(source.model?.certainty, 'graph');
    assert.deepEqual(source.problems, []);
});

test('the first folder that holds the file counts, and every place looked at is a dependency', () => {
    const source = model('m.meta', { '/map/x': '', '/w/m.meta': meta }, ['/map', '/w']);
    assert.equal(source.path, '/w/m.meta');
    assert.deepEqual(source.dependencies, ['/map/m.meta', '/w/m.meta']);
});

test('absolute arguments are taken as they are', () => {
    assert.equal(model('/else/m.meta', { '/else/m.meta': meta }).path, '/else/m.meta');
});

test('what is not there is said, with the places', () => {
    assert.equal(
        problem('runs/none.meta', {}),
        "model.not-found: Model 'runs/none.meta' is not found; looked for a file in '/w/runs'",
    );
    assert.equal(
        problem('runs/ckpt-1', { '/w/runs/ckpt-1.meta': meta }),
        "model.not-found: Model 'runs/ckpt-1' is the prefix of a checkpoint; the graph beside it is 'runs/ckpt-1.meta'",
    );
    assert.equal(
        problem('gs://b/m.meta', {}),
        "model.not-found: Model 'gs://b/m.meta' is not on this machine; copy the file and name the copy",
    );
});

test('a prefix whose graph appears later is looked at again', () => {
    assert.deepEqual(model('ckpt-1', {}).dependencies, ['/w/ckpt-1', '/w/ckpt-1.meta']);
});

test('a directory names the models in it', () => {
    const folder = { '/w/runs': 'directory' };
    assert.equal(
        problem('runs', folder),
        "model.not-found: Model 'runs' is a directory, and a model is a file; it holds no *.variables.json and no .meta file",
    );
    assert.equal(
        problem('runs/', { ...folder, '/w/runs/b.meta': '', '/w/runs/a.variables.json': '' }),
        "model.not-found: Model 'runs/' is a directory, and a model is a file; give the file: 'runs/a.variables.json', 'runs/b.meta'",
    );
    assert.match(
        problem('runs', { ...folder, '/w/runs/saved_model.pb': '' }),
        /^model\.unreadable: 'runs' is a SavedModel, which is not read as a model; give /,
    );
});

const instead =
    ': give a *.variables.json file (`ckptmap dump-python` prints the code that writes one) or the .meta file of the graph';

for (const [name, content, message] of [
    ['m.meta', '', 'is empty: write it again.'],
    [
        'm.meta',
        'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n',
        'is a Git LFS pointer, not the file itself: fetch it with `git lfs pull`.',
    ],
    [
        'm.variables.json',
        'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n',
        'is a Git LFS pointer, not the file itself: fetch it with `git lfs pull`.',
    ],
    ['ckpt.index', table, `is a checkpoint, which is not read as a model${instead}`],
    ['ckpt.data-00000-of-00001', new Uint8Array(9), `is the data of a checkpoint${instead}`],
    ['checkpoint', 'model_checkpoint_path: "x"', `is a folder's list of checkpoints${instead}`],
    ['m.h5', '\x89HDF\r\n\x1a\n', `is an HDF5 file${instead}`],
    ['m.keras', 'PK\x03\x04', `is a zip archive, such as a .keras file${instead}`],
    ['train.py', 'import os', `is a Python program, which is not read as a model${instead}`],
    [
        'saved_model.pb',
        new Uint8Array([8, 1]),
        `is a SavedModel, which is not read as a model${instead}`,
    ],
    [
        'graph.pbtxt',
        'node {\n  name: "a"\n}\n',
        `is a graph as text (.pbtxt, or written with as_text=True), which is not read as a model${instead}`,
    ],
    [
        'graph.meta',
        'meta_info_def {\n}\n',
        `is a graph as text (.pbtxt, or written with as_text=True), which is not read as a model${instead}`,
    ],
    ['notes.txt', 'a: b', `is a text file, and neither JSON nor a graph${instead}`],
] as const) {
    test(`'${name}' ${message}`, () => {
        const bytes =
            typeof content === 'string' ? Uint8Array.from(Buffer.from(content, 'latin1')) : content;
        assert.equal(
            problem(name, { [`/w/${name}`]: bytes }),
            `model.unreadable: '${name}' ${message}`,
        );
    });
}

test('a graph without collections is none of ours', () => {
    assert.equal(
        problem('g.meta', { '/w/g.meta': writeGraph({ variables: [{ name: 'w' }] }) }),
        "model.unreadable: Model 'g.meta' cannot be read: it looks like a GraphDef, not like a MetaGraphDef; a .meta file is a binary MetaGraphDef",
    );
    const bytes = writeMetaGraph({ variables: [{ name: 'w', collections: [] }] });
    const source = model('g.meta', { '/w/g.meta': bytes });
    assert.deepEqual(source.model?.variables, []);
    assert.deepEqual(
        source.problems.map(({ code, severity }) => [code, severity]),
        [['model.unreadable', 'warning']],
    );
});

test('a graph that was copied as text is told from one that is cut short', () => {
    const bytes = writeMetaGraph({ others: [300], variables: [{ name: 'w', shape: [200] }] });
    assert.match(
        problem('m.meta', { '/w/m.meta': Buffer.from(Buffer.from(bytes).toString('utf8')) }),
        /a program that took it for text has changed it, and bytes are lost; copy it anew/,
    );
    assert.match(
        problem('m.meta', { '/w/m.meta': bytes.subarray(0, -3) }),
        /cannot be read: it is cut short: the field at byte \d+ goes on to byte \d+/,
    );
});

const hint = '; `ckptmap dump-python` prints the code that writes such a file';
for (const [text, reason] of [
    ['{"ckptmap": ', /^it is not JSON: .+/],
    ['[]', 'the file should be an object, and is []'],
    ['{}', "'ckptmap' is missing, it should be the format 'variables@1'"],
    [
        '{"ckptmap": "variables@2"}',
        "'ckptmap' should be the format 'variables@1', and is \"variables@2\"",
    ],
    ['{"ckptmap": "variables@1"}', "'variables' is missing, it should be a list"],
    [variables('1'), 'variables[0] should be an object, and is 1'],
    [variables('{}'), 'variables[0].name is missing, it should be a text'],
    [
        variables(`{"name": "a", ${variable}}, {"name": "a", ${variable}}`),
        "variables[1].name: 'a' is that of variables[0] already",
    ],
    [
        variables(`{"name": "a", ${variable}}, {"name": "b", ${variable}, "storeKey": "a"}`),
        "variables[1].storeKey: 'a' is that of variables[0] already",
    ],
    [
        variables(`{"name": "a", ${variable}, "storekey": "b"}`),
        "variables[0] has 'storekey'; a variable has name, shape, dtype, kind, trainable, storeKey, partition, collections",
    ],
    [
        variables(`{"name": "a", ${variable.replace('[2]', '[-1]')}}`),
        'variables[0].shape should be a list of lengths (null where one is unknown) or null, and is [-1]',
    ],
    [
        variables(`{"name": "a", ${variable.replace('[2]', '[1.5]')}}`),
        'variables[0].shape should be a list of lengths (null where one is unknown) or null, and is [1.5]',
    ],
    [
        variables(`{"name": "a", ${variable.replace('float32', 'float')}}`),
        'variables[0].dtype should be the name of a TensorFlow type such as \'float32\', and is "float"',
    ],
    [
        variables(`{"name": "a", ${variable.replace('ref', 'handle')}}`),
        "variables[0].kind should be 'resource' or 'ref', and is \"handle\"",
    ],
    [
        variables(`{"name": "a", ${variable.replace('true', '1')}}`),
        'variables[0].trainable should be true or false, and is 1',
    ],
    [
        variables(
            `{"name": "a/part_0", ${variable}, "partition": {"fullName": "a", "fullShape": [3], "offset": [2], "shape": [2]}}`,
        ),
        'variables[0].partition: the slice of shape [2] at [2] does not lie in [3]',
    ],
] as const) {
    test(`a variables file is refused: ${String(reason)}`, () => {
        const found = problem('m.variables.json', { '/w/m.variables.json': text });
        const start = "model.unreadable: Model 'm.variables.json' cannot be read: ";
        assert.ok(found.startsWith(start) && found.endsWith(hint), found);
        const middle = found.slice(start.length, -hint.length);
        if (typeof reason === 'string') {
            assert.equal(middle, reason);
        } else {
            assert.match(middle, reason);
        }
    });
}

test('unknown lengths and ranks are known to be unknown', () => {
    const text = variables(
        `{"name": "a", ${variable.replace('[2]', '[null, 3]')}}, {"name": "b", ${variable.replace('[2]', 'null')}}`,
    );
    assert.deepEqual(
        model('m.json', { '/w/m.json': text }).model?.variables.map((each) => each.shape),
        [[null, 3], null],
    );
});
