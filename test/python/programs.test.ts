// The evaluator against CPython, without CPython: programs and answers that were recorded. Those of
// `disagreements.jsonl` are what the oracle (oracle.ts) once found wrong, each with its title.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
    disagreements,
    evaluateSource,
    loadEvaluator,
    type RecordedProgram,
} from '../support/pythonPrograms.js';
import { textOf } from '../support/repository.js';

const evaluator = await loadEvaluator();

function recorded(file: string): readonly RecordedProgram[] {
    return textOf(`test/recorded/python/${file}`)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as RecordedProgram);
}

for (const program of recorded('disagreements.jsonl')) {
    test(program.id, () => {
        const answer = evaluateSource(evaluator, program.source);
        assert.deepEqual(disagreements(program, answer), []);
    });
}

for (const program of recorded('library.jsonl')) {
    test(`${program.id}: nine of ten claims are known`, () => {
        const answer = evaluateSource(evaluator, program.source);
        assert.deepEqual(disagreements(program, answer), []);
        const known = answer.claims.filter((claim) => claim !== undefined).length;
        assert.ok(0.9 * (program.runs[0]?.claims.length ?? 0) <= known, answer.reasons.join('; '));
    });
}

test('what is known of random programs is what CPython computes, and most of it is known', (t) => {
    let [known, made] = [0, 0];
    for (const program of recorded('sample.jsonl')) {
        const answer = evaluateSource(evaluator, program.source);
        assert.deepEqual(disagreements(program, answer), [], `${program.id}\n${program.source}`);
        known += answer.claims.filter((claim) => claim !== undefined).length;
        made += program.runs[0]?.claims.length ?? 0;
    }
    t.diagnostic(`${known} of ${made} claims known`);
    assert.ok(0.85 * made < known, `${known} of ${made} claims known`);
});

test('a wrong claim, a missing one and a wrong end are found', () => {
    const program = (claims: readonly string[], ends: [string, string] | null) => ({
        id: 'made up',
        source: '',
        inputs: [],
        runs: [{ claims, ends }],
    });
    const source = "claims = []\nclaims.append(repr(1))\nclaims.append('x')\n";
    const answer = evaluateSource(evaluator, source);
    assert.deepEqual(answer, { claims: ['1', 'x'], more: false, ends: null, reasons: [] });
    const count = (...given: Parameters<typeof program>) =>
        disagreements(program(...given), answer).length;
    assert.equal(count(['1', 'x'], null), 0);
    assert.equal(count(['2', 'x'], null), 1);
    assert.equal(count(['1', 'x', '3'], null), 1);
    assert.equal(count(['1'], null), 2);
    assert.equal(count(['1', 'x'], ['ValueError', '']), 1);
});

test('what depends on something unknown is not claimed', () => {
    const source = 'import elsewhere\nclaims = [repr(elsewhere.x), repr(2)]\n';
    const { claims } = evaluateSource(evaluator, source);
    assert.deepEqual(claims, [undefined, '2']);
});
