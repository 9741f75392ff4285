// The scan that decides whether a text of Python concerns us at all, before anything is parsed.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mentionsCheckpoints } from '../../server/src/tensorflow/mentions.js';
import type { Benchmark, Prepared } from './benchmark.js';
import { plainPython } from './inputs.js';

const what = 'the scan for what concerns us';
const floor = 'one indexOf over the same text';

/** The scan over Python that was made up, and over a folder where one is named. */
export const scanBenchmarks: readonly Benchmark[] = [
    {
        name: 'scan/generated',
        what,
        floor,
        prepare: ({ sizes }) => Promise.resolve(scanOf([plainPython(sizes.lines)])),
    },
    {
        name: 'scan/folder',
        what,
        floor,
        prepare: ({ python }) => {
            if (python === undefined) {
                throw new Error('scan/folder needs a folder: --python FOLDER');
            }
            const texts = readdirSync(python, { recursive: true, encoding: 'utf8' })
                .filter((name) => name.endsWith('.py'))
                .map((name) => readFileSync(join(python, name), 'utf8'))
                // Where a name is found, the scan ends; what is measured is a scan to the end.
                .filter((text) => !mentionsCheckpoints(text));
            return Promise.resolve(scanOf(texts));
        },
    },
];

function scanOf(texts: readonly string[]): Prepared {
    const characters = texts.reduce((sum, { length }) => sum + length, 0);
    const lines = texts.reduce((sum, text) => sum + text.split('\n').length, 0);
    return {
        input: `${texts.length} texts of ${lines} lines`,
        measured: () => {
            const found = texts.filter((text) => mentionsCheckpoints(text)).length;
            if (found !== 0) {
                throw new Error(`${found} texts mention something`);
            }
            return Promise.resolve({ count: characters, unit: 'characters' });
        },
        floor: () => {
            if (texts.some((text) => text.indexOf('init_from_checkpoint') !== -1)) {
                throw new Error('a text mentions something');
            }
            return Promise.resolve(undefined);
        },
    };
}
