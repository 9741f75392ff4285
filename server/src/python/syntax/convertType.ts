// Annotations: the grammar has rules of their own for them, which are plain expressions to Python.

import { convertExpression, convertListed, convertName } from './convertExpression.js';
import { invalid, nameOf, placeOf, type Conversion } from './conversion.js';
import type { TypeParameter } from './ast.js';
import type { Expression } from './expressions.js';
import { hasToken, rulesIn, type TreeNode } from './tree.js';

/** An annotation as an expression. */
export function convertType(conversion: Conversion, node: TreeNode): Expression {
    const [first, second] = rulesIn(node);
    const place = placeOf(node);
    const child = (each: TreeNode | undefined) => convertExpression(conversion, each, node);
    switch (node.type) {
        case 'generic_type':
            return {
                kind: 'Subscript',
                value: child(first),
                index: second === undefined ? invalid(node) : convertIndex(conversion, second),
                ...place,
            };
        case 'union_type':
            return {
                kind: 'BinOp',
                left: child(first),
                operator: '|',
                right: child(second),
                ...place,
            };
        case 'member_type':
            return {
                kind: 'Attribute',
                value: child(first),
                name: second === undefined ? '' : nameOf(conversion, second),
                nameStart: second?.start ?? node.end,
                ...place,
            };
        case 'constrained_type':
            return {
                kind: 'Slice',
                lower: child(first),
                upper: child(second),
                step: undefined,
                ...place,
            };
        case 'splat_type':
            return first === undefined || hasToken(node, '**')
                ? invalid(node)
                : { kind: 'Starred', value: convertName(conversion, first), ...place };
        default:
            return child(first);
    }
}

function convertIndex(conversion: Conversion, node: TreeNode): Expression {
    const types = rulesIn(node);
    const last = types.at(-1);
    const comma = node.children.findLast(({ type }) => type === ',');
    const trailing = comma !== undefined && last !== undefined && last.end <= comma.start;
    const starred = types.some(({ start }) => conversion.text.charAt(start) === '*');
    const place = {
        start: types[0]?.start ?? node.start,
        end: trailing ? comma.end : (last?.end ?? node.end),
    };
    return convertListed(conversion, types, place, trailing || starred);
}

/** The parameters in square brackets behind the name of a function, a class or an alias. */
export function convertTypeParameters(
    conversion: Conversion,
    node: TreeNode | undefined,
): readonly TypeParameter[] {
    return (node === undefined ? [] : rulesIn(node)).flatMap((type): readonly TypeParameter[] => {
        const [inner] = rulesIn(type);
        if (inner === undefined) {
            return [];
        }
        const [first, bound] = rulesIn(inner);
        if (inner.type === 'splat_type' && first !== undefined) {
            const kind = hasToken(inner, '**') ? 'ParamSpec' : 'TypeVarTuple';
            const name = nameOf(conversion, first);
            return [{ kind, name, bound: undefined, ...placeOf(inner) }];
        }
        if (inner.type === 'constrained_type' && first !== undefined) {
            return [
                {
                    kind: 'TypeVar',
                    name: nameOf(conversion, first),
                    bound: bound && convertExpression(conversion, bound),
                    ...placeOf(inner),
                },
            ];
        }
        return [
            {
                kind: 'TypeVar',
                name: nameOf(conversion, inner),
                bound: undefined,
                ...placeOf(inner),
            },
        ];
    });
}
