// The methods and constructors of `int`, `float` and `bool`.
// Defined in CPython 3.11: Objects/longobject.c, Objects/floatobject.c, Objects/boolobject.c.

import { pythonRepr, pythonStringRepr } from '../../util/pythonRepr.js';
import { boolType, builtinTypes, defineMethods } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { bits, exactOf } from '../floatBits.js';
import { native, known } from '../native.js';
import { floatOf } from '../numbers.js';
import { numberValue, numericOf, payloadOf } from '../numeric.js';
import {
    bool,
    float,
    int,
    tuple,
    type ClassValue,
    type NativeFunction,
    type Steps,
    type Value,
} from '../values.js';
import { madeFor, memberOf } from './members.js';
import { hexOfFloat, bytesOf, fromBytes, fromHex } from './numberBytes.js';
import { digitCount, parseFloating, parseInteger } from './numberText.js';
import { defineOperators } from './operatorMethods.js';

function intMethod(
    name: string,
    parameters: string,
    result: string,
    compute: (evaluation: Evaluation, value: bigint, args: readonly (Value | undefined)[]) => Value,
): NativeFunction {
    return memberOf(
        builtinTypes.int,
        ['int', 'bool'],
        name,
        parameters,
        function* (evaluation, self, args) {
            return yield* known(evaluation, args, result, (plain) =>
                compute(evaluation, self.kind === 'int' ? self.value : self.value ? 1n : 0n, plain),
            );
        },
        result,
    );
}

function floatMethod(
    name: string,
    parameters: string,
    result: string,
    compute: (evaluation: Evaluation, value: number, args: readonly (Value | undefined)[]) => Value,
): NativeFunction {
    return memberOf(
        builtinTypes.float,
        ['float'],
        name,
        parameters,
        function* (evaluation, self, args) {
            return yield* known(evaluation, args, result, (plain) =>
                compute(evaluation, self.value, plain),
            );
        },
        result,
    );
}

/** `int(value)` of a float. */
export function intOfFloat(evaluation: Evaluation, value: number): bigint {
    if (Number.isNaN(value)) {
        return evaluation.raise('ValueError', 'cannot convert float NaN to integer');
    }
    if (!Number.isFinite(value)) {
        return evaluation.raise('OverflowError', 'cannot convert float infinity to integer');
    }
    return BigInt(Math.trunc(value));
}

function property(
    owner: ClassValue,
    name: string,
    compute: (number: bigint | number) => bigint | number,
): Value {
    const getter = native(name, 'self, /', function* (evaluation, self) {
        return yield* known(evaluation, [self], owner.name, ([value]) => {
            const number = value === undefined ? undefined : numericOf(value);
            return number === undefined
                ? evaluation.unknown('a number is not known', owner.name)
                : numberValue(compute(number));
        });
    });
    return { kind: 'property', getter, setter: { kind: 'none' }, deleter: { kind: 'none' } };
}

/** `int(x, base)`. */
function* intValue(
    evaluation: Evaluation,
    x: Value | undefined,
    base: Value | undefined,
): Steps<Value> {
    if (x === undefined) {
        return int(0);
    }
    const method =
        x.kind === 'instance'
            ? (evaluation.findMethod(x, '__int__') ?? evaluation.findMethod(x, '__index__'))
            : undefined;
    if (method !== undefined && base === undefined && payloadOf(x).kind === 'instance') {
        return yield* evaluation.call(method, []);
    }
    return yield* known(evaluation, [x, base], 'int', ([value, by]) => {
        const number = value === undefined ? undefined : numericOf(value);
        if (by === undefined && number !== undefined) {
            return int(typeof number === 'bigint' ? number : intOfFloat(evaluation, number));
        }
        const text =
            value?.kind === 'str'
                ? value.value
                : value?.kind === 'bytes'
                  ? String.fromCharCode(...value.value)
                  : undefined;
        if (text === undefined) {
            return by === undefined
                ? evaluation.raise(
                      'TypeError',
                      `int() argument must be a string, a bytes-like object or a real number, not '${evaluation.typeOf(x).name}'`,
                  )
                : evaluation.raise(
                      'TypeError',
                      "int() can't convert non-string with explicit base",
                  );
        }
        const asked = by === undefined ? 10n : numericOf(by);
        if (by !== undefined && typeof asked !== 'bigint') {
            const type = evaluation.typeOf(by).name;
            const message = `'${type}' object cannot be interpreted as an integer`;
            return evaluation.raise('TypeError', message);
        }
        if (typeof asked !== 'bigint' || asked === 1n || asked < 0n || 36n < asked) {
            return evaluation.raise('ValueError', 'int() base must be >= 2 and <= 36, or 0');
        }
        const digits = digitCount(text);
        if (4300 < digits && (asked & (asked - 1n)) !== 0n) {
            return evaluation.raise(
                'ValueError',
                `Exceeds the limit (4300 digits) for integer string conversion: value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`,
            );
        }
        const parsed = parseInteger(text, Number(asked));
        const shown =
            value?.kind === 'bytes'
                ? pythonRepr({ type: 'bytes', value: value.value })
                : pythonStringRepr(text);
        return parsed === undefined
            ? evaluation.raise(
                  'ValueError',
                  `invalid literal for int() with base ${asked}: ${shown}`,
              )
            : int(parsed);
    });
}

function* floatValue(evaluation: Evaluation, x: Value | undefined): Steps<Value> {
    if (x === undefined) {
        return float(0);
    }
    const method =
        x.kind === 'instance'
            ? (evaluation.findMethod(x, '__float__') ?? evaluation.findMethod(x, '__index__'))
            : undefined;
    if (method !== undefined && payloadOf(x).kind === 'instance') {
        const made = yield* evaluation.call(method, []);
        const number = numericOf(made);
        return number === undefined ? made : float(Number(number));
    }
    return yield* known(evaluation, [x], 'float', ([value]) => {
        const number = value === undefined ? undefined : numericOf(value);
        if (number !== undefined) {
            const made = floatOf(number);
            return typeof made === 'number'
                ? float(made)
                : evaluation.raise(made.raises, made.message);
        }
        if (value?.kind === 'str' || value?.kind === 'bytes') {
            const text = value.kind === 'str' ? value.value : String.fromCharCode(...value.value);
            const parsed = parseFloating(text);
            const shown =
                value.kind === 'bytes'
                    ? pythonRepr({ type: 'bytes', value: value.value })
                    : pythonStringRepr(text);
            return parsed === undefined
                ? evaluation.raise('ValueError', `could not convert string to float: ${shown}`)
                : float(parsed);
        }
        return evaluation.raise(
            'TypeError',
            `float() argument must be a string or a real number, not '${evaluation.typeOf(x).name}'`,
        );
    });
}

const makeBool = native('__new__', 'cls, x=, /', function* (evaluation, _cls, x) {
    if (x === undefined) {
        return bool(false);
    }
    if (x.kind === 'choice') {
        return yield* evaluation.fork(
            x.options.map((option) => () => evaluation.call(boolType, [option])),
            x.why,
        );
    }
    const truth = yield* evaluation.truth(x);
    return typeof truth === 'boolean' ? bool(truth) : { ...truth, type: 'bool' };
});

/** Puts the methods into `int`, `float` and `bool`. */
export function defineNumbers(): void {
    const zero = {
        real: property(builtinTypes.int, 'real', (number) => number),
        numerator: property(builtinTypes.int, 'numerator', (number) => number),
    };
    defineMethods(
        builtinTypes.int,
        [
            native('__new__', 'cls, x=, /, base=', function* (evaluation, cls, x, base) {
                return madeFor(builtinTypes.int, cls, yield* intValue(evaluation, x, base));
            }),
            intMethod('bit_length', '', 'int', (_, value) => int(bits(value))),
            intMethod('bit_count', '', 'int', (_, value) =>
                int((value < 0n ? -value : value).toString(2).replaceAll('0', '').length),
            ),
            intMethod('conjugate', '', 'int', (_, value) => int(value)),
            intMethod('as_integer_ratio', '', 'tuple', (_, value) => tuple([int(value), int(1)])),
            intMethod(
                'to_bytes',
                'length=, byteorder=, *, signed=',
                'bytes',
                (evaluation, value, [length, order, signed]) => {
                    const count = length === undefined ? 1n : numericOf(length);
                    return typeof count !== 'bigint' || 10_000n < count || count < 0n
                        ? evaluation.unknown('the bytes of a number are not known', 'bytes')
                        : bytesOf(
                              evaluation,
                              value,
                              count,
                              order?.kind === 'str' ? order.value : 'big',
                              signed?.kind === 'bool' && signed.value,
                          );
                },
            ),
            intMethod('__index__', '', 'int', (_, value) => int(value)),
            intMethod('__int__', '', 'int', (_, value) => int(value)),
            intMethod('__trunc__', '', 'int', (_, value) => int(value)),
            intMethod('__floor__', '', 'int', (_, value) => int(value)),
            intMethod('__ceil__', '', 'int', (_, value) => int(value)),
            intMethod('__float__', '', 'float', (evaluation, value) => {
                const made = floatOf(value);
                return typeof made === 'number'
                    ? float(made)
                    : evaluation.raise(made.raises, made.message);
            }),
        ],
        {
            ...zero,
            imag: property(builtinTypes.int, 'imag', () => 0n),
            denominator: property(builtinTypes.int, 'denominator', () => 1n),
            from_bytes: { kind: 'classmethod', function: fromBytes },
        },
    );
    defineMethods(boolType, [makeBool]);
    defineMethods(
        builtinTypes.float,
        [
            native('__new__', 'cls, x=, /', function* (evaluation, cls, x) {
                return madeFor(builtinTypes.float, cls, yield* floatValue(evaluation, x));
            }),
            floatMethod('is_integer', '', 'bool', (_, value) => bool(Number.isInteger(value))),
            floatMethod('conjugate', '', 'float', (_, value) => float(value)),
            floatMethod('hex', '', 'str', (_, value) => ({
                kind: 'str',
                value: hexOfFloat(value),
            })),
            floatMethod('as_integer_ratio', '', 'tuple', (evaluation, value) => {
                intOfFloat(evaluation, value);
                const { digits, exponent } = exactOf(value);
                let [numerator, shift] = [digits, exponent];
                while (numerator !== 0n && numerator % 2n === 0n && shift < 0) {
                    numerator /= 2n;
                    shift += 1;
                }
                return numerator === 0n
                    ? tuple([int(0), int(1)])
                    : tuple([
                          int(shift < 0 ? numerator : numerator << BigInt(shift)),
                          int(shift < 0 ? 1n << BigInt(-shift) : 1n),
                      ]);
            }),
            floatMethod('__int__', '', 'int', (evaluation, value) =>
                int(intOfFloat(evaluation, value)),
            ),
            floatMethod('__trunc__', '', 'int', (evaluation, value) =>
                int(intOfFloat(evaluation, value)),
            ),
            floatMethod('__floor__', '', 'int', (evaluation, value) =>
                int(intOfFloat(evaluation, Math.floor(value))),
            ),
            floatMethod('__ceil__', '', 'int', (evaluation, value) =>
                int(intOfFloat(evaluation, Math.ceil(value))),
            ),
            floatMethod('__float__', '', 'float', (_, value) => float(value)),
        ],
        {
            real: property(builtinTypes.float, 'real', (number) => number),
            imag: property(builtinTypes.float, 'imag', () => 0),
            fromhex: {
                kind: 'classmethod',
                function: native('fromhex', 'self, string, /', function* (evaluation, _self, text) {
                    return yield* known(evaluation, [text], 'float', ([given]) =>
                        fromHex(evaluation, given),
                    );
                }),
            },
        },
    );
    for (const owner of [builtinTypes.int, builtinTypes.float]) {
        defineOperators(
            owner,
            [
                '+',
                '-',
                '*',
                '/',
                '//',
                '%',
                '**',
                ...(owner === builtinTypes.int ? ['&', '|', '^', '<<', '>>'] : []),
            ],
            true,
        );
    }
}
