// Checkpoints for which real TensorFlow's answers are recorded: what opening them raises, or that it
// raises nothing. What comes after opening is the load plan's business.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import test from 'node:test';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import { abortType } from '../../server/src/checkpoint/indexBuilder.js';
import { readFromMemory, type MemoryOptions } from '../support/memoryFiles.js';

const recorded = join(process.cwd(), 'test', 'recorded');

interface RecordedCase {
    readonly id: string;
    readonly checkpoint?: unknown;
    readonly outcome: string;
    readonly error: { readonly type?: string; readonly message?: string } | null;
}

interface Layout {
    readonly copies?: Readonly<Record<string, string>>;
    readonly files?: Readonly<
        Record<string, { readonly copyOf?: string; readonly base64?: string }>
    >;
    readonly folders?: readonly string[];
}

// The words of errors that opening raises; all others come from the map or from the initializer.
const openingErrors =
    /TensorSliceReader constructor|Unable to (?:open|read)|Couldn't find 'checkpoint'|Invalid checkpoint state|sstable|block checksum|corrupted compressed|bad block|bad entry|handle\.size|No such file|Invalid argument|Is a directory|codec can't decode|Checkpoint (?:min|producer|disallows)|Overlapping slices|Incompatible tensor|Mismatching ranks|Extent in dimension|Expected (?:a )?non-negative|Read less bytes|bad_alloc|saved tensor slices|Too many dimensions|overflow when/;

for (const folder of readdirSync(recorded).sort()) {
    const cases = casesOf(join(recorded, folder));
    if (cases.length === 0) {
        continue;
    }
    const world = worldOf(join(recorded, folder));
    test(`opens the checkpoints of ${folder} as TensorFlow did`, () => {
        for (const { id, checkpoint, outcome, error } of cases) {
            if (typeof checkpoint !== 'string') {
                continue;
            }
            const source = readFromMemory(
                openCheckpoint(checkpoint, ['/w']),
                world.files,
                world.options,
            );
            if (source.remote) {
                continue;
            }
            const opened = source.error;
            const raised = outcome === 'raises' && openingErrors.test(error?.message ?? '');
            if (outcome === 'aborts') {
                // It may also abort when it restores.
                assert.ok(opened === null || opened.type === abortType, `${id}: ${checkpoint}`);
            } else if (raised) {
                const message = (error?.message ?? '').split('$CKPT').join(checkpoint);
                assert.deepEqual(
                    [id, opened?.type, settled(opened?.message ?? '')],
                    [id, error?.type, settled(message)],
                    `${id}: ${checkpoint}`,
                );
            } else {
                assert.equal(opened, null, `${id}: ${checkpoint}`);
            }
        }
    });
}

// What differs from run to run, or with the order in which a disk lists a folder.
function settled(message: string): string {
    return message
        .replace(/extent = goo\.gle\/debug\w+\s+/, 'extent = ')
        .replace(/existing (slice )?= (\S+), new (slice )?= (\S+)$/, (...parts: string[]) =>
            [parts[2], parts[4]].sort().join(' and '),
        )
        .replace(/Unable to open table file \.\/model\.ckpt-1\..*$/s, 'Unable to open one of them');
}

function casesOf(folder: string): readonly RecordedCase[] {
    return ['cases.jsonl', 'aborts.jsonl']
        .map((name) => join(folder, name))
        .filter((path) => existsSync(path) && !existsSync(join(folder, 'example')))
        .flatMap((path) => readFileSync(path, 'utf8').split('\n'))
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as RecordedCase)
        .filter(
            ({ checkpoint }) => typeof checkpoint === 'string' && !folder.endsWith(`${sep}example`),
        );
}

// The folder in memory at '/w', with what its layout adds: names which git cannot hold everywhere.
function worldOf(folder: string): { files: Map<string, Uint8Array>; options: MemoryOptions } {
    const files = new Map<string, Uint8Array>();
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, name);
        if (statSync(path).isFile()) {
            files.set(`/w/${name.split(sep).join('/')}`, new Uint8Array(readFileSync(path)));
        }
    }
    const layoutPath = join(folder, 'layout.json');
    if (!existsSync(layoutPath)) {
        return { files, options: {} };
    }
    const layout = JSON.parse(readFileSync(layoutPath, 'utf8')) as Layout;
    for (const [name, source] of Object.entries(layout.copies ?? {})) {
        files.set(`/w/${name}`, files.get(`/w/${source}`) ?? new Uint8Array(0));
    }
    for (const [name, { copyOf, base64 }] of Object.entries(layout.files ?? {})) {
        const copied = copyOf === undefined ? undefined : files.get(`/w/${copyOf}`);
        files.set(`/w/${name}`, copied ?? new Uint8Array(Buffer.from(base64 ?? '', 'base64')));
    }
    return { files, options: { folders: (layout.folders ?? []).map((name) => `/w/${name}`) } };
}
