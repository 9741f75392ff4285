// The methods of `list` that add, remove and find. Indices and order are in listItems.ts.
// Defined in CPython 3.11: Objects/listobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import { sameOrEqual } from '../comparison.js';
import type { ListContent } from '../contents.js';
import type { Evaluation, Items } from '../evaluation.js';
import { native } from '../native.js';
import { indexOf, numericOf } from '../numeric.js';
import { sliceIndices } from '../ranges.js';
import { anyOf, joinedItems, oneOf, repeatedContent, restWith, scrambled } from '../sequences.js';
import {
    int,
    List,
    list,
    none,
    notImplemented,
    type NativeFunction,
    type Steps,
    type Value,
} from '../values.js';
import { madeFor, memberOf, type Body } from './members.js';
import {
    defineComparisons,
    defineContainer,
    defineHash,
    defineOperators,
    defineTexts,
} from './operatorMethods.js';
import { defineListItems } from './listItems.js';

const owner = builtinTypes.list;

/** A method of lists. */
export function listMethod(name: string, parameters: string, body: Body<List>): NativeFunction {
    return memberOf(owner, ['list'], name, parameters, body);
}

/** Gives a list another content. */
export function setContent(evaluation: Evaluation, target: List, content: ListContent): void {
    evaluation.state.touch(target);
    target.content = content;
}

/** `target.append(item)`. */
export function append(evaluation: Evaluation, target: List, item: Value): void {
    evaluation.state.touch(target);
    const { items, rest } = target.content;
    if (rest === undefined) {
        items.push(item);
    } else {
        target.content = { items, rest: restWith(rest, [item]) };
    }
}

/** `target.extend(items)`. */
export function extend(evaluation: Evaluation, target: List, items: Items): void {
    setContent(evaluation, target, joinedItems(target.content, items));
}

function* insert(evaluation: Evaluation, target: List, index: Value, item: Value): Steps<Value> {
    const number = yield* indexOf(evaluation, index);
    const { items, rest } = target.content;
    if (
        number === undefined ||
        (rest !== undefined && (number < 0n || BigInt(items.length) < number))
    ) {
        const scattered = scrambled(
            { items: [...items, item], rest },
            rest?.why ?? evaluation.unknown('the index of an insertion is not known'),
        );
        setContent(evaluation, target, scattered);
        return none;
    }
    const at = Number(sliceIndices(number, null, null, BigInt(items.length)).start);
    setContent(evaluation, target, {
        items: [...items.slice(0, at), item, ...items.slice(at)],
        rest,
    });
    return none;
}

function* pop(evaluation: Evaluation, target: List, index: Value | undefined): Steps<Value> {
    const { items, rest } = target.content;
    const number = index === undefined ? -1n : yield* indexOf(evaluation, index);
    if (rest === undefined && items.length === 0) {
        evaluation.raise('IndexError', 'pop from empty list');
    }
    if (number !== undefined && rest === undefined) {
        const at = Number(number < 0n ? number + BigInt(items.length) : number);
        const popped = items[at];
        if (popped === undefined) {
            return evaluation.raise('IndexError', 'pop index out of range');
        }
        setContent(evaluation, target, { items: [...items.slice(0, at), ...items.slice(at + 1)] });
        return popped;
    }
    const at = number === undefined || number < 0n ? undefined : Number(number);
    const popped = at === undefined ? undefined : items[at];
    if (popped !== undefined && at !== undefined) {
        setContent(evaluation, target, {
            items: items.filter((_, position) => position !== at),
            rest,
        });
        return popped;
    }
    const why =
        rest?.why ?? evaluation.unknown('the index of what is taken from a list is not known');
    const last = number === -1n ? items.slice(-1) : items;
    const kept = number === -1n ? items.slice(0, -1) : [];
    setContent(evaluation, target, {
        items: [...kept],
        rest: rest === undefined ? anyOf(last, why) : restWith(rest, last),
    });
    return oneOf([...last, ...(rest?.possible ?? [])], why, rest?.open ?? false);
}

/** Where an item is: a position, `none`, or `unsure`. */
function* find(
    evaluation: Evaluation,
    { items, rest }: Items,
    item: Value,
    start = 0,
    stop: number = items.length,
): Steps<number | 'none' | 'unsure'> {
    for (let position = start; position < stop && position < items.length; position++) {
        const candidate = items[position];
        const same =
            candidate === undefined ? false : yield* sameOrEqual(evaluation, candidate, item);
        if (same === true) {
            return position;
        }
        if (same !== false) {
            return 'unsure';
        }
    }
    return rest === undefined ? 'none' : 'unsure';
}

/** `sequence.index(item, start, stop)`. */
export function* indexIn(
    evaluation: Evaluation,
    content: Items,
    args: readonly (Value | undefined)[],
    complain: (text: string) => string,
): Steps<Value> {
    const [item = none, start, stop] = args;
    const from = start === undefined ? 0n : yield* indexOf(evaluation, start);
    const to = stop === undefined ? BigInt(content.items.length) : yield* indexOf(evaluation, stop);
    if (from === undefined || to === undefined) {
        return evaluation.unknown('where a search begins is not known', 'int');
    }
    const within = sliceIndices(from, to, null, BigInt(content.items.length));
    const found = yield* find(evaluation, content, item, Number(within.start), Number(within.stop));
    if (found === 'none') {
        const text = yield* evaluation.repr(item);
        return evaluation.raise('ValueError', complain(text.kind === 'str' ? text.value : '...'));
    }
    return found === 'unsure'
        ? evaluation.unknown('where an item is in a list is not known', 'int')
        : int(found);
}

/** `sequence.count(item)`. */
export function* countIn(evaluation: Evaluation, content: Items, item: Value): Steps<Value> {
    let count = 0;
    for (const candidate of content.items) {
        const same = yield* sameOrEqual(evaluation, candidate, item);
        if (typeof same !== 'boolean') {
            return evaluation.unknown(same.reason, 'int');
        }
        count += same ? 1 : 0;
    }
    return content.rest === undefined
        ? int(count)
        : evaluation.unknown(content.rest.why.reason, 'int');
}

function* remove(evaluation: Evaluation, target: List, item: Value): Steps<Value> {
    const { content } = target;
    const found = yield* find(evaluation, content, item);
    if (found === 'none') {
        return evaluation.raise('ValueError', 'list.remove(x): x not in list');
    }
    if (found === 'unsure') {
        const sure: Value[] = [];
        for (const candidate of content.items) {
            if ((yield* sameOrEqual(evaluation, candidate, item)) !== false) {
                break;
            }
            sure.push(candidate);
        }
        const why =
            content.rest?.why ??
            evaluation.unknown('which item is removed from a list is not known');
        const { rest } = scrambled(
            { items: content.items.slice(sure.length), rest: content.rest },
            why,
        );
        setContent(evaluation, target, { items: sure, rest });
        return none;
    }
    setContent(evaluation, target, {
        items: content.items.filter((_, position) => position !== found),
        rest: content.rest,
    });
    return none;
}

/** Puts the methods into `list`. */
export function defineLists(): void {
    defineMethods(owner, [
        native('__new__', 'cls, iterable=, /', function* (_, cls) {
            return madeFor(owner, cls, list([]));
        }),
        listMethod('__init__', 'iterable=, /', function* (evaluation, self, [iterable]) {
            const items =
                iterable === undefined ? { items: [] } : yield* evaluation.items(iterable);
            setContent(evaluation, self, { items: [...items.items], rest: items.rest });
            return none;
        }),
        listMethod('append', 'object, /', function* (evaluation, self, [item = none]) {
            append(evaluation, self, item);
            return none;
        }),
        listMethod('extend', 'iterable, /', function* (evaluation, self, [iterable = none]) {
            extend(evaluation, self, yield* evaluation.items(iterable));
            return none;
        }),
        listMethod('insert', 'index, object, /', (evaluation, self, [index = none, item = none]) =>
            insert(evaluation, self, index, item),
        ),
        listMethod('pop', 'index=, /', (evaluation, self, [index]) => pop(evaluation, self, index)),
        listMethod('remove', 'value, /', (evaluation, self, [item = none]) =>
            remove(evaluation, self, item),
        ),
        listMethod('clear', '', function* (evaluation, self) {
            setContent(evaluation, self, { items: [] });
            return none;
        }),
        listMethod('copy', '', function* (_, self) {
            return new List({ items: [...self.content.items], rest: self.content.rest });
        }),
        listMethod('index', 'value, start=, stop=, /', (evaluation, self, args) =>
            indexIn(evaluation, self.content, args, (text) => `${text} is not in list`),
        ),
        listMethod('count', 'value, /', (evaluation, self, [item = none]) =>
            countIn(evaluation, self.content, item),
        ),
        listMethod('reverse', '', function* (evaluation, self) {
            const { items, rest } = self.content;
            setContent(
                evaluation,
                self,
                rest === undefined
                    ? { items: items.toReversed() }
                    : scrambled({ items, rest }, rest.why),
            );
            return none;
        }),
        listMethod('__iadd__', 'value, /', function* (evaluation, self, [iterable = none], whole) {
            extend(evaluation, self, yield* evaluation.items(iterable));
            return whole;
        }),
        listMethod('__imul__', 'value, /', function* (evaluation, self, [count = none], whole) {
            const number = numericOf(count);
            if (typeof number !== 'bigint' && count.kind !== 'unknown' && count.kind !== 'choice') {
                return notImplemented;
            }
            setContent(
                evaluation,
                self,
                typeof number === 'bigint'
                    ? repeatedContent(evaluation, self.content, number < 0n ? 0 : Number(number))
                    : scrambled(
                          self.content,
                          evaluation.unknown('how often a list is repeated is not known'),
                      ),
            );
            return whole;
        }),
    ]);
    defineListItems();
    defineOperators(owner, ['+', '*'], false);
    defineComparisons(owner, true);
    defineContainer(owner);
    defineTexts(owner, ['__repr__']);
    defineHash(owner, false);
}
