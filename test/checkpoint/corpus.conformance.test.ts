// Real checkpoints which this project did not write, and those of all answered worlds: each lists
// what TensorFlow lists. The bundles are written again from what was read, to the same bytes.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import type { CheckpointSource } from '../../server/src/checkpoint/checkpoint.js';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import { compareCodePoints } from '../../server/src/util/order.js';
import { writeBundle, type WrittenTensor } from '../support/bundleWriter.js';
import { readFromDisk } from '../support/diskFiles.js';

const shared = process.env['CKPTMAP_SHARED'] ?? '';
const corpus = join(shared, 'corpus');

interface Expected {
    readonly tensors: Readonly<Record<string, readonly [dtype: string, shape: readonly number[]]>>;
}

const expected = JSON.parse(readFileSync(join(corpus, 'expected.json'), 'utf8')) as Readonly<
    Record<string, Expected>
>;

for (const [prefix, { tensors }] of Object.entries(expected)) {
    test(`lists ${prefix} as TensorFlow does`, () => {
        const source = readFromDisk(openCheckpoint(prefix, [corpus]));
        assert.equal(source.error, null);
        const sorted = Object.entries(tensors).sort(([name], [other]) =>
            compareCodePoints(name, other),
        );
        assert.deepEqual(
            listed(source),
            sorted.map(([name, [dtype, shape]]) => [name, dtype, shape]),
        );
        // One shard of this one was left out of the collection.
        const lacks = prefix.startsWith('t5_mtf_tiny') ? ['checkpoint.missing-shard'] : [];
        assert.deepEqual(
            source.problems.map(({ code }) => code),
            lacks,
        );
        assert.equal(source.checkpoint?.objectBased, '_CHECKPOINTABLE_OBJECT_GRAPH' in tensors);
    });

    test(`finds ${prefix} by the state file of its folder, where there is one`, () => {
        const folder = dirname(prefix);
        const byFolder = readFromDisk(openCheckpoint(folder, [corpus]));
        if (existsSync(join(corpus, folder, 'checkpoint'))) {
            assert.equal(byFolder.prefix, prefix);
        } else {
            assert.equal(byFolder.error?.type, 'ValueError');
        }
    });
}

function listed({ checkpoint }: CheckpointSource) {
    return Array.from({ length: checkpoint?.tensorCount ?? 0 }, (_, index) => {
        const tensor = checkpoint?.tensor(index);
        return [tensor?.name, tensor?.dtype, tensor?.shape];
    });
}

test('says that the broken one has no index', () => {
    const source = readFromDisk(openCheckpoint('serving/bad_half_plus_two/00000123', [corpus]));
    assert.match(source.error?.message ?? '', /^Couldn't find 'checkpoint' file/);
});

const worlds = ['conformance/cases', 'conformance/older/1.15', 'conformance/older/contrib']
    .map((folder) => join(shared, folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((world) => existsSync(join(world, 'cases.jsonl')));

interface WorldCase {
    readonly checkpoint: string;
}

test('opens the checkpoint of every world without a problem', () => {
    for (const world of worlds) {
        const source = readFromDisk(openCheckpoint(argumentOf(world), [world]));
        assert.deepEqual([world, source.error, source.problems], [world, null, []]);
        assert.ok(0 < (source.checkpoint?.tensorCount ?? 0), world);
    }
});

function argumentOf(world: string): string {
    const [first = ''] = readFileSync(join(world, 'cases.jsonl'), 'utf8').split('\n');
    return (JSON.parse(first) as WorldCase).checkpoint;
}

test('writes every bundle of the worlds again from what it reads, byte for byte', () => {
    let same = 0;
    for (const world of worlds) {
        const source = readFromDisk(openCheckpoint(argumentOf(world), [world]));
        if (source.checkpoint?.format !== 'v2') {
            continue;
        }
        const files = writeBundle(join(world, argumentOf(world)), describe(source), {
            shardCount: source.shards.length,
        });
        for (const [path, bytes] of files) {
            assert.ok(Buffer.compare(bytes, readFileSync(path)) === 0, path);
        }
        same++;
    }
    assert.ok(20 < same, `${same} bundles`);
});

// The tensors with their data, in the order in which the data lies in the shards.
function describe({ checkpoint, shards }: CheckpointSource): readonly WrittenTensor[] {
    const contents = shards.map(({ path }) => readFileSync(path));
    const piece = (shard = 0, offset = 0, bytes: number | null | undefined = 0) =>
        new Uint8Array(contents[shard]?.subarray(offset, offset + (bytes ?? 0)) ?? []);
    const tensors = Array.from({ length: checkpoint?.tensorCount ?? 0 }, (_, index) =>
        checkpoint?.tensor(index),
    ).filter((tensor) => tensor !== undefined);
    return tensors
        .map(({ name, dtype, shape, bytes, shard, offset, slices }) => {
            const parts = slices ?? [{ spec: '', shard, offset, bytes }];
            return {
                order: Math.min(...parts.map((part) => part.offset ?? 0)),
                tensor: {
                    name,
                    dtype,
                    shape,
                    shard: parts.map((part) => part.shard ?? 0),
                    data: parts.map((part) => piece(part.shard, part.offset, part.bytes)),
                    ...(slices === undefined ? {} : { slices: slices.map(({ spec }) => spec) }),
                },
            };
        })
        .sort((one, other) => one.order - other.order)
        .map(({ tensor }) => tensor);
}
