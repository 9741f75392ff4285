// The class `re.Pattern`: compiled expressions as objects of Python, each made once.
// Defined in CPython 3.11: Modules/_sre/sre.c.

import { objectType } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';

import { numericOf } from '../numeric.js';
import { ClassValue, Instance, int, type Steps, type Value } from '../values.js';
import { rememberNames } from './regexMatch.js';
import { compileRegex, isOutOfReach, type Compiled } from './regexMatching.js';
import type { RegexFlags } from './regexReader.js';

/** The order of resolution of `re.Pattern`, filled when the class is made. */
export const order: ClassValue[] = [];

/** The class `re.Pattern`. */
export const patternClass = new ClassValue(
    'Pattern',
    [objectType],
    order,
    're',
    'library',
    undefined,
);

order.push(patternClass, objectType);

/** The compiled expression of each pattern's object. */
export const compiledOf = new WeakMap<Instance, Compiled>();

const cache = new Map<string, Instance>();

/** The flags by their values in Python. */
export const flagValues = { A: 256, I: 2, L: 4, M: 8, S: 16, U: 32, X: 64, DEBUG: 128, T: 1 };

function flagsOf(value: Value | undefined): RegexFlags | undefined {
    const number = value === undefined ? 0n : numericOf(value);
    if (typeof number !== 'bigint') {
        return undefined;
    }
    const has = (flag: number): boolean => (number & BigInt(flag)) !== 0n;
    return has(flagValues.L) || has(flagValues.DEBUG)
        ? undefined
        : {
              ignoreCase: has(flagValues.I),
              multiline: has(flagValues.M),
              dotAll: has(flagValues.S),
              verbose: has(flagValues.X),
              ascii: has(flagValues.A),
          };
}

/** A compiled pattern as an object of Python; undefined where it is not translated. */
export function patternObject(
    evaluation: Evaluation,
    pattern: Value,
    flags: Value | undefined,
): Instance | undefined {
    if (pattern.kind === 'instance' && compiledOf.has(pattern)) {
        return pattern;
    }
    const wanted = flagsOf(flags);
    if (pattern.kind !== 'str' || wanted === undefined) {
        if (
            pattern.kind !== 'str' &&
            pattern.kind !== 'bytes' &&
            pattern.kind !== 'instance' &&
            pattern.kind !== 'unknown' &&
            pattern.kind !== 'pattern'
        ) {
            evaluation.raise('TypeError', 'first argument must be string or compiled pattern');
        }
        return undefined;
    }
    const id = `${JSON.stringify(wanted)}${pattern.value}`;
    const cached = cache.get(id);
    if (cached !== undefined) {
        return cached;
    }
    const compiled = compileRegex(pattern.value, wanted);
    if (compiled === undefined) {
        return undefined;
    }
    const made = new Instance(patternClass);
    compiledOf.set(made, compiled);
    rememberNames(made, compiled.translation.names);
    const { names } = made.attributes.content;
    names.set('pattern', pattern);
    names.set('groups', int(compiled.translation.groups));
    const { flags: all } = compiled.translation;
    const number =
        (all.ascii ? flagValues.A : flagValues.U) |
        (all.ignoreCase ? flagValues.I : 0) |
        (all.multiline ? flagValues.M : 0) |
        (all.dotAll ? flagValues.S : 0) |
        (all.verbose ? flagValues.X : 0);
    names.set('flags', int(number));
    if (cache.size < 500) {
        cache.set(id, made);
    }
    return made;
}

/** Runs a computation on a compiled pattern and a text that are both known. */
export function* withPattern(
    evaluation: Evaluation,
    pattern: Value,
    flags: Value | undefined,
    text: Value,
    compute: (compiled: Compiled, self: Instance, text: string) => Steps<Value>,
    result?: string,
): Steps<Value> {
    for (const [index, arg] of [pattern, flags, text].entries()) {
        if (arg?.kind === 'choice') {
            return yield* evaluation.fork(
                arg.options.map(
                    (option) => () =>
                        withPattern(
                            evaluation,
                            index === 0 ? option : pattern,
                            index === 1 ? option : flags,
                            index === 2 ? option : text,
                            compute,
                            result,
                        ),
                ),
                arg.why,
            );
        }
    }
    const self = patternObject(evaluation, pattern, flags);
    const compiled = self === undefined ? undefined : compiledOf.get(self);
    const subject = text.kind === 'instance' ? text.payload : text;
    if (self === undefined || compiled === undefined) {
        return evaluation.unknown('a regular expression is not known or not followed', result);
    }
    if (subject?.kind !== 'str') {
        return subject?.kind === 'unknown' || subject?.kind === 'pattern'
            ? evaluation.unknown('the text that is searched is not known', result)
            : evaluation.raise(
                  'TypeError',
                  subject?.kind === 'bytes'
                      ? 'cannot use a string pattern on a bytes-like object'
                      : `expected string or bytes-like object, got '${evaluation.typeOf(text).name}'`,
              );
    }
    return isOutOfReach(compiled, subject.value)
        ? evaluation.unknown('a regular expression may take too long', result)
        : yield* compute(compiled, self, subject.value);
}
