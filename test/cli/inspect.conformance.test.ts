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
    {
        readonly tensors: Readonly<Record<string, readonly [string, readonly number[]]>>;
        readonly fullNames?: Readonly<Record<string, string>>;
    }
>;

interface Listing {
    readonly prefix: string;
    readonly problems: readonly { readonly code: string; readonly severity: string }[];
    readonly tensors: readonly {
        readonly name: string;
        readonly dtype: string;
        readonly shape: readonly number[];
        readonly fullName?: string;
        readonly objectPath?: readonly string[];
    }[];
}

for (const [prefix, { tensors, fullNames = {} }] of Object.entries(expected)) {
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
        // Where two objects had the same name, the name stands for one of them.
        const saved = listing.tensors.map(({ name, fullName = '' }) => `${fullName}=${name}`);
        for (const [fullName, key] of Object.entries(fullNames)) {
            assert.ok(saved.includes(`${fullName}=${key}`), `${fullName} is ${key}`);
        }
        const known = new Set(Object.keys(fullNames));
        for (const { name, fullName, objectPath } of listing.tensors) {
            assert.ok(fullName === undefined || known.has(fullName), fullName);
            const isObject = name.includes('/.ATTRIBUTES/');
            assert.equal(objectPath !== undefined, isObject, name);
        }
        const isBroken = listing.problems.some(({ severity }) => severity === 'error');
        assert.equal(status, isBroken ? 1 : 0);
    });
}
