// The binary keys under which a checkpoint stores the slices of partitioned tensors.
// Defined in TensorFlow: core/util/saved_tensor_slice_util.cc (EncodeTensorNameSlice),
// core/lib/strings/ordered_code.cc. They sort as their contents do, and begin with a zero byte.

import type { SliceExtents } from './tensorSlice.js';

/** The key of a slice of the tensor whose name has these bytes. */
export function encodeSliceKey(name: Uint8Array, slice: SliceExtents): Uint8Array {
    const bytes: number[] = [];
    pushUnsigned(bytes, 0n);
    pushString(bytes, name);
    pushUnsigned(bytes, BigInt(slice.length.length));
    for (const [axis, length] of slice.length.entries()) {
        pushSigned(bytes, BigInt(slice.start[axis] ?? 0));
        pushSigned(bytes, BigInt(length));
    }
    return Uint8Array.from(bytes);
}

/** Whether a key has the form of a slice key. */
export function isSliceKey(key: Uint8Array): boolean {
    if (key[0] !== 0) {
        return false;
    }
    let position = 1;
    for (;;) {
        const byte = key[position];
        const next = key[position + 1];
        if (byte === undefined || next === undefined) {
            return false;
        }
        if (byte === 0 && next === 1) {
            position += 2;
            break;
        }
        if ((byte === 0 && next !== 0xff) || (byte === 0xff && next !== 0)) {
            return false;
        }
        position += byte === 0 || byte === 0xff ? 2 : 1;
    }
    const rankBytes = key[position++];
    if (rankBytes === undefined || 2 < rankBytes || key.length < position + rankBytes) {
        return false;
    }
    let rank = 0;
    for (let index = 0; index < rankBytes; index++) {
        rank = rank * 256 + (key[position++] ?? 0);
    }
    for (let number = 0; number < 2 * rank; number++) {
        position += signedLength(key, position);
        if (key.length < position) {
            return false;
        }
    }
    return position === key.length;
}

/** Appends an unsigned number in ordered code. */
export function pushUnsigned(bytes: number[], value: bigint): void {
    const digits: number[] = [];
    for (let rest = value; 0n < rest; rest >>= 8n) {
        digits.unshift(Number(rest & 255n));
    }
    bytes.push(digits.length, ...digits);
}

/** Appends a signed number in ordered code. */
export function pushSigned(bytes: number[], value: bigint): void {
    const magnitude = value < 0n ? ~value : value;
    let length = 1;
    while (magnitude >> BigInt(7 * length - 1) !== 0n) {
        length++;
    }
    // As many leading ones as there are bytes say how long the number is; for a negative number
    // they come out as zeros, since its own leading bits are ones.
    const header = ((1n << BigInt(length)) - 1n) << BigInt(7 * length);
    const pattern = BigInt.asUintN(8 * length, value) ^ header;
    for (let index = length - 1; 0 <= index; index--) {
        bytes.push(Number((pattern >> BigInt(8 * index)) & 255n));
    }
}

function pushString(bytes: number[], text: Uint8Array): void {
    for (const byte of text) {
        bytes.push(byte);
        if (byte === 0) {
            bytes.push(0xff);
        } else if (byte === 0xff) {
            bytes.push(0);
        }
    }
    bytes.push(0, 1);
}

// Length of the signed number at a position: the count of leading bits equal to the first one.
function signedLength(key: Uint8Array, position: number): number {
    const first = key[position] ?? 0x80;
    const negative = first < 0x80 ? 0xff : 0;
    let length = 0;
    for (let index = 0; index < 2; index++) {
        const byte = (key[position + index] ?? 0) ^ negative;
        const ones = Math.clz32(~(byte << 24));
        length += Math.min(ones, 8);
        if (ones < 8) {
            break;
        }
    }
    return Math.max(length, 1);
}
