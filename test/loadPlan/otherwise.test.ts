// Names which PyYAML reads as something else than text, recorded from PyYAML 6: each is a finding
// with a fix, and the fixed text holds the very name that was written.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseAssignmentMap } from '../../server/src/assignmentMap/parseAssignmentMap.js';
import { planFile } from '../../server/src/loadPlan/planFile.js';

interface RecordedScalar {
    readonly text: string;
    readonly as: 'value' | 'key' | 'item' | 'flow';
    readonly type: string;
    readonly error?: { readonly problem: string };
}

const scalars = readFileSync(join('test', 'recorded', 'yaml', 'scalars.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedScalar);

/** Scalars of one plain word, as a name in a map. */
const words = scalars.filter(
    ({ text, as, type, error }) =>
        (as === 'value' || as === 'key') &&
        /^[^\s"'#!&*|>%@`{}[\],?-][^\s#]*$|^-[^\s]+$/.test(text) &&
        (['int', 'float', 'bool', 'NoneType', 'date', 'datetime'].includes(type) ||
            /tag:yaml\.org,2002:(?:merge|value)|for merging/.test(error?.problem ?? '')),
);

test(`${words.length} scalars that Python reads otherwise are found, with the fix`, () => {
    assert.ok(100 <= words.length);
    for (const { text, as } of words) {
        const source = as === 'value' ? `a/b: ${text}\n` : `${text}: a/b\n`;
        const map = parseAssignmentMap(source, 'yaml');
        const { findings } = planFile({ map, calls: [{ rules: '2.21' }] });
        const found = findings.find(({ code }) => code === 'map.shape' || code === 'map.syntax');
        const [edit] = found?.fixes[0]?.edits ?? [];
        assert.ok(edit !== undefined, `${source}: ${JSON.stringify(findings)}`);

        const mended =
            source.slice(0, edit.span.start) + edit.newText + source.slice(edit.span.end);
        const [member] = parseAssignmentMap(mended, 'yaml').calls[0]?.argument?.members ?? [];
        const name = as === 'value' ? member?.value.value : member?.key.value;
        assert.deepEqual(name, { type: 'str', value: text }, mended);
    }
});
