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
    const cells = await row.locator('[role=gridcell]').allInnerTexts();
    await row.locator('[role=gridcell]').first().click();
    return cells;
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

/** @param {Page} page */
async function frameOf(page) {
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
        const filter = document.querySelector('input[aria-label^="Filter"]');
        const rows = [...document.querySelectorAll('[role=grid] [role=row]')];
        return {
            outcome: text(document.querySelector('[aria-label="Outcome"]')),
            text: text(document.body),
            filter: filter instanceof HTMLInputElement ? filter.value : '',
            rows: rows
                .map((row) => [...row.querySelectorAll('[role=gridcell]')].map(text))
                .filter((cells) => 0 < cells.length),
            theme: [...document.body.classList],
        };
    });
}

/**
 * The contrast of every visible piece of text with what lies behind it, as WCAG 2 defines it
 * (1 to 21; gradients and pictures behind a text are not looked at).
 *
 * @param {Page} page
 * @returns {Promise<{ text: string, ratio: number }[]>}
 */
export async function contrasts(page) {
    const frame = await frameOf(page);
    return frame.evaluate(() => {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
        /** Red, green, blue from 0 to 255, alpha from 0 to 1, whatever the notation. */
        const parse = (/** @type {string} */ colour) => {
            if (canvas === null) {
                throw new Error('this browser draws nothing');
            }
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
            return [red, green, blue, alpha / 255];
        };
        const over = (/** @type {number[]} */ front, /** @type {number[]} */ back) => {
            const alpha = front[3] ?? 1;
            return [0, 1, 2].map((i) => (front[i] ?? 0) * alpha + (back[i] ?? 0) * (1 - alpha));
        };
        const luminance = (/** @type {number[]} */ colour) => {
            const [red = 0, green = 0, blue = 0] = colour
                .map((part) => part / 255)
                .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const editorBackground = parse(
            getComputedStyle(document.documentElement).getPropertyValue(
                '--vscode-editor-background',
            ),
        );
        const behind = (/** @type {Element | null} */ element) => {
            const layers = [];
            for (let each = element; each !== null; each = each.parentElement) {
                layers.unshift(parse(getComputedStyle(each).backgroundColor));
            }
            return layers.reduce((back, front) => over(front, back), editorBackground);
        };
        const found = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const element = node.parentElement;
            const text = node.textContent?.trim() ?? '';
            if (element === null || text === '' || !element.checkVisibility()) {
                continue;
            }
            const front = parse(getComputedStyle(element).color);
            for (
                let each = /** @type {Element | null} */ (element);
                each;
                each = each.parentElement
            ) {
                front[3] = (front[3] ?? 1) * Number(getComputedStyle(each).opacity);
            }
            const back = behind(element);
            const [low = 0, high = 0] = [luminance(over(front, back)), luminance(back)].sort(
                (one, other) => one - other,
            );
            found.push({ text, ratio: Math.round((100 * (high + 0.05)) / (low + 0.05)) / 100 });
        }
        return found;
    });
}
