// `'...' % values`: printf-style formatting, with tuples and mappings.
// Defined in CPython 3.11: Objects/unicodeobject.c (PyUnicode_Format).

import type { Evaluation } from './evaluation.js';
import { exponentialDigits, fixedDigits, generalDigits } from './floatText.js';
import { floatOf } from './numbers.js';
import { numericOf, payloadOf } from './numeric.js';
import { asciiText } from './strFormat.js';
import { getItem } from './subscripts.js';
import { charactersOf, lengthOf, partsOf, textOf, type Part, type Text } from './texts.js';
import { str, type Pattern, type Steps, type Str, type Value } from './values.js';

interface Conversion {
    readonly flags: string;
    readonly width: number;
    readonly precision: number | undefined;
    readonly code: string;
}

const directive =
    /%(?:\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([^])?/gu;

/** `template % values`. */
export function* percentFormat(
    evaluation: Evaluation,
    template: Str | Pattern,
    values: Value,
): Steps<Text> {
    if (template.kind === 'pattern') {
        return evaluation.unknown('the text that is formatted is not known', 'str');
    }
    const given = payloadOf(values);
    const source = new Source(
        evaluation,
        values,
        given.kind === 'tuple' ? given.items : [values],
        given.kind === 'tuple',
    );
    const text = template.value;
    const parts: Part[] = [];
    let at = 0;
    for (const match of text.matchAll(directive)) {
        parts.push(text.slice(at, match.index));
        at = match.index + match[0].length;
        parts.push(...(yield* directiveParts(evaluation, text, match, source)));
    }
    parts.push(text.slice(at));
    source.finish();
    return textOf(parts);
}

/** The values of a formatting, one after the other or by name. */
class Source {
    private next = 0;
    private named = false;
    private readonly evaluation: Evaluation;
    private readonly whole: Value;
    private readonly items: readonly Value[];
    private readonly isTuple: boolean;
    constructor(evaluation: Evaluation, whole: Value, items: readonly Value[], isTuple: boolean) {
        this.evaluation = evaluation;
        this.whole = whole;
        this.items = items;
        this.isTuple = isTuple;
    }

    take(): Value {
        if (this.whole.kind === 'unknown') {
            // It may be a tuple of as many as are asked for.
            return this.evaluation.unknown(this.whole.reason);
        }
        const value = this.items[this.next];
        this.next += 1;
        return (
            value ?? this.evaluation.raise('TypeError', 'not enough arguments for format string')
        );
    }

    *takeNamed(name: string): Steps<Value> {
        this.named = true;
        const plain = payloadOf(this.whole).kind;
        const mapping =
            !this.isTuple &&
            plain !== 'str' &&
            (plain === 'unknown' ||
                this.evaluation.findMethod(this.whole, '__getitem__') !== undefined);
        if (!mapping) {
            this.evaluation.raise('TypeError', 'format requires a mapping');
        }
        return yield* getItem(this.evaluation, this.whole, str(name));
    }

    finish(): void {
        const plain = payloadOf(this.whole).kind;
        const isMapping = !this.isTuple && ['dict', 'list', 'bytes', 'unknown'].includes(plain);
        const open =
            this.whole.kind === 'instance' &&
            !this.isTuple &&
            this.evaluation.findMethod(this.whole, '__getitem__') !== undefined;
        if (!this.named && !isMapping && !open && this.next < this.items.length) {
            this.evaluation.raise(
                'TypeError',
                'not all arguments converted during string formatting',
            );
        }
    }
}

function* directiveParts(
    evaluation: Evaluation,
    text: string,
    match: RegExpMatchArray,
    source: Source,
): Steps<readonly Part[]> {
    const [, name, flags = '', widthText, precisionText, code] = match;
    if (code === undefined) {
        evaluation.raise('ValueError', 'incomplete format');
    }
    if (match[0] === '%%') {
        return ['%'];
    }
    let value = name === undefined ? undefined : yield* source.takeNamed(name);
    let allFlags = flags;
    let width =
        widthText === undefined
            ? -1
            : widthText === '*'
              ? yield* star(evaluation, source)
              : Number(widthText);
    if (width !== undefined && width < 0 && widthText === '*') {
        allFlags += '-';
        width = -width;
    }
    const precision =
        precisionText === undefined
            ? undefined
            : precisionText === '*'
              ? yield* star(evaluation, source)
              : Number(precisionText);
    value ??= source.take();
    const conversion: Conversion = {
        flags: allFlags,
        width: width ?? -1,
        precision: precision === undefined ? undefined : Math.max(precision, 0),
        code,
    };
    const lost =
        (widthText === '*' && width === undefined) ||
        (precisionText === '*' && precision === undefined);
    const shown = yield* convert(evaluation, conversion, value, () => {
        const index = charactersOf(text.slice(0, (match.index ?? 0) + match[0].length)).length - 1;
        return index;
    });
    return lost ? [evaluation.unknown('a width is not known', 'str')] : shown;
}

function* star(evaluation: Evaluation, source: Source): Steps<number | undefined> {
    const value = source.take();
    if (value.kind === 'unknown' || value.kind === 'choice') {
        return undefined;
    }
    const number = numericOf(value);
    return typeof number === 'bigint'
        ? Number(number)
        : evaluation.raise('TypeError', '* wants int');
}

function* convert(
    evaluation: Evaluation,
    conversion: Conversion,
    value: Value,
    indexOfCode: () => number,
): Steps<readonly Part[]> {
    const { code } = conversion;
    if ('sra'.includes(code)) {
        const text =
            code === 's'
                ? yield* evaluation.str(value)
                : code === 'r'
                  ? yield* evaluation.repr(value)
                  : asciiText(yield* evaluation.repr(value));
        if (text.kind === 'str') {
            const { precision } = conversion;
            const cut =
                precision === undefined
                    ? text.value
                    : charactersOf(text.value).slice(0, precision).join('');
            return [padded(cut, conversion)];
        }
        return conversion.precision === undefined && conversion.width <= 0
            ? partsOf(text)
            : [evaluation.unknown('part of a text is not known', 'str')];
    }
    if (!'cdiuoxXeEfFgG'.includes(code)) {
        const point = code.codePointAt(0) ?? 0;
        const shown = 31 < point && point < 127 ? code : '?';
        evaluation.raise(
            'ValueError',
            `unsupported format character '${shown}' (0x${point.toString(16)}) at index ${indexOfCode()}`,
        );
    }
    const plain = payloadOf(value);
    if (plain.kind === 'unknown') {
        return [evaluation.unknown(plain.reason, 'str')];
    }
    if (plain.kind === 'choice') {
        const joined = yield* evaluation.fork(
            plain.options.map(
                (option) =>
                    function* () {
                        return textOf(yield* convert(evaluation, conversion, option, indexOfCode));
                    },
            ),
            plain.why,
        );
        return partsOf(joined);
    }
    return [yield* number(evaluation, conversion, plain, value)];
}

function* number(
    evaluation: Evaluation,
    conversion: Conversion,
    plain: Value,
    value: Value,
): Steps<Part> {
    const { code } = conversion;
    const type = evaluation.typeOf(value).name;
    if (code === 'c') {
        return character(evaluation, conversion, plain);
    }
    const real = yield* numberIn(evaluation, plain, value, code);
    if (real === 'unknown') {
        return evaluation.unknown('a number is not known', 'str');
    }
    if ('eEfFgG'.includes(code)) {
        const float = real === undefined ? undefined : floatOf(real);
        if (typeof float !== 'number') {
            return float === undefined
                ? evaluation.raise('TypeError', `must be real number, not ${type}`)
                : evaluation.raise(float.raises, float.message);
        }
        return floatText(conversion, float);
    }
    if (real === undefined || (typeof real === 'number' && 'oxX'.includes(code))) {
        const kind = 'oxX'.includes(code) ? 'an integer' : 'a real number';
        return evaluation.raise('TypeError', `%${code} format: ${kind} is required, not ${type}`);
    }
    if (typeof real === 'number' && !Number.isFinite(real)) {
        return Number.isNaN(real)
            ? evaluation.raise('ValueError', 'cannot convert float NaN to integer')
            : evaluation.raise('OverflowError', 'cannot convert float infinity to integer');
    }
    return intText(conversion, typeof real === 'number' ? BigInt(Math.trunc(real)) : real);
}

/** The number of an object, by `__index__`, `__int__` or `__float__`. */
function* numberIn(
    evaluation: Evaluation,
    plain: Value,
    value: Value,
    code: string,
): Steps<bigint | number | 'unknown' | undefined> {
    const direct = numericOf(plain);
    if (direct !== undefined || value.kind !== 'instance') {
        return direct;
    }
    const names = 'eEfFgG'.includes(code)
        ? ['__float__', '__index__']
        : 'oxX'.includes(code)
          ? ['__index__']
          : ['__index__', '__int__'];
    for (const name of names) {
        const method = evaluation.findMethod(value, name);
        if (method !== undefined) {
            const result = yield* evaluation.call(method, []);
            return numericOf(result) ?? 'unknown';
        }
    }
    return undefined;
}

function character(evaluation: Evaluation, conversion: Conversion, plain: Value): string {
    if (plain.kind === 'str' && lengthOf(plain.value) === 1) {
        return padded(plain.value, conversion);
    }
    const number = numericOf(plain);
    if (typeof number !== 'bigint') {
        return evaluation.raise('TypeError', '%c requires int or char');
    }
    if (number < 0n || 0x110000n <= number) {
        return evaluation.raise('OverflowError', '%c arg not in range(0x110000)');
    }
    return padded(String.fromCodePoint(Number(number)), conversion);
}

function signOf(negative: boolean, flags: string): string {
    return negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function intText({ code, flags, precision, width }: Conversion, value: bigint): string {
    const base = code === 'o' ? 8 : code === 'x' || code === 'X' ? 16 : 10;
    const digits = (value < 0n ? -value : value).toString(base).padStart(precision ?? 0, '0');
    const prefix = flags.includes('#') && base !== 10 ? `0${code}` : '';
    const shown = code === 'X' ? digits.toUpperCase() : digits;
    return filled(signOf(value < 0n, flags), prefix, shown, flags, width, false);
}

function floatText({ code, flags, precision, width }: Conversion, value: number): string {
    const magnitude = Math.abs(value);
    const alternate = flags.includes('#');
    const digits = precision ?? 6;
    const text = Number.isNaN(value)
        ? 'nan'
        : !Number.isFinite(value)
          ? 'inf'
          : code.toLowerCase() === 'e'
            ? withPoint(exponentialDigits(magnitude, digits), alternate && digits === 0)
            : code.toLowerCase() === 'f'
              ? fixedDigits(magnitude, digits) + (alternate && digits === 0 ? '.' : '')
              : generalDigits(magnitude, digits, alternate, false);
    const shown = code === code.toUpperCase() ? text.toUpperCase() : text;
    const negative = value < 0 || Object.is(value, -0);
    return filled(signOf(negative, flags), '', shown, flags, width, false);
}

function withPoint(text: string, add: boolean): string {
    return add ? text.replace('e', '.e') : text;
}

function filled(
    sign: string,
    prefix: string,
    digits: string,
    flags: string,
    width: number,
    isText: boolean,
): string {
    const missing = Math.max(width - sign.length - prefix.length - lengthOf(digits), 0);
    if (flags.includes('-')) {
        return sign + prefix + digits + ' '.repeat(missing);
    }
    return flags.includes('0') && !isText
        ? sign + prefix + '0'.repeat(missing) + digits
        : ' '.repeat(missing) + sign + prefix + digits;
}

function padded(text: string, { flags, width }: Conversion): string {
    return filled('', '', text, flags, width, true);
}
