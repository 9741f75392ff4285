// Every exception that a map file can make TensorFlow raise, recorded from the real one: paths,
// broken checkpoints, containers and values, shards, shapes and types (test/recorded/README.md).

import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import {
    languageOf,
    parseAssignmentMap,
} from '../../server/src/assignmentMap/parseAssignmentMap.js';
import type { LoadPlan } from '../../server/src/loadPlan/loadPlan.js';
import { planFile } from '../../server/src/loadPlan/planFile.js';
import { dataIsAssumed } from '../../server/src/loadPlan/restoreOp.js';
import {
    casesOf,
    checkpointIn,
    laidOut,
    modelIn,
    wordsOf,
    type Answer,
    type AnsweredAssignment,
    type WorldCase,
} from '../support/conformance.js';

const recorded = join(process.cwd(), 'test', 'recorded');

interface RecordedCase extends Omit<WorldCase, 'checkpoint'> {
    readonly source: string;
    readonly map: string;
    readonly mapFile: string;
    readonly checkpoint?: string;
    readonly model: string;
    /** Where TensorFlow ran, relative to the world. */
    readonly folder?: string;
}

/**
 * Cases in which we say something else on purpose, or cannot know, by world and number. Each of
 * them must still differ: one that agrees has to leave the list.
 */
const exceptions: readonly {
    readonly because: string;
    readonly cases: Readonly<Record<string, readonly number[]>>;
}[] = [
    {
        because: 'remote paths are not read: the outcome is unknown (checkpoint.remote)',
        cases: { prefixes: [133, 134, 135, 136, 138] },
    },
    {
        because: 'which of two shards TensorFlow reads first is up to the file system',
        cases: { 'entries-v1': [132, 133, 134, 135, 136, 137] },
    },
    {
        because: 'paths as bytes, and lone surrogates in paths, are no paths of a map file',
        cases: { arguments: [22, 23, 36, 37] },
    },
    {
        because: 'a container inside itself is a mistake of the text to us',
        cases: { containers: [238, 239, 240] },
    },
    {
        because: 'in a table out of order TensorFlow finds what its bisection happens to meet',
        cases: { 'entries-v2': [114, 115, 116], 'table-v2': [83, 101, 165, 229, 257, 258, 259] },
    },
    {
        because: 'a slice whose entry is listed as the header can still be restored',
        cases: {
            'table-v2': [
                44, 47, 50, 53, 62, 65, 67, 69, 71, 73, 75, 77, 79, 81, 85, 87, 89, 91, 99, 105,
                107, 109, 111, 113, 115, 117, 119, 121,
            ],
        },
    },
];

/** Why a case differs; undefined where it must not. */
function exceptionOf(id: string): string | undefined {
    const [, world = '', number = ''] = /^(.*)-(\d+)$/.exec(id) ?? [];
    return exceptions.find(({ cases }) => cases[world]?.includes(Number(number)) === true)?.because;
}

// Folders without cases hold what was recorded of something else.
const worlds = readdirSync(recorded).filter((name) =>
    existsSync(join(recorded, name, 'cases.jsonl')),
);

for (const name of worlds) {
    const world = join(recorded, name);
    const laid = laidOut(world);
    describe(name, () => {
        after(() => {
            if (laid !== world) {
                rmSync(laid, { recursive: true });
            }
        });
        for (const each of casesOf(world) as unknown as readonly RecordedCase[]) {
            const folder = join(laid === world ? world : laid, each.folder ?? '');
            test(`${each.id} (${each.source})`, (context) => {
                const plan = planOf(folder, each);
                const ours = wordsOf(plan);
                const theirs = knowable(each, plan, ours);
                const because = exceptionOf(each.id);
                if (because === undefined) {
                    assert.deepEqual(ours, theirs);
                } else {
                    assert.notDeepEqual(ours, theirs);
                    context.diagnostic(because);
                }
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

/**
 * The recorded answer as far as it can be known without reading values, and with an index alone
 * taken for a checkpoint whose data is elsewhere, as the contract says.
 */
function knowable({ outcome, error, assignments }: Answer, plan: LoadPlan, ours: Answer): Answer {
    const source = plan.calls[0]?.checkpoint;
    const assumed = source !== undefined && dataIsAssumed(source.shards);
    const known = assignments.map((theirs): AnsweredAssignment => {
        const message = theirs.error?.message ?? '';
        const needsData =
            (source?.checkpoint?.format === 'v1' && message === 'Error copying slice data') ||
            message.includes('Checksum does not match') ||
            (assumed && /; (?:No such file or directory|Is a directory)$/.test(message));
        const own = ours.assignments.find(({ variable }) => variable === theirs.variable);
        return needsData && own !== undefined ? own : theirs;
    });
    const fails = known.some(({ verdict }) => verdict === 'fails');
    return {
        outcome: outcome === 'fails-at-run-time' && !fails ? 'ok' : outcome,
        error,
        assignments: known,
    };
}
