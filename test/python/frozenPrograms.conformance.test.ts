// The calls of recorded programs, frozen to assignment-map files, load what the programs load.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freezeProgram } from '../support/frozenPrograms.js';

const folder = join(process.env['CKPTMAP_SHARED'] ?? '', 'conformance/python');

test('what is frozen has the plan of the program, and nearly all that is known is frozen', async (t) => {
    const tally = new Map<string, number>();
    const unknown: string[] = [];
    for (const name of readdirSync(folder).filter((each) => /^[a-z]\d+$/.test(each))) {
        const answer = JSON.parse(readFileSync(join(folder, name, 'answer.json'), 'utf8')) as {
            readonly file: string;
            readonly knowable: boolean;
        };
        const frozen = await freezeProgram(join(folder, name, answer.file));
        const kind = typeof frozen === 'string' ? frozen : Object.keys(frozen).join();
        tally.set(kind, (tally.get(kind) ?? 0) + 1);
        if (answer.knowable && typeof frozen !== 'string') {
            unknown.push(`${name} ${JSON.stringify(frozen)}`);
        }
    }
    const same = tally.get('same') ?? 0;
    t.diagnostic(JSON.stringify([...tally]));
    assert.ok(unknown.length * 4 <= same, `${same} frozen, but not:\n${unknown.join('\n')}`);
});
