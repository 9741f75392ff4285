// A small Snappy compressor for tests: literals, and copies of what it has seen, of all three kinds.

/** Compresses bytes; the stream is one that every decoder takes. */
export function compressSnappy(bytes: Uint8Array): Uint8Array {
    const output: number[] = [];
    let rest = bytes.length;
    while (127 < rest) {
        output.push((rest % 128) | 128);
        rest = Math.floor(rest / 128);
    }
    output.push(rest);
    const seen = new Map<number, number>();
    let literalStart = 0;
    let position = 0;
    while (position + 4 <= bytes.length) {
        const word =
            at(bytes, position) +
            at(bytes, position + 1) * 2 ** 8 +
            at(bytes, position + 2) * 2 ** 16 +
            at(bytes, position + 3) * 2 ** 24;
        const before = seen.get(word);
        seen.set(word, position);
        if (before === undefined) {
            position++;
            continue;
        }
        let length = 4;
        while (
            length < 64 &&
            position + length < bytes.length &&
            at(bytes, before + length) === at(bytes, position + length)
        ) {
            length++;
        }
        pushLiteral(output, bytes.subarray(literalStart, position));
        pushCopy(output, position - before, length);
        position += length;
        literalStart = position;
    }
    pushLiteral(output, bytes.subarray(literalStart));
    return Uint8Array.from(output);
}

function pushLiteral(output: number[], literal: Uint8Array): void {
    if (literal.length === 0) {
        return;
    }
    const length = literal.length - 1;
    if (length < 60) {
        output.push(length << 2);
    } else {
        const extra = length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
        output.push((59 + extra) << 2);
        for (let index = 0; index < extra; index++) {
            output.push(Math.floor(length / 2 ** (8 * index)) & 255);
        }
    }
    for (const byte of literal) {
        output.push(byte);
    }
}

function pushCopy(output: number[], distance: number, length: number): void {
    if (length < 12 && distance < 2048) {
        output.push(1 | ((length - 4) << 2) | ((distance >>> 8) << 5), distance & 255);
    } else if (distance < 65_536) {
        output.push(2 | ((length - 1) << 2), distance & 255, distance >>> 8);
    } else {
        output.push(
            3 | ((length - 1) << 2),
            distance & 255,
            (distance >>> 8) & 255,
            (distance >>> 16) & 255,
            distance >>> 24,
        );
    }
}

function at(bytes: Uint8Array, index: number): number {
    return bytes[index] ?? 0;
}
