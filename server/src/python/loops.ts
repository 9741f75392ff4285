// `for` and `while`. What is known runs turn by turn; where it is not known how many turns there
// are, a turn is run until nothing changes any more (paths.ts, `repeat`).

import type { Span } from '../util/span.js';
import { assign } from './assign.js';
import { valueAtOnce } from './atOnce.js';
import { Perhaps } from './evaluation.js';
import { evaluate } from './expressions.js';
import type { Frame } from './frame.js';
import { nextOf } from './iteration.js';
import { joinValues } from './join.js';
import type { Machine } from './machine.js';
import { normal, type Completion, type PathEnd } from './paths.js';
import { execute } from './statements.js';
import type { For, Statement, While } from './syntax/ast.js';
import { truthAtOnce } from './truth.js';
import type { Steps, Unknown, Value } from './values.js';

const isNormal = ({ kind }: PathEnd): boolean => kind === 'normal';
const goesOn = ({ kind }: PathEnd): boolean => kind === 'normal' || kind === 'continue';

/** `for target in iterable: … else: …`. */
export function* runFor(machine: Machine, frame: Frame, node: For): Steps<Completion> {
    if (node.isAsync) {
        return machine.lose('asynchronous code is not followed');
    }
    const iterable = yield* evaluate(machine, frame, node.iterable);
    const options = iterable.kind === 'choice' ? iterable.options : [iterable];
    const loop = (option: Value) =>
        function* (): Steps<Completion> {
            frame.node = node.iterable;
            const iterator = yield* machine.iterator(option);
            return yield* turnsOf(machine, frame, node, iterator);
        };
    const [first] = options;
    const ended = yield* running(machine, frame, node, node.iterable, () =>
        first !== undefined && options.length === 1
            ? machine.paths.collect(loop(first))
            : machine.paths.alternatives(options.map(loop)),
    );
    return yield* afterLoop(machine, frame, ended, node.orElse);
}

/** Runs the turns of a loop, known to the frame by its head: from its start to this expression. */
function* running(
    machine: Machine,
    frame: Frame,
    { start }: Span,
    { end }: Span,
    run: () => Steps<Completion>,
): Steps<Completion> {
    const outer = frame.loop;
    frame.loop = { span: { start, end }, since: machine.stepsMade, outer };
    try {
        return yield* run();
    } finally {
        frame.loop = outer;
    }
}

/** `else` runs where the loop was not left by `break`. */
function* afterLoop(
    machine: Machine,
    frame: Frame,
    ended: Completion,
    orElse: readonly Statement[],
): Steps<Completion> {
    return yield* machine.paths.bind(
        ended,
        ({ kind }) => kind === 'normal' || kind === 'break',
        function* ({ kind }) {
            return kind === 'break' ? normal : yield* execute(machine, frame, orElse);
        },
    );
}

function* turnsOf(machine: Machine, frame: Frame, node: For, iterator: Value): Steps<Completion> {
    for (;;) {
        const item = yield* nextOf(machine, iterator);
        if (item === 'done') {
            return normal;
        }
        if (item instanceof Perhaps) {
            return yield* perhapsTurns(machine, frame, node, item);
        }
        const completion = yield* machine.paths.collect(function* () {
            yield* assign(machine, frame, node.target, item);
            return yield* execute(machine, frame, node.body);
        });
        if (completion.kind === 'split') {
            return yield* machine.paths.bind(completion, goesOn, () =>
                turnsOf(machine, frame, node, iterator),
            );
        }
        if (!goesOn(completion)) {
            return completion;
        }
    }
}

function* perhapsTurns(
    machine: Machine,
    frame: Frame,
    node: For,
    { rest }: Perhaps,
): Steps<Completion> {
    const item = anyOf([...rest.possible, ...(rest.open ? [rest.why] : [])], rest.why);
    return yield* machine.paths.repeat(function* () {
        yield* assign(machine, frame, node.target, item);
        return yield* execute(machine, frame, node.body);
    }, normal);
}

function anyOf(values: readonly Value[], why: Unknown): Value {
    return values.length === 0 ? why : values.reduce((one, other) => joinValues(one, other, why));
}

/** `while test: … else: …`. */
export function* runWhile(machine: Machine, frame: Frame, node: While): Steps<Completion> {
    const ended = yield* running(machine, frame, node, node.test, () =>
        whileTurns(machine, frame, node),
    );
    return yield* afterLoop(machine, frame, ended, node.orElse);
}

function* whileTurns(machine: Machine, frame: Frame, node: While): Steps<Completion> {
    for (;;) {
        machine.step();
        const test =
            valueAtOnce(machine, frame, node.test) ?? (yield* evaluate(machine, frame, node.test));
        const truth = truthAtOnce(test) ?? (yield* machine.truth(test));
        if (truth === false) {
            return normal;
        }
        if (truth !== true) {
            return yield* machine.paths.repeat(() => whileTurn(machine, frame, node), normal);
        }
        const completion = yield* machine.paths.collect(() => execute(machine, frame, node.body));
        if (completion.kind === 'split') {
            return yield* machine.paths.bind(completion, goesOn, () =>
                whileTurns(machine, frame, node),
            );
        }
        if (!goesOn(completion)) {
            return completion;
        }
    }
}

/** One of an unknown number of turns: the test, and the body where it may hold. */
function* whileTurn(machine: Machine, frame: Frame, node: While): Steps<Completion> {
    const truth = yield* machine.truth(yield* evaluate(machine, frame, node.test));
    if (truth === false) {
        return normal;
    }
    const body = yield* execute(machine, frame, node.body);
    return yield* machine.paths.bind(body, isNormal, function* () {
        yield* machine.breathe();
        return normal;
    });
}
