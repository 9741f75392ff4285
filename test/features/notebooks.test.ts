// Notebooks in the editor: all that a file of Python has, in the cells, in their order.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, MarkupContent } from 'vscode-languageserver-types';
import type { Position, Range } from '../../server/src/util/lineIndex.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { hasLoadPlan, type TextDocument } from '../../server/src/workspace/documents.js';
import type { NotebookChange, OpenedCell } from '../../server/src/workspace/notebooks.js';
import { openFixture, type OpenFixture } from '../support/service.js';

const world = `
//- sub/runs/model.ckpt-100 checkpoint
bert/kernel float32 [3, 3]
bert/bias float32 [3]
//- runs/other.ckpt checkpoint
w float32 [2]
//- other.ckptmap.yaml
`;

const map = `checkpoint: sub/runs/model.ckpt-100
model: sub/a.ipynb
assignment_map:
  bert/: model/
`;

const uri = 'file:///w/sub/a.ipynb';

const setup = `%pip install tensorflow
import tensorflow.compat.v1 as tf
!ls
tf.disable_eager_execution()`;

const model = `with tf.variable_scope("model"):
    tf.get_variable("kernel", [3, 3])
    tf.get_variable("bias", [3])`;

const call = `# ckptmap: checkpoint=runs/none
tf.train.init_from_checkpoint('runs/model.ckpt-100', {'bert/kernal': 'model/kernel'})`;

function cell(name: string, text: string, more: Partial<OpenedCell> = {}): OpenedCell {
    return {
        uri: `vscode-notebook-cell:/w/sub/a.ipynb#${name}`,
        isCode: true,
        languageId: 'python',
        version: 1,
        text,
        ...more,
    };
}

const cells = [
    cell('head', '# A net', { isCode: false, languageId: 'markdown' }),
    cell('setup', setup),
    cell('model', model),
    cell('call', call),
];

interface Notebook {
    readonly open: OpenFixture;
    readonly document: TextDocument;
}

async function notebook(given: readonly OpenedCell[] = cells): Promise<Notebook> {
    const open = await openFixture(world + map);
    return { open, document: open.session.openNotebook(uri, given) };
}

function changed({ open }: Notebook, change: NotebookChange): Notebook {
    const document = open.session.changeNotebook(uri, change);
    assert.ok(document);
    return { open, document };
}

async function saidOf({ open, document }: Notebook): Promise<readonly string[]> {
    const found = await open.service.diagnostics(document, neverCancelled);
    return found
        .filter(({ code }) => code !== 'tensor.unused' && code !== 'variable.unassigned')
        .map(({ code, range }) => `${String(code)} ${placeOf(range)}`);
}

function placeOf({ start, end }: Range): string {
    return `${start.cell}:${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** The place of a text in a cell, so many characters into it. */
function placeIn(source: string, number: number, part: string, characters = 0): Position {
    const before = source.slice(0, source.indexOf(part) + characters).split('\n');
    return {
        cell: number,
        line: before.length - 1,
        character: before.at(-1)?.length ?? 0,
    };
}

test('the cells are one program, whose paths are looked up beside the notebook', async () => {
    const right = call.replace('kernal', 'kernel');
    assert.deepEqual(await saidOf(await notebook([...cells.slice(0, 3), cell('call', right)])), []);
    assert.deepEqual(await saidOf(await notebook()), ['tensor.not-found 3:1:54-1:67']);
});

test('a cell that is no Python ends the run, and the cells before it are as they were', async () => {
    const broken = [cell('typed', 'x = ('), cell('call2', call)];
    const found = await notebook([...cells, ...broken]);
    const misspelt = (index: number): string => `tensor.not-found ${index}:1:54-1:67`;
    assert.deepEqual(await saidOf(found), [misspelt(3), misspelt(5)]);
    const first = await notebook([...broken, ...cells]);
    assert.deepEqual(await saidOf(first), [misspelt(1), misspelt(5)]);
    const items = await first.open.service.completion(
        first.document,
        placeIn(call, 1, 'kernal', 2),
        neverCancelled,
    );
    assert.ok(items !== null && 0 < items.items.length);
});

test('what IPython does is not known, and nothing else is lost by it', async () => {
    const shell = `files = !ls \\\n  | sort\nfirst = files[0]\ndisplay(files, _)\nget_ipython()\n%time 1`;
    const found = await notebook([...cells.slice(0, 2), cell('shell', shell), ...cells.slice(2)]);
    assert.deepEqual(await saidOf(found), ['tensor.not-found 4:1:54-1:67']);
    const named = call.replace("'runs/model.ckpt-100'", 'first');
    const hidden = await notebook([
        ...cells.slice(0, 3),
        cell('shell', shell),
        cell('call', named.replace('# ckptmap: checkpoint=runs/none\n', '')),
    ]);
    assert.deepEqual(await saidOf(hidden), ['python.not-literal 4:0:0-0:69']);
});

test('a quick fix changes the text of its cell', async () => {
    const { open, document } = await notebook();
    const [missing] = await open.service.diagnostics(document, neverCancelled);
    assert.equal(missing?.code, 'tensor.not-found');
    for (const diagnostic of [missing, { ...missing, data: undefined }]) {
        const request = { range: missing.range, diagnostics: [diagnostic], only: undefined };
        const actions: readonly CodeAction[] = await open.service.codeActions(
            document,
            request,
            neverCancelled,
        );
        const [edit] = actions[0]?.edit?.changes?.[uri] ?? [];
        assert.equal(edit?.newText, "'bert/kernel'");
        assert.equal(placeOf(edit.range), '3:1:54-1:67');
    }
});

test('names are offered between the quotes, and hovered', async () => {
    const { open, document } = await notebook();
    const at = placeIn(call, 3, 'bert/kernal', 'bert/'.length);
    const list = await open.service.completion(document, at, neverCancelled);
    assert.deepEqual(
        list.items.map(({ label }) => label),
        ['bert/bias', 'bert/kernel'],
    );
    const range: Range | undefined = list.itemDefaults?.editRange as Range | undefined;
    assert.ok(range);
    assert.equal(placeOf(range), '3:1:54-1:67');
    const hover = await open.service.hover(
        document,
        placeIn(call, 3, 'model/kernel', 3),
        neverCancelled,
    );
    assert.match((hover?.contents as MarkupContent).value, /^Variable `model\/kernel`/);
    assert.equal(hover?.range?.start.line, 1);
});

test('nothing is said in cells that are not code', async () => {
    const { open, document } = await notebook();
    for (const place of [
        { cell: 0, line: 0, character: 3 },
        { cell: 1, line: 0, character: 3 },
        { cell: 9, line: 0, character: 0 },
    ]) {
        const list = await open.service.completion(document, place, neverCancelled);
        assert.deepEqual(list.items, []);
        assert.equal(await open.service.hover(document, place, neverCancelled), undefined);
    }
});

test('a comment silences in its own cell, and names the checkpoint of the call after it', async () => {
    const silent = `${call}  # ckptmap-ignore tensor.not-found: it comes`;
    assert.deepEqual(
        await saidOf(await notebook([...cells.slice(0, 3), cell('call', silent)])),
        [],
    );
    const unknown = `import os
# ckptmap: checkpoint=runs/model.ckpt-100
tf.train.init_from_checkpoint(os.environ['OLD'], {'bert/': 'model/'})`;
    assert.deepEqual(
        await saidOf(await notebook([...cells.slice(0, 3), cell('call', unknown)])),
        [],
    );
    const top = `!pip install tensorflow
# ckptmap: checkpoint=runs/model.ckpt-100
${setup}
from __future__ import annotations`;
    const uncommented = unknown.replace(/# ckptmap.*\n/, '');
    assert.deepEqual(
        await saidOf(
            await notebook([cell('top', top), ...cells.slice(2, 3), cell('call', uncommented)]),
        ),
        [],
    );
    const idle = `${call.replace('kernal', 'kernel')}  # ckptmap-ignore call.raises: it does`;
    const { open, document } = await notebook([...cells.slice(0, 3), cell('call', idle)]);
    const said = await open.service.diagnostics(document, neverCancelled);
    const useless = said.find(({ code }) => code === 'ignore.matches-nothing');
    assert.equal(useless?.message, 'There is no call.raises to silence on cell 4, line 2');
});

test('text that is typed into a cell counts at once', async () => {
    const before = await notebook();
    const start = { line: 1, character: 54 };
    const after = changed(before, {
        texts: [
            {
                uri: cells[3]?.uri ?? '',
                version: 2,
                changes: [
                    { range: { start, end: { line: 1, character: 67 } }, text: "'bert/bias'" },
                ],
            },
        ],
    });
    assert.deepEqual(await saidOf(after), ['shape.mismatch 3:1:67-1:81']);
    assert.deepEqual(await saidOf(before), ['tensor.not-found 3:1:54-1:67']);
});

test('cells that move, go and come change the order of the program', async () => {
    const before = await notebook();
    const [, , made, called] = cells;
    assert.ok(made && called);
    const swapped = changed(before, {
        splice: {
            start: 2,
            deleteCount: 2,
            cells: [
                { uri: called.uri, isCode: true },
                { uri: made.uri, isCode: true },
            ],
        },
    });
    // Before the variables are made there is none of the name.
    assert.deepEqual(await saidOf(swapped), ['variable.not-found 2:1:69-1:83']);
    const gone = changed(swapped, { splice: { start: 2, deleteCount: 1, cells: [] } });
    assert.deepEqual(await saidOf(gone), []);
    const back = changed(gone, {
        splice: { start: 3, deleteCount: 0, cells: [cell('again', call)] },
    });
    assert.deepEqual(await saidOf(back), ['tensor.not-found 3:1:54-1:67']);
});

test('a cell that becomes text, or of another language, is none of the program', async () => {
    const before = await notebook();
    const text = changed(before, { kinds: [{ uri: cells[3]?.uri ?? '', isCode: false }] });
    assert.deepEqual(await saidOf(text), []);
    const code = changed(text, { kinds: [{ uri: cells[3]?.uri ?? '', isCode: true }] });
    assert.deepEqual(await saidOf(code), ['tensor.not-found 3:1:54-1:67']);
    const shell = cell('shell', 'if x then (', { languageId: 'shellscript' });
    assert.deepEqual(await saidOf(await notebook([shell, ...cells])), [
        'tensor.not-found 4:1:54-1:67',
    ]);
    const magic = cell('magic', '%%bash\nif x then (');
    assert.deepEqual(await saidOf(await notebook([magic, ...cells])), [
        'tensor.not-found 4:1:54-1:67',
    ]);
});

test('the preview says in which cell what stands, and of which texts it is', async () => {
    const { open } = await notebook();
    const preview = await open.service.preview(uri, neverCancelled);
    const [section] = preview?.sections ?? [];
    assert.equal(section?.title, 'Call 1, cell 4, line 2');
    assert.equal(section.outcome.headline, 'TensorFlow would stop at cell 4, line 2');
    assert.equal(section.entries[0]?.range.start.cell, 3);
    assert.deepEqual(
        preview?.cells,
        cells.map(({ uri: each, version }) => ({ uri: each, version })),
    );
    assert.equal(preview.fixes[0]?.edits[0]?.range.start.cell, 3);
});

const file = JSON.stringify({
    cells: [
        { cell_type: 'markdown', source: '# A net' },
        { cell_type: 'code', source: setup.split(/(?<=\n)/) },
        { cell_type: 'code', source: model },
        { cell_type: 'code', source: 'if x then (', metadata: { vscode: { languageId: 'bat' } } },
        { cell_type: 'code', source: call },
    ],
});

test('a notebook that is only on disk has a preview', async () => {
    const open = await openFixture(world + map);
    open.workspace.write('/w/sub/a.ipynb', file);
    const preview = await open.service.preview(uri, neverCancelled);
    assert.equal(preview?.version, null);
    assert.deepEqual(preview.cells, []);
    assert.equal(preview.sections[0]?.title, 'Call 1, cell 5, line 2');
    open.workspace.write('/w/sub/b.ipynb', '{"cells": 1}');
    assert.equal(await open.service.preview(`${uri}`.replace('/a.', '/b.'), neverCancelled), null);
});

test('a notebook that is open as a text is the text of its file', async () => {
    const open = await openFixture(world + map);
    open.workspace.write('/w/sub/a.ipynb', '{"cells": []}');
    const text = open.session.open(uri, 'json', 1, file);
    assert.ok(!hasLoadPlan(text));
    const preview = await open.service.preview(uri, neverCancelled);
    assert.equal(preview?.sections[0]?.title, 'Call 1, cell 5, line 2');
});

test('an open notebook is the model of a map, as its cells stand', async () => {
    const open = await openFixture(world + map);
    open.workspace.write('/w/sub/a.ipynb', '{"cells": []}');
    const codes = async () =>
        (await open.service.diagnostics(open.document, neverCancelled)).map(({ code }) => code);
    assert.deepEqual(await codes(), ['model.unreadable']);
    open.session.openNotebook(uri, cells.slice(0, 3));
    assert.deepEqual(await codes(), []);
    open.session.closeNotebook(uri);
    assert.deepEqual(await codes(), ['model.unreadable']);
});
