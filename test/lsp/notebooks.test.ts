// Notebooks over the protocol: what an editor says of them, and what it is told of their cells.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
    ClientCapabilities,
    CodeAction,
    CompletionList,
    Diagnostic,
    DocumentDiagnosticReport,
    Hover,
    InitializeResult,
    PublishDiagnosticsParams,
} from 'vscode-languageserver';
import type { PreviewData } from '../../server/src/features/previewData.js';
import { startPair, type LspPair } from '../support/lspPair.js';

const world = `
//- sub/model.ckpt-1 checkpoint
bert/kernel float32 [2, 2]
bert/bias float32 [2]
//- other.txt
`;

const uri = 'file:///w/sub/a.ipynb';

const notebooks = { notebookDocument: { synchronization: {} } };

const pulling: ClientCapabilities = {
    ...notebooks,
    workspace: { diagnostics: { refreshSupport: true } },
    textDocument: {
        diagnostic: { relatedInformation: true, dataSupport: true },
        completion: { completionList: { itemDefaults: ['editRange', 'data'] } },
    },
};

const pushed: ClientCapabilities = {
    ...notebooks,
    textDocument: { publishDiagnostics: { dataSupport: true } },
};

const texts = {
    head: '# A net',
    model: `!pip install tensorflow
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
tf.get_variable("net/bias", [2])
names = {'bert/bais': 'net/bias'}`,
    call: "\ntf.train.init_from_checkpoint('model.ckpt-1', names)",
    more: "tf.train.init_from_checkpoint('model.ckpt-1', {'bert/bias': 'net/bias'})",
};

type Name = keyof typeof texts;

function cellUri(name: Name): string {
    return `vscode-notebook-cell:/w/sub/a.ipynb#${name}`;
}

function cell(name: Name) {
    return { kind: name === 'head' ? 1 : 2, document: cellUri(name) };
}

function text(name: Name) {
    const languageId = name === 'head' ? 'markdown' : 'python';
    return { uri: cellUri(name), languageId, version: 1, text: texts[name] };
}

const names = ['head', 'model', 'call'] as const;

async function open({ client }: LspPair): Promise<void> {
    await client.sendNotification('notebookDocument/didOpen', {
        notebookDocument: {
            uri,
            notebookType: 'jupyter-notebook',
            version: 1,
            cells: names.map(cell),
        },
        cellTextDocuments: names.map(text),
    });
}

let version = 1;

async function change({ client }: LspPair, cells: object): Promise<void> {
    version += 1;
    await client.sendNotification('notebookDocument/didChange', {
        notebookDocument: { uri, version },
        change: { cells },
    });
}

async function pull({ client }: LspPair, name: Name): Promise<readonly Diagnostic[]> {
    const report: DocumentDiagnosticReport = await client.sendRequest('textDocument/diagnostic', {
        textDocument: { uri: cellUri(name) },
    });
    assert.equal(report.kind, 'full');
    return report.items;
}

async function codesIn(pair: LspPair, name: Name): Promise<readonly unknown[]> {
    const items = await pull(pair, name);
    return items.map(({ code }) => code).filter((code) => code !== 'tensor.unused');
}

/** Runs a test against a server and stops it in any case; no bug may have been logged. */
function served(
    name: string,
    capabilities: ClientCapabilities,
    run: (pair: LspPair) => Promise<void>,
): void {
    test(name, async () => {
        const pair = await startPair(`${world}x\n`, { capabilities });
        try {
            await run(pair);
        } finally {
            await pair.stop();
        }
        const errors = pair.messages.filter(
            ({ method, params }) =>
                method === 'window/logMessage' && (params as { type: number }).type === 1,
        );
        assert.deepEqual(errors, []);
    });
}

function syncOf({ capabilities }: InitializeResult): unknown {
    return capabilities.notebookDocumentSync;
}

served('an editor without notebooks is not offered any', { textDocument: {} }, (pair) => {
    assert.equal(syncOf(pair.initialized), undefined);
    return Promise.resolve();
});

served('the cells of notebooks are asked for, those of any kind', pulling, (pair) => {
    assert.deepEqual(syncOf(pair.initialized), {
        notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook', scheme: 'file' } }],
    });
    return Promise.resolve();
});

served('diagnostics are those of the cell, in its lines', pulling, async (pair) => {
    await open(pair);
    assert.deepEqual(await codesIn(pair, 'head'), []);
    assert.deepEqual(await codesIn(pair, 'call'), []);
    const found = (await pull(pair, 'model')).find(({ code }) => code === 'tensor.not-found');
    assert.deepEqual(found?.range, {
        start: { line: 4, character: 9 },
        end: { line: 4, character: 20 },
    });
});

served('a quick fix is an edit of the cell', pulling, async (pair) => {
    await open(pair);
    const found = (await pull(pair, 'model')).find(({ code }) => code === 'tensor.not-found');
    assert.ok(found);
    for (const diagnostic of [found, { ...found, data: undefined }]) {
        const actions: CodeAction[] = await pair.client.sendRequest('textDocument/codeAction', {
            textDocument: { uri: cellUri('model') },
            range: found.range,
            context: { diagnostics: [diagnostic] },
        });
        assert.deepEqual(actions[0]?.edit?.changes, {
            [cellUri('model')]: [{ range: found.range, newText: "'bert/bias'" }],
        });
        assert.deepEqual(actions[0].diagnostics?.[0]?.range, found.range);
    }
});

served('completion, its details and hover are those of the cell', pulling, async (pair) => {
    await open(pair);
    const place = {
        textDocument: { uri: cellUri('model') },
        position: { line: 4, character: 15 },
    };
    const list: CompletionList = await pair.client.sendRequest('textDocument/completion', place);
    assert.deepEqual(
        list.items.map(({ label }) => label),
        ['bert/bias', 'bert/kernel'],
    );
    assert.deepEqual(list.itemDefaults?.editRange, {
        start: { line: 4, character: 9 },
        end: { line: 4, character: 20 },
    });
    const resolved: { documentation?: { value: string } } = await pair.client.sendRequest(
        'completionItem/resolve',
        { ...list.items[0], data: list.itemDefaults.data },
    );
    assert.match(resolved.documentation?.value ?? '', /^Tensor bert\/bias/);
    const hover: Hover = await pair.client.sendRequest('textDocument/hover', {
        ...place,
        position: { line: 4, character: 27 },
    });
    assert.match(JSON.stringify(hover.contents), /Variable net\/bias/);
    assert.deepEqual(hover.range, {
        start: { line: 4, character: 22 },
        end: { line: 4, character: 32 },
    });
    const nothing = await pair.client.sendRequest('textDocument/hover', {
        textDocument: { uri: cellUri('head') },
        position: { line: 0, character: 3 },
    });
    assert.equal(nothing, null);
});

served('a name leads to the cell that makes the variable', pulling, async (pair) => {
    await open(pair);
    const at = { textDocument: { uri: cellUri('model') }, position: { line: 4, character: 27 } };
    assert.deepEqual(await pair.client.sendRequest('textDocument/definition', at), [
        {
            uri: cellUri('model'),
            range: { start: { line: 3, character: 0 }, end: { line: 3, character: 32 } },
        },
    ]);
});

served('a change of one cell asks the editor to pull for all', pulling, async (pair) => {
    await open(pair);
    await pair.next('workspace/diagnostic/refresh');
    assert.deepEqual(await codesIn(pair, 'model'), ['tensor.not-found']);
    const place = { line: 1, character: 0 };
    await change(pair, {
        textContent: [
            {
                document: { uri: cellUri('call'), version: 2 },
                changes: [{ range: { start: place, end: place }, text: '# ' }],
            },
        ],
    });
    await pair.next('workspace/diagnostic/refresh');
    assert.deepEqual(await codesIn(pair, 'model'), []);
});

served('cells that only move change the program', pulling, async (pair) => {
    await open(pair);
    await change(pair, {
        structure: {
            array: { start: 1, deleteCount: 2, cells: [cell('call'), cell('model')] },
            didOpen: [],
            didClose: [],
        },
    });
    assert.deepEqual(await codesIn(pair, 'model'), []);
});

served('cells that come and go are sent their diagnostics', pushed, async (pair) => {
    const next = async () => {
        const { uri: of, diagnostics } = (await pair.next(
            'textDocument/publishDiagnostics',
        )) as PublishDiagnosticsParams;
        const codes = diagnostics.map(({ code }) => code);
        return [of.split('#')[1], ...codes.filter((code) => code !== 'tensor.unused')];
    };
    await open(pair);
    assert.deepEqual(await next(), ['head']);
    assert.deepEqual(await next(), ['model', 'tensor.not-found']);
    assert.deepEqual(await next(), ['call']);
    await change(pair, {
        structure: {
            array: { start: 2, deleteCount: 1, cells: [cell('more')] },
            didOpen: [text('more')],
            didClose: [{ uri: cellUri('call') }],
        },
    });
    assert.deepEqual(await next(), ['call']);
    assert.deepEqual(await next(), ['head']);
    assert.deepEqual(await next(), ['model']);
    assert.deepEqual(await next(), ['more']);
    await pair.client.sendNotification('notebookDocument/didClose', {
        notebookDocument: { uri },
        cellTextDocuments: [],
    });
    assert.deepEqual([await next(), await next(), await next()], [['head'], ['model'], ['more']]);
    assert.equal(
        await pair.client.sendRequest('textDocument/hover', {
            textDocument: { uri: cellUri('model') },
            position: { line: 4, character: 27 },
        }),
        null,
    );
});

served('the preview of a cell is that of its notebook', pulling, async (pair) => {
    await open(pair);
    assert.deepEqual(await pair.next('ckptmap/didChangeLoadPlan'), { uri, version: 1 });
    for (const asked of [uri, cellUri('call')]) {
        const preview: PreviewData = await pair.client.sendRequest('ckptmap/previewLoadPlan', {
            textDocument: { uri: asked },
        });
        assert.equal(preview.uri, uri);
        assert.match(preview.sections[0]?.outcome.headline ?? '', /stop at cell 2, line 5$/);
        assert.deepEqual(
            preview.cells?.map((each) => each.uri),
            names.map(cellUri),
        );
    }
    await change(pair, { data: [{ kind: 1, document: cellUri('call') }] });
    assert.deepEqual(await pair.next('ckptmap/didChangeLoadPlan'), { uri, version: 2 });
});
