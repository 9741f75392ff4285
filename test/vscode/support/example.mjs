// @ts-check
// The example workspace, and what real TensorFlow said to its maps (test/recorded/example/).

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * TensorFlow's answer to a map of the example: how many variables it would load, and the message of
 * the exception that it raises, empty where it raises none.
 *
 * @param {string} map its file name
 * @returns {Promise<{ loads: number, message: string }>}
 */
export async function tensorFlowSays(map) {
    const path = join(repository, 'test', 'recorded', 'example', 'cases.jsonl');
    for (const line of (await readFile(path, 'utf8')).trim().split('\n')) {
        const answer = JSON.parse(line);
        if (answer.id === map) {
            return { loads: answer.assignments.length, message: answer.error?.message ?? '' };
        }
    }
    throw new Error(`${path} holds no answer for ${map}`);
}

/** How many variables the example's model has. */
export async function variablesOfModel() {
    const path = join(repository, 'test', 'example', 'model.variables.json');
    return JSON.parse(await readFile(path, 'utf8')).variables.length;
}
