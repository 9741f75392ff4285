// Lists, tuples and strings put together and repeated, and lists that end in what is not known.

import { differs, type ListContent, type Rest } from './contents.js';
import type { Evaluation, Items } from './evaluation.js';
import { isOurs, joinValues, sameValue } from './join.js';
import { partsOf, textOf, type Text } from './texts.js';
import { List, tuple, type Unknown, type Value } from './values.js';

/** Items that a repetition may make; longer ones are not held. */
const maxRepeated = 200_000;

/** The items with more behind them, of which some may not be known. */
export function joinedItems(one: Items, other: Items): ListContent {
    if (one.rest === undefined) {
        return { items: [...one.items, ...other.items], rest: other.rest };
    }
    return {
        items: [...one.items],
        rest: restWith(
            one.rest,
            [...other.items, ...(other.rest?.possible ?? [])],
            other.rest?.open,
        ),
    };
}

/** A rest in which these values may be as well. */
export function restWith(rest: Rest, values: readonly Value[], open = false): Rest {
    const possible = [...rest.possible];
    for (const value of values) {
        if (!possible.some((known) => sameValue(known, value))) {
            possible.push(value);
        }
    }
    return { why: rest.why, possible, open: rest.open || open };
}

/** A list of which nothing but this is known: any of these values, in any number and order. */
export function anyOf(values: readonly Value[], why: Unknown, open = false): Rest {
    return restWith({ why, possible: [], open }, values);
}

/** One of several values; `why` where it may be any other too. */
export function oneOf(values: readonly Value[], why: Unknown, open: boolean): Value {
    const ours = why.ours === true || values.some(isOurs);
    const [first, ...others] = values;
    if (open || first === undefined) {
        const { reason, place } = why;
        return { kind: 'unknown', reason, ...(place && { place }), ...(ours && { ours }) };
    }
    return others.reduce((one, other) => joinValues(one, other, why), first);
}

/** An item of a list at a position that is not known. */
export function someItem(content: Items, why: Unknown): Value {
    return oneOf(
        [...content.items, ...(content.rest?.possible ?? [])],
        why,
        content.rest?.open ?? false,
    );
}

/** `one + other` of lists, tuples and strings; undefined where they are not of one kind. */
export function concatenated(one: Value, other: Value): Value | undefined {
    if (one.kind === 'list' && other.kind === 'list') {
        return new List(joinedItems(one.content, other.content));
    }
    if (one.kind === 'tuple' && other.kind === 'tuple') {
        return tuple([...one.items, ...other.items]);
    }
    if (isText(one) && isText(other)) {
        return textOf([...partsOf(one), ...partsOf(other)]);
    }
    if (one.kind === 'bytes' && other.kind === 'bytes') {
        return { kind: 'bytes', value: new Uint8Array([...one.value, ...other.value]) };
    }
    return undefined;
}

/** Whether a value is a string, of which parts may not be known. */
export function isText(value: Value): value is Exclude<Text, Unknown> {
    return value.kind === 'str' || value.kind === 'pattern';
}

/** `sequence * count`; undefined where it is no sequence. */
export function repeated(evaluation: Evaluation, value: Value, count: bigint): Value | undefined {
    const times = count < 0n ? 0 : Number(count);
    switch (value.kind) {
        case 'str':
            return maxRepeated < value.value.length * times
                ? evaluation.unknown('the text is too long', 'str')
                : { kind: 'str', value: value.value.repeat(times) };
        case 'pattern':
            return textOf(
                times <= 16
                    ? Array.from({ length: times }, () => value.parts).flat()
                    : [evaluation.unknown('part of a text is not known', 'str')],
            );
        case 'bytes':
            return maxRepeated < value.value.length * times
                ? evaluation.unknown('the bytes are too many', 'bytes')
                : {
                      kind: 'bytes',
                      value: new Uint8Array(
                          Array.from({ length: times }, () => [...value.value]).flat(),
                      ),
                  };
        case 'tuple':
            return maxRepeated < value.items.length * times
                ? evaluation.unknown('the tuple is too long', 'tuple')
                : tuple(Array.from({ length: times }, () => value.items).flat());
        case 'list':
            return new List(repeatedContent(evaluation, value.content, times));
        default:
            return undefined;
    }
}

/** What a list holds after it was repeated. */
export function repeatedContent(
    evaluation: Evaluation,
    { items, rest }: ListContent,
    times: number,
): ListContent {
    if (times === 0) {
        return { items: [] };
    }
    if (rest !== undefined) {
        return times === 1
            ? { items: [...items], rest }
            : { items: [...items], rest: restWith(rest, items) };
    }
    return maxRepeated < items.length * times
        ? { items: [...items], rest: anyOf(items, evaluation.unknown('the list is too long')) }
        : { items: Array.from({ length: times }, () => items).flat() };
}

/** What a sequence holds that is repeated a number of times that is not known. */
export function repeatedUnknown(
    evaluation: Evaluation,
    value: Value,
    count: Unknown,
): Value | undefined {
    switch (value.kind) {
        case 'str':
        case 'pattern':
            return evaluation.unknown(count.reason, 'str');
        case 'bytes':
            return evaluation.unknown(count.reason, 'bytes');
        case 'tuple':
            return { ...evaluation.unknown(count.reason, 'tuple'), ours: value.items.some(isOurs) };
        case 'list':
            return new List({
                items: [],
                rest: restWith(
                    anyOf(value.content.items, evaluation.unknown(count.reason)),
                    value.content.rest?.possible ?? [],
                    value.content.rest?.open,
                ),
            });
        default:
            return undefined;
    }
}

/** What may be in a list of which nothing is known any more but where its items came from. */
export function scrambled({ items, rest }: ListContent, why: Unknown = differs): ListContent {
    return { items: [], rest: anyOf([...items, ...(rest?.possible ?? [])], why, rest?.open) };
}
