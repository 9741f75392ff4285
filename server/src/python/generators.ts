// Python's generators: a function's frame that stands still between two turns. A frame cannot be
// run again from an earlier moment; where two paths would need that, the path is lost.
// Defined in CPython: Objects/genobject.c.

import { defineMethods, builtinTypes } from './builtinTypes.js';
import type { Evaluation } from './evaluation.js';
import type { Frame } from './frame.js';
import { joinValues } from './join.js';
import { native } from './native.js';
import { Raised } from './raised.js';
import { exceptionType, isSubclass } from './typeOf.js';
import { none, type GeneratorValue, type Instance, type Steps, type Value } from './values.js';

/** What a frame yields to whoever resumes it; questions for files are anything else. */
export class Yielded {
    readonly value: Value;

    constructor(value: Value) {
        this.value = value;
    }
}

/** How a generator is resumed. */
export type Message =
    | { readonly kind: 'send'; readonly value: Value }
    | { readonly kind: 'throw'; readonly exception: Instance };

/** What a turn of a generator gives. */
export type Turn =
    | { readonly kind: 'yielded'; readonly value: Value }
    | { readonly kind: 'returned'; readonly value: Value }
    /** The end, before which any of these values are yielded, any number of times. */
    | { readonly kind: 'perhaps'; readonly possible: readonly Value[] };

/** The frames of generators: where they are resumed, they are the innermost again. */
export const generatorFrames = new WeakMap<GeneratorValue, Frame>();

/** Runs a generator to its next `yield`, or its end. */
export function* resume(
    evaluation: Evaluation,
    generator: GeneratorValue,
    message: Message,
): Steps<Turn> {
    const { status, turns } = generator.content;
    if (status === 'running') {
        evaluation.raise('ValueError', 'generator already executing');
    }
    if (status === 'finished') {
        if (message.kind === 'throw') {
            throw new Raised(message.exception);
        }
        return { kind: 'returned', value: none };
    }
    if (status === 'lost' || generator.resumed !== turns) {
        evaluation.lose('a generator would have to go on from an earlier moment');
    }
    const set = (now: 'running' | 'suspended' | 'finished'): void => {
        evaluation.state.touch(generator);
        generator.content = { status: now, turns: turns + 1 };
    };
    if (status === 'created' && message.kind === 'throw') {
        set('finished');
        throw new Raised(message.exception);
    }
    if (status === 'created' && message.kind === 'send' && message.value.kind !== 'none') {
        evaluation.raise('TypeError', "can't send non-None value to a just-started generator");
    }
    set('running');
    generator.resumed = turns + 1;
    const turn = evaluation.enterGenerator(generatorFrames.get(generator));
    let finished = true;
    try {
        let step = generator.frame.next(message);
        while (step.done !== true && !(step.value instanceof Yielded)) {
            step = generator.frame.next(yield step.value);
        }
        if (turn.perhaps !== undefined) {
            return { kind: 'perhaps', possible: turn.perhaps };
        }
        if (step.done === true) {
            return { kind: 'returned', value: step.value as Value };
        }
        finished = false;
        return { kind: 'yielded', value: step.value instanceof Yielded ? step.value.value : none };
    } catch (thrown) {
        if (
            thrown instanceof Raised &&
            isSubclass(thrown.exception.type, exceptionType('StopIteration'))
        ) {
            evaluation.raise('RuntimeError', 'generator raised StopIteration');
        }
        throw thrown;
    } finally {
        turn.leave();
        set(finished ? 'finished' : 'suspended');
    }
}

/** The exception that a call of `throw` means: an instance, or a class to be called. */
function* exceptionOf(
    evaluation: Evaluation,
    type: Value,
    value: Value | undefined,
): Steps<Instance> {
    const made =
        value?.kind === 'instance'
            ? value
            : type.kind === 'class'
              ? yield* evaluation.call(
                    type,
                    value === undefined || value.kind === 'none' ? [] : [value],
                )
              : type;
    return made.kind === 'instance'
        ? made
        : evaluation.raise(
              'TypeError',
              'exceptions must be classes or instances deriving from BaseException',
          );
}

function* given(evaluation: Evaluation, turn: Steps<Turn>): Steps<Value> {
    const result = yield* turn;
    if (result.kind === 'yielded') {
        return result.value;
    }
    if (result.kind === 'perhaps') {
        const why = evaluation.unknown('it is not known how often a generator yields');
        return result.possible.reduce<Value>((one, other) => joinValues(one, other, why), why);
    }
    const end = yield* evaluation.call(
        exceptionType('StopIteration'),
        result.value.kind === 'none' ? [] : [result.value],
    );
    return end.kind === 'instance' ? evaluation.raiseException(end) : none;
}

function generatorOf(evaluation: Evaluation, self: Value | undefined): GeneratorValue {
    return self?.kind === 'generator'
        ? self
        : evaluation.lose('a method of a generator is called with something else');
}

defineMethods(builtinTypes.generator, [
    native('__next__', 'self, /', function* (evaluation, self) {
        return yield* given(
            evaluation,
            resume(evaluation, generatorOf(evaluation, self), { kind: 'send', value: none }),
        );
    }),
    native('send', 'self, value, /', function* (evaluation, self, value = none) {
        return yield* given(
            evaluation,
            resume(evaluation, generatorOf(evaluation, self), { kind: 'send', value }),
        );
    }),
    native(
        'throw',
        'self, type, value=, traceback=, /',
        function* (evaluation, self, type = none, value) {
            const exception = yield* exceptionOf(evaluation, type, value);
            return yield* given(
                evaluation,
                resume(evaluation, generatorOf(evaluation, self), { kind: 'throw', exception }),
            );
        },
    ),
    native('close', 'self, /', function* (evaluation, self) {
        const generator = generatorOf(evaluation, self);
        const exit = yield* evaluation.call(exceptionType('GeneratorExit'), []);
        if (generator.content.status === 'finished' || exit.kind !== 'instance') {
            return none;
        }
        try {
            const turn = yield* resume(evaluation, generator, { kind: 'throw', exception: exit });
            if (turn.kind === 'yielded') {
                evaluation.raise('RuntimeError', 'generator ignored GeneratorExit');
            }
        } catch (thrown) {
            const ends = ['GeneratorExit', 'StopIteration'];
            if (!(thrown instanceof Raised) || !ends.includes(thrown.exception.type.name)) {
                throw thrown;
            }
        }
        return none;
    }),
    native('__iter__', 'self, /', function* (_, self = none) {
        return self;
    }),
]);
