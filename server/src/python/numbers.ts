// Python's arithmetic of int and float on JavaScript's bigint and number, to the last bit.
// Defined in CPython 3.11: Objects/longobject.c, Objects/floatobject.c. Values and errors of
// Python are not known here: what raises is returned as the class and the text of the exception.

import { bits, ratio } from './floatBits.js';
import { powerOf } from './preciseMath.js';

/** An int (bigint) or a float (number) of Python. */
export type Numeric = bigint | number;

/** What an operation raises: the class and the message of the exception. */
export interface Failure {
    readonly raises: string;
    readonly message: string;
}

/** A result of which not even JavaScript's bigint should be made, or which is not one of ours. */
export interface TooMuch {
    readonly unknown: string;
    readonly type: string | undefined;
}

/** What an operation on numbers gives; undefined where it is not defined for them. */
export type Outcome = Numeric | Failure | TooMuch | undefined;

const maxBits = 100_000n;
const tooBig: TooMuch = { unknown: 'the number is too big to be computed here', type: 'int' };

function fails(raises: string, message: string): Failure {
    return { raises, message };
}

/** `left operator right`; undefined where the operator is not defined for them. */
export function arithmetic(operator: string, left: Numeric, right: Numeric): Outcome {
    if (typeof left === 'bigint' && typeof right === 'bigint') {
        return ofInts(operator, left, right);
    }
    const one = floatOf(left);
    const other = floatOf(right);
    return typeof one !== 'number'
        ? one
        : typeof other !== 'number'
          ? other
          : ofFloats(operator, one, other);
}

/** `float(value)`, rounded half to even; what raises where it is too large. */
export function floatOf(value: Numeric): number | Failure {
    if (typeof value === 'number') {
        return value;
    }
    const float = Number(value);
    return Number.isFinite(float)
        ? float
        : fails('OverflowError', 'int too large to convert to float');
}

function ofInts(operator: string, left: bigint, right: bigint): Outcome {
    switch (operator) {
        case '+':
            return left + right;
        case '-':
            return left - right;
        case '*':
            return !isSmall(left) && maxBits < bits(left) + bits(right) ? tooBig : left * right;
        case '/':
            return right === 0n
                ? fails('ZeroDivisionError', 'division by zero')
                : quotient(left, right);
        case '//':
            return right === 0n
                ? fails('ZeroDivisionError', 'integer division or modulo by zero')
                : floorDivided(left, right);
        case '%':
            return right === 0n
                ? fails('ZeroDivisionError', 'integer modulo by zero')
                : floorModulo(left, right);
        case '**':
            return intPower(left, right);
        case '&':
            return left & right;
        case '|':
            return left | right;
        case '^':
            return left ^ right;
        case '<<':
            return right < 0n
                ? fails('ValueError', 'negative shift count')
                : left !== 0n && maxBits < bits(left) + right
                  ? tooBig
                  : left === 0n
                    ? 0n
                    : left << right;
        case '>>':
            return right < 0n
                ? fails('ValueError', 'negative shift count')
                : maxBits < right
                  ? left < 0n
                      ? -1n
                      : 0n
                  : left >> right;
        default:
            return undefined;
    }
}

/** Whether a product with it is no longer than a number of a reasonable length and a bit. */
function isSmall(value: bigint): boolean {
    return -safe <= value && value <= safe;
}

function intPower(base: bigint, exponent: bigint): Outcome {
    if (exponent < 0n) {
        const float = floatOf(base);
        return typeof float === 'number' ? floatPower(float, Number(exponent)) : float;
    }
    const small = base === 0n || base === 1n || base === -1n;
    return !small && maxBits < bits(base) * exponent
        ? tooBig
        : base ** (small ? (exponent === 0n ? 0n : 2n - (exponent % 2n)) : exponent);
}

function ofFloats(operator: string, left: number, right: number): Outcome {
    switch (operator) {
        case '+':
            return left + right;
        case '-':
            return left - right;
        case '*':
            return left * right;
        case '/':
            return right === 0
                ? fails('ZeroDivisionError', 'float division by zero')
                : left / right;
        case '//':
            return right === 0
                ? fails('ZeroDivisionError', 'float floor division by zero')
                : floatDivmod(left, right)[0];
        case '%':
            return right === 0
                ? fails('ZeroDivisionError', 'float modulo')
                : floatDivmod(left, right)[1];
        case '**':
            return floatPower(left, right);
        default:
            return undefined;
    }
}

function floatPower(base: number, exponent: number): Outcome {
    if (base === 0 && exponent < 0) {
        return fails('ZeroDivisionError', '0.0 cannot be raised to a negative power');
    }
    if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && exponent % 1 !== 0) {
        return { unknown: 'a complex number is not computed', type: undefined };
    }
    if (base === 1 || exponent === 0) {
        return 1;
    }
    const power = powerOf(base, exponent);
    if (power === undefined) {
        return { unknown: 'the last digit of this power is not sure', type: 'float' };
    }
    return !Number.isFinite(power) && Number.isFinite(base) && Number.isFinite(exponent)
        ? fails('OverflowError', "(34, 'Numerical result out of range')")
        : power;
}

/** `divmod` of two floats, the divisor not zero. */
export function floatDivmod(left: number, right: number): readonly [number, number] {
    let modulo = left % right;
    let quotientOf = (left - modulo) / right;
    if (modulo !== 0) {
        if (right < 0 !== modulo < 0) {
            modulo += right;
            quotientOf -= 1;
        }
    } else {
        modulo = right < 0 ? -0 : 0;
    }
    if (quotientOf === 0) {
        return [left / right < 0 || Object.is(left / right, -0) ? -0 : 0, modulo];
    }
    const floor = Math.floor(quotientOf);
    return [0.5 < quotientOf - floor ? floor + 1 : floor, modulo];
}

/** `left // right` of ints, the divisor not zero. */
export function floorDivided(left: bigint, right: bigint): bigint {
    const truncated = left / right;
    return left % right !== 0n && left < 0n !== right < 0n ? truncated - 1n : truncated;
}

/** `left % right` of ints, the divisor not zero: the sign is the divisor's. */
export function floorModulo(left: bigint, right: bigint): bigint {
    const remainder = left % right;
    return remainder !== 0n && remainder < 0n !== right < 0n ? remainder + right : remainder;
}

const safe = BigInt(Number.MAX_SAFE_INTEGER);

/** The true quotient of two ints, rounded once. */
function quotient(left: bigint, right: bigint): number | Failure {
    if (-safe <= left && left <= safe && -safe <= right && right <= safe) {
        return Number(left) / Number(right);
    }
    const negative = left < 0n !== right < 0n;
    const float = ratio(left < 0n ? -left : left, right < 0n ? -right : right);
    if (!Number.isFinite(float)) {
        return fails('OverflowError', 'integer division result too large for a float');
    }
    return negative ? -float : float;
}

/** `int(value)` of a finite float: towards zero. */
export function truncated(value: number): bigint {
    return BigInt(Math.trunc(value));
}

/** `pow(base, exponent, modulus)` of ints. */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): Outcome {
    if (modulus === 0n) {
        return fails('ValueError', 'pow() 3rd argument cannot be 0');
    }
    const size = modulus < 0n ? -modulus : modulus;
    let factor: bigint | undefined = floorModulo(base, size);
    let left = exponent;
    if (exponent < 0n) {
        factor = inverse(factor, size);
        left = -exponent;
    }
    if (factor === undefined) {
        return fails('ValueError', 'base is not invertible for the given modulus');
    }
    if (2000n < bits(left)) {
        return tooBig;
    }
    let result = 1n % size;
    for (; 0n < left; left >>= 1n) {
        if (left % 2n === 1n) {
            result = (result * factor) % size;
        }
        factor = (factor * factor) % size;
    }
    return floorModulo(result, modulus);
}

function inverse(value: bigint, modulus: bigint): bigint | undefined {
    let [previous, current, coefficient, next] = [value, modulus, 1n, 0n];
    while (current !== 0n) {
        const times = previous / current;
        [previous, current] = [current, previous - times * current];
        [coefficient, next] = [next, coefficient - times * next];
    }
    return previous === 1n ? floorModulo(coefficient, modulus) : undefined;
}
