// Restores that do not fit: what is said of them, which fixes are offered, and where nothing may be
// said. That the fixed programs bind is tested with TensorFlow's answers (test/python/fixedPrograms).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSeverities } from '../../server/src/util/diagnosticCodes.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { diagnosticsOf, messageOf } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const head = `//- named checkpoint
enc/w float32 [2]
//- train.py
import os
import tensorflow as tf
layers = tf.keras.layers
v = tf.Variable([1., 2.])
`;

interface Case {
    readonly what: string;
    readonly program: string;
    readonly code: string;
    readonly message: RegExp;
    /** What the first fix writes. */
    readonly fix?: string;
}

const cases: readonly Case[] = [
    {
        what: 'a prefix that is taken for a folder',
        program: `tf.train.Checkpoint(a=v).save('run')
tf.train.Checkpoint(a=v).restore(tf.train.latest_checkpoint('run'))`,
        code: 'restore.matches-nothing',
        message: /'run' is the prefix of the checkpoint 'run-1', so that it gives None/,
        fix: "'.'",
    },
    {
        what: 'a prefix whose latest checkpoint is of another name',
        program: `tf.train.Checkpoint(a=v).save('run')
tf.train.Checkpoint(a=v).save('other')
path = tf.train.latest_checkpoint('run')
tf.train.Checkpoint(a=v).restore(path)`,
        code: 'restore.matches-nothing',
        message: /Write the path that is meant, such as 'run-1'\.$/,
    },
    {
        what: 'a checkpoint that holds nothing',
        program: `tf.train.Checkpoint().save('none')
tf.train.Checkpoint(a=v).restore('none-1')`,
        code: 'restore.matches-nothing',
        message: /the checkpoint holds no variable but 'save_counter'/,
    },
    {
        what: 'a file that is written by name',
        program: `tf.train.Checkpoint(a=tf.Variable([1., 2.], name='w')).restore('named')`,
        code: 'restore.matches-nothing',
        message: /looked up by its own name, here 'w'; the checkpoint has 'enc\/w'\. Give the/,
    },
    {
        what: "a file that is written by name, and Keras's variables",
        program: `dense = layers.Dense(2)
dense.build((None, 3))
tf.train.Checkpoint(dense=dense).restore('named')`,
        code: 'restore.matches-nothing',
        message: /A variable of Keras 3 is never found so: assign it what tf\.train\.load_variable/,
    },
    {
        what: 'values that are left',
        program: `tf.train.Checkpoint(a=v, b=tf.Variable(1.)).write('two')
tf.train.Checkpoint(a=v).read('two')`,
        code: 'restore.partial',
        message:
            /^This restore loads one variable; a value of the checkpoint is not read \('b'\)\.$/,
        fix: '.expect_partial()',
    },
    {
        what: 'two places that are equally good',
        program: `tf.train.Checkpoint(left=tf.Module(), a=v, b=tf.Variable([3., 4.])).write('two')
tf.train.Checkpoint(c=tf.Variable([0., 0.])).read('two')`,
        code: 'restore.matches-nothing',
        message: /Write tf\.train\.Checkpoint\(a=.*\), or tf\.train\.Checkpoint\(b=/,
        fix: 'tf.train.Checkpoint(a=tf.Variable([0., 0.]))',
    },
    {
        what: 'a misfit in a graph',
        program: `tf.compat.v1.disable_eager_execution()
w = tf.Variable([1., 2.], name='w')
tf.train.Checkpoint(w=w).write('graph')
tf.train.Checkpoint(w=tf.Variable([1., 2., 3.])).read('graph')`,
        code: 'shape.mismatch',
        message:
            /^'w' does not fit what the checkpoint has\. In a graph the restore does not say so/,
    },
    {
        what: 'a file that is not there',
        program: `tf.train.Checkpoint(a=v).restore('gone')`,
        code: 'checkpoint.not-found',
        message: /^There is no checkpoint 'gone'/,
    },
    {
        what: 'a dict of layers whose keys are computed',
        program: `class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.heads = {}
        for name in ['a', 'b']:
            self.heads[name] = layers.Dense(2)
tf.train.Checkpoint(net=Net())`,
        code: 'restore.untracked',
        message: /^Keras 3 saves and restores nothing of 'Net\.heads'/,
        fix: "\n            setattr(self, f'heads_{name}', self.heads[name])",
    },
];

for (const { what, program, code, message, fix } of cases) {
    test(`${code}: ${what}`, async () => {
        const { service, document } = await openFixture(`${head}${program}\n`);
        const found = await service.diagnostics(document, neverCancelled);
        const said = found.map((each) => `${String(each.code)} ${messageOf(each)}`).join('\n');
        const own = found.filter((each) => each.code === code);
        const [first] = own;
        assert.ok(first !== undefined && own.length === 1, said);
        assert.match(messageOf(first), message);
        const actions = await service.codeActions(
            document,
            { range: first.range, diagnostics: [first], only: undefined },
            neverCancelled,
        );
        const texts = actions.flatMap(({ edit }) =>
            Object.values(edit?.changes ?? {}).map((edits) => edits.map(({ newText }) => newText)),
        );
        assert.equal(texts[0]?.join(''), fix, JSON.stringify(texts));
    });
}

test('an assertion says what it misses', async () => {
    const program = `tf.train.Checkpoint(a=v, b=tf.Variable(1.)).write('two')
tf.train.Checkpoint(a=v).read('two').assert_consumed()`;
    const found = await diagnosticsOf(await openFixture(`${head}${program}\n`));
    const own = found.find((each) => each.code === 'restore.assertion-fails');
    assert.match(
        own === undefined ? '' : messageOf(own),
        /here: Unresolved object in checkpoint \(root\)\.b\. 'assert_existing_objects_matched'/,
    );
});

const harmless: readonly (readonly [what: string, program: string])[] = [
    [
        'a folder without a checkpoint yet',
        `tf.train.Checkpoint(a=v).restore(tf.train.latest_checkpoint('runs'))`,
    ],
    [
        'a manager without a checkpoint yet',
        `ckpt = tf.train.Checkpoint(a=v)
manager = tf.train.CheckpointManager(ckpt, 'runs', max_to_keep=1)
ckpt.restore(manager.latest_checkpoint)`,
    ],
    [
        'values that need not be read',
        `tf.train.Checkpoint(a=v, b=tf.Variable(1.)).write('two')
status = tf.train.Checkpoint(a=v).read('two')
status.expect_partial()`,
    ],
    [
        'a save counter that a file of write() lacks',
        `tf.train.Checkpoint(a=v).write('one')
tf.train.Checkpoint(a=v).restore('one')`,
    ],
    [
        'a list of layers that have attributes, too',
        `class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.one = layers.Dense(2)
        self.all = [self.one]
        self.more = {'two': layers.Dense(2)}
        self.two = self.more['two']
        self.three = [layers.Dense(2)]
        self.kept = tuple(self.three)
tf.train.Checkpoint(net=Net())`,
    ],
    [
        'attributes that may be there',
        `class Net(tf.Module):
    def __init__(self):
        super().__init__()
        self.a = tf.Variable(1.)
        if os.environ.get('MORE'):
            self.b = tf.Variable(2.)
tf.train.Checkpoint(net=tf.Module()).save('net')
tf.train.Checkpoint(net=Net()).restore('net-1')`,
    ],
    [
        'a name that is not known',
        `tf.train.Checkpoint(a=v).save('run')
tf.train.Checkpoint(**{os.environ['NAME']: v}).restore('run-1')`,
    ],
];

for (const [what, program] of harmless) {
    test(`nothing is said of ${what}`, async () => {
        const found = await diagnosticsOf(await openFixture(`${head}${program}\n`));
        const codes = Object.keys(defaultSeverities).filter((code) => code.startsWith('restore.'));
        const own = found.filter(
            ({ code }) => codes.includes(String(code)) || code === 'python.not-literal',
        );
        assert.deepEqual(own.map(messageOf), []);
    });
}

test('a restore of objects that are not known leaves the rest of the program known', async () => {
    const program = `tf.train.Checkpoint(a=v).save('run')
tf.train.Checkpoint(**{os.environ['NAME']: v}).restore('run-1')
tf.train.Checkpoint(b=v).restore('run-1')`;
    const found = await diagnosticsOf(await openFixture(`${head}${program}\n`));
    assert.deepEqual(
        found.map(({ code }) => code).filter((code) => String(code).startsWith('restore.')),
        ['restore.matches-nothing'],
    );
});
