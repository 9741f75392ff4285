// Which columns a table of some width has, and what names get.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutColumns, type ColumnNeeds } from '../../client/webview/columns.js';

const needs: ColumnNeeds = {
    slice: 9,
    shape: 7,
    dtype: 6,
    bytes: 7,
    verdict: 14,
    mend: 12,
    verdictAndEntry: 15,
    entry: 5.5,
    variableLetters: 30,
    tensorLetters: 40,
    hasSavedNames: false,
};

/** The names of the columns at a width; one in brackets is shown in the cell of the one before. */
function namesAt(width: number, wanted = needs): string {
    const { narrow, columns } = layoutColumns(wanted, width);
    return `${columns.map(({ name }) => name).join(' ')}${narrow ? ' (entry)' : ''}`;
}

test('What tells least gives way first, and a narrow table has the entry beside the verdict', () => {
    assert.equal(namesAt(110), 'variable tensor slice shape dtype bytes verdict entry');
    assert.equal(namesAt(85), 'variable tensor slice shape bytes verdict entry');
    assert.equal(namesAt(78), 'variable tensor shape bytes verdict entry');
    assert.equal(namesAt(70), 'variable tensor shape verdict entry');
    assert.equal(namesAt(51), 'variable tensor shape verdict (entry)');
    assert.equal(namesAt(38), 'variable tensor verdict (entry)');
});

test('A map without slices has no column for them', () => {
    assert.ok(!namesAt(200, { ...needs, slice: 0 }).includes('slice'));
});

test('All widths together are the table’s, at any width', () => {
    for (let width = 36; width <= 250; width++) {
        const { columns } = layoutColumns(needs, width);
        const sum = columns.reduce((total, column) => total + column.width, 0);
        assert.ok(Math.abs(sum - width) < 1e-9, `${sum} of ${width}`);
        const [variable, tensor] = columns;
        const least = Math.min(variable?.width ?? 0, tensor?.width ?? 0);
        assert.ok(Math.min(14, width / 5) < least, `${least} for names at ${width}`);
    }
});

test('A link gets what names leave over', () => {
    const verdictAt = (width: number): number | undefined =>
        layoutColumns(needs, width).columns.find(({ name }) => name === 'verdict')?.width;
    assert.equal(verdictAt(110), 14 + 12);
    assert.equal(verdictAt(88), 14 + 5);
});
