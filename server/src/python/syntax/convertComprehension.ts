// The clauses of comprehensions.

import { convertExpression } from './convertExpression.js';
import { convertTarget } from './convertTarget.js';
import { invalid, placeOf, refuse, type Conversion } from './conversion.js';
import type { Comprehension, Expression } from './expressions.js';
import { fieldOf, fieldsOf, hasToken, rulesIn, type TreeNode } from './tree.js';

/** The `for` clauses of a comprehension, each with the conditions behind it. */
export function convertGenerators(
    conversion: Conversion,
    node: TreeNode,
): readonly Comprehension[] {
    const generators: Comprehension[] = [];
    let conditions: Expression[] = [];
    for (const clause of rulesIn(node)) {
        if (clause.type === 'for_in_clause') {
            conditions = [];
            generators.push({ ...convertClause(conversion, clause), conditions });
        } else if (clause.type === 'if_clause') {
            conditions.push(convertExpression(conversion, rulesIn(clause)[0], clause));
        }
    }
    return generators;
}

function convertClause(conversion: Conversion, node: TreeNode): Comprehension {
    const [iterable, ...more] = fieldsOf(node, 'right');
    for (const each of more) {
        refuse(conversion, each, 'invalid syntax');
    }
    const left = fieldOf(node, 'left');
    return {
        isAsync: hasToken(node, 'async'),
        target: left === undefined ? invalid(node) : convertTarget(conversion, left),
        iterable: convertExpression(conversion, iterable, node),
        conditions: [],
        ...placeOf(node),
    };
}
