// Programs whose calls are frozen to files: the files' plan, made from the disk by the command line,
// is compared with the program's own.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { drive } from '../../server/src/host/drive.js';
import { freezeCalls, type FrozenCalls } from '../../server/src/loadPlan/freezeCalls.js';
import type { CallJson, PlanJson } from '../../server/src/loadPlan/planJson.js';
import { readProgramModel } from '../../server/src/tensorflow/programModel.js';
import { ckptmap } from '../cli/commandLine.js';
import { pythonFromSources } from './python.js';
import { evaluateFile } from './pythonWorlds.js';

/** What came of freezing a program. */
export type Frozen = 'same' | 'nothing' | Exclude<FrozenCalls, { readonly files: unknown }>;

/** Freezes all calls of a program in a copy of its folder, and holds their plan to the program's. */
export async function freezeProgram(path: string): Promise<Frozen> {
    const copy = join(mkdtempSync(join(tmpdir(), 'ckptmap-frozen-')), basename(dirname(path)));
    try {
        cpSync(dirname(path), copy, { recursive: true });
        return await freezeIn(copy, basename(path));
    } finally {
        rmSync(dirname(copy), { recursive: true });
    }
}

async function freezeIn(folder: string, program: string): Promise<Frozen> {
    const python = await pythonFromSources();
    const path = join(folder, program);
    const { loadPlan: plan } = await evaluateFile(path);
    if (plan.calls.length === 0) {
        return 'nothing';
    }
    const programModel = await drive(readProgramModel(program, [folder], python));
    const frozen = freezeCalls(plan.calls, { program, stem: 'frozen', programModel });
    if (!('files' in frozen)) {
        return frozen;
    }
    frozen.files.forEach(({ name, text }) => {
        writeFileSync(join(folder, name), text, { flag: 'wx' });
    });
    const [{ name }] = frozen.files;
    const [mine, theirs] = [await toldOf(folder, program), await toldOf(folder, name)];
    assert.deepEqual(theirs.calls, mine.calls, path);
    const isCaught = plan.calls.some(({ call, error }) => error !== null && call.program?.caught);
    if (mine.outcome !== 'unknown' && !isCaught) {
        assert.deepEqual(theirs, mine, path);
    }
    return 'same';
}

interface Told {
    readonly outcome: string;
    readonly assignments: readonly object[];
    readonly calls: readonly object[];
}

/** What a plan says of loading, without the places in the text. */
async function toldOf(folder: string, file: string): Promise<Told> {
    const { out, error } = await ckptmap(['plan', file, '--format', 'json'], { folder });
    assert.equal(error, '');
    const plan = JSON.parse(out) as PlanJson;
    return {
        outcome: plan.outcome,
        assignments: plan.assignments.map(withoutPlace),
        calls: plan.calls.map(({ checkpoint, outcome, error: raised, ...call }: CallJson) => ({
            checkpoint,
            outcome,
            error: raised,
            assignments: call.assignments.map(withoutPlace),
            unassigned: call.unassigned,
            unused: call.unused,
        })),
    };
}

function withoutPlace(assignment: PlanJson['assignments'][number]): object {
    return { ...assignment, rule: undefined };
}
