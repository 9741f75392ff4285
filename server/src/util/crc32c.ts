// CRC-32C (Castagnoli), and the masked form which TensorFlow stores beside its data.
// Defined in TensorFlow: tsl/lib/hash/crc32c.h. Sixteen bytes a step, by tables: no native code is
// needed, as this takes about as long as reading the file.

const polynomial = 0x82f63b78;
const maskDelta = 0xa282ead8;
const tables = makeTables();

/**
 * The CRC-32C of `bytes[start, end)`, as an unsigned 32-bit number; of data which comes in parts,
 * if `before` is that of the parts before.
 */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length, before = 0): number {
    let crc = ~before;
    let position = start;
    // Words can be read only where the underlying memory is aligned.
    while (position < end && (bytes.byteOffset + position) % 4 !== 0) {
        crc = step(crc, bytes[position++] ?? 0);
    }
    const wholeSteps = (end - position) >>> 4;
    if (0 < wholeSteps) {
        const words = new Int32Array(bytes.buffer, bytes.byteOffset + position, wholeSteps * 4);
        crc = crcOfWords(crc, words);
        position += wholeSteps * 16;
    }
    while (position < end) {
        crc = step(crc, bytes[position++] ?? 0);
    }
    return ~crc >>> 0;
}

/** What is stored for a checksum: TensorFlow never stores one of data which holds checksums. */
export function maskCrc(crc: number): number {
    return (((crc >>> 15) | (crc << 17)) + maskDelta) >>> 0;
}

/** The checksum behind a stored one. */
export function unmaskCrc(masked: number): number {
    const rotated = masked - maskDelta;
    return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}

function step(crc: number, byte: number): number {
    return (crc >>> 8) ^ (tables[(crc ^ byte) & 255] ?? 0);
}

// The table for a byte which lies n bytes before the end of the step begins at 256 * n.
function crcOfWords(initial: number, words: Int32Array): number {
    const t = tables;
    let crc = initial;
    for (let index = 0; index < words.length; index += 4) {
        const a = crc ^ at(words, index);
        const b = at(words, index + 1);
        const c = at(words, index + 2);
        const d = at(words, index + 3);
        crc =
            at(t, 3840 + (a & 255)) ^
            at(t, 3584 + ((a >>> 8) & 255)) ^
            at(t, 3328 + ((a >>> 16) & 255)) ^
            at(t, 3072 + (a >>> 24)) ^
            at(t, 2816 + (b & 255)) ^
            at(t, 2560 + ((b >>> 8) & 255)) ^
            at(t, 2304 + ((b >>> 16) & 255)) ^
            at(t, 2048 + (b >>> 24)) ^
            at(t, 1792 + (c & 255)) ^
            at(t, 1536 + ((c >>> 8) & 255)) ^
            at(t, 1280 + ((c >>> 16) & 255)) ^
            at(t, 1024 + (c >>> 24)) ^
            at(t, 768 + (d & 255)) ^
            at(t, 512 + ((d >>> 8) & 255)) ^
            at(t, 256 + ((d >>> 16) & 255)) ^
            at(t, d >>> 24);
    }
    return crc;
}

function at(numbers: Int32Array, index: number): number {
    return numbers[index] as number;
}

function makeTables(): Int32Array {
    const made = new Int32Array(16 * 256);
    for (let byte = 0; byte < 256; byte++) {
        let crc = byte;
        for (let bit = 0; bit < 8; bit++) {
            crc = (crc >>> 1) ^ ((crc & 1) === 1 ? polynomial : 0);
        }
        made[byte] = crc;
    }
    for (let index = 256; index < made.length; index++) {
        const before = made[index - 256] ?? 0;
        made[index] = (before >>> 8) ^ (made[before & 255] ?? 0);
    }
    return made;
}
