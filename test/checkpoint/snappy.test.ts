// Raw Snappy: the streams which are taken, and those which TensorFlow refuses.

import assert from 'node:assert/strict';
import test from 'node:test';
import { decompressSnappy, snappyLength } from '../../server/src/checkpoint/snappy.js';
import { compressSnappy } from '../support/snappyWriter.js';

function unpack(stream: readonly number[] | Uint8Array): string | undefined {
    const bytes = Uint8Array.from([9, 9, ...stream]);
    const length = snappyLength(bytes, 2, bytes.length);
    if (length === undefined) {
        return undefined;
    }
    const room = new Uint8Array(length + 3);
    return decompressSnappy(bytes, 2, bytes.length, room, 3)
        ? new TextDecoder().decode(room.subarray(3))
        : undefined;
}

const abc = [0x61, 0x62, 0x63];

const good: readonly (readonly [what: string, stream: readonly number[], text: string])[] = [
    ['nothing', [0], ''],
    ['a literal', [3, 0x08, ...abc], 'abc'],
    ['a literal with a length byte', [3, 0xf0, 2, ...abc], 'abc'],
    ['a literal with four length bytes', [3, 0xfc, 2, 0, 0, 0, ...abc], 'abc'],
    ['a copy with one byte of distance', [7, 0x08, ...abc, 0x01, 3], 'abcabca'],
    ['a copy with two bytes of distance', [6, 0x08, ...abc, 0x0a, 3, 0], 'abcabc'],
    ['a copy with four bytes of distance', [6, 0x08, ...abc, 0x0b, 3, 0, 0, 0], 'abcabc'],
    ['a copy which repeats what it makes', [5, 0x00, 0x61, 0x01, 1], 'aaaaa'],
    ['a length that takes more bytes than it needs', [0x83, 0x80, 0, 0x08, ...abc], 'abc'],
];

for (const [what, stream, text] of good) {
    test(`unpacks ${what}`, () => {
        assert.equal(unpack(stream), text);
    });
}

const bad: readonly (readonly [what: string, stream: readonly number[]])[] = [
    ['no length', []],
    ['a length without an end', [0x80]],
    ['a length of more than 32 bits', [0x83, 0x80, 0x80, 0x80, 0x10, 0x08, ...abc]],
    ['a length of six bytes', [0x83, 0x80, 0x80, 0x80, 0x80, 0, 0x08, ...abc]],
    ['a bomb', [0xff, 0xff, 0xff, 0xff, 0x07, 0x08, ...abc]],
    ['too little', [4, 0x08, ...abc]],
    ['too much', [2, 0x08, ...abc]],
    ['something behind the end', [3, 0x08, ...abc, 0x00, 0x61]],
    ['a literal that is cut off', [3, 0x08, 0x61, 0x62]],
    ['a literal whose length is cut off', [3, 0xf4, 2]],
    ['a copy that is cut off', [7, 0x08, ...abc, 0x01]],
    ['a copy from before the start', [7, 0x08, ...abc, 0x01, 4]],
    ['a copy from nowhere', [7, 0x08, ...abc, 0x01, 0]],
    ['a copy at the very start', [4, 0x01, 1]],
    ['a copy that makes too much', [6, 0x08, ...abc, 0x01, 3]],
];

for (const [what, stream] of bad) {
    test(`refuses ${what}`, () => {
        assert.equal(unpack(stream), undefined);
    });
}

test('unpacks what was compressed, with copies near and far', () => {
    const parts = Array.from(
        { length: 4000 },
        (_, index) => `layer_${index % 97}/kernel_${index % 7}/`,
    );
    const filler = Array.from({ length: 70_000 }, (_, index) =>
        String.fromCharCode(33 + ((index * index) % 90)),
    );
    const text = parts.join('') + filler.join('') + parts.join('');
    const stream = compressSnappy(new TextEncoder().encode(text));
    assert.ok(stream.length < text.length);
    assert.equal(unpack(stream), text);
});

test('takes or refuses every cut of a stream, and never reads past it', () => {
    const stream = compressSnappy(new TextEncoder().encode('abcabcabcabcxyzabcabc'));
    for (let length = 0; length < stream.length; length++) {
        assert.equal(unpack(stream.subarray(0, length)), undefined);
    }
});
