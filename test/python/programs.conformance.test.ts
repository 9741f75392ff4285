// Programs and restores answered by TensorFlow: nothing that is claimed is wrong, and of what a
// careful reader knows nearly all is known here, too.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
    compareProgram,
    compareRestores,
    evaluateFile,
    type ProgramRunAnswer,
    type Restore,
    type Verdict,
} from '../support/pythonWorlds.js';

const shared = process.env['CKPTMAP_SHARED'] ?? '';

/** The share of the knowable programs that have to be answered exactly. */
const wanted = 0.95;

interface World<R> {
    readonly id: string;
    readonly file: string;
    readonly knowable: boolean;
    readonly runs: readonly R[];
}

async function compareAll<R>(
    folder: string,
    compare: (said: Awaited<ReturnType<typeof evaluateFile>>, run: R, world: string) => Verdict,
): Promise<void> {
    const worlds = readdirSync(folder)
        .filter((name) => /^[a-z]\d+$/.test(name))
        .sort();
    const tally = { exact: 0, unknown: 0, wrong: 0 };
    let knowable = 0;
    const wrong: string[] = [];
    const open: string[] = [];
    for (const name of worlds) {
        const world = join(folder, name);
        const answer = JSON.parse(readFileSync(join(world, 'answer.json'), 'utf8')) as World<R>;
        const said = await evaluateFile(join(world, answer.file));
        const verdicts = answer.runs.map((run) => compare(said, run, world));
        const kinds = verdicts.map(({ kind }) => kind);
        const kind = kinds.includes('wrong')
            ? 'wrong'
            : kinds.includes('unknown')
              ? 'unknown'
              : 'exact';
        knowable += answer.knowable ? 1 : 0;
        if (kind === 'wrong') {
            wrong.push(`${name}: ${verdicts.flatMap(({ reasons }) => reasons).join('; ')}`);
        }
        if (answer.knowable) {
            tally[kind] += 1;
            if (kind === 'unknown') {
                open.push(`${name}: ${verdicts.flatMap(({ reasons }) => reasons).join('; ')}`);
            }
        }
    }
    assert.ok(0 < worlds.length, `there are no programs in ${folder}`);
    assert.deepEqual(wrong, []);
    assert.ok(
        wanted * knowable <= tally.exact,
        `${tally.exact} of ${knowable} knowable programs are exact; open:\n${open.join('\n')}`,
    );
}

test('programs do what the plan and the listing say', async () => {
    await compareAll<ProgramRunAnswer>(join(shared, 'conformance/python'), compareProgram);
});

test('restores do what is said of them', async () => {
    await compareAll<{ readonly restores: readonly Restore[] }>(
        join(shared, 'conformance/restore'),
        (said, run, world) => compareRestores(said, run.restores, world),
    );
});
