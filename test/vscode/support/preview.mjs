// @ts-check
// The preview as a person sees it: it lives in a frame within a frame, is found by its grid, and is
// read by roles and visible text only.

import { until } from './waiting.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Frame} Frame */

/**
 * @typedef {object} Preview What the preview shows at one moment.
 * @property {string} outcome the line in plain words, with TensorFlow's exception where there is one
 * @property {string} text all its visible text
 * @property {string} filter what the filter box holds
 * @property {string[][]} rows the cells of the visible rows, without the header
 * @property {string[]} theme the classes by which VS Code says what kind of theme it is
 */

/**
 * Waits until the preview shows what `accept` is content with.
 *
 * @param {Page} page
 * @param {string} what
 * @param {(preview: Preview) => boolean} accept
 * @returns {Promise<Preview>}
 */
export async function shows(page, what, accept) {
    return until(what, async () => readPreview(await frameOf(page)), accept);
}

/**
 * Whether a preview is on the screen.
 *
 * @param {Page} page
 */
export async function isThere(page) {
    return (await findFrame(page)) !== undefined;
}

/**
 * Types into the filter box, replacing what it holds.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function filter(page, text) {
    const frame = await until('the preview', () => frameOf(page), Boolean);
    await frame.getByRole('searchbox', { name: /^Filter/ }).fill(text);
}

/**
 * Clicks the first row that holds `text` and returns its cells.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function clickRow(page, text) {
    const frame = await until('the preview', () => frameOf(page), Boolean);
    const row = frame.locator('[role=grid] [role=row]').filter({ hasText: text }).first();
    const cells = await row.locator('[role=gridcell]').allTextContents();
    await row.locator('[role=gridcell]').first().click();
    return cells;
}

/**
 * Takes the fix of this title, the first that is shown.
 *
 * @param {Page} page
 * @param {string} title
 */
export async function applyFix(page, title) {
    const frame = await until('the preview', () => frameOf(page), Boolean);
    await frame.getByRole('button', { name: title }).first().click();
}

/** @param {Page} page @returns {Promise<Frame | undefined>} */
async function findFrame(page) {
    for (const frame of page.frames()) {
        if (frame.parentFrame() !== null && (await frame.locator('[role=grid]').isVisible())) {
            return frame;
        }
    }
    return undefined;
}

/**
 * The frame of the preview, which must be on the screen.
 *
 * @param {Page} page
 */
export async function frameOf(page) {
    const frame = await findFrame(page);
    if (frame === undefined) {
        throw new Error('no visible frame holds a grid');
    }
    return frame;
}

/** @param {Frame} frame @returns {Promise<Preview>} */
function readPreview(frame) {
    return frame.evaluate(() => {
        const text = (/** @type {Element | null} */ element) =>
            element instanceof HTMLElement
                ? element.innerText.replaceAll('\u00a0', ' ').trim()
                : '';
        // A name is drawn in two parts, of which the first gives way where there is little room.
        const name = (/** @type {Element} */ cell) => (cell.textContent ?? '').trim();
        const filter = document.querySelector('input[aria-label^="Filter"]');
        const rows = [...document.querySelectorAll('[role=grid] [role=row]')];
        return {
            outcome: text(document.querySelector('[aria-label="Outcome"]')),
            text: text(document.body),
            filter: filter instanceof HTMLInputElement ? filter.value : '',
            rows: rows
                .map((row) => [...row.querySelectorAll('[role=gridcell]')].map(name))
                .filter((cells) => 0 < cells.length),
            theme: [...document.body.classList],
        };
    });
}
