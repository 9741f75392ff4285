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
        format: 'variables',
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
    assert.deepEqual(source.dependencies, [
        '/map/m.meta',
        '/map/m.meta.meta',
        '/map/m.meta.index',
        '/w/m.meta',
    ]);
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
        problem('gs://b/m.meta', {}),
        "model.not-found: Model 'gs://b/m.meta' is not on this machine; copy the file and name the copy",
    );
});

test('a prefix whose graph appears later is looked at again', () => {
    assert.deepEqual(model('ckpt-1', {}).dependencies, [
        '/w/ckpt-1',
        '/w/ckpt-1.meta',
        '/w/ckpt-1.index',
    ]);
});

test('the prefix of a checkpoint is the graph beside it', () => {
    const source = model('runs/ckpt-1', { '/w/runs/ckpt-1.meta': meta });
    assert.equal(source.path, '/w/runs/ckpt-1.meta');
    assert.equal(
        source.choice,
        "'runs/ckpt-1' is the prefix of a checkpoint; the graph beside it knows more than its tensors",
    );
});

const folder = { '/w/runs': 'directory' };

test('of a directory the most certain model is taken', () => {
    const source = model('runs', {
        ...folder,
        '/w/runs/m-9.meta': meta,
        '/w/runs/m-10.meta': meta,
    });
    assert.equal(source.path, '/w/runs/m-10.meta');
    assert.deepEqual(source.dependencies, ['/w/runs', '/w/runs/m-10.meta']);
    const dumped = {
        '/w/runs/m.meta': meta,
        '/w/runs/graph.pbtxt': '',
        '/w/runs/a.variables.json': variables(''),
    };
    assert.equal(model('runs/', { ...folder, ...dumped }).model?.certainty, 'exact');
});

test('a directory without a clear choice names the models in it', () => {
    assert.equal(
        problem('runs', folder),
        "model.not-found: Model 'runs' is a directory; it holds no *.variables.json, .meta, saved_model.pb, graph.pbtxt or .keras file, and no checkpoint",
    );
    assert.equal(
        problem('runs/', {
            ...folder,
            '/w/runs/b.variables.json': '',
            '/w/runs/a.variables.json': '',
            '/w/runs/m.meta': '',
        }),
        "model.not-found: Model 'runs/' is a directory; give one of its files: 'runs/b.variables.json', 'runs/a.variables.json', 'runs/m.meta'",
    );
});

const instead =
    ': give a *.variables.json file (`ckptmap dump-python` prints the code that writes one), a graph (.meta, .pb, .pbtxt) or a model of Keras (.keras, config.json)';

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
    ['checkpoint', 'model_checkpoint_path: "x"', `is a folder's list of checkpoints${instead}`],
    ['train.py', 'import os', `is a Python program, which is not read as a model${instead}`],
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

const asBinary = '; it should be a graph, written as a binary file';
const asText = '; it should be a graph, written as text';
for (const [name, content, message] of [
    [
        'ckpt.index',
        table,
        'is a checkpoint that cannot be read: The index cannot be read: block checksum mismatch; copy the checkpoint again, or restore it from where it was written',
    ],
    [
        'ckpt.data-00000-of-00001',
        new Uint8Array(9),
        "is a checkpoint that cannot be read: There is no checkpoint '/w/ckpt': neither '/w/ckpt.index' nor a V1 file of that name",
    ],
    [
        'saved_model.pb',
        new Uint8Array([8, 1]),
        `cannot be read: it holds no graph: it is no MetaGraphDef, GraphDef or SavedModel${asBinary}`,
    ],
    [
        'graph.pbtxt',
        'node {\n  name: "a',
        `cannot be read: it is cut short: it ends at byte 17 in the middle of a string${asText}`,
    ],
    [
        'graph.meta',
        'meta_info_def {\n}\n',
        `cannot be read: it holds no node: it is no GraphDef, MetaGraphDef or SavedModel${asText}`,
    ],
] as const) {
    test(`broken: '${name}' ${message.slice(0, 60)}`, () => {
        assert.equal(
            problem(name, { [`/w/${name}`]: content }),
            `model.unreadable: Model '${name}' ${message}`,
        );
    });
}

test('a graph without collections has what its nodes say', () => {
    const bytes = writeMetaGraph({ variables: [{ name: 'w', collections: [] }] });
    const source = model('g.meta', { '/w/g.meta': bytes });
    assert.equal(source.format, 'graph');
    assert.deepEqual(
        source.model?.variables.map(({ name }) => name),
        ['w'],
    );
    const empty = model('g.meta', { '/w/g.meta': writeMetaGraph({ variables: [] }) });
    assert.deepEqual(empty.model?.variables, []);
    assert.deepEqual(
        empty.problems.map(({ code, severity }) => [code, severity]),
        [['model.unreadable', 'warning']],
    );
});

test('a graph is read whatever the length of its first node, which may look like a brace', () => {
    for (let length = 1; length <= 160; length++) {
        const name = 'w'.repeat(length);
        const bytes = writeGraph({ variables: [{ name, shape: [2] }] });
        assert.deepEqual(
            model('g.pb', { '/w/g.pb': bytes }).model?.variables.map((each) => each.name),
            [name],
            `the first bytes are ${JSON.stringify(Buffer.from(bytes.subarray(0, 4)).toString())}`,
        );
    }
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
