// @ts-check
// The workbench as a person uses it: files, palette, editor, suggestions, hover, panels. Each
// function waits for what it caused. The selectors of VS Code's own widgets stand here and nowhere
// else; the preview, which is ours, is in preview.mjs.

import { until } from './waiting.mjs';

/** @typedef {import('playwright-core').Page} Page */

const quickInput = '.quick-input-widget:visible';

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
 * Runs a command from the palette by the title that stands there.
 *
 * @param {Page} page
 * @param {string} title with its category, as "Category: Title"
 */
export async function runCommand(page, title) {
    await pick(page, 'F1', `>${title}`, title);
}

/**
 * @param {Page} page
 * @param {string} key that opens the list
 * @param {string} typed
 * @param {string} wanted the row's label
 */
async function pick(page, key, typed, wanted) {
    await until(
        `${key} to open the quick input`,
        async () => {
            const open = await page.locator(quickInput).isVisible();
            if (!open) {
                await page.keyboard.press(key);
            }
            return open;
        },
        (open) => open,
    );
    await choose(page, typed, wanted);
    await page.locator(quickInput).waitFor({ state: 'hidden' });
}

/**
 * Filters the open list and takes the wanted row, which must be the first.
 *
 * @param {Page} page
 * @param {string} typed
 * @param {string} wanted
 */
async function choose(page, typed, wanted) {
    await page.locator(`${quickInput} input.input`).fill(typed);
    const row = page.locator(`${quickInput} .monaco-list-row.focused .label-name`);
    await until(
        `the row '${wanted}' in the quick input`,
        () => row.allInnerTexts(),
        (labels) => labels[0] === wanted,
    );
    await page.keyboard.press('Enter');
}

/**
 * The visible editor of a file.
 *
 * @param {Page} page
 * @param {string} name
 */
export function editor(page, name) {
    return page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`);
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function editorHasFocus(page, name) {
    await until(
        `the keyboard to be in ${name}`,
        () => editor(page, name).first().getAttribute('class'),
        (classes) => (classes ?? '').split(' ').includes('focused'),
    );
}

/**
 * The text that the editor shows, without the line numbers. Only lines in view are there.
 *
 * @param {Page} page
 * @param {string} name
 * @returns {Promise<string[]>}
 */
export function visibleLines(page, name) {
    return editor(page, name)
        .first()
        .locator('.view-line')
        .evaluateAll((lines) =>
            lines
                .map((line) => ({ line, top: line.getBoundingClientRect().top }))
                .sort((one, other) => one.top - other.top)
                .map(({ line }) => (line.textContent ?? '').replaceAll('\u00a0', ' ')),
        );
}

/**
 * The number, from 1, of the only visible line that holds `part`.
 *
 * @param {Page} page
 * @param {string} name
 * @param {string} part
 */
export async function lineOf(page, name, part) {
    const lines = await until(
        `a line with '${part}' in ${name}`,
        () => visibleLines(page, name),
        (seen) => seen.some((line) => line.includes(part)),
    );
    return 1 + lines.findIndex((line) => line.includes(part));
}

/**
 * Puts the cursor at a place, both counted from 1.
 *
 * @param {Page} page
 * @param {string} name of the file, whose editor gets the keyboard
 * @param {number} line
 * @param {number} column
 */
export async function goTo(page, name, line, column) {
    await editor(page, name).first().locator('.view-line').first().click();
    await page.keyboard.press('Control+G');
    await page.locator(`${quickInput} input.input`).fill(`:${line}:${column}`);
    await page.keyboard.press('Enter');
    await page.locator(quickInput).waitFor({ state: 'hidden' });
    await cursorIsAt(page, line, column);
    await editorHasFocus(page, name);
}

/**
 * Puts the cursor `offset` characters into the first visible occurrence of `part`.
 *
 * @param {Page} page
 * @param {string} name
 * @param {string} part
 * @param {number} [offset]
 */
export async function goToText(page, name, part, offset = 0) {
    const line = await lineOf(page, name, part);
    const text = (await visibleLines(page, name))[line - 1] ?? '';
    await goTo(page, name, line, text.indexOf(part) + 1 + offset);
}

/**
 * The status bar's cursor, as `[line, column]` from 1.
 *
 * @param {Page} page
 */
export async function cursor(page) {
    const text = await page.locator('[id="status.editor.selection"]').innerText();
    const [line, column] = [.../** @type {Iterable<[string]>} */ (text.matchAll(/\d+/g))].map(
        Number,
    );
    return [line, column];
}

/**
 * @param {Page} page
 * @param {number} line
 * @param {number} [column] any, where not said
 */
export async function cursorIsAt(page, line, column) {
    await until(
        `the cursor at line ${line}`,
        () => cursor(page),
        (seen) => seen[0] === line && (column === undefined || seen[1] === column),
    );
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
 * The labels in the suggestion list, once it is there, and their details where they are shown.
 *
 * @param {Page} page
 */
export async function suggestions(page) {
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    return until(
        'the suggestions',
        () =>
            rows.evaluateAll((all) =>
                all.map((row) => ({
                    label: row.querySelector('.label-name')?.textContent ?? '',
                    detail: row.querySelector('.details-label')?.textContent ?? '',
                    focused: row.classList.contains('focused'),
                })),
            ),
        (seen) => 0 < seen.length,
    );
}

/**
 * Accepts the suggestion with this label.
 *
 * @param {Page} page
 * @param {string} label
 */
export async function acceptSuggestion(page, label) {
    await until(
        `the suggestion '${label}' to be the chosen one`,
        async () => {
            const seen = await suggestions(page);
            const chosen = seen.find((suggestion) => suggestion.focused)?.label;
            if (chosen !== label) {
                await page.keyboard.press('ArrowDown');
            }
            return chosen;
        },
        (chosen) => chosen === label,
    );
    await page.keyboard.press('Enter');
    await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
}

/**
 * The hover at the cursor.
 *
 * @param {Page} page
 * @param {(text: string) => boolean} accept since VS Code shows one part before the others come
 */
export async function hoverAtCursor(page, accept) {
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    return until(
        'the hover',
        async () => {
            const texts = await page.locator('.monaco-hover:visible').allInnerTexts();
            return texts.join('\n').replaceAll('\u00a0', ' ');
        },
        accept,
    );
}

/**
 * How many errors, warnings … are underlined in the visible part of a file.
 *
 * @param {Page} page
 * @param {string} name
 * @param {'error' | 'warning' | 'info'} severity
 */
export function squiggles(page, name, severity) {
    return editor(page, name).first().locator(`.squiggly-${severity}`).count();
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
 * Opens the list of quick fixes at the cursor and takes the one whose title `accept`s.
 *
 * @param {Page} page
 * @param {(title: string) => boolean} accept
 * @returns {Promise<string[]>} all titles that were offered
 */
export async function applyQuickFix(page, accept) {
    await page.keyboard.press('Control+.');
    const rows = page.locator('.action-widget .monaco-list-row.action');
    const titles = await until(
        'the quick fix',
        () => rows.allInnerTexts(),
        (seen) => seen.some(accept),
    );
    await rows.nth(titles.findIndex(accept)).click();
    await rows.first().waitFor({ state: 'hidden' });
    return titles;
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
 * The tab with this label.
 *
 * @param {Page} page
 * @param {string | RegExp} label
 */
export function tab(page, label) {
    return page.locator('.tabs-container .tab').filter({ hasText: label });
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
    await choose(page, label, label);
    await page.locator(quickInput).waitFor({ state: 'hidden' });
}
