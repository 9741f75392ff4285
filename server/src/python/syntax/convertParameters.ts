// The parameters of functions and lambdas, and what CPython refuses of their order.

import { convertExpression } from './convertExpression.js';
import type { Parameter, ParameterRole } from './ast.js';
import { nameOf, placeOf, refuse, type Conversion } from './conversion.js';
import { fieldOf, rulesIn, type TreeNode } from './tree.js';

/** The parameters, in their order. */
export function convertParameters(conversion: Conversion, node: TreeNode): readonly Parameter[] {
    const nodes = rulesIn(node);
    const slash = nodes.findIndex(({ type }) => type === 'positional_separator');
    const star = nodes.findIndex((each) => isStar(each));
    const parameters: Parameter[] = [];
    for (const [index, each] of nodes.entries()) {
        const before =
            index < slash
                ? 'positionalOnly'
                : star !== -1 && star < index
                  ? 'keywordOnly'
                  : 'positionalOrKeyword';
        const parameter = convertParameter(conversion, each, before);
        if (parameter !== undefined) {
            parameters.push(parameter);
        }
    }
    refuseOrder(conversion, nodes, { slash, star });
    refuseNames(conversion, parameters);
    return parameters;
}

function isStar(node: TreeNode): boolean {
    const inner = node.type === 'typed_parameter' ? rulesIn(node)[0] : node;
    return inner?.type === 'keyword_separator' || inner?.type === 'list_splat_pattern';
}

function convertParameter(
    conversion: Conversion,
    node: TreeNode,
    role: ParameterRole,
): Parameter | undefined {
    const type = fieldOf(node, 'type');
    const value = fieldOf(node, 'value');
    const named =
        fieldOf(node, 'name') ?? (node.type === 'typed_parameter' ? rulesIn(node)[0] : node);
    const rest = { annotation: undefined, default: undefined };
    switch (named?.type) {
        case 'keyword_separator':
        case 'positional_separator':
        case undefined:
            return undefined;
        case 'identifier':
            return {
                name: nameOf(conversion, named),
                role,
                annotation: type && convertExpression(conversion, type),
                default: value && convertExpression(conversion, value),
                start: named.start,
                end: type?.end ?? named.end,
            };
        case 'list_splat_pattern':
        case 'dictionary_splat_pattern': {
            const [name] = rulesIn(named);
            if (name?.type !== 'identifier') {
                refuse(conversion, named, 'invalid syntax');
                return undefined;
            }
            return {
                ...rest,
                name: nameOf(conversion, name),
                role: named.type === 'list_splat_pattern' ? 'varPositional' : 'varKeyword',
                annotation: type && convertExpression(conversion, type),
                start: name.start,
                end: type?.end ?? name.end,
            };
        }
        case 'tuple_pattern':
            refuse(conversion, named, 'Function parameters cannot be parenthesized');
            return undefined;
        default:
            refuse(conversion, node, 'invalid syntax');
            return undefined;
    }
}

function refuseOrder(
    conversion: Conversion,
    nodes: readonly TreeNode[],
    { slash, star }: { readonly slash: number; readonly star: number },
): void {
    const optional = nodes.findIndex(({ type }) => type.endsWith('default_parameter'));
    for (const [index, node] of nodes.entries()) {
        const plain = node.type === 'identifier' || node.type === 'typed_parameter';
        const positional = (star === -1 || index < star) && !isKeywords(node);
        if (plain && positional && optional !== -1 && optional < index) {
            refuse(conversion, node, 'non-default argument follows default argument');
        }
        if (star !== -1 && star < index && isStar(node)) {
            refuse(conversion, node, '* argument may appear only once');
        }
        if (node.type === 'positional_separator') {
            refuseSlash(conversion, node, { index, slash, star });
        }
    }
    const keywords = nodes.findIndex((node) => isKeywords(node));
    if (keywords !== -1 && keywords < nodes.length - 1) {
        const after = nodes[keywords + 1] ?? nodes[keywords];
        if (after !== undefined) {
            refuse(conversion, after, 'arguments cannot follow var-keyword argument');
        }
    }
    const bare = nodes[star];
    const behind = nodes[star + 1];
    if (bare?.type === 'keyword_separator' && (behind === undefined || isKeywords(behind))) {
        refuse(conversion, bare, 'named arguments must follow bare *');
    }
}

function refuseSlash(
    conversion: Conversion,
    node: TreeNode,
    at: { readonly index: number; readonly slash: number; readonly star: number },
): void {
    if (at.index !== at.slash) {
        refuse(conversion, node, '/ may appear only once');
    } else if (at.index === 0) {
        refuse(conversion, node, 'at least one argument must precede /');
    } else if (at.star !== -1 && at.star < at.index) {
        refuse(conversion, node, '/ must be ahead of *');
    }
}

function isKeywords(node: TreeNode): boolean {
    const inner = node.type === 'typed_parameter' ? rulesIn(node)[0] : node;
    return inner?.type === 'dictionary_splat_pattern';
}

function refuseNames(conversion: Conversion, parameters: readonly Parameter[]): void {
    const seen = new Set<string>();
    for (const parameter of parameters) {
        const { name } = parameter;
        if (seen.has(name)) {
            const message = `duplicate argument '${name}' in function definition`;
            refuse(conversion, placeOf(parameter), message);
        }
        seen.add(name);
    }
}
