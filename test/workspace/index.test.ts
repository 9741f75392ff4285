// The index: an open map first, the rest when nobody waits; kept current while files change.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import {
    CancellationSource,
    CancelledError,
    neverCancelled,
} from '../../server/src/workspace/cancellation.js';
import type { FileChange } from '../../server/src/workspace/workspace.js';
import { writeBundle } from '../support/bundleWriter.js';
import { completionAt, diagnosticsOf } from '../support/checkFeatures.js';
import { openFixture, type OpenFixture } from '../support/service.js';

const map = `
//- model.variables.json model
net/w float32 [2]
//- mine/model.ckpt-1 checkpoint
old/w float32 [2]
//- init.ckptmap.yaml
checkpoint: mine/model.ckpt-1
model: model.variables.json
assignment_map:
  old/w: $0
`;

function codes(found: readonly { readonly code?: unknown }[]): readonly unknown[] {
    return found.map(({ code }) => code);
}

function change(kind: FileChange['kind'], ...paths: readonly string[]): readonly FileChange[] {
    return paths.map((path) => ({ path, kind }));
}

/** Waits until files have settled and what follows from it is done. */
async function settled({ session, changes }: OpenFixture, since: number): Promise<void> {
    for (let turn = 0; turn < 2000 && changes() === since; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(since < changes(), 'no change was told');
    await session.checkpoints.readAll(() => undefined, neverCancelled);
}

function write(open: OpenFixture, prefix: string, tensors: string): readonly string[] {
    const files = writeBundle(prefix, tensors);
    files.forEach((bytes, path) => {
        open.workspace.write(path, bytes);
    });
    return [...files.keys()];
}

test('2,000 checkpoints do not delay the first completion of an open map', async () => {
    const open = await openFixture(map);
    const bytes = writeBundle('/w/x', 'w float32 [2]').get('/w/x.index') ?? new Uint8Array();
    for (let step = 0; step < 2000; step++) {
        open.workspace.write(`/w/runs/${step}/model.ckpt.index`, bytes);
    }
    const events: string[] = [];
    let reported = [0, 0];
    const indexing = open.session
        .indexWorkspace((done, total) => {
            reported = [done, total];
        }, neverCancelled)
        .then(() => events.push('indexed'));
    // The scan is on its way when the question comes.
    await new Promise((resolve) => setImmediate(resolve));
    const list = await completionAt(open);
    events.push('completed');
    assert.equal(list.items[0]?.label, 'net/w');
    const others = new Set(open.workspace.reads.filter((path) => path.startsWith('/w/runs/')));
    assert.ok(others.size <= 1, `${others.size} other checkpoints were read before the answer`);

    const ownReads = () => open.workspace.reads.filter((path) => path.includes('mine')).length;
    const before = ownReads();
    await indexing;
    assert.deepEqual(events, ['completed', 'indexed']);
    assert.deepEqual(reported, [2001, 2001]);
    assert.equal(ownReads(), before, 'the map’s own checkpoint was read a second time');
    assert.equal([...open.session.checkpoints.known()].length, 2001);
});

test('the index is given up when it is cancelled', async () => {
    const open = await openFixture(map);
    for (let step = 0; step < 50; step++) {
        write(open, `/w/runs/${step}/model.ckpt`, 'w float32 [2]');
    }
    const source = new CancellationSource();
    const indexing = open.session.indexWorkspace((done) => {
        if (done === 3) {
            source.cancel();
        }
    }, source.token);
    await assert.rejects(indexing, CancelledError);
    const known = [...open.session.checkpoints.known()];
    assert.equal(known.filter(({ summary }) => summary !== undefined).length, 3);
});

test('a checkpoint that is written again is read again, and maps are told', async () => {
    const open = await openFixture(map.replace('$0', 'net/w'), { indexed: true });
    assert.ok(!codes(await diagnosticsOf(open)).includes('shape.mismatch'));
    const since = open.changes();
    const paths = write(open, '/w/mine/model.ckpt-1', 'old/w float32 [3]');
    open.session.filesChanged(change('changed', ...paths));
    assert.ok(
        !codes(await diagnosticsOf(open)).includes('shape.mismatch'),
        'not before it settles',
    );
    await settled(open, since);
    assert.ok(codes(await diagnosticsOf(open)).includes('shape.mismatch'));
});

test('a checkpoint that a map names before it exists is found when it is made', async () => {
    const open = await openFixture(map.replace('ckpt-1\nmodel:', 'ckpt-2\nmodel:'));
    assert.ok(codes(await diagnosticsOf(open)).includes('checkpoint.not-found'));
    const since = open.changes();
    const paths = write(open, '/w/mine/model.ckpt-2', 'old/w float32 [2]');
    open.session.filesChanged(change('created', ...paths));
    await settled(open, since);
    assert.ok(!codes(await diagnosticsOf(open)).includes('checkpoint.not-found'));
});

test('a folder that is deleted takes its checkpoints along', async () => {
    const open = await openFixture(map, { indexed: true });
    await diagnosticsOf(open);
    const since = open.changes();
    open.workspace.delete('/w/mine');
    open.session.filesChanged(change('deleted', '/w/mine'));
    await settled(open, since);
    assert.ok(codes(await diagnosticsOf(open)).includes('checkpoint.not-found'));
    assert.deepEqual([...open.session.checkpoints.known()], []);
});

test('a folder that is moved into the workspace is looked through', async () => {
    const open = await openFixture(map, { indexed: true });
    const since = open.changes();
    write(open, '/w/moved/deep/model.ckpt-7', 'w float32 [2]');
    open.session.filesChanged(change('created', '/w/moved'));
    await settled(open, since);
    assert.ok(
        [...open.session.checkpoints.known()].some(
            ({ argument, summary }) =>
                argument === '/w/moved/deep/model.ckpt-7' && summary?.tensors === 1,
        ),
    );
});

test('files that TensorFlow has not finished are not looked at', async () => {
    const open = await openFixture(map, { indexed: true });
    const since = open.changes();
    const paths = write(open, '/w/mine/model.ckpt-2_temp/part-00000-of-00001', 'w float32 [2]');
    open.session.filesChanged(change('created', ...paths));
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(open.changes(), since);
    assert.equal([...open.session.checkpoints.known()].length, 1);
});

test('what is only called like a V1 checkpoint is offered once its footer says so', async () => {
    const open = await openFixture(
        `
//- real.ckpt v1
w float32 [2]
//- not.ckpt
just text
//- notes.ckpt.txt
just text
${map.slice(1)}`,
        { indexed: true },
    );
    assert.deepEqual([...open.session.checkpoints.known()].map(({ argument }) => argument).sort(), [
        '/w/mine/model.ckpt-1',
        '/w/real.ckpt',
    ]);
});

test('a file called config.json is a model once its first bytes say so', async () => {
    const config = '{"class_name": "Functional", "config": {"name": "m"}}';
    const open = await openFixture(
        `
//- a/config.json
${config}
//- b/config.json
{"class_name": "no model"}
${map.slice(1)}`,
        { indexed: true },
    );
    const known = () => open.session.models.known().filter((path) => path.endsWith('config.json'));
    assert.deepEqual(known(), ['/w/a/config.json']);
    const since = open.changes();
    open.workspace.write('/w/a/config.json', '{}');
    open.workspace.write('/w/b/config.json', config);
    open.workspace.write('/w/c/config.json', config);
    open.session.filesChanged([
        ...change('changed', '/w/a/config.json', '/w/b/config.json'),
        ...change('created', '/w/c/config.json'),
    ]);
    await settled(open, since);
    for (let turn = 0; turn < 200 && known().length < 2; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
    }
    assert.deepEqual(known(), ['/w/b/config.json', '/w/c/config.json']);
});

test('the text of an open variables file wins over the disk, until it is closed', async () => {
    const open = await openFixture(map.replace('$0', 'net/w'));
    assert.ok(!codes(await diagnosticsOf(open)).includes('variable.not-found'));
    const uri = 'file:///w/model.variables.json';
    const file = open.fixture.files.find(({ path }) => path === '/w/model.variables.json');
    open.session.open(uri, 'json', 1, String(file?.content).replace('net/w', 'net/v'));
    assert.ok(codes(await diagnosticsOf(open)).includes('variable.not-found'));
    open.session.close(uri);
    assert.ok(!codes(await diagnosticsOf(open)).includes('variable.not-found'));
});

test('a path is looked up beside the file first, then from its folder of the workspace', async () => {
    const source = (name: string) => `
//- model.ckpt checkpoint
outer float32 [2]
//- sub/${name}.ckpt checkpoint
inner float32 [2]
//- sub/init.ckptmap.yaml
checkpoint: model.ckpt
assignment_map:
  $0
`;
    const labels = async (name: string) =>
        (await completionAt(await openFixture(source(name)))).items.map(({ label }) => label);
    assert.deepEqual(await labels('model'), ['inner', '/']);
    assert.deepEqual(await labels('other'), ['outer', '/']);
});

test('a second folder of the workspace has its own checkpoints, and takes them along', async () => {
    const open = await openFixture(map);
    write(open, '/second/model.ckpt-9', 'w float32 [2]');
    open.session.setFolders(['/w', '/second']);
    await open.session.indexWorkspace(() => undefined, neverCancelled);
    const known = () => [...open.session.checkpoints.known()].map(({ argument }) => argument);
    assert.deepEqual(known(), ['/w/mine/model.ckpt-1', '/second/model.ckpt-9']);
    open.session.setFolders(['/w']);
    assert.deepEqual(known(), ['/w/mine/model.ckpt-1']);
});

test('the preview of a map that is not open is made from the disk', async () => {
    const open = await openFixture(map.replace('$0', 'net/w'));
    const { uri } = open.document;
    open.session.close(uri);
    const preview = await open.service.preview(uri, neverCancelled);
    assert.equal(preview?.version, null);
    assert.equal(preview?.sections[0]?.counts.load, 1);
    assert.equal(await open.service.preview('file:///w/none.ckptmap.yaml', neverCancelled), null);
});

test('a checkpoint that nobody watches is found changed by looking', async () => {
    const open = await openFixture(map.replace('$0', 'net/w'));
    assert.ok(!codes(await diagnosticsOf(open)).includes('shape.mismatch'));
    const since = open.changes();
    write(open, '/w/mine/model.ckpt-1', 'old/w float32 [3]');
    open.session.lookAround();
    assert.equal(open.changes(), since, 'it was looked at a moment ago');
    const now = performance.now();
    const later = mock.method(performance, 'now', () => now + 60_000);
    open.session.lookAround();
    later.mock.restore();
    await settled(open, since);
    assert.ok(codes(await diagnosticsOf(open)).includes('shape.mismatch'));
});

test('a map whose preview was made from the disk is read again when it changes there', async () => {
    const open = await openFixture(map.replace('$0', 'net/w'));
    const { uri } = open.document;
    open.session.close(uri);
    await open.service.preview(uri, neverCancelled);
    const since = open.changes();
    open.workspace.write('/w/init.ckptmap.yaml', open.document.getText().replace('net/w', 'net/v'));
    open.session.filesChanged(change('changed', '/w/init.ckptmap.yaml'));
    await settled(open, since);
    const preview = await open.service.preview(uri, neverCancelled);
    assert.equal(preview?.sections[0]?.counts.load, 0);
});

test('what the user hides is not indexed, when it is made either', async () => {
    const open = await openFixture(map, { excluded: ['**/secret'], indexed: true });
    const since = open.changes();
    const hidden = write(open, '/w/secret/a.ckpt', 'w float32 []');
    const deeper = write(open, '/w/moved/secret/b.ckpt', 'w float32 []');
    write(open, '/w/moved/c.ckpt', 'w float32 []');
    open.session.filesChanged(change('created', ...hidden, ...deeper, '/w/moved'));
    await settled(open, since);
    assert.deepEqual(
        [...open.session.checkpoints.known()].map(({ argument }) => argument),
        ['/w/mine/model.ckpt-1', '/w/moved/c.ckpt'],
    );
});
