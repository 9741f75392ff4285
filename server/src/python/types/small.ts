// The methods and constructors of `tuple`, `range`, `slice`, `property`, `bytes` and the wrappers.
// Defined in CPython 3.11: Objects/tupleobject.c, rangeobject.c, sliceobject.c, descrobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { isOurs } from '../join.js';
import { native } from '../native.js';
import { indexOf } from '../numeric.js';
import { sliceIndices } from '../ranges.js';
import {
    int,
    none,
    tuple,
    type NativeFunction,
    type Property,
    type Steps,
    type Value,
} from '../values.js';
import { defineBytes } from './bytesMethods.js';
import { itemAt } from './listItems.js';
import { countIn, indexIn } from './lists.js';
import { madeFor, memberOf } from './members.js';
import {
    defineComparisons,
    defineContainer,
    defineHash,
    defineOperators,
    defineTexts,
} from './operatorMethods.js';
import { boundOf } from './positions.js';
import { defineRange } from './rangeMethods.js';

/** A tuple of what iterating gives; unknown where not all is known. */
export function* tupleOf(evaluation: Evaluation, iterable: Value): Steps<Value> {
    if (iterable.kind === 'tuple') {
        return iterable;
    }
    const { items, rest } = yield* evaluation.items(iterable);
    if (rest === undefined) {
        return tuple(items);
    }
    const ours = [...items, ...rest.possible].some(isOurs) || rest.why.ours === true;
    return { ...evaluation.unknown(rest.why.reason, 'tuple'), ...(ours && { ours }) };
}

function defineTuple(): void {
    const owner = builtinTypes.tuple;
    defineMethods(owner, [
        native('__new__', 'cls, iterable=, /', function* (evaluation, cls, iterable) {
            return madeFor(
                owner,
                cls,
                iterable === undefined ? tuple([]) : yield* tupleOf(evaluation, iterable),
            );
        }),
        memberOf(owner, ['tuple'], 'index', 'value, start=, stop=, /', (evaluation, self, args) =>
            indexIn(
                evaluation,
                { items: self.items },
                args,
                () => 'tuple.index(x): x not in tuple',
            ),
        ),
        memberOf(owner, ['tuple'], 'count', 'value, /', (evaluation, self, [item = none]) =>
            countIn(evaluation, { items: self.items }, item),
        ),
        memberOf(
            owner,
            ['tuple'],
            '__getitem__',
            'key, /',
            (evaluation, self, [index = none]) =>
                itemAt(evaluation, { items: self.items }, index, 'tuple'),
            '',
        ),
    ]);
    defineOperators(owner, ['+', '*'], false);
    defineComparisons(owner, true);
    defineContainer(owner);
    defineTexts(owner, ['__repr__']);
    defineHash(owner, true);
}

function defineSlice(): void {
    defineMethods(builtinTypes.slice, [
        native(
            '__new__',
            'cls, start, stop=, step=, /',
            function* (_evaluation, _cls, start = none, stop, step = none) {
                return stop === undefined
                    ? { kind: 'slice', start: none, stop: start, step }
                    : { kind: 'slice', start, stop, step };
            },
        ),
        memberOf(
            builtinTypes.slice,
            ['slice'],
            'indices',
            'length, /',
            function* (evaluation, self, [length = none]) {
                const size = yield* indexOf(evaluation, length);
                if (size !== undefined && size < 0n) {
                    evaluation.raise('ValueError', 'length should not be negative');
                }
                const [start, stop, step] = [
                    yield* boundOf(evaluation, self.start),
                    yield* boundOf(evaluation, self.stop),
                    yield* boundOf(evaluation, self.step),
                ];
                if (step === 0n) {
                    evaluation.raise('ValueError', 'slice step cannot be zero');
                }
                if (
                    size === undefined ||
                    start === undefined ||
                    stop === undefined ||
                    step === undefined
                ) {
                    return evaluation.unknown('a slice is not known', 'tuple');
                }
                const cut = sliceIndices(start, stop, step, size);
                return tuple([int(cut.start), int(cut.stop), int(cut.step)]);
            },
            'tuple',
        ),
    ]);
    defineHash(builtinTypes.slice, false);
}

function defineProperty(): void {
    const owner = builtinTypes.property;
    const withPart = (
        name: string,
        change: (self: Property, part: Value) => Property,
    ): NativeFunction =>
        memberOf(owner, ['property'], name, 'function, /', function* (_, self, [part = none]) {
            return change(self, part);
        });
    defineMethods(owner, [
        native(
            '__new__',
            'cls, fget=, fset=, fdel=, doc=',
            function* (_evaluation, cls, getter = none, setter = none, deleter = none) {
                return madeFor(owner, cls, { kind: 'property', getter, setter, deleter });
            },
        ),
        withPart('getter', (self, getter) => ({ ...self, getter })),
        withPart('setter', (self, setter) => ({ ...self, setter })),
        withPart('deleter', (self, deleter) => ({ ...self, deleter })),
    ]);
    for (const kind of ['staticmethod', 'classmethod'] as const) {
        defineMethods(builtinTypes[kind], [
            native('__new__', 'cls, function, /', function* (_evaluation, cls, called = none) {
                return madeFor(builtinTypes[kind], cls, { kind, function: called });
            }),
        ]);
    }
    defineMethods(builtinTypes.method, [
        native('__new__', 'cls, function, self, /', function* (_evaluation, _cls, called, self) {
            return { kind: 'method', self: self ?? none, function: called ?? none };
        }),
    ]);
}

/** Puts the methods into these classes. */
export function defineSmallTypes(): void {
    defineTuple();
    defineRange();
    defineSlice();
    defineProperty();
    defineBytes();
}
