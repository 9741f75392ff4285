// The methods behind operators (`__add__`, `__eq__`, `__len__` ...) of Python's own classes: what
// `super().__add__(other)` of a derived class calls, and how instances of derived classes compute.

import { compareBuiltin } from '../comparison.js';
import { contains } from '../membership.js';
import { verdictValue } from '../verdicts.js';
import type { Evaluation } from '../evaluation.js';
import { length } from '../lengths.js';
import { native } from '../native.js';
import { payloadOf } from '../numeric.js';
import { binaryBuiltin, operatorNames, unary } from '../operators.js';
import { percentFormat } from '../percentFormat.js';
import { reprOf, strOf } from '../repr.js';
import { isText } from '../sequences.js';
import { formatValue } from '../formatValue.js';
import {
    bool,
    int,
    none,
    notImplemented,
    type ClassValue,
    type Steps,
    type Value,
} from '../values.js';

const comparisons: ReadonlyMap<string, string> = new Map([
    ['__eq__', '=='],
    ['__ne__', '!='],
    ['__lt__', '<'],
    ['__le__', '<='],
    ['__gt__', '>'],
    ['__ge__', '>='],
]);

function put(owner: ClassValue, name: string, value: Value): void {
    if (!owner.attributes.content.names.has(name)) {
        owner.attributes.content.names.set(name, value);
    }
}

/** Defines the methods of binary operators, and with `isNumber` those of the unary ones. */
export function defineOperators(
    owner: ClassValue,
    operators: readonly string[],
    isNumber: boolean,
): void {
    for (const operator of operators) {
        const name = operatorNames.get(operator) ?? '';
        put(owner, `__${name}__`, binaryMethod(`__${name}__`, operator, false));
        if (isNumber || operator === '*') {
            put(owner, `__r${name}__`, binaryMethod(`__r${name}__`, operator, true));
        }
    }
    if (isNumber) {
        for (const [name, operator] of [
            ['__neg__', '-'],
            ['__pos__', '+'],
            ...(owner.name === 'int' ? [['__invert__', '~'] as const] : []),
        ] as const) {
            put(
                owner,
                name,
                native(name, 'self, /', (evaluation, self) =>
                    unary(evaluation, operator, payloadOf(self ?? none)),
                ),
            );
        }
        put(
            owner,
            '__abs__',
            native('__abs__', 'self, /', function* (evaluation, self) {
                const value = payloadOf(self ?? none);
                const negative = yield* evaluation.compare('<', value, int(0));
                return negative.kind === 'bool' && negative.value
                    ? yield* unary(evaluation, '-', value)
                    : yield* unary(evaluation, '+', value);
            }),
        );
        put(
            owner,
            '__bool__',
            native('__bool__', 'self, /', function* (evaluation, self) {
                const truth = yield* evaluation.truth(payloadOf(self ?? none));
                return typeof truth === 'boolean' ? bool(truth) : { ...truth, type: 'bool' };
            }),
        );
        put(
            owner,
            '__divmod__',
            native('__divmod__', 'self, value, /', function* (evaluation, self, value) {
                const [one, other] = [payloadOf(self ?? none), payloadOf(value ?? none)];
                return {
                    kind: 'tuple',
                    items: [
                        yield* evaluation.binary('//', one, other),
                        yield* evaluation.binary('%', one, other),
                    ],
                };
            }),
        );
    }
}

function binaryMethod(name: string, operator: string, reflected: boolean): Value {
    return native(name, 'self, value, /', function* (evaluation, self, value) {
        const [one, other] = [payloadOf(self ?? none), payloadOf(value ?? none)];
        const [left, right] = reflected ? [other, one] : [one, other];
        if (left.kind === 'choice' || right.kind === 'choice') {
            return yield* evaluation.binary(operator, left, right);
        }
        if (operator === '%' && !reflected && isText(one)) {
            return yield* percentFormat(evaluation, one, value ?? none);
        }
        if (left.kind === 'instance' || right.kind === 'instance') {
            return notImplemented;
        }
        return (yield* binaryBuiltin(evaluation, operator, left, right)) ?? notImplemented;
    });
}

/** Defines the comparisons: `==` and `!=`, and with `ordered` the four others. */
export function defineComparisons(owner: ClassValue, ordered: boolean): void {
    for (const [name, operator] of comparisons) {
        if (!ordered && operator !== '==' && operator !== '!=') {
            continue;
        }
        put(
            owner,
            name,
            native(name, 'self, value, /', function* (evaluation, self, value) {
                const [one, other] = [payloadOf(self ?? none), payloadOf(value ?? none)];
                if (one.kind === 'choice' || other.kind === 'choice') {
                    return yield* evaluation.compare(operator, one, other);
                }
                if (
                    other.kind === 'instance' ||
                    (one.kind !== other.kind && !comparable(one, other))
                ) {
                    return notImplemented;
                }
                return yield* supported(evaluation, operator, one, other);
            }),
        );
    }
}

function comparable(one: Value, other: Value): boolean {
    const families = [
        ['int', 'float', 'bool'],
        ['set', 'frozenset', 'dictview'],
        ['str', 'pattern'],
    ];
    const isUnknown = one.kind === 'unknown' || other.kind === 'unknown';
    return (
        isUnknown ||
        families.some((family) => family.includes(one.kind) && family.includes(other.kind))
    );
}

function* supported(
    evaluation: Evaluation,
    operator: string,
    one: Value,
    other: Value,
): Steps<Value> {
    return verdictValue(yield* compareBuiltin(evaluation, operator, one, other));
}

/** Defines `__len__`, `__contains__` and `__iter__`. */
export function defineContainer(owner: ClassValue): void {
    put(
        owner,
        '__len__',
        native('__len__', 'self, /', (evaluation, self) =>
            length(evaluation, payloadOf(self ?? none)),
        ),
    );
    put(
        owner,
        '__contains__',
        native('__contains__', 'self, key, /', function* (evaluation, self, key) {
            return verdictValue(yield* contains(evaluation, payloadOf(self ?? none), key ?? none));
        }),
    );
    put(
        owner,
        '__iter__',
        native('__iter__', 'self, /', (evaluation, self) =>
            evaluation.iterator(payloadOf(self ?? none)),
        ),
    );
}

/** Defines `__repr__`, `__str__` and `__format__` by the value in an instance. */
export function defineTexts(
    owner: ClassValue,
    names: readonly ('__repr__' | '__str__' | '__format__')[],
): void {
    for (const name of names) {
        if (name === '__format__') {
            put(
                owner,
                name,
                native(name, 'self, format_spec, /', function* (evaluation, self, spec) {
                    if (self?.kind === 'instance' && spec?.kind === 'str' && spec.value === '') {
                        return yield* evaluation.str(self);
                    }
                    return spec?.kind === 'str'
                        ? yield* formatValue(evaluation, payloadOf(self ?? none), spec.value)
                        : evaluation.unknown('how a value is formatted is not known', 'str');
                }),
            );
        } else {
            const text = name === '__repr__' ? reprOf : strOf;
            put(
                owner,
                name,
                native(name, 'self, /', (evaluation, self) =>
                    text(evaluation, payloadOf(self ?? none)),
                ),
            );
        }
    }
}

/** Defines `__hash__`: None where the values cannot be keys. */
export function defineHash(owner: ClassValue, hashable: boolean): void {
    put(
        owner,
        '__hash__',
        hashable
            ? native('__hash__', 'self, /', (evaluation, self) =>
                  hashOf(evaluation, payloadOf(self ?? none)),
              )
            : none,
    );
}

const modulus = (1n << 61n) - 1n;

/** `hash(value)`: known for ints; what Python salts or takes from an address is not. */
export function* hashOf(evaluation: Evaluation, value: Value): Steps<Value> {
    if (value.kind === 'int' || value.kind === 'bool') {
        const number = value.kind === 'int' ? value.value : value.value ? 1n : 0n;
        const rest = number % modulus;
        return int(rest === -1n ? -2n : rest);
    }
    if (value.kind === 'float' && Number.isInteger(value.value)) {
        return yield* hashOf(evaluation, int(BigInt(value.value)));
    }
    if (value.kind === 'instance') {
        const method = evaluation.findMethod(value, '__hash__');
        if (
            method !== undefined &&
            method.kind !== 'none' &&
            method.kind === 'method' &&
            method.function.kind !== 'native'
        ) {
            return yield* evaluation.call(method, []);
        }
    }
    // Raises where it is not hashable.
    yield* evaluation.keyOf(value);
    return evaluation.unknown('a hash is not known', 'int');
}
