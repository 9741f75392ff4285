// Files that are looked at while they are being written, on a real disk: a problem with the reason in
// place of an exception, and once the watcher tells of the rest, everything is right.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { nodeWorkspace } from '../../server/src/host/nodeWorkspace.js';
import { createLanguageService } from '../../server/src/languageService.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { uriOfPath } from '../../server/src/workspace/paths.js';
import { WorkspaceSession } from '../../server/src/workspace/session.js';
import { defaultSettings } from '../../server/src/workspace/settings.js';
import { stateFile, writeBundle, writeV1 } from '../support/bundleWriter.js';
import { messageOf } from '../support/checkFeatures.js';
import { richStyle } from '../support/service.js';

const home = mkdtempSync(join(tmpdir(), 'ckptmap-half-'));
after(() => {
    rmSync(home, { recursive: true });
});

const tensors = 'w float32 [2]';
const bundle = writeBundle('ckpt-1', tensors);
const part = (name: string) => bundle.get(name) ?? new Uint8Array(0);
const model = (name: string) => readFileSync(`test/fixtures/models/training_folder/${name}`);
const keras = (name: string) => readFileSync(`test/fixtures/keras/${name}`);

interface Case {
    /** What is being written, of the files below. */
    readonly name: string;
    readonly files: Readonly<Record<string, Uint8Array>>;
    /** The lines of the map that name it. */
    readonly lines: string;
    /** What is said while it is not whole. */
    readonly code: string;
    readonly said: RegExp;
    /** How much of it is there; the half where nothing is said. */
    readonly length?: number;
}

const whole = {
    'ckpt-1.index': part('ckpt-1.index'),
    'ckpt-1.data-00000-of-00001': part('ckpt-1.data-00000-of-00001'),
};
const ofModel = (name: string, bytes: Uint8Array, said: RegExp, argument = name): Case => ({
    name,
    files: { [name]: bytes },
    lines: `model: ${argument}`,
    code: 'model.unreadable',
    said,
});
const cases: readonly Case[] = [
    {
        name: 'ckpt-1.index',
        files: whole,
        lines: 'checkpoint: ckpt-1',
        code: 'checkpoint.corrupt',
        said: /not an sstable|too short/,
    },
    {
        name: 'ckpt-1.data-00000-of-00001',
        files: whole,
        lines: 'checkpoint: ckpt-1',
        code: 'checkpoint.truncated-shard',
        said: /4 bytes/,
    },
    {
        name: 'ckpt-1.data-00000-of-00001',
        files: whole,
        lines: 'checkpoint: ckpt-1',
        code: 'checkpoint.truncated-shard',
        said: /0 bytes/,
        length: 0,
    },
    {
        name: 'checkpoint',
        files: { ...whole, checkpoint: stateFile('ckpt-1') },
        lines: 'checkpoint: .',
        code: 'checkpoint.not-found',
        said: /TensorFlow ignores '.\/checkpoint', because the quote is missing/,
        length: 27,
    },
    {
        name: 'old.ckpt',
        files: { 'old.ckpt': writeV1(tensors) },
        lines: 'checkpoint: old.ckpt',
        code: 'checkpoint.corrupt',
        said: /This is not a checkpoint/,
    },
    ofModel('m.meta', model('model.ckpt-7.meta'), /'m.meta' cannot be read: /),
    ofModel('graph.pb', model('graph.pb'), /'graph.pb' cannot be read: /),
    ofModel('graph.pbtxt', model('graph.pbtxt'), /'graph.pbtxt' cannot be read: /),
    ofModel(
        'export/saved_model.pb',
        model('export/saved_model.pb'),
        /saved_model.pb' cannot be read: /,
        'export',
    ),
    ofModel(
        'm.variables.json',
        model('model.variables.json'),
        /'m.variables.json' cannot be read: /,
    ),
    ofModel('m.keras', keras('keras3-sequential.keras'), /'m.keras' /),
    ofModel('m.h5', keras('keras3-sequential.h5'), /'m.h5' /),
    {
        ...ofModel(
            'other.index',
            part('ckpt-1.index'),
            /is a checkpoint that cannot be read/,
            'other',
        ),
        files: { 'other.index': part('ckpt-1.index') },
    },
];

/** A session over a folder of its own, with a map in it. */
function start(files: Readonly<Record<string, Uint8Array>>, lines: string) {
    const folder = mkdtempSync(join(home, 'w'));
    const write = (name: string, bytes: Uint8Array): string => {
        const path = join(folder, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes);
        return path;
    };
    Object.entries(files).forEach(([name, bytes]) => write(name, bytes));
    let tell: () => void = () => undefined;
    const session = new WorkspaceSession({
        workspace: nodeWorkspace,
        logger: {
            error: (message, error) => {
                throw new Error(message, { cause: error });
            },
            warn: () => undefined,
            info: () => undefined,
            debug: () => undefined,
        },
        settings: () => Promise.resolve(defaultSettings),
        excluded: () => Promise.resolve([]),
        onDidChangePlans: () => {
            tell();
        },
        settleTimes: { quiet: 5, most: 50 },
    });
    session.setFolders([folder]);
    const service = createLanguageService(session, richStyle, '');
    const uri = uriOfPath(join(folder, 'a.ckptmap.yaml'));
    const document = session.open(uri, 'assignment-map', 1, `${lines}\nassignment_map: {}\n`);
    return {
        session,
        write,
        diagnostics: async () => [...(await service.diagnostics(document, neverCancelled))],
        hover: async () => service.hover(document, { line: 0, character: 13 }, neverCancelled),
        changed: () =>
            new Promise<void>((resolve) => {
                tell = resolve;
            }),
    };
}

for (const { name, files, lines, code, said, length } of cases) {
    const full = files[name] ?? new Uint8Array(0);
    const left = length ?? Math.floor(full.length / 2);
    test(`${name} with ${left} of its bytes, named by '${lines}'`, async () => {
        const open = start({ ...files, [name]: full.subarray(0, left) }, lines);
        const before = await open.diagnostics();
        const found = before.find((each) => each.code === code);
        assert.ok(
            found,
            before.map((each) => `${String(each.code)} ${messageOf(each)}`).join('\n'),
        );
        assert.match(messageOf(found), said);
        assert.notEqual(await open.hover(), null);

        const path = open.write(name, full);
        const told = open.changed();
        open.session.filesChanged([{ path, kind: 'changed' }]);
        await told;
        const codes = (await open.diagnostics()).map((each) => String(each.code));
        const bad = codes.filter((each) => /^(?:checkpoint|model)\./.test(each));
        assert.deepEqual(
            bad.filter((each) => !each.endsWith('.unknown')),
            [],
        );
        open.session.dispose();
    });
}

test('a file of Keras in place of a checkpoint, while it is being written', async () => {
    const full = keras('keras3-sequential.weights.h5');
    const open = start({ 'm.weights.h5': full.subarray(0, 3000) }, 'checkpoint: m.weights.h5');
    assert.match(JSON.stringify(await open.hover()), /cannot be read/);
    const path = open.write('m.weights.h5', full);
    const told = open.changed();
    open.session.filesChanged([{ path, kind: 'changed' }]);
    await told;
    const hover = JSON.stringify(await open.hover());
    assert.match(hover, /Keras file .*HDF5 · \d+ variables/);
    assert.match(hover, /cannot read: load it with/);
    open.session.dispose();
});
