// The arguments of calls, and of classes, in the order that CPython allows.

import { convertExpression } from './convertExpression.js';
import { nameOf, placeOf, refuse, type Conversion } from './conversion.js';
import type { Expression, Keyword } from './expressions.js';
import { fieldOf, hasToken, rulesIn, type TreeNode } from './tree.js';

/** What a call passes. */
export interface CallArguments {
    readonly args: readonly Expression[];
    readonly keywords: readonly Keyword[];
}

/** The arguments in parentheses. */
export function argumentsOf(conversion: Conversion, list: TreeNode | undefined): CallArguments {
    const args: Expression[] = [];
    const keywords: Keyword[] = [];
    const names = new Set<string>();
    const nodes = list === undefined ? [] : rulesIn(list);
    let unpacked = false;
    for (const node of nodes) {
        switch (node.type) {
            case 'keyword_argument': {
                const keyword = convertKeyword(conversion, node);
                if (names.has(keyword.name ?? '')) {
                    const name = keyword.name ?? '';
                    refuse(conversion, node, `keyword argument repeated: ${name}`);
                }
                names.add(keyword.name ?? '');
                keywords.push(keyword);
                break;
            }
            case 'dictionary_splat': {
                const value = convertExpression(conversion, rulesIn(node)[0], node);
                keywords.push({ name: undefined, value, ...placeOf(node) });
                unpacked = true;
                break;
            }
            default: {
                const value = convertExpression(conversion, node);
                args.push(value);
                refuseOrder(conversion, value, { unpacked, named: 0 < names.size });
            }
        }
    }
    return { args, keywords };
}

function refuseOrder(
    conversion: Conversion,
    value: Expression,
    before: { readonly unpacked: boolean; readonly named: boolean },
): void {
    if (value.kind === 'Starred') {
        if (before.unpacked) {
            const message = 'iterable argument unpacking follows keyword argument unpacking';
            refuse(conversion, value, message);
        }
    } else if (value.kind !== 'Invalid' && (before.unpacked || before.named)) {
        const behind = before.unpacked ? ' unpacking' : '';
        refuse(conversion, value, `positional argument follows keyword argument${behind}`);
    }
}

function convertKeyword(conversion: Conversion, node: TreeNode): Keyword {
    const name = fieldOf(node, 'name');
    return {
        name: name === undefined || !hasToken(node, '=') ? undefined : nameOf(conversion, name),
        value: convertExpression(conversion, fieldOf(node, 'value'), node),
        ...placeOf(node),
    };
}
