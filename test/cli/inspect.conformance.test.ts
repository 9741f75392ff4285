// `inspect` on real checkpoints from public repositories lists what TensorFlow lists.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ckptmap } from './commandLine.js';

const shared = process.env['CKPTMAP_SHARED'];
assert.ok(shared !== undefined, 'CKPTMAP_SHARED names the folder of recorded worlds');
const corpus = join(shared, 'corpus');
const expected = JSON.parse(readFileSync(join(corpus, 'expected.json'), 'utf8')) as Record<
    string,
    { readonly tensors: Readonly<Record<string, readonly [string, readonly number[]]>> }
>;

interface Listing {
    readonly prefix: string;
    readonly problems: readonly { readonly code: string; readonly severity: string }[];
    readonly tensors: readonly {
        readonly name: string;
        readonly dtype: string;
        readonly shape: readonly number[];
    }[];
}

for (const [prefix, { tensors }] of Object.entries(expected)) {
    test(`inspect ${prefix}`, async () => {
        const { status, out } = await ckptmap([
            'inspect',
            join(corpus, prefix),
            '--format',
            'json',
        ]);
        const listing = JSON.parse(out) as Listing;
        assert.deepEqual(
            Object.fromEntries(
                listing.tensors.map(({ name, dtype, shape }) => [name, [dtype, shape]]),
            ),
            tensors,
        );
        assert.equal(listing.tensors.length, Object.keys(tensors).length);
        const names = listing.tensors.map(({ name }) => Buffer.from(name));
        assert.deepEqual(
            names,
            names.toSorted((left, right) => left.compare(right)),
        );
        const isBroken = listing.problems.some(({ severity }) => severity === 'error');
        assert.equal(status, isBroken ? 1 : 0);
    });
}
