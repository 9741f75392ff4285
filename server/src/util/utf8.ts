// UTF-8 as Python reads it: what a text is, and the exception where bytes are none.
// Python's messages: Objects/unicodeobject.c, unicode_decode_utf8.

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** The text of bytes; U+FFFD stands for what is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
    return decoder.decode(bytes);
}

/** The bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
    return encoder.encode(text);
}

/** The message of Python's UnicodeDecodeError for these bytes; undefined where they are UTF-8. */
export function utf8Error(bytes: Uint8Array): string | undefined {
    let position = 0;
    while (position < bytes.length) {
        const first = byteAt(bytes, position);
        if (first < 0x80) {
            position++;
            continue;
        }
        const length = sequenceLength(first);
        if (length === 0) {
            return describe(bytes, position, 1, 'invalid start byte');
        }
        const valid = validBytes(bytes, position, first, length);
        if (valid < length) {
            return position + valid < bytes.length
                ? describe(bytes, position, valid, 'invalid continuation byte')
                : describe(bytes, position, valid, 'unexpected end of data');
        }
        position += length;
    }
    return undefined;
}

function sequenceLength(first: number): number {
    if (first < 0xc2 || 0xf4 < first) {
        return 0;
    }
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

// How many bytes of a sequence are as they should be, the first among them.
function validBytes(bytes: Uint8Array, position: number, first: number, length: number): number {
    for (let index = 1; index < length; index++) {
        if (bytes.length <= position + index) {
            return index;
        }
        const byte = byteAt(bytes, position + index);
        // The second byte's range is narrower: no overlong forms, surrogates, or above U+10FFFF.
        const lowest =
            index === 1 && first === 0xe0 ? 0xa0 : index === 1 && first === 0xf0 ? 0x90 : 0x80;
        const highest =
            index === 1 && first === 0xed ? 0x9f : index === 1 && first === 0xf4 ? 0x8f : 0xbf;
        if (byte < lowest || highest < byte) {
            return index;
        }
    }
    return length;
}

function describe(bytes: Uint8Array, position: number, length: number, reason: string): string {
    const subject =
        length === 1
            ? `byte 0x${byteAt(bytes, position).toString(16).padStart(2, '0')} in position ${position}`
            : `bytes in position ${position}-${position + length - 1}`;
    return `'utf-8' codec can't decode ${subject}: ${reason}`;
}

function byteAt(bytes: Uint8Array, position: number): number {
    return bytes[position] ?? 0;
}
