// Numbers of YAML 1.1 as PyYAML reads them: underscores, octal, base 60, and Python's own int() and
// float() behind them, with their exceptions.
// Defined in PyYAML 6: yaml/constructor.py (construct_yaml_int, construct_yaml_float).

import { pythonStringRepr } from '../util/pythonRepr.js';
import type { PythonValue } from '../util/pythonValue.js';

/** A value, or the exception that PyYAML's constructor lets through. */
export type Constructed = { readonly value: PythonValue } | { readonly raised: string };

const emptyNumber: Constructed = { raised: 'IndexError: string index out of range' };

/** `construct_yaml_int`. */
export function constructInt(text: string): Constructed {
    const { negative, digits } = signed(text.replaceAll('_', ''));
    if (digits === undefined) {
        return emptyNumber;
    }
    const magnitude = readMagnitude(digits);
    return typeof magnitude === 'string'
        ? { raised: `ValueError: ${magnitude}` }
        : { value: { type: 'int', value: negative ? -magnitude : magnitude } };
}

function signed(text: string) {
    const hasSign = text.startsWith('-') || text.startsWith('+');
    const digits = hasSign ? text.slice(1) : text;
    return { negative: text.startsWith('-'), digits: text === '' ? undefined : digits };
}

function readMagnitude(digits: string): bigint | string {
    if (digits.startsWith('0b')) {
        return pythonInt(digits.slice(2), 2);
    }
    if (digits.startsWith('0x')) {
        return pythonInt(digits.slice(2), 16);
    }
    if (digits.startsWith('0') && digits !== '0') {
        return pythonInt(digits, 8);
    }
    return digits.includes(':') ? readBase60(digits) : pythonInt(digits, 10);
}

function readBase60(digits: string): bigint | string {
    let total = 0n;
    for (const part of digits.split(':')) {
        const digit = pythonInt(part, 10);
        if (typeof digit === 'string') {
            return digit;
        }
        total = total * 60n + digit;
    }
    return total;
}

const numerals: ReadonlyMap<number, { readonly pattern: RegExp; readonly prefix: string }> =
    new Map([
        [2, { pattern: /^(?:0[bB])?[01]+$/, prefix: '0b' }],
        [8, { pattern: /^(?:0[oO])?[0-7]+$/, prefix: '0o' }],
        [10, { pattern: /^[0-9]+$/, prefix: '' }],
        [16, { pattern: /^(?:0[xX])?[0-9a-fA-F]+$/, prefix: '0x' }],
    ]);

/** Digits beyond which CPython refuses to read a decimal number. */
export const maxDecimalDigits = 4300;

// int(text, base), or the message of its ValueError.
function pythonInt(text: string, base: number): bigint | string {
    const numeral = numerals.get(base);
    const match = /^\s*([+-]?)(.*?)\s*$/s.exec(text);
    const digits = match?.[2] ?? '';
    if (numeral === undefined || !numeral.pattern.test(digits)) {
        return `invalid literal for int() with base ${base}: ${pythonStringRepr(text)}`;
    }
    if (base === 10 && maxDecimalDigits < digits.length) {
        return decimalLimit(digits.length);
    }
    const bare = digits.replace(/^0[bBoOxX]/, '');
    const magnitude = BigInt(numeral.prefix + bare);
    return match?.[1] === '-' ? -magnitude : magnitude;
}

/** What CPython says to a decimal number of too many digits. */
export function decimalLimit(digits: number): string {
    return (
        `Exceeds the limit (${maxDecimalDigits} digits) for integer string conversion: ` +
        `value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`
    );
}

/** `construct_yaml_float`. */
export function constructFloat(text: string): Constructed {
    const { negative, digits } = signed(text.replaceAll('_', '').toLowerCase());
    if (digits === undefined) {
        return emptyNumber;
    }
    const magnitude = readFloat(digits);
    return typeof magnitude === 'string'
        ? { raised: `ValueError: ${magnitude}` }
        : { value: { type: 'float', value: negative ? -magnitude : magnitude } };
}

function readFloat(digits: string): number | string {
    if (digits === '.inf') {
        return Infinity;
    }
    if (digits === '.nan') {
        return NaN;
    }
    if (!digits.includes(':')) {
        return pythonFloat(digits);
    }
    // In PyYAML's order of addition, which decides the last digit.
    let total = 0;
    let base = 1;
    for (const part of digits.split(':').reverse()) {
        const digit = pythonFloat(part);
        if (typeof digit === 'string') {
            return digit;
        }
        total += digit * base;
        base *= 60;
    }
    return total;
}

// float(text), or the message of its ValueError.
function pythonFloat(text: string): number | string {
    const trimmed = text.trim();
    if (/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(trimmed)) {
        return Number(trimmed);
    }
    const word = /^([+-]?)(inf(?:inity)?|nan)$/i.exec(trimmed);
    if (word === null) {
        return `could not convert string to float: ${pythonStringRepr(text)}`;
    }
    const magnitude = word[2]?.toLowerCase() === 'nan' ? NaN : Infinity;
    return word[1] === '-' ? -magnitude : magnitude;
}
