// A program that takes too many steps is given up, and the loop is named that takes them; one that
// goes on making variables is given more of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drive } from '../../server/src/host/drive.js';
import { evaluateScript, type ScriptTrace } from '../../server/src/tensorflow/evaluateScript.js';
import { pythonFromSources } from '../support/python.js';

interface Given {
    readonly budget: number;
    readonly patience?: number;
}

async function traceOf(text: string, given: Given): Promise<ScriptTrace> {
    const { parse, libraries } = await pythonFromSources();
    return drive(
        evaluateScript({
            path: '/w/train.py',
            text,
            module: parse(text).module,
            folders: ['/w'],
            libraries,
            parse,
            ...given,
        }),
    );
}

/** Why the program is given up, and the text of the place that is blamed. */
async function blamed(text: string, given: Given = { budget: 3000 }): Promise<string> {
    const { ends } = await traceOf(text, given);
    const [end] = ends;
    if (end?.kind !== 'lost' || ends.length !== 1) {
        return ends.map(({ kind }) => kind).join();
    }
    const { start = 0, end: to = 0 } = end.lost.places[0]?.span ?? {};
    return `${end.lost.reason}: ${text.slice(start, to)}`;
}

const tooMany = 'this loop takes more steps than are followed';

test('the loop is named that takes the steps, not one around it or inside it', async () => {
    assert.equal(
        await blamed('n = 0\nfor i in range(3):\n    while n != -1:\n        n += 1\n'),
        `${tooMany}: while n != -1`,
    );
    assert.equal(
        await blamed('n = 0\nwhile True:\n    for i in range(3):\n        n += i\n'),
        `${tooMany}: while True`,
    );
    assert.equal(
        await blamed(
            'def add(n):\n    for i in range(2):\n        n += i\n    return n\n\n\n' +
                'n = 0\nfor each in range(10 ** 9):\n    n = add(n)\n',
        ),
        `${tooMany}: for each in range(10 ** 9)`,
    );
});

test('where no loop is written, the place is that of the call', async () => {
    assert.equal(
        await blamed('names = list(range(10 ** 8))\n'),
        'the program takes more steps than are followed: list(range(10 ** 8))',
    );
});

test('a program that goes on making variables is given more steps than one that does not', async () => {
    const making =
        'import tensorflow.compat.v1 as tf\nfor i in range(40):\n' +
        "    tf.get_variable('w_%d' % i, [2])\n";
    const given = { budget: 400_000, patience: 20_000 };
    const { ends, steps, entries } = await traceOf(making, given);
    assert.deepEqual(
        ends.map(({ kind }) => kind),
        ['normal'],
    );
    assert.ok(given.patience < steps, `${steps} steps`);
    assert.equal(entries.length, 40);
    const idle = `${making}while True:\n    pass\n`;
    assert.equal(await blamed(idle, given), `${tooMany}: while True`);
    assert.ok((await traceOf(idle, given)).steps < given.budget / 2);
});

test('what paths copy and join counts as steps, so that those that double are given up', async () => {
    const program = (size: number): string => `import os
found = list(range(${size}))
for number in range(20):
    if os.environ.get('A%d' % number):
        found.append(number)
`;
    const [few, many] = await Promise.all(
        [10, 4000].map(async (size) => (await traceOf(program(size), { budget: 10 ** 6 })).steps),
    );
    assert.ok(few !== undefined && many !== undefined && 4000 < many - few, `${few} ${many}`);
});
