// The page before it has anything to show, and how values are written in it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPageState } from '../../client/src/preview/messages.js';
import { previewHtml } from '../../client/src/preview/html.js';
import { createNonce } from '../../client/src/util/nonce.js';
import { formatCount, formatShape, formatSlice } from '../../client/webview/format.js';

const page = previewHtml({
    cspSource: 'https://x.example',
    nonce: 'abc',
    scriptUri: 'https://x.example/webview.js?a=1&b="2"',
    styleUri: 'https://x.example/webview.css',
    title: 'Preview </title><script>alert(1)</script>.yaml',
});

test('The policy admits our script by its nonce and our style sheet, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    assert.equal(
        policy?.replaceAll('&#39;', "'"),
        "default-src 'none'; script-src 'nonce-abc'; style-src https://x.example; " +
            "base-uri 'none'; form-action 'none'",
    );
    assert.ok(!page.includes('unsafe'));
});

test('Nothing that comes from outside is markup', () => {
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.ok(page.includes('&lt;/title&gt;&lt;script&gt;'));
    assert.ok(page.includes('a=1&amp;b=&quot;2&quot;'));
    assert.ok(!/\sstyle=|\son\w+=/.test(page));
});

test('Nonces are never the same', () => {
    const nonces = new Set(Array.from({ length: 100 }, createNonce));
    assert.equal(nonces.size, 100);
    assert.ok([...nonces].every((nonce) => /^[\w-]{22}$/.test(nonce)));
});

test('Counts, shapes and slices are short', () => {
    assert.equal(formatCount(1_234_567), '1\u202f234\u202f567');
    assert.equal(formatShape([768, null]), '[768, ?]');
    assert.equal(formatShape(null), 'unknown');
    assert.equal(formatSlice('4 3 0,2:0,3'), '0,2 : 0,3');
    assert.equal(formatSlice(''), '');
});

test('Only a page’s own state brings a panel back', () => {
    assert.ok(isPageState({ source: 'file:///a', locked: false, chip: 'all' }));
    assert.ok(!isPageState({ source: 'file:///a' }));
    assert.ok(!isPageState(null));
});
