// `*f(x)`: the grammar binds the star to the first name, Python to the whole expression.

import type { TreeNode } from './tree.js';

const operations = new Set([
    'attribute',
    'call',
    'subscript',
    'binary_operator',
    'comparison_operator',
    'boolean_operator',
    'conditional_expression',
]);

/** An expression without the star at its beginning; the node itself where it has none. */
export function withoutStar(node: TreeNode): TreeNode {
    const [first, ...rest] = node.children;
    if (first === undefined || !operations.has(node.type)) {
        return node;
    }
    const bare = first.type.startsWith('list_splat')
        ? { ...(first.children.at(-1) ?? first), field: first.field }
        : withoutStar(first);
    return bare === first ? node : { ...node, children: [bare, ...rest], start: bare.start };
}
