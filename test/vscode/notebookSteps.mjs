// @ts-check
// A notebook in the real VS Code: the page's own example in cells, with what TensorFlow did when it ran
// the same program as a file. A part of smoke.mjs, in a window of its own.

import assert from 'node:assert/strict';
import * as editor from './support/editor.mjs';
import * as legibility from './support/legibility.mjs';
import * as notebooks from './support/notebooks.mjs';
import { runCommand } from './support/palette.mjs';
import * as preview from './support/preview.mjs';
import { tensorFlowDid } from './support/programs.mjs';
import { until } from './support/waiting.mjs';
import * as workbench from './support/workbench.mjs';

const previewMapping = 'Preview checkpoint mapping';
const notebook = 'page.ipynb';
const call = "{'old_scope_1/";
const wrong = "'new_scope_1'}";

/**
 * The steps, each a test.
 *
 * @param {Awaited<ReturnType<typeof import('./support/session.mjs').openSession>>} session
 * @param {string} url of the workbench
 * @param {string} folder with the notebook that `writeNotebook` wrote
 */
export function notebookSteps({ step, screenshot, errors }, url, folder) {
    step('the cell of a notebook that calls is underlined, and no other', async (page) => {
        await workbench.openFolder(page, url, folder);
        await notebooks.openNotebook(page, notebook);
        await until(
            'a squiggle under the scope without its slash',
            () => notebooks.errorsIn(page, call),
            (count) => count === 1,
        );
        assert.equal(await page.locator('.notebook-editor .squiggly-error').count(), 1);
        await screenshot('30-notebook-squiggle');
    });

    step('hovering in a cell shows what TensorFlow raises', async (page) => {
        const [expected] = (await tensorFlowDid('page')).calls;
        const message = expected?.error?.message.split(' is not found')[0];
        assert.ok(message);
        await notebooks.goToText(page, wrong, 4);
        const hover = await editor.hoverAtCursor(page, (text) =>
            text.includes('no-trailing-slash'),
        );
        assert.ok(oneLine(hover).includes(message), hover);
        await screenshot('31-notebook-hover');
        await page.keyboard.press('Escape');
        await until(
            'no hover',
            () => page.locator('.monaco-hover:visible').count(),
            (count) => count === 0,
        );
    });

    step('names are completed in a cell', async (page) => {
        await notebooks.goToText(page, "old_scope_1/'", 'old_scope_1/'.length);
        await page.keyboard.type('v');
        // Escape would leave the cell.
        await page.keyboard.press('Control+Space');
        const offered = await editor.suggestions(page, 'var1');
        assert.ok(
            offered.some(({ label }) => label.endsWith('var2')),
            JSON.stringify(offered),
        );
        await screenshot('32-notebook-completion');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+Z');
        await until(
            'the text as it was',
            () => notebooks.cell(page, "{'old_scope_1/':").count(),
            (count) => count === 1,
        );
    });

    step('the button in a notebook’s title opens its preview', async (page) => {
        const { calls, variables } = await tensorFlowDid('page');
        assert.equal(calls[0]?.assignments.length, 0);
        await workbench.titleAction(page, previewMapping).click();
        const shown = await preview.shows(page, 'the load plan', ({ outcome }) =>
            outcome.includes('cell 4, line 2'),
        );
        assert.ok(oneLine(shown.text).includes(`0 of ${variables.length}`), shown.text);
        await screenshot('33-notebook-preview');
    });

    step('a row of the preview leads to its cell', async (page) => {
        await notebooks.cell(page, 'disable_eager_execution').click();
        await preview.clickRow(page, 'var2');
        await notebooks.cellHasFocus(page, call);
        await screenshot('34-notebook-row-leads-to-cell');
    });

    step('the preview and the other cells follow what is typed into one', async (page) => {
        await notebooks.goToText(page, "'new_scope_2'", 1);
        await page.keyboard.type('x');
        await preview.shows(page, 'the scope’s new name', ({ rows }) =>
            rows.some((cells) => cells.join().includes('xnew_scope_2')),
        );
        await page.keyboard.press('Control+Z');
        await preview.shows(page, 'the scope’s old name', ({ rows }) =>
            rows.every((cells) => !cells.join().includes('xnew_scope_2')),
        );
    });

    step('the fix of the preview changes the cell', async (page) => {
        await preview.applyFix(page, "Change to 'new_scope_1/'");
        await until(
            'no squiggle',
            () => page.locator('.notebook-editor .squiggly-error').count(),
            (count) => count === 0,
        );
        const shown = await preview.shows(page, 'what loads', ({ outcome }) =>
            outcome.includes('would load'),
        );
        assert.match(oneLine(shown.outcome), /1 of 7 variables would load/);
        await screenshot('35-notebook-mended');
        await notebooks.goToText(page, "old_scope_1/'", 2);
        await page.keyboard.press('Control+Z');
        await preview.shows(page, 'the mistake again', ({ outcome }) =>
            outcome.includes('cell 4, line 2'),
        );
    });

    step('without the cell that makes the variables there are none', async (page) => {
        await notebooks.deleteCell(page, "variable_scope('new_scope_1')");
        await preview.shows(page, 'a call without variables', ({ outcome, rows }) =>
            [outcome, ...rows.flat()].join().includes('cell 3, line 2'),
        );
        await screenshot('36-notebook-without-a-cell');
        // VS Code's "Revert File" leaves the cells as they are, and forgets that they are others.
        await page.keyboard.press('Control+Z');
        await preview.shows(page, 'the cell’s own place', ({ outcome }) =>
            outcome.includes('cell 4, line 2'),
        );
        await workbench.revertFile(page);
        await runCommand(page, 'View: Close All Editors');
    });

    for (const theme of ['Dark 2026', 'Light 2026']) {
        step(`a notebook and its preview can be read in the theme ${theme}`, async (page) => {
            await workbench.chooseTheme(page, theme);
            await notebooks.openNotebook(page, notebook);
            await notebooks.goToText(page, wrong, 4);
            await runCommand(page, `Checkpoint map: ${previewMapping}`);
            await preview.shows(page, 'the load plan', ({ outcome }) =>
                outcome.includes('cell 4, line 2'),
            );
            await screenshot(`37-${theme}-notebook`);
            const faint = (await legibility.contrasts(page)).filter(({ ratio }) => ratio < 4.5);
            assert.deepEqual(faint, [], 'text too faint');
            assert.deepEqual(await legibility.collisions(page), [], 'texts collide');
            await runCommand(page, 'View: Close All Editors');
        });
    }

    step('the notebook’s window leaves no error in any log', async () => {
        assert.deepEqual(await errors(), []);
    });
}

/** @param {string} text */
function oneLine(text) {
    return text.replaceAll(/\s+/g, ' ');
}
