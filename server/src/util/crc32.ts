// CRC-32 as zip archives store it (the polynomial of ISO 3309); crc32c.ts is TensorFlow's own.

const polynomial = 0xedb88320;
const table = makeTable();

/**
 * The CRC-32 of bytes, as an unsigned 32-bit number; of data which comes in parts, if `before` is
 * that of the parts before.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
    let crc = ~before;
    for (const byte of bytes) {
        crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] as number);
    }
    return ~crc >>> 0;
}

function makeTable(): Int32Array {
    const made = new Int32Array(256);
    for (let byte = 0; byte < 256; byte++) {
        let crc = byte;
        for (let bit = 0; bit < 8; bit++) {
            crc = (crc >>> 1) ^ ((crc & 1) === 1 ? polynomial : 0);
        }
        made[byte] = crc;
    }
    return made;
}
