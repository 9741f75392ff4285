// Progress is shown where work lasts, and cancels it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from 'vscode-languageserver';
import { withProgress } from '../../server/src/lsp/progress.js';
import { CancellationSource, neverCancelled } from '../../server/src/workspace/cancellation.js';

/** A client's window that writes down what it is told. */
function fakeWindow() {
    const shown: unknown[][] = [];
    const user = new CancellationSource();
    let created: (() => void) | undefined;
    const begun = new Promise<void>((resolve) => {
        created = resolve;
    });
    const reporter = {
        token: user.token,
        begin: (...told: unknown[]) => {
            shown.push(['begin', ...told]);
            created?.();
        },
        report: (...told: unknown[]) => shown.push(['report', ...told]),
        done: () => shown.push(['done']),
    };
    const connection = {
        window: { createWorkDoneProgress: () => Promise.resolve(reporter) },
    } as unknown as Connection;
    return { connection, shown, user, begun };
}

test('work that is over soon shows nothing', async () => {
    const { connection, shown } = fakeWindow();
    const options = { title: 'Reading', supported: true };
    const result = await withProgress(
        connection,
        options,
        (report) => {
            report(1, 2, '1 of 2');
            return Promise.resolve('done');
        },
        neverCancelled,
    );
    assert.equal(result, 'done');
    assert.deepEqual(shown, []);
});

test('work that lasts begins with where it is, reports and ends', async () => {
    const { connection, shown, begun } = fakeWindow();
    const options = { title: 'Reading', supported: true, patience: 0 };
    await withProgress(
        connection,
        options,
        async (report) => {
            report(1, 4, '1 of 4');
            await begun;
            report(2, 4, '2 of 4');
        },
        neverCancelled,
    );
    assert.deepEqual(shown, [
        ['begin', 'Reading', 25, '1 of 4', true],
        ['report', 50, '2 of 4'],
        ['done'],
    ]);
});

test('the user cancels the work', async () => {
    const { connection, user, begun } = fakeWindow();
    const options = { title: 'Reading', supported: true, patience: 0 };
    await withProgress(
        connection,
        options,
        async (_, token) => {
            await begun;
            assert.equal(token.isCancellationRequested, false);
            user.cancel();
            assert.equal(token.isCancellationRequested, true);
        },
        neverCancelled,
    );
});

test('a client that shows no progress is not asked to', async () => {
    const { connection, shown } = fakeWindow();
    const options = { title: 'Reading', supported: false, patience: 0 };
    await withProgress(
        connection,
        options,
        () => new Promise((resolve) => setTimeout(resolve, 5)),
        neverCancelled,
    );
    assert.deepEqual(shown, []);
});
