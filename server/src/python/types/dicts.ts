// The methods of `dict`, and of its views.
// Defined in CPython 3.11: Objects/dictobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import { isSetLike, setLikeOf } from '../containers.js';
import type { DictEntry } from '../contents.js';
import { addEntry, mergeInto } from '../dictDisplay.js';
import type { Evaluation } from '../evaluation.js';
import { joinValues } from '../join.js';
import { native, variadic } from '../native.js';
import { payloadOf } from '../numeric.js';
import { oneOf } from '../sequences.js';
import { setOperation } from '../setOperations.js';
import { verdictValue, type Verdict } from '../comparison.js';
import {
    Dict,
    Instance,
    IteratorValue,
    none,
    notImplemented,
    SetValue,
    tuple,
    type NativeFunction,
    type Steps,
    type Unknown,
    type Value,
} from '../values.js';
import { exceptionTypes, objectType } from '../builtinTypes.js';
import { madeFor, memberOf, type Body } from './members.js';
import {
    defineComparisons,
    defineContainer,
    defineHash,
    defineOperators,
    defineTexts,
} from './operatorMethods.js';

const owner = builtinTypes.dict;

function dictMethod(name: string, parameters: string, body: Body<Dict>): NativeFunction {
    return memberOf(owner, ['dict'], name, parameters, body);
}

/** Throws KeyError for a key. */
export function raiseKeyError(evaluation: Evaluation, key: Value): never {
    const exception = new Instance(exceptionTypes.get('KeyError') ?? objectType);
    exception.attributes.content.names.set('args', tuple([key]));
    return evaluation.raiseException(exception);
}

/** What is under a key: an entry, `none` where it is not there, or one of several. */
type Found =
    | { readonly kind: 'entry'; readonly text: string; readonly entry: DictEntry }
    | { readonly kind: 'none'; readonly text: string }
    | { readonly kind: 'some'; readonly value: Value; readonly why: Unknown };

function* find(evaluation: Evaluation, { content }: Dict, key: Value): Steps<Found> {
    const text = yield* evaluation.keyOf(key);
    const { entries, rest } = content;
    if (text === undefined) {
        if (entries.size === 0 && rest === undefined) {
            return { kind: 'none', text: '' };
        }
        const why = rest ?? evaluation.unknown('a key is not known');
        return {
            kind: 'some',
            value: oneOf(
                [...entries.values()].map(({ value }) => value),
                why,
                rest !== undefined,
            ),
            why,
        };
    }
    const entry = entries.get(text);
    if (rest !== undefined) {
        const values =
            entry === undefined ? [...entries.values()].map(({ value }) => value) : [entry.value];
        return { kind: 'some', value: oneOf(values, rest, true), why: rest };
    }
    return entry === undefined ? { kind: 'none', text } : { kind: 'entry', text, entry };
}

function* overKeys(
    evaluation: Evaluation,
    key: Value,
    compute: (key: Value) => Steps<Value>,
): Steps<Value> {
    return key.kind === 'choice'
        ? yield* evaluation.fork(
              key.options.map((option) => () => compute(option)),
              key.why,
          )
        : yield* compute(key);
}

/** `dict[key]`. */
function* itemOf(evaluation: Evaluation, self: Dict, key: Value, whole: Value): Steps<Value> {
    return yield* overKeys(evaluation, key, function* (one) {
        const found = yield* find(evaluation, self, one);
        if (found.kind !== 'none') {
            return found.kind === 'entry' ? found.entry.value : found.value;
        }
        const missing =
            whole.kind === 'instance' ? evaluation.findMethod(whole, '__missing__') : undefined;
        return missing === undefined
            ? raiseKeyError(evaluation, one)
            : yield* evaluation.call(missing, [one]);
    });
}

function* getOr(evaluation: Evaluation, self: Dict, key: Value, otherwise: Value): Steps<Value> {
    return yield* overKeys(evaluation, key, function* (one) {
        const found = yield* find(evaluation, self, one);
        switch (found.kind) {
            case 'none':
                return otherwise;
            case 'some':
                return joinValues(found.value, otherwise, found.why);
            case 'entry':
                return found.entry.maybe === true
                    ? joinValues(
                          found.entry.value,
                          otherwise,
                          evaluation.unknown('it is not known whether a key is there'),
                      )
                    : found.entry.value;
        }
    });
}

function* setDefault(evaluation: Evaluation, self: Dict, key: Value, value: Value): Steps<Value> {
    return yield* overKeys(evaluation, key, function* (one) {
        const found = yield* find(evaluation, self, one);
        if (found.kind === 'entry') {
            if (found.entry.maybe !== true) {
                return found.entry.value;
            }
            const joined = joinValues(
                found.entry.value,
                value,
                evaluation.unknown('it is not known whether a key is there'),
            );
            evaluation.state.touch(self);
            self.content.entries.set(found.text, { ...found.entry, value: joined, maybe: false });
            return joined;
        }
        yield* addEntry(
            evaluation,
            self,
            one,
            found.kind === 'none' ? value : joinValues(found.value, value, found.why),
        );
        return found.kind === 'none' ? value : joinValues(found.value, value, found.why);
    });
}

/** Takes a key out: its value, or undefined where it is not there. */
function* take(
    evaluation: Evaluation,
    self: Dict,
    key: Value,
): Steps<{ readonly value: Value; readonly sure: boolean } | undefined> {
    const found = yield* find(evaluation, self, key);
    if (found.kind === 'none') {
        return undefined;
    }
    evaluation.state.touch(self);
    const { entries } = self.content;
    if (found.kind === 'entry') {
        entries.delete(found.text);
        return { value: found.entry.value, sure: found.entry.maybe !== true };
    }
    const text = yield* evaluation.keyOf(key);
    if (text === undefined) {
        for (const [each, entry] of entries) {
            entries.set(each, { ...entry, maybe: true });
        }
    } else {
        entries.delete(text);
    }
    return { value: found.value, sure: false };
}

function* popKey(
    evaluation: Evaluation,
    self: Dict,
    key: Value,
    otherwise: Value | undefined,
): Steps<Value> {
    return yield* overKeys(evaluation, key, function* (one) {
        const taken = yield* take(evaluation, self, one);
        if (taken === undefined) {
            return otherwise ?? raiseKeyError(evaluation, one);
        }
        return taken.sure || otherwise === undefined
            ? taken.value
            : joinValues(
                  taken.value,
                  otherwise,
                  evaluation.unknown('it is not known whether a key is there'),
              );
    });
}

function* popItem(evaluation: Evaluation, self: Dict): Steps<Value> {
    const { entries, rest, unordered } = self.content;
    const last = [...entries].at(-1);
    if (rest !== undefined || unordered !== undefined || last?.[1].maybe === true) {
        const why =
            rest ?? unordered ?? evaluation.unknown('the last entry of a dict is not known');
        const pairs = [...entries.values()].map(({ key, value }) => tuple([key, value]));
        evaluation.state.touch(self);
        for (const [each, entry] of self.content.entries) {
            self.content.entries.set(each, { ...entry, maybe: true });
        }
        return oneOf(pairs, why, rest !== undefined);
    }
    if (last === undefined) {
        return evaluation.raise('KeyError', 'popitem(): dictionary is empty');
    }
    evaluation.state.touch(self);
    self.content.entries.delete(last[0]);
    return tuple([last[1].key, last[1].value]);
}

/** `dict.update(other)` and `dict(other)`: a mapping, or pairs. */
export function* update(evaluation: Evaluation, self: Dict, other: Value): Steps<void> {
    const plain = payloadOf(other);
    if (plain.kind === 'choice') {
        yield* evaluation.fork(
            plain.options.map(
                (option) =>
                    function* () {
                        yield* update(evaluation, self, option);
                        return none;
                    },
            ),
            plain.why,
        );
        return;
    }
    const isMapping =
        plain.kind === 'dict' ||
        plain.kind === 'unknown' ||
        (plain.kind === 'instance' &&
            (yield* evaluation.findAttribute(plain, 'keys')) !== undefined);
    if (isMapping) {
        yield* mergeInto(evaluation, self, other);
        return;
    }
    const { items, rest } = yield* evaluation.items(plain);
    for (const [index, pair] of items.entries()) {
        yield* addPair(evaluation, self, pair, index);
    }
    if (rest !== undefined) {
        evaluation.state.touch(self);
        self.content = { ...self.content, rest: rest.why };
    }
}

function* addPair(evaluation: Evaluation, self: Dict, pair: Value, index: number): Steps<void> {
    if (pair.kind === 'unknown' || pair.kind === 'choice') {
        evaluation.state.touch(self);
        self.content = { ...self.content, rest: pair.kind === 'unknown' ? pair : pair.why };
        return;
    }
    if (evaluation.findMethod(pair, '__iter__') === undefined) {
        evaluation.raise(
            'TypeError',
            `cannot convert dictionary update sequence element #${index} to a sequence`,
        );
    }
    const { items, rest } = yield* evaluation.items(pair);
    const [key, value] = items;
    if (key !== undefined && value !== undefined && items.length === 2 && rest === undefined) {
        yield* addEntry(evaluation, self, key, value);
        return;
    }
    if (rest !== undefined) {
        evaluation.state.touch(self);
        self.content = { ...self.content, rest: rest.why };
        return;
    }
    evaluation.raise(
        'ValueError',
        `dictionary update sequence element #${index} has length ${items.length}; 2 is required`,
    );
}

const initialize = variadic(
    '__init__',
    true,
    function* (evaluation, { positional, keywords, more }) {
        const [whole, other, ...others] = positional;
        const self = payloadOf(whole ?? none);
        if (self.kind !== 'dict') {
            return none;
        }
        if (others.length !== 0) {
            evaluation.raise(
                'TypeError',
                `dict expected at most 1 argument, got ${positional.length - 1}`,
            );
        }
        yield* updateWith(evaluation, self, other, keywords, more);
        return none;
    },
);

function* updateWith(
    evaluation: Evaluation,
    self: Dict,
    other: Value | undefined,
    keywords: ReadonlyMap<string, Value>,
    more: Unknown | undefined,
): Steps<void> {
    if (other !== undefined) {
        yield* update(evaluation, self, other);
    }
    for (const [name, value] of keywords) {
        yield* addEntry(evaluation, self, { kind: 'str', value: name }, value);
    }
    if (more !== undefined) {
        evaluation.state.touch(self);
        self.content = { ...self.content, rest: more };
    }
}

const updateMethod = variadic(
    'update',
    true,
    function* (evaluation, { positional, keywords, more }) {
        const [whole = none, other, ...others] = positional;
        if (others.length !== 0) {
            evaluation.raise(
                'TypeError',
                `update expected at most 1 argument, got ${positional.length - 1}`,
            );
        }
        const self = payloadOf(whole);
        if (self.kind === 'choice') {
            return yield* evaluation.fork(
                self.options.map(
                    (option) => () =>
                        updateMethod.call(evaluation, {
                            positional: [option, ...positional.slice(1)],
                            keywords,
                            more,
                        }),
                ),
                self.why,
            );
        }
        if (self.kind !== 'dict') {
            return self.kind === 'unknown'
                ? yield* evaluation.callUnknown(self, positional.slice(1), keywords)
                : none;
        }
        yield* updateWith(evaluation, self, other, keywords, more);
        return none;
    },
);

function copied(self: Dict): Dict {
    const { entries, rest, unordered } = self.content;
    return new Dict({ entries: new Map(entries), rest, unordered });
}

function reversedKeys(self: Dict, view: 'keys' | 'values' | 'items'): IteratorValue {
    return new IteratorValue(`dict_reverse${view.slice(0, -1)}iterator`, function* (
        evaluation,
        position,
    ) {
        const { items, rest } = yield* evaluation.items({ kind: 'dictview', view, dict: self });
        return rest === undefined
            ? (items[items.length - 1 - position] ?? 'done')
            : evaluation.unknown(rest.why.reason);
    });
}

const fromKeys = native(
    'fromkeys',
    'self, iterable, value=, /',
    function* (evaluation, cls, iterable = none, value = none) {
        const made = new Dict({ entries: new Map() });
        const { items, rest } = yield* evaluation.items(iterable);
        for (const item of items) {
            yield* addEntry(evaluation, made, item, value);
        }
        for (const item of rest?.possible ?? []) {
            const text = yield* evaluation.keyOf(item);
            if (text !== undefined && !made.content.entries.has(text)) {
                made.content.entries.set(text, { key: item, value, maybe: true });
            }
        }
        if (rest !== undefined) {
            // The keys of a set are all there; only their order is not known.
            const plain = payloadOf(iterable);
            const isWhole =
                (plain.kind === 'set' || plain.kind === 'frozenset') &&
                plain.content.rest === undefined;
            const entries = isWhole
                ? new Map(
                      [...made.content.entries].map(([text, entry]) => [
                          text,
                          { ...entry, maybe: plain.content.entries.get(text)?.maybe === true },
                      ]),
                  )
                : made.content.entries;
            made.content = { entries, ...(isWhole ? { unordered: rest.why } : { rest: rest.why }) };
        }
        return madeFor(owner, cls, made);
    },
);

function defineViews(): void {
    for (const view of ['keys', 'values', 'items'] as const) {
        const type = builtinTypes[`dict_${view}`];
        defineContainer(type);
        defineTexts(type, ['__repr__']);
        defineMethods(type, [
            memberOf(type, ['dictview'], '__reversed__', '', function* (_, self) {
                return reversedKeys(self.dict, view);
            }),
        ]);
        if (view !== 'values') {
            defineOperators(type, ['|', '&', '-', '^'], false);
            defineComparisons(type, true);
            defineMethods(type, [
                memberOf(
                    type,
                    ['dictview'],
                    'isdisjoint',
                    'other, /',
                    function* (evaluation, self, [other = none]) {
                        return verdictValue(yield* disjoint(evaluation, self, other));
                    },
                ),
            ]);
        }
    }
}

/** Whether two iterables have no item in common. */
export function* disjoint(evaluation: Evaluation, one: Value, other: Value): Steps<Verdict> {
    const [mine, theirs] = [yield* asSet(evaluation, one), yield* asSet(evaluation, other)];
    const common = setOperation('&', mine.content, theirs.content);
    if ([...common.entries.values()].some(({ maybe }) => maybe !== true)) {
        return false;
    }
    return common.entries.size === 0 &&
        mine.content.rest === undefined &&
        theirs.content.rest === undefined
        ? true
        : evaluation.unknown('which items a set has is not known', 'bool');
}

/** The items of an iterable as a set; the order of what is iterated does not matter. */
export function* asSet(evaluation: Evaluation, value: Value): Steps<SetValue> {
    const plain = payloadOf(value);
    if (isSetLike(plain)) {
        const content = yield* setLikeOf(evaluation, plain);
        return new SetValue('set', { entries: new Map(content.entries), rest: content.rest });
    }
    const given =
        plain.kind === 'dict' ? ({ kind: 'dictview', view: 'keys', dict: plain } as const) : plain;
    if (given.kind === 'dictview' && isSetLike(given)) {
        return yield* asSet(evaluation, given);
    }
    const { items, rest } = yield* evaluation.items(given);
    const made = new SetValue('set', { entries: new Map() });
    for (const [index, item] of [...items, ...(rest?.possible ?? [])].entries()) {
        yield* addTo(evaluation, made, item, items.length <= index);
    }
    return rest === undefined || !rest.open
        ? made
        : new SetValue('set', { entries: made.content.entries, rest: rest.why });
}

/** Adds an item to a set that nobody else has. */
export function* addTo(
    evaluation: Evaluation,
    target: SetValue,
    item: Value,
    maybe: boolean,
): Steps<void> {
    const text = yield* evaluation.keyOf(item);
    if (text === undefined) {
        if (item.kind === 'choice') {
            for (const option of item.options) {
                yield* addTo(evaluation, target, option, true);
            }
            return;
        }
        target.content = {
            entries: target.content.entries,
            rest: target.content.rest ?? evaluation.unknown('an item of a set is not known'),
        };
        return;
    }
    const known = target.content.entries.get(text);
    if (known === undefined || (known.maybe === true && !maybe)) {
        target.content.entries.set(
            text,
            maybe ? { value: known?.value ?? item, maybe } : { value: known?.value ?? item },
        );
    }
}

/** Puts the methods into `dict` and its views. */
export function defineDicts(): void {
    defineMethods(
        owner,
        [
            variadic('__new__', false, function* (_, { positional }) {
                return madeFor(owner, positional[0], new Dict({ entries: new Map() }));
            }),
            initialize,
            updateMethod,
            dictMethod('__getitem__', 'key, /', (evaluation, self, [key = none], whole) =>
                itemOf(evaluation, self, key, whole),
            ),
            dictMethod(
                '__setitem__',
                'key, value, /',
                function* (evaluation, self, [key = none, value = none]) {
                    yield* addEntry(evaluation, self, key, value);
                    return none;
                },
            ),
            dictMethod('__delitem__', 'key, /', function* (evaluation, self, [key = none]) {
                yield* popKey(evaluation, self, key, undefined);
                return none;
            }),
            dictMethod(
                'get',
                'key, default=, /',
                (evaluation, self, [key = none, otherwise = none]) =>
                    getOr(evaluation, self, key, otherwise),
            ),
            dictMethod(
                'setdefault',
                'key, default=, /',
                (evaluation, self, [key = none, value = none]) =>
                    setDefault(evaluation, self, key, value),
            ),
            dictMethod('pop', 'key, default=, /', (evaluation, self, [key = none, otherwise]) =>
                popKey(evaluation, self, key, otherwise),
            ),
            dictMethod('popitem', '', (evaluation, self) => popItem(evaluation, self)),
            dictMethod('clear', '', function* (evaluation, self) {
                evaluation.state.touch(self);
                self.content.entries.clear();
                self.content = { entries: self.content.entries };
                return none;
            }),
            dictMethod('copy', '', function* (_, self) {
                return copied(self);
            }),
            ...(['keys', 'values', 'items'] as const).map((view) =>
                dictMethod(view, '', function* (_, dict) {
                    return { kind: 'dictview', view, dict };
                }),
            ),
            dictMethod('__reversed__', '', function* (_, self) {
                return reversedKeys(self, 'keys');
            }),
            dictMethod('__ior__', 'value, /', function* (evaluation, self, [other = none], whole) {
                yield* update(evaluation, self, other);
                return whole;
            }),
            dictMethod('__ror__', 'value, /', function* (evaluation, self, [other = none]) {
                const left = payloadOf(other);
                return left.kind === 'dict'
                    ? yield* evaluation.binary('|', left, self)
                    : notImplemented;
            }),
        ],
        { fromkeys: { kind: 'classmethod', function: fromKeys } },
    );
    defineOperators(owner, ['|'], false);
    defineComparisons(owner, false);
    defineContainer(owner);
    defineTexts(owner, ['__repr__']);
    defineHash(owner, false);
    defineViews();
}
