// @ts-check
// The workbench around the editors: folders and files, panels, tabs, menus and themes. Each function
// waits for what it caused. The selectors of VS Code's own widgets stand here, in palette.mjs and in
// editor.mjs, and nowhere else; the preview, which is ours, is in preview.mjs.

import { editor, editorHasFocus } from './editor.mjs';
import { choose, pick, quickInput, runCommand } from './palette.mjs';
import { until } from './waiting.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * Opens a folder in a fresh window and waits for the explorer's first row: before that, keys are
 * lost.
 *
 * @param {Page} page
 * @param {string} url of the workbench
 * @param {string} folder
 */
export async function openFolder(page, url, folder) {
    await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
    await explorerIsThere(page);
}

/** @param {Page} page */
async function explorerIsThere(page) {
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
}

/**
 * Opens a file by its name, as Control+P does, in the active editor group.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function openFile(page, name) {
    await pick(page, 'Control+P', name, name);
    await until(
        `the editor of ${name}`,
        () => editor(page, name).count(),
        (count) => count === 1,
    );
    await editorHasFocus(page, name);
}

/**
 * The language on the status bar.
 *
 * @param {Page} page
 */
export function languageOnStatusBar(page) {
    return page.locator('[id="status.editor.mode"]').innerText();
}

/**
 * The rows of the Problems panel, which it opens; a row's text is what a screen reader reads.
 *
 * @param {Page} page
 * @param {(rows: string[]) => boolean} accept
 */
export async function problems(page, accept) {
    const panel = page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
        await runCommand(page, 'Problems: Focus on Problems View');
        await panel.waitFor();
    }
    const rows = panel.locator('.monaco-list-row');
    return until(
        'the rows of the Problems panel',
        () => rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? '')),
        accept,
    );
}

/**
 * Closes the panel below the editor.
 *
 * @param {Page} page
 */
export async function closePanel(page) {
    await runCommand(page, 'View: Hide Panel');
    await page.locator('.markers-panel').waitFor({ state: 'hidden' });
}

/**
 * Throws away the unsaved changes of the active file.
 *
 * @param {Page} page
 */
export async function revertFile(page) {
    await runCommand(page, 'File: Revert File');
    await page.locator('.tab.active.dirty').waitFor({ state: 'hidden' });
}

/**
 * Reloads the window, as "Developer: Reload Window" does, and waits until it is up again.
 *
 * @param {Page} page
 */
export async function reloadWindow(page) {
    await page.evaluate(() => document.body.setAttribute('data-before-reload', ''));
    await runCommand(page, 'Developer: Reload Window');
    await page.locator('body[data-before-reload]').waitFor({ state: 'detached' });
    await explorerIsThere(page);
}

/**
 * Brings the tab of a webview to the front, and the keyboard into it.
 *
 * @param {Page} page
 * @param {RegExp} label
 */
export async function showWebview(page, label) {
    await page.locator('.tabs-container .tab').filter({ hasText: label }).click();
    await until(
        `the keyboard to be in the webview ${label}`,
        () => page.evaluate(() => document.activeElement?.tagName),
        (tag) => tag === 'IFRAME',
    );
}

/**
 * Chooses a colour theme as a person does, by the label in the list of themes.
 *
 * @param {Page} page
 * @param {string} label
 */
export async function chooseTheme(page, label) {
    await until(
        'the list of themes',
        async () => {
            const list = page.locator(`${quickInput} input[placeholder*="Color Theme"]`);
            if (!(await page.locator(quickInput).isVisible())) {
                await page.keyboard.press('Control+K');
                await page.keyboard.press('Control+T');
            }
            return list.count();
        },
        (count) => count === 1,
    );
    await choose(page, label);
}

/**
 * A button in the title of the active editor.
 *
 * @param {Page} page
 * @param {string} title
 */
export function titleAction(page, title) {
    return page.locator(`.editor-group-container.active .editor-actions [aria-label^="${title}"]`);
}

/**
 * Takes an item of the context menu that a file has in the explorer.
 *
 * @param {Page} page
 * @param {string} file
 * @param {string} title
 */
export async function explorerMenu(page, file, title) {
    const row = page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: file });
    await row.click({ button: 'right' });
    const item = page.locator('.monaco-menu .action-label').getByText(title, { exact: true });
    await item.waitFor();
    await until(
        `the menu to close after '${title}' was taken`,
        async () => {
            // VS Code ignores a click that comes too soon after the one that opened the menu.
            const open = await item.isVisible();
            if (open) {
                await item.click({ timeout: 1_000 });
            }
            return open;
        },
        (open) => !open,
    );
}

/**
 * Makes order after a step that failed half-way, so that the next one starts from a quiet screen.
 *
 * @param {Page} page
 */
export async function calmDown(page) {
    for (let times = 0; times < 3; times++) {
        await page.keyboard.press('Escape');
    }
    if (0 < (await page.locator('.tab.active.dirty').count())) {
        await revertFile(page);
    }
    if (await page.locator('.markers-panel').isVisible()) {
        await closePanel(page);
    }
}
