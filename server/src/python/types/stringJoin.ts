// `separator.join(iterable)`, also of texts with holes.

import type { Evaluation } from '../evaluation.js';
import { payloadOf } from '../numeric.js';
import { isText } from '../sequences.js';
import { partsOf, textOf, type Part, type Text } from '../texts.js';
import type { Steps, Value } from '../values.js';
import { typeName } from './stringMethod.js';

/** `separator.join(iterable)`. */
export function* joined(evaluation: Evaluation, separator: Text, iterable: Value): Steps<Value> {
    if (iterable.kind === 'unknown') {
        return evaluation.unknown(iterable.reason, 'str');
    }
    if (iterable.kind === 'choice') {
        return yield* evaluation.fork(
            iterable.options.map((option) => () => joined(evaluation, separator, option)),
            iterable.why,
        );
    }
    if (
        evaluation.findMethod(iterable, '__iter__') === undefined &&
        !iterableKinds.has(iterable.kind)
    ) {
        evaluation.raise('TypeError', 'can only join an iterable');
    }
    const { items, rest } = yield* evaluation.items(iterable);
    return yield* joinedItems(evaluation, separator, items, rest?.why);
}

const iterableKinds = new Set([
    'list',
    'tuple',
    'str',
    'pattern',
    'bytes',
    'dict',
    'set',
    'frozenset',
    'dictview',
    'range',
    'generator',
    'iterator',
    'instance',
    'class',
]);

function* joinedItems(
    evaluation: Evaluation,
    separator: Text,
    items: readonly Value[],
    rest: Value | undefined,
): Steps<Value> {
    const at = items.findIndex((item) => item.kind === 'choice');
    const choice = items[at];
    if (choice?.kind === 'choice' && items.filter((item) => item.kind === 'choice').length < 3) {
        return yield* evaluation.fork(
            choice.options.map(
                (option) => () => joinedItems(evaluation, separator, items.with(at, option), rest),
            ),
            choice.why,
        );
    }
    const parts: Part[] = [];
    for (const [index, item] of items.entries()) {
        const text = payloadOf(item);
        if (!isText(text) && text.kind !== 'unknown' && text.kind !== 'choice') {
            evaluation.raise(
                'TypeError',
                `sequence item ${index}: expected str instance, ${typeName(evaluation, item)} found`,
            );
        }
        parts.push(...(index === 0 ? [] : partsOf(separator)), ...partsOf(text));
    }
    return textOf(rest === undefined ? parts : [...parts, ...partsOf(rest)]);
}
