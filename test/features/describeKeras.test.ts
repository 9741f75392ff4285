// Hover on the path of a Keras file where a checkpoint should be.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { openFixture } from '../support/service.js';

async function hoverOn(name: string, change = (bytes: Uint8Array) => bytes): Promise<string> {
    const { workspace, service, document } = await openFixture(
        `//- init.ckptmap.yaml\ncheckpoint: ${name}\nassignment_map: {a: b}\n`,
    );
    const bytes = Uint8Array.from(readFileSync(`test/fixtures/keras/${name}`));
    workspace.write(`/w/${name}`, change(bytes));
    const position = { line: 0, character: 'checkpoint: k'.length };
    const hover = await service.hover(document, position, neverCancelled);
    assert.ok(
        hover !== undefined && typeof hover.contents === 'object' && 'value' in hover.contents,
    );
    return hover.contents.value;
}

test('its variables by name, weights first, with types and what they are for', async () => {
    const text = await hoverOn('keras3-sequential.keras');
    assert.match(
        text,
        /^Keras file `keras3-sequential\.keras`\n\nzip archive · 19 variables · 196 bytes/,
    );
    assert.match(
        text,
        / · 2 batch-norm statistics · 10 optimizer slots · 1 learning rate · 1 step counter\n/,
    );
    assert.match(
        text,
        /\| variable \| type \| {2}\|\n\|---\|---\|---\|\n\| `batch_normalization\/beta` \| float32 \\\[2\\\] \| {2}\|/,
    );
    assert.match(text, /… and 7 more/);
    assert.match(text, /init\\_from\\_checkpoint cannot read/);
});

test('a damaged file says what is wrong with it', async () => {
    const text = await hoverOn('keras2-sequential-weights.h5', (bytes) => bytes.subarray(0, 9000));
    assert.match(text, /it was cut off: it has 9000 bytes and should have 17928/);
});
