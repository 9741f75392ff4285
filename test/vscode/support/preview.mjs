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
 */

/**
 * Waits until the preview shows what `accept` is content with.
 *
 * @param {Page} page
 * @param {string} what
 * @param {(preview: Preview) => boolean} accept
 * @returns {Promise<Preview>}
 */
export async function previewShows(page, what, accept) {
    const seen = await until(
        what,
        async () => readPreview(await previewFrame(page)),
        (preview) => preview !== undefined && accept(preview),
    );
    if (seen === undefined) {
        throw new Error('the preview is not there');
    }
    return seen;
}

/**
 * The frame that holds the preview's grid, if there is one on the screen.
 *
 * @param {Page} page
 * @returns {Promise<Frame | undefined>}
 */
export async function previewFrame(page) {
    for (const frame of page.frames()) {
        if (frame.parentFrame() !== null && (await frame.locator('[role=grid]').isVisible())) {
            return frame;
        }
    }
    return undefined;
}

/**
 * @param {Frame | undefined} frame
 * @returns {Promise<Preview | undefined>}
 */
async function readPreview(frame) {
    return frame?.evaluate(() => {
        const text = (/** @type {Element | null} */ element) =>
            element instanceof HTMLElement
                ? element.innerText.replaceAll('\u00a0', ' ').trim()
                : '';
        const filter = document.querySelector('input[aria-label^="Filter"]');
        const rows = [...document.querySelectorAll('[role=grid] [role=row]')];
        return {
            outcome: text(document.querySelector('[role=status]')),
            text: text(document.body),
            filter: filter instanceof HTMLInputElement ? filter.value : '',
            rows: rows
                .map((row) => [...row.querySelectorAll('[role=gridcell]')].map(text))
                .filter((cells) => 0 < cells.length),
        };
    });
}

/**
 * Types into the filter box, replacing what it holds.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function filterPreview(page, text) {
    const frame = await until('the preview', () => previewFrame(page), Boolean);
    await frame?.getByLabel('Filter').fill(text);
}

/**
 * Clicks the first row that holds `text` and returns its cells.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function clickRow(page, text) {
    const frame = await until('the preview', () => previewFrame(page), Boolean);
    const row = frame?.locator('[role=grid] [role=row]').filter({ hasText: text }).first();
    const cells = (await row?.locator('[role=gridcell]').allInnerTexts()) ?? [];
    await row?.locator('[role=gridcell]').first().click();
    return cells;
}
