// Of which kind a node is: what can be bound, and what has a value.

import type { Statement } from './ast.js';
import type { AssignmentTarget, Expression } from './expressions.js';

const targetKinds = new Set<string>(['Name', 'Attribute', 'Subscript', 'Starred', 'List', 'Tuple']);

/** Whether an expression has the form of a target. */
export function isTarget(node: Expression): node is AssignmentTarget & Expression {
    return targetKinds.has(node.kind) || node.kind === 'Invalid';
}

const statementKinds = new Set(
    (
        'FunctionDef ClassDef Return Delete Assign TypeAlias AugAssign AnnAssign For ' +
        'While If With Match Raise Try Assert Import ImportFrom Global Nonlocal ' +
        'ExpressionStatement Pass Break Continue'
    ).split(' '),
);

/** Whether a part of an invalid text is an expression. */
export function isExpression(node: Statement | Expression): node is Expression {
    return !statementKinds.has(node.kind);
}
