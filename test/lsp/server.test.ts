// The server over streams: what an editor and it say to each other.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
    CancellationTokenSource,
    LSPErrorCodes,
    type ClientCapabilities,
    type CodeAction,
    type CompletionList,
    type Diagnostic,
    type DocumentDiagnosticReport,
    type Hover,
    type PublishDiagnosticsParams,
} from 'vscode-languageserver';
import type { PreviewData } from '../../server/src/features/previewData.js';
import { writeBundle } from '../support/bundleWriter.js';
import { startPair, type LspPair } from '../support/lspPair.js';

const world = `
//- model.ckpt-1 checkpoint
bert/kernel float32 [2, 2]
bert/bias float32 [2]
//- model.variables.json model
net/kernel float32 [2, 2]
net/bias float32 [2]
//- a.ckptmap.yaml
`;

const uri = 'file:///w/a.ckptmap.yaml';
const header = 'checkpoint: model.ckpt-1\nmodel: model.variables.json\nassignment_map:\n';

const pulling: ClientCapabilities = {
    workspace: {
        configuration: true,
        workspaceFolders: true,
        diagnostics: { refreshSupport: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        didChangeConfiguration: { dynamicRegistration: true },
    },
    window: { workDoneProgress: true },
    textDocument: {
        diagnostic: { relatedInformation: true, dataSupport: true, codeDescriptionSupport: true },
        hover: { contentFormat: ['markdown', 'plaintext'] },
        completion: {
            completionItem: { labelDetailsSupport: true },
            completionList: { itemDefaults: ['editRange', 'data'] },
        },
    },
};

async function open({ client }: LspPair, text: string, languageId = 'assignment-map') {
    await client.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text },
    });
}

async function type({ client }: LspPair, version: number, line: number, text: string) {
    const place = { line, character: 0 };
    await client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: place, end: place }, text }],
    });
}

async function pull({ client }: LspPair, previousResultId?: string) {
    const report: DocumentDiagnosticReport = await client.sendRequest('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId === undefined ? {} : { previousResultId }),
    });
    return report;
}

async function pulledCodes(pair: LspPair): Promise<readonly unknown[]> {
    const report = await pull(pair);
    return report.kind === 'full' ? report.items.map(({ code }) => code) : ['unchanged'];
}

/** Runs a test against a server and stops it in any case; no bug may have been logged. */
function served(
    name: string,
    capabilities: ClientCapabilities,
    run: (pair: LspPair) => Promise<void>,
    more: { readonly source?: string; readonly configuration?: Record<string, unknown> } = {},
): void {
    test(name, async () => {
        const { source = world, configuration = {} } = more;
        const pair = await startPair(`${source}x: y\n`, { capabilities, configuration });
        let code: number | undefined;
        try {
            await run(pair);
        } finally {
            code = await pair.stop();
        }
        const errors = pair.messages.filter(
            ({ method, params }) =>
                method === 'window/logMessage' && (params as { type: number }).type === 1,
        );
        assert.deepEqual(errors, []);
        assert.equal(code, 0);
    });
}

served('the server says who it is and what it can do', pulling, (pair) => {
    const { capabilities, serverInfo } = pair.initialized;
    assert.deepEqual(serverInfo, { name: 'ckptmap', version: '1.2.3' });
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.equal(capabilities.hoverProvider, true);
    assert.deepEqual(capabilities.diagnosticProvider, {
        identifier: 'ckptmap',
        interFileDependencies: true,
        workspaceDiagnostics: false,
    });
    return Promise.resolve();
});

served('to a client without abilities nothing is registered', {}, async (pair) => {
    assert.equal(pair.initialized.capabilities.diagnosticProvider, undefined);
    await open(pair, `${header}  bert/: net/\n`);
    await pair.next('textDocument/publishDiagnostics');
    const asked = pair.messages.map(({ method }) => method);
    assert.ok(!asked.includes('client/registerCapability'));
    assert.ok(!asked.includes('workspace/configuration'));
    assert.ok(!asked.includes('window/workDoneProgress/create'));
});

served('what the client can is registered: watching files, and settings', pulling, async (pair) => {
    const methods: string[] = [];
    for (let count = 0; count < 2; count++) {
        const { registrations } = (await pair.next('client/registerCapability')) as {
            registrations: { method: string }[];
        };
        methods.push(...registrations.map(({ method }) => method));
    }
    assert.deepEqual(methods.sort(), [
        'workspace/didChangeConfiguration',
        'workspace/didChangeWatchedFiles',
    ]);
});

served(
    'diagnostics are pulled, and an unchanged answer is said to be one',
    pulling,
    async (pair) => {
        await open(pair, `${header}  bert/bais: net/bias\n`);
        const first = await pull(pair);
        assert.equal(first.kind, 'full');
        assert.ok(first.items.some(({ code }) => code === 'tensor.not-found'));
        const second = await pull(pair, first.resultId);
        assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
        await type(pair, 2, 3, '  bert/bias: net/bias\n');
        const third = await pull(pair, first.resultId);
        assert.equal(third.kind, 'full');
    },
);

served('diagnostics are pushed, with the version of the text, and taken back', {}, async (pair) => {
    const next = async () =>
        (await pair.next('textDocument/publishDiagnostics')) as PublishDiagnosticsParams;
    await open(pair, `${header}  bert/bais: net/bias\n`);
    const first = await next();
    assert.equal(first.version, 1);
    assert.ok(first.diagnostics.some(({ code }) => code === 'tensor.not-found'));
    await pair.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    assert.deepEqual(await next(), { uri, diagnostics: [] });
});

served('a change of a checkpoint on disk asks the client to pull again', pulling, async (pair) => {
    await open(pair, `${header}  bert/bias: net/bias\n`);
    assert.ok(!(await pulledCodes(pair)).includes('shape.mismatch'));
    const files = writeBundle(
        '/w/model.ckpt-1',
        'bert/kernel float32 [2, 2]\nbert/bias float32 [3]',
    );
    files.forEach((bytes, path) => {
        pair.workspace.write(path, bytes);
    });
    await pair.client.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [...files.keys()].map((path) => ({ uri: `file://${path}`, type: 2 })),
    });
    await pair.next('workspace/diagnostic/refresh');
    assert.ok((await pulledCodes(pair)).includes('shape.mismatch'));
});

const program = 'import tensorflow.compat.v1 as tf\ntf.get_variable("net/kernel", [2, 2])\n';
const made = {
    start: { line: 1, character: 0 },
    end: { line: 1, character: 37 },
};

/** The definition of the variable in a map into what the program makes. */
async function definitionOf(pair: LspPair): Promise<unknown> {
    pair.workspace.write('/w/train.py', program);
    await open(pair, header.replace('model.variables.json', 'train.py') + '  bert/: net/\n');
    return pair.client.sendRequest('textDocument/definition', {
        textDocument: { uri },
        position: { line: 3, character: 10 },
    });
}

const links = { textDocument: { ...pulling.textDocument, definition: { linkSupport: true } } };

served('a definition says what led there, to who can show it', links, async (pair) => {
    assert.equal(pair.initialized.capabilities.definitionProvider, true);
    assert.deepEqual(await definitionOf(pair), [
        {
            targetUri: 'file:///w/train.py',
            targetRange: made,
            targetSelectionRange: made,
            originSelectionRange: {
                start: { line: 3, character: 9 },
                end: { line: 3, character: 13 },
            },
        },
    ]);
});

served('a definition is a place to who cannot', {}, async (pair) => {
    assert.deepEqual(await definitionOf(pair), [{ uri: 'file:///w/train.py', range: made }]);
});

served('completion, its details and hover', pulling, async (pair) => {
    await open(pair, `${header}  bert/bias: net/\n`);
    const list: CompletionList = await pair.client.sendRequest('textDocument/completion', {
        textDocument: { uri },
        position: { line: 3, character: 17 },
    });
    assert.deepEqual(
        list.items.map(({ label }) => label),
        ['net/bias', 'net/kernel'],
    );
    assert.equal(list.items[0]?.command, undefined, 'no command of an editor is assumed');
    const resolved: { documentation?: { value: string } } = await pair.client.sendRequest(
        'completionItem/resolve',
        { ...list.items[0], data: list.itemDefaults?.data },
    );
    assert.match(resolved.documentation?.value ?? '', /^Variable net\/bias/);
    const hover: Hover = await pair.client.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: { line: 3, character: 4 },
    });
    assert.match(JSON.stringify(hover.contents), /Tensor `bert\/bias`/);
    assert.deepEqual(hover.range, {
        start: { line: 3, character: 2 },
        end: { line: 3, character: 11 },
    });
});

served('a code action mends what a diagnostic says', pulling, async (pair) => {
    await open(pair, `${header}  bert/bais: net/bias\n`);
    const report = await pull(pair);
    const diagnostics: Diagnostic[] = report.kind === 'full' ? report.items : [];
    const diagnostic = diagnostics.find(({ code }) => code === 'tensor.not-found');
    assert.ok(diagnostic);
    const actions: CodeAction[] = await pair.client.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic] },
    });
    assert.equal(actions[0]?.edit?.changes?.[uri]?.[0]?.newText, 'bert/bias');
});

served(
    'settings come from the client, and count anew when they change',
    pulling,
    async (pair) => {
        await open(pair, `${header}  bert/bais: net/bias\n`);
        assert.ok(!(await pulledCodes(pair)).includes('tensor.not-found'));
        await pair.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
        await pair.next('workspace/diagnostic/refresh');
        await pulledCodes(pair);
        const asked = pair.messages.filter(({ method }) => method === 'workspace/configuration');
        assert.ok(2 <= asked.length);
    },
    { configuration: { ckptmap: { severity: { 'tensor.not-found': 'off' } } } },
);

test('settings and commands may come at the start, for clients without configuration', async () => {
    const pair = await startPair(`${world}x: y\n`, {
        capabilities: { textDocument: { diagnostic: {} } },
        initializationOptions: {
            settings: { severity: { 'tensor.not-found': 'off' } },
            triggerSuggestCommand: 'editor.suggest',
        },
    });
    await open(pair, `${header}  bert/bais: net/bias\n  b\n`);
    assert.ok(!(await pulledCodes(pair)).includes('tensor.not-found'));
    const list: CompletionList = await pair.client.sendRequest('textDocument/completion', {
        textDocument: { uri },
        position: { line: 4, character: 3 },
    });
    assert.equal(list.items[0]?.command?.command, 'editor.suggest');
    await pair.stop();
});

test('a setting that cannot be used is a warning in the log', async () => {
    const pair = await startPair(`${world}x: y\n`, {
        capabilities: pulling,
        configuration: { ckptmap: { tensorflow: '3.0' } },
    });
    await open(pair, 'x: y\n');
    await pull(pair);
    const warnings = pair.messages.filter(
        ({ method, params }) =>
            method === 'window/logMessage' && (params as { type: number }).type === 2,
    );
    assert.match(JSON.stringify(warnings[0]?.params), /ckptmap\.tensorflow.*3\.0/);
    await pair.stop();
});

served('a map is known by its name where the language is not', pulling, async (pair) => {
    await open(pair, `${header}  bert/bais: net/bias\n`, 'yaml');
    assert.ok((await pulledCodes(pair)).includes('tensor.not-found'));
});

served('a document that is no map has no answers', pulling, async (pair) => {
    const other = { uri: 'file:///w/other.yaml' };
    await pair.client.sendNotification('textDocument/didOpen', {
        textDocument: { ...other, languageId: 'yaml', version: 1, text: 'bert/bais: x\n' },
    });
    const position = { line: 0, character: 2 };
    const hover = await pair.client.sendRequest('textDocument/hover', {
        textDocument: other,
        position,
    });
    assert.equal(hover, null);
    const report: DocumentDiagnosticReport = await pair.client.sendRequest(
        'textDocument/diagnostic',
        { textDocument: other },
    );
    assert.deepEqual(report, { kind: 'full', items: [] });
});

served('a request that is cancelled is answered as cancelled', pulling, async (pair) => {
    await open(pair, `${header}  bert/bias: net/bias\n`);
    const source = new CancellationTokenSource();
    const hover = pair.client.sendRequest(
        'textDocument/hover',
        { textDocument: { uri }, position: { line: 3, character: 4 } },
        source.token,
    );
    source.cancel();
    await assert.rejects(hover, { code: LSPErrorCodes.RequestCancelled });
    assert.ok((await pulledCodes(pair)).length > 0, 'the next question is answered');
});

served('the preview is asked for, and told when it may have changed', pulling, async (pair) => {
    await open(pair, `${header}  bert/: net/\n`);
    assert.deepEqual(await pair.next('ckptmap/didChangeLoadPlan'), { uri, version: 1 });
    const preview: PreviewData = await pair.client.sendRequest('ckptmap/previewLoadPlan', {
        textDocument: { uri },
    });
    assert.equal(preview.sections[0]?.counts.load, 2);
    await type(pair, 2, 3, '  nothing: net/bias\n');
    assert.deepEqual(await pair.next('ckptmap/didChangeLoadPlan'), { uri, version: 2 });
    const after: PreviewData = await pair.client.sendRequest('ckptmap/previewLoadPlan', {
        textDocument: { uri },
    });
    assert.equal(after.sections[0]?.outcome.tone, 'error');
});

served('the status says what the workspace holds', pulling, async (pair) => {
    assert.deepEqual(await pair.next('ckptmap/serverStatus'), {
        health: 'ok',
        busy: true,
        text: 'Reading the workspace',
    });
    assert.deepEqual(await pair.next('ckptmap/serverStatus'), {
        health: 'ok',
        busy: false,
        text: '1 checkpoint, 1 model',
    });
});

served('a folder that is added is indexed, too', pulling, async (pair) => {
    await pair.next('ckptmap/serverStatus');
    await pair.next('ckptmap/serverStatus');
    writeBundle('/second/b.ckpt', 'w float32 []').forEach((bytes, path) => {
        pair.workspace.write(path, bytes);
    });
    await pair.client.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added: [{ uri: 'file:///second', name: 'second' }], removed: [] },
    });
    await pair.next('ckptmap/serverStatus');
    const status = (await pair.next('ckptmap/serverStatus')) as { text: string };
    assert.equal(status.text, '2 checkpoints, 1 model');
});

served('text before an emoji counts in UTF-16', pulling, async (pair) => {
    await open(pair, `${header}  "😀": net/bias\n`);
    const report = await pull(pair);
    assert.equal(report.kind, 'full');
    const found = report.items.find(({ code }) => code === 'tensor.not-found');
    assert.deepEqual(found?.range, {
        start: { line: 3, character: 2 },
        end: { line: 3, character: 6 },
    });
});
