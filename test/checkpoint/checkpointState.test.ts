// The `checkpoint` text file, held against Python's text_format: each text was merged into a
// CheckpointState by protobuf's Python, and what came of it is written beside it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { parseCheckpointState } from '../../server/src/checkpoint/checkpointState.js';

type Row = readonly [text: string, latest: string | null, all?: readonly string[]];

// `null`: Python raises ParseError, and TensorFlow ignores the file.
const rows: readonly Row[] = [
    ['model_checkpoint_path: "a"', 'a'],
    ["model_checkpoint_path: 'a'", 'a'],
    ['model_checkpoint_path: "a" "b"', 'ab'],
    ['model_checkpoint_path: "a"\n"b"', 'ab'],
    ["model_checkpoint_path: 'a' \"b\" # c\n 'd'", 'abd'],
    ['model_checkpoint_path: "\\145\\x41\\n"', 'eA\n'],
    ['model_checkpoint_path: "\\q\\?"', '\\q\\?'],
    ['model_checkpoint_path: "\\xf"', '\u000f'],
    ['model_checkpoint_path: "\\u00e9"', '\u00e9'],
    ['model_checkpoint_path: "\\U0001F600"', '\ud83d\ude00'],
    ['model_checkpoint_path: "\\ud800"', null],
    ['model_checkpoint_path: "\\777"', null],
    ['model_checkpoint_path: "\\400"', null],
    ['model_checkpoint_path: "\\8"', '\\8'],
    ['model_checkpoint_path: "\\xzz"', null],
    ['model_checkpoint_path: "\\""', '"'],
    ['model_checkpoint_path: "a\\', null],
    ['model_checkpoint_path: "a', null],
    ['model_checkpoint_path: \'a"', null],
    ['model_checkpoint_path: a', null],
    ['model_checkpoint_path: ""', ''],
    ['', ''],
    [' \n#x\n', ''],
    ['model_checkpoint_path: "a"\nmodel_checkpoint_path: "b"', 'b'],
    ['model_checkpoint_path: "a",', 'a'],
    ['model_checkpoint_path: "a";', 'a'],
    ['model_checkpoint_path: "a",;', null],
    ['model_checkpoint_path: "a";;', null],
    [',', null],
    ['model_checkpoint_path "a"', null],
    ['model_checkpoint_path:"a"', 'a'],
    ['model_checkpoint_path\n:\n"a"', 'a'],
    ['unknown: 1', null],
    ['model_checkpoint_path: "a"\nunknown_field: "x"', null],
    ['all_model_checkpoint_paths: "x"', '', ['x']],
    ['model_checkpoint_path: "a" all_model_checkpoint_paths: ["x", "y"]', 'a', ['x', 'y']],
    ['model_checkpoint_path: "a" all_model_checkpoint_paths: []', 'a'],
    ['model_checkpoint_path: "a" all_model_checkpoint_paths: ["x",]', null],
    ['model_checkpoint_path: "a" all_model_checkpoint_paths: ["x" "y"]', 'a', ['xy']],
    ['model_checkpoint_path: ["a"]', null],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 1.5', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 1_0', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 1e5f', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: inf', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: -Infinity', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: nan', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 010', null],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 0x10', null],
    ['model_checkpoint_path: "a" last_preserved_timestamp: "1"', null],
    ['model_checkpoint_path: "a" last_preserved_timestamp: - 1', null],
    ['model_checkpoint_path: "a" last_preserved_timestamp: +1', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: .5', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 5.', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 1e', null],
    ['model_checkpoint_path: "a" last_preserved_timestamp: [1]', null],
    ['model_checkpoint_path: "a" all_model_checkpoint_timestamps: [1, 2.5]', 'a'],
    [
        'model_checkpoint_path: "a" all_model_checkpoint_timestamps: 1 all_model_checkpoint_timestamps: 2',
        'a',
    ],
    ['model_checkpoint_path: "a" }', null],
    ['model_checkpoint_path: "a" {}', null],
    ['{ model_checkpoint_path: "a" }', null],
    ['[a.b]: 1', null],
    ['model_checkpoint_path: "a" 1: 2', null],
    ['1: "a"', null],
    ['\ufeffmodel_checkpoint_path: "a"', null],
    ['model_checkpoint_path: "\u00e9"', '\u00e9'],
    ['model_checkpoint_path: "a\tb"', 'a\tb'],
    ['model_checkpoint_path: "a"\r\n', 'a'],
    ['model_checkpoint_path: \u00a0"a"', 'a'],
    ['model_checkpoint_path: "a"\u001c', 'a'],
    ['model_checkpoint_path: "a\u2028b"', 'a\u2028b'],
    ['model_checkpoint_path: "a" #\u2028 x', 'a'],
    ['model_checkpoint_path: "C:\\\\dir\\\\m"', 'C:\\dir\\m'],
    ['model_checkpoint_path: "C:\\dir\\m"', 'C:\\dir\\m'],
    ['model_checkpoint_path: "\\N{BULLET}"', null],
    ['model_checkpoint_path: "\\u12"', null],
    ['MODEL_CHECKPOINT_PATH: "a"', null],
    ['model_checkpoint_path : "a"', 'a'],
    ['model_checkpoint_path-x: "a"', null],
    ['model_checkpoint_path: "a"\nmodel_checkpoint_path: 5', null],
    [
        'model_checkpoint_path: "a" all_model_checkpoint_paths: "b" all_model_checkpoint_paths: "c"',
        'a',
        ['b', 'c'],
    ],
    ['model_checkpoint_path: "\\\\"', '\\'],
    ['model_checkpoint_path: "\\\\x41"', '\\x41'],
    ['model_checkpoint_path: "\\\\\\x41"', '\\A'],
    ['model_checkpoint_path: "\\303\\251"', '\u00e9'],
    ['model_checkpoint_path: "\\377"', null],
    ['model_checkpoint_path: "a" # model_checkpoint_path: "b"', 'a'],
    ['model_checkpoint_path: "a"\u0000', null],
    ['model_checkpoint_path: "a\u0000b"', 'a\u0000b'],
    ['model_checkpoint_path: <a>', null],
    ['model_checkpoint_path: "a"all_model_checkpoint_paths:"b"', 'a', ['b']],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 1_', null],
    ['model_checkpoint_path: "a" last_preserved_timestamp: nanF', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: infinityf', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 1.5fF', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 0', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: -0.5', 'a'],
    ['model_checkpoint_path: "a" last_preserved_timestamp: 00', null],
];

for (const [text, latest, all = []] of rows) {
    test(`reads the state ${JSON.stringify(text)} as Python does`, () => {
        const state = parseCheckpointState(text);
        if (latest === null) {
            assert.ok(
                'problem' in state,
                `Python refuses it, and we read ${JSON.stringify(state)}`,
            );
        } else {
            assert.deepEqual(
                { ...state, times: [] },
                { latest, all, times: [] },
                'times have a test of their own',
            );
        }
    });
}

test('says what is wrong with a state file', () => {
    assert.deepEqual(parseCheckpointState('step: 3'), {
        problem: "it has a field 'step', which a checkpoint file does not have",
    });
});

test('says when the checkpoints were saved', () => {
    const times = (text: string) => {
        const state = parseCheckpointState(`model_checkpoint_path: "a" ${text}`);
        return 'times' in state ? state.times : state.problem;
    };
    assert.deepEqual(times('all_model_checkpoint_timestamps: 1732190592.25'), [1732190592.25]);
    assert.deepEqual(times('all_model_checkpoint_timestamps: [1_0, 2e3f, -.5]'), [10, 2000, -0.5]);
    assert.deepEqual(times('all_model_checkpoint_timestamps: inf last_preserved_timestamp: 3'), [
        Number.NaN,
    ]);
    assert.deepEqual(times('last_preserved_timestamp: 3'), []);
});
