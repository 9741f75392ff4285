// @ts-check
// Waiting for what a screen will show: no fixed sleeps, and a failure that says what was seen last.
// The clock is the only thing that this file knows.

import { setTimeout as pause } from 'node:timers/promises';

/** How long a step may take before it is called failed, in milliseconds. */
export const patience = 20_000;

/**
 * The first value of `look` that `accept` is content with. Where none comes in time, the error
 * says what was awaited and what was there instead.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T> | T} look
 * @param {(seen: T) => boolean} accept
 * @param {number} [timeout] in milliseconds
 * @returns {Promise<T>}
 */
export async function until(what, look, accept, timeout = patience) {
    const end = performance.now() + timeout;
    let last = 'nothing';
    for (;;) {
        try {
            const seen = await look();
            if (accept(seen)) {
                return seen;
            }
            last = JSON.stringify(seen, null, 1) ?? String(seen);
        } catch (error) {
            // The screen changes while it is read (a frame goes, an element is redrawn).
            last = String(error);
        }
        if (end <= performance.now()) {
            throw new Error(`waited ${timeout} ms for ${what}; seen last:\n${last}`);
        }
        await pause(50);
    }
}
