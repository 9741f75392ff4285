// Functions of Python that are written in TypeScript: binding of their arguments with Python's
// messages, and what they give where an argument is not known.

import type { Evaluation } from './evaluation.js';
import { payloadOf } from './numeric.js';
import { exceptionType } from './typeOf.js';
import {
    Instance,
    tuple,
    type Arguments,
    type NativeFunction,
    type Steps,
    type Value,
} from './values.js';

/** The arguments by parameter; undefined where one was left out. */
export type Bound = readonly (Value | undefined)[];

interface Parameter {
    readonly name: string;
    readonly kind: 'positional' | 'either' | 'keyword';
    readonly required: boolean;
}

/**
 * A function whose body may call others and change objects. `parameters` is written as in Python:
 * `'self, sub, start=, /, *, key='`; a parameter with `=` may be left out, `*args` and `**kwargs`
 * are not there: who needs them takes the arguments as they are (`variadic`).
 */
export function native(
    name: string,
    parameters: string,
    body: (evaluation: Evaluation, ...args: (Value | undefined)[]) => Steps<Value>,
): NativeFunction {
    const list = parametersOf(parameters);
    return {
        kind: 'native',
        name,
        binds: list.places[0]?.name === 'self',
        call(evaluation, args) {
            return args.more === undefined
                ? body(evaluation, ...bind(evaluation, name, list, args))
                : evaluation.callUnknown(args.more, args.positional, args.keywords);
        },
    };
}

/** A function that takes any arguments. `binds`: whether it is a method. */
export function variadic(
    name: string,
    binds: boolean,
    body: (evaluation: Evaluation, args: Arguments) => Steps<Value>,
): NativeFunction {
    return { kind: 'native', name, binds, call: body };
}

/**
 * A function of immutable values, without effects. Where an argument is a choice, it is computed
 * for each; where one is unknown, so is the result, which then is of the class `result`.
 */
export function pure(
    name: string,
    parameters: string,
    result: string | undefined,
    compute: (evaluation: Evaluation, ...args: (Value | undefined)[]) => Value,
): NativeFunction {
    return native(name, parameters, function* (evaluation, ...args) {
        return yield* known(evaluation, args, result, (plain) => compute(evaluation, ...plain));
    });
}

/** Ends at once: for generators that have nothing to ask. */
export function* nothing(): Steps<void> {
    // Nothing is asked.
}

/**
 * The arguments as the values in them, for a computation without effects: each combination of what
 * they may be is computed. Where one is not known the result is unknown, of the class `result`.
 */
export function* known(
    evaluation: Evaluation,
    args: Bound,
    result: string | undefined,
    compute: (args: Bound) => Value,
): Steps<Value> {
    const index = args.findIndex((arg) => arg?.kind === 'choice');
    const choice = args[index];
    if (choice?.kind === 'choice') {
        return yield* evaluation.fork(
            choice.options.map(
                (option) => () => known(evaluation, args.with(index, option), result, compute),
            ),
            choice.why,
        );
    }
    const unknown = args.find((arg) => arg?.kind === 'unknown' || arg?.kind === 'pattern');
    if (unknown !== undefined) {
        return evaluation.unknown(
            unknown.kind === 'unknown' ? unknown.reason : 'part of a text is not known',
            result,
        );
    }
    return compute(args.map((arg) => (arg === undefined ? undefined : payloadOf(arg))));
}

interface Parameters {
    readonly all: readonly (Parameter & { readonly place: number | undefined })[];
    /** Those that may be given by position. */
    readonly places: readonly Parameter[];
}

function parametersOf(text: string): Parameters {
    const written = listOf(text);
    const places = written.filter(({ kind }) => kind !== 'keyword');
    const all = written.map((parameter) => {
        const place = places.indexOf(parameter);
        return { ...parameter, place: place === -1 ? undefined : place };
    });
    return { all, places };
}

function listOf(text: string): readonly Parameter[] {
    const names = text === '' ? [] : text.split(',').map((part) => part.trim());
    const slash = names.indexOf('/');
    const star = names.indexOf('*');
    return names.flatMap((written, index): Parameter[] =>
        written === '/' || written === '*'
            ? []
            : [
                  {
                      name: written.replace('=', ''),
                      kind:
                          index < slash
                              ? 'positional'
                              : star !== -1 && star < index
                                ? 'keyword'
                                : 'either',
                      required: !written.endsWith('='),
                  },
              ],
    );
}

function bind(
    evaluation: Evaluation,
    name: string,
    { all, places }: Parameters,
    { positional, keywords }: Arguments,
): (Value | undefined)[] {
    if (places.length < positional.length) {
        mismatch(evaluation, name, 'more arguments than it takes');
    }
    const bound: (Value | undefined)[] = all.map(({ place }) =>
        place === undefined ? undefined : positional[place],
    );
    for (const [keyword, value] of keywords) {
        const index = all.findIndex(
            (parameter) => parameter.name === keyword && parameter.kind !== 'positional',
        );
        if (index === -1 || bound[index] !== undefined) {
            mismatch(evaluation, name, `the argument '${keyword}'`);
        }
        bound[index] = value;
    }
    for (const [index, { required }] of all.entries()) {
        if (required && bound[index] === undefined) {
            mismatch(evaluation, name, 'fewer arguments than it needs');
        }
    }
    return bound;
}

/** Each of Python's own functions says in its own words that its arguments are wrong. */
function mismatch(evaluation: Evaluation, name: string, what: string): never {
    const exception = new Instance(exceptionType('TypeError'));
    const words = evaluation.unknown(`the words for ${name}() being given ${what}`, 'str');
    exception.attributes.content.names.set('args', tuple([words]));
    return evaluation.raiseException(exception);
}
