// @ts-check
// A notebook of the page's own example (test/fixtures/programs/page), its program in three cells under
// one of text, and the cells of notebooks on the screen.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pick } from './palette.mjs';
import { until } from './waiting.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** The cells of the visible notebook. */
const cells = '.notebook-editor .monaco-list-row';

/**
 * Writes the notebook `page.ipynb` beside the program `train.py` and its checkpoint: that program up to
 * its first call, which ends it.
 *
 * @param {string} folder
 */
export async function writeNotebook(folder) {
    const program = await readFile(join(folder, 'train.py'), 'utf8');
    const parts = /^#.*\n([^]*?)\n# Say[^]*?\n(# Create[^]*?)\n+(# Initialize[^]*?)\n\n/.exec(
        program,
    );
    assert.ok(parts !== null, `no imports, variables and call in:\n${program}`);
    const [, head = '', model = '', call = ''] = parts;
    const written = [
        { cell_type: 'markdown', metadata: {}, source: ['# Warm start'] },
        ...[`%pip install tensorflow\n${head}`, model, call].map((text) => ({
            cell_type: 'code',
            execution_count: null,
            metadata: {},
            outputs: [],
            source: text.trimEnd().split(/(?<=\n)/),
        })),
    ];
    const metadata = { language_info: { name: 'python' } };
    await writeFile(
        join(folder, 'page.ipynb'),
        JSON.stringify({ cells: written, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1),
    );
}

/**
 * Opens a notebook by its name, as Control+P does.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function openNotebook(page, name) {
    await pick(page, 'Control+P', name, name);
    await page.locator('.notebook-editor .cell .monaco-editor').first().waitFor();
}

/**
 * The cell of code that holds a text.
 *
 * @param {Page} page
 * @param {string} part
 */
export function cell(page, part) {
    return page
        .locator(`${cells}.code-cell-row`)
        .filter({ hasText: part.replaceAll(' ', '\u00a0') })
        .first();
}

/**
 * Puts the cursor `offset` characters into the first occurrence of `part` in a cell, with a click: no
 * key goes to a line of a cell.
 *
 * @param {Page} page
 * @param {string} part
 * @param {number} [offset]
 */
export async function goToText(page, part, offset = 0) {
    await until(
        `the cursor at '${part}'`,
        async () => {
            // Cells move while lenses come into those above them, and what covers them takes clicks.
            const { x, y } = await placeOf(page, part, offset);
            await page.mouse.click(x, y);
            const cursor = cell(page, part).locator('.monaco-editor.focused .cursor').first();
            const box = await cursor.boundingBox({ timeout: 1_000 });
            return box === null ? Infinity : Math.abs(box.x - x) + Math.abs(box.y - y);
        },
        (distance) => distance < 20,
    );
}

/**
 * Waits until what is typed goes into the cell that holds a text.
 *
 * @param {Page} page
 * @param {string} part
 */
export async function cellHasFocus(page, part) {
    await until(
        `the keyboard to be in the cell with '${part}'`,
        () => hasFocus(page, part),
        (focused) => focused,
    );
}

/**
 * Deletes the cell that holds a text, with the button in its corner.
 *
 * @param {Page} page
 * @param {string} part
 */
export async function deleteCell(page, part) {
    const before = await page.locator(`${cells}.code-cell-row`).count();
    await cell(page, part).locator('.monaco-editor').click();
    await cell(page, part).locator('.cell-title-toolbar [aria-label^="Delete Cell"]').click();
    await until(
        'one cell less',
        () => page.locator(`${cells}.code-cell-row`).count(),
        (count) => count === before - 1,
    );
}

/**
 * How many errors are underlined in the cell that holds a text.
 *
 * @param {Page} page
 * @param {string} part
 */
export function errorsIn(page, part) {
    return cell(page, part).locator('.squiggly-error').count();
}

/** @param {Page} page @param {string} part */
async function hasFocus(page, part) {
    return (await cell(page, part).locator('.monaco-editor.focused').count()) === 1;
}

/**
 * The middle of a character's left edge, on the page.
 *
 * @param {Page} page
 * @param {string} part
 * @param {number} offset
 */
function placeOf(page, part, offset) {
    return cell(page, part)
        .locator('.view-line')
        .filter({ hasText: part.replaceAll(' ', '\u00a0') })
        .first()
        .evaluate((line, [wanted, characters]) => {
            const text = (line.textContent ?? '').replaceAll('\u00a0', ' ');
            let left = text.indexOf(wanted) + characters;
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
                const { length } = node.textContent ?? '';
                if (left < length) {
                    const range = document.createRange();
                    range.setStart(node, left);
                    range.setEnd(node, left + 1);
                    const box = range.getBoundingClientRect();
                    return { x: box.left + 1, y: box.top + box.height / 2 };
                }
                left -= length;
            }
            throw new Error(`no character ${characters} of '${wanted}' in '${text}'`);
        }, /** @type {const} */ ([part, offset]));
}
