// Maps that real TensorFlow answered: 2.21's, and those of 1.15 and contrib. The model is the
// variables file; with the .meta instead, every disagreement must be one that a graph cannot avoid.

import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import {
    answerOf,
    casesOf,
    checkpointIn,
    modelIn,
    worldsIn,
    type WorldCase,
} from '../support/conformance.js';

const shared = process.env['CKPTMAP_SHARED'] ?? '';
const folders = ['cases', 'older/1.15', 'older/contrib'].map((name) =>
    join(shared, 'conformance', name),
);

for (const world of folders.flatMap(worldsIn)) {
    const model = modelIn(world, 'model.variables.json');
    for (const each of casesOf(world)) {
        test(`${basename(world)} ${each.id}`, () => {
            // Messages of TensorFlow hold the argument as the case gives it, which is `$CKPT` there.
            const answer = answerOf(each, checkpointIn(world, each.checkpoint), model);
            assert.deepEqual(answer, expected(each));
        });
    }
}

function expected({ outcome, error, assignments }: WorldCase): unknown {
    return { outcome, error, assignments };
}
