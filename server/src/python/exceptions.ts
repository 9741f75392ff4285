// `try`, `raise` and what a handler matches.

import { evaluate } from './expressions.js';
import { bindName, unbindName, type Frame } from './frame.js';
import type { Machine } from './machine.js';
import { normal, type Completion } from './paths.js';
import { execute } from './statements.js';
import type { ExceptHandler, Raise, Try } from './syntax/ast.js';
import { isSubclass } from './typeOf.js';
import type { Instance, Steps, Unknown, Value } from './values.js';

/** `try: … except …: … else: … finally: …`. */
export function* runTry(machine: Machine, frame: Frame, node: Try): Steps<Completion> {
    if (node.isGroup) {
        return machine.lose('exception groups are not followed');
    }
    const catches = node.handlers.length === 0 ? 0 : 1;
    frame.tries += catches;
    let completion: Completion;
    try {
        completion = yield* machine.paths.collect(() => execute(machine, frame, node.body));
    } finally {
        frame.tries -= catches;
    }
    completion = yield* machine.paths.bind(
        completion,
        ({ kind }) => kind === 'normal' || kind === 'raise',
        function* (end) {
            return end.kind === 'raise'
                ? yield* handled(machine, frame, node.handlers, end.exception)
                : yield* execute(machine, frame, node.orElse);
        },
    );
    if (node.finalBody.length === 0) {
        return completion;
    }
    return yield* machine.paths.bind(
        completion,
        ({ kind }) => kind !== 'lost',
        function* (end) {
            const last = yield* execute(machine, frame, node.finalBody);
            return yield* machine.paths.bind(
                last,
                ({ kind }) => kind === 'normal',
                function* () {
                    return end;
                },
            );
        },
    );
}

function* handled(
    machine: Machine,
    frame: Frame,
    handlers: readonly ExceptHandler[],
    exception: Instance,
): Steps<Completion> {
    const [handler, ...others] = handlers;
    if (handler === undefined) {
        return { kind: 'raise', exception };
    }
    const matches =
        handler.type === undefined
            ? true
            : matchesType(machine, exception, yield* evaluate(machine, frame, handler.type));
    if (matches === true) {
        return yield* runHandler(machine, frame, handler, exception);
    }
    if (matches === false) {
        return yield* handled(machine, frame, others, exception);
    }
    return yield* machine.paths.alternatives(
        [
            () => runHandler(machine, frame, handler, exception),
            () => handled(machine, frame, others, exception),
        ],
        matches,
    );
}

function matchesType(machine: Machine, exception: Instance, type: Value): boolean | Unknown {
    switch (type.kind) {
        case 'class':
            return isSubclass(exception.type, type);
        case 'tuple': {
            const matches = type.items.map((item) => matchesType(machine, exception, item));
            return matches.includes(true) || (matches.find((match) => match !== false) ?? false);
        }
        case 'unknown':
            // A class of a module that is not followed is none of ours.
            return type.ours === true ? type : machine.unknown(type.reason);
        case 'choice':
            return machine.unknown('what an except clause catches');
        default:
            return machine.raise(
                'TypeError',
                'catching classes that do not inherit from BaseException is not allowed',
            );
    }
}

function* runHandler(
    machine: Machine,
    frame: Frame,
    handler: ExceptHandler,
    exception: Instance,
): Steps<Completion> {
    if (handler.name !== undefined) {
        bindName(machine.state, frame, handler.name, exception);
    }
    machine.handling.push(exception);
    let completion: Completion;
    try {
        completion = yield* machine.paths.collect(() => execute(machine, frame, handler.body));
    } finally {
        machine.handling.pop();
    }
    const { name } = handler;
    if (name === undefined) {
        return completion;
    }
    return yield* machine.paths.bind(
        completion,
        ({ kind }) => kind !== 'lost',
        function* (end) {
            unbindName(machine.state, frame, name);
            return end;
        },
    );
}

/** `raise`, `raise exception`, `raise exception from cause`. */
export function* raiseStatement(machine: Machine, frame: Frame, node: Raise): Steps<Completion> {
    if (node.exception === undefined) {
        const exception = machine.handling.at(-1);
        return exception === undefined
            ? machine.raise('RuntimeError', 'No active exception to reraise')
            : { kind: 'raise', exception };
    }
    const value = yield* evaluate(machine, frame, node.exception);
    frame.node = node;
    const completion = yield* machine.paths.collect(function* () {
        const made = value.kind === 'class' ? yield* machine.call(value, []) : value;
        return { kind: 'normal', value: made };
    });
    const cause =
        node.cause === undefined ? undefined : yield* evaluate(machine, frame, node.cause);
    return yield* machine.paths.bind(
        completion,
        ({ kind }) => kind === 'normal',
        function* (end) {
            const exception = end.kind === 'normal' ? end.value : undefined;
            if (exception?.kind === 'instance') {
                if (cause !== undefined) {
                    yield* machine.setAttribute(exception, '__cause__', cause);
                }
                return { kind: 'raise', exception };
            }
            if (
                exception === undefined ||
                exception.kind === 'unknown' ||
                exception.kind === 'choice'
            ) {
                return yield* unknownRaise(machine);
            }
            return machine.raise('TypeError', 'exceptions must derive from BaseException');
        },
    );
}

/** An exception of which nothing is known: it may be caught by any handler. */
function* unknownRaise(machine: Machine): Steps<Completion> {
    const exception = yield* machine.call(machine.exceptionType('Exception'), []);
    if (exception.kind !== 'instance') {
        return normal;
    }
    if (0 < machine.tries()) {
        return machine.lose('an exception of which nothing is known is raised');
    }
    return { kind: 'raise', exception };
}
