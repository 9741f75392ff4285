// Floats as decimal texts with a given number of digits, rounded half to even from the exact value.
// Defined in CPython 3.11: Python/pystrtod.c (format_float_short), Python/dtoa.c.

import { pythonRepr } from '../util/pythonRepr.js';
import { exactOf } from './floatBits.js';

/** `repr(value)`. */
export function floatRepr(value: number): string {
    return pythonRepr({ type: 'float', value });
}

/** `|value| * 10 ** scale`, rounded half to even; the value is finite. */
function scaledDigits(value: number, scale: number): bigint {
    const { digits, exponent } = exactOf(Math.abs(value));
    let numerator = digits;
    let denominator = 1n;
    if (exponent < 0) {
        denominator <<= BigInt(-exponent);
    } else {
        numerator <<= BigInt(exponent);
    }
    if (scale < 0) {
        denominator *= 10n ** BigInt(-scale);
    } else {
        numerator *= 10n ** BigInt(scale);
    }
    const whole = numerator / denominator;
    const twice = (numerator - whole * denominator) * 2n;
    return denominator < twice || (twice === denominator && whole % 2n === 1n) ? whole + 1n : whole;
}

/** The absolute value with so many digits after the point, as `%.3f` writes it. */
export function fixedDigits(value: number, precision: number): string {
    const digits = scaledDigits(value, precision)
        .toString()
        .padStart(precision + 1, '0');
    const split = digits.length - precision;
    return precision === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`;
}

/** The significant digits of the absolute value, `count` of them, and the power of the first. */
export function significant(
    value: number,
    count: number,
): { readonly digits: string; readonly power: number } {
    if (value === 0) {
        return { digits: '0'.repeat(count), power: 0 };
    }
    let power = Math.floor(Math.log10(Math.abs(value)));
    // The logarithm may be off by one at a power of ten.
    for (;;) {
        const digits = scaledDigits(value, count - 1 - power).toString();
        if (count < digits.length) {
            power += 1;
        } else if (digits.length < count) {
            power -= 1;
        } else {
            return { digits, power };
        }
    }
}

/** `%.3e` of the absolute value. */
export function exponentialDigits(value: number, precision: number): string {
    const { digits, power } = significant(value, precision + 1);
    return scientific(digits, power);
}

function scientific(digits: string, power: number): string {
    const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
    const sign = power < 0 ? '-' : '+';
    return `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}

/**
 * `%.3g` of the absolute value. `alternate` keeps trailing zeros; `withPoint` is what a float
 * without a type asks for: a digit after the point, and an exponent one power earlier.
 */
export function generalDigits(
    value: number,
    precision: number,
    alternate: boolean,
    withPoint: boolean,
): string {
    const count = precision === 0 ? 1 : precision;
    const { digits, power } = significant(value, count);
    const kept = alternate ? digits : digits.replace(/0+$/, '') || '0';
    if (power < -4 || count - (withPoint ? 1 : 0) <= power) {
        const text = scientific(kept, power);
        return alternate && kept.length === 1 ? text.replace('e', '.e') : text;
    }
    if (power < 0) {
        return `0.${'0'.repeat(-power - 1)}${kept}`;
    }
    const whole = kept.slice(0, power + 1).padEnd(power + 1, '0');
    const rest = kept.slice(power + 1);
    return rest !== ''
        ? `${whole}.${rest}`
        : withPoint
          ? `${whole}.0`
          : alternate
            ? `${whole}.`
            : whole;
}

/** `round(value, digits)` of a finite float. */
export function roundedTo(value: number, digits: number): number {
    if (323 < digits) {
        return value;
    }
    if (digits < -308) {
        return value < 0 || Object.is(value, -0) ? -0 : 0;
    }
    const sign = value < 0 || Object.is(value, -0) ? -1 : 1;
    return sign * Number(`${scaledDigits(value, digits)}e${-digits}`);
}
