// @ts-check
// One window on one workbench for a row of steps: what the page says, what the logs say, and, where
// a step fails, the evidence: a screenshot, the text of the failure and the end of every log.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { calmDown } from './workbench.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./codeServer.mjs').CodeServer} CodeServer */

/**
 * What VS Code itself says in a clean run, each with its reason; any other error fails the test.
 *
 * @type {readonly RegExp[]}
 */
const expectedNoise = [
    // The proprietary signing module is not in the open build; the workbench asks for it anyway.
    /Failed to load resource: the server responded with a status of 404 .*\/vsda\/rust\/web\//,
    // A browser gives a page that is reloaded no time; VS Code says so of its own services.
    /\[lifecycle\] Long running operations during shutdown are unsupported in the web/,
    // Two windows on one folder: the second does not get the lock of its storage, and says so.
    /EEXIST: file already exists, open '.*\/workspaceStorage\/.*\/vscode\.lock'/,
    // Nobody is signed in, and a slow machine starts that built-in extension late.
    /Timed out waiting for authentication provider 'github' to register/,
];

/**
 * A window, its page's console, and the server's logs.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {CodeServer} server
 * @param {string} screenshots the folder where they are kept
 */
export async function openSession(browser, server, screenshots) {
    const context = await browser.newContext({
        viewport: { width: 1600, height: 900 },
        reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    /** @type {string[]} */
    const consoleErrors = [];
    page.on('console', (message) => {
        if (message.type() === 'error') {
            consoleErrors.push(`console: ${message.text()} (${message.location().url})`);
        }
    });
    page.on('pageerror', (error) => consoleErrors.push(`page: ${error.stack ?? error.message}`));
    page.on('crash', () => consoleErrors.push('page: crashed'));
    await mkdir(screenshots, { recursive: true });

    /**
     * One step, which is one test. What it finds wrong comes with a screenshot and the logs.
     *
     * @param {string} name a sentence
     * @param {(page: Page) => Promise<void>} body
     */
    const step = (name, body) =>
        test(name, { timeout: 120_000 }, async () => {
            try {
                await body(page);
            } catch (error) {
                await screenshot(`failed: ${name}`).catch(() => undefined);
                console.log(await evidence());
                await calmDown(page).catch(() => undefined);
                throw error;
            }
        });

    /**
     * Keeps what is on the screen as a PNG of this name.
     *
     * @param {string} name
     */
    const screenshot = async (name) => {
        const file = `${name.replaceAll(/[^\w-]+/g, '-').slice(0, 80)}.png`;
        await page.screenshot({ path: join(screenshots, file), animations: 'disabled' });
    };

    /** Every line of any log that says error, but for the expected noise. */
    const errors = async () => {
        const lines = [...consoleErrors];
        for (const [path, text] of await server.logs()) {
            const wrong = text.split('\n').filter((line) => /\berror\b/i.test(line));
            lines.push(...wrong.map((line) => `${path}: ${line}`));
        }
        return lines.filter((line) => !expectedNoise.some((noise) => noise.test(line)));
    };

    const evidence = async () => {
        const parts = [`console errors:\n${consoleErrors.join('\n')}`];
        for (const [path, text] of await server.logs()) {
            if (/ckptmap|remoteexthost|standard output/.test(path)) {
                parts.push(`${path}:\n${text.trimEnd().split('\n').slice(-30).join('\n')}`);
            }
        }
        return parts.join('\n\n');
    };

    return { page, step, screenshot, errors, logs: server.logs };
}
