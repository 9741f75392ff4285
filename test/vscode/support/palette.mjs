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
        `the row '${wanted}' in the list that ${key} opens`,
        async () => {
            const list = page.locator(quickInput);
            if (!(await list.isVisible())) {
                await page.keyboard.press(key);
                await list.waitFor({ timeout: 1_000 });
            }
            return firstRow(page, typed);
        },
        (label) => label === wanted,
    );
    await page.keyboard.press('Enter');
    await page.locator(quickInput).waitFor({ state: 'hidden' });
}

/**
 * Filters the open list and takes the wanted row, which must be the first.
 *
 * @param {Page} page
 * @param {string} wanted its label
 */
export async function choose(page, wanted) {
    await until(
        `the row '${wanted}' in the quick input`,
        () => firstRow(page, wanted),
        (label) => label === wanted,
    );
    await page.keyboard.press('Enter');
    await page.locator(quickInput).waitFor({ state: 'hidden' });
}

/** @param {Page} page @param {string} typed @returns {Promise<string | undefined>} */
async function firstRow(page, typed) {
    const input = page.locator(`${quickInput} input.input`);
    // The list goes where something else takes the focus: no long waiting for what is not there.
    if ((await input.inputValue({ timeout: 1_000 })) !== typed) {
        await input.fill(typed, { timeout: 1_000 });
    }
    const labels = page.locator(`${quickInput} .monaco-list-row.focused .label-name`);
    return (await labels.allInnerTexts())[0];
}
