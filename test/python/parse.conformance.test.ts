// Every program of the conformance collections is read without a problem: CPython ran them all.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parsePython } from '../../server/src/python/syntax/parse.js';
import { loadGrammar } from '../support/pythonPrograms.js';

const shared = process.env['CKPTMAP_SHARED'];
assert.ok(shared !== undefined, 'CKPTMAP_SHARED names the folder of recorded worlds');
const grammar = await loadGrammar();

test('every program of the collections is read', (t) => {
    const folder = join(shared, 'conformance');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.py'),
    );
    assert.ok(200 < files.length);
    const refused = files.flatMap((name) => {
        const { problems } = parsePython(grammar, readFileSync(join(folder, name), 'utf8'));
        return problems.map(({ message }) => `${name}: ${message}`);
    });
    assert.deepEqual(refused, []);
    t.diagnostic(`${files.length} programs`);
});
