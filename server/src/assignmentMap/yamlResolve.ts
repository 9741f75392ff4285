// Which type a plain scalar has for PyYAML, and the value that it gets.
// Defined in PyYAML 6: yaml/resolver.py (implicit resolvers), yaml/constructor.py (SafeConstructor).

import { pythonStringRepr, timedeltaRepr } from '../util/pythonRepr.js';
import { constructFloat, constructInt, type Constructed } from './yamlNumbers.js';

/** The prefix of every tag that PyYAML knows. */
export const yamlTag = 'tag:yaml.org,2002:';

// In the order in which PyYAML asks them; the first that matches decides.
const implicitTags: readonly (readonly [tag: string, pattern: RegExp])[] = [
    ['bool', /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/],
    [
        'float',
        /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    ],
    [
        'int',
        /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
    ],
    ['merge', /^<<$/],
    ['null', /^(?:~|null|Null|NULL|)$/],
    [
        'timestamp',
        /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)$/,
    ],
    ['value', /^=$/],
];

const mayBeTyped = /^(?:$|[-+0-9.yYnNtTfFoO~<=])/;

/** The tag of a plain scalar: `str`, or what an implicit resolver says, without its prefix. */
export function implicitTag(text: string): string {
    if (!mayBeTyped.test(text)) {
        return 'str';
    }
    return implicitTags.find(([, pattern]) => pattern.test(text))?.[0] ?? 'str';
}

/** The value of a scalar with a tag of PyYAML's; undefined for a tag that no scalar may have. */
export function constructScalar(tag: string, text: string): Constructed | undefined {
    switch (tag) {
        case 'str':
            return { value: { type: 'str', value: text } };
        case 'null':
            return { value: { type: 'NoneType' } };
        case 'bool':
            return constructBool(text);
        case 'int':
            return constructInt(text);
        case 'float':
            return constructFloat(text);
        case 'timestamp':
            return constructTimestamp(text);
        case 'binary':
            return constructBinary(text);
        default:
            return undefined;
    }
}

function constructBool(text: string): Constructed {
    const word = text.toLowerCase();
    if (['yes', 'true', 'on'].includes(word)) {
        return { value: { type: 'bool', value: true } };
    }
    return ['no', 'false', 'off'].includes(word)
        ? { value: { type: 'bool', value: false } }
        : { raised: `KeyError: ${pythonStringRepr(word)}` };
}

const timestampPattern =
    /^(?<year>[0-9]{4})-(?<month>[0-9][0-9]?)-(?<day>[0-9][0-9]?)(?:(?:[Tt]|[ \t]+)(?<hour>[0-9][0-9]?):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]*))?(?:[ \t]*(?<zone>Z|(?<sign>[-+])(?<zoneHour>[0-9][0-9]?)(?::(?<zoneMinute>[0-9]{2}))?))?)?$/;

function constructTimestamp(text: string): Constructed {
    const groups = timestampPattern.exec(text)?.groups;
    if (groups === undefined) {
        return { raised: "AttributeError: 'NoneType' object has no attribute 'groupdict'" };
    }
    const number = (name: string): number => Number(groups[name] ?? 0);
    const date = { year: number('year'), month: number('month'), day: number('day') };
    if (groups['hour'] === undefined) {
        const wrong = wrongDate(date);
        return wrong === undefined
            ? { value: { type: 'date', ...date } }
            : { raised: `ValueError: ${wrong}` };
    }
    const time = { hour: number('hour'), minute: number('minute'), second: number('second') };
    const microsecond = Number((groups['fraction'] ?? '').slice(0, 6).padEnd(6, '0'));
    const minutes = number('zoneHour') * 60 + number('zoneMinute');
    const utcOffset =
        groups['zone'] === undefined ? undefined : groups['sign'] === '-' ? -minutes : minutes;
    const wrong = wrongOffset(utcOffset) ?? wrongDate(date) ?? wrongTime(time);
    return wrong === undefined
        ? { value: { type: 'datetime', ...date, ...time, microsecond, utcOffset: utcOffset } }
        : { raised: `ValueError: ${wrong}` };
}

function wrongOffset(minutes: number | undefined): string | undefined {
    return minutes === undefined || Math.abs(minutes) < 1440
        ? undefined
        : 'offset must be a timedelta strictly between -timedelta(hours=24) and ' +
              `timedelta(hours=24), not ${timedeltaRepr(minutes)}`;
}

function wrongDate(date: { year: number; month: number; day: number }): string | undefined {
    if (date.year < 1) {
        return `year ${date.year} is out of range`;
    }
    if (date.month < 1 || 12 < date.month) {
        return 'month must be in 1..12';
    }
    const isLeap = date.year % 4 === 0 && (date.year % 100 !== 0 || date.year % 400 === 0);
    const days =
        date.month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(date.month) ? 30 : 31;
    return date.day < 1 || days < date.day ? 'day is out of range for month' : undefined;
}

function wrongTime(time: { hour: number; minute: number; second: number }): string | undefined {
    if (23 < time.hour) {
        return 'hour must be in 0..23';
    }
    if (59 < time.minute) {
        return 'minute must be in 0..59';
    }
    return 59 < time.second ? 'second must be in 0..59' : undefined;
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function constructBinary(text: string): Constructed {
    const characters = Array.from(text);
    const foreign = characters.findIndex((character) => '\x7f' < character);
    if (foreign !== -1) {
        const character = pythonStringRepr(characters[foreign] ?? '');
        return {
            raised:
                `failed to convert base64 data into ascii: 'ascii' codec can't encode character ` +
                `${character} in position ${foreign}: ordinal not in range(128)`,
        };
    }
    const decoded = decodeBase64(text);
    return typeof decoded === 'string'
        ? { raised: `failed to decode base64 data: ${decoded}` }
        : { value: { type: 'bytes', value: decoded } };
}

// binascii.a2b_base64, which skips what is no digit.
function decodeBase64(text: string): Uint8Array | string {
    const bytes: number[] = [];
    let place = 0;
    let rest = 0;
    let padding = 0;
    for (const character of text) {
        if (character === '=') {
            padding++;
            if (2 <= place && 4 <= place + padding) {
                return Uint8Array.from(bytes);
            }
            continue;
        }
        const digit = base64Digits.indexOf(character);
        if (digit === -1) {
            continue;
        }
        padding = 0;
        if (place !== 0) {
            bytes.push(((rest << (2 * place)) | (digit >> (6 - 2 * place))) & 0xff);
        }
        rest = digit & ((1 << (6 - 2 * place)) - 1);
        place = (place + 1) % 4;
    }
    if (place === 0) {
        return Uint8Array.from(bytes);
    }
    return place === 1
        ? `Invalid base64-encoded string: number of data characters (${(bytes.length / 3) * 4 + 1}) ` +
              'cannot be 1 more than a multiple of 4'
        : 'Incorrect padding';
}
