// Every exception that a map file can make TensorFlow raise, recorded from the real one: paths,
// broken checkpoints, containers and values, shards, shapes and types (test/recorded/README.md).

import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import {
    languageOf,
    parseAssignmentMap,
} from '../../server/src/assignmentMap/parseAssignmentMap.js';
import type { LoadPlan } from '../../server/src/loadPlan/loadPlan.js';
import { planFile } from '../../server/src/loadPlan/planFile.js';
import {
    casesOf,
    checkpointIn,
    laidOut,
    modelIn,
    wordsOf,
    type WorldCase,
} from '../support/conformance.js';

const recorded = join(process.cwd(), 'test', 'recorded');

interface RecordedCase extends Omit<WorldCase, 'checkpoint'> {
    readonly source: string;
    readonly map: string;
    readonly mapFile: string;
    readonly checkpoint?: string;
    readonly model: string;
}

for (const name of readdirSync(recorded).filter((each) => each !== 'yaml' && !each.includes('.'))) {
    const world = join(recorded, name);
    const folder = laidOut(world);
    describe(name, () => {
        after(() => {
            if (folder !== world) {
                rmSync(folder, { recursive: true });
            }
        });
        for (const each of casesOf(world) as unknown as readonly RecordedCase[]) {
            test(`${each.id} (${each.source})`, () => {
                const { outcome, error, assignments } = each;
                assert.deepEqual(wordsOf(planOf(folder, each)), { outcome, error, assignments });
            });
        }
    });
}

function planOf(folder: string, { map: text, mapFile, checkpoint, model }: RecordedCase): LoadPlan {
    const map = parseAssignmentMap(text, languageOf(mapFile));
    const calls = map.calls.map((call) => {
        const argument = checkpoint ?? call.checkpoint?.path;
        return {
            ...(argument === undefined ? {} : { checkpoint: checkpointIn(folder, argument) }),
            model: modelIn(folder, model),
            rules: call.rules ?? '2.21',
        } as const;
    });
    return planFile({ map, calls });
}
