// @ts-check
// VS Code's quick input: the palette, Control+P, and every other list that is filtered by typing.

import { until } from './waiting.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** The quick input, while it is on the screen. */
export const quickInput = '.quick-input-widget:visible';

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
 * Opens a list with a key, filters it, and takes the wanted row.
 *
 * @param {Page} page
 * @param {string} key that opens the list
 * @param {string} typed
 * @param {string} wanted the row's label
 */
export async function pick(page, key, typed, wanted) {
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
export async function choose(page, typed, wanted) {
    await page.locator(`${quickInput} input.input`).fill(typed);
    const row = page.locator(`${quickInput} .monaco-list-row.focused .label-name`);
    await until(
        `the row '${wanted}' in the quick input`,
        () => row.allInnerTexts(),
        (labels) => labels[0] === wanted,
    );
    await page.keyboard.press('Enter');
}
