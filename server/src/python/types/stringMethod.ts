// How a method of `str` is made: computed where text and arguments are known, and what can be said
// of a text with holes.

import { builtinTypes } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { known } from '../native.js';
import { numericOf } from '../numeric.js';
import { sliceIndices } from '../ranges.js';
import { lengthOf, sliceOf } from '../texts.js';
import type { NativeFunction, Pattern, Value } from '../values.js';
import { memberOf } from './members.js';

/** The class `str`. */
export const owner = builtinTypes.str;

/** An argument; undefined where it was left out. */
export type Arg = Value | undefined;

/**
 * A method of strings: computed where all is known; `partly` may say more of a string with holes
 * than that it is unknown.
 */
export function stringMethod(
    name: string,
    parameters: string,
    result: string,
    compute: (evaluation: Evaluation, text: string, args: readonly Arg[]) => Value,
    partly?: (evaluation: Evaluation, text: Pattern, args: readonly Arg[]) => Value | undefined,
): NativeFunction {
    return memberOf(
        owner,
        ['str', 'pattern'],
        name,
        parameters,
        function* (evaluation, self, args) {
            return yield* known(evaluation, args, result === '' ? undefined : result, (plain) => {
                if (self.kind === 'str') {
                    return compute(evaluation, self.value, plain);
                }
                const found = partly?.(evaluation, self, plain);
                return (
                    found ??
                    evaluation.unknown(
                        'part of a text is not known',
                        result === '' ? undefined : result,
                    )
                );
            });
        },
        result,
    );
}

/** The name of a value's class. */
export function typeName(evaluation: Evaluation, value: Value): string {
    return evaluation.typeOf(value).name;
}

/** The text of an argument that must be a string. */
export function textArg(
    evaluation: Evaluation,
    value: Arg,
    complain: (type: string) => string,
): string {
    if (value?.kind === 'str') {
        return value.value;
    }
    return evaluation.raise('TypeError', complain(typeName(evaluation, value ?? { kind: 'none' })));
}

/** The number of an argument that must be an int, or the one for None and for none given. */
export function intArg(evaluation: Evaluation, value: Arg, otherwise: number): number {
    if (value === undefined) {
        return otherwise;
    }
    const number = numericOf(value);
    if (typeof number !== 'bigint') {
        return evaluation.raise(
            'TypeError',
            `'${typeName(evaluation, value)}' object cannot be interpreted as an integer`,
        );
    }
    return Number(
        BigInt.asIntN(53, number) === number ? number : number < 0n ? -(2n ** 52n) : 2n ** 52n,
    );
}

/** A window into a string, from optional arguments `start` and `end`. */
export function windowOf(
    evaluation: Evaluation,
    text: string,
    start: Arg,
    end: Arg,
): { readonly text: string; readonly start: number; readonly valid: boolean } {
    const length = lengthOf(text);
    const bound = (value: Arg): bigint | null =>
        value === undefined || value.kind === 'none' ? null : BigInt(intArg(evaluation, value, 0));
    const cut = sliceIndices(bound(start), bound(end), null, BigInt(length));
    const given = bound(start);
    const [from, to] = [Number(cut.start), Number(cut.stop)];
    const valid = given === null || given <= BigInt(length);
    return {
        text: from === 0 && to === length ? text : sliceOf(text, from, Math.max(from, to)),
        start: from,
        valid: valid && from <= to,
    };
}
