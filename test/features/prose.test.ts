// Names are data: whatever they hold, they are shown and never obeyed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code, paragraph, renderProse, visible } from '../../server/src/features/prose.js';

const hostile: readonly (readonly [name: string, shown: string])[] = [
    ['plain/name_1', '`plain/name_1`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a``b`', '``` a``b` ```'],
    ['a\nb', '`a\\u000ab`'],
    ['\u001b[31mred', '`\\u001b[31mred`'],
    ['a\u202eb', '`a\\u202eb`'],
    ['a\u0000b', '`a\\u0000b`'],
    ['\ud800', '`\\ud800`'],
    ['\u{1f600}', '`\u{1f600}`'],
    ['', '`  `'],
];
for (const [name, shown] of hostile) {
    test(`${JSON.stringify(name)} is shown as ${shown}`, () => {
        assert.equal(renderProse([paragraph(code(name))], 'markdown'), shown);
    });
}

test('plain words are no markup either', () => {
    assert.equal(
        renderProse([paragraph('[x](y) <b> *a* _c_ `d` a|b')], 'markdown'),
        '\\[x\\](y) \\<b\\> \\*a\\* \\_c\\_ \\`d\\` a\\|b',
    );
});

test('a bar in a cell is no new cell', () => {
    const table = { kind: 'table', rows: [['name'], [code('a|b')], ['c|d']] } as const;
    assert.equal(renderProse([table], 'markdown'), '| name |\n|---|\n| `a\\|b` |\n| c\\|d |');
});

test('a name of sixteen thousand letters is cut', () => {
    assert.equal(visible('x'.repeat(16_384)).length, 401);
});
