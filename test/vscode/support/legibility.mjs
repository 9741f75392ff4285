// @ts-check
// Whether a person can read what the preview shows: contrast, and texts that lie on one another or
// are cut off. What the texts say is not looked at here.

import { frameOf } from './preview.mjs';

/**
 * The contrast of every visible piece of text with what lies behind it, as WCAG 2 defines it
 * (1 to 21; gradients and pictures behind a text are not looked at).
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{ text: string, ratio: number }[]>}
 */
export async function contrasts(page) {
    return (await frameOf(page)).evaluate(() => {
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

/**
 * Pieces of text in the table of which one is drawn over the other, and column titles that are cut.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function collisions(page) {
    return (await frameOf(page)).evaluate(() => {
        /** What of a text's box is left by the boxes around it that cut off what is outside. */
        const visibleBox = (/** @type {Node} */ node) => {
            const range = document.createRange();
            range.selectNodeContents(node);
            let { left, right, top, bottom } = range.getBoundingClientRect();
            for (let each = node.parentElement; each !== null; each = each.parentElement) {
                if (getComputedStyle(each).overflowX !== 'visible') {
                    const clip = each.getBoundingClientRect();
                    left = Math.max(left, clip.left);
                    right = Math.min(right, clip.right);
                    top = Math.max(top, clip.top);
                    bottom = Math.min(bottom, clip.bottom);
                }
            }
            return { text: node.textContent ?? '', left, right, top, bottom };
        };
        const found = [];
        for (const row of document.querySelectorAll('[role=grid] [role=row]')) {
            const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
            const boxes = [];
            for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
                boxes.push(visibleBox(node));
            }
            for (const [index, one] of boxes.entries()) {
                for (const other of boxes.slice(index + 1)) {
                    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                    const height =
                        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                    if (2 < width && 2 < height) {
                        found.push(`'${one.text}' and '${other.text}' lie on one another`);
                    }
                }
            }
        }
        for (const title of document.querySelectorAll('[role=grid] [role=columnheader]')) {
            if (title.clientWidth < title.scrollWidth) {
                found.push(`the title '${title.textContent}' is cut`);
            }
        }
        return found;
    });
}
