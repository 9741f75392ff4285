// Numbers as bytes and as hexadecimal texts, and back.
// Defined in CPython 3.11: Objects/longobject.c, Objects/floatobject.c.

import type { Evaluation } from '../evaluation.js';
import { exactOf, ratio } from '../floatBits.js';
import { native, known } from '../native.js';
import { float, int, type Value } from '../values.js';

/** `float.hex()`. */
export function hexOfFloat(value: number): string {
    if (!Number.isFinite(value)) {
        return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
    }
    const { digits, exponent } = exactOf(value);
    const negative = value < 0 || Object.is(value, -0);
    const magnitude = digits < 0n ? -digits : digits;
    const sign = negative ? '-' : '';
    if (magnitude === 0n) {
        return `${sign}0x0.0p+0`;
    }
    const subnormal = magnitude < 1n << 52n;
    const power = exponent + 52;
    const fraction = (magnitude & ((1n << 52n) - 1n)).toString(16).padStart(13, '0');
    return `${sign}0x${subnormal ? 0 : 1}.${fraction}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

/** `int.to_bytes(length, order, signed=signed)`; raises OverflowError where it does not fit. */
export function bytesOf(
    evaluation: Evaluation,
    value: bigint,
    length: bigint,
    order: string,
    signed: boolean,
): Value {
    if (value < 0n && !signed) {
        return evaluation.raise('OverflowError', "can't convert negative int to unsigned");
    }
    const room = length * 8n;
    const fits = signed
        ? -(1n << (room - 1n)) <= value && value < 1n << (room - 1n)
        : value < 1n << room;
    if (!fits && !(length === 0n && value === 0n)) {
        return evaluation.raise('OverflowError', 'int too big to convert');
    }
    const bytes = Array.from({ length: Number(length) }, (_, index) =>
        Number((BigInt.asUintN(Number(room), value) >> BigInt(8 * index)) & 255n),
    );
    return { kind: 'bytes', value: Uint8Array.from(order === 'big' ? bytes.reverse() : bytes) };
}

/** `int.from_bytes`. */
export const fromBytes = native(
    'from_bytes',
    'self, bytes, byteorder=, *, signed=',
    function* (evaluation, _self, bytes, byteorder, signed) {
        return yield* known(
            evaluation,
            [bytes, byteorder, signed],
            'int',
            ([data, order, isSigned]) => {
                if (data?.kind !== 'bytes') {
                    return evaluation.unknown('the bytes of a number are not known', 'int');
                }
                const ordered =
                    order?.kind === 'str' && order.value === 'little'
                        ? [...data.value].reverse()
                        : [...data.value];
                const value = ordered.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
                return int(
                    isSigned?.kind === 'bool' && isSigned.value
                        ? BigInt.asIntN(ordered.length * 8, value)
                        : value,
                );
            },
        );
    },
);

/** `float.fromhex(text)`; unknown where the text is not read. */
export function fromHex(evaluation: Evaluation, value: Value | undefined): Value {
    const parts =
        value?.kind === 'str'
            ? /^\s*([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?\s*$/i.exec(
                  value.value,
              )
            : null;
    const digits = `${parts?.[2] ?? ''}${parts?.[3] ?? ''}`;
    if (parts === null || digits === '') {
        return evaluation.unknown('a hexadecimal float is not read', 'float');
    }
    const whole = BigInt(`0x${digits}`);
    const power = Number(parts[4] ?? '0') - 4 * (parts[3] ?? '').length;
    if (Math.abs(power) > 5000) {
        return evaluation.unknown('a hexadecimal float is not read', 'float');
    }
    const number =
        power < 0 ? ratio(whole, 1n << BigInt(-power)) : ratio(whole << BigInt(power), 1n);
    return float(parts[1] === '-' ? -number : number);
}
