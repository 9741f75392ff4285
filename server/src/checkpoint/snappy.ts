// Raw Snappy, as the blocks of most published checkpoints are compressed: a length, then literals
// and copies. Not the framing format. It takes exactly the streams which TensorFlow takes, and never
// allocates out of proportion. Format: format_description.txt of google/snappy.

/** Three bytes can make 64, no stream does better, so a longer declaration is a lie. */
const maxExpansion = 22;

/** The declared length of a stream, and where its elements begin; undefined if that is no length. */
function readLength(bytes: Uint8Array, start: number, end: number) {
    let length = 0;
    for (let index = 0; index < 5 && start + index < end; index++) {
        const byte = bytes[start + index] as number;
        if (index === 4 && 15 < (byte & 127)) {
            return undefined;
        }
        length += (byte & 127) * 2 ** (7 * index);
        if (byte < 128) {
            return { length, elements: start + index + 1 };
        }
    }
    return undefined;
}

/** The length in bytes of what `bytes[start, end)` hold; undefined where that cannot be true. */
export function snappyLength(bytes: Uint8Array, start: number, end: number): number | undefined {
    const declared = readLength(bytes, start, end);
    return declared !== undefined && declared.length <= maxExpansion * (end - start) + 64
        ? declared.length
        : undefined;
}

/**
 * Decompresses `bytes[start, end)` into `output` from `outputStart` on, and says whether the stream
 * was whole: it makes exactly the declared length, and ends there. `output` must have that room.
 */
export function decompressSnappy(
    bytes: Uint8Array,
    start: number,
    end: number,
    output: Uint8Array,
    outputStart: number,
): boolean {
    const declared = readLength(bytes, start, end);
    if (declared === undefined || output.length < outputStart + declared.length) {
        return false;
    }
    const outputEnd = outputStart + declared.length;
    let position = declared.elements;
    let made = outputStart;
    while (position < end) {
        const tag = bytes[position++] as number;
        const kind = tag & 3;
        if (kind === 0) {
            const extra = Math.max((tag >>> 2) - 59, 0);
            if (end < position + extra) {
                return false;
            }
            const length = 1 + (extra === 0 ? tag >>> 2 : littleEndian(bytes, position, extra));
            position += extra;
            if (end - position < length || outputEnd - made < length) {
                return false;
            }
            copyLiteral(bytes, position, output, made, length);
            position += length;
            made += length;
            continue;
        }
        const extra = kind === 3 ? 4 : kind;
        if (end < position + extra) {
            return false;
        }
        const length = kind === 1 ? 4 + ((tag >>> 2) & 7) : 1 + (tag >>> 2);
        const distance =
            littleEndian(bytes, position, extra) + (kind === 1 ? (tag >>> 5) * 256 : 0);
        position += extra;
        if (distance === 0 || made - outputStart < distance || outputEnd - made < length) {
            return false;
        }
        copyWithin(output, made, distance, length);
        made += length;
    }
    return made === outputEnd;
}

function littleEndian(bytes: Uint8Array, position: number, count: number): number {
    let value = 0;
    for (let index = count - 1; 0 <= index; index--) {
        value = value * 256 + (bytes[position + index] as number);
    }
    return value;
}

function copyLiteral(
    bytes: Uint8Array,
    position: number,
    output: Uint8Array,
    made: number,
    length: number,
): void {
    if (64 < length) {
        output.set(bytes.subarray(position, position + length), made);
        return;
    }
    for (let index = 0; index < length; index++) {
        output[made + index] = bytes[position + index] as number;
    }
}

// Byte by byte: a copy may overlap what it makes, and then repeats it.
function copyWithin(output: Uint8Array, made: number, distance: number, length: number): void {
    for (let index = made; index < made + length; index++) {
        output[index] = output[index - distance] as number;
    }
}
