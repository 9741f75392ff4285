// A memo runs its computation once for all who wait, and never keeps what went wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
    CancellationSource,
    CancelledError,
    neverCancelled,
    type CancellationToken,
} from '../../server/src/workspace/cancellation.js';
import { Memo } from '../../server/src/workspace/memo.js';

/** A computation that ends when the test says so, and tells how often it ran and was cancelled. */
function controlled() {
    const runs: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
    const tokens: CancellationToken[] = [];
    const memo = new Memo<string>(
        (token) =>
            new Promise((resolve, reject) => {
                runs.push({ resolve, reject });
                tokens.push(token);
                token.onCancellationRequested(() => {
                    reject(new CancelledError());
                });
            }),
    );
    return { memo, runs, tokens };
}

test('the value is computed once, however many wait for it', async () => {
    const { memo, runs } = controlled();
    const waiting = [memo.get(neverCancelled), memo.get(neverCancelled)];
    assert.equal(memo.isRunning, true);
    runs[0]?.resolve('value');
    assert.deepEqual(await Promise.all(waiting), ['value', 'value']);
    assert.equal(await memo.get(neverCancelled), 'value');
    assert.equal(runs.length, 1);
    assert.equal(memo.peek(), 'value');
});

test('a failure reaches all who wait, and is not kept', async () => {
    const { memo, runs } = controlled();
    const waiting = [memo.get(neverCancelled), memo.get(neverCancelled)];
    runs[0]?.reject(new Error('broken'));
    const results = await Promise.allSettled(waiting);
    assert.deepEqual(
        results.map(({ status }) => status),
        ['rejected', 'rejected'],
    );
    const again = memo.get(neverCancelled);
    runs[1]?.resolve('mended');
    assert.equal(await again, 'mended');
});

test('the work goes on while anybody waits, and stops with the last', async () => {
    const { memo, tokens, runs } = controlled();
    const [first, second] = [new CancellationSource(), new CancellationSource()];
    const waiting = [memo.get(first.token), memo.get(second.token)];
    first.cancel();
    await assert.rejects(waiting[0] ?? Promise.resolve(), CancelledError);
    assert.equal(tokens[0]?.isCancellationRequested, false);
    second.cancel();
    await assert.rejects(waiting[1] ?? Promise.resolve(), CancelledError);
    assert.equal(tokens[0]?.isCancellationRequested, true);

    const again = memo.get(neverCancelled);
    runs[1]?.resolve('anew');
    assert.equal(await again, 'anew');
});

test('what is invalidated while it is computed is computed again for those who wait', async () => {
    const { memo, runs, tokens } = controlled();
    const waiting = memo.get(neverCancelled);
    memo.invalidate();
    assert.equal(tokens[0]?.isCancellationRequested, true);
    await new Promise((resolve) => setImmediate(resolve));
    runs[1]?.resolve('fresh');
    assert.equal(await waiting, 'fresh');
});

test('an invalidated value is computed again when it is wanted, and not before', async () => {
    const { memo, runs } = controlled();
    const first = memo.get(neverCancelled);
    runs[0]?.resolve('old');
    await first;
    memo.invalidate();
    assert.equal(memo.peek(), undefined);
    assert.equal(runs.length, 1);
    const second = memo.get(neverCancelled);
    runs[1]?.resolve('new');
    assert.equal(await second, 'new');
});

test('who comes with a cancelled token starts nothing', async () => {
    const { memo, runs } = controlled();
    const source = new CancellationSource();
    source.cancel();
    await assert.rejects(memo.get(source.token), CancelledError);
    assert.equal(runs.length, 0);
});
