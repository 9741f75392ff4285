// `iter`, `next`, and going through everything at once. Where it is not known how many items there
// are, or in which order, the sure ones come first and then what may be there (`Perhaps`).

import { lookUp, bound, typeOf } from './typeOf.js';
import { Perhaps, type Evaluation, type Items } from './evaluation.js';
import { Raised } from './raised.js';
import { listTracking, type Rest } from './contents.js';
import { resume } from './generators.js';
import { isOurs } from './join.js';
import {
    int,
    IteratorValue,
    none,
    str,
    tuple,
    type Dict,
    type DictView,
    type Instance,
    type SetValue,
    type Steps,
    type Unknown,
    type Value,
} from './values.js';

/** `iter(value)`. */
export function* iteratorOf(evaluation: Evaluation, value: Value): Steps<Value> {
    switch (value.kind) {
        case 'list':
            return new IteratorValue('list_iterator', function* (_, position) {
                const { items, rest } = value.content;
                return items[position] ?? ended(rest);
            });
        case 'tuple':
            return overItems('tuple_iterator', { items: value.items });
        case 'str':
            return overItems('str_ascii_iterator', { items: [...value.value].map(str) });
        case 'bytes':
            return overItems('bytes_iterator', {
                items: [...value.value].map((byte) => int(byte)),
            });
        case 'range':
            return new IteratorValue('range_iterator', function* (_, position) {
                const item = value.start + BigInt(position) * value.step;
                const inside = 0n < value.step ? item < value.stop : value.stop < item;
                return inside ? int(item) : 'done';
            });
        case 'dict':
            return overDict(evaluation, { kind: 'dictview', view: 'keys', dict: value });
        case 'dictview':
            return overDict(evaluation, value);
        case 'set':
        case 'frozenset':
            return overItems('set_iterator', itemsOfSet(evaluation, value));
        case 'generator':
        case 'iterator':
            return value;
        case 'instance':
            return yield* iteratorOfInstance(evaluation, value);
        case 'class': {
            const members = lookUp(value, '__class_iter__');
            if (members !== undefined) {
                return yield* iteratorOf(
                    evaluation,
                    yield* evaluation.call(bound(members, value, value), []),
                );
            }
            break;
        }
        case 'unknown':
        case 'pattern': {
            const unknown =
                value.kind === 'unknown' ? value : evaluation.unknown('a text is not known');
            return overItems('iterator', { items: [], rest: openRest(unknown, itemType(unknown)) });
        }
        case 'choice':
            return yield* evaluation.fork(
                value.options.map((option) => () => evaluation.iterator(option)),
                value.why,
            );
        default:
    }
    const name = value.kind === 'class' ? 'type' : typeOf(value).name;
    return evaluation.raise('TypeError', `'${name}' object is not iterable`);
}

function itemType({ type }: Unknown): string | undefined {
    return type === 'str' ? 'str' : undefined;
}

function openRest(why: Unknown, type: string | undefined): Rest {
    const item: Unknown = { ...why, ...(type !== undefined && { type }) };
    return { why: type === undefined ? withoutType(why) : item, possible: [], open: true };
}

function withoutType({ reason, place, ours }: Unknown): Unknown {
    return { kind: 'unknown', reason, ...(place && { place }), ...(ours === true && { ours }) };
}

function overItems(name: string, { items, rest }: Items): IteratorValue {
    return new IteratorValue(name, function* (_, position) {
        return items[position] ?? ended(rest);
    });
}

function ended(rest: Rest | undefined): 'done' | Perhaps {
    return rest === undefined ? 'done' : new Perhaps(rest);
}

function overDict(evaluation: Evaluation, view: DictView): IteratorValue {
    const { size } = view.dict.content.entries;
    const all = itemsOfDict(evaluation, view);
    return new IteratorValue(`dict_${view.view.slice(0, -1)}iterator`, function* (
        current,
        position,
    ) {
        if (view.dict.content.entries.size !== size && all.rest === undefined) {
            current.raise('RuntimeError', 'dictionary changed size during iteration');
        }
        return all.items[position] ?? ended(all.rest);
    });
}

/** What a dict's view gives, in order; entries that may be missing come last, as possible ones. */
export function itemsOfDict(evaluation: Evaluation, { view, dict }: DictView): Items {
    const { entries, rest, unordered } = (dict satisfies Dict).content;
    const all = [...entries.values()];
    const shown = all.map(({ key, value }) =>
        view === 'keys' ? key : view === 'values' ? value : tuple([key, value]),
    );
    const sure =
        unordered !== undefined || rest !== undefined
            ? 0
            : all.findIndex(({ maybe }) => maybe === true);
    if (sure === -1) {
        return { items: shown };
    }
    const why = unordered ?? rest ?? evaluation.unknown('which keys a dict has');
    return {
        items: shown.slice(0, sure),
        rest: { why: withOurs(why, shown), possible: shown.slice(sure), open: rest !== undefined },
    };
}

function withOurs(why: Unknown, values: readonly Value[]): Unknown {
    return values.some(isOurs) ? { ...why, ours: true } : why;
}

/** A set's values: more than one have no order that the text could tell. */
function itemsOfSet(evaluation: Evaluation, set: SetValue): Items {
    const { entries, rest } = set.content;
    const values = [...entries.values()];
    if (rest === undefined && values.length < 2 && values.every(({ maybe }) => maybe !== true)) {
        return { items: values.map(({ value }) => value) };
    }
    const why = rest ?? evaluation.unknown('the order of a set');
    const possible = values.map(({ value }) => value);
    return { items: [], rest: { why, possible, open: rest !== undefined } };
}

function* iteratorOfInstance(evaluation: Evaluation, instance: Instance): Steps<Value> {
    const method = lookUp(instance.type, '__iter__');
    if (method !== undefined && method.kind !== 'native') {
        return yield* evaluation.call(bound(method, instance, instance.type), []);
    }
    if (instance.payload !== undefined) {
        return yield* iteratorOf(evaluation, instance.payload);
    }
    const item = lookUp(instance.type, '__getitem__');
    if (item === undefined) {
        evaluation.raise('TypeError', `'${instance.type.name}' object is not iterable`);
    }
    return new IteratorValue('iterator', function* (current, position) {
        try {
            return yield* current.call(bound(item, instance, instance.type), [int(position)]);
        } catch (thrown) {
            return endsWith(thrown, 'IndexError');
        }
    });
}

function endsWith(thrown: unknown, name: string): 'done' {
    if (
        thrown instanceof Raised &&
        thrown.exception.type.order.some((type) => type.name === name)
    ) {
        return 'done';
    }
    throw thrown;
}

/** `next(iterator)`. */
export function* nextOf(evaluation: Evaluation, iterator: Value): Steps<Value | 'done' | Perhaps> {
    switch (iterator.kind) {
        case 'iterator': {
            const { position, lost } = iterator.content;
            if (lost !== undefined) {
                return new Perhaps({ why: { ...lost, ours: true }, possible: [], open: true });
            }
            const item = yield* iterator.next(evaluation, position);
            if (item !== 'done' && !(item instanceof Perhaps)) {
                evaluation.state.touch(iterator);
                iterator.content = { position: position + 1 };
            }
            return item;
        }
        case 'generator': {
            const result = yield* resume(evaluation, iterator, { kind: 'send', value: none });
            if (result.kind === 'perhaps') {
                const why = evaluation.unknown('it is not known how often a generator yields');
                return new Perhaps({ why, possible: result.possible, open: false });
            }
            return result.kind === 'yielded' ? result.value : 'done';
        }
        case 'instance': {
            const method = lookUp(iterator.type, '__next__');
            if (method === undefined) {
                evaluation.raise('TypeError', `'${iterator.type.name}' object is not an iterator`);
            }
            try {
                return yield* evaluation.call(bound(method, iterator, iterator.type), []);
            } catch (thrown) {
                return endsWith(thrown, 'StopIteration');
            }
        }
        case 'unknown':
            return new Perhaps(openRest(iterator, undefined));
        case 'choice':
            return evaluation.lose('one of several iterators is advanced');
        default:
            return evaluation.raise(
                'TypeError',
                `'${typeOf(iterator).name}' object is not an iterator`,
            );
    }
}

/** Everything that iterating gives. */
export function* itemsOf(evaluation: Evaluation, value: Value): Steps<Items> {
    switch (value.kind) {
        case 'list':
            return { items: [...value.content.items], rest: value.content.rest };
        case 'tuple':
            return { items: value.items };
        case 'dictview':
            return itemsOfDict(evaluation, value);
        case 'dict':
            return itemsOfDict(evaluation, { kind: 'dictview', view: 'keys', dict: value });
        case 'choice': {
            let joined: Items | undefined;
            for (const option of value.options) {
                if (option.kind === 'generator' || option.kind === 'iterator') {
                    evaluation.lose('one of several iterators is gone through');
                }
                const { items, rest } = yield* itemsOf(evaluation, option);
                joined =
                    joined === undefined
                        ? { items, rest }
                        : listTracking.joinContents(
                              { items: [...joined.items], rest: joined.rest },
                              { items: [...items], rest },
                          );
            }
            return joined ?? { items: [] };
        }
        default: {
            const iterator = yield* iteratorOf(evaluation, value);
            const items: Value[] = [];
            for (;;) {
                const item = yield* nextOf(evaluation, iterator);
                if (item === 'done') {
                    return { items };
                }
                if (item instanceof Perhaps) {
                    return { items, rest: item.rest };
                }
                items.push(item);
                evaluation.step();
            }
        }
    }
}
