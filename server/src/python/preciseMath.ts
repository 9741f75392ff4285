// Powers, exponentials and logarithms with more digits than a float has, in fixed point. The C
// library under CPython is right but for results that lie next to the middle of two floats: for
// those no value is given, as for what JavaScript's own functions, which differ, would say.

import { exactOf, scaledBy } from './floatBits.js';

/** Binary digits after the point. */
const precision = 192n;
const one = 1n << precision;

/** How near to the middle of two floats, in 1/1024 of their distance, a result is not sure. */
const doubt = 22n;

/** `base ** exponent` as the C library gives it; undefined where the last digit is not sure. */
export function powerOf(base: number, exponent: number): number | undefined {
    const special = Math.pow(base, exponent);
    if (base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent)) {
        // JavaScript differs from C where the base is 1 or -1 and the exponent infinite.
        return Math.abs(base) === 1 && !Number.isNaN(exponent) ? 1 : special;
    }
    if (Math.abs(base) === 1 || exponent === 1) {
        return exponent === 1 ? base : special;
    }
    const negative = base < 0 && Math.abs(exponent % 2) === 1;
    const magnitude = Math.abs(base);
    const exact = exactPower(magnitude, exponent);
    if (exact !== undefined) {
        return negative ? -exact : exact;
    }
    const { digits, exponent: scale } = exactOf(exponent);
    const product = shifted(lnFixed(magnitude) * digits, scale);
    const power = expOf(product);
    return power === undefined ? undefined : negative ? -power : power;
}

/** A power with a small whole exponent, rounded once where it is exact before. */
function exactPower(base: number, exponent: number): number | undefined {
    if (exponent === 0.5) {
        return Math.sqrt(base);
    }
    if (exponent % 1 !== 0 || exponent < 0 || 16 < exponent) {
        return undefined;
    }
    const { digits, exponent: scale } = exactOf(base);
    return scaledBy(digits ** BigInt(exponent), scale * exponent);
}

/** `math.exp(value)`. */
export function expFloat(value: number): number | undefined {
    if (value === 0 || !Number.isFinite(value)) {
        return Math.exp(value);
    }
    const { digits, exponent } = exactOf(value);
    return expOf(shifted(digits * one, exponent));
}

/** `math.log(value)` of a positive number. */
export function lnFloat(value: number): number | undefined {
    return Number.isFinite(value) && value !== 1 ? rounded(lnFixed(value), 0) : Math.log(value);
}

/** `math.log2` and `math.log10` of a positive number. */
export function logFloat(value: number, base: 2 | 10): number | undefined {
    if (!Number.isFinite(value) || value === 1) {
        return Math.log(value);
    }
    const log = (lnFixed(value) * one) / lnFixed(base);
    const whole = (log + (one >> 1n)) >> precision;
    const apart = log - (whole << precision);
    // The logarithm of a power of the base itself is a whole number, but for the last digits here.
    return (apart < 0n ? -apart : apart) < 1n << 20n ? Number(whole) : rounded(log, 0);
}

function shifted(value: bigint, exponent: number): bigint {
    return exponent < 0 ? value >> BigInt(-exponent) : value << BigInt(exponent);
}

// ln 2 by the series of artanh: ln 2 = 2 artanh(1/3).
const ln2 = 2n * artanh(one / 3n);

function artanh(argument: bigint): bigint {
    const square = (argument * argument) >> precision;
    let term = argument;
    let sum = argument;
    for (let odd = 3n; term !== 0n && term !== -1n; odd += 2n) {
        term = (term * square) >> precision;
        sum += term / odd;
    }
    return sum;
}

function lnFixed(value: number): bigint {
    const { digits, exponent } = exactOf(value);
    const length = digits.toString(2).length;
    // The mantissa in [0.75, 1.5), where the series converges fast.
    let mantissa = (digits << precision) >> BigInt(length);
    let power = exponent + length;
    if (mantissa < (3n * one) >> 2n) {
        mantissa <<= 1n;
        power -= 1;
    }
    return 2n * artanh(((mantissa - one) << precision) / (mantissa + one)) + BigInt(power) * ln2;
}

/** e to a fixed-point number. */
function expOf(argument: bigint): number | undefined {
    if (argument < -1200n * one || 1200n * one < argument) {
        return argument < 0n ? 0 : Infinity;
    }
    const power = (argument + ln2 / 2n) / ln2 - (argument + ln2 / 2n < 0n ? 1n : 0n);
    const rest = argument - power * ln2;
    let term = one;
    let sum = one;
    for (let index = 1n; term !== 0n && term !== -1n; index += 1n) {
        term = ((term * rest) >> precision) / index;
        sum += term;
    }
    return rounded(sum, Number(power));
}

/** The float of a fixed-point number times a power of two; undefined next to the middle of two. */
function rounded(value: bigint, power: number): number | undefined {
    const magnitude = value < 0n ? -value : value;
    const length = magnitude.toString(2).length;
    const last = Math.max(length - Number(precision) + power - 53, -1074);
    const drop = BigInt(last - power) + precision;
    if (11n < drop) {
        const rest = (magnitude & ((1n << drop) - 1n)) >> (drop - 10n);
        if (512n - doubt <= rest && rest <= 511n + doubt) {
            return undefined;
        }
    }
    const float = scaledBy(magnitude, power - Number(precision));
    return value < 0n ? -float : float;
}
