// The small tools for bytes: checksum, numbers, UTF-8, paths.

import assert from 'node:assert/strict';
import test from 'node:test';
import { crc32c, maskCrc, unmaskCrc } from '../../server/src/util/crc32c.js';
import { absolutePath, cleanPath, isAbsolutePath, joinPath } from '../../server/src/util/path.js';
import { utf8Error } from '../../server/src/util/utf8.js';
import { VarintReader } from '../../server/src/util/varint.js';

test('computes CRC-32C, masked and not', () => {
    assert.equal(crc32c(new TextEncoder().encode('123456789')), 0xe3069283);
    assert.equal(maskCrc(0xe3069283), 0xc78ab0e5);
    assert.equal(unmaskCrc(0xc78ab0e5), 0xe3069283);
    assert.equal(crc32c(new Uint8Array(0)), 0);
    assert.equal(maskCrc(0), 2_726_488_792);
});

test('computes the same checksum at every alignment, length, and division', () => {
    const bytes = Uint8Array.from({ length: 200 }, (_, index) => (index * 7919) & 255);
    for (let start = 0; start < 20; start++) {
        for (let end = start; end < 120; end++) {
            const expected = plainCrc(bytes.subarray(start, end));
            assert.equal(crc32c(bytes, start, end), expected);
            const middle = start + ((end - start) >> 1);
            assert.equal(crc32c(bytes, middle, end, crc32c(bytes, start, middle)), expected);
        }
    }
});

function plainCrc(bytes: Uint8Array): number {
    let crc = ~0;
    for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) {
            crc = (crc >>> 1) ^ ((crc & 1) === 1 ? 0x82f63b78 : 0);
        }
    }
    return ~crc >>> 0;
}

test('reads numbers of 64 bits, and says which it had to round', () => {
    const rows: readonly (readonly [bytes: number[], value: number, isRounded: boolean])[] = [
        [[0], 0, false],
        [[127], 127, false],
        [[0x80, 1], 128, false],
        [[0xff, 0xff, 0xff, 0xff, 0x0f], 2 ** 32 - 1, false],
        [[0x80, 0x80, 0x80, 0x80, 0x10], 2 ** 32, false],
        [[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f], 2 ** 53 - 1, false],
        [[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10], 2 ** 53, true],
        [[...new Array<number>(9).fill(0xff), 1], -1, false],
        [[...new Array<number>(9).fill(0x80), 1], -(2 ** 63), true],
    ];
    for (const [bytes, value, isRounded] of rows) {
        const reader = new VarintReader(Uint8Array.from(bytes));
        assert.equal(reader.int64(), value);
        assert.equal(reader.rounded, isRounded);
        assert.equal(reader.failed, false);
        assert.equal(reader.position, bytes.length);
    }
});

test('refuses numbers that are cut off or too long', () => {
    const long = new Array<number>(11).fill(0x80);
    for (const bytes of [[], [0x80], long]) {
        const reader = new VarintReader(Uint8Array.from(bytes));
        assert.equal(reader.int64(), 0);
        assert.equal(reader.failed, true);
    }
    const reader = new VarintReader(Uint8Array.from(long));
    assert.equal(reader.uint32(), 0);
    assert.equal(reader.failed, true);
});

test('words what Python says of bytes that are not UTF-8', () => {
    // Each message is that of bytes(...).decode() in CPython 3.11.
    const rows: readonly (readonly [bytes: number[], message: string | undefined])[] = [
        [[0x61, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80], undefined],
        [[0x61, 0xff], "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"],
        [[0x80], "'utf-8' codec can't decode byte 0x80 in position 0: invalid start byte"],
        [[0xc0, 0x80], "'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte"],
        [[0xc3], "'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data"],
        [
            [0xc3, 0x28],
            "'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte",
        ],
        [[0xe2, 0x82], "'utf-8' codec can't decode bytes in position 0-1: unexpected end of data"],
        [
            [0xe2, 0x82, 0x28],
            "'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte",
        ],
        [
            [0xe0, 0x80, 0x80],
            "'utf-8' codec can't decode byte 0xe0 in position 0: invalid continuation byte",
        ],
        [
            [0xed, 0xa0, 0x80],
            "'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte",
        ],
        [
            [0xf0, 0x9f, 0x98],
            "'utf-8' codec can't decode bytes in position 0-2: unexpected end of data",
        ],
        [
            [0xf4, 0x90, 0x80, 0x80],
            "'utf-8' codec can't decode byte 0xf4 in position 0: invalid continuation byte",
        ],
    ];
    for (const [bytes, message] of rows) {
        assert.equal(utf8Error(Uint8Array.from(bytes)), message);
    }
});

test('joins and cleans paths by the form of the folder', () => {
    assert.equal(joinPath('runs', 'model'), 'runs/model');
    assert.equal(joinPath('runs/', '/model'), '/model');
    assert.equal(joinPath('', 'model'), 'model');
    assert.equal(cleanPath('/a//b/./c/../d/'), '/a/b/d');
    assert.equal(cleanPath('../a/../../b'), '../../b');
    assert.equal(cleanPath('/../a'), '/a');
    assert.equal(cleanPath('./'), '.');
    assert.equal(absolutePath('/w', 'a/../b'), '/w/b');
    assert.equal(absolutePath('C:\\w', 'a\\b'), 'C:/w/a/b');
    assert.equal(isAbsolutePath('C:\\x', '/w'), false);
    assert.equal(isAbsolutePath('C:\\x', 'D:\\w'), true);
});
