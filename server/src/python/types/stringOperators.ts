// What `str` has behind operators: indices, slices and its constructor.
// Defined in CPython 3.11: Objects/unicodeobject.c.

import { boolType, builtinTypes, defineMethods } from '../builtinTypes.js';
import { decodeBytes } from '../codecs.js';
import type { Evaluation } from '../evaluation.js';
import { native } from '../native.js';
import { payloadOf } from '../numeric.js';
import { textOf, charactersOf, hasAstral, knownOf, lengthOf } from '../texts.js';
import { none, str, type Steps, type Value, type Pattern, type Str } from '../values.js';
import { madeFor, memberOf } from './members.js';
import {
    defineComparisons,
    defineContainer,
    defineHash,
    defineOperators,
    defineTexts,
} from './operatorMethods.js';
import { positionOf } from './positions.js';

/** `text[index]`, also of a text of which the ends are known. */
function* characterAt(evaluation: Evaluation, self: Str | Pattern, index: Value): Steps<Value> {
    if (index.kind === 'choice') {
        return yield* evaluation.fork(
            index.options.map((option) => () => characterAt(evaluation, self, option)),
            index.why,
        );
    }
    if (self.kind === 'pattern') {
        return cutPattern(evaluation, self, index);
    }
    const position = yield* positionOf(evaluation, index, lengthOf(self.value), {
        type: 'string',
        noun: 'string',
    });
    if (position === undefined) {
        return evaluation.unknown('an index is not known', 'str');
    }
    const characters = hasAstral(self.value) ? charactersOf(self.value) : self.value;
    const positions = typeof position === 'number' ? [position] : position;
    return str(positions.map((each) => characters[each] ?? '').join(''));
}

/** A slice that cuts known characters from one end of a text with holes. */
function cutPattern(evaluation: Evaluation, self: Pattern, index: Value): Value {
    const unknown = evaluation.unknown('part of a text is not known', 'str');
    if (
        index.kind !== 'slice' ||
        index.step.kind !== 'none' ||
        self.parts.some((part) => typeof part === 'string' && hasAstral(part))
    ) {
        return unknown;
    }
    const { start, end } = knownOf(self);
    const from =
        index.start.kind === 'int' && 0n <= index.start.value
            ? Number(index.start.value)
            : index.start.kind === 'none'
              ? 0
              : undefined;
    const to =
        index.stop.kind === 'int' && index.stop.value < 0n
            ? Number(-index.stop.value)
            : index.stop.kind === 'none'
              ? 0
              : undefined;
    if (
        index.stop.kind === 'int' &&
        0n <= index.stop.value &&
        from !== undefined &&
        Number(index.stop.value) <= start.length
    ) {
        return str(start.slice(from, Number(index.stop.value)));
    }
    if (
        index.start.kind === 'int' &&
        index.start.value < 0n &&
        to !== undefined &&
        Number(-index.start.value) <= end.length
    ) {
        return str(end.slice(end.length - Number(-index.start.value), end.length - to));
    }
    if (from === undefined || to === undefined || start.length < from || end.length < to) {
        return unknown;
    }
    const parts = [...self.parts];
    if (0 < from) {
        parts[0] = start.slice(from);
    }
    if (0 < to) {
        parts[parts.length - 1] = end.slice(0, end.length - to);
    }
    return textOf(parts);
}

/** Puts the methods behind operators into `str`, and the texts into classes of numbers. */
export function defineStringOperators(): void {
    const owner = builtinTypes.str;
    defineMethods(owner, [
        native(
            '__new__',
            'cls, object=, encoding=, errors=',
            function* (evaluation, cls, object, encoding, errors) {
                return madeFor(owner, cls, yield* makeString(evaluation, object, encoding, errors));
            },
        ),
        memberOf(
            owner,
            ['str', 'pattern'],
            '__getitem__',
            'key, /',
            (evaluation, self, [index = none]) => characterAt(evaluation, self, index),
            'str',
        ),
    ]);
    defineOperators(owner, ['+', '*', '%'], false);
    defineComparisons(owner, true);
    defineContainer(owner);
    defineHash(owner, true);
    defineTexts(owner, ['__repr__', '__str__', '__format__']);
    for (const each of [builtinTypes.int, builtinTypes.float]) {
        defineTexts(each, ['__repr__', '__format__']);
    }
    for (const each of [builtinTypes.int, builtinTypes.float]) {
        defineComparisons(each, true);
        defineHash(each, true);
    }
    defineTexts(boolType, ['__repr__']);
}

function* makeString(
    evaluation: Evaluation,
    object: Value | undefined,
    encoding: Value | undefined,
    errors: Value | undefined,
): Steps<Value> {
    if (object === undefined) {
        return str('');
    }
    if (encoding !== undefined || errors !== undefined) {
        const bytes = payloadOf(object);
        if (bytes.kind === 'bytes') {
            return decodeBytes(
                evaluation,
                bytes.value,
                encoding?.kind === 'str' ? encoding.value : 'utf-8',
                errors?.kind === 'str' ? errors.value : 'strict',
            );
        }
        return bytes.kind === 'unknown' || bytes.kind === 'choice'
            ? evaluation.unknown('bytes are not known', 'str')
            : evaluation.raise(
                  'TypeError',
                  bytes.kind === 'str'
                      ? 'decoding str is not supported'
                      : encoding !== undefined &&
                          encoding.kind !== 'str' &&
                          encoding.kind !== 'unknown'
                        ? `str() argument 'encoding' must be str, not ${evaluation.typeOf(encoding).name}`
                        : `decoding to str: need a bytes-like object, ${evaluation.typeOf(object).name} found`,
              );
    }
    return object.kind === 'choice'
        ? yield* evaluation.fork(
              object.options.map(
                  (option) => () => makeString(evaluation, option, undefined, undefined),
              ),
              object.why,
          )
        : yield* evaluation.str(object);
}
