// Where and why json.load stops inside a string, a number or a word, in its own words.
// Defined in CPython 3.11: Modules/_json.c (scanstring_unicode, scan_once_unicode).

/** Where json.load stops. */
export interface JsonFault {
    readonly message: string;
    readonly offset: number;
}

/** What is wrong with a string whose opening quote stands at an offset. */
export function stringFault(text: string, start: number): JsonFault {
    let at = start + 1;
    while (at < text.length && text[at] !== '"') {
        const escape = text[at] === '\\' ? text.slice(at + 1, at + 6) : '';
        if ((text[at] ?? '') < ' ') {
            return { message: 'Invalid control character at', offset: at };
        }
        if (escape.startsWith('u') && !/^u[0-9A-Fa-f]{4}$/.test(escape)) {
            return { message: 'Invalid \\uXXXX escape', offset: at + 1 };
        }
        if (escape !== '' && !/^["\\/bfnrtu]/.test(escape)) {
            return { message: 'Invalid \\escape', offset: at };
        }
        at += escape === '' ? 1 : 2;
    }
    return { message: 'Unterminated string starting at', offset: start };
}

const known =
    /^(?:null|true|false|NaN|-?Infinity|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)/;

/** What is wrong where a value should be: a number or word is read as far as it goes. */
export function wordFault(
    text: string,
    token: { readonly start: number; readonly text: string },
    isNested: boolean,
): JsonFault {
    const length = known.exec(text.slice(token.start))?.[0].length ?? 0;
    if (length === 0 || !/^[-\w]/.test(token.text)) {
        return { message: 'Expecting value', offset: token.start };
    }
    const message = isNested ? "Expecting ',' delimiter" : 'Extra data';
    return { message, offset: token.start + length };
}
