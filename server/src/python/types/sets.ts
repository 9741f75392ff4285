// The methods of `set` and `frozenset`. Defined in CPython 3.11: Objects/setobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import { verdictValue } from '../verdicts.js';
import { subset } from '../containers.js';
import type { SetContent } from '../contents.js';
import type { Evaluation } from '../evaluation.js';
import { native } from '../native.js';
import { isSetLike } from '../containers.js';
import { payloadOf } from '../numeric.js';
import { oneOf } from '../sequences.js';
import { setOperation } from '../setOperations.js';
import {
    none,
    notImplemented,
    SetValue,
    type Arguments,
    type NativeFunction,
    type Steps,
    type Value,
} from '../values.js';
import { addTo, asSet, disjoint } from './dictViews.js';
import { raiseKeyError } from './dictKeys.js';
import { madeFor, memberOf, type Body } from './members.js';
import {
    defineComparisons,
    defineContainer,
    defineHash,
    defineOperators,
    defineTexts,
} from './operatorMethods.js';
import { variadic } from '../native.js';

const both = [builtinTypes.set, builtinTypes.frozenset];

function setMethod(name: string, parameters: string, body: Body<SetValue>): NativeFunction {
    return memberOf(builtinTypes.set, ['set', 'frozenset'], name, parameters, body);
}

function setContent(evaluation: Evaluation, target: SetValue, content: SetContent): void {
    evaluation.state.touch(target);
    target.content = content;
}

/** A method that takes any number of iterables, such as `union`; in place where it is an update. */
function several(name: string, operator: string, inPlace: boolean): NativeFunction {
    return variadic(name, true, function* (evaluation, args: Arguments) {
        const [whole = none, ...others] = args.positional;
        const self = payloadOf(whole);
        if (self.kind === 'choice') {
            return yield* evaluation.fork(
                self.options.map(
                    (option) => () =>
                        evaluation.call(
                            {
                                kind: 'method',
                                self: option,
                                function: several(name, operator, inPlace),
                            },
                            others,
                        ),
                ),
                self.why,
            );
        }
        if (self.kind !== 'set' && self.kind !== 'frozenset') {
            return self.kind === 'unknown'
                ? yield* evaluation.callUnknown(self, others, args.keywords)
                : evaluation.raise(
                      'TypeError',
                      `descriptor '${name}' for 'set' objects doesn't apply to a '${evaluation.typeOf(whole).name}' object`,
                  );
        }
        let content: SetContent = {
            entries: new Map(self.content.entries),
            rest: self.content.rest,
        };
        for (const other of others) {
            content = setOperation(operator, content, (yield* asSet(evaluation, other)).content);
        }
        if (args.more !== undefined) {
            content = {
                entries: new Map(
                    [...content.entries].map(([text, entry]) => [text, { ...entry, maybe: true }]),
                ),
                rest: args.more,
            };
        }
        if (inPlace) {
            setContent(evaluation, self, content);
            return none;
        }
        return new SetValue(self.kind, content);
    });
}

function comparing(
    name: string,
    verdict: (evaluation: Evaluation, self: SetValue, other: SetValue) => ReturnType<typeof subset>,
): NativeFunction {
    return setMethod(name, 'other, /', function* (evaluation, self, [other = none]) {
        return verdictValue(verdict(evaluation, self, yield* asSet(evaluation, other)));
    });
}

function* remove(
    evaluation: Evaluation,
    self: SetValue,
    item: Value,
    raises: boolean,
): Steps<Value> {
    const text = yield* evaluation.keyOf(item);
    if (text === undefined) {
        const entries = new Map(
            [...self.content.entries].map(([each, entry]) => [each, { ...entry, maybe: true }]),
        );
        setContent(evaluation, self, { entries, rest: self.content.rest });
        return none;
    }
    if (!self.content.entries.has(text) && self.content.rest === undefined) {
        return raises ? raiseKeyError(evaluation, item) : none;
    }
    evaluation.state.touch(self);
    self.content.entries.delete(text);
    return none;
}

function* pop(evaluation: Evaluation, self: SetValue): Steps<Value> {
    const { entries, rest } = self.content;
    const [only] = entries;
    if (only === undefined && rest === undefined) {
        return evaluation.raise('KeyError', 'pop from an empty set');
    }
    if (only !== undefined && entries.size === 1 && rest === undefined && only[1].maybe !== true) {
        setContent(evaluation, self, { entries: new Map() });
        return only[1].value;
    }
    const values = [...entries.values()].map(({ value }) => value);
    setContent(evaluation, self, {
        entries: new Map([...entries].map(([each, entry]) => [each, { ...entry, maybe: true }])),
        rest,
    });
    return oneOf(
        values,
        rest ?? evaluation.unknown('which item a set gives is not known'),
        rest !== undefined,
    );
}

function inPlaceOperator(name: string, operator: string): NativeFunction {
    return setMethod(name, 'value, /', function* (evaluation, self, [other = none], whole) {
        const plain = payloadOf(other);
        if (plain.kind !== 'unknown' && !isSetLike(plain)) {
            return notImplemented;
        }
        setContent(
            evaluation,
            self,
            setOperation(operator, self.content, (yield* asSet(evaluation, plain)).content),
        );
        return whole;
    });
}

/** Puts the methods into `set` and `frozenset`. */
export function defineSets(): void {
    for (const owner of both) {
        defineMethods(owner, [
            several('union', '|', false),
            several('intersection', '&', false),
            several('difference', '-', false),
            setMethod(
                'symmetric_difference',
                'other, /',
                function* (evaluation, self, [other = none]) {
                    return new SetValue(
                        self.kind,
                        setOperation('^', self.content, (yield* asSet(evaluation, other)).content),
                    );
                },
            ),
            comparing('issubset', (evaluation, self, other) =>
                subset(evaluation, self.content, other.content),
            ),
            comparing('issuperset', (evaluation, self, other) =>
                subset(evaluation, other.content, self.content),
            ),
            setMethod('isdisjoint', 'other, /', function* (evaluation, self, [other = none]) {
                return verdictValue(yield* disjoint(evaluation, self, other));
            }),
            setMethod('copy', '', function* (_, self) {
                return new SetValue(self.kind, {
                    entries: new Map(self.content.entries),
                    rest: self.content.rest,
                });
            }),
        ]);
        defineOperators(owner, ['|', '&', '-', '^'], false);
        defineComparisons(owner, true);
        defineContainer(owner);
        defineTexts(owner, ['__repr__']);
        defineHash(owner, owner === builtinTypes.frozenset);
    }
    defineMethods(builtinTypes.frozenset, [
        native('__new__', 'cls, iterable=, /', function* (evaluation, cls, iterable) {
            const { content } =
                iterable === undefined
                    ? new SetValue('set', { entries: new Map() })
                    : yield* asSet(evaluation, iterable);
            return madeFor(builtinTypes.frozenset, cls, new SetValue('frozenset', content));
        }),
    ]);
    defineMethods(builtinTypes.set, [
        native('__new__', 'cls, iterable=, /', function* (_, cls) {
            return madeFor(builtinTypes.set, cls, new SetValue('set', { entries: new Map() }));
        }),
        setMethod('__init__', 'iterable=, /', function* (evaluation, self, [iterable]) {
            const { content } =
                iterable === undefined
                    ? new SetValue('set', { entries: new Map() })
                    : yield* asSet(evaluation, iterable);
            setContent(evaluation, self, content);
            return none;
        }),
        setMethod('add', 'item, /', function* (evaluation, self, [item = none]) {
            evaluation.state.touch(self);
            yield* addTo(evaluation, self, item, false);
            return none;
        }),
        setMethod('remove', 'item, /', (evaluation, self, [item = none]) =>
            remove(evaluation, self, item, true),
        ),
        setMethod('discard', 'item, /', (evaluation, self, [item = none]) =>
            remove(evaluation, self, item, false),
        ),
        setMethod('pop', '', (evaluation, self) => pop(evaluation, self)),
        setMethod('clear', '', function* (evaluation, self) {
            setContent(evaluation, self, { entries: new Map() });
            return none;
        }),
        several('update', '|', true),
        several('intersection_update', '&', true),
        several('difference_update', '-', true),
        setMethod(
            'symmetric_difference_update',
            'other, /',
            function* (evaluation, self, [other = none]) {
                setContent(
                    evaluation,
                    self,
                    setOperation('^', self.content, (yield* asSet(evaluation, other)).content),
                );
                return none;
            },
        ),
        inPlaceOperator('__ior__', '|'),
        inPlaceOperator('__iand__', '&'),
        inPlaceOperator('__isub__', '-'),
        inPlaceOperator('__ixor__', '^'),
    ]);
}
