// The benchmarks run, each to its end and with the numbers that its page promises. How fast they
// are is no test's business: that depends on the machine, and is what they are there to say.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/repository.js';
import type { Result } from './benchmark.js';
import { runBench } from './runBench.js';

async function said(...args: readonly string[]): Promise<string> {
    let text = '';
    await runBench(args, (piece) => {
        text += piece;
    });
    return text;
}

test('every benchmark runs, and says how long both took', async () => {
    const python = join(root, 'test/fixtures/programs/ema');
    const args = ['--size', 'tiny', '--rounds', '1', '--json', '--python', python];
    const { results } = JSON.parse(await said(...args)) as { readonly results: readonly Result[] };
    const names = results.map(({ name }) => name);
    for (const name of [
        'scan/generated',
        'scan/folder',
        'evaluate/page',
        'evaluate/bert-layers',
        'import/tensorflow',
        'parse/long-file',
        'open/20-tensors',
        'graph/meta',
        'plan/scope',
        'check/scope',
    ]) {
        assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
    }
    for (const { name, ratio, measured, floor } of results) {
        assert.ok(0 < ratio && Number.isFinite(ratio), name);
        assert.ok(measured.minimum <= measured.median && floor.minimum <= floor.median, name);
    }
});

test('a name chooses, and a wrong word is refused', async () => {
    const text = await said('graph/', '--size', 'tiny', '--rounds', '1');
    assert.match(
        text,
        /^graph\/meta {2}[\d.,]+ x; fastest [\d.,]+ x, processor [\d.,]+ x {2}\(10 variables in \d+ bytes\)\n/,
    );
    assert.match(await said('--list', 'plan/'), /^plan\/scope: /);
    await assert.rejects(said('no-such-name'), /no benchmark's name holds 'no-such-name'/);
    await assert.rejects(said('--size', 'huge'), /found --size huge/);
});
