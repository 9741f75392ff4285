// Texts as bytes and back, in the encodings that need no tables: UTF-8, ASCII and Latin-1.
// Defined in CPython 3.11: Objects/unicodeobject.c, Lib/encodings.

import { pythonStringRepr } from '../util/pythonRepr.js';
import { decodeUtf8, encodeUtf8, utf8Error } from '../util/utf8.js';
import type { Evaluation } from './evaluation.js';
import { charactersOf } from './texts.js';
import { str, type Value } from './values.js';

const names: ReadonlyMap<string, 'utf-8' | 'ascii' | 'latin-1'> = new Map([
    ['utf8', 'utf-8'],
    ['utf_8', 'utf-8'],
    ['u8', 'utf-8'],
    ['utf', 'utf-8'],
    ['cp65001', 'utf-8'],
    ['ascii', 'ascii'],
    ['us_ascii', 'ascii'],
    ['646', 'ascii'],
    ['latin_1', 'latin-1'],
    ['latin1', 'latin-1'],
    ['latin', 'latin-1'],
    ['l1', 'latin-1'],
    ['iso_8859_1', 'latin-1'],
    ['iso8859_1', 'latin-1'],
    ['8859', 'latin-1'],
    ['cp819', 'latin-1'],
]);

function codecOf(encoding: string): 'utf-8' | 'ascii' | 'latin-1' | undefined {
    return names.get(encoding.toLowerCase().replace(/[^a-z0-9.]+/g, '_'));
}

/** `text.encode(encoding, errors)`. */
export function encodeText(
    evaluation: Evaluation,
    text: string,
    encoding: string,
    errors: string,
): Value {
    const codec = codecOf(encoding);
    if (codec === undefined) {
        return evaluation.unknown(`the encoding ${encoding} is not modelled`, 'bytes');
    }
    const limit = codec === 'utf-8' ? 0x110000 : codec === 'ascii' ? 0x80 : 0x100;
    const points = charactersOf(text).map((character) => character.codePointAt(0) ?? 0);
    const bad = (point: number): boolean =>
        limit <= point || (codec === 'utf-8' && 0xd800 <= point && point < 0xe000);
    const first = points.findIndex(bad);
    if (first === -1) {
        return {
            kind: 'bytes',
            value: codec === 'utf-8' ? encodeUtf8(text) : Uint8Array.from(points),
        };
    }
    if (errors === 'ignore' || errors === 'replace') {
        const kept = points.flatMap((point) =>
            bad(point) ? (errors === 'ignore' ? [] : [0x3f]) : [point],
        );
        const shown = kept.map((point) => String.fromCodePoint(point)).join('');
        return {
            kind: 'bytes',
            value: codec === 'utf-8' ? encodeUtf8(shown) : Uint8Array.from(kept),
        };
    }
    if (errors !== 'strict') {
        return evaluation.unknown(`the error handler ${errors} is not modelled`, 'bytes');
    }
    let end = first;
    while (end < points.length && bad(points[end] ?? 0)) {
        end += 1;
    }
    const reason = codec === 'utf-8' ? 'surrogates not allowed' : `ordinal not in range(${limit})`;
    const subject =
        end === first + 1
            ? `character ${escaped(points[first] ?? 0)} in position ${first}`
            : `characters in position ${first}-${end - 1}`;
    return evaluation.raise(
        'UnicodeEncodeError',
        `'${codec}' codec can't encode ${subject}: ${reason}`,
    );
}

function escaped(point: number): string {
    const hex = point.toString(16);
    return point < 0x100
        ? `'\\x${hex.padStart(2, '0')}'`
        : point < 0x10000
          ? `'\\u${hex.padStart(4, '0')}'`
          : `'\\U${hex.padStart(8, '0')}'`;
}

/** `bytes.decode(encoding, errors)`. */
export function decodeBytes(
    evaluation: Evaluation,
    bytes: Uint8Array,
    encoding: string,
    errors: string,
): Value {
    const codec = codecOf(encoding);
    if (codec === undefined) {
        return /^[\w.-]+$/.test(encoding) && encoding.length < 3
            ? evaluation.raise('LookupError', `unknown encoding: ${encoding}`)
            : evaluation.unknown(
                  `the encoding ${pythonStringRepr(encoding)} is not modelled`,
                  'str',
              );
    }
    if (codec === 'utf-8') {
        const error = utf8Error(bytes);
        if (error === undefined) {
            return str(decodeUtf8(bytes));
        }
        return errors === 'strict'
            ? evaluation.raise('UnicodeDecodeError', error)
            : evaluation.unknown('these bytes are no UTF-8', 'str');
    }
    const bad = codec === 'ascii' ? bytes.findIndex((byte) => 0x80 <= byte) : -1;
    if (bad !== -1) {
        const shown = (bytes[bad] ?? 0).toString(16).padStart(2, '0');
        return errors === 'strict'
            ? evaluation.raise(
                  'UnicodeDecodeError',
                  `'ascii' codec can't decode byte 0x${shown} in position ${bad}: ordinal not in range(128)`,
              )
            : evaluation.unknown('these bytes are not ASCII', 'str');
    }
    return str(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
