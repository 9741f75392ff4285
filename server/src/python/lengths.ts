// `len(value)`.

import type { Evaluation } from './evaluation.js';
import { numericOf, payloadOf } from './numeric.js';
import { rangeLength } from './ranges.js';
import { lengthOf } from './texts.js';
import { lookUp } from './typeOf.js';
import { int, tuple, type Steps, type Value } from './values.js';

/** `len(value)`; raises TypeError where it has none. */
export function* length(evaluation: Evaluation, value: Value): Steps<Value> {
    switch (value.kind) {
        case 'str':
            return int(lengthOf(value.value));
        case 'bytes':
            return int(value.value.length);
        case 'tuple':
            return int(value.items.length);
        case 'list':
            return value.content.rest === undefined
                ? int(value.content.items.length)
                : evaluation.unknown(value.content.rest.why.reason, 'int');
        case 'dictview':
            return yield* length(evaluation, value.dict);
        case 'dict':
        case 'set':
        case 'frozenset': {
            const { entries, rest } = value.content;
            const unsure =
                rest ??
                ([...entries.values()].some(({ maybe }) => maybe === true)
                    ? evaluation.unknown('it is not known which keys are there')
                    : undefined);
            return unsure === undefined
                ? int(entries.size)
                : evaluation.unknown(unsure.reason, 'int');
        }
        case 'range': {
            const count = rangeLength(value);
            return count < 1n << 63n
                ? int(count)
                : evaluation.raise('OverflowError', 'Python int too large to convert to C ssize_t');
        }
        case 'unknown':
        case 'pattern':
            return evaluation.unknown(
                value.kind === 'unknown' ? value.reason : 'part of a text is not known',
                'int',
            );
        case 'choice':
            return yield* evaluation.fork(
                value.options.map((option) => () => length(evaluation, option)),
                value.why,
            );
        case 'class':
            // A class of which the members can be gone through has as many.
            if (lookUp(value, '__class_iter__') !== undefined) {
                return yield* length(evaluation, tuple((yield* evaluation.items(value)).items));
            }
            break;
        case 'instance': {
            const method = evaluation.findMethod(value, '__len__');
            if (method !== undefined) {
                return yield* ofMethod(evaluation, value, method);
            }
            break;
        }
        default:
    }
    const type = evaluation.typeOf(value).name;
    return evaluation.raise('TypeError', `object of type '${type}' has no len()`);
}

function* ofMethod(evaluation: Evaluation, value: Value, method: Value): Steps<Value> {
    const given = yield* evaluation.call(method, []);
    const number = numericOf(payloadOf(given));
    if (number === undefined && (given.kind === 'unknown' || given.kind === 'choice')) {
        return given;
    }
    if (typeof number !== 'bigint') {
        const type = evaluation.typeOf(value.kind === 'instance' ? given : value).name;
        return evaluation.raise(
            'TypeError',
            `'${type}' object cannot be interpreted as an integer`,
        );
    }
    return number < 0n
        ? evaluation.raise('ValueError', '__len__() should return >= 0')
        : int(number);
}
