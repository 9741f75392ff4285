// The methods and the constructor of `range`. Defined in CPython 3.11: Objects/rangeobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { native, known } from '../native.js';
import { indexOf, numericOf } from '../numeric.js';
import { rangeHas, rangeLength, sliceIndices } from '../ranges.js';
import { int, none, type Range, type Steps, type Value } from '../values.js';
import { memberOf } from './members.js';
import { defineComparisons, defineContainer, defineHash } from './operatorMethods.js';
import { boundOf } from './positions.js';

function* makeRange(evaluation: Evaluation, args: readonly (Value | undefined)[]): Steps<Value> {
    const bounds: bigint[] = [];
    for (const arg of args) {
        if (arg === undefined) {
            break;
        }
        if (arg.kind === 'choice') {
            return yield* evaluation.fork(
                arg.options.map(
                    (option) => () =>
                        makeRange(
                            evaluation,
                            args.map((each) => (each === arg ? option : each)),
                        ),
                ),
                arg.why,
            );
        }
        const bound = yield* indexOf(evaluation, arg);
        if (bound === undefined) {
            return evaluation.unknown(
                arg.kind === 'unknown' ? arg.reason : 'a bound of a range is not known',
            );
        }
        bounds.push(bound);
    }
    const [first = 0n, second, step = 1n] = bounds;
    if (step === 0n) {
        evaluation.raise('ValueError', 'range() arg 3 must not be zero');
    }
    return second === undefined
        ? { kind: 'range', start: 0n, stop: first, step }
        : { kind: 'range', start: first, stop: second, step };
}

function* rangeItem(evaluation: Evaluation, self: Range, index: Value): Steps<Value> {
    const length = rangeLength(self);
    if (index.kind === 'slice') {
        const [start, stop, step] = [
            yield* boundOf(evaluation, index.start),
            yield* boundOf(evaluation, index.stop),
            yield* boundOf(evaluation, index.step),
        ];
        if (step === 0n) {
            evaluation.raise('ValueError', 'slice step cannot be zero');
        }
        if (start === undefined || stop === undefined || step === undefined) {
            return evaluation.unknown('a slice is not known');
        }
        const cut = sliceIndices(start, stop, step, length);
        const at = (position: bigint): bigint => self.start + position * self.step;
        return {
            kind: 'range',
            start: at(cut.start),
            stop: at(cut.stop),
            step: self.step * cut.step,
        };
    }
    const number = yield* indexOf(
        evaluation,
        index,
        `range indices must be integers or slices, not ${evaluation.typeOf(index).name}`,
    );
    if (number === undefined) {
        return evaluation.unknown('an index is not known', 'int');
    }
    const position = number < 0n ? number + length : number;
    return position < 0n || length <= position
        ? evaluation.raise('IndexError', 'range object index out of range')
        : int(self.start + position * self.step);
}

/** Puts the methods into `range`. */
export function defineRange(): void {
    const owner = builtinTypes.range;
    defineMethods(owner, [
        native('__new__', 'cls, start, stop=, step=, /', (evaluation, _cls, ...args) =>
            makeRange(evaluation, args),
        ),
        memberOf(
            owner,
            ['range'],
            '__getitem__',
            'key, /',
            (evaluation, self, [index = none]) => rangeItem(evaluation, self, index),
            '',
        ),
        memberOf(
            owner,
            ['range'],
            'index',
            'value, /',
            function* (evaluation, self, [value]) {
                return yield* known(evaluation, [value], 'int', ([item = none]) => {
                    const number = numericOf(item);
                    return number !== undefined && rangeHas(self, number)
                        ? int((BigInt(number) - self.start) / self.step)
                        : evaluation.raise(
                              'ValueError',
                              `${number === undefined ? 'sequence.index(x): x not in sequence' : `${number} is not in range`}`,
                          );
                });
            },
            'int',
        ),
        memberOf(
            owner,
            ['range'],
            'count',
            'value, /',
            function* (evaluation, self, [value]) {
                return yield* known(evaluation, [value], 'int', ([item = none]) => {
                    const number = numericOf(item);
                    return int(number !== undefined && rangeHas(self, number) ? 1 : 0);
                });
            },
            'int',
        ),
    ]);
    defineComparisons(owner, false);
    defineContainer(owner);
    defineHash(owner, true);
}
