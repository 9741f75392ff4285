// Comprehensions and generator expressions: a scope of their own, in which the targets live.

import { addEntry, emptyDict } from './dictDisplay.js';
import { Perhaps } from './evaluation.js';
import { evaluate } from './expressions.js';
import { assign } from './assign.js';
import { scopesWithin, type Frame } from './frame.js';
import { generatorFrames } from './generators.js';
import { yieldValue } from './calls.js';
import { nextOf } from './iteration.js';
import { joinValues } from './join.js';
import type { Machine } from './machine.js';
import { normal, type Completion } from './paths.js';
import { refine } from './refine.js';
import type {
    Comprehension,
    DictComp,
    Expression,
    GeneratorExp,
    ListComp,
    SetComp,
} from './syntax/expressions.js';
import { targetsOf } from './syntax/scopes.js';
import {
    GeneratorValue,
    list,
    Namespace,
    none,
    SetValue,
    type List,
    type Steps,
    type Unknown,
    type Value,
} from './values.js';

/** `[… for …]`, `{… for …}`, `{…: … for …}`. */
export function* comprehension(
    machine: Machine,
    frame: Frame,
    node: ListComp | SetComp | DictComp,
): Steps<Value> {
    const [made, add] = collector(machine, node);
    const inner = scopeFor(machine, frame, node.generators);
    const first = yield* firstIterable(machine, frame, node.generators);
    const completion = yield* machine.paths.collect(function* () {
        return yield* machine.within(inner, () =>
            loops(machine, inner, node.generators, 0, first, () => add(inner)),
        );
    });
    machine.paths.valueOf(completion);
    return made;
}

function collector(
    machine: Machine,
    node: ListComp | SetComp | DictComp,
): readonly [Value, (frame: Frame) => Steps<void>] {
    switch (node.kind) {
        case 'ListComp': {
            const made = list([]);
            return [
                made,
                function* (frame) {
                    append(machine, made, yield* evaluate(machine, frame, node.element));
                },
            ];
        }
        case 'SetComp': {
            const made = new SetValue('set', { entries: new Map() });
            return [
                made,
                function* (frame) {
                    const value = yield* evaluate(machine, frame, node.element);
                    const key = yield* machine.keyOf(value);
                    machine.state.touch(made);
                    if (key === undefined) {
                        const rest =
                            made.content.rest ??
                            machine.unknown('an element of a set is not known');
                        made.content = { ...made.content, rest };
                    } else if (made.content.entries.get(key)?.maybe !== false) {
                        made.content.entries.set(key, { value });
                    }
                },
            ];
        }
        case 'DictComp': {
            const made = emptyDict();
            return [
                made,
                function* (frame) {
                    const key = yield* evaluate(machine, frame, node.key);
                    const value = yield* evaluate(machine, frame, node.value);
                    frame.node = { start: node.key.start, end: node.value.end };
                    yield* addEntry(machine, made, key, value);
                },
            ];
        }
    }
}

/** `list.append`, also behind an end that is not known. */
function append(machine: Machine, made: List, value: Value): void {
    machine.state.touch(made);
    const { items, rest } = made.content;
    if (rest === undefined) {
        items.push(value);
    } else {
        made.content = { items, rest: { ...rest, possible: [...rest.possible, value] } };
    }
}

function scopeFor(machine: Machine, frame: Frame, generators: readonly Comprehension[]): Frame {
    const locals = targetsOf(generators);
    return {
        kind: 'comprehension',
        module: frame.module,
        locals: new Namespace({ names: new Map() }, locals),
        enclosing: scopesWithin(frame),
        scope: { locals, globals: frame.scope.globals, nonlocals: new Set(), yields: false },
        home: frame.kind === 'comprehension' ? frame.home : frame,
        called: frame.called,
        classCell: frame.classCell,
        qualifiedPrefix: frame.qualifiedPrefix,
        node: frame.node,
        tries: frame.tries,
        loop: { span: frame.node, since: machine.stepsMade, outer: undefined },
    };
}

/** The first iterable is evaluated outside of the comprehension's scope. */
function* firstIterable(
    machine: Machine,
    frame: Frame,
    [first]: readonly Comprehension[],
): Steps<Value> {
    return first === undefined ? none : yield* evaluate(machine, frame, first.iterable);
}

/** The loop of one `for`, with the rest inside it. */
function* loops(
    machine: Machine,
    frame: Frame,
    generators: readonly Comprehension[],
    index: number,
    iterable: Value,
    add: () => Steps<void>,
): Steps<Completion> {
    const generator = generators[index];
    if (generator === undefined) {
        yield* add();
        return normal;
    }
    const inside = function* (): Steps<Completion> {
        return yield* filtered(machine, frame, generator.conditions, 0, function* () {
            const next = generators[index + 1];
            const value =
                next === undefined ? none : yield* evaluate(machine, frame, next.iterable);
            return yield* loops(machine, frame, generators, index + 1, value, add);
        });
    };
    if (iterable.kind === 'choice') {
        return yield* machine.paths.alternatives(
            iterable.options.map(
                (option) => () => overOne(machine, frame, generator, option, inside),
            ),
            iterable.why,
        );
    }
    return yield* overOne(machine, frame, generator, iterable, inside);
}

function* overOne(
    machine: Machine,
    frame: Frame,
    generator: Comprehension,
    iterable: Value,
    inside: () => Steps<Completion>,
): Steps<Completion> {
    if (
        (iterable.kind === 'set' || iterable.kind === 'frozenset') &&
        iterable.content.rest === undefined
    ) {
        return yield* overSet(
            machine,
            frame,
            generator,
            [...iterable.content.entries.values()],
            inside,
        );
    }
    const iterator = yield* machine.iterator(iterable);
    return yield* turns(machine, frame, generator, iterator, inside);
}

/** A set's values in any order: for a comprehension over them each is met once. */
function* overSet(
    machine: Machine,
    frame: Frame,
    generator: Comprehension,
    entries: readonly { readonly value: Value; readonly maybe?: boolean }[],
    inside: () => Steps<Completion>,
): Steps<Completion> {
    if (1 < entries.length || entries.some(({ maybe }) => maybe === true)) {
        return yield* unknownTurns(
            machine,
            frame,
            generator,
            joined(
                entries.map(({ value }) => value),
                machine.unknown('the order of a set'),
            ),
            inside,
        );
    }
    for (const { value } of entries) {
        yield* assign(machine, frame, generator.target, value);
        machine.paths.valueOf(yield* inside());
    }
    return normal;
}

function* turns(
    machine: Machine,
    frame: Frame,
    generator: Comprehension,
    iterator: Value,
    inside: () => Steps<Completion>,
): Steps<Completion> {
    for (;;) {
        machine.step();
        const item = yield* nextOf(machine, iterator);
        if (item === 'done') {
            return normal;
        }
        if (item instanceof Perhaps) {
            const { possible, open, why } = item.rest;
            return yield* unknownTurns(
                machine,
                frame,
                generator,
                joined([...possible, ...(open ? [why] : [])], why),
                inside,
            );
        }
        const completion = yield* machine.paths.collect(function* () {
            yield* assign(machine, frame, generator.target, item);
            return yield* inside();
        });
        if (completion.kind === 'split') {
            return yield* machine.paths.bind(
                completion,
                ({ kind }) => kind === 'normal',
                () => turns(machine, frame, generator, iterator, inside),
            );
        }
        if (completion.kind !== 'normal') {
            return completion;
        }
    }
}

function joined(values: readonly Value[], why: Unknown): Value {
    return values.length === 0 ? why : values.reduce((one, other) => joinValues(one, other, why));
}

function* unknownTurns(
    machine: Machine,
    frame: Frame,
    generator: Comprehension,
    item: Value,
    inside: () => Steps<Completion>,
): Steps<Completion> {
    return yield* machine.paths.repeat(function* () {
        yield* assign(machine, frame, generator.target, item);
        return yield* inside();
    }, normal);
}

/** The conditions behind a `for`; where one is not known, both go on. */
function* filtered(
    machine: Machine,
    frame: Frame,
    conditions: readonly Expression[],
    index: number,
    inside: () => Steps<Completion>,
): Steps<Completion> {
    const condition = conditions[index];
    if (condition === undefined) {
        return yield* inside();
    }
    const truth = yield* machine.truth(yield* evaluate(machine, frame, condition));
    if (typeof truth === 'boolean') {
        return truth ? yield* filtered(machine, frame, conditions, index + 1, inside) : normal;
    }
    return yield* machine.paths.alternatives(
        [
            function* () {
                refine(machine, frame, condition, true);
                return yield* filtered(machine, frame, conditions, index + 1, inside);
            },
            function* () {
                return normal;
            },
        ],
        truth,
    );
}

/** `(… for …)`: a generator, whose first iterable is evaluated now. */
export function* generatorExpression(
    machine: Machine,
    frame: Frame,
    node: GeneratorExp,
): Steps<Value> {
    const inner = scopeFor(machine, frame, node.generators);
    const first = yield* firstIterable(machine, frame, node.generators);
    const iterator = first.kind === 'choice' ? first : yield* machine.iterator(first);
    const body = function* (): Steps<Value> {
        const completion = yield* machine.paths.collect(() =>
            loops(machine, inner, node.generators, 0, iterator, function* () {
                yield* yieldValue(machine, yield* evaluate(machine, inner, node.element));
            }),
        );
        machine.paths.valueOf(completion);
        return none;
    };
    const made = new GeneratorValue('<genexpr>', body());
    generatorFrames.set(made, inner);
    return made;
}
