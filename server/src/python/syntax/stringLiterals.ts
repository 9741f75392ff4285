// Strings and bytes as they are written in Python: prefixes, quotes, escapes. Decoding works on
// the text, not on the tree, as the grammar knows no difference between bytes and strings.
// Defined in CPython: Parser/string_parser.c.

import type { Span } from '../../util/span.js';

/** The parts of one literal before its content is decoded. */
export interface LiteralParts {
    readonly raw: boolean;
    readonly bytes: boolean;
    readonly format: boolean;
    readonly triple: boolean;
    readonly content: Span;
}

/** What some content says: its value, whether it is surely that, and what is wrong with it. */
export interface Decoded {
    readonly value: string;
    /** False where a character is written by a name that is not known here. */
    readonly exact: boolean;
    readonly error: string | undefined;
}

const opening = /^([a-zA-Z]*)('''|"""|'|")/;
const prefixes = /^(?:|r|u|b|br|rb|f|fr|rf)$/i;

/** Takes a literal apart; undefined where its prefix is none or it does not end. */
export function literalParts(text: string, { start, end }: Span): LiteralParts | undefined {
    const literal = text.slice(start, end);
    const [head, prefix = '', quote = ''] = opening.exec(literal) ?? [];
    if (
        head === undefined ||
        !prefixes.test(prefix) ||
        !literal.endsWith(quote) ||
        literal.length < head.length + quote.length
    ) {
        return undefined;
    }
    return {
        raw: /r/i.test(prefix),
        bytes: /b/i.test(prefix),
        format: /f/i.test(prefix),
        triple: quote.length === 3,
        content: { start: start + head.length, end: end - quote.length },
    };
}

const simple: Readonly<Record<string, string>> = {
    '\n': '',
    '\\': '\\',
    "'": "'",
    '"': '"',
    a: '\x07',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
};

/** Decodes the content of a string or of bytes. */
export function decodeContent(
    written: string,
    { raw, bytes }: { readonly raw: boolean; readonly bytes: boolean },
): Decoded {
    // Python reads every line end as one line feed before it looks for tokens.
    const text = written.includes('\r') ? written.replaceAll(/\r\n?/g, '\n') : written;
    const ascii = /^[^\u0080-\uffff]*$/.test(text);
    if (bytes && !ascii) {
        return {
            value: '',
            exact: false,
            error: 'bytes can only contain ASCII literal characters',
        };
    }
    if (raw || !text.includes('\\')) {
        return { value: text, exact: true, error: undefined };
    }
    return decodeEscapes(text, bytes);
}

const escape =
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|N(\{[^}]*\})?|([^]))/g;

function decodeEscapes(text: string, bytes: boolean): Decoded {
    let exact = true;
    let error: string | undefined;
    const wrong = (digits: string, wanted: number, written: string, at: number): string => {
        error ??= bytes
            ? `(value error) invalid \\x escape at position ${at}`
            : `(unicode error) 'unicodeescape' codec can't decode bytes in position ${at}-${at + 1 + digits.length}: truncated \\${written}${'X'.repeat(wanted)} escape`;
        return '';
    };
    const hex = (digits: string, wanted: number, written: string, at: number): string => {
        if (digits.length < wanted) {
            return wrong(digits, wanted, written, at);
        }
        const code = parseInt(digits, 16);
        if (0x10ffff < code) {
            error ??= `(unicode error) 'unicodeescape' codec can't decode bytes in position ${at}-${at + 9}: illegal Unicode character`;
            return '';
        }
        return String.fromCodePoint(code);
    };
    const value = text.replace(escape, (match, octal, x, u, U, name, other, at: number) => {
        const known = (group: unknown): group is string => typeof group === 'string';
        if (known(octal)) {
            const code = parseInt(octal, 8);
            return String.fromCharCode(bytes ? code & 0xff : code);
        }
        if (known(x)) {
            return hex(x, 2, 'x', at);
        }
        if (bytes) {
            // Strings alone know \u, \U and \N; in bytes the backslash stays.
            return known(other) ? (simple[other] ?? match) : match;
        }
        if (known(u)) {
            return hex(u, 4, 'u', at);
        }
        if (known(U)) {
            return hex(U, 8, 'U', at);
        }
        if (known(other)) {
            return simple[other] ?? match;
        }
        if (!known(name)) {
            error ??= `(unicode error) 'unicodeescape' codec can't decode bytes in position ${at}-${at + 1}: malformed \\N character escape`;
            return '';
        }
        exact = false;
        return match;
    });
    return { value, exact, error };
}
