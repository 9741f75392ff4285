// Finding, setting and taking single keys of a dict, of which some may not be known.
// Defined in CPython 3.11: Objects/dictobject.c.

import { exceptionTypes, objectType } from '../builtinTypes.js';
import type { DictEntry } from '../contents.js';
import { addEntry, loseOrder } from '../dictDisplay.js';
import type { Evaluation } from '../evaluation.js';
import { joinValues } from '../join.js';
import { oneOf } from '../sequences.js';
import { type Dict, Instance, tuple, type Steps, type Unknown, type Value } from '../values.js';

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

/** The entry of a string where it is sure to be there: the shortest way, and the most trodden. */
function plainEntry({ content }: Dict, key: Value): DictEntry | undefined {
    const entry = key.kind === 'str' ? content.entries.get(`s:${key.value}`) : undefined;
    return content.rest === undefined && entry?.maybe !== true ? entry : undefined;
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
export function* itemOf(
    evaluation: Evaluation,
    self: Dict,
    key: Value,
    whole: Value,
): Steps<Value> {
    const entry = plainEntry(self, key);
    if (entry !== undefined) {
        return entry.value;
    }
    return yield* overKeys(evaluation, key, function* (one) {
        const found = yield* find(evaluation, self, one);
        if (found.kind === 'entry' && found.entry.maybe === true && 0 < evaluation.tries()) {
            // Whether it is there decides what a handler does.
            return yield* evaluation.fork(
                [given(found.entry.value), () => missingKey(evaluation, one, whole)],
                evaluation.unknown('it is not known whether a key is there'),
            );
        }
        if (found.kind !== 'none') {
            return found.kind === 'entry' ? found.entry.value : found.value;
        }
        return yield* missingKey(evaluation, one, whole);
    });
}

function given(value: Value): () => Steps<Value> {
    return function* () {
        return value;
    };
}

/** What a dict gives for a key that it does not have: `__missing__`, or KeyError. */
function* missingKey(evaluation: Evaluation, key: Value, whole: Value): Steps<Value> {
    const missing =
        whole.kind === 'instance' ? evaluation.findMethod(whole, '__missing__') : undefined;
    return missing === undefined
        ? raiseKeyError(evaluation, key)
        : yield* evaluation.call(missing, [key]);
}

/** `dict.get(key, otherwise)`. */
export function* getOr(
    evaluation: Evaluation,
    self: Dict,
    key: Value,
    otherwise: Value,
): Steps<Value> {
    const entry = plainEntry(self, key);
    if (entry !== undefined) {
        return entry.value;
    }
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

/** `dict.setdefault(key, value)`. */
export function* setDefault(
    evaluation: Evaluation,
    self: Dict,
    key: Value,
    value: Value,
): Steps<Value> {
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
            loseOrder(evaluation, self, found.text, found.entry);
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

/** `dict.pop(key, otherwise)`; raises KeyError where neither is there. */
export function* popKey(
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

/** `dict.popitem()`. */
export function* popItem(evaluation: Evaluation, self: Dict): Steps<Value> {
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
