// Slices: their keys, their texts, and whether they make up a region.

import assert from 'node:assert/strict';
import test from 'node:test';
import {
    encodeSliceKey,
    isSliceKey,
    pushSigned,
    pushUnsigned,
} from '../../server/src/checkpoint/sliceKey.js';
import { coveringSlices, sliceConflict } from '../../server/src/checkpoint/sliceCoverage.js';
import { fullSlice, sliceSpec } from '../../server/src/checkpoint/tensorSlice.js';
import { extentsOf } from '../support/bundleWriter.js';

function hex(bytes: Iterable<number>): string {
    return Buffer.from([...bytes]).toString('hex');
}

test('encodes numbers in ordered code', () => {
    const signed: readonly (readonly [value: bigint, code: string])[] = [
        [0n, '80'],
        [63n, 'bf'],
        [64n, 'c040'],
        [128n, 'c080'],
        [8192n, 'e02000'],
        [100000n, 'e186a0'],
        [-1n, '7f'],
        [-64n, '40'],
        [-65n, '3fbf'],
        [2n ** 31n, 'f880000000'],
        [2n ** 62n, 'ffc04000000000000000'],
    ];
    for (const [value, code] of signed) {
        const bytes: number[] = [];
        pushSigned(bytes, value);
        assert.equal(hex(bytes), code);
    }
    for (const [value, code] of [
        [0n, '00'],
        [1n, '0101'],
        [256n, '020100'],
    ] as const) {
        const bytes: number[] = [];
        pushUnsigned(bytes, value);
        assert.equal(hex(bytes), code);
    }
});

test('encodes and knows the key of a slice', () => {
    const name = new TextEncoder().encode('emb');
    const key = encodeSliceKey(name, extentsOf('0,64:-', [64, 8]));
    assert.equal(hex(key), '00656d620001010280c040807f');
    assert.ok(isSliceKey(key));
    for (let length = 0; length < key.length; length++) {
        assert.equal(isSliceKey(key.subarray(0, length)), false, `cut at ${length}`);
    }
    assert.equal(isSliceKey(Uint8Array.from([...key, 0])), false);
    assert.equal(isSliceKey(name), false);
    const odd = encodeSliceKey(
        Uint8Array.from([0, 0xff, 0x61]),
        extentsOf('1000000,70000', [2 ** 40]),
    );
    assert.equal(hex(odd), '0000ffff006100010101ef4240e11170');
    assert.ok(isSliceKey(odd));
    assert.ok(isSliceKey(encodeSliceKey(name, { start: [-70_000], length: [2 ** 40] })));
});

test('writes slices as TensorFlow does', () => {
    assert.equal(sliceSpec(extentsOf('0,2:-', [4, 3])), '0,2:-');
    assert.equal(sliceSpec(fullSlice(2)), '-:-');
    assert.equal(sliceSpec(fullSlice(0)), '');
});

test('says why slices cannot stand together, in the words of TensorFlow', () => {
    const rows: readonly (readonly [
        shape: number[],
        specs: string[],
        message: string | undefined,
    ])[] = [
        [[4], ['0,2', '2,2'], undefined],
        [[4], ['0,3', '2,2'], 'Overlapping slices: existing slice = 0,3, new slice = 2,2'],
        [[4], ['-', '-'], 'Overlapping slices: existing slice = -, new slice = -'],
        [
            [4, 5],
            ['0,2:-', '1,2:0,3'],
            'Overlapping slices: existing slice = 0,2:-, new slice = 1,2:0,3',
        ],
        [[4], ['3,2'], 'Extent in dimension 0 out of bounds: shape = [4], slice = 3,2'],
        [[4, 5], ['0,2'], 'Mismatching ranks: shape = [4,5], slice = 0,2'],
        [[0], ['-', '-'], 'Overlapping slices: existing slice = -, new slice = -'],
    ];
    for (const [shape, specs, message] of rows) {
        const slices = specs.map((spec) => extentsOf(spec, [...spec.split(':').keys()]));
        assert.equal(sliceConflict(shape, slices), message, specs.join(' '));
    }
});

test('finds the slices which cover a region, or that they leave a hole', () => {
    const shape = [4, 5];
    // The slices of TensorFlow's own test of holes.
    const stored = ['0,2:-', '2,2:0,3', '3,1:3,2'].map((spec) => extentsOf(spec, shape));
    const rows: readonly (readonly [region: string, covering: readonly string[] | undefined])[] = [
        ['-:-', undefined],
        ['0,2:-', ['0,2:-']],
        ['0,1:-', ['0,2:-']],
        ['2,2:0,3', ['2,2:0,3']],
        ['1,3:0,3', ['0,2:-', '2,2:0,3']],
        ['3,1:-', ['2,2:0,3', '3,1:3,2']],
        ['2,1:-', undefined],
        ['2,1:3,2', undefined],
        ['3,2:-', undefined],
    ];
    for (const [region, covering] of rows) {
        const found = coveringSlices(shape, stored, extentsOf(region, shape));
        assert.deepEqual(found?.map(sliceSpec), covering, region);
    }
});
