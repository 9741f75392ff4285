// Why a model's file was taken, and what another file beside it knows: in the preview, in its text
// for the clipboard and in hover, in the same words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeNames, PlanModel } from '../../client/webview/planModel.js';
import { planText } from '../../client/webview/planText.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { openFixture, type OpenFixture } from '../support/service.js';

function variableNode(name: string, length: number): string {
    return `node {
  name: "${name}"
  op: "VarHandleOp"
  attr { key: "dtype" value { type: DT_FLOAT } }
  attr { key: "shape" value { shape { dim { size: ${length} } } } }
}
`;
}

const files = `
//- ckpt-1 checkpoint
w float32 [2]
//- export/model.variables.json model
net/w float32 [2]
net/v float32 [2]
//- export/graph.pbtxt
${variableNode('net/w', 2)}${variableNode('net/v', 2)}${variableNode('net/b', 3)}
`;

async function opened(model: string): Promise<OpenFixture> {
    return openFixture(
        `${files}//- a.ckptmap.yaml\ncheckpoint: ckpt-1\nmodel: ${model}\nassignment_map: {w: net/w}\n`,
    );
}

async function previewOf({ service, document }: OpenFixture): Promise<PlanModel> {
    const data = await service.preview(document.uri, neverCancelled);
    const [section] = data?.sections ?? [];
    assert.ok(data !== null && section !== undefined);
    return new PlanModel(data, decodeNames(data.names), section);
}

const why =
    "'model.variables.json' is taken because it knows the most of 2 model files in the folder";
const beside = "Beside it, 'graph.pbtxt' has 'net/b', which 'model.variables.json' lacks";

test('the preview and its text say which file of a folder was taken, why, and what another knows', async () => {
    const model = await previewOf(await opened('export'));
    assert.deepEqual(model.section.modelNotes, [why, beside]);
    assert.equal(model.section.model, 'export');
    const text = planText(model);
    assert.ok(text.includes(`model: export\n  ${why}\n  ${beside}\n`), text);
});

test('hover on the model says the same', async () => {
    const { service, document } = await opened('export');
    const position = document.positionAt(document.getText().indexOf('export') + 2);
    const shown = await service.hover(document, position, neverCancelled);
    const text = JSON.stringify(shown?.contents);
    assert.ok(text.includes(`${why}.`) && text.includes(`${beside}.`), text);
});

test('of a file that was named, nothing is said but what it lacks', async () => {
    const model = await previewOf(await opened('export/model.variables.json'));
    assert.deepEqual(model.section.modelNotes, [beside]);
});

test('a map that changes nothing of all this has no note', async () => {
    const open = await openFixture(`
//- ckpt-1 checkpoint
w float32 [2]
//- model.variables.json model
w float32 [2]
//- a.ckptmap.yaml
checkpoint: ckpt-1
model: model.variables.json
assignment_map: {w: w}
`);
    assert.deepEqual((await previewOf(open)).section.modelNotes, []);
});
