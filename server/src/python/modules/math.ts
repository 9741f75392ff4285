// The module `math`. What the C library may round otherwise than JavaScript is computed with more
// digits (preciseMath.ts) or left unknown. Defined in CPython 3.11: Modules/mathmodule.c.

import type { Evaluation } from '../evaluation.js';
import { exactOf } from '../floatBits.js';
import { known, native, variadic } from '../native.js';
import { floatOf, type Numeric } from '../numbers.js';
import { numericOf } from '../numeric.js';
import { expFloat, lnFloat, logFloat, powerOf } from '../preciseMath.js';
import { intOfFloat } from '../types/numberMethods.js';
import { bool, float, int, none, tuple, type NativeFunction, type Value } from '../values.js';
import { gcdOf, squareRoot, product } from './wholeNumbers.js';

type Compute = (evaluation: Evaluation, numbers: readonly Numeric[]) => Value;

/** A function of real numbers. */
function ofReals(
    name: string,
    parameters: string,
    result: string,
    compute: Compute,
): NativeFunction {
    return native(name, parameters, function* (evaluation, ...args) {
        const given: Value[] = [];
        for (const arg of args) {
            if (arg?.kind === 'instance' && numericOf(arg) === undefined) {
                const method =
                    evaluation.findMethod(arg, '__float__') ??
                    evaluation.findMethod(arg, '__index__');
                given.push(method === undefined ? arg : yield* evaluation.call(method, []));
            } else if (arg !== undefined) {
                given.push(arg);
            }
        }
        return yield* known(evaluation, given, result, (plain) =>
            compute(
                evaluation,
                plain.map((arg) => {
                    const number = numericOf(arg ?? none);
                    return (
                        number ??
                        evaluation.raise(
                            'TypeError',
                            `must be real number, not ${evaluation.typeOf(arg ?? none).name}`,
                        )
                    );
                }),
            ),
        );
    });
}

function asFloat(evaluation: Evaluation, number: Numeric | undefined): number {
    const made = floatOf(number ?? 0n);
    return typeof made === 'number' ? made : evaluation.raise(made.raises, made.message);
}

function sure(evaluation: Evaluation, number: number | undefined): Value {
    return number === undefined
        ? evaluation.unknown('the last digit is not sure', 'float')
        : float(number);
}

/** A function of one float; NaN and infinity go through as C says. */
function ofFloat(
    name: string,
    compute: (value: number) => number | undefined,
    allowed: (value: number) => boolean = () => true,
): NativeFunction {
    return ofReals(name, 'x, /', 'float', (evaluation, [x]) => {
        const value = asFloat(evaluation, x);
        if (!Number.isNaN(value) && !allowed(value)) {
            evaluation.raise('ValueError', 'math domain error');
        }
        return sure(evaluation, compute(value));
    });
}

function rounder(name: string, round: (value: number) => number, method: string): NativeFunction {
    return native(name, 'x, /', function* (evaluation, x = none) {
        const own = x.kind === 'instance' ? evaluation.findMethod(x, method) : undefined;
        if (own !== undefined) {
            return yield* evaluation.call(own, []);
        }
        return yield* known(evaluation, [x], 'int', ([given = none]) => {
            const number = numericOf(given);
            if (number === undefined) {
                return evaluation.raise(
                    'TypeError',
                    name === 'trunc'
                        ? `type ${evaluation.typeOf(given).name} doesn't define __trunc__ method`
                        : `must be real number, not ${evaluation.typeOf(given).name}`,
                );
            }
            return int(typeof number === 'bigint' ? number : intOfFloat(evaluation, round(number)));
        });
    });
}

/** A function that most libraries compute each in its own last digits. */
function unsure(name: string, exact: ReadonlyMap<number, number>): NativeFunction {
    return ofReals(name, 'x, /', 'float', (evaluation, [x]) =>
        sure(evaluation, exact.get(asFloat(evaluation, x))),
    );
}

function ofInts(
    name: string,
    start: bigint,
    combine: (one: bigint, other: bigint) => bigint,
): NativeFunction {
    return variadic(name, false, function* (evaluation, { positional, more }) {
        if (more !== undefined) {
            return evaluation.unknown(more.reason, 'int');
        }
        return yield* known(evaluation, positional, 'int', (args) =>
            int(args.map((arg) => whole(evaluation, arg)).reduce(combine, start)),
        );
    });
}

function whole(evaluation: Evaluation, value: Value | undefined): bigint {
    const number = numericOf(value ?? none);
    return typeof number === 'bigint'
        ? number
        : evaluation.raise(
              'TypeError',
              `'${evaluation.typeOf(value ?? none).name}' object cannot be interpreted as an integer`,
          );
}

function integers(
    name: string,
    parameters: string,
    compute: (evaluation: Evaluation, numbers: readonly bigint[]) => Value,
): NativeFunction {
    return native(name, parameters, function* (evaluation, ...args) {
        return yield* known(evaluation, args, 'int', (plain) =>
            compute(
                evaluation,
                plain
                    .filter((arg) => arg !== undefined && arg.kind !== 'none')
                    .map((arg) => whole(evaluation, arg)),
            ),
        );
    });
}

const logarithm = ofReals('log', 'x, base=, /', 'float', (evaluation, [x = 0n, base]) => {
    const log = (value: Numeric): number | undefined => {
        if (value <= 0 || Number.isNaN(Number(value))) {
            return Number.isNaN(Number(value))
                ? NaN
                : evaluation.raise('ValueError', 'math domain error');
        }
        return typeof value === 'bigint' && !Number.isFinite(Number(value))
            ? undefined
            : lnFloat(Number(value));
    };
    const top = log(x);
    if (base === undefined) {
        return sure(evaluation, top);
    }
    const bottom = log(base);
    if (bottom === 0) {
        evaluation.raise('ZeroDivisionError', 'float division by zero');
    }
    return sure(evaluation, top === undefined || bottom === undefined ? undefined : top / bottom);
});

function baseLog(name: string, base: 2 | 10): NativeFunction {
    return ofReals(name, 'x, /', 'float', (evaluation, [x = 0n]) => {
        const value = Number(x);
        if (value <= 0) {
            evaluation.raise('ValueError', 'math domain error');
        }
        return sure(
            evaluation,
            Number.isFinite(value) || typeof x === 'number' ? logFloat(value, base) : undefined,
        );
    });
}

function frexp(value: number): Value {
    if (value === 0 || !Number.isFinite(value)) {
        return tuple([float(value), int(0)]);
    }
    const { digits, exponent } = exactOf(value);
    const length = (digits < 0n ? -digits : digits).toString(2).length;
    return tuple([float(Number(digits) / 2 ** length), int(exponent + length)]);
}

const functions: readonly NativeFunction[] = [
    rounder('floor', Math.floor, '__floor__'),
    rounder('ceil', Math.ceil, '__ceil__'),
    rounder('trunc', Math.trunc, '__trunc__'),
    ofFloat('fabs', Math.abs),
    ofFloat('sqrt', Math.sqrt, (value) => 0 <= value),
    ofReals('exp', 'x, /', 'float', (evaluation, [x]) => {
        const value = asFloat(evaluation, x);
        const result = expFloat(value);
        return result === Infinity && Number.isFinite(value)
            ? evaluation.raise('OverflowError', 'math range error')
            : sure(evaluation, result);
    }),
    ...(
        ['sin', 'tan', 'asin', 'atan', 'sinh', 'tanh', 'asinh', 'erf', 'expm1', 'log1p'] as const
    ).map((name) => unsure(name, new Map([[0, 0]]))),
    unsure('cos', new Map([[0, 1]])),
    unsure('cosh', new Map([[0, 1]])),
    unsure('erfc', new Map([[0, 1]])),
    ...(['acos', 'acosh', 'atanh', 'gamma', 'lgamma', 'cbrt', 'exp2'] as const).map((name) =>
        unsure(name, new Map()),
    ),
    native('atan2', 'y, x, /', function* (evaluation) {
        return evaluation.unknown('the last digit is not sure', 'float');
    }),
    variadic('hypot', false, function* (evaluation, { positional }) {
        return yield* known(evaluation, positional, 'float', (args) => {
            const squares = args.map((arg) => Number(numericOf(arg ?? none) ?? NaN) ** 2);
            const sum = squares.reduce((one, other) => one + other, 0);
            const root = Math.sqrt(sum);
            // Exact where nothing was rounded.
            return squares.every((square) => Number.isInteger(square) && square < 2 ** 52) &&
                Number.isInteger(root)
                ? float(root)
                : evaluation.unknown('the last digit is not sure', 'float');
        });
    }),
    logarithm,
    baseLog('log2', 2),
    baseLog('log10', 10),
    ofReals('pow', 'x, y, /', 'float', (evaluation, [x, y]) => {
        const [base, exponent] = [asFloat(evaluation, x), asFloat(evaluation, y)];
        if (
            (base === 0 && exponent < 0) ||
            (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && exponent % 1 !== 0)
        ) {
            evaluation.raise('ValueError', 'math domain error');
        }
        const power = base === 1 || exponent === 0 ? 1 : powerOf(base, exponent);
        return power !== undefined &&
            !Number.isFinite(power) &&
            Number.isFinite(base) &&
            Number.isFinite(exponent)
            ? evaluation.raise('OverflowError', 'math range error')
            : sure(evaluation, power);
    }),
    ofReals('fmod', 'x, y, /', 'float', (evaluation, [x, y]) => {
        const [left, right] = [asFloat(evaluation, x), asFloat(evaluation, y)];
        return right === 0 || Math.abs(left) === Infinity
            ? evaluation.raise('ValueError', 'math domain error')
            : float(left % right);
    }),
    ofReals('copysign', 'x, y, /', 'float', (evaluation, [x, y]) => {
        const [value, sign] = [asFloat(evaluation, x), asFloat(evaluation, y)];
        return float(sign < 0 || Object.is(sign, -0) ? -Math.abs(value) : Math.abs(value));
    }),
    ofReals('ldexp', 'x, i, /', 'float', (evaluation, [x, power]) => {
        const scaled = asFloat(evaluation, x) * 2 ** Number(power);
        return Number.isFinite(scaled) && Math.abs(Number(power)) < 1000
            ? float(scaled)
            : evaluation.unknown('the last digit is not sure', 'float');
    }),
    ofReals('frexp', 'x, /', 'tuple', (evaluation, [x]) => frexp(asFloat(evaluation, x))),
    ofReals('modf', 'x, /', 'tuple', (evaluation, [x]) => {
        const value = asFloat(evaluation, x);
        const part = Number.isFinite(value) ? value % 1 : value < 0 ? -0 : 0;
        return tuple([float(part === 0 && value < 0 ? -0 : part), float(Math.trunc(value))]);
    }),
    // Multiplied by the float that is nearest to 180 / pi, as C does.
    ofFloat('degrees', (value) => value * (180 / Math.PI)),
    ofFloat('radians', (value) => value * (Math.PI / 180)),
    ofReals('isnan', 'x, /', 'bool', (evaluation, [x]) =>
        bool(Number.isNaN(asFloat(evaluation, x))),
    ),
    ofReals('isinf', 'x, /', 'bool', (evaluation, [x]) =>
        bool(Math.abs(asFloat(evaluation, x)) === Infinity),
    ),
    ofReals('isfinite', 'x, /', 'bool', (evaluation, [x]) =>
        bool(Number.isFinite(asFloat(evaluation, x))),
    ),
    native('isclose', 'a, b, /, *, rel_tol=, abs_tol=', function* (evaluation, ...args) {
        return yield* known(evaluation, args, 'bool', (plain) => {
            const [a = NaN, b = NaN, relative = 1e-9, absolute = 0] = plain.map((arg) =>
                arg === undefined ? undefined : Number(numericOf(arg) ?? NaN),
            );
            if (a === b) {
                return bool(true);
            }
            const difference = Math.abs(b - a);
            return bool(
                Number.isFinite(a) &&
                    Number.isFinite(b) &&
                    (difference <= Math.abs(relative * b) ||
                        difference <= Math.abs(relative * a) ||
                        difference <= absolute),
            );
        });
    }),
    ofInts('gcd', 0n, gcdOf),
    ofInts('lcm', 1n, (one, other) => {
        const product = one * other;
        return product === 0n ? 0n : (product < 0n ? -product : product) / gcdOf(one, other);
    }),
    integers('isqrt', 'n, /', (evaluation, [value = 0n]) =>
        value < 0n
            ? evaluation.raise('ValueError', 'isqrt() argument must be nonnegative')
            : int(squareRoot(value)),
    ),
    integers('factorial', 'x, /', (evaluation, [value = 0n]) => {
        if (value < 0n) {
            return evaluation.raise('ValueError', 'factorial() not defined for negative values');
        }
        return 2000n < value
            ? evaluation.unknown('the number is too big to be computed here', 'int')
            : int(product(1n, value, 1n));
    }),
    integers('comb', 'n, k, /', (evaluation, [n = 0n, k = 0n]) => {
        if (n < 0n || k < 0n) {
            return evaluation.raise(
                'ValueError',
                `${n < 0n ? 'n' : 'k'} must be a non-negative integer`,
            );
        }
        const smaller = n - k < k ? n - k : k;
        return smaller < 0n
            ? int(0)
            : 5000n < smaller
              ? evaluation.unknown('the number is too big to be computed here', 'int')
              : int(product(n - smaller + 1n, smaller, 1n) / product(1n, smaller, 1n));
    }),
    integers('perm', 'n, k=, /', (evaluation, [n = 0n, k = n]) => {
        if (n < 0n || k < 0n) {
            return evaluation.raise(
                'ValueError',
                `${n < 0n ? 'n' : 'k'} must be a non-negative integer`,
            );
        }
        return n < k
            ? int(0)
            : 5000n < k
              ? evaluation.unknown('the number is too big to be computed here', 'int')
              : int(product(n - k + 1n, k, 1n));
    }),
    native('prod', 'iterable, /, *, start=', function* (evaluation, iterable = none, start) {
        const { items, rest } = yield* evaluation.items(iterable);
        if (rest !== undefined) {
            return evaluation.unknown(rest.why.reason);
        }
        let total: Value = start ?? int(1);
        for (const item of items) {
            total = yield* evaluation.binary('*', total, item);
        }
        return total;
    }),
    native('fsum', 'seq, /', function* (evaluation) {
        return evaluation.unknown('the exact sum of floats is not computed', 'float');
    }),
];

/** The members of `math`. */
export function mathMembers(): Readonly<Record<string, Value>> {
    return {
        ...Object.fromEntries(functions.map((called) => [called.name, called])),
        pi: float(Math.PI),
        e: float(Math.E),
        tau: float(2 * Math.PI),
        inf: float(Infinity),
        nan: float(NaN),
    };
}
