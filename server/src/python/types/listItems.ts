// Items of lists and tuples by index and slice, and the order of lists.
// Defined in CPython 3.11: Objects/listobject.c, Objects/tupleobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import type { ListContent } from '../contents.js';
import type { Evaluation, Items } from '../evaluation.js';
import { native } from '../native.js';
import { indexOf, payloadOf } from '../numeric.js';
import { anyOf, restWith, scrambled, someItem } from '../sequences.js';
import { sortItems } from '../sorting.js';
import { List, none, tuple, type Slice, type Steps, type Value } from '../values.js';
import { joinValues } from '../join.js';
import { memberOf } from './members.js';
import { positionOf, sliceBounds } from './positions.js';

const names = { list: { type: 'list', noun: 'list' }, tuple: { type: 'tuple', noun: 'tuple' } };

/** `sequence[index]` of a list or a tuple. */
export function* itemAt(
    evaluation: Evaluation,
    self: Items,
    index: Value,
    kind: 'list' | 'tuple',
): Steps<Value> {
    const { items, rest } = self;
    if (index.kind === 'choice') {
        return yield* evaluation.fork(
            index.options.map((option) => () => itemAt(evaluation, self, option, kind)),
            index.why,
        );
    }
    if (rest !== undefined) {
        return yield* itemOfOpen(evaluation, self, index);
    }
    const position = yield* positionOf(evaluation, index, items.length, names[kind]);
    if (position === undefined) {
        const why = evaluation.unknown('an index is not known');
        if (index.kind !== 'slice') {
            return someItem(self, why);
        }
        return kind === 'list'
            ? new List({ items: [], rest: anyOf(items, why) })
            : {
                  ...evaluation.unknown(why.reason, 'tuple'),
                  ours: items.some((item) => item.kind === 'function'),
              };
    }
    if (typeof position === 'number') {
        return items[position] ?? none;
    }
    const chosen = position.map((each) => items[each] ?? none);
    return kind === 'list' ? new List({ items: chosen }) : tuple(chosen);
}

/** An item or a slice of a list of which the end is not known. */
function* itemOfOpen(evaluation: Evaluation, content: Items, index: Value): Steps<Value> {
    const { items, rest } = content;
    if (rest === undefined) {
        return none;
    }
    if (index.kind === 'slice') {
        return new List(yield* sliceOfOpen(evaluation, content, index));
    }
    const number = yield* indexOf(
        evaluation,
        index,
        `list indices must be integers or slices, not ${evaluation.typeOf(index).name}`,
    );
    const sure = number === undefined || number < 0n ? undefined : items[Number(number)];
    if (sure !== undefined) {
        return sure;
    }
    // From the front, what is not among the sure items is one of the rest.
    const beyond = number !== undefined && 0n <= number;
    return someItem(beyond ? { items: [], rest } : content, rest.why);
}

function* sliceOfOpen(evaluation: Evaluation, content: Items, slice: Slice): Steps<ListContent> {
    const { items, rest } = content;
    const why = rest?.why ?? evaluation.unknown('a slice is not known');
    const plain = (bound: Value): bigint | null | undefined =>
        bound.kind === 'none'
            ? null
            : bound.kind === 'int' && 0n <= bound.value
              ? bound.value
              : undefined;
    const [start, stop] = [plain(slice.start), plain(slice.stop)];
    if (slice.step.kind === 'none' && start !== undefined && stop !== undefined) {
        if (stop !== null && stop <= BigInt(items.length)) {
            return { items: items.slice(Number(start ?? 0n), Number(stop)) };
        }
        if ((start ?? 0n) <= BigInt(items.length)) {
            return { items: items.slice(Number(start ?? 0n)), rest };
        }
    }
    return scrambled({ items: [...items], rest }, why);
}

function* assignItem(evaluation: Evaluation, self: List, index: Value, value: Value): Steps<Value> {
    const { items, rest } = self.content;
    if (index.kind === 'choice') {
        return yield* evaluation.fork(
            index.options.map((option) => () => assignItem(evaluation, self, option, value)),
            index.why,
        );
    }
    if (index.kind === 'slice') {
        return yield* assignSlice(evaluation, self, index, value);
    }
    const sureNumber =
        index.kind === 'int' && 0n <= index.value && index.value < BigInt(items.length);
    if (rest !== undefined && !sureNumber) {
        const number = yield* indexOf(evaluation, index);
        evaluation.state.touch(self);
        // It is one of the rest, or any of all.
        const first =
            number !== undefined && 0n <= number
                ? items
                : items.map((item) => joinValues(item, value));
        self.content = { items: [...first], rest: restWith(rest, [value]) };
        return none;
    }
    const position =
        rest === undefined
            ? yield* positionAssigned(evaluation, index, items.length)
            : Number(index.kind === 'int' ? index.value : 0n);
    evaluation.state.touch(self);
    const changed = self.content.items;
    if (position === undefined) {
        self.content = { items: changed.map((item) => joinValues(item, value)), rest };
    } else {
        changed[position] = value;
    }
    return none;
}

function* positionAssigned(
    evaluation: Evaluation,
    index: Value,
    length: number,
): Steps<number | undefined> {
    const position = yield* positionOf(evaluation, index, length, {
        type: 'list',
        noun: 'list assignment',
    });
    return typeof position === 'object' ? undefined : position;
}

function* assignSlice(
    evaluation: Evaluation,
    self: List,
    slice: Slice,
    value: Value,
): Steps<Value> {
    const given = yield* givenItems(evaluation, value);
    const { items, rest } = self.content;
    const cut =
        rest === undefined ? yield* sliceBounds(evaluation, slice, items.length) : undefined;
    if (cut === undefined || given.rest !== undefined) {
        const all = { items: [...items, ...given.items, ...(given.rest?.possible ?? [])], rest };
        const why = rest?.why ?? given.rest?.why ?? evaluation.unknown('a slice is not known');
        const scattered = scrambled(all, why);
        evaluation.state.touch(self);
        self.content =
            given.rest?.open === true
                ? { items: [], rest: { why, possible: scattered.rest?.possible ?? [], open: true } }
                : scattered;
        return none;
    }
    const [start, stop] = [Number(cut.start), Math.max(Number(cut.start), Number(cut.stop))];
    if (cut.step === 1n) {
        evaluation.state.touch(self);
        self.content = { items: [...items.slice(0, start), ...given.items, ...items.slice(stop)] };
        return none;
    }
    const positions = yield* positionOf(evaluation, slice, items.length, names.list);
    const places = typeof positions === 'object' ? positions : [];
    if (places.length !== given.items.length) {
        evaluation.raise(
            'ValueError',
            `attempt to assign sequence of size ${given.items.length} to extended slice of size ${places.length}`,
        );
    }
    evaluation.state.touch(self);
    places.forEach((position, index) => {
        self.content.items[position] = given.items[index] ?? none;
    });
    return none;
}

function* givenItems(evaluation: Evaluation, value: Value): Steps<Items> {
    const iterable =
        evaluation.findMethod(value, '__iter__') !== undefined ||
        value.kind === 'unknown' ||
        value.kind === 'choice' ||
        value.kind === 'iterator' ||
        value.kind === 'generator';
    return iterable
        ? yield* evaluation.items(value)
        : evaluation.raise('TypeError', 'can only assign an iterable');
}

function* deleteItem(evaluation: Evaluation, self: List, index: Value): Steps<Value> {
    const { items, rest } = self.content;
    const sureNumber =
        index.kind === 'int' && 0n <= index.value && index.value < BigInt(items.length);
    const position =
        rest === undefined
            ? yield* positionOf(evaluation, index, items.length, {
                  type: 'list',
                  noun: 'list assignment',
              })
            : sureNumber
              ? Number(index.value)
              : undefined;
    evaluation.state.touch(self);
    if (position === undefined) {
        self.content = scrambled(
            { items, rest },
            rest?.why ?? evaluation.unknown('which item of a list is deleted is not known'),
        );
        return none;
    }
    const gone = new Set(typeof position === 'number' ? [position] : position);
    self.content = { items: items.filter((_, each) => !gone.has(each)), rest };
    return none;
}

/** Puts the methods into `list`. */
export function defineListItems(): void {
    const owner = builtinTypes.list;
    defineMethods(owner, [
        memberOf(owner, ['list'], '__getitem__', 'index, /', (evaluation, self, [index = none]) =>
            itemAt(evaluation, self.content, index, 'list'),
        ),
        memberOf(
            owner,
            ['list'],
            '__setitem__',
            'key, value, /',
            (evaluation, self, [index = none, value = none]) =>
                assignItem(evaluation, self, index, value),
        ),
        memberOf(owner, ['list'], '__delitem__', 'key, /', (evaluation, self, [index = none]) =>
            deleteItem(evaluation, self, index),
        ),
        native('sort', 'self, /, *, key=, reverse=', function* (evaluation, whole, key, reverse) {
            const self = payloadOf(whole ?? none);
            if (self.kind !== 'list') {
                return evaluation.unknown('a list that is sorted is not known', 'NoneType');
            }
            const sorted = yield* sortItems(evaluation, self.content, key, reverse);
            evaluation.state.touch(self);
            self.content = { items: [...sorted.items], rest: sorted.rest };
            return none;
        }),
    ]);
}
