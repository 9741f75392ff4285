// The calls of the fixture programs, frozen to assignment-map files, load what the programs load.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freezeProgram } from '../support/frozenPrograms.js';
import { root } from '../support/repository.js';

const programs = join(root, 'test/fixtures/programs');

const unknown = { unknown: 'not all that the call is given can be known without running it' };

/** Programs that are not frozen as they are: not all is known, or no call is made. */
const others: Readonly<Record<string, unknown>> = {
    bert_flags: unknown,
    open_collection: unknown,
    open_import: unknown,
    open_name: unknown,
    open_operand: unknown,
    open_slices: unknown,
    open_trainable: unknown,
    map_kinds: { impossible: 'an entry is no pair of names' },
    contrib_printed: 'nothing',
    open_paths: 'nothing',
};

for (const name of readdirSync(programs).sort()) {
    const path = join(programs, name, 'train.py');
    if (existsSync(path)) {
        test(`${name}: the frozen map has the plan of the program`, async () => {
            assert.deepEqual(await freezeProgram(path), others[name] ?? 'same');
        });
    }
}
