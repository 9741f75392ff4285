// From a text and the grammar's tree of it to our syntax tree, and whether CPython would run it.
// Pure: the grammar is loaded in host/. What is broken is in the tree as `Invalid`, the rest stays.

import type { Span } from '../../util/span.js';
import type { Module } from './ast.js';
import { checkIndentation } from './checkIndentation.js';
import { checkModule } from './checkModule.js';
import { convertStatements } from './convertStatement.js';
import { invalid, type Conversion, type SyntaxProblem } from './conversion.js';
import { rulesIn, type Grammar, type TreeNode } from './tree.js';

/** A text of Python that was read. */
export interface ParsedModule {
    readonly module: Module;
    /** Comments with their `#`, in the order of the text. */
    readonly comments: readonly Span[];
    /** Where CPython refuses the text, in its order: where there is one, nothing of it runs. */
    readonly problems: readonly SyntaxProblem[];
}

/** Reads a text. */
export function parsePython(grammar: Grammar, text: string): ParsedModule {
    const { root, comments, hasError } = grammar.parse(text);
    const conversion: Conversion = { text, problems: [] };
    const place = { start: 0, end: text.length };
    let module: Module = { kind: 'Module', body: [], ...place };
    try {
        const nodes = root.type === 'ERROR' ? [root] : rulesIn(root);
        module = { kind: 'Module', body: convertStatements(conversion, nodes), ...place };
        if (!hasError) {
            checkModule(conversion, module);
            checkIndentation(conversion, module, comments);
        }
    } catch (error) {
        if (!(error instanceof RangeError)) {
            throw error;
        }
        // CPython has a limit of its own, with these words.
        conversion.problems.push({ message: 'too many nested parentheses', span: place });
    }
    if (hasError) {
        findErrors(conversion, root);
    }
    const problems = conversion.problems.sort((one, other) => one.span.start - other.span.start);
    return { module, comments, problems };
}

/** The module as it runs: where CPython refuses any of its text, what it does is not known. */
export function runnable({ module, problems: [problem] }: ParsedModule): Module {
    return problem === undefined ? module : { ...module, body: [invalid(problem.span)] };
}

/** What the grammar could not read: the outermost errors, and tokens that are missing. */
function findErrors({ problems }: Conversion, root: TreeNode): void {
    const pending = [root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
        const { start, end } = node;
        if (node.type === 'ERROR') {
            problems.push({ message: 'invalid syntax', span: { start, end } });
        } else if (node.missing) {
            const message = node.named ? 'invalid syntax' : `expected '${node.type}'`;
            problems.push({ message, span: { start, end } });
        } else {
            pending.push(...node.children);
        }
    }
}
