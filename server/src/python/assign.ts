// Assignment to targets: names, attributes, items, and unpacking.

import { valueAtOnce } from './atOnce.js';
import { bindName, type Frame } from './frame.js';
import { evaluate } from './expressions.js';
import { isOurs } from './join.js';
import type { Machine } from './machine.js';
import { setItem } from './subscripts.js';
import type { AssignmentTarget, Expression } from './syntax/expressions.js';
import { isTarget } from './syntax/nodeKinds.js';
import { typeOf } from './typeOf.js';
import { list, type Steps, type Value } from './values.js';

/** Binds a target. */
export function* assign(
    machine: Machine,
    frame: Frame,
    target: AssignmentTarget,
    value: Value,
): Steps<void> {
    switch (target.kind) {
        case 'Name':
            bindName(machine.state, frame, target.name, value);
            return;
        case 'Attribute': {
            const object =
                valueAtOnce(machine, frame, target.value) ??
                (yield* evaluate(machine, frame, target.value));
            frame.node = target;
            yield* machine.setAttribute(object, target.name, value);
            return;
        }
        case 'Subscript': {
            const object = yield* evaluate(machine, frame, target.value);
            const index = yield* evaluate(machine, frame, target.index);
            frame.node = target;
            yield* setItem(machine, object, index, value);
            return;
        }
        case 'List':
        case 'Tuple':
            yield* unpack(machine, frame, target.elements, value);
            return;
        case 'Starred':
        case 'Invalid':
            machine.lose('this is no Python');
    }
}

function* unpack(
    machine: Machine,
    frame: Frame,
    targets: readonly Expression[],
    value: Value,
): Steps<void> {
    if (value.kind === 'choice') {
        yield* machine.fork(
            value.options.map(
                (option) =>
                    function* () {
                        yield* unpack(machine, frame, targets, option);
                        return option;
                    },
            ),
            value.why,
        );
        return;
    }
    if (['none', 'int', 'float', 'bool', 'function', 'class', 'module'].includes(value.kind)) {
        machine.raise('TypeError', `cannot unpack non-iterable ${typeOf(value).name} object`);
    }
    const { items, rest } = yield* machine.items(value);
    const star = targets.findIndex(({ kind }) => kind === 'Starred');
    if (rest !== undefined && (items.length < targets.length || star !== -1)) {
        const ours = rest.possible.some(isOurs) || rest.why.ours === true;
        const unknown: Value = { ...rest.why, ...(ours && { ours }) };
        for (const [index, target] of targets.entries()) {
            const item = star === -1 || index < star ? (items[index] ?? unknown) : unknown;
            yield* assignPart(machine, frame, target, item);
        }
        return;
    }
    if (star === -1) {
        if (items.length < targets.length) {
            machine.raise(
                'ValueError',
                `not enough values to unpack (expected ${targets.length}, got ${items.length})`,
            );
        }
        if (targets.length < items.length) {
            machine.raise('ValueError', `too many values to unpack (expected ${targets.length})`);
        }
    } else if (items.length < targets.length - 1) {
        machine.raise(
            'ValueError',
            `not enough values to unpack (expected at least ${targets.length - 1}, got ${items.length})`,
        );
    }
    const after = star === -1 ? 0 : targets.length - star - 1;
    for (const [index, target] of targets.entries()) {
        if (target.kind === 'Starred') {
            const middle = list(items.slice(index, items.length - after));
            yield* assignPart(machine, frame, target.value, middle);
        } else {
            const position =
                star !== -1 && star < index ? items.length - (targets.length - index) : index;
            const item = items[position];
            if (item !== undefined) {
                yield* assignPart(machine, frame, target, item);
            }
        }
    }
}

function* assignPart(
    machine: Machine,
    frame: Frame,
    target: Expression,
    value: Value,
): Steps<void> {
    if (isTarget(target)) {
        yield* assign(machine, frame, target, value);
    } else {
        machine.lose('this is no Python');
    }
}
