// `with`: enters each manager, runs the body, and asks the manager how it ends.

import { assign } from './assign.js';
import { evaluate } from './expressions.js';
import type { Frame } from './frame.js';
import type { Machine } from './machine.js';
import { normal, type Completion, type PathEnd } from './paths.js';
import { execute } from './statements.js';
import type { With } from './syntax/ast.js';
import { bound, lookUp, typeOf } from './typeOf.js';
import { none, type Steps, type Value } from './values.js';

/** `with` from one of its items on. */
export function* runWith(
    machine: Machine,
    frame: Frame,
    node: With,
    index: number,
): Steps<Completion> {
    const item = node.items[index];
    if (item === undefined) {
        return yield* execute(machine, frame, node.body);
    }
    if (node.isAsync) {
        return machine.lose('asynchronous code is not followed');
    }
    const manager = yield* evaluate(machine, frame, item.context);
    const options = manager.kind === 'choice' ? manager.options : [manager];
    const runs = options.map(
        (option) =>
            function* (): Steps<Completion> {
                frame.node = item.context;
                const entered = yield* enter(machine, option);
                if (item.target !== undefined) {
                    yield* assign(machine, frame, item.target, entered);
                }
                const body = yield* machine.paths.collect(() =>
                    runWith(machine, frame, node, index + 1),
                );
                return yield* machine.paths.bind(
                    body,
                    ({ kind }) => kind !== 'lost',
                    (end) => leave(machine, frame, node, option, end),
                );
            },
    );
    const [only] = runs;
    return only !== undefined && runs.length === 1
        ? yield* machine.paths.collect(only)
        : yield* machine.paths.alternatives(runs);
}

function special(manager: Value, name: string): Value | undefined {
    const member = lookUp(typeOf(manager), name);
    return member === undefined ? undefined : bound(member, manager, typeOf(manager));
}

function* enter(machine: Machine, manager: Value): Steps<Value> {
    if (manager.kind === 'unknown') {
        return { ...machine.unknown(manager.reason), ours: manager.ours === true };
    }
    const method = special(manager, '__enter__');
    if (method === undefined) {
        machine.raise(
            'TypeError',
            `'${typeOf(manager).name}' object does not support the context manager protocol`,
        );
    }
    return yield* machine.call(method, []);
}

function* leave(
    machine: Machine,
    frame: Frame,
    node: With,
    manager: Value,
    end: PathEnd,
): Steps<Completion> {
    const method = manager.kind === 'unknown' ? undefined : special(manager, '__exit__');
    if (method === undefined) {
        return end;
    }
    frame.node = node;
    if (end.kind !== 'raise') {
        yield* machine.call(method, [none, none, none]);
        return end;
    }
    const { exception } = end;
    machine.handling.push(exception);
    try {
        const traceback = machine.unknown('a traceback');
        const swallowed = yield* machine.truth(
            yield* machine.call(method, [exception.type, exception, traceback]),
        );
        if (typeof swallowed === 'boolean') {
            return swallowed ? normal : end;
        }
        return yield* machine.paths.alternatives(
            [normal, end].map(
                (ended) =>
                    function* () {
                        return ended;
                    },
            ),
            swallowed,
        );
    } finally {
        machine.handling.pop();
    }
}
