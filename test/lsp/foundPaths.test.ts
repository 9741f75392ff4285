// A training folder over the protocol, as an editor sees it: its paths are completed and explained,
// and a step that is written while the editor looks on is there once the watcher says so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
    ClientCapabilities,
    CodeAction,
    CompletionItem,
    CompletionList,
    DocumentDiagnosticReport,
    Hover,
    RegistrationParams,
} from 'vscode-languageserver';
import { stateFile, writeBundle } from '../support/bundleWriter.js';
import { startPair, type LspPair } from '../support/lspPair.js';

const world = `
//- runs/checkpoint
model_checkpoint_path: "ckpt-1000"
//- runs/ckpt-1000 checkpoint
w float32 [2]
//- runs/ckpt-999 checkpoint
w float32 [2]
//- a.ckptmap.yaml
x: y
`;
const uri = 'file:///w/a.ckptmap.yaml';
const capabilities: ClientCapabilities = {
    workspace: {
        didChangeWatchedFiles: { dynamicRegistration: true },
        diagnostics: { refreshSupport: true },
    },
    textDocument: {
        diagnostic: {},
        hover: { contentFormat: ['plaintext'] },
        completion: { completionItem: { labelDetailsSupport: true } },
    },
};

async function open(pair: LspPair, text: string): Promise<void> {
    await pair.client.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'assignment-map', version: 1, text },
    });
}

async function completed(pair: LspPair, character: number): Promise<readonly CompletionItem[]> {
    const list: CompletionList = await pair.client.sendRequest('textDocument/completion', {
        textDocument: { uri },
        position: { line: 0, character },
    });
    // The editor drops what does not begin as the text does.
    return list.items.filter(({ label }) => label.startsWith('runs/'));
}

async function hovered(pair: LspPair): Promise<string> {
    const hover: Hover = await pair.client.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: { line: 0, character: 14 },
    });
    return (hover.contents as { value: string }).value;
}

async function codes(pair: LspPair): Promise<readonly unknown[]> {
    const report: DocumentDiagnosticReport = await pair.client.sendRequest(
        'textDocument/diagnostic',
        { textDocument: { uri } },
    );
    return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
}

/** Runs a test against a server, and stops it in any case. */
function served(name: string, run: (pair: LspPair) => Promise<void>): void {
    test(name, async () => {
        const pair = await startPair(world, { capabilities });
        await run(pair).finally(() => pair.stop());
    });
}

served('the names of everything that is read are watched', async (pair) => {
    const { registrations } = (await pair.next('client/registerCapability')) as RegistrationParams;
    const watched = JSON.stringify(
        registrations.map(({ registerOptions }) => registerOptions as unknown),
    );
    for (const ending of ['*.index', '*.data-*', 'checkpoint', '*.meta', '*.pb', '*.pbtxt']) {
        assert.ok(watched.includes(`"**/${ending}"`), ending);
    }
    for (const ending of ['*.h5', '*.keras', 'config.json', '*.variables.json', '*.ckpt*']) {
        assert.ok(watched.includes(`"**/${ending}"`), ending);
    }
});

served(
    'a SavedModel and a file of Keras are models, and are told where checkpoints are',
    async (pair) => {
        pair.workspace.write('/w/runs/export/saved_model.pb', 'x');
        for (const [path, bytes] of writeBundle(
            '/w/runs/export/variables/variables',
            'w float32 [2]',
        )) {
            pair.workspace.write(path, bytes);
        }
        pair.workspace.write('/w/runs/m.keras', 'PK\u0003\u0004 and more than sixteen bytes');
        await open(pair, 'model: runs/\nassignment_map: {}\n');
        const described = async (character: number) =>
            (await completed(pair, character)).map(({ label, labelDetails }) => [
                label,
                labelDetails?.description,
            ]);
        assert.deepEqual((await described(12)).slice(0, 3), [
            ['runs/m.keras', 'model of Keras'],
            ['runs/export', 'SavedModel'],
            ['runs/export/', undefined],
        ]);
        const change = async (version: number, text: string) =>
            pair.client.sendNotification('textDocument/didChange', {
                textDocument: { uri, version },
                contentChanges: [{ text }],
            });
        await change(2, 'checkpoint: runs/m\nassignment_map: {}\n');
        assert.deepEqual(await described(18), [
            ['runs/m.keras', 'Keras, which init_from_checkpoint cannot read'],
        ]);
        await change(3, 'checkpoint: runs/export/saved_model.pb\nassignment_map: {a: b}\n');
        const report: DocumentDiagnosticReport = await pair.client.sendRequest(
            'textDocument/diagnostic',
            { textDocument: { uri } },
        );
        const diagnostic = report.kind === 'full' ? report.items[0] : undefined;
        assert.equal(diagnostic?.code, 'checkpoint.not-a-prefix');
        const actions: CodeAction[] = await pair.client.sendRequest('textDocument/codeAction', {
            textDocument: { uri },
            range: diagnostic.range,
            context: { diagnostics: [diagnostic] },
        });
        assert.equal(
            actions[0]?.edit?.changes?.[uri]?.[0]?.newText,
            'runs/export/variables/variables',
        );
    },
);

served('a training folder: what is said of it, before and after the next step', async (pair) => {
    await open(pair, 'checkpoint: runs/\nassignment_map:\n  w: v\n');
    const items = await completed(pair, 17);
    assert.deepEqual(
        items.map(({ label, kind }) => [label, kind]),
        [
            ['runs/ckpt-1000', 17],
            ['runs/ckpt-999', 17],
        ],
    );
    const full: { documentation?: { value: string } } = await pair.client.sendRequest(
        'completionItem/resolve',
        items[1],
    );
    assert.match(
        full.documentation?.value ?? '',
        /^Checkpoint runs\/ckpt-999\n\n.*\n\nOne of 2 checkpoints in the folder: steps 999 and 1,000; the latest is ckpt-1000$/,
    );
    assert.match(
        await hovered(pair),
        /^Checkpoint runs\/ckpt-1000\n\n.*\n\nThe latest of 2 checkp/,
    );
    assert.ok(!(await codes(pair)).includes('tensor.not-found'));

    // As TensorFlow saves: the shard and the index under other names first, then all are renamed.
    const next = writeBundle('/w/runs/ckpt-20000', 'other float32 [2]');
    const temporary = [
        ...writeBundle('/w/runs/ckpt-20000_temp/part-00000-of-00001', 'other float32 [2]'),
    ];
    const events: { uri: string; type: number }[] = [];
    const write = (path: string, bytes: Uint8Array, type: number) => {
        pair.workspace.write(path, bytes);
        events.push({ uri: `file://${path}`, type });
    };
    temporary.forEach(([path, bytes]) => {
        write(path, bytes, 1);
    });
    next.forEach((bytes, path) => {
        write(path, bytes, 1);
    });
    pair.workspace.delete('/w/runs/ckpt-20000_temp');
    events.push({ uri: 'file:///w/runs/ckpt-20000_temp', type: 3 });
    write('/w/runs/checkpoint', stateFile('ckpt-20000'), 2);
    await pair.client.sendNotification('workspace/didChangeWatchedFiles', { changes: events });
    await pair.next('workspace/diagnostic/refresh');
    assert.match(
        await hovered(pair),
        /^Checkpoint runs\/ckpt-20000\n\n.*\n\nThe latest of 3 checkp/,
    );
    assert.ok((await codes(pair)).includes('tensor.not-found'));
    assert.deepEqual(
        (await completed(pair, 17)).map(({ label }) => label),
        ['runs/ckpt-20000', 'runs/ckpt-1000', 'runs/ckpt-999'],
    );
});
