// What the conversion of a tree carries along: the text, and what is wrong with it.

import type { Span } from '../../util/span.js';
import type { Invalid } from './expressions.js';
import type { TreeNode } from './tree.js';

/** A place where CPython would refuse to compile, with its own words where it has some. */
export interface SyntaxProblem {
    readonly message: string;
    readonly span: Span;
}

/** One text on its way from the grammar's tree to ours. */
export interface Conversion {
    readonly text: string;
    readonly problems: SyntaxProblem[];
}

/** Says that something is no Python. */
export function refuse({ problems }: Conversion, { start, end }: Span, message: string): void {
    problems.push({ message, span: { start, end } });
}

/** The text of a node. */
export function textOf({ text }: Conversion, { start, end }: Span): string {
    return text.slice(start, end);
}

/** A name as Python compares it: in NFKC, so that `ﬁ` is `fi`. */
export function nameOf(conversion: Conversion, node: Span): string {
    const name = textOf(conversion, node);
    return /^\w*$/.test(name) ? name : name.normalize('NFKC');
}

/** What stands for a piece of text that is no Python. */
export function invalid({ start, end }: Span, parts: Invalid['parts'] = []): Invalid {
    return { kind: 'Invalid', parts, start, end };
}

/** The place of a node, alone. */
export function placeOf({ start, end }: Span): Span {
    return { start, end };
}

/** The place from the first of some nodes to the last. */
export function placeOfAll(nodes: readonly TreeNode[], otherwise: Span): Span {
    return { start: nodes[0]?.start ?? otherwise.start, end: nodes.at(-1)?.end ?? otherwise.end };
}
