// The places of values in data files, packed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DataPieces, type DataPiece } from '../../server/src/checkpoint/dataPieces.js';

const piece = fc.record(
    {
        tensor: fc.nat(2 ** 31),
        slice: fc.integer({ min: -1, max: 1000 }),
        shard: fc.nat(5),
        // Beyond 32 bits, as shards of real checkpoints are.
        offset: fc.oneof(fc.nat(3), fc.integer({ min: 2 ** 32 - 2, max: 2 ** 45 })),
    },
    { noNullPrototype: true },
);

function packed(pieces: readonly DataPiece[]): readonly DataPiece[] {
    const list = new DataPieces();
    pieces.forEach((each) => {
        list.push(each);
    });
    return [...list.inOrder()];
}

test('Pieces come back as they were, by shard and offset, equal places as they were added', () => {
    fc.assert(
        fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
            const expected = pieces.toSorted((a, b) => a.shard - b.shard || a.offset - b.offset);
            assert.deepEqual(packed(pieces), expected);
            assert.deepEqual(packed(expected), expected);
        }),
    );
});
