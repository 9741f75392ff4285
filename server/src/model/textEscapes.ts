// The strings of protocol buffers' text format: what their escapes stand for.
// The format: protobuf.dev/reference/protobuf/textformat-spec, "String literals".

import { encodeUtf8 } from '../util/utf8.js';

const backslash = 0x5c;

const simple: ReadonlyMap<string, number> = new Map([
    ['a', 0x07],
    ['b', 0x08],
    ['f', 0x0c],
    ['n', 0x0a],
    ['r', 0x0d],
    ['t', 0x09],
    ['v', 0x0b],
    ['?', 0x3f],
    ['\\', 0x5c],
    ["'", 0x27],
    ['"', 0x22],
]);

const octal = /^[0-7]{1,3}/;
const hexadecimal = /^[xX]([0-9a-fA-F]{1,2})/;
const codePoint = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/;

/** The bytes that adjacent strings stand for; undefined where an escape does not exist. */
export function unescapeText(pieces: readonly Uint8Array[]): Uint8Array | undefined {
    const [only] = pieces;
    if (only !== undefined && pieces.length === 1 && !only.includes(backslash)) {
        return only;
    }
    const bytes: number[] = [];
    for (const piece of pieces) {
        if (!unescape(piece, bytes)) {
            return undefined;
        }
    }
    return Uint8Array.from(bytes);
}

function unescape(piece: Uint8Array, bytes: number[]): boolean {
    for (let place = 0; place < piece.length; place++) {
        const byte = piece[place] ?? 0;
        if (byte !== backslash) {
            bytes.push(byte);
            continue;
        }
        const rest = String.fromCharCode(...piece.subarray(place + 1, place + 10));
        const read = escapeOf(rest);
        if (read === undefined) {
            return false;
        }
        bytes.push(...read.bytes);
        place += read.length;
    }
    return true;
}

function escapeOf(
    rest: string,
): { readonly bytes: Iterable<number>; readonly length: number } | undefined {
    const letter = simple.get(rest.slice(0, 1));
    if (letter !== undefined) {
        return { bytes: [letter], length: 1 };
    }
    const digits = octal.exec(rest)?.[0];
    if (digits !== undefined) {
        return { bytes: [Number.parseInt(digits, 8) & 0xff], length: digits.length };
    }
    const hex = hexadecimal.exec(rest);
    if (hex?.[1] !== undefined) {
        return { bytes: [Number.parseInt(hex[1], 16)], length: hex[0].length };
    }
    const unicode = codePoint.exec(rest);
    const point = Number.parseInt(unicode?.[1] ?? unicode?.[2] ?? '', 16);
    return unicode !== null && point <= 0x10ffff
        ? { bytes: encodeUtf8(String.fromCodePoint(point)), length: unicode[0].length }
        : undefined;
}
