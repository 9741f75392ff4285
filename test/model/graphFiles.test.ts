// Models in every form that TensorFlow writes (test/tensorflow/write_models.py): what each knows, and
// that no cut of any of them is more than a reason.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ModelSource, ModelVariable } from '../../server/src/model/model.js';
import { readModel } from '../../server/src/model/readModel.js';
import { readVariablesFile } from '../../server/src/model/variablesFile.js';
import { runReading, type FileAnswer, type FileQuestion } from '../../server/src/util/reading.js';
import { MemoryFiles } from './memoryFiles.js';

const fixtures = 'test/fixtures/models';

/** The fixtures as files below `/`. */
function fixtureFiles(): Record<string, Uint8Array | 'directory'> {
    const files: Record<string, Uint8Array | 'directory'> = {};
    for (const name of readdirSync(fixtures, { recursive: true, encoding: 'utf8' })) {
        const path = join(fixtures, name);
        files[`/${name}`] = statSync(path).isDirectory() ? 'directory' : readFileSync(path);
    }
    return files;
}

const files = fixtureFiles();
const memory = new MemoryFiles(files);

function model(argument: string): ModelSource & { model: NonNullable<ModelSource['model']> } {
    const source = runReading(readModel(argument, ['/']), memory.answer);
    assert.ok(source.model !== undefined, source.problems[0]?.message);
    return { ...source, model: source.model };
}

const exact = readVariablesFile(readFileSync(`${fixtures}/training_folder/model.variables.json`));
assert.ok('variables' in exact);
const live: readonly ModelVariable[] = exact.variables;

function withoutCollections(variables: readonly ModelVariable[]): readonly ModelVariable[] {
    return variables.map(({ collections, ...rest }) => {
        void collections;
        return rest;
    });
}

for (const path of ['model.ckpt-7.meta', 'graph.meta.pbtxt', 'export/saved_model.pb', 'export']) {
    test(`'${path}' says what the live graph says`, () => {
        const source = model(`training_folder/${path}`);
        assert.equal(source.model.certainty, 'graph');
        assert.deepEqual(withoutCollections(source.model.variables), live);
        assert.deepEqual(source.problems, []);
    });
}

for (const path of ['graph.pbtxt', 'graph.pb']) {
    test(`'${path}', which has no collections, says all but which are trainable`, () => {
        const source = model(`training_folder/${path}`);
        assert.equal(source.format, 'graph');
        const guessed = source.model.variables.filter(
            (each, index) => each.trainable !== live[index]?.trainable,
        );
        assert.deepEqual(
            guessed.map(({ name }) => name),
            ['calls'],
        );
        assert.deepEqual(
            source.model.variables.map((each) => ({ ...each, trainable: true })),
            live.map((each) => ({ ...each, trainable: true })),
        );
    });
}

test('binary and text of a small graph are the same', () => {
    // The order of a map's entries, such as the collections, is not that of the text.
    const sorted = (path: string) =>
        model(path).model.variables.map((each) => ({
            ...each,
            collections: [...(each.collections ?? [])].sort(),
        }));
    const { variables } = model('small/graph.meta').model;
    assert.equal(variables.length, 2);
    assert.deepEqual(sorted('small/graph.meta.pbtxt'), sorted('small/graph.meta'));
    assert.deepEqual(sorted('small/export/saved_model.pbtxt'), sorted('small/graph.meta'));
    const graph = withoutCollections(variables);
    assert.deepEqual(model('small/graph.pb').model.variables, graph);
    assert.deepEqual(model('small/graph.pbtxt').model.variables, graph);
});

test('a SavedModel of TensorFlow 2 has variables that are in no store', () => {
    const { format, path, model: read, choice } = model('saved_model/export');
    assert.equal(format, 'savedModel2');
    assert.equal(path, '/saved_model/export/saved_model.pb');
    assert.equal(choice, "'saved_model.pb' is the model file of the folder");
    const kind = 'resource';
    const storeKey = null;
    assert.deepEqual(
        [...read.variables].sort((a, b) => (a.name < b.name ? -1 : 1)),
        [
            { name: 'Variable', shape: [], dtype: 'int32', kind, trainable: true, storeKey },
            { name: 'dense/bias', shape: [3], dtype: 'float32', kind, trainable: false, storeKey },
            {
                name: 'dense/kernel',
                shape: [2, 3],
                dtype: 'float32',
                kind,
                trainable: true,
                storeKey,
            },
            { name: 'loose', shape: [null, 1], dtype: 'float32', kind, trainable: true, storeKey },
        ],
    );
});

test('another checkpoint of the model says what was saved', () => {
    const { model: read, format } = model('training_folder/model.ckpt-7.index');
    assert.equal(format, 'checkpoint');
    assert.equal(read.certainty, 'checkpoint');
    const byName = (variables: readonly ModelVariable[]) =>
        variables
            .map((each) => ({ ...each, kind: '', trainable: each.trainable }))
            .sort((a, b) => (a.name < b.name ? -1 : 1));
    const known = live.map((each) => (each.name === 'calls' ? { ...each, trainable: true } : each));
    assert.deepEqual(byName(read.variables), byName(known));
});

test('the prefix of a checkpoint is the graph beside it, where there is one', () => {
    const source = model('training_folder/model.ckpt-7');
    assert.equal(source.path, '/training_folder/model.ckpt-7.meta');
    assert.match(source.choice ?? '', /the graph beside it knows more than its tensors/);
    const objects = model('saved_model/objects');
    assert.equal(objects.model.certainty, 'checkpoint');
    assert.ok(objects.model.variables.every(({ storeKey }) => storeKey === null));
    assert.deepEqual(
        objects.model.variables.map(({ shape }) => shape),
        [[3], [2, 3], [1, 1], []],
    );
});

test('of the model files in a folder the most certain is taken, and it is said why', () => {
    const source = model('training_folder');
    assert.equal(source.path, '/training_folder/model.variables.json');
    assert.equal(
        source.choice,
        "'model.variables.json' is taken because it knows the most of 5 model files in the folder",
    );
});

/** Answers from one file alone. */
function only(path: string, bytes: Uint8Array): (question: FileQuestion) => FileAnswer {
    return new MemoryFiles({ [path]: bytes }).answer;
}

for (const path of [
    '/small/graph.pb',
    '/small/graph.pbtxt',
    '/small/graph.meta',
    '/small/graph.meta.pbtxt',
    '/saved_model/export/saved_model.pb',
]) {
    test(`every cut of '${path}' is a reason or a shorter graph`, () => {
        const bytes = files[path];
        assert.ok(bytes !== undefined && bytes !== 'directory');
        let reasons = 0;
        for (let length = 0; length < bytes.length; length++) {
            const source = runReading(
                readModel(path, ['/']),
                only(path, bytes.subarray(0, length)),
            );
            reasons += source.problems.some(({ code }) => code === 'model.unreadable') ? 1 : 0;
        }
        // Between two whole fields of the outermost message nothing is cut: no reader can tell.
        assert.ok(0.9 * bytes.length < reasons, `${reasons} of ${bytes.length}`);
    });
}

test('every line of a text may be missing', () => {
    const path = '/small/graph.pbtxt';
    const bytes = files[path];
    assert.ok(bytes !== undefined && bytes !== 'directory');
    const lines = Buffer.from(bytes).toString('utf8').split('\n');
    for (const index of lines.keys()) {
        const text = lines.filter((_, each) => each !== index).join('\n');
        runReading(readModel(path, ['/']), only(path, Buffer.from(text)));
    }
});
