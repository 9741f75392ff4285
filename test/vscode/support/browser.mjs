// @ts-check
// Chromium from the PATH, driven by Playwright, with everything that a page says to its console.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/**
 * Starts a headless Chromium without its sandbox (containers have no user namespaces) and without
 * anything that asks the network on its own.
 */
export function launchBrowser() {
    return chromium.launch({
        executablePath: findOnPath('chromium'),
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
        ],
    });
}

/** @param {string} program */
function findOnPath(program) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
        const path = join(folder, program);
        try {
            accessSync(path, constants.X_OK);
            return path;
        } catch {
            // Not in this folder: the next one may have it.
        }
    }
    throw new Error(`found no '${program}' on the PATH; run setup.sh first`);
}
