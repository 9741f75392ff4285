// The methods and constructors of `tuple`, `range`, `slice`, `property`, `bytes` and the wrappers.
// Defined in CPython 3.11: Objects/tupleobject.c, rangeobject.c, sliceobject.c, descrobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import { decodeBytes } from '../codecs.js';
import type { Evaluation } from '../evaluation.js';
import { isOurs } from '../join.js';
import { native } from '../native.js';
import { indexOf, numericOf } from '../numeric.js';
import { rangeHas, rangeLength, sliceIndices } from '../ranges.js';
import {
    int,
    none,
    str,
    tuple,
    type NativeFunction,
    type Property,
    type Range,
    type Steps,
    type Value,
} from '../values.js';
import { countIn, indexIn } from './lists.js';
import { itemAt } from './listItems.js';
import { madeFor, memberOf } from './members.js';
import { known } from '../native.js';
import {
    defineComparisons,
    defineContainer,
    defineHash,
    defineOperators,
    defineTexts,
} from './operatorMethods.js';
import { boundOf, positionOf } from './positions.js';
import { textArg } from './strings.js';
import { encodeText } from '../codecs.js';

/** A tuple of what iterating gives; unknown where not all is known. */
export function* tupleOf(evaluation: Evaluation, iterable: Value): Steps<Value> {
    if (iterable.kind === 'tuple') {
        return iterable;
    }
    const { items, rest } = yield* evaluation.items(iterable);
    if (rest === undefined) {
        return tuple(items);
    }
    const ours = [...items, ...rest.possible].some(isOurs) || rest.why.ours === true;
    return { ...evaluation.unknown(rest.why.reason, 'tuple'), ...(ours && { ours }) };
}

function defineTuple(): void {
    const owner = builtinTypes.tuple;
    defineMethods(owner, [
        native('__new__', 'cls, iterable=, /', function* (evaluation, cls, iterable) {
            return madeFor(
                owner,
                cls,
                iterable === undefined ? tuple([]) : yield* tupleOf(evaluation, iterable),
            );
        }),
        memberOf(owner, ['tuple'], 'index', 'value, start=, stop=, /', (evaluation, self, args) =>
            indexIn(
                evaluation,
                { items: self.items },
                args,
                () => 'tuple.index(x): x not in tuple',
            ),
        ),
        memberOf(owner, ['tuple'], 'count', 'value, /', (evaluation, self, [item = none]) =>
            countIn(evaluation, { items: self.items }, item),
        ),
        memberOf(
            owner,
            ['tuple'],
            '__getitem__',
            'key, /',
            (evaluation, self, [index = none]) =>
                itemAt(evaluation, { items: self.items }, index, 'tuple'),
            '',
        ),
    ]);
    defineOperators(owner, ['+', '*'], false);
    defineComparisons(owner, true);
    defineContainer(owner);
    defineTexts(owner, ['__repr__']);
    defineHash(owner, true);
}

function* makeRange(evaluation: Evaluation, args: readonly (Value | undefined)[]): Steps<Value> {
    const bounds: bigint[] = [];
    for (const arg of args) {
        if (arg === undefined) {
            break;
        }
        if (arg.kind === 'choice') {
            return yield* evaluation.fork(
                arg.options.map(
                    (option) => () =>
                        makeRange(
                            evaluation,
                            args.map((each) => (each === arg ? option : each)),
                        ),
                ),
                arg.why,
            );
        }
        const bound = yield* indexOf(evaluation, arg);
        if (bound === undefined) {
            return evaluation.unknown(
                arg.kind === 'unknown' ? arg.reason : 'a bound of a range is not known',
            );
        }
        bounds.push(bound);
    }
    const [first = 0n, second, step = 1n] = bounds;
    if (step === 0n) {
        evaluation.raise('ValueError', 'range() arg 3 must not be zero');
    }
    return second === undefined
        ? { kind: 'range', start: 0n, stop: first, step }
        : { kind: 'range', start: first, stop: second, step };
}

function* rangeItem(evaluation: Evaluation, self: Range, index: Value): Steps<Value> {
    const length = rangeLength(self);
    if (index.kind === 'slice') {
        const [start, stop, step] = [
            yield* boundOf(evaluation, index.start),
            yield* boundOf(evaluation, index.stop),
            yield* boundOf(evaluation, index.step),
        ];
        if (step === 0n) {
            evaluation.raise('ValueError', 'slice step cannot be zero');
        }
        if (start === undefined || stop === undefined || step === undefined) {
            return evaluation.unknown('a slice is not known');
        }
        const cut = sliceIndices(start, stop, step, length);
        const at = (position: bigint): bigint => self.start + position * self.step;
        return {
            kind: 'range',
            start: at(cut.start),
            stop: at(cut.stop),
            step: self.step * cut.step,
        };
    }
    const number = yield* indexOf(
        evaluation,
        index,
        `range indices must be integers or slices, not ${evaluation.typeOf(index).name}`,
    );
    if (number === undefined) {
        return evaluation.unknown('an index is not known', 'int');
    }
    const position = number < 0n ? number + length : number;
    return position < 0n || length <= position
        ? evaluation.raise('IndexError', 'range object index out of range')
        : int(self.start + position * self.step);
}

function defineRange(): void {
    const owner = builtinTypes.range;
    defineMethods(owner, [
        native('__new__', 'cls, start, stop=, step=, /', (evaluation, _cls, ...args) =>
            makeRange(evaluation, args),
        ),
        memberOf(
            owner,
            ['range'],
            '__getitem__',
            'key, /',
            (evaluation, self, [index = none]) => rangeItem(evaluation, self, index),
            '',
        ),
        memberOf(
            owner,
            ['range'],
            'index',
            'value, /',
            function* (evaluation, self, [value]) {
                return yield* known(evaluation, [value], 'int', ([item = none]) => {
                    const number = numericOf(item);
                    return number !== undefined && rangeHas(self, number)
                        ? int((BigInt(number) - self.start) / self.step)
                        : evaluation.raise(
                              'ValueError',
                              `${number === undefined ? 'sequence.index(x): x not in sequence' : `${number} is not in range`}`,
                          );
                });
            },
            'int',
        ),
        memberOf(
            owner,
            ['range'],
            'count',
            'value, /',
            function* (evaluation, self, [value]) {
                return yield* known(evaluation, [value], 'int', ([item = none]) => {
                    const number = numericOf(item);
                    return int(number !== undefined && rangeHas(self, number) ? 1 : 0);
                });
            },
            'int',
        ),
    ]);
    defineComparisons(owner, false);
    defineContainer(owner);
    defineHash(owner, true);
}

function defineSlice(): void {
    defineMethods(builtinTypes.slice, [
        native(
            '__new__',
            'cls, start, stop=, step=, /',
            function* (_evaluation, _cls, start = none, stop, step = none) {
                return stop === undefined
                    ? { kind: 'slice', start: none, stop: start, step }
                    : { kind: 'slice', start, stop, step };
            },
        ),
        memberOf(
            builtinTypes.slice,
            ['slice'],
            'indices',
            'length, /',
            function* (evaluation, self, [length = none]) {
                const size = yield* indexOf(evaluation, length);
                if (size !== undefined && size < 0n) {
                    evaluation.raise('ValueError', 'length should not be negative');
                }
                const [start, stop, step] = [
                    yield* boundOf(evaluation, self.start),
                    yield* boundOf(evaluation, self.stop),
                    yield* boundOf(evaluation, self.step),
                ];
                if (step === 0n) {
                    evaluation.raise('ValueError', 'slice step cannot be zero');
                }
                if (
                    size === undefined ||
                    start === undefined ||
                    stop === undefined ||
                    step === undefined
                ) {
                    return evaluation.unknown('a slice is not known', 'tuple');
                }
                const cut = sliceIndices(start, stop, step, size);
                return tuple([int(cut.start), int(cut.stop), int(cut.step)]);
            },
            'tuple',
        ),
    ]);
    defineHash(builtinTypes.slice, false);
}

function defineProperty(): void {
    const owner = builtinTypes.property;
    const withPart = (
        name: string,
        change: (self: Property, part: Value) => Property,
    ): NativeFunction =>
        memberOf(owner, ['property'], name, 'function, /', function* (_, self, [part = none]) {
            return change(self, part);
        });
    defineMethods(owner, [
        native(
            '__new__',
            'cls, fget=, fset=, fdel=, doc=',
            function* (_evaluation, cls, getter = none, setter = none, deleter = none) {
                return madeFor(owner, cls, { kind: 'property', getter, setter, deleter });
            },
        ),
        withPart('getter', (self, getter) => ({ ...self, getter })),
        withPart('setter', (self, setter) => ({ ...self, setter })),
        withPart('deleter', (self, deleter) => ({ ...self, deleter })),
    ]);
    for (const kind of ['staticmethod', 'classmethod'] as const) {
        defineMethods(builtinTypes[kind], [
            native('__new__', 'cls, function, /', function* (_evaluation, cls, called = none) {
                return madeFor(builtinTypes[kind], cls, { kind, function: called });
            }),
        ]);
    }
}

function* makeBytes(
    evaluation: Evaluation,
    source: Value | undefined,
    encoding: Value | undefined,
    errors: Value | undefined,
): Steps<Value> {
    if (source === undefined) {
        return { kind: 'bytes', value: new Uint8Array() };
    }
    if (source.kind === 'unknown' || source.kind === 'choice' || source.kind === 'pattern') {
        return evaluation.unknown('bytes of what is not known', 'bytes');
    }
    if (source.kind === 'str') {
        if (encoding === undefined) {
            evaluation.raise('TypeError', 'string argument without an encoding');
        }
        return encodeText(
            evaluation,
            source.value,
            textArg(
                evaluation,
                encoding,
                (type) => `bytes() argument 'encoding' must be str, not ${type}`,
            ),
            errors?.kind === 'str' ? errors.value : 'strict',
        );
    }
    if (source.kind === 'bytes') {
        return source;
    }
    const number = numericOf(source);
    if (typeof number === 'bigint') {
        if (number < 0n) {
            evaluation.raise('ValueError', 'negative count');
        }
        return number < 1_000_000n
            ? { kind: 'bytes', value: new Uint8Array(Number(number)) }
            : evaluation.unknown('the bytes are too many', 'bytes');
    }
    const { items, rest } = yield* evaluation.items(source);
    const bytes: number[] = [];
    for (const item of items) {
        const byte = yield* indexOf(evaluation, item);
        if (byte === undefined) {
            return evaluation.unknown('a byte is not known', 'bytes');
        }
        if (byte < 0n || 255n < byte) {
            evaluation.raise('ValueError', 'bytes must be in range(0, 256)');
        }
        bytes.push(Number(byte));
    }
    return rest === undefined
        ? { kind: 'bytes', value: Uint8Array.from(bytes) }
        : evaluation.unknown(rest.why.reason, 'bytes');
}

function defineBytes(): void {
    const owner = builtinTypes.bytes;
    const method = (
        name: string,
        parameters: string,
        result: string,
        compute: (
            evaluation: Evaluation,
            bytes: Uint8Array,
            args: readonly (Value | undefined)[],
        ) => Value,
    ): NativeFunction =>
        memberOf(
            owner,
            ['bytes'],
            name,
            parameters,
            function* (evaluation, self, args) {
                return yield* known(evaluation, args, result, (plain) =>
                    compute(evaluation, self.value, plain),
                );
            },
            result,
        );
    const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
    // What bytes have in common with strings is asked of the string of these code points.
    const asText = (name: string, parameters: string, result: string): NativeFunction =>
        memberOf(
            owner,
            ['bytes'],
            name,
            parameters,
            function* (evaluation, self, args) {
                const given = args.filter((arg) => arg !== undefined).map((arg) => textual(arg));
                if (100_000 < self.value.length) {
                    return evaluation.unknown('the bytes are too many', result);
                }
                const called = yield* evaluation.getAttribute(str(latin(self.value)), name);
                return binary(yield* evaluation.call(called, given));
            },
            result,
        );
    defineMethods(owner, [
        native(
            '__new__',
            'cls, source=, encoding=, errors=',
            function* (evaluation, cls, source, encoding, errors) {
                return madeFor(owner, cls, yield* makeBytes(evaluation, source, encoding, errors));
            },
        ),
        method('decode', 'encoding=, errors=', 'str', (evaluation, bytes, [encoding, errors]) =>
            decodeBytes(
                evaluation,
                bytes,
                encoding?.kind === 'str' ? encoding.value : 'utf-8',
                errors?.kind === 'str' ? errors.value : 'strict',
            ),
        ),
        method('hex', '', 'str', (_, bytes) =>
            str([...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')),
        ),
        memberOf(
            owner,
            ['bytes'],
            '__getitem__',
            'key, /',
            function* (evaluation, self, [index = none]) {
                const position = yield* positionOf(evaluation, index, self.value.length, {
                    type: 'byte',
                    noun: '',
                });
                return position === undefined
                    ? evaluation.unknown('an index is not known')
                    : typeof position === 'number'
                      ? int(self.value[position] ?? 0)
                      : {
                            kind: 'bytes',
                            value: Uint8Array.from(position.map((each) => self.value[each] ?? 0)),
                        };
            },
            '',
        ),
        ...['startswith', 'endswith'].map((name) => asText(name, 'prefix, /', 'bool')),
        ...['split', 'rsplit'].map((name) => asText(name, 'sep=, maxsplit=', 'list')),
        ...['strip', 'lstrip', 'rstrip'].map((name) => asText(name, 'bytes=, /', 'bytes')),
        ...['find', 'index', 'rfind', 'rindex', 'count'].map((name) =>
            asText(name, 'sub, start=, end=, /', 'int'),
        ),
        asText('replace', 'old, new, count=, /', 'bytes'),
    ]);
    defineOperators(owner, ['+', '*'], false);
    defineComparisons(owner, true);
    defineContainer(owner);
    defineTexts(owner, ['__repr__']);
    defineHash(owner, true);
}

function textual(value: Value): Value {
    switch (value.kind) {
        case 'bytes':
            return str(String.fromCharCode(...value.value));
        case 'tuple':
            return tuple(value.items.map(textual));
        default:
            return value;
    }
}

function binary(value: Value): Value {
    switch (value.kind) {
        case 'str':
            return {
                kind: 'bytes',
                value: Uint8Array.from(value.value, (character) => character.charCodeAt(0)),
            };
        case 'list':
            value.content = { items: value.content.items.map(binary), rest: value.content.rest };
            return value;
        default:
            return value;
    }
}

/** Puts the methods into these classes. */
export function defineSmallTypes(): void {
    defineTuple();
    defineRange();
    defineSlice();
    defineProperty();
    defineBytes();
}
