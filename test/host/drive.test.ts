// The host over a real file system: what is read, what is never read, and how it stops.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { drive } from '../../server/src/host/drive.js';
import { nodeFiles } from '../../server/src/host/nodeFiles.js';
import { CancellationSource, CancelledError } from '../../server/src/workspace/cancellation.js';
import { list, pause, read, stat, type Reading } from '../../server/src/util/reading.js';

const folder = mkdtempSync(join(tmpdir(), 'ckptmap-host-'));
const at = (name: string) => join(folder, name);
after(() => {
    rmSync(folder, { recursive: true });
});

writeFileSync(at('ten'), '0123456789');
symlinkSync(at('ten'), at('link'));
symlinkSync(at('loop'), at('loop'));

test('a file is read whole, in ranges, and no further than its end', async () => {
    const text = async (offset?: number, length?: number) => {
        const answer = await drive(read(at('ten'), offset, length));
        assert.equal(answer.kind, 'bytes');
        return Buffer.from(answer.bytes).toString();
    };
    assert.equal(await text(), '0123456789');
    assert.equal(await text(3, 4), '3456');
    assert.equal(await text(8, 100), '89');
    assert.equal(await text(50, 1), '');
});

test('links are followed, and links in a circle are a reason', async () => {
    const linked = await drive(stat(at('link')));
    assert.ok(linked.kind === 'file' && linked.size === 10 && linked.modified !== undefined);
    assert.deepEqual(await drive(stat(at('loop'))), {
        kind: 'other',
        reason: 'its links lead in a circle',
    });
    assert.deepEqual(await drive(read(at('loop'))), {
        kind: 'unreadable',
        reason: 'its links lead in a circle',
    });
});

test('what is missing is missing, whatever the way', async () => {
    for (const path of [at('no'), at('no/no'), at('ten/below'), at('x'.repeat(300)), at('a\0b')]) {
        assert.deepEqual(await drive(stat(path)), { kind: 'missing' }, path);
        assert.deepEqual(await drive(read(path)), { kind: 'missing' }, path);
        assert.deepEqual(await drive(list(path)), [], path);
    }
});

test('a directory is listed and not read', async () => {
    assert.deepEqual(await drive(stat(folder)), { kind: 'directory' });
    assert.deepEqual([...(await drive(list(folder)))].sort(), ['link', 'loop', 'ten']);
    assert.deepEqual(await drive(read(folder)), {
        kind: 'unreadable',
        reason: 'it is a directory',
    });
});

test('FIFOs, sockets and devices are never read, and never block', { timeout: 5000 }, async () => {
    const expected: [string, string][] = [['/dev/zero', 'a character device']];
    for (let index = 0; index < 6; index++) {
        execFileSync('mkfifo', [at(`fifo${index}.index`)]);
        expected.push([at(`fifo${index}.index`), 'a FIFO']);
    }
    symlinkSync('/dev/zero', at('zero.index'));
    expected.push([at('zero.index'), 'a character device']);
    await Promise.all(
        expected.map(async ([path, kind]) => {
            const reason = `it is ${kind}`;
            assert.deepEqual(await drive(stat(path)), { kind: 'other', reason });
            assert.deepEqual(await drive(read(path)), { kind: 'unreadable', reason });
        }),
    );

    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
    assert.deepEqual(await drive(stat(at('socket'))), { kind: 'other', reason: 'it is a socket' });
    assert.equal((await drive(read(at('socket')))).kind, 'unreadable');
    server.close();
});

test('no more than the limit is brought into memory, and ranges of a large file are', async () => {
    writeFileSync(at('sparse'), '');
    truncateSync(at('sparse'), 3 * 1024 ** 3);
    assert.deepEqual(await drive(read(at('sparse'))), {
        kind: 'unreadable',
        reason: 'it has 3072 MiB, and at most 512 MiB are read at once',
    });
    const end = await drive(read(at('sparse'), 3 * 1024 ** 3 - 5, 100));
    assert.deepEqual(end.kind === 'bytes' && end.bytes.length, 5);

    const small = { files: () => nodeFiles(4) };
    assert.equal((await drive(read(at('ten'), 0, 4), small)).kind, 'bytes');
    assert.equal((await drive(read(at('ten'), 0, 5), small)).kind, 'unreadable');
});

test('ranges of one reading come from one file, also while another takes its place', async () => {
    writeFileSync(at('changing'), 'old old old');
    const answers = await drive(
        (function* (): Reading<string[]> {
            const first = yield* read(at('changing'), 0, 4);
            rmSync(at('changing'));
            writeFileSync(at('changing'), 'new new new');
            const second = yield* read(at('changing'), 4, 4);
            return [first, second].map((each) =>
                each.kind === 'bytes' ? Buffer.from(each.bytes).toString() : each.kind,
            );
        })(),
    );
    assert.deepEqual(answers, ['old ', 'old ']);
});

function* work(milliseconds: number, onEnd?: () => void): Reading<string> {
    try {
        const began = performance.now();
        while (performance.now() - began < milliseconds) {
            yield* pause(performance.now() - began, milliseconds);
        }
        return 'done';
    } finally {
        onEnd?.();
    }
}

test('other work runs during a long computation, which reports how far it has come', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const reports: number[] = [];
    const value = await drive(work(500), {
        onProgress: (done, total) => {
            reports.push(done / total);
        },
    });
    clearInterval(timer);
    assert.equal(value, 'done');
    assert.ok(10 < turns, `${turns} turns`);
    assert.ok(2 <= reports.length && reports.length <= 5, `${reports.length} reports`);
    assert.deepEqual(
        reports,
        reports.toSorted((left, right) => left - right),
    );
});

test('a cancelled reading ends, and cleans up', async () => {
    let ended = false;
    const source = new CancellationSource();
    setTimeout(() => {
        source.cancel();
    }, 30);
    const began = performance.now();
    await assert.rejects(
        drive(
            work(5000, () => (ended = true)),
            { token: source.token },
        ),
        CancelledError,
    );
    assert.ok(performance.now() - began < 1000);
    assert.ok(ended);
});
