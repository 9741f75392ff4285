// Python on the command line: what is said beside the program, and where things are in a notebook.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { PlanJson } from '../../server/src/loadPlan/planJson.js';
import { writeBundle } from '../support/bundleWriter.js';
import { ckptmap } from './commandLine.js';

const folder = mkdtempSync(join(tmpdir(), 'ckptmap-programs-'));
after(() => {
    rmSync(folder, { recursive: true });
});
writeBundle('old', 'bert/w float32 [2]').forEach((bytes, name) => {
    writeFileSync(join(folder, name), bytes);
});
const program = `import os
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
tf.get_variable('net/w', [2])
tf.train.init_from_checkpoint(os.environ['OLD'], {'bert/': 'net/'})
`;
writeFileSync(join(folder, 'train.py'), program);
writeFileSync(
    join(folder, 'other.variables.json'),
    JSON.stringify({
        ckptmap: 'variables@1',
        variables: [{ name: 'net/b', shape: [2], dtype: 'float32', kind: 'ref', trainable: true }],
    }),
);
const cells = program.split('\n');
writeFileSync(
    join(folder, 'train.ipynb'),
    JSON.stringify({
        cells: [
            { cell_type: 'markdown', source: ['# Training\n', '\n', 'of a net'] },
            { cell_type: 'code', source: `%time\n${cells.slice(0, 3).join('\n')}` },
            { cell_type: 'code', source: `from __future__ import division\n${cells[3] ?? ''}` },
            { cell_type: 'code', source: ['!ls\n', '\n', `x = 1; ${cells[4] ?? ''}`] },
        ],
    }),
);

async function planOf(...args: readonly string[]): Promise<PlanJson> {
    const { out, error } = await ckptmap(['plan', '--format', 'json', ...args], {
        folder,
    });
    assert.equal(error, '');
    return JSON.parse(out) as PlanJson;
}

test('the checkpoint that the code cannot say is named on the command line', async () => {
    assert.equal((await planOf('train.py')).outcome, 'unknown');
    const { outcome, assignments } = await planOf('train.py', '--checkpoint', 'old');
    assert.equal(outcome, 'ok');
    assert.deepEqual(
        assignments.map(({ variable, tensor }) => [variable, tensor]),
        [['net/w', 'bert/w']],
    );
});

test('the model is the one that the command line names', async () => {
    const { calls } = await planOf(
        ...['train.py', '--checkpoint', 'old', '--model', 'other.variables.json'],
    );
    assert.match(calls[0]?.model?.path ?? '', /other\.variables\.json$/);
    assert.equal(calls[0]?.outcome, 'raises');
});

test('places in a notebook count in the cell', async () => {
    const { calls, diagnostics } = await planOf('train.ipynb');
    assert.deepEqual(
        calls.map(({ at }) => at),
        [{ cell: 3, line: 2, character: 7 }],
    );
    assert.deepEqual(
        diagnostics.map(({ code, range }) => [code, range.start]),
        [['python.not-literal', { cell: 3, line: 2, character: 7 }]],
    );
    const { out } = await ckptmap(['inspect', 'train.ipynb', '--format', 'json'], { folder });
    const { variables } = JSON.parse(out) as {
        readonly variables: readonly { readonly range: { readonly start: object } }[];
    };
    assert.deepEqual(
        variables.map(({ range }) => range.start),
        [{ cell: 2, line: 1, character: 0 }],
    );
});

test('reports for people and for other programs say which cell', async () => {
    const text = await ckptmap(['check', 'train.ipynb'], { folder });
    assert.match(text.out, /cell 4, 3:8 +hint +python\.not-literal/);
    const github = await ckptmap(['check', 'train.ipynb', '--format', 'github'], { folder });
    assert.match(github.out, /line=3,.*::Cell 4: What this call does/);
});

test('what an imported file does that is no Python is not known', async () => {
    writeFileSync(join(folder, 'helpers.py'), 'files = !ls\n');
    writeFileSync(join(folder, 'main.py'), `import helpers\n${program}`);
    const { outcome, diagnostics } = await planOf('main.py', '--checkpoint', 'old');
    assert.equal(outcome, 'unknown');
    assert.deepEqual(
        diagnostics.map(({ code }) => code),
        ['python.not-literal'],
    );
});

test('the text of a program that is not known completely says so, and marks what may be made', async () => {
    writeFileSync(
        join(folder, 'open.py'),
        `import os
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
tf.get_variable('net/w', [2])
if os.environ['HEAD']:
    tf.get_variable('net/head', [2])
for number in range(int(os.environ['LAYERS'])):
    tf.get_variable('net/layer_%d' % number, [int(os.environ['SIZE']), 2])
`,
    );
    const { status, out } = await ckptmap(['inspect', 'open.py'], { folder });
    assert.equal(status, 0);
    const [title, facts, note, ...lines] = out.split('\n');
    assert.equal(title, 'open.py');
    assert.match(facts ?? '', / · 1 variable known · 2 more perhaps · 8 bytes$/);
    assert.match(
        note ?? '',
        /^ {2}information {2}Not all variables that 'open\.py' makes can be known without running it: it depends on the path taken whether 'net\/head' is made/,
    );
    assert.deepEqual(
        lines.map((line) => line.trim().replaceAll(/ {2,}/g, ' ')),
        [
            '',
            'net',
            'head float32 [2] 8 bytes may not be made',
            'layer_* float32 [?, 2] pattern, may not be made',
            'w float32 [2] 8 bytes',
            '',
        ],
    );
});

test('a program that makes nothing is said to be no model', async () => {
    writeFileSync(join(folder, 'nothing.py'), 'import tensorflow as tf\n');
    const { status, out, error } = await ckptmap(['inspect', 'nothing.py'], { folder });
    assert.equal(status, 0);
    assert.match(out, / · 0 variables · /);
    assert.match(error, /'nothing\.py' makes no variable when it is run/);
});
