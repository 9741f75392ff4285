// What a condition says of a name that holds one of several values: on the side where it is true
// only those values are left for which it is.

import { bindName, lookUpName, type Frame } from './frame.js';
import { joinValues } from './join.js';
import type { Machine } from './machine.js';
import type { Expression } from './syntax/expressions.js';
import { truthAtOnce } from './truth.js';
import type { Value } from './values.js';

/** Narrows what is known on one side of a condition, where the condition is about a name. */
export function refine(
    machine: Machine,
    frame: Frame,
    condition: Expression,
    holds: boolean,
): void {
    if (condition.kind === 'UnaryOp' && condition.operator === 'not') {
        refine(machine, frame, condition.operand, !holds);
        return;
    }
    if (condition.kind === 'BoolOp' && (condition.operator === 'and') === holds) {
        for (const value of condition.values) {
            refine(machine, frame, value, holds);
        }
        return;
    }
    if (condition.kind === 'Name') {
        narrow(machine, frame, condition.name, (value) => truthAtOnce(value) !== !holds);
        return;
    }
    const [operator] = condition.kind === 'Compare' ? condition.operators : [];
    const [other] = condition.kind === 'Compare' ? condition.comparators : [];
    if (
        condition.kind === 'Compare' &&
        condition.operators.length === 1 &&
        condition.left.kind === 'Name' &&
        (operator === 'is' || operator === 'is not') &&
        other?.kind === 'Constant' &&
        other.type === 'none'
    ) {
        const isNone = (operator === 'is') === holds;
        narrow(machine, frame, condition.left.name, ({ kind }) => (kind === 'none') === isNone);
    }
}

function narrow(
    machine: Machine,
    frame: Frame,
    name: string,
    fits: (value: Value) => boolean,
): void {
    const found = lookUpName(frame, name, machine.builtins);
    if (typeof found === 'string' || found.kind !== 'choice') {
        return;
    }
    const { options, why } = found;
    const left = options.filter(fits);
    const [first] = left;
    if (first !== undefined && left.length < options.length) {
        const value = left.reduce((one, other) => joinValues(one, other, why), first);
        bindName(machine.state, frame, name, value);
    }
}

/** A value on the side of a condition where its truth is known. */
export function narrowed(value: Value, truth: boolean): Value {
    if (value.kind !== 'choice') {
        return value;
    }
    const left = value.options.filter(({ kind }) => !truth || kind !== 'none');
    const [only] = left;
    return only !== undefined && left.length === 1 ? only : { ...value, options: left };
}
