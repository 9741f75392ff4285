// `plan` and `inspect` of notebooks: what TensorFlow did with the same program, at the places in the
// notebook's cells.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PlanJson } from '../../server/src/loadPlan/planJson.js';
import type { Position } from '../../server/src/util/lineIndex.js';
import { compareProgram, type ProgramRunAnswer, type Said } from '../support/pythonWorlds.js';
import { ckptmap } from './commandLine.js';

const shared = process.env['CKPTMAP_SHARED'];
assert.ok(shared !== undefined, 'CKPTMAP_SHARED names the folder of recorded worlds');
const programs = join(shared, 'conformance', 'python');

interface NotebookAnswer {
    readonly knowable: boolean;
    readonly notebook?: {
        readonly file: string;
        readonly cells: readonly {
            readonly cell: number;
            readonly line: number;
            readonly from: number;
        }[];
    };
    readonly runs: readonly ProgramRunAnswer[];
}

/** The line in the program's file that stands at a place in a cell. */
function lineInFile(
    { cell, line }: Pick<Position, 'cell' | 'line'>,
    { cells }: NonNullable<NotebookAnswer['notebook']>,
): number {
    const part = cells.findLast((each) => each.cell === cell && each.line <= line);
    assert.ok(part !== undefined, `cell ${String(cell)} has no line ${line} of the program`);
    return part.from + line - part.line;
}

async function said(
    folder: string,
    notebook: NonNullable<NotebookAnswer['notebook']>,
): Promise<Pick<Said, 'listing' | 'plan'>> {
    const path = join(folder, notebook.file);
    const [planned, inspected] = [
        await ckptmap(['plan', path, '--format', 'json']),
        await ckptmap(['inspect', path, '--format', 'json']),
    ];
    assert.equal(planned.error + inspected.error, '');
    const plan = JSON.parse(planned.out) as PlanJson;
    const listing = JSON.parse(inspected.out) as Said['listing'];
    for (const { range } of plan.diagnostics) {
        assert.ok(range.start.cell !== undefined && range.end.cell !== undefined);
    }
    return {
        plan: {
            ...plan,
            calls: plan.calls.map((call) => ({
                ...call,
                ...(call.at && { at: { ...call.at, line: lineInFile(call.at, notebook) } }),
            })),
        },
        listing: {
            ...listing,
            variables: listing.variables.map((variable) => ({
                ...variable,
                ...(variable.range && {
                    range: { start: { line: lineInFile(variable.range.start, notebook) } },
                }),
            })),
        },
    };
}

const notebooks = readdirSync(programs)
    .filter((name) => /^p\d+$/.test(name))
    .sort()
    .flatMap((name) => {
        const folder = join(programs, name);
        const answer = JSON.parse(
            readFileSync(join(folder, 'answer.json'), 'utf8'),
        ) as NotebookAnswer;
        return answer.notebook === undefined ? [] : [{ name, folder, ...answer }];
    });

assert.ok(10 <= notebooks.length, 'there are notebooks among the programs');

for (const { name, folder, notebook, knowable, runs } of notebooks) {
    test(`the notebook of ${name}`, async () => {
        assert.ok(notebook !== undefined);
        const found = await said(folder, notebook);
        for (const run of runs) {
            const { kind, reasons } = compareProgram(found, run, folder);
            assert.notEqual(kind, 'wrong', reasons.join('\n'));
            assert.ok(!knowable || kind === 'exact', reasons.join('\n'));
        }
    });
}
