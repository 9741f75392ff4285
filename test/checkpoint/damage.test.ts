// Damaged files: every truncation and every flipped bit of small ones, and values changed behind
// right checksums. Whatever comes is a problem or the same checkpoint; nothing is thrown.

import assert from 'node:assert/strict';
import test from 'node:test';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import type { Checkpoint, CheckpointSource } from '../../server/src/checkpoint/checkpoint.js';
import { damage, writeBundle, writeV1, type Damage } from '../support/bundleWriter.js';
import { readFromMemory } from '../support/memoryFiles.js';

const tensors = `
    bert/embeddings/word float32 [6, 4] 0,3:-@0 3,3:-@1
    bert/layer_0/kernel float32 [4, 4]
    bert/layer_0/kernel/Adam float32 [4, 4] @1
    bert/layer_1/kernel bfloat16 [4, 4]
    global_step int64 []
    note string [2]
`;

const bundle = writeBundle('/w/m', tensors, { blockBytes: 200 });
const files: Readonly<Record<string, ReadonlyMap<string, Uint8Array>>> = {
    '/w/m.index': bundle,
    'compressed /w/m.index': writeBundle('/w/m', tensors, { snappy: true }),
    '/w/v1': new Map([['/w/v1', writeV1(tensors)]]),
};

function open(
    all: ReadonlyMap<string, Uint8Array>,
    path: string,
    bytes: Uint8Array,
): CheckpointSource {
    const changed = new Map([...all, [path, bytes]]);
    return readFromMemory(openCheckpoint(path.replace(/\.index$/, ''), ['/w']), changed);
}

function contentsOf(checkpoint: Checkpoint | undefined): string {
    const count = checkpoint?.tensorCount ?? 0;
    return JSON.stringify(Array.from({ length: count }, (_, index) => checkpoint?.tensor(index)));
}

for (const [what, all] of Object.entries(files)) {
    const path = what.replace(/^.* /, '');
    const bytes = all.get(path) ?? new Uint8Array(0);
    const whole = open(all, path, bytes);
    const contents = contentsOf(whole.checkpoint);

    test(`reads ${what} as it is`, () => {
        assert.equal(whole.error, null);
        assert.deepEqual(whole.problems, []);
        assert.equal(whole.checkpoint?.tensorCount, 6);
    });

    test(`reports every truncation of ${what}, in the words of TensorFlow`, () => {
        for (let length = 0; length < bytes.length; length++) {
            const { problems, error } = open(all, path, bytes.slice(0, length));
            assert.ok(0 < problems.length && error !== null, `cut to ${length} bytes`);
        }
    });

    test(`reports every flipped bit of ${what}, or reads the same`, () => {
        let reported = 0;
        let same = 0;
        for (let position = 0; position < bytes.length; position++) {
            for (let bit = 0; bit < 8; bit++) {
                const flipped = bytes.slice();
                flipped[position] = (flipped[position] ?? 0) ^ (1 << bit);
                const { problems, checkpoint } = open(all, path, flipped);
                if (problems.length === 0) {
                    assert.equal(
                        contentsOf(checkpoint),
                        contents,
                        `bit ${bit} of byte ${position}`,
                    );
                    same++;
                } else {
                    reported++;
                }
            }
        }
        // What may change unseen is the padding of the footer, the metaindex block that nobody
        // reads, and in V1 the values.
        assert.ok(0 < reported && 0 < same, `${reported} reported, ${same} the same`);
        assert.equal(reported + same, bytes.length * 8);
    });
}

const named: Readonly<Record<Damage, string>> = {
    'bad-magic': 'not an sstable (bad magic number)',
    truncated: 'not an sstable (bad magic number)',
    'bad-checksum':
        'Unable to read file (m.index). Perhaps the file is corrupt or was produced by a newer version ' +
        'of TensorFlow with format changes (failed to seek to header entry): block checksum mismatch',
    empty: 'file is too short to be an sstable',
    'lfs-pointer': 'not an sstable (bad magic number)',
};

for (const [way, message] of Object.entries(named) as [Damage, string][]) {
    test(`says of a file that is damaged as '${way}' what TensorFlow says`, () => {
        const index = writeBundle('/w/m', 'a float32 [2]').get('/w/m.index') ?? new Uint8Array(0);
        const damaged = new Map([['/w/m.index', damage(index, way)]]);
        const { error, problems } = readFromMemory(openCheckpoint('m', ['/w']), damaged);
        assert.deepEqual(error, { type: 'OpError', message });
        assert.equal(
            problems[0]?.code,
            way === 'lfs-pointer' ? 'checkpoint.lfs-pointer' : 'checkpoint.corrupt',
        );
    });
}

// A small generator of numbers, so that a failure can be repeated.
function randomNumbers(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
}

test('survives changed blocks with right checksums, and answers for what is left', () => {
    const random = randomNumbers(1);
    let reported = 0;
    for (let run = 0; run < 6000; run++) {
        const written = writeBundle('/w/m', tensors, {
            blockBytes: run % 2 === 0 ? 150 : 10_000,
            snappy: run % 5 === 0,
            mutate: (contents) => {
                const changed = contents.slice();
                for (let change = random(4); 0 <= change; change--) {
                    changed[random(changed.length)] =
                        random(3) === 0 ? ([0, 1, 127, 128, 255][random(5)] ?? 0) : random(256);
                }
                return changed;
            },
        });
        const source = readFromMemory(openCheckpoint('m', ['/w']), written);
        reported += source.problems.length === 0 ? 0 : 1;
        const { checkpoint } = source;
        if (checkpoint === undefined) {
            assert.ok(0 < source.problems.length);
            continue;
        }
        const names = [...checkpoint.names()];
        assert.equal(names.length, checkpoint.tensorCount);
        for (const [index, name] of names.entries()) {
            assert.equal(checkpoint.tensor(index).name, name);
            const scope = name.slice(0, name.lastIndexOf('/') + 1);
            assert.ok(0 < checkpoint.countBelow(scope) || name.includes('\ufffd'));
            checkpoint.children(scope);
        }
        const below = checkpoint
            .children('')
            .reduce(
                (sum, child) => sum + child.tensorsBelow + (child.tensor === undefined ? 0 : 1),
                0,
            );
        assert.equal(below, checkpoint.tensorCount);
    }
    assert.ok(3000 < reported, `${reported} of 6000 reported`);
});
