// The texts in which Python prints values: repr(), str() and the names of types in messages.
// Defined in CPython 3.11: Objects/unicodeobject.c (unicode_repr), Objects/bytesobject.c,
// Python/pystrtod.c (float_repr_style short), Modules/_datetimemodule.c.

import type { PythonDatetime, PythonValue } from './pythonValue.js';

/** `repr(value)`; a set's items stand in the order in which they are held. */
export function pythonRepr(value: PythonValue): string {
    switch (value.type) {
        case 'str':
            return quoted(value.value, escapeText(value.value));
        case 'int':
            return String(value.value);
        case 'float':
            return floatRepr(value.value);
        case 'bool':
            return value.value ? 'True' : 'False';
        case 'NoneType':
            return 'None';
        case 'bytes':
            return bytesRepr(value.value);
        case 'date':
            return `datetime.date(${value.year}, ${value.month}, ${value.day})`;
        case 'datetime':
            return datetimeRepr(value);
        case 'object':
            return value.text;
        case 'list':
            return `[${reprs(value.items)}]`;
        case 'tuple':
            return value.items.length === 1
                ? `(${reprs(value.items)},)`
                : `(${reprs(value.items)})`;
        case 'set':
            return value.items.length === 0 ? 'set()' : `{${reprs(value.items)}}`;
        case 'dict':
            return `{${value.items.map((item) => item.map(pythonRepr).join(': ')).join(', ')}}`;
    }
}

/** `str(value)`: a string is itself, dates are in ISO format, all else is as repr() prints it. */
export function pythonStr(value: PythonValue): string {
    switch (value.type) {
        case 'str':
            return value.value;
        case 'date':
            return isoDate(value);
        case 'datetime':
            return isoDatetime(value);
        default:
            return pythonRepr(value);
    }
}

/** The name of a value's type as CPython's messages print it: `str`, `datetime.date`. */
export function pythonTypeName(value: PythonValue): string {
    if (value.type === 'object') {
        return value.className;
    }
    return value.type === 'date' || value.type === 'datetime'
        ? `datetime.${value.type}`
        : value.type;
}

/** `repr` of a string. */
export function pythonStringRepr(text: string): string {
    return quoted(text, escapeText(text));
}

function reprs(items: readonly PythonValue[]): string {
    return items.map(pythonRepr).join(', ');
}

// Python takes double quotes only where that saves it from escaping single ones.
function quoted(text: string, escaped: string): string {
    return text.includes("'") && !text.includes('"')
        ? `"${escaped}"`
        : `'${escaped.replaceAll("'", "\\'")}'`;
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
    ['\\', '\\\\'],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
]);

// What str.isprintable() refuses: categories Other and Separator, but for the space.
function escapeText(text: string): string {
    return text.replace(/[\\\p{C}\p{Z}]/gu, (character) => {
        const unit = character.codePointAt(0) ?? 0;
        return character === ' ' ? ' ' : (shortEscapes.get(character) ?? escapeUnit(unit));
    });
}

function escapeUnit(unit: number): string {
    if (unit < 0x100) {
        return `\\x${hex(unit, 2)}`;
    }
    return unit < 0x10000 ? `\\u${hex(unit, 4)}` : `\\U${hex(unit, 8)}`;
}

function hex(number: number, digits: number): string {
    return number.toString(16).padStart(digits, '0');
}

function bytesRepr(bytes: Uint8Array): string {
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    const escaped = text.replace(/[^\x20-\x5b\x5d-\x7e]/g, (character) => {
        return shortEscapes.get(character) ?? escapeUnit(character.charCodeAt(0));
    });
    return `b${quoted(text, escaped)}`;
}

/** `repr` of a float: the shortest digits that read back, with an exponent from 1e16 on. */
function floatRepr(number: number): string {
    if (Number.isNaN(number)) {
        return 'nan';
    }
    if (!Number.isFinite(number)) {
        return 0 < number ? 'inf' : '-inf';
    }
    if (number === 0) {
        return Object.is(number, -0) ? '-0.0' : '0.0';
    }
    const [mantissa = '', exponentText = '0'] = number.toExponential().split('e');
    const exponent = Number(exponentText);
    if (-5 < exponent && exponent < 16) {
        const text = plainDecimal(mantissa, exponent);
        return text.includes('.') ? text : `${text}.0`;
    }
    const sign = exponent < 0 ? '-' : '+';
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

// JavaScript writes 1e-7 and 1e21 with exponents that Python does not use there.
function plainDecimal(mantissa: string, exponent: number): string {
    const sign = mantissa.startsWith('-') ? '-' : '';
    const digits = mantissa.replace(/[-.]/g, '');
    if (exponent < 0) {
        return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
    }
    const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
    const rest = digits.slice(exponent + 1);
    return rest === '' ? sign + whole : `${sign}${whole}.${rest}`;
}

function datetimeRepr(value: PythonDatetime): string {
    const fields = [value.year, value.month, value.day, value.hour, value.minute];
    if (value.second !== 0 || value.microsecond !== 0) {
        fields.push(value.second);
    }
    if (value.microsecond !== 0) {
        fields.push(value.microsecond);
    }
    const zone = value.utcOffset === undefined ? '' : `, tzinfo=${zoneRepr(value.utcOffset)}`;
    return `datetime.datetime(${fields.join(', ')}${zone})`;
}

function zoneRepr(offset: number): string {
    return offset === 0 ? 'datetime.timezone.utc' : `datetime.timezone(${timedeltaRepr(offset)})`;
}

/** `repr` of a timedelta of whole minutes; the seconds in it are never negative. */
export function timedeltaRepr(minutes: number): string {
    const days = Math.floor(minutes / 1440);
    const seconds = (minutes - days * 1440) * 60;
    const parts = [
        ...(days === 0 ? [] : [`days=${days}`]),
        ...(seconds === 0 ? [] : [`seconds=${seconds}`]),
    ];
    return `datetime.timedelta(${parts.length === 0 ? '0' : parts.join(', ')})`;
}

function isoDate(value: { readonly year: number; readonly month: number; readonly day: number }) {
    return `${String(value.year).padStart(4, '0')}-${two(value.month)}-${two(value.day)}`;
}

function isoDatetime(value: PythonDatetime): string {
    const time = [value.hour, value.minute, value.second].map(two).join(':');
    const fraction =
        value.microsecond === 0 ? '' : `.${String(value.microsecond).padStart(6, '0')}`;
    const offset = value.utcOffset;
    const minutes = Math.abs(offset ?? 0);
    const zone =
        offset === undefined
            ? ''
            : `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return `${isoDate(value)} ${time}${fraction}${zone}`;
}

function two(number: number): string {
    return String(number).padStart(2, '0');
}
