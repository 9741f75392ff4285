// The methods of `dict`, and of its views.
// Defined in CPython 3.11: Objects/dictobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import { addEntry, mergeInto } from '../dictDisplay.js';
import type { Evaluation } from '../evaluation.js';
import { native, variadic } from '../native.js';
import { payloadOf } from '../numeric.js';
import {
    Dict,
    none,
    notImplemented,
    type NativeFunction,
    type Steps,
    type Unknown,
    type Value,
} from '../values.js';
import { itemOf, getOr, setDefault, popKey, popItem } from './dictKeys.js';
import { reversedKeys, defineViews } from './dictViews.js';
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
