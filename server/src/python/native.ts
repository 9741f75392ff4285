// Functions of Python that are written in TypeScript: binding of their arguments with Python's
// messages, and what they give where an argument is not known.

import type { Evaluation } from './evaluation.js';
import { joinValues } from './join.js';
import type { Arguments, NativeFunction, Steps, Value } from './values.js';

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
        binds: list[0]?.name === 'self',
        *call(evaluation, args) {
            if (args.more !== undefined) {
                return yield* evaluation.callUnknown(args.more, args.positional, args.keywords);
            }
            return yield* body(evaluation, ...bind(evaluation, name, list, args));
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
        yield* nothing();
        return eachOption(args, (known) => {
            const unknown = known.find((arg) => arg?.kind === 'unknown' || arg?.kind === 'pattern');
            if (unknown === undefined) {
                return compute(evaluation, ...known);
            }
            return evaluation.unknown(
                unknown.kind === 'unknown' ? unknown.reason : 'part of a text is not known',
                result,
            );
        });
    });
}

/** Ends at once: for generators that have nothing to ask. */
export function* nothing(): Steps<void> {
    // Nothing is asked.
}

/** What a function without effects gives for every combination of the choices, joined. */
export function eachOption(args: Bound, compute: (args: Bound) => Value): Value {
    const index = args.findIndex((arg) => arg?.kind === 'choice');
    const choice = args[index];
    if (choice?.kind !== 'choice') {
        return compute(args);
    }
    return choice.options
        .map((option) => eachOption(args.with(index, option), compute))
        .reduce((one, other) => joinValues(one, other, choice.why));
}

function parametersOf(text: string): readonly Parameter[] {
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
    parameters: readonly Parameter[],
    { positional, keywords }: Arguments,
): (Value | undefined)[] {
    const places = parameters.filter(({ kind }) => kind !== 'keyword');
    if (places.length < positional.length) {
        evaluation.raise(
            'TypeError',
            `${name}() takes at most ${places.length} argument${places.length === 1 ? '' : 's'} (${positional.length} given)`,
        );
    }
    const bound: (Value | undefined)[] = parameters.map((parameter) =>
        parameter.kind === 'keyword' ? undefined : positional[places.indexOf(parameter)],
    );
    for (const [keyword, value] of keywords) {
        const index = parameters.findIndex(
            (parameter) => parameter.name === keyword && parameter.kind !== 'positional',
        );
        if (index === -1) {
            evaluation.raise(
                'TypeError',
                `${name}() got an unexpected keyword argument '${keyword}'`,
            );
        }
        if (bound[index] !== undefined) {
            evaluation.raise(
                'TypeError',
                `argument for ${name}() given by name ('${keyword}') and position (${index + 1})`,
            );
        }
        bound[index] = value;
    }
    const missing = parameters.find(
        ({ required }, index) => required && bound[index] === undefined,
    );
    if (missing !== undefined) {
        evaluation.raise(
            'TypeError',
            `${name}() missing required argument '${missing.name}' (pos ${parameters.indexOf(missing) + 1})`,
        );
    }
    return bound;
}
