// `format(value, spec)` of strings and numbers: Python's format specification mini-language.
// Defined in CPython 3.11: Python/formatter_unicode.c. Objects with `__format__` are not known here.

import { pythonStringRepr } from '../util/pythonRepr.js';
import { exponentialDigits, fixedDigits, floatRepr, generalDigits } from './floatText.js';
import { floatOf } from './numbers.js';
import { charactersOf, lengthOf } from './texts.js';

/** Throws an exception of Python. */
export type Fail = (className: string, message: string) => never;

interface Spec {
    readonly fill: string;
    readonly align: string;
    readonly alignGiven: boolean;
    readonly sign: string;
    readonly noNegativeZero: boolean;
    readonly alternate: boolean;
    readonly width: number;
    readonly grouping: '' | ',' | '_';
    readonly precision: number | undefined;
    readonly type: string;
}

function parse(spec: string, typeName: string, defaultAlign: string, fail: Fail): Spec {
    const characters = charactersOf(spec);
    let at = 0;
    const take = (set: string): string => {
        const character = characters[at];
        if (character !== undefined && set.includes(character)) {
            at += 1;
            return character;
        }
        return '';
    };
    const digits = (): number | undefined => {
        let text = '';
        for (let digit = take('0123456789'); digit !== ''; digit = take('0123456789')) {
            text += digit;
        }
        if (18 < text.length) {
            fail('ValueError', 'Too many decimal digits in format string');
        }
        return text === '' ? undefined : Number(text);
    };
    let fill = '';
    let align: string;
    const [first, second] = characters;
    if (first !== undefined && second !== undefined && '<>=^'.includes(second)) {
        [fill, align] = [first, second];
        at = 2;
    } else {
        align = take('<>=^');
    }
    const alignGiven = align !== '';
    const sign = take(' +-');
    const noNegativeZero = take('z') !== '';
    const alternate = take('#') !== '';
    if (fill === '' && take('0') !== '') {
        fill = '0';
        if (align === '' && defaultAlign === '>') {
            align = '=';
        }
    }
    const width = digits() ?? -1;
    let grouping: Spec['grouping'] = take(',') === '' ? '' : ',';
    if (take('_') !== '') {
        if (grouping !== '') {
            fail('ValueError', "Cannot specify both ',' and '_'.");
        }
        grouping = '_';
    }
    if (grouping === '_' && characters[at] === ',') {
        fail('ValueError', "Cannot specify both ',' and '_'.");
    }
    let precision: number | undefined;
    if (take('.') !== '') {
        precision = digits();
        if (precision === undefined) {
            fail('ValueError', 'Format specifier missing precision');
        }
    }
    const rest = characters.slice(at);
    if (1 < rest.length) {
        const shown = pythonStringRepr(spec);
        fail('ValueError', `Invalid format specifier ${shown} for object of type '${typeName}'`);
    }
    const type = rest[0] ?? (typeName === 'str' ? 's' : '');
    if (grouping !== '' && type !== '') {
        const allowed = grouping === '_' ? 'defgEGF%boxX' : 'defgEGF%';
        if (!allowed.includes(type)) {
            fail('ValueError', `Cannot specify '${grouping}' with '${type}'.`);
        }
    }
    return {
        fill: fill === '' ? ' ' : fill,
        align: align === '' ? defaultAlign : align,
        alignGiven,
        sign,
        noNegativeZero,
        alternate,
        width,
        grouping,
        precision,
        type,
    };
}

function padded(text: string, { fill, align, width }: Spec): string {
    const missing = width - lengthOf(text);
    if (missing <= 0) {
        return text;
    }
    const left =
        align === '>' || align === '=' ? missing : align === '^' ? Math.floor(missing / 2) : 0;
    return fill.repeat(left) + text + fill.repeat(missing - left);
}

/** `format(text, spec)`. */
export function formatString(text: string, spec: string, fail: Fail): string {
    if (spec === '') {
        return text;
    }
    const parsed = parse(spec, 'str', '<', fail);
    const where = 'not allowed in string format specifier';
    if (parsed.type !== 's') {
        fail('ValueError', unknownCode(parsed.type, 'str'));
    }
    if (parsed.sign !== '') {
        fail('ValueError', `${parsed.sign === ' ' ? 'Space' : 'Sign'} ${where}`);
    }
    if (parsed.noNegativeZero) {
        fail('ValueError', `Negative zero coercion (z) ${where}`);
    }
    if (parsed.alternate) {
        fail('ValueError', `Alternate form (#) ${where}`);
    }
    if (parsed.align === '=') {
        fail('ValueError', `'=' alignment ${where}`);
    }
    const { precision } = parsed;
    return padded(
        precision === undefined ? text : charactersOf(text).slice(0, precision).join(''),
        parsed,
    );
}

function unknownCode(code: string, typeName: string): string {
    const point = code.codePointAt(0) ?? 0;
    const shown = 32 < point && point < 128 ? code : `\\x${point.toString(16)}`;
    return `Unknown format code '${shown}' for object of type '${typeName}'`;
}

/** `format(value, spec)` of an int; `typeName` is `bool` for those. */
export function formatInt(value: bigint, spec: string, typeName: string, fail: Fail): string {
    if (spec === '') {
        return value.toString();
    }
    const parsed = parse(spec, typeName, '>', fail);
    if ('eEfFgG%'.includes(parsed.type) && parsed.type !== '') {
        const float = floatOf(value);
        return typeof float === 'number'
            ? formatParsedFloat(float, parsed, fail)
            : fail(float.raises, float.message);
    }
    if (!'bcdoxXn'.includes(parsed.type)) {
        fail('ValueError', unknownCode(parsed.type, typeName));
    }
    if (parsed.precision !== undefined) {
        fail('ValueError', 'Precision not allowed in integer format specifier');
    }
    if (parsed.noNegativeZero) {
        fail('ValueError', 'Negative zero coercion (z) not allowed in integer format specifier');
    }
    if (parsed.type === 'c') {
        return padded(formatCharacter(value, parsed, fail), {
            ...parsed,
            align: parsed.alignGiven && parsed.align !== '=' ? parsed.align : '>',
        });
    }
    const base = { b: 2, o: 8, x: 16, X: 16 }[parsed.type] ?? 10;
    const prefix = parsed.alternate && base !== 10 ? `0${parsed.type}` : '';
    const digits = (value < 0n ? -value : value).toString(base);
    const shown = parsed.type === 'X' ? digits.toUpperCase() : digits;
    return assembled(value < 0n, prefix, shown, '', parsed, base === 10 ? 3 : 4);
}

function formatCharacter(value: bigint, parsed: Spec, fail: Fail): string {
    if (parsed.sign !== '') {
        fail('ValueError', "Sign not allowed with integer format specifier 'c'");
    }
    if (parsed.alternate) {
        fail('ValueError', "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if (value < -(2n ** 63n) || 2n ** 63n <= value) {
        fail('OverflowError', 'Python int too large to convert to C long');
    }
    if (value < 0n || 0x110000n <= value) {
        fail('OverflowError', '%c arg not in range(0x110000)');
    }
    return String.fromCodePoint(Number(value));
}

/** `format(value, spec)` of a float. */
export function formatFloat(value: number, spec: string, fail: Fail): string {
    return spec === ''
        ? floatRepr(value)
        : formatParsedFloat(value, parse(spec, 'float', '>', fail), fail);
}

function formatParsedFloat(value: number, parsed: Spec, fail: Fail): string {
    if (!'eEfFgGn%'.includes(parsed.type)) {
        fail('ValueError', unknownCode(parsed.type, 'float'));
    }
    const percent = parsed.type === '%';
    const shown = percent ? value * 100 : value;
    const text = magnitudeText(shown, parsed);
    const coerced = parsed.noNegativeZero && !/[1-9infa]/i.test(text.replace(/e.*/i, ''));
    const negative = (value < 0 || Object.is(value, -0)) && !coerced;
    const upper = 'EFG'.includes(parsed.type) && parsed.type !== '' ? text.toUpperCase() : text;
    const split = /^\d*/.exec(upper)?.[0].length ?? 0;
    const rest = upper.slice(split) + (percent ? '%' : '');
    if (split === 0) {
        // `nan` and `inf` are padded like digits.
        return assembled(negative, '', '', rest, { ...parsed, grouping: '' }, 3);
    }
    return assembled(negative, '', upper.slice(0, split), rest, parsed, 3);
}

/** The digits of the absolute value of a float. */
function magnitudeText(value: number, { type, precision, alternate }: Spec): string {
    if (!Number.isFinite(value)) {
        return Number.isNaN(value) ? 'nan' : 'inf';
    }
    const magnitude = Math.abs(value);
    switch (type.toLowerCase()) {
        case 'e': {
            const text = exponentialDigits(magnitude, precision ?? 6);
            return alternate && precision === 0 ? text.replace('e', '.e') : text;
        }
        case 'f':
        case '%':
            return (
                fixedDigits(magnitude, precision ?? 6) + (alternate && precision === 0 ? '.' : '')
            );
        case 'g':
        case 'n':
            return generalDigits(magnitude, precision ?? 6, alternate, false);
        default:
            return precision === undefined
                ? alternate
                    ? floatRepr(magnitude).replace(/^(\d+)e/, '$1.e')
                    : floatRepr(magnitude)
                : generalDigits(magnitude, precision, alternate, true);
    }
}

/** Sign, prefix, grouped digits and the rest, padded. */
function assembled(
    negative: boolean,
    prefix: string,
    digits: string,
    rest: string,
    spec: Spec,
    groupSize: number,
): string {
    const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
    const head = sign + prefix;
    const zeros = spec.fill === '0' && spec.align === '=';
    const least = zeros ? spec.width - head.length - rest.length : 0;
    const size = spec.grouping === '' ? Infinity : groupSize;
    const body = grouped(digits, Math.max(least, 0), spec.grouping, size) + rest;
    const missing = spec.width - head.length - body.length;
    return spec.align === '=' && 0 < missing
        ? head + spec.fill.repeat(missing) + body
        : padded(head + body, spec);
}

/** Digits in groups from the right, with zeros in front until the whole has a length. */
function grouped(digits: string, least: number, separator: string, size: number): string {
    const groups: string[] = [];
    let remaining = digits.length;
    let width = least;
    for (;;) {
        const length = Math.min(size, Math.max(remaining, width, digits === '' ? 0 : 1));
        const taken = Math.min(remaining, length);
        groups.unshift('0'.repeat(length - taken) + digits.slice(remaining - taken, remaining));
        remaining -= taken;
        width -= length;
        if (remaining <= 0 && width <= 0) {
            return groups.join(separator);
        }
        // A separator takes a place too; a digit follows it even where no place is left.
        width -= separator.length;
    }
}
