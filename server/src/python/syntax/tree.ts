// The concrete syntax tree that the grammar makes of a text, as plain data: what stands in the
// text, without comments and continuation lines. Defined in tree-sitter-python's grammar.js; the
// grammar itself is loaded in host/, as it comes in files.

import type { Span } from '../../util/span.js';

/** A piece of the text as the grammar reads it: a rule, or a token such as `if` or `(`. */
export interface TreeNode extends Span {
    /** The rule's name, the token's text, or `ERROR` where the grammar found no rule. */
    readonly type: string;
    /** Whether it is a rule; a keyword, operator or bracket is not. */
    readonly named: boolean;
    /** What it is to its parent, where the grammar says so. */
    readonly field: string | undefined;
    /** Whether the grammar put it in, as it is not in the text. */
    readonly missing: boolean;
    readonly children: readonly TreeNode[];
}

/** The tree of one text, and its comments, which are in no node. */
export interface SyntaxTree {
    readonly root: TreeNode;
    readonly comments: readonly Span[];
    /** Whether some node is an error or missing. */
    readonly hasError: boolean;
}

/** A grammar that is loaded. */
export interface Grammar {
    parse(text: string): SyntaxTree;
}

/** The child that is this to its parent. */
export function fieldOf(node: TreeNode, field: string): TreeNode | undefined {
    return node.children.find((child) => child.field === field && child.type !== 'ERROR');
}

/** All children that are this to their parent. */
export function fieldsOf(node: TreeNode, field: string): readonly TreeNode[] {
    return node.children.filter((child) => child.field === field && child.named);
}

/** The children that are rules, in the order of the text; with what the grammar could not read. */
export function rulesIn(node: TreeNode): readonly TreeNode[] {
    return node.children.filter(({ named }) => named);
}

/** Whether a token is among the children. */
export function hasToken(node: TreeNode, token: string): boolean {
    return node.children.some(({ type, named }) => !named && type === token);
}
