// Built-in functions of numbers and texts: abs, bin, chr, divmod, hex, oct, ord, pow, round and so on.
// Defined in CPython 3.11: Python/bltinmodule.c.

import type { Evaluation } from '../evaluation.js';
import { roundedTo } from '../floatText.js';
import { floatDivmod, floorDivided, floorModulo, modularPower } from '../numbers.js';
import { numericOf, outcomeValue, payloadOf } from '../numeric.js';
import { native } from '../native.js';
import { asciiText } from '../strFormat.js';
import { lengthOf } from '../texts.js';
import { hashOf } from '../types/operatorMethods.js';
import { intOfFloat } from '../types/numberMethods.js';
import { known } from '../native.js';
import {
    float,
    int,
    none,
    str,
    tuple,
    type NativeFunction,
    type Steps,
    type Value,
} from '../values.js';

/** Calls a method of an instance whose class defines it in Python. */
function* byMethod(
    evaluation: Evaluation,
    value: Value | undefined,
    name: string,
    args: readonly Value[] = [],
): Steps<Value | undefined> {
    if (value?.kind !== 'instance') {
        return undefined;
    }
    const method = evaluation.findMethod(value, name);
    return method === undefined ? undefined : yield* evaluation.call(method, args);
}

function inBase(name: string, base: number, prefix: string): NativeFunction {
    return native(name, 'number, /', function* (evaluation, value) {
        const index = yield* byMethod(evaluation, value, '__index__');
        return yield* known(evaluation, [index ?? value], 'str', ([given = none]) => {
            const number = numericOf(given);
            if (typeof number !== 'bigint') {
                return evaluation.raise(
                    'TypeError',
                    `'${evaluation.typeOf(given).name}' object cannot be interpreted as an integer`,
                );
            }
            return str(
                `${number < 0n ? '-' : ''}${prefix}${(number < 0n ? -number : number).toString(base)}`,
            );
        });
    });
}

function* absolute(evaluation: Evaluation, value: Value): Steps<Value> {
    const own = yield* byMethod(evaluation, value, '__abs__');
    if (own !== undefined) {
        return own;
    }
    const type =
        value.kind === 'unknown' ? (value.type === 'bool' ? 'int' : value.type) : undefined;
    return yield* known(evaluation, [value], type, ([given = none]) => {
        const number = numericOf(given);
        if (typeof number === 'bigint') {
            return int(number < 0n ? -number : number);
        }
        return number === undefined
            ? evaluation.raise(
                  'TypeError',
                  `bad operand type for abs(): '${evaluation.typeOf(given).name}'`,
              )
            : float(Math.abs(number));
    });
}

/** `round(int, digits)`: to a power of ten, half to even. */
function roundInt(value: bigint, digits: bigint): bigint {
    if (0n <= digits) {
        return value;
    }
    if (digits < -5000n) {
        return 0n;
    }
    const unit = 10n ** -digits;
    const below = floorDivided(value, unit);
    const rest = floorModulo(value, unit) * 2n;
    const up = unit < rest || (rest === unit && below % 2n !== 0n);
    return (up ? below + 1n : below) * unit;
}

function* rounded(evaluation: Evaluation, value: Value, digits: Value | undefined): Steps<Value> {
    const own = yield* byMethod(
        evaluation,
        value,
        '__round__',
        digits === undefined ? [] : [digits],
    );
    if (own !== undefined) {
        return own;
    }
    const plain = payloadOf(value);
    const type =
        digits === undefined || digits.kind === 'none'
            ? 'int'
            : plain.kind === 'unknown'
              ? plain.type
              : plain.kind;
    return yield* known(evaluation, [plain, digits], type, ([given = none, count]) => {
        const number = numericOf(given);
        if (number === undefined) {
            return evaluation.raise(
                'TypeError',
                `type ${evaluation.typeOf(value).name} doesn't define __round__ method`,
            );
        }
        const places = count === undefined || count.kind === 'none' ? undefined : numericOf(count);
        if (
            typeof places === 'number' ||
            (places === undefined && count !== undefined && count.kind !== 'none')
        ) {
            return evaluation.raise(
                'TypeError',
                `'${evaluation.typeOf(count ?? none).name}' object cannot be interpreted as an integer`,
            );
        }
        if (typeof number === 'bigint') {
            return int(places === undefined ? number : roundInt(number, places));
        }
        if (places === undefined) {
            const whole = intOfFloat(evaluation, Math.floor(number));
            const rest = number - Math.floor(number);
            return int(0.5 < rest || (rest === 0.5 && whole % 2n !== 0n) ? whole + 1n : whole);
        }
        if (!Number.isFinite(number) || 400n < places) {
            return float(number);
        }
        const result = roundedTo(number, Number(places < -400n ? -400n : places));
        return Number.isFinite(result)
            ? float(result)
            : evaluation.raise('OverflowError', 'rounded value too large to represent');
    });
}

function* divided(evaluation: Evaluation, left: Value, right: Value): Steps<Value> {
    const own =
        (yield* byMethod(evaluation, left, '__divmod__', [right])) ??
        (yield* byMethod(evaluation, right, '__rdivmod__', [left]));
    if (own !== undefined && own.kind !== 'notimplemented') {
        return own;
    }
    return yield* known(evaluation, [left, right], 'tuple', ([one = none, other = none]) => {
        const [mine, theirs] = [numericOf(one), numericOf(other)];
        if (mine === undefined || theirs === undefined) {
            return evaluation.raise(
                'TypeError',
                `unsupported operand type(s) for divmod(): '${evaluation.typeOf(left).name}' and '${evaluation.typeOf(right).name}'`,
            );
        }
        if (typeof mine === 'bigint' && typeof theirs === 'bigint') {
            return theirs === 0n
                ? evaluation.raise('ZeroDivisionError', 'integer division or modulo by zero')
                : tuple([int(floorDivided(mine, theirs)), int(floorModulo(mine, theirs))]);
        }
        return Number(theirs) === 0
            ? evaluation.raise('ZeroDivisionError', 'float divmod()')
            : tuple(floatDivmod(Number(mine), Number(theirs)).map(float));
    });
}

function* power(
    evaluation: Evaluation,
    base: Value,
    exponent: Value,
    modulus: Value | undefined,
): Steps<Value> {
    if (modulus === undefined || modulus.kind === 'none') {
        return yield* evaluation.binary('**', base, exponent);
    }
    return yield* known(evaluation, [base, exponent, modulus], 'int', (args) => {
        const [one, other, by] = args.map((arg) =>
            arg === undefined ? undefined : numericOf(arg),
        );
        return typeof one === 'bigint' && typeof other === 'bigint' && typeof by === 'bigint'
            ? outcomeValue(evaluation, modularPower(one, other, by) ?? 0n)
            : evaluation.raise(
                  'TypeError',
                  'pow() 3rd argument not allowed unless all arguments are integers',
              );
    });
}

/** The functions, by name. */
export const scalarFunctions: readonly NativeFunction[] = [
    native('abs', 'x, /', (evaluation, value = none) => absolute(evaluation, value)),
    native('ascii', 'obj, /', function* (evaluation, value = none) {
        return asciiText(yield* evaluation.repr(value));
    }),
    inBase('bin', 2, '0b'),
    inBase('oct', 8, '0o'),
    inBase('hex', 16, '0x'),
    native('chr', 'i, /', function* (evaluation, value) {
        return yield* known(evaluation, [value], 'str', ([given = none]) => {
            const number = numericOf(given);
            if (typeof number !== 'bigint') {
                return evaluation.raise(
                    'TypeError',
                    `'${evaluation.typeOf(given).name}' object cannot be interpreted as an integer`,
                );
            }
            return number < 0n || 0x110000n <= number
                ? evaluation.raise('ValueError', 'chr() arg not in range(0x110000)')
                : str(String.fromCodePoint(Number(number)));
        });
    }),
    native('ord', 'c, /', function* (evaluation, value) {
        return yield* known(evaluation, [value], 'int', ([given = none]) => {
            if (given.kind !== 'str' && given.kind !== 'bytes') {
                return evaluation.raise(
                    'TypeError',
                    `ord() expected string of length 1, but ${evaluation.typeOf(given).name} found`,
                );
            }
            const length = given.kind === 'str' ? lengthOf(given.value) : given.value.length;
            return length !== 1
                ? evaluation.raise(
                      'TypeError',
                      `ord() expected a character, but string of length ${length} found`,
                  )
                : int(
                      given.kind === 'str'
                          ? (given.value.codePointAt(0) ?? 0)
                          : (given.value[0] ?? 0),
                  );
        });
    }),
    native('divmod', 'x, y, /', (evaluation, left = none, right = none) =>
        divided(evaluation, left, right),
    ),
    native('pow', 'base, exp, mod=', (evaluation, base = none, exponent = none, modulus) =>
        power(evaluation, base, exponent, modulus),
    ),
    native('round', 'number, ndigits=', (evaluation, value = none, digits) =>
        rounded(evaluation, value, digits),
    ),
    native('hash', 'obj, /', (evaluation, value = none) => hashOf(evaluation, value)),
    native('repr', 'obj, /', (evaluation, value = none) => evaluation.repr(value)),
    native('format', 'value, format_spec=, /', function* (evaluation, value = none, spec) {
        if (spec === undefined || spec.kind === 'str') {
            return value.kind === 'choice'
                ? yield* evaluation.fork(
                      value.options.map(
                          (option) => () => evaluation.format(option, spec?.value ?? ''),
                      ),
                      value.why,
                  )
                : yield* evaluation.format(value, spec?.value ?? '');
        }
        return spec.kind === 'unknown' || spec.kind === 'pattern' || spec.kind === 'choice'
            ? evaluation.unknown('how a value is formatted is not known', 'str')
            : evaluation.raise(
                  'TypeError',
                  `format() argument 2 must be str, not ${evaluation.typeOf(spec).name}`,
              );
    }),
];
