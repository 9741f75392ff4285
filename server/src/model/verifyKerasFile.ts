// The checksums of a file of Keras: a `.keras` archive has one of its weights, as every zip archive
// has. HDF5 files as Keras writes them have none, and truncation alone can be told.

import { corrupt } from '../checkpoint/findings.js';
import type { Problem } from '../util/problem.js';
import type { Reading } from '../util/reading.js';
import { checkZipEntry, readZipDirectory } from '../util/zipEntries.js';

/** What was compared, and what is wrong. */
export interface KerasVerdict {
    readonly note: string;
    readonly problems: readonly Problem[];
}

/** Compares the checksum of the weights in a `.keras` file, in windows of which nothing is kept. */
export function* verifyKerasFile(path: string): Reading<KerasVerdict> {
    const entries = yield* readZipDirectory(path);
    const weights = 'reason' in entries ? undefined : entries.get('model.weights.h5');
    if (weights === undefined) {
        return {
            note: 'there is nothing to compare: HDF5 files of Keras have no checksums',
            problems: [],
        };
    }
    // What is packed was compared when it was unpacked, to be read at all.
    const fault = weights.method === 0 ? yield* checkZipEntry(path, weights) : undefined;
    return {
        note: "compared the checksum of 'model.weights.h5' in the archive",
        problems: fault === undefined ? [] : [corrupt(path, `The file ${fault.reason}`)],
    };
}
