// The preview of programs that restore objects: what is bound, what keeps its value, what is never
// read, and the sentence at the head.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PreviewData, PreviewSection } from '../../server/src/features/previewData.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { openFixture } from '../support/service.js';

const saved = `//- train.py
import tensorflow as tf
tf.train.Checkpoint(a=tf.Variable([1., 2.]), b=tf.Variable(1.)).write('own')
`;

async function previewOf(program: string): Promise<PreviewData> {
    const { service, document } = await openFixture(program);
    const preview = await service.preview(document.uri, neverCancelled);
    assert.ok(preview);
    return preview;
}

function only(preview: PreviewData): PreviewSection {
    assert.equal(preview.sections.length, 1);
    const [section] = preview.sections;
    assert.ok(section);
    return section;
}

/** `variable <- tensor: verdict`, a line for each row. */
function rowsOf({ names }: PreviewData, { rows, verdicts }: PreviewSection): readonly string[] {
    const nameOf = (index: number): string => {
        const parent = names.parents[index] ?? -1;
        const own = names.segments[names.labels[index] ?? -1] ?? '';
        return parent === -1 ? own : `${nameOf(parent)}/${own}`;
    };
    const shown = (index: number): string => (index === -1 ? '' : nameOf(index));
    return rows.variable.map((variable, row) => {
        const tensor = shown(rows.tensor[row] ?? -1).replace('/.ATTRIBUTES/VARIABLE_VALUE', '');
        const verdict = verdicts[rows.verdict[row] ?? -1];
        return `${shown(variable)} <- ${tensor}: ${verdict?.text}`;
    });
}

test('a restore is a section with its variables and what none of them takes', async () => {
    const preview = await previewOf(
        `${saved}tf.train.Checkpoint(a=tf.Variable([1., 2.]), c=tf.Variable(2.)).read('own')\n`,
    );
    const section = only(preview);
    assert.equal(section.kind, 'restore');
    assert.equal(section.title, 'Read, line 3');
    assert.equal(section.outcome.tone, 'warning');
    assert.equal(
        section.outcome.headline,
        '1 of 2 variables would be restored, 1 would keep its value',
    );
    assert.deepEqual(rowsOf(preview, section), [
        'a <- a: is restored',
        'c <- : keeps its value',
        ' <- b: never read',
    ]);
    const { load, keep, neverRead, variables } = section.counts;
    assert.deepEqual(
        { load, keep, neverRead, variables },
        { load: 1, keep: 1, neverRead: 1, variables: 2 },
    );
    assert.equal(section.outcome.range?.start.line, 2);
});

test('a restore that matches nothing says that TensorFlow is silent', async () => {
    const section = only(
        await previewOf(`${saved}tf.train.Checkpoint(c=tf.Variable([1., 2.])).read('own')\n`),
    );
    assert.equal(section.outcome.tone, 'error');
    assert.equal(section.outcome.headline, 'Nothing is restored, and TensorFlow would not say so');
    assert.match(section.outcome.explanation ?? '', /'c'.*'a'/);
});

test('a restore that raises shows the exception', async () => {
    const section = only(
        await previewOf(`${saved}tf.train.Checkpoint(a=tf.Variable([1.])).read('nowhere')\n`),
    );
    assert.equal(section.outcome.headline, 'TensorFlow would stop at line 3');
    assert.match(section.outcome.exception ?? '', /^NotFoundError: .*nowhere/);
});

test('everything restored is a plain yes', async () => {
    const section = only(
        await previewOf(
            `${saved}tf.train.Checkpoint(a=tf.Variable([1., 2.]), b=tf.Variable(1.)).read('own')\n`,
        ),
    );
    assert.equal(section.outcome.tone, 'ok');
    assert.equal(section.outcome.headline, 'All 2 variables would be restored');
});

test('a program that loads nothing does not ask for a map', async () => {
    const section = only(
        await previewOf(`//- train.py
import tensorflow as tf
def restore(path):
    tf.train.Checkpoint().restore(path)
`),
    );
    assert.equal(section.outcome.headline, 'Nothing is loaded here');
});

test('a call whose map is not known says why', async () => {
    const section = only(
        await previewOf(`//- old checkpoint
v1 float32 [2]
//- train.py
import os
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
tf.get_variable('v1', [2])
tf.train.init_from_checkpoint('old', {'v1': os.environ['NAME']})
`),
    );
    assert.equal(
        section.outcome.headline,
        'Not all of it can be known without running the program',
    );
    assert.match(section.outcome.explanation ?? '', /cannot be known completely/);
});

test('calls come before restores, and the state after all calls before both', async () => {
    const { sections } = await previewOf(`//- old checkpoint
v1 float32 [2]
//- train.py
import tensorflow as tf
v1 = tf.compat.v1
with tf.Graph().as_default():
    v1.get_variable('v1', [2])
    v1.train.init_from_checkpoint('old', {'v1': 'v1'})
    v1.train.init_from_checkpoint('old', {'/': '/'})
tf.train.Checkpoint(a=tf.Variable([1., 2.])).write('own')
tf.train.Checkpoint(a=tf.Variable([1., 2.])).read('own')
`);
    assert.deepEqual(
        sections.map(({ title }) => title),
        ['After all calls', 'Call 1, line 5', 'Call 2, line 6', 'Read, line 8'],
    );
});
