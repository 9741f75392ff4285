// Making functions: `def` and `lambda`, with their defaults evaluated where they stand.

import { evaluate } from './expressions.js';
import { scopesWithin, type Frame } from './frame.js';
import type { Machine } from './machine.js';
import type { FunctionDef } from './syntax/ast.js';
import type { Lambda } from './syntax/expressions.js';
import { FunctionValue, str, type Steps, type Value } from './values.js';

/** The function that a definition makes, before its decorators. */
export function* makeFunction(
    machine: Machine,
    frame: Frame,
    node: FunctionDef | Lambda,
    name: string,
): Steps<FunctionValue> {
    const defaults = new Map<string, Value>();
    for (const { name: parameter, default: value } of node.parameters) {
        if (value !== undefined) {
            defaults.set(parameter, yield* evaluate(machine, frame, value));
        }
    }
    const made = new FunctionValue(
        node,
        name,
        `${frame.qualifiedPrefix}${name}`,
        frame.module,
        defaults,
        scopesWithin(frame),
        frame.classCell,
    );
    if (node.kind === 'FunctionDef' && node.docstring !== undefined) {
        made.attributes.content.names.set('__doc__', str(node.docstring));
    }
    return made;
}
