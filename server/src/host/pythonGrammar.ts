// Loads the grammar of Python: tree-sitter, whose runtime and grammar are WebAssembly in two files
// beside the program. They are read from the disk and never from anywhere else.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Language, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';
import { grammarText } from '../python/syntax/grammarText.js';
import type { Grammar, SyntaxTree, TreeNode } from '../python/syntax/tree.js';
import type { Span } from '../util/span.js';

/** The paths of the two WebAssembly files. */
export interface GrammarFiles {
    readonly runtime: string;
    readonly language: string;
}

/** Where both files are in the folder of the built programs. */
export function grammarFilesIn(folder: string): GrammarFiles {
    return {
        runtime: join(folder, 'web-tree-sitter.wasm'),
        language: join(folder, 'tree-sitter-python.wasm'),
    };
}

/** The grammar of Python. Rejects where a file is missing or is no grammar. */
export async function loadPythonGrammar({ runtime, language }: GrammarFiles): Promise<Grammar> {
    await Parser.init({ wasmBinary: new Uint8Array(await readFile(runtime)).buffer });
    const python = await Language.load(new Uint8Array(await readFile(language)));
    const parser = new Parser();
    parser.setLanguage(python);
    const kinds = python.types.map((type, id) => ({ type, named: python.nodeTypeIsNamed(id) }));
    return {
        parse(text) {
            const tree = parser.parse(grammarText(text));
            if (tree === null) {
                throw new Error('The grammar of Python is not loaded; this is a bug of ckptmap.');
            }
            const plain = plainTree(tree, kinds);
            tree.delete();
            return plain;
        },
    };
}

/** What the number of a node's type says. */
interface Kind {
    readonly type: string;
    readonly named: boolean;
}

/** That of a text which the grammar could not read; its number is not in the language's table. */
const error: Kind = { type: 'ERROR', named: true };

/** Copies a tree out of the grammar's memory: once, as each look into it costs a call. */
function plainTree(tree: Tree, kinds: readonly Kind[]): SyntaxTree {
    const { hasError } = tree.rootNode;
    const comments: Span[] = [];
    const cursor = tree.walk();
    const root = plainRoot(cursor, { kinds, hasError, comments });
    cursor.delete();
    return { root, comments, hasError };
}

interface Copying {
    readonly kinds: readonly Kind[];
    readonly hasError: boolean;
    readonly comments: Span[];
}

/** The tree below the cursor; without recursion, as a text may nest deeper than the stack. */
function plainRoot(cursor: TreeCursor, copying: Copying): TreeNode {
    const [root, first] = plainNode(cursor, copying);
    const open: TreeNode[][] = [first];
    // The parts of a string's content are read from the text.
    const descends = ({ type }: TreeNode) => type !== 'string_content' && cursor.gotoFirstChild();
    if (!descends(root)) {
        return root;
    }
    for (;;) {
        const [node, children] = plainNode(cursor, copying);
        if (node.type === 'comment') {
            copying.comments.push({ start: node.start, end: node.end });
        } else if (node.type !== 'line_continuation') {
            open.at(-1)?.push(node);
            if (descends(node)) {
                open.push(children);
                continue;
            }
        }
        while (!cursor.gotoNextSibling()) {
            open.pop();
            cursor.gotoParent();
            if (open.length === 0) {
                return root;
            }
        }
    }
}

/** The node under the cursor, and the list of its children, which is still empty. */
function plainNode(cursor: TreeCursor, copying: Copying): readonly [TreeNode, TreeNode[]] {
    const children: TreeNode[] = [];
    const { type, named } = copying.kinds[cursor.nodeTypeId] ?? error;
    const node: TreeNode = {
        type,
        named,
        field: cursor.currentFieldName ?? undefined,
        missing: copying.hasError && cursor.nodeIsMissing,
        start: cursor.startIndex,
        end: cursor.endIndex,
        children,
    };
    return [node, children];
}
