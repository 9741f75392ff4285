// @ts-check
// A text editor as a person uses it: cursor, text, suggestions, hover, squiggles and quick fixes.
// Each function waits for what it caused. A file is meant by its name alone.

import { quickInput } from './palette.mjs';
import { until } from './waiting.mjs';

/** @typedef {import('playwright-core').Page} Page */

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
 * Waits until what is typed goes into this file.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function editorHasFocus(page, name) {
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
    return (await topLine(page, name)) + lines.findIndex((line) => line.includes(part));
}

/**
 * The number, from 1, of the topmost line in view.
 *
 * @param {Page} page
 * @param {string} name
 */
function topLine(page, name) {
    return editor(page, name)
        .first()
        .locator('.margin-view-overlays .line-numbers')
        .evaluateAll((numbers) => Math.min(...numbers.map((each) => Number(each.textContent))));
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
    await editor(page, name)
        .first()
        .locator('.native-edit-context, textarea.inputarea')
        .first()
        .focus();
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
    const text = (await visibleLines(page, name))[line - (await topLine(page, name))] ?? '';
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
 * The suggestions that are shown, in their order, once one of them ends in `wanted`.
 *
 * @param {Page} page
 * @param {string} wanted
 */
export async function suggestions(page, wanted) {
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    return until(
        `a suggestion that ends in '${wanted}'`,
        () =>
            rows.evaluateAll((all) =>
                /** @type {HTMLElement[]} */ (all)
                    .sort((one, other) => one.offsetTop - other.offsetTop)
                    .map((row) => ({
                        label: row.querySelector('.label-name')?.textContent ?? '',
                        detail: row.querySelector('.details-label')?.textContent ?? '',
                        focused: row.classList.contains('focused'),
                    })),
            ),
        (seen) => seen.some(({ label }) => label.endsWith(wanted)),
    );
}

/**
 * Accepts the suggestion whose label ends in `wanted`.
 *
 * @param {Page} page
 * @param {string} wanted
 */
export async function acceptSuggestion(page, wanted) {
    await until(
        `the suggestion '${wanted}' to be the chosen one`,
        async () => {
            const seen = await suggestions(page, wanted);
            const chosen = seen.find((suggestion) => suggestion.focused)?.label ?? '';
            if (!chosen.endsWith(wanted)) {
                await page.keyboard.press('ArrowDown');
            }
            return chosen;
        },
        (chosen) => chosen.endsWith(wanted),
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
 * Opens the list of quick fixes at the cursor and takes the one whose title `accept`s. Where there
 * is none yet, since the diagnostics are those of the text before, it is opened again, as a person
 * would: VS Code asks with the diagnostics that it has.
 *
 * @param {Page} page
 * @param {(title: string) => boolean} accept
 * @returns {Promise<string[]>} all titles that were offered
 */
export async function applyQuickFix(page, accept) {
    const rows = page.locator('.action-widget .monaco-list-row.action');
    const titles = await until(
        'the quick fix',
        async () => {
            if ((await rows.count()) === 0) {
                await page.keyboard.press('Control+.');
                await rows.first().waitFor({ state: 'visible', timeout: 2000 });
            }
            return rows.allInnerTexts();
        },
        (seen) => seen.some(accept),
    );
    await rows.nth(titles.findIndex(accept)).click();
    await rows.first().waitFor({ state: 'hidden' });
    return titles;
}

/**
 * The colour of a text in an editor.
 *
 * @param {Page} page
 * @param {string} name
 * @param {string} text the beginning of a token
 */
export function colourOf(page, name, text) {
    return editor(page, name)
        .first()
        .locator('.view-line span:not(:has(*))')
        .filter({ hasText: text.replaceAll(' ', '\u00a0') })
        .first()
        .evaluate((token) => getComputedStyle(token).color);
}
