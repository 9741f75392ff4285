// Zip archives, made here by a few lines of their own: whole, packed, large, shifted, and damaged.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from '../../server/src/util/crc32.js';
import type { Reading } from '../../server/src/util/reading.js';
import {
    findZipEntry,
    readZipDirectory,
    readZipEntry,
    type ZipFault,
} from '../../server/src/util/zipEntries.js';
import { readFromMemory } from '../support/memoryFiles.js';
import { zipArchive } from '../support/zipWriter.js';

const path = '/w/m.keras';

function open<T>(bytes: Uint8Array, reading: Reading<T>): T {
    return readFromMemory(reading, new Map([[path, bytes]]));
}

function* readNamed(name: string, maxBytes = 1e6): Reading<Uint8Array | ZipFault | undefined> {
    const entries = yield* readZipDirectory(path);
    if ('reason' in entries) {
        return entries;
    }
    const entry = entries.get(name);
    return entry === undefined ? undefined : yield* readZipEntry(path, entry, maxBytes);
}

function bytesOf(text: string): Uint8Array {
    return new TextEncoder().encode(text);
}

const long = bytesOf('weights '.repeat(20_000));

test('the checksum is that of zip archives', () => {
    assert.equal(crc32(bytesOf('123456789')), 0xcbf43926);
    assert.equal(crc32(bytesOf('789'), crc32(bytesOf('123456'))), 0xcbf43926);
});

test('entries are read, stored and packed, and with large numbers', () => {
    for (const options of [{}, { zip64: true }, { comment: 'PK\x05\x06 is no end' }]) {
        const bytes = zipArchive(
            [
                { name: 'metadata.json', bytes: bytesOf('{}') },
                { name: 'config.json', bytes: long, deflated: true },
                { name: 'é/empty', bytes: bytesOf('') },
            ],
            options,
        );
        for (const shifted of [bytes, Uint8Array.from([...bytesOf('#!/bin/sh\n'), ...bytes])]) {
            assert.deepEqual(open(shifted, readNamed('metadata.json')), bytesOf('{}'));
            assert.deepEqual(open(shifted, readNamed('config.json')), long);
            assert.deepEqual(open(shifted, readNamed('é/empty')), bytesOf(''));
            assert.equal(open(shifted, readNamed('other')), undefined);
        }
    }
});

test('what is larger than asked for, or claims it, is not unpacked', () => {
    const bytes = zipArchive([{ name: 'config.json', bytes: long, deflated: true }]);
    assert.match(reasonOf(open(bytes, readNamed('config.json', long.length - 1))), /more than the/);
    assert.deepEqual(open(bytes, readNamed('config.json', long.length)), long);
    // The claim alone: a packed byte cannot become a million.
    const claims = zipArchive([
        { name: 'config.json', bytes: bytesOf('x'), deflated: true, claimedSize: 900_000 },
    ]);
    assert.match(reasonOf(open(claims, readNamed('config.json'))), /damaged/);
    const less = zipArchive([
        { name: 'config.json', bytes: long, deflated: true, claimedSize: 100 },
    ]);
    assert.match(reasonOf(open(less, readNamed('config.json'))), /damaged/);
});

test('what cannot be read says why', () => {
    const encrypted = zipArchive([{ name: 'a', bytes: bytesOf('x'), flags: 1 }]);
    assert.match(reasonOf(open(encrypted, readNamed('a'))), /encrypted/);
    const lzma = zipArchive([{ name: 'a', bytes: bytesOf('x'), method: 14 }]);
    assert.match(reasonOf(open(lzma, readNamed('a'))), /method 14/);
    assert.match(reasonOf(open(bytesOf('no zip'), readNamed('a'))), /no zip archive/);
    assert.match(reasonOf(open(new Uint8Array(0), readNamed('a'))), /no zip archive/);
    assert.match(reasonOf(readFromMemory(readNamed('a'), new Map())), /is missing/);
});

test('a stored entry can be read in place', () => {
    const bytes = zipArchive([
        { name: 'first', bytes: bytesOf('one') },
        { name: 'second', bytes: bytesOf('two and more') },
    ]);
    const entries = open(bytes, readZipDirectory(path));
    assert.ok(!('reason' in entries));
    const entry = entries.get('second');
    assert.ok(entry !== undefined);
    const place = open(bytes, findZipEntry(path, entry));
    assert.ok(!('reason' in place));
    const { offset, length } = place;
    assert.equal(new TextDecoder().decode(bytes.subarray(offset, offset + length)), 'two and more');
});

test('every truncation and every flipped byte is a fault, or the whole content', () => {
    const whole = zipArchive(
        [
            { name: 'metadata.json', bytes: bytesOf('{"keras_version": "3.15.1"}') },
            { name: 'config.json', bytes: long.subarray(0, 800), deflated: true },
        ],
        { comment: 'c' },
    );
    const read = (bytes: Uint8Array): void => {
        for (const [name, wanted] of [
            ['metadata.json', bytesOf('{"keras_version": "3.15.1"}')],
            ['config.json', long.subarray(0, 800)],
        ] as const) {
            const found = open(bytes, readNamed(name));
            if (found !== undefined && !('reason' in found)) {
                assert.deepEqual(found, Uint8Array.from(wanted));
            }
        }
    };
    for (let length = 0; length < whole.length; length++) {
        assert.ok('reason' in (open(whole.subarray(0, length), readNamed('config.json')) ?? {}));
        const flipped = Uint8Array.from(whole);
        for (const mask of [1, 128, 255]) {
            flipped[length] = (whole[length] ?? 0) ^ mask;
            read(flipped);
        }
    }
});

function reasonOf(found: Uint8Array | ZipFault | undefined): string {
    assert.ok(found !== undefined && 'reason' in found);
    return found.reason;
}
