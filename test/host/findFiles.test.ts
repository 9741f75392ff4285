// Discovery over a real file system: what is found, through which names, and that it always ends.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, test } from 'node:test';
import { findFiles } from '../../server/src/host/findFiles.js';
import { nodeWorkspace } from '../../server/src/host/nodeWorkspace.js';
import {
    CancellationSource,
    CancelledError,
    neverCancelled,
} from '../../server/src/workspace/cancellation.js';

const home = mkdtempSync(join(tmpdir(), 'ckptmap-find-'));
after(() => {
    rmSync(home, { recursive: true });
});

let made = 0;
/** Makes a tree: `name` is a file, `name -> target` a link. Gives its folder. */
function tree(...entries: string[]): string {
    const folder = join(home, String(made++), 'workspace');
    mkdirSync(folder, { recursive: true });
    for (const entry of entries) {
        const [name = '', target] = entry.split(' -> ');
        const path = join(folder, name);
        mkdirSync(dirname(path), { recursive: true });
        if (target === undefined) {
            writeFileSync(path, '');
        } else {
            symlinkSync(target, path);
        }
    }
    return folder;
}

async function found(folder: string, exclude: string[] = []): Promise<string[]> {
    const paths: string[] = [];
    for await (const path of nodeWorkspace.find({ folder, exclude }, neverCancelled)) {
        paths.push(relative(folder, path));
    }
    return paths.sort();
}

test('finds checkpoints, models and maps by their names, and nothing else', async () => {
    const folder = tree(
        'a.ckptmap.yaml',
        'export/fingerprint.pb',
        'export/variables/variables.index',
        'keras/config.json',
        'keras/legacy.h5',
        'keras/model.keras',
        'keras/model.weights.h5',
        'keras/other.json',
        'export/saved_model.pb',
        'graph.meta',
        'graph.pbtxt',
        'model.variables.json',
        'notes.txt',
        'old/model.ckpt',
        'runs/.hidden/model.ckpt-2.index',
        'runs/checkpoint',
        'runs/model.ckpt-1.data-00000-of-00001',
        'runs/model.ckpt-1.index',
        'v1/model.ckpt-00000-of-00002',
    );
    assert.deepEqual(await found(folder), [
        'a.ckptmap.yaml',
        'export/saved_model.pb',
        'export/variables/variables.index',
        'graph.meta',
        'graph.pbtxt',
        'keras/config.json',
        'keras/legacy.h5',
        'keras/model.keras',
        'keras/model.weights.h5',
        'model.variables.json',
        'old/model.ckpt',
        'runs/.hidden/model.ckpt-2.index',
        'runs/checkpoint',
        'runs/model.ckpt-1.index',
        'v1/model.ckpt-00000-of-00002',
    ]);
});

test('leaves out what TensorFlow is writing, and folders without data', async () => {
    const folder = tree(
        '.git/x.index',
        'lib/site-packages/y.meta',
        'node_modules/x/z.index',
        'runs/ckpt-3.index',
        'runs/ckpt-3.index.tempstate123',
        'runs/ckpt-4_temp/part-00000-of-00001.index',
        'export/temp-1732190592/saved_model.pb',
    );
    assert.deepEqual(await found(folder), ['runs/ckpt-3.index']);
});

test('folders of people whose names end like those of TensorFlow are looked through', async () => {
    const folder = tree(
        'my_temp/model.ckpt-1.index',
        'room_temp/graph.meta',
        '../data_temp/model.ckpt-2.index',
        'linked_temp -> ../data_temp',
        'temp-3/saved_model.pb',
    );
    assert.deepEqual(await found(folder), [
        'linked_temp/model.ckpt-2.index',
        'my_temp/model.ckpt-1.index',
        'room_temp/graph.meta',
        'temp-3/saved_model.pb',
    ]);
});

test('honours exclusions, of files and of folders with all they hold', async () => {
    const folder = tree('a/one.index', 'a/two.meta', 'b/c/three.index', 'd/e/four.index');
    assert.deepEqual(await found(folder, ['**/*.meta', 'b', '**/e/**']), ['a/one.index']);
});

test('exclusions hold behind links too, by the names that lead there', async () => {
    const folder = tree('../data/x/one.index', '../data/y/two.index', 'runs -> ../data');
    assert.deepEqual(await found(folder, ['runs/x']), ['runs/y/two.index']);
});

test('a linked folder is entered once, and names lead through the link', async () => {
    const folder = tree(
        '../data/big/model.index',
        'first -> ../data/big',
        'z/second -> ../../data/big',
    );
    const paths = await found(folder);
    assert.equal(paths.length, 1);
    assert.match(paths[0] ?? '', /^(first|z\/second)\/model\.index$/);
});

test('a link to a folder above another linked one gives what is new in it', async () => {
    const folder = tree(
        '../data/big/model.index',
        '../data/small/model.index',
        'a -> ../data/big',
        'b -> ../data',
    );
    const tails = (await found(folder)).map((path) => path.split('/').slice(-1)[0]);
    assert.deepEqual(tails, ['model.index', 'model.index']);
});

test('linked files are found by the name of the link', async () => {
    const folder = tree(
        '../blobs/abc',
        'snapshot/model.index -> ../../blobs/abc',
        'snapshot/lost.index -> ../../blobs/none',
    );
    assert.deepEqual(await found(folder), ['snapshot/model.index']);
});

test('loops of links end', { timeout: 5000 }, async () => {
    const folder = tree(
        'a/b/up -> ..',
        'a/b/self -> .',
        'a/b/top -> ../..',
        'a/b/above -> ../../..',
        'a/b/circle -> circle',
        'a/model.index',
        '../other/back -> ../workspace',
        '../other/again -> ../third',
        '../third/again -> ../other',
        '../third/model.index',
        'other -> ../other',
    );
    assert.deepEqual(await found(folder), ['a/model.index', 'other/again/model.index']);
});

test('a chain of links ends at some depth', { timeout: 5000 }, async () => {
    const chain = Array.from({ length: 20 }, (_, index) => [
        `../chain/${index}/model.index`,
        `../chain/${index}/next -> ../${index + 1}`,
    ]).flat();
    const folder = tree('../chain/20/model.index', ...chain, 'data -> ../chain/0');
    const paths = await found(folder);
    assert.equal(paths.length, 8);
    assert.ok(paths.includes(`data/${'next/'.repeat(7)}model.index`));
});

test('brackets and stars in folder names are just names', async () => {
    const folder = tree('[a]/x*/model.index', '../[d]/model.index', 'link -> ../[d]');
    assert.deepEqual(await found(folder), ['[a]/x*/model.index', 'link/model.index']);
});

test('folders that cannot be read are passed, and so is a folder that is not there', async () => {
    const folder = tree('locked/model.index', 'open/model.index');
    chmodSync(join(folder, 'locked'), 0);
    const paths = await found(folder);
    chmodSync(join(folder, 'locked'), 0o700);
    assert.ok(paths.includes('open/model.index'));
    assert.deepEqual(await found(join(folder, 'none')), []);
});

test('FIFOs are named, not opened', { timeout: 5000 }, async () => {
    const folder = tree('model.index');
    execFileSync('mkfifo', [join(folder, 'pipe.index')]);
    assert.deepEqual(await found(folder), ['model.index', 'pipe.index']);
});

test('a search streams, and ends when nobody wants it any more', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `d${index % 50}/f${index}.index`);
    const folder = tree(...names);
    const source = new CancellationSource();
    const search = { folder, exclude: [], wanted: () => true };
    let count = 0;
    await assert.rejects(async () => {
        for await (const path of findFiles(search, source.token)) {
            assert.match(path, /\.index$/);
            if (++count === 10) {
                source.cancel();
            }
        }
    }, CancelledError);
    assert.equal(count, 10);
});
