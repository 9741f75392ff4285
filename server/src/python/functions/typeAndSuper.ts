// The constructors of `type` and `super`. Defined in CPython 3.11: Objects/typeobject.c.

import { builtinTypes, defineMethods, objectType } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { native, variadic } from '../native.js';
import { payloadOf } from '../numeric.js';
import type { Steps, Value } from '../values.js';

const typeCreator = variadic('__new__', false, function* (evaluation, { positional }) {
    const [, value, bases, members, ...more] = positional;
    if (
        value === undefined ||
        (bases !== undefined && members === undefined) ||
        more.length !== 0
    ) {
        return evaluation.raise('TypeError', 'type() takes 1 or 3 arguments');
    }
    if (bases === undefined) {
        return yield* classOf(evaluation, value);
    }
    const dict = members === undefined ? undefined : payloadOf(members);
    if (
        value.kind !== 'str' ||
        bases.kind !== 'tuple' ||
        dict?.kind !== 'dict' ||
        dict.content.rest !== undefined
    ) {
        return {
            ...evaluation.unknown('a class that is made by a call of type() is not known'),
            ours: true,
        };
    }
    const own = new Map(
        [...dict.content.entries.values()].flatMap((entry) =>
            entry.key.kind === 'str' ? [[entry.key.value, entry.value] as const] : [],
        ),
    );
    return yield* evaluation.makeClass(value.value, bases.items, own);
});

function* classOf(evaluation: Evaluation, value: Value): Steps<Value> {
    if (value.kind === 'choice') {
        return yield* evaluation.fork(
            value.options.map((option) => () => classOf(evaluation, option)),
            value.why,
        );
    }
    if (value.kind === 'unknown' && evaluation.typeOf(value) === objectType) {
        return { ...evaluation.unknown(value.reason), ...(value.ours === true && { ours: true }) };
    }
    return evaluation.typeOf(value);
}

const superCreator = native(
    '__new__',
    'cls, type=, obj=, /',
    function* (evaluation, _cls, type, self) {
        if (
            type === undefined ||
            type.kind === 'unknown' ||
            self === undefined ||
            self.kind === 'unknown' ||
            self.kind === 'choice' ||
            type.kind === 'choice'
        ) {
            return { ...evaluation.unknown('what super() stands for is not known'), ours: true };
        }
        if (type.kind !== 'class') {
            return evaluation.raise(
                'TypeError',
                `super() argument 1 must be a type, not ${evaluation.typeOf(type).name}`,
            );
        }
        const walked =
            self.kind === 'class' && self.order.includes(type) ? self : evaluation.typeOf(self);
        return walked.order.includes(type)
            ? { kind: 'super', after: type, self, type: walked }
            : evaluation.raise(
                  'TypeError',
                  'super(type, obj): obj must be an instance or subtype of type',
              );
    },
);

/** Puts the constructors into `type` and `super`. */
export function defineTypeAndSuper(): void {
    defineMethods(builtinTypes.type, [typeCreator]);
    defineMethods(builtinTypes.super, [superCreator]);
}
