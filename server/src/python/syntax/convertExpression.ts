// Expressions: from the grammar's tree to ours. What the grammar reads otherwise than CPython is
// put right here: how tightly operators bind, chains of `and` and `or`, tuples without parentheses.

import type { Span } from '../../util/span.js';
import { argumentsOf } from './convertArguments.js';
import { convertBinary } from './convertBinary.js';
import { convertGenerators } from './convertComprehension.js';
import { convertString } from './convertString.js';
import { convertParameters } from './convertParameters.js';
import { convertType } from './convertType.js';
import { invalid, nameOf, placeOf, refuse, textOf, type Conversion } from './conversion.js';
import type { Call, CompareOperator, DictItem, Expression, Name } from './expressions.js';
import { readNumber } from './numberLiterals.js';
import { withoutStar } from './stars.js';
import { fieldOf, fieldsOf, hasToken, rulesIn, type TreeNode } from './tree.js';

/** An expression; `Invalid` where the node is missing, or none. */
export function convertExpression(
    conversion: Conversion,
    node: TreeNode | undefined,
    parent?: TreeNode,
): Expression {
    if (node === undefined) {
        const place = parent ?? { start: 0, end: 0 };
        refuse(conversion, place, 'invalid syntax');
        return invalid(place);
    }
    if (node.missing) {
        return invalid(node);
    }
    const bare = conversion.text.charAt(node.start) === '*' ? withoutStar(node) : node;
    return bare === node
        ? convertKnown(conversion, node)
        : { kind: 'Starred', value: convertKnown(conversion, bare), ...placeOf(node) };
}

/** Every rule among a node's children as an expression. */
export function convertAll(
    conversion: Conversion,
    nodes: readonly TreeNode[],
): readonly Expression[] {
    return nodes.map((node) => convertExpression(conversion, node));
}

/** One expression as it is; several, or one with a comma behind it, as a tuple. */
export function convertListed(
    conversion: Conversion,
    nodes: readonly TreeNode[],
    place: Span,
    comma: boolean,
): Expression {
    const [first] = nodes;
    if (first !== undefined && nodes.length === 1 && !comma) {
        return convertExpression(conversion, first);
    }
    return { kind: 'Tuple', elements: convertAll(conversion, nodes), ...placeOf(place) };
}

function convertKnown(conversion: Conversion, node: TreeNode): Expression {
    const place = placeOf(node);
    const field = (name: string) => convertExpression(conversion, fieldOf(node, name), node);
    const rules = rulesIn(node);
    const child = (index: number) => convertExpression(conversion, rules[index], node);
    switch (node.type) {
        case 'identifier':
            return convertName(conversion, node);
        case 'string':
        case 'concatenated_string':
            return convertString(conversion, node);
        case 'integer':
        case 'float':
            return convertNumber(conversion, node);
        case 'true':
        case 'false':
            return { kind: 'Constant', type: 'bool', value: node.type === 'true', ...place };
        case 'none':
            return { kind: 'Constant', type: 'none', ...place };
        case 'ellipsis':
            return { kind: 'Constant', type: 'ellipsis', ...place };
        case 'attribute':
            return convertAttribute(conversion, node);
        case 'call':
            return convertCall(conversion, node);
        case 'subscript':
            return convertSubscript(conversion, node);
        case 'slice':
            return convertSlice(conversion, node);
        case 'binary_operator':
        case 'unary_operator':
        case 'await':
            return convertBinary(conversion, node);
        case 'not_operator':
            return { kind: 'UnaryOp', operator: 'not', operand: field('argument'), ...place };
        case 'boolean_operator':
            return convertBoolean(conversion, node);
        case 'comparison_operator':
            return convertComparison(conversion, node);
        case 'conditional_expression':
            return { kind: 'IfExp', body: child(0), test: child(1), orElse: child(2), ...place };
        case 'named_expression':
            return convertNamed(conversion, node);
        case 'lambda': {
            const parameters = fieldOf(node, 'parameters');
            return {
                kind: 'Lambda',
                parameters:
                    parameters === undefined ? [] : convertParameters(conversion, parameters),
                body: field('body'),
                ...place,
            };
        }
        case 'list':
        case 'list_pattern':
            return { kind: 'List', elements: convertAll(conversion, rules), ...place };
        case 'set':
            return { kind: 'Set', elements: convertAll(conversion, rules), ...place };
        case 'tuple':
        case 'expression_list':
        case 'pattern_list':
            return { kind: 'Tuple', elements: convertAll(conversion, rules), ...place };
        case 'tuple_pattern': {
            const [only] = rules;
            return only !== undefined && rules.length === 1 && !hasToken(node, ',')
                ? convertParenthesized(conversion, node)
                : { kind: 'Tuple', elements: convertAll(conversion, rules), ...place };
        }
        case 'dictionary':
            return { kind: 'Dict', items: convertItems(conversion, rules), ...place };
        case 'list_comprehension':
            return { kind: 'ListComp', ...comprehension(conversion, node), ...place };
        case 'set_comprehension':
            return { kind: 'SetComp', ...comprehension(conversion, node), ...place };
        case 'generator_expression':
            return { kind: 'GeneratorExp', ...comprehension(conversion, node), ...place };
        case 'dictionary_comprehension': {
            const pair = fieldOf(node, 'body');
            return {
                kind: 'DictComp',
                key: convertExpression(conversion, pair && fieldOf(pair, 'key'), node),
                value: convertExpression(conversion, pair && fieldOf(pair, 'value'), node),
                generators: convertGenerators(conversion, node),
                ...place,
            };
        }
        case 'parenthesized_expression':
            return convertParenthesized(conversion, node);
        case 'list_splat':
        case 'list_splat_pattern':
            return { kind: 'Starred', value: child(0), ...place };
        case 'yield':
            return convertYield(conversion, node);
        case 'type':
        case 'generic_type':
        case 'union_type':
        case 'member_type':
        case 'constrained_type':
        case 'splat_type':
            return convertType(conversion, node);
        case 'ERROR':
            return invalid(node, convertParts(conversion, node));
        default:
            refuse(conversion, node, 'invalid syntax');
            return invalid(node, convertParts(conversion, node));
    }
}

const expressions = new Set(
    (
        'identifier string concatenated_string integer float true false none ellipsis attribute ' +
        'call subscript binary_operator unary_operator await not_operator boolean_operator ' +
        'comparison_operator conditional_expression named_expression lambda list set tuple ' +
        'expression_list dictionary list_comprehension set_comprehension generator_expression ' +
        'dictionary_comprehension parenthesized_expression list_splat ERROR'
    ).split(' '),
);

/** The expressions in a piece of text that the grammar could not read. */
export function convertParts(conversion: Conversion, node: TreeNode): readonly Expression[] {
    return rulesIn(node).flatMap((child): readonly Expression[] =>
        expressions.has(child.type)
            ? [convertExpression(conversion, child)]
            : convertParts(conversion, child),
    );
}

/** A name. */
export function convertName(conversion: Conversion, node: TreeNode): Name {
    return { kind: 'Name', name: nameOf(conversion, node), ...placeOf(node) };
}

function convertNumber(conversion: Conversion, node: TreeNode): Expression {
    const literal = readNumber(textOf(conversion, node), node);
    if (typeof literal === 'string') {
        refuse(conversion, node, literal);
        return invalid(node);
    }
    return literal;
}

function convertAttribute(conversion: Conversion, node: TreeNode): Expression {
    const name = fieldOf(node, 'attribute');
    const value = convertExpression(conversion, fieldOf(node, 'object'), node);
    return {
        kind: 'Attribute',
        value,
        name: name === undefined ? '' : nameOf(conversion, name),
        nameStart: name?.start ?? node.end,
        ...placeOf(node),
    };
}

function convertCall(conversion: Conversion, node: TreeNode): Call {
    const func = convertExpression(conversion, fieldOf(node, 'function'), node);
    const list = fieldOf(node, 'arguments');
    return {
        kind: 'Call',
        func,
        nameStart: func.kind === 'Attribute' ? func.nameStart : func.start,
        ...(list?.type === 'generator_expression'
            ? { args: [convertExpression(conversion, list)], keywords: [] }
            : argumentsOf(conversion, list)),
        ...placeOf(node),
    };
}

function convertSubscript(conversion: Conversion, node: TreeNode): Expression {
    const indices = fieldsOf(node, 'subscript');
    const value = fieldOf(node, 'value');
    const last = indices.at(-1);
    const comma = node.children.findLast(({ type }) => type === ',');
    const trailing = comma !== undefined && last !== undefined && last.end <= comma.start;
    const starred = indices.some(({ start }) => conversion.text.charAt(start) === '*');
    const place = {
        start: indices[0]?.start ?? node.start,
        end: trailing ? comma.end : (last?.end ?? node.end),
    };
    return {
        kind: 'Subscript',
        value: convertExpression(conversion, value, node),
        index:
            last === undefined
                ? convertExpression(conversion, undefined, node)
                : convertListed(conversion, indices, place, trailing || starred),
        ...placeOf(node),
    };
}

function convertSlice(conversion: Conversion, node: TreeNode): Expression {
    const parts: (Expression | undefined)[] = [undefined, undefined, undefined];
    let colons = 0;
    for (const child of node.children) {
        if (child.type === ':' && !child.named) {
            colons += 1;
        } else if (child.named) {
            parts[colons] = convertExpression(conversion, child);
        }
    }
    const [lower, upper, step] = parts;
    return { kind: 'Slice', lower, upper, step, ...placeOf(node) };
}

function convertBoolean(conversion: Conversion, node: TreeNode): Expression {
    const operator = hasToken(node, 'and') ? 'and' : 'or';
    const operands: (TreeNode | undefined)[] = [];
    let left: TreeNode | undefined = node;
    while (left?.type === 'boolean_operator' && hasToken(left, operator)) {
        operands.unshift(fieldOf(left, 'right'));
        left = fieldOf(left, 'left');
    }
    const values = [left, ...operands].map((each) => convertExpression(conversion, each, node));
    return { kind: 'BoolOp', operator, values, ...placeOf(node) };
}

const comparisons: ReadonlySet<string> = new Set<CompareOperator>([
    '==',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    'is',
    'is not',
    'in',
    'not in',
]);

function isComparison(type: string): type is CompareOperator {
    return comparisons.has(type);
}

function convertComparison(conversion: Conversion, node: TreeNode): Expression {
    const [left, ...comparators] = rulesIn(node).map((child) =>
        convertExpression(conversion, child),
    );
    const operators = node.children.flatMap((child) => {
        if (child.named) {
            return [];
        }
        if (!isComparison(child.type)) {
            refuse(conversion, child, 'invalid syntax');
            return [];
        }
        return [child.type];
    });
    if (left === undefined || operators.length !== comparators.length) {
        return invalid(node, left === undefined ? [] : [left, ...comparators]);
    }
    return { kind: 'Compare', left, operators, comparators, ...placeOf(node) };
}

function convertNamed(conversion: Conversion, node: TreeNode): Expression {
    const name = fieldOf(node, 'name');
    const value = convertExpression(conversion, fieldOf(node, 'value'), node);
    if (name?.type !== 'identifier') {
        return invalid(node, [value]);
    }
    return { kind: 'NamedExpr', target: convertName(conversion, name), value, ...placeOf(node) };
}

function convertItems(conversion: Conversion, nodes: readonly TreeNode[]): readonly DictItem[] {
    return nodes.map((node): DictItem => {
        switch (node.type) {
            case 'pair':
                return {
                    key: convertExpression(conversion, fieldOf(node, 'key'), node),
                    value: convertExpression(conversion, fieldOf(node, 'value'), node),
                };
            case 'dictionary_splat':
                return {
                    key: undefined,
                    value: convertExpression(conversion, rulesIn(node)[0], node),
                };
            default: {
                // Half an entry, as it is while somebody types: what is there is a key.
                const [key] = convertParts(conversion, node);
                return { key, value: invalid({ start: node.end, end: node.end }) };
            }
        }
    });
}

function comprehension(conversion: Conversion, node: TreeNode) {
    const element = convertExpression(conversion, fieldOf(node, 'body'), node);
    if (element.kind === 'Starred') {
        refuse(conversion, element, 'iterable unpacking cannot be used in comprehension');
    }
    return { element, generators: convertGenerators(conversion, node) };
}

function convertParenthesized(conversion: Conversion, node: TreeNode): Expression {
    const inner = convertExpression(conversion, rulesIn(node)[0], node);
    if (inner.kind === 'Starred') {
        refuse(conversion, inner, 'cannot use starred expression here');
    }
    return inner;
}

function convertYield(conversion: Conversion, node: TreeNode): Expression {
    const [value] = rulesIn(node);
    if (hasToken(node, 'from')) {
        return {
            kind: 'YieldFrom',
            value: convertExpression(conversion, value, node),
            ...placeOf(node),
        };
    }
    return {
        kind: 'Yield',
        value: value && convertExpression(conversion, value),
        ...placeOf(node),
    };
}
