// The data files of a bundle: which are there, and whether they are as long as the index says. Their
// bytes are never read. Defined in TensorFlow: core/util/tensor_bundle/naming.cc (DataFilename).

import { translatedPath } from '../util/path.js';
import type { Problem } from '../util/problem.js';
import type { Reading } from '../util/reading.js';
import type { Shard } from './checkpoint.js';
import type { FileLookup } from './fileLookup.js';

/** What was found of the data files. */
export interface ShardReading {
    readonly shards: readonly Shard[];
    readonly problems: readonly Problem[];
}

/** The name of a data file, as the system's errors have it. */
export function shardName(prefix: string, shard: number, shardCount: number): string {
    return translatedPath(`${prefix}.data-${fiveDigits(shard)}-of-${fiveDigits(shardCount)}`);
}

/** Looks the shards of a prefix up; `needs` has the bytes each has to have, -1 where it may be absent. */
export function* findShards(
    lookup: FileLookup,
    prefix: string,
    needs: Float64Array,
    shardCount: number,
): Reading<ShardReading> {
    const shards: Shard[] = [];
    const unusable = new Map<number, string>();
    for (const [index, need] of needs.entries()) {
        const name = shardName(prefix, index, shardCount);
        const found = yield* lookup.stat(name);
        if (found.kind === 'directory' || found.kind === 'other') {
            unusable.set(index, found.kind === 'other' ? found.reason : 'it is a directory');
        }
        shards.push({
            index,
            name,
            path: lookup.absolute(name),
            size: found.kind === 'file' ? found.size : undefined,
            expected: Math.max(need, 0),
        });
    }
    const missing = shards.filter(
        ({ index, size }) => size === undefined && 0 <= (needs[index] ?? -1),
    );
    const problems: Problem[] = [];
    if (
        missing.length !== 0 &&
        shards.every(({ size }) => size === undefined) &&
        unusable.size === 0
    ) {
        problems.push(noShards(prefix, missing));
    } else {
        problems.push(...missing.map((shard) => missingShard(shard, unusable.get(shard.index))));
    }
    problems.push(...shards.filter(isTruncated).map(truncatedShard));
    return { shards, problems };
}

/** Whether a shard is there, but shorter than the index says. */
export function isTruncated({ size, expected }: Shard): boolean {
    return size !== undefined && size < expected;
}

function noShards(prefix: string, missing: readonly Shard[]): Problem {
    const [first] = missing;
    const count =
        missing.length === 1 ? `'${first?.name ?? ''}'` : `its ${missing.length} data files`;
    return {
        code: 'checkpoint.missing-shard',
        severity: 'information',
        message:
            `Only the index of '${prefix}' is here, ${count} ${missing.length === 1 ? 'is' : 'are'} not: ` +
            'names, shapes and types are checked, and the data is taken to be there',
        ...(first === undefined ? {} : { path: first.path }),
    };
}

function missingShard({ name, path }: Shard, reason: string | undefined): Problem {
    return {
        code: 'checkpoint.missing-shard',
        message:
            reason === undefined
                ? `The data file '${name}' is missing, although others of this checkpoint are here: ` +
                  'copy it too; the tensors in it cannot be restored'
                : `The data file '${name}' is no file (${reason}): the tensors in it cannot be restored`,
        path,
    };
}

function truncatedShard({ name, path, size, expected }: Shard): Problem {
    return {
        code: 'checkpoint.truncated-shard',
        message:
            `The data file '${name}' has ${size ?? 0} bytes, but by the index it needs ${expected}: ` +
            'copy it again; the tensors at its end cannot be restored',
        path,
    };
}

function fiveDigits(number: number): string {
    return String(number).padStart(5, '0');
}
