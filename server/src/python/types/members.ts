// How methods of Python's own classes find the value that they are called with: the value itself,
// the one inside an instance of a derived class, one of several, or one that is not known.

import type { Evaluation } from '../evaluation.js';
import { native } from '../native.js';
import { payloadOf } from '../numeric.js';
import type { ClassValue, NativeFunction, Steps, Value } from '../values.js';
import { Instance } from '../values.js';

type Arg = Value | undefined;

/** What a method does with its value; `whole` is the object that it was called with. */
export type Body<V extends Value> = (
    evaluation: Evaluation,
    self: V,
    args: readonly Arg[],
    whole: Value,
) => Steps<Value>;

/**
 * A method of a class whose values are of these kinds. Where the value is not known, what it is
 * given may be reached through it from then on; `result` says which class the outcome has, for
 * classes whose values do not change.
 */
export function memberOf<K extends Value['kind']>(
    owner: ClassValue,
    kinds: readonly K[],
    name: string,
    parameters: string,
    body: Body<Extract<Value, { kind: K }>>,
    result?: string,
): NativeFunction {
    const isOne = (value: Value): value is Extract<Value, { kind: K }> =>
        (kinds as readonly string[]).includes(value.kind);
    function* call(evaluation: Evaluation, whole: Value, args: readonly Arg[]): Steps<Value> {
        const self = payloadOf(whole);
        if (isOne(self)) {
            return yield* body(evaluation, self, args, whole);
        }
        if (self.kind === 'choice') {
            return yield* evaluation.fork(
                self.options.map((option) => () => call(evaluation, option, args)),
                self.why,
            );
        }
        if (self.kind === 'unknown' || self.kind === 'pattern') {
            const reason = self.kind === 'unknown' ? self.reason : 'part of a text is not known';
            if (result !== undefined) {
                return evaluation.unknown(reason, result === '' ? undefined : result);
            }
            const given = args.filter((arg) => arg !== undefined);
            const callee = self.kind === 'unknown' ? self : evaluation.unknown(reason);
            return yield* evaluation.callUnknown(callee, given, new Map());
        }
        const type = evaluation.typeOf(whole).name;
        return evaluation.raise(
            'TypeError',
            `descriptor '${name}' for '${owner.name}' objects doesn't apply to a '${type}' object`,
        );
    }
    const separator = parameters === '' ? 'self' : `self, ${parameters}`;
    return native(name, separator, (evaluation, self, ...args) =>
        self === undefined
            ? evaluation.raise(
                  'TypeError',
                  `unbound method ${owner.name}.${name}() needs an argument`,
              )
            : call(evaluation, self, args),
    );
}

/** A value as `__new__` of its class gives it to a class: itself, or inside a new instance. */
export function madeFor(owner: ClassValue, asked: Value | undefined, value: Value): Value {
    if (asked?.kind !== 'class' || asked === owner) {
        return value;
    }
    const instance = new Instance(asked);
    instance.payload = value;
    return instance;
}
