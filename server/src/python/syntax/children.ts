// The nodes directly inside a node of the syntax tree, whatever its kind, in the order of its
// fields; so that who looks for a few kinds does not name all others.

import type { Module, Statement } from './ast.js';
import type { Expression } from './expressions.js';
import type { Pattern } from './patterns.js';

/** A node that has a kind. */
export type SyntaxNode = Module | Statement | Expression | Pattern;

/**
 * The statements, expressions and patterns in a node, also those in its parameters, keywords,
 * handlers, items and clauses.
 */
export function childrenOf(node: object): readonly SyntaxNode[] {
    const found: SyntaxNode[] = [];
    collect(node, found);
    return found;
}

function collect(holder: object, found: SyntaxNode[]): void {
    for (const value of Object.values(holder) as readonly unknown[]) {
        if (Array.isArray(value)) {
            for (const each of value as readonly unknown[]) {
                add(each, found);
            }
        } else {
            add(value, found);
        }
    }
}

function add(value: unknown, found: SyntaxNode[]): void {
    if (typeof value !== 'object' || value === null) {
        return;
    }
    if (isNode(value)) {
        found.push(value);
    } else {
        collect(value, found);
    }
}

function isNode(value: object): value is SyntaxNode {
    return 'kind' in value;
}
