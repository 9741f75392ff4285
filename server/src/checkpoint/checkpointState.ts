// The text file `checkpoint`, which names the latest checkpoint of a folder. It is a CheckpointState
// in protobuf's text format as Python's text_format merges it: a field that is there twice keeps the
// last value, and escapes are Python's. protobufjs refuses the first and reads the second otherwise,
// so the few rules are here.
// Defined in TensorFlow: python/training/checkpoint_state.proto; protobuf: python text_format.py.

import { decodeUtf8, encodeUtf8, utf8Error } from '../util/utf8.js';

/** What a state file says; `problem` is why Python cannot parse it, and then it is ignored. */
export type CheckpointState =
    | {
          readonly latest: string;
          /** The checkpoints that are kept, the oldest first. */
          readonly all: readonly string[];
          /** When each of `all` was saved, in seconds since 1970; empty where that is not said. */
          readonly times: readonly number[];
      }
    | { readonly problem: string };

const fields: Readonly<Record<string, 'string' | 'strings' | 'number' | 'numbers'>> = {
    model_checkpoint_path: 'string',
    all_model_checkpoint_paths: 'strings',
    all_model_checkpoint_timestamps: 'numbers',
    last_preserved_timestamp: 'number',
};

// Python's white space, which is not JavaScript's: U+001C to U+001F and U+0085 are, U+FEFF is not.
const spaces = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const space = new RegExp(`(?:[${spaces}]|#[^]*)+`, 'uy');
const tokenForm =
    /[a-zA-Z_][0-9a-zA-Z_+-]*|(?:[0-9+-]|\.[0-9])[0-9a-zA-Z_.+-]*|"[^"\\]*(?:(?:\\.)+[^"\\]*)*(?:"|\\?$)|'[^'\\]*(?:(?:\\.)+[^'\\]*)*(?:'|\\?$)/suy;

class ParseError extends Error {}

/** Reads the text of a state file. */
export function parseCheckpointState(text: string): CheckpointState {
    try {
        return parse(tokenize(text));
    } catch (error) {
        if (error instanceof ParseError) {
            return { problem: error.message };
        }
        throw error;
    }
}

function parse(tokens: readonly string[]): CheckpointState {
    let latest = '';
    const all: string[] = [];
    const times: number[] = [];
    let position = 0;
    while (position < tokens.length) {
        const name = tokens[position++] ?? '';
        const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
        if (kind === undefined) {
            throw new ParseError(`it has a field '${name}', which a checkpoint file does not have`);
        }
        expect(tokens, position++, ':');
        const isList = tokens[position] === '[' && (kind === 'strings' || kind === 'numbers');
        position += isList ? 1 : 0;
        for (
            let isFirst = true;
            !isList || isFirst || tokens[position - 1] !== ']';
            isFirst = false
        ) {
            if (isList && isFirst && tokens[position] === ']') {
                position++;
                break;
            }
            if (kind === 'number' || kind === 'numbers') {
                const time = readNumber(tokens[position++] ?? '');
                if (name === 'all_model_checkpoint_timestamps') {
                    times.push(time);
                }
            } else {
                const value = readString(tokens, position);
                position = value.end;
                if (kind === 'string') {
                    latest = value.text;
                } else {
                    all.push(value.text);
                }
            }
            if (!isList) {
                break;
            }
            if (tokens[position] !== ']') {
                expect(tokens, position, ',');
            }
            position++;
        }
        position += tokens[position] === ',' || tokens[position] === ';' ? 1 : 0;
    }
    return { latest, all, times };
}

// As Python does, line by line: a string never goes over a line's end.
function tokenize(text: string): readonly string[] {
    const tokens: string[] = [];
    for (const line of text.split('\n')) {
        let position = 0;
        while (position < line.length) {
            space.lastIndex = position;
            if (space.test(line)) {
                position = space.lastIndex;
                continue;
            }
            tokenForm.lastIndex = position;
            const token =
                tokenForm.exec(line)?.[0] ?? String.fromCodePoint(line.codePointAt(position) ?? 0);
            tokens.push(token);
            position += token.length;
        }
    }
    return tokens;
}

function expect(tokens: readonly string[], position: number, token: string): void {
    if (tokens[position] !== token) {
        throw new ParseError(`'${token}' is missing before '${tokens[position] ?? 'the end'}'`);
    }
}

function isQuoted(token: string | undefined): token is string {
    return token !== undefined && /^["']/.test(token);
}

// Adjacent strings are one.
function readString(tokens: readonly string[], start: number): { text: string; end: number } {
    const bytes: number[] = [];
    let position = start;
    do {
        const token = tokens[position++];
        if (!isQuoted(token)) {
            throw new ParseError(
                `a string in quotes should stand where '${token ?? 'the end'}' is`,
            );
        }
        if (token.length < 2 || token.at(-1) !== token[0]) {
            throw new ParseError(`the quote is missing at the end of ${token}`);
        }
        unescape(token.slice(1, -1), bytes);
    } while (isQuoted(tokens[position]));
    const text = Uint8Array.from(bytes);
    const problem = utf8Error(text);
    if (problem !== undefined) {
        throw new ParseError(`a string is not UTF-8: ${problem}`);
    }
    return { text: decodeUtf8(text), end: position };
}

const simpleEscapes: Readonly<Record<string, number>> = {
    a: 7,
    b: 8,
    t: 9,
    n: 10,
    v: 11,
    f: 12,
    r: 13,
    '"': 34,
    "'": 39,
    '\\': 92,
};

// Python's text_encoding.CUnescape: an escape which it does not know stays as it is written.
function unescape(text: string, bytes: number[]): void {
    let position = 0;
    while (position < text.length) {
        const char = String.fromCodePoint(text.codePointAt(position) ?? 0);
        position += char.length;
        if (char !== '\\') {
            bytes.push(...encodeUtf8(char));
            continue;
        }
        const rest = text.slice(position);
        const escape =
            /^(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(rest);
        const simple = simpleEscapes[rest[0] ?? ''];
        if (escape !== null) {
            position += escape[0].length;
            pushEscaped(escape, bytes);
        } else if (simple !== undefined) {
            position++;
            bytes.push(simple);
        } else if (/^[xuUN]/.test(rest) || rest === '') {
            throw new ParseError(`the escape '\\${rest.slice(0, 6)}' is not complete`);
        } else {
            bytes.push(92);
        }
    }
}

function pushEscaped([, hex, octal, short, long]: RegExpExecArray, bytes: number[]): void {
    if (hex !== undefined || octal !== undefined) {
        const byte = hex === undefined ? parseInt(octal ?? '', 8) : parseInt(hex, 16);
        if (255 < byte) {
            throw new ParseError(`the escape '\\${octal ?? ''}' is above a byte`);
        }
        bytes.push(byte);
        return;
    }
    const point = parseInt(short ?? long ?? '', 16);
    if (0x10ffff < point || (0xd800 <= point && point <= 0xdfff)) {
        throw new ParseError(`the escape '\\${short ?? long ?? ''}' is no character`);
    }
    bytes.push(...encodeUtf8(String.fromCodePoint(point)));
}

const decimals = String.raw`\d+(?:_\d+)*`;
const pythonFloat = new RegExp(
    String.raw`^[+-]?(?:(?:${decimals}\.?(?:${decimals})?|\.${decimals})(?:[eE][+-]?${decimals})?|inf|infinity|nan)$`,
    'i',
);

// What is no finite number for JavaScript, such as `inf`, is NaN here.
function readNumber(token: string): number {
    const isOctal = /^-?0[0-9]/.test(token);
    const isFloat =
        pythonFloat.test(token) ||
        /^(?:-?inf(?:inity)?f?|nanf?)$/i.test(token) ||
        pythonFloat.test(token.replace(/f+$/i, ''));
    if (isOctal || !isFloat) {
        throw new ParseError(
            `a number should stand where '${token === '' ? 'the end' : token}' is`,
        );
    }
    return Number(token.replaceAll('_', '').replace(/f+$/i, ''));
}
