// Goes through a syntax tree, whatever its nodes are.

import type { Module, Statement } from './ast.js';
import type { Expression } from './expressions.js';

/** Every statement and expression below a module, in no order that matters. */
export function* nodesBelow(module: Module): Generator<Statement | Expression> {
    const pending: unknown[] = [...module.body];
    while (pending.length !== 0) {
        const node = pending.pop();
        if (typeof node !== 'object' || node === null) {
            continue;
        }
        if ('kind' in node && 'start' in node) {
            yield node as Statement | Expression;
        }
        pending.push(...(Array.isArray(node) ? (node as readonly unknown[]) : Object.values(node)));
    }
}
