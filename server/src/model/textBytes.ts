// The bytes of protocol buffers' text format: its signs, words, and the ends of its strings, found
// without decoding what stands between them.

/** The signs of the format. */
export const sign = {
    quote: 0x22,
    apostrophe: 0x27,
    hash: 0x23,
    backslash: 0x5c,
    newline: 0x0a,
    comma: 0x2c,
    semicolon: 0x3b,
    colon: 0x3a,
    openBrace: 0x7b,
    closeBrace: 0x7d,
    openAngle: 0x3c,
    closeAngle: 0x3e,
    openSquare: 0x5b,
    closeSquare: 0x5d,
} as const;

/** The offset of the quote that ends a string which goes on from `start`; -1 where it is not there. */
export function endOfString(bytes: Uint8Array, start: number, mark: number): number {
    for (let place = start; ; place++) {
        place = bytes.indexOf(mark, place);
        if (place === -1 || !isEscaped(bytes, start, place)) {
            return place;
        }
    }
}

/** Whether the byte behind the window's last one is escaped, in a string that goes on from `start`. */
export function endsInEscape(bytes: Uint8Array, start: number): boolean {
    return isEscaped(bytes, start, bytes.length);
}

function isEscaped(bytes: Uint8Array, start: number, place: number): boolean {
    let first = place;
    while (start < first && bytes[first - 1] === sign.backslash) {
        first--;
    }
    return (place - first) % 2 === 1;
}

/** Whether a byte is white space. */
export function isSpace(byte: number): boolean {
    return byte === 0x20 || (0x09 <= byte && byte <= 0x0d);
}

/** Whether a byte is a letter, a digit or what else stands in names and numbers. */
export function isWordByte(byte: number): boolean {
    return (
        (0x61 <= byte && byte <= 0x7a) ||
        (0x41 <= byte && byte <= 0x5a) ||
        (0x30 <= byte && byte <= 0x39) ||
        byte === 0x5f ||
        byte === 0x2e ||
        byte === 0x2b ||
        byte === 0x2d
    );
}

/** The text of bytes that are ASCII. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
    let text = '';
    for (let place = start; place < end; place++) {
        text += String.fromCharCode(bytes[place] ?? 0);
    }
    return text;
}
