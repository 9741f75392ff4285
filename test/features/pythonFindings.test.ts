// The findings that only programs have: restores through tf.train.Checkpoint, patterns of
// warm_start, and what could not be followed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSeverities } from '../../server/src/util/diagnosticCodes.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { checkFix, diagnosticsOf, messageOf } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const world = `
//- old checkpoint
v1 float32 [2]
v10 float32 [2]
net/w float32 [2]
net2/w float32 [2]
//- train.py
`;

const graph = `import os
import tensorflow as tf
tf1 = tf.compat.v1
tf1.disable_eager_execution()
for name in ['v1', 'v10', 'net/w', 'net2/w']:
    tf1.get_variable(name, [2])
`;

const saved = `import tensorflow as tf
tf.train.Checkpoint(a=tf.Variable([1., 2.]), b=tf.Variable(1.)).write('own')
`;

const layers = `import tensorflow as tf
class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.blocks = [tf.keras.layers.Dense(2), tf.keras.layers.Dense(2)]
net = Net()
tf.train.Checkpoint(model=net).restore('old').expect_partial()
`;

const cases: readonly (readonly [code: string, what: string, program: string, message: RegExp])[] =
    [
        [
            'python.not-literal',
            'a scope from the environment',
            `${graph}tf1.train.init_from_checkpoint('old', {'net/': os.environ['SCOPE']})\n`,
            /^What this call does cannot be known completely: /,
        ],
        [
            'restore.matches-nothing',
            'other names from the root',
            `${saved}tf.train.Checkpoint(c=tf.Variable([1., 2.])).read('own')\n`,
            /^This restore loads nothing, .* here 'c'; the checkpoint has 'a', 'b'\. Write tf\.train\.Checkpoint\(a=tf\.Variable\(\[1\., 2\.\]\)\)\.$/,
        ],
        [
            'restore.partial',
            'a variable that the file does not have',
            `${saved}tf.train.Checkpoint(a=tf.Variable([1., 2.]), c=tf.Variable(2.)).read('own')\n`,
            /keep their values \('c'\), and a value of the checkpoint is not read \('b'\)\.$/,
        ],
        [
            'restore.assertion-fails',
            'assert_consumed where a value is left',
            `${saved}tf.train.Checkpoint(a=tf.Variable([1., 2.])).read('own').assert_consumed()\n`,
            /^'assert_consumed' would raise AssertionError here/,
        ],
        [
            'restore.untracked',
            'a list of layers in Keras 3',
            layers,
            /^Keras 3 saves and restores nothing of 'Net\.blocks'/,
        ],
        [
            'warm-start.matches-nothing',
            'an end that comes before :0',
            `${graph}tf1.train.warm_start('old', 'v1$')\n`,
            /^'v1\$' selects no variable, .* Write 'v1:0'\.$/,
        ],
        [
            'warm-start.matches-nothing',
            'an empty pattern',
            `${graph}tf1.train.warm_start('old', '')\n`,
            /^This call warm-starts nothing, and TensorFlow does not say so/,
        ],
        [
            'warm-start.overreach',
            'a name that begins another',
            `${graph}tf1.train.warm_start('old', 'v1')\n`,
            /^'v1' selects 'v10' as well: .* Write 'v1:0'/,
        ],
        [
            'warm-start.overreach',
            'a scope that begins another',
            `${graph}tf1.train.warm_start('old', ['net'])\n`,
            /^'net' selects 'net2\/w' as well: .* Write 'net\/'/,
        ],
    ];

for (const [code, what, program, message] of cases) {
    test(`${code}: ${what}`, async () => {
        const found = await diagnosticsOf(await openFixture(world + program));
        const own = found.filter((each) => each.code === code);
        const said = found.map((each) => `${String(each.code)} ${messageOf(each)}`).join('\n');
        assert.equal(own.length, 1, said);
        assert.match(own.map(messageOf).join('\n'), message);
    });
}

for (const pattern of ["'.*'", "'v1:0'", "'net/'", "['v1:0', 'net/w']", 'None']) {
    test(`a pattern that says what it means has nothing wrong: ${pattern}`, async () => {
        const program = `${graph}tf1.train.warm_start('old', ${pattern})\n`;
        const found = await diagnosticsOf(await openFixture(world + program));
        assert.deepEqual(
            found.filter(({ code }) => String(code).startsWith('warm-start.')).map(messageOf),
            [],
        );
    });
}

test('a pattern is not judged where variables are not known', async () => {
    const program = `${graph}tf1.get_variable(os.environ['NAME'], [2])
tf1.train.warm_start('old', 'other')
`;
    const found = await diagnosticsOf(await openFixture(world + program));
    assert.ok(!found.some(({ code }) => code === 'warm-start.matches-nothing'));
});

test('every code of a program has a case here', () => {
    const here = new Set(cases.map(([code]) => code));
    const codes = Object.keys(defaultSeverities).filter((code) =>
        /^(?:python|restore|warm-start)\./.test(code),
    );
    assert.deepEqual(
        codes.filter((code) => !here.has(code)),
        [],
    );
});

const checkpoints: readonly (readonly [what: string, call: string, seen: string])[] = [
    ['text', "tf1.train.init_from_checkpoint('nope', {'v1': 'v1'})", "'nope'"],
    ['a keyword', "tf1.train.init_from_checkpoint(assignment_map={}, ckpt_dir_or_file='x')", "'x'"],
    ['a name', "path = 'nope'\ntf1.train.init_from_checkpoint(path, {'v1': 'v1'})", 'path'],
    [
        'a name in a helper',
        "def load(where):\n    tf1.train.init_from_checkpoint(where, {})\nload('nope')",
        'where',
    ],
    [
        'another name of the function',
        "load = tf1.train.init_from_checkpoint\nload('nope', {'v1': 'v1'})",
        "load('nope', {'v1': 'v1'})",
    ],
    ['warm_start', "tf1.train.warm_start('nope')", "'nope'"],
];
for (const [what, call, seen] of checkpoints) {
    test(`a checkpoint that is not there is underlined where it stands: ${what}`, async () => {
        const open = await openFixture(`${world}${graph}${call}\n`);
        const found = (await diagnosticsOf(open)).filter(
            ({ code }) => code === 'checkpoint.not-found',
        );
        assert.deepEqual(
            found.map(({ range }) => open.document.getText(range)),
            [seen],
        );
    });
}

test('a checkpoint that is None is said to be that', async () => {
    const call =
        "path = tf.train.latest_checkpoint('none')\ntf1.train.init_from_checkpoint(path, {})";
    const found = await diagnosticsOf(await openFixture(`${world}${graph}${call}\n`));
    const shape = found.find(({ code }) => code === 'map.shape');
    assert.match(shape ? messageOf(shape) : '', /^Expected the checkpoint's path, found None, /);
});

test('a program that ends before it loads anything says where and why', async () => {
    const required = `import argparse
parser = argparse.ArgumentParser()
parser.add_argument('folder', metavar='DIR')
parser.add_argument('-c', '--ckpt', required=True)
args = parser.parse_args()
`;
    const load = "tf1.train.init_from_checkpoint('old', {})\n";
    const ends: readonly (readonly [program: string, explanation: RegExp])[] = [
        [
            `${graph}tf1.get_variable('v1', [2])\n${load}`,
            /^When it is run, the program ends at line 7 with ValueError: Variable v1 already exists, .*, before it comes to this call$/,
        ],
        [
            `${required}${graph}${load}`,
            /^When it is run without arguments, .* at line 5 with SystemExit: the following arguments are required: DIR, -c\/--ckpt, before it/,
        ],
        [
            `${graph}raise SystemExit\n${load}`,
            /^When the file is run, the program does not come to this call/,
        ],
        [
            `${graph}def main():\n    ${load}`,
            /^When the file is run, the program does not come to this call/,
        ],
        [
            `${graph}${load}x = (\n`,
            /ends at line 8 with SyntaxError: .*, before it comes to this call$/,
        ],
    ];
    for (const [program, explanation] of ends) {
        const { service, document } = await openFixture(`${world}${program}`);
        const preview = await service.preview(document.uri, neverCancelled);
        assert.match(preview?.sections[0]?.outcome.explanation ?? '', explanation);
    }
});

test('a checkpoint that is named by one of its files gets its prefix', () =>
    checkFix(
        `${world}${graph}tf1.train.init_from_checkpoint("old.index", {'v1': 'v1'})\n`,
        'checkpoint.not-a-prefix',
        `${graph}tf1.train.init_from_checkpoint("old", {'v1': 'v1'})\n`,
    ));
