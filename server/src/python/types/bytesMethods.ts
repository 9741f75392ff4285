// The methods and the constructor of `bytes`. Defined in CPython 3.11: Objects/bytesobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import { decodeBytes, encodeText } from '../codecs.js';
import type { Evaluation } from '../evaluation.js';
import { native, known } from '../native.js';
import { indexOf, numericOf } from '../numeric.js';
import { int, none, str, tuple, type NativeFunction, type Steps, type Value } from '../values.js';
import { madeFor, memberOf } from './members.js';
import {
    defineComparisons,
    defineContainer,
    defineHash,
    defineOperators,
    defineTexts,
} from './operatorMethods.js';
import { positionOf } from './positions.js';
import { textArg } from './stringMethod.js';

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

/** Puts the methods into `bytes`. */
export function defineBytes(): void {
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
