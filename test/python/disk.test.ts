// The files of a program: what is in them is not known, and whether they are there is, where it does
// not change them itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateScript } from '../../server/src/tensorflow/evaluateScript.js';
import { runReading } from '../../server/src/util/reading.js';
import { encodeUtf8 } from '../../server/src/util/utf8.js';
import { memoryAnswers } from '../support/memoryFiles.js';
import { pythonFromSources } from '../support/python.js';

const python = await pythonFromSources();
const files = {
    '/w/config.json': '{"size": 3, "names": ["a", "b"]}\n',
    '/w/names.txt': 'one\r\ntwo\nthree',
    '/w/runs/model.ckpt.index': '',
};

/** The names of the variables that a program makes, whose expressions are listed. */
function namesOf(source: string): readonly string[] {
    const text = `import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
shown = []
def show(name):
    shown.append(name)
    tf.get_variable('v%d/%s' % (len(shown), name), [1])
${source}`;
    const trace = runReading(
        evaluateScript({
            path: '/w/train.py',
            text,
            module: python.parse(text).module,
            folders: ['/w'],
            libraries: python.libraries,
            parse: python.parse,
        }),
        memoryAnswers(
            new Map(Object.entries(files).map(([path, each]) => [path, encodeUtf8(each)])),
        ),
    );
    assert.deepEqual(
        trace.ends.map(({ kind }) => kind),
        ['normal'],
    );
    return trace.entries.flatMap(({ event, certain }) =>
        event.event === 'variable' ? [`${event.name.slice(3)}${certain ? '' : '?'}`] : [],
    );
}

test('what is in a file is not known, by any way of opening', () => {
    const source = `import json
import pathlib
with open('config.json') as file:
    show(json.load(file)['size'])
show(json.loads(tf.gfile.GFile('config.json', 'r').read())['names'][1])
show(json.loads(open('config.json', 'rb').read())['size'])
show(json.loads(pathlib.Path(__file__).with_name('config.json').read_text())['size'])
file = open('names.txt')
show(file.readline().strip() + file.read(3))
`;
    assert.deepEqual(namesOf(source), ['*', '*', '*', '*', '*']);
});

test('a file that is there opens, so what a program does without it does not happen', () => {
    const guarded = `try:
    text = open('names.txt').read()
except IOError:
    show('default')
show('after')
`;
    assert.deepEqual(namesOf(guarded), ['after']);
});

test('what is at a path is known where it is there, and of the prefix of a checkpoint', () => {
    const source = `import os
show(os.path.isdir('runs'))
show(tf.gfile.IsDirectory('runs/model.ckpt'))
show(os.path.exists('names.txt'))
show(os.path.exists('elsewhere'))
`;
    assert.deepEqual(namesOf(source), ['True', 'False', 'True', '*']);
});

test('what the program writes or deletes hides what is on disk', () => {
    for (const change of [
        "open('config.json', 'w').write('{}')",
        "tf.gfile.GFile('config.json', 'w').write('{}')",
        "os.remove('config.json')",
        "tf.gfile.DeleteRecursively('../w')",
        "os.rename('names.txt', 'config.json')",
        "open(os.environ['OUT'], 'a').write('{}')",
        "pathlib.Path('config.json').write_text('{}')",
        "if os.environ.get('CLEAN'):\n    os.remove('config.json')",
    ]) {
        const source = `import os, pathlib\n${change}\nshow(os.path.exists('config.json'))\n`;
        assert.deepEqual(namesOf(source), ['*'], change);
    }
});

test('a file that is not here is unknown; who is prepared for that may be right', () => {
    assert.deepEqual(namesOf("show(open('nowhere').read())\n"), ['*']);
    const guarded = `try:
    name = open('nowhere').read()
except IOError:
    show('default')
`;
    assert.deepEqual(namesOf(guarded), ['default?']);
});
