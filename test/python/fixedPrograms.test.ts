// The programs in test/fixtures/programs that do not do what they say, and what becomes of them when
// one preferred fix after another is applied: fixed.py, which does what TensorFlow did with it.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TextFix } from '../../server/src/assignmentMap/assignmentMap.js';
import {
    compareProgram,
    compareRestores,
    evaluateFile,
    type ProgramRunAnswer,
    type Restore,
} from '../support/pythonWorlds.js';
import { root } from '../support/repository.js';

const programs = join(root, 'test/fixtures/programs');

/** No program needs more. */
const maxFixes = 12;

type Fixed = ProgramRunAnswer & { readonly restores?: readonly Restore[] };

function applied(text: string, { edits }: TextFix): string {
    return [...edits]
        .sort((one, other) => other.span.start - one.span.start)
        .reduce(
            (before, { span, newText }) =>
                before.slice(0, span.start) + newText + before.slice(span.end),
            text,
        );
}

/** The text when no fix is left. */
async function mended(path: string): Promise<string> {
    let text = readFileSync(path, 'utf8');
    for (let count = 0; count < maxFixes; count += 1) {
        const { loadPlan } = await evaluateFile(path, text);
        const fix = loadPlan.findings
            .flatMap(({ fixes }) => fixes)
            .find(({ preferred }) => preferred);
        if (fix === undefined) {
            return text;
        }
        text = applied(text, fix);
    }
    return assert.fail(`${path} still has fixes after ${maxFixes}`);
}

const names = readdirSync(programs).filter((name) => existsSync(join(programs, name, 'fixed.py')));

test('there are programs with fixes', () => {
    assert.ok(names.includes('selective_list'), names.join());
});

for (const name of names) {
    const folder = join(programs, name);
    const fixed = join(folder, 'fixed.py');
    const train = join(folder, 'train.py');
    const path = existsSync(train) ? train : join(folder, 'restore.py');

    test(`${name}: its fixes make the program that is meant`, async () => {
        assert.equal(await mended(path), readFileSync(fixed, 'utf8'));
    });

    test(`${name}: with them it does what TensorFlow did`, async () => {
        const answer = JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8')) as {
            readonly fixed: Fixed;
        };
        const said = await evaluateFile(fixed);
        const verdict =
            answer.fixed.restores === undefined
                ? compareProgram(said, answer.fixed, folder)
                : compareRestores(said, answer.fixed.restores, folder);
        assert.equal(verdict.kind, 'exact', verdict.reasons.join('\n'));
        const codes = said.loadPlan.findings.map(({ code }) => code);
        for (const code of ['restore.matches-nothing', 'restore.untracked', 'shape.mismatch']) {
            assert.ok(!codes.some((each) => each === code), codes.join());
        }
    });
}
