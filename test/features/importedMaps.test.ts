// Programs whose map is written in a module that they import: places name that module's file, and
// what the editor underlines is where the program itself leads there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planJson } from '../../server/src/loadPlan/planJson.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { openFixture, type OpenFixture } from '../support/service.js';

const program = `//- old checkpoint
old/w float32 [2]
//- helper.py
import tensorflow.compat.v1 as tf


def load(path, scope):
    tf.train.init_from_checkpoint(path, {'old/': scope})
//- train.py
# Loads by init_from_checkpoint, as the helper does it.
import helper
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
tf.get_variable('new/w', [2])
helper.load('old', 'nwe/')  # the typo
helper.load('old', 'new/')
`;

async function opened(): Promise<OpenFixture> {
    return openFixture(program);
}

test('a finding in an imported module is underlined where the program leads there', async () => {
    const { service, document } = await opened();
    const [diagnostic, ...others] = await service.diagnostics(document, neverCancelled);
    assert.deepEqual(others, []);
    assert.equal(diagnostic?.code, 'scope.matches-nothing');
    assert.deepEqual(diagnostic.range.start, { line: 5, character: 0 });
    assert.deepEqual(diagnostic.range.end, {
        line: 5,
        character: "helper.load('old', 'nwe/')".length,
    });
    const [related] = diagnostic.relatedInformation ?? [];
    assert.match(related?.location.uri ?? '', /\/helper\.py$/);
    assert.equal(related?.location.range.start.line, 4);
    assert.deepEqual(Object.keys(related?.location.range.start ?? {}), ['line', 'character']);
});

test('the preview leads into the imported module', async () => {
    const { service, document } = await opened();
    const preview = await service.preview(document.uri, neverCancelled);
    assert.deepEqual(
        preview?.sections.map(({ title }) => title),
        ['After all calls', 'Call 1, helper.py, line 5', 'Call 2, helper.py, line 5'],
    );
    const start = preview?.sections[1]?.entries[0]?.range.start;
    assert.match(start?.file ?? '', /\/helper\.py$/);
    assert.equal(start?.line, 4);
});

test('places of the plan name the file that they are in', async () => {
    const { session, document } = await opened();
    const { plan, lines } = await session.plan(document, neverCancelled);
    const { calls, diagnostics } = planJson({
        file: 'train.py',
        text: document.getText(),
        places: lines,
        plan,
        findings: plan.findings,
    });
    for (const { at, entries, assignments } of calls) {
        assert.match(at?.file ?? '', /\/helper\.py$/);
        assert.deepEqual({ line: at?.line, character: at?.character }, { line: 4, character: 4 });
        assert.match(entries[0]?.file ?? '', /\/helper\.py$/);
        assert.equal(entries[0]?.line, 4);
        assignments.forEach(({ rule }) => {
            assert.match(rule.file ?? '', /\/helper\.py$/);
        });
    }
    assert.match(diagnostics[0]?.range.start.file ?? '', /\/helper\.py$/);
});

test('a comment in the program silences what a module’s map does', async () => {
    const { session, service } = await opened();
    const silenced = program
        .slice(program.indexOf('# Loads by'))
        .replace('# the typo', '# ckptmap-ignore scope.matches-nothing: on purpose');
    const document = session.open('file:///w/other.py', 'python', 1, silenced);
    const found = await service.diagnostics(document, neverCancelled);
    assert.deepEqual(
        found.map(({ code }) => code),
        [],
    );
});
