// What was read stays until a file changes that it depends on.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { SourceCache } from '../../server/src/workspace/sourceCache.js';

interface Value {
    readonly dependencies: readonly string[];
    readonly text: string;
}

function cacheOf(capacity = 8) {
    const reads: string[] = [];
    const state = { fingerprint: 'a', onRead: (_: string): void => undefined };
    const cache = new SourceCache<Value>(
        (argument, folders) => {
            const path = `${folders[0] ?? ''}/${argument}`;
            reads.push(path);
            state.onRead(path);
            const dependencies = [`${path}.index`, `${path}.data-00000-of-00001`];
            return Promise.resolve({ dependencies, text: `${argument} ${reads.length}` });
        },
        { capacity, fingerprint: () => Promise.resolve(state.fingerprint) },
    );
    const get = async (argument: string, folder = '/w') =>
        (await cache.get(argument, [folder], neverCancelled)).text;
    return { cache, get, reads, state };
}

test('one argument in one folder is read once', async () => {
    const { get, reads } = cacheOf();
    assert.equal(await get('m'), await get('m'));
    await get('m', '/other');
    assert.deepEqual(reads, ['/w/m', '/other/m']);
});

const touching: readonly (readonly [string, boolean])[] = [
    ['/w/m.index', true],
    ['/w/m.data-00000-of-00001', true],
    ['/w', true],
    ['/w/m.index.bak', false],
    ['/w/n.index', false],
    ['/wide/m.index', false],
];
for (const [path, drops] of touching) {
    test(`a change of ${path} ${drops ? 'drops' : 'keeps'} what was read`, async () => {
        const { cache, get, reads } = cacheOf();
        await get('m');
        assert.equal(cache.filesChanged([path]), drops);
        await get('m');
        assert.equal(reads.length, drops ? 2 : 1);
    });
}

test('what changes while it is read is read again before anybody sees it', async () => {
    const { cache, get, reads, state } = cacheOf();
    state.onRead = () => {
        if (reads.length === 1) {
            cache.filesChanged(['/w/m.index']);
        }
    };
    assert.equal(await get('m'), 'm 2');
});

test('a file that never rests is given up on, with the last that was read', async () => {
    const { cache, get, reads, state } = cacheOf();
    state.onRead = () => {
        cache.filesChanged(['/w/m.index']);
    };
    assert.equal(await get('m'), 'm 3');
    assert.equal(reads.length, 3);
});

test('a change that nobody announced is found by looking', async () => {
    const { cache, get, state } = cacheOf();
    await get('m');
    assert.equal(await cache.revalidate(neverCancelled), false);
    state.fingerprint = 'b';
    assert.equal(await cache.revalidate(neverCancelled), true);
    assert.equal(await get('m'), 'm 2');
    assert.equal(await cache.revalidate(neverCancelled), false);
});

test('the value that was not wanted for the longest time goes first', async () => {
    const { get, reads } = cacheOf(2);
    await get('a');
    await get('b');
    await get('a');
    await get('c');
    await get('a');
    assert.deepEqual(reads, ['/w/a', '/w/b', '/w/c']);
    await get('b');
    assert.equal(reads.at(-1), '/w/b');
});
