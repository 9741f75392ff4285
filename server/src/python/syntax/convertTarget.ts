// What can be bound or deleted: targets, which the grammar reads as patterns or as expressions.
// The messages are CPython's (Parser/pegen.c, _PyPegen_get_expr_name).

import { convertExpression } from './convertExpression.js';
import { invalid, refuse, type Conversion } from './conversion.js';
import type { AssignmentTarget, Expression } from './expressions.js';
import type { TreeNode } from './tree.js';

/** The target of an assignment, a loop, a `with` or a comprehension. */
export function convertTarget(conversion: Conversion, node: TreeNode): AssignmentTarget {
    const target = asTarget(conversion, convertExpression(conversion, node), 'assign to');
    if (target.kind === 'Starred') {
        refuse(conversion, target, 'starred assignment target must be in a list or tuple');
    }
    return target;
}

/** What a `del` removes. */
export function convertDeleted(conversion: Conversion, node: TreeNode): AssignmentTarget {
    return asTarget(conversion, convertExpression(conversion, node), 'delete');
}

function asTarget(
    conversion: Conversion,
    expression: Expression,
    action: 'assign to' | 'delete',
): AssignmentTarget {
    switch (expression.kind) {
        case 'Name':
            if (expression.name === '__debug__') {
                refuse(conversion, expression, `cannot ${action} __debug__`);
            }
            return expression;
        case 'Attribute':
        case 'Subscript':
        case 'Invalid':
            return expression;
        case 'Starred':
            if (action === 'delete') {
                refuse(conversion, expression, 'cannot delete starred');
            } else {
                asTarget(conversion, expression.value, action);
            }
            return expression;
        case 'List':
        case 'Tuple': {
            const elements = expression.elements.map((each) => asTarget(conversion, each, action));
            if (1 < elements.filter(({ kind }) => kind === 'Starred').length) {
                refuse(conversion, expression, 'multiple starred expressions in assignment');
            }
            return expression;
        }
        default:
            refuse(conversion, expression, `cannot ${action} ${kindOf(expression)}`);
            return invalid(expression, [expression]);
    }
}

/** What CPython calls an expression in its messages. */
export function kindOf(expression: Expression): string {
    switch (expression.kind) {
        case 'Call':
            return 'function call';
        case 'Constant':
            return constantNames[expression.type] ?? 'literal';
        case 'JoinedStr':
        case 'FormattedValue':
            return 'f-string expression';
        case 'Compare':
            return 'comparison';
        case 'Dict':
            return 'dict literal';
        case 'Set':
            return 'set display';
        case 'Lambda':
            return 'lambda';
        case 'IfExp':
            return 'conditional expression';
        case 'NamedExpr':
            return 'named expression';
        case 'GeneratorExp':
            return 'generator expression';
        case 'Yield':
        case 'YieldFrom':
            return 'yield expression';
        case 'Await':
            return 'await expression';
        case 'ListComp':
            return 'list comprehension';
        case 'SetComp':
            return 'set comprehension';
        case 'DictComp':
            return 'dict comprehension';
        case 'Tuple':
        case 'List':
            return expression.kind.toLowerCase();
        default:
            return 'expression';
    }
}

const constantNames: Readonly<Record<string, string>> = { none: 'None', ellipsis: 'ellipsis' };
