// Loads the grammar of Python: tree-sitter, whose runtime and grammar are WebAssembly in two files
// beside the program. They are read from the disk and never from anywhere else.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Edit, Language, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';
import { changeBetween, grammarText } from '../python/syntax/grammarText.js';
import type { Grammar, OpenSyntaxTree, SyntaxTree, TreeNode } from '../python/syntax/tree.js';
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
    const named = python.types.map((_, id) => python.nodeTypeIsNamed(id));
    const parse = (text: string, old?: Tree): Tree => {
        const tree = parser.parse(text, old);
        if (tree === null) {
            throw new Error('The grammar of Python is not loaded; this is a bug of ckptmap.');
        }
        return tree;
    };
    return {
        parse(text) {
            const tree = parse(grammarText(text));
            const plain = plainTree(tree, named);
            tree.delete();
            return plain;
        },
        open: (text) => openTree(text, parse, named),
    };
}

function openTree(
    opened: string,
    parse: (text: string, old?: Tree) => Tree,
    named: readonly boolean[],
): OpenSyntaxTree {
    let text = grammarText(opened);
    let parsed = parse(text);
    let plain: SyntaxTree | undefined;
    return {
        get tree() {
            plain ??= plainTree(parsed, named);
            return plain;
        },
        update(updated) {
            const next = grammarText(updated);
            const { start, oldEnd, newEnd } = changeBetween(text, next);
            parsed.edit(
                new Edit({
                    startIndex: start,
                    oldEndIndex: oldEnd,
                    newEndIndex: newEnd,
                    startPosition: pointAt(text, start),
                    oldEndPosition: pointAt(text, oldEnd),
                    newEndPosition: pointAt(next, newEnd),
                }),
            );
            text = next;
            const old = parsed;
            parsed = parse(text, old);
            old.delete();
            plain = undefined;
        },
        close() {
            parsed.delete();
        },
    };
}

function pointAt(text: string, offset: number): { row: number; column: number } {
    let row = 0;
    let start = 0;
    for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
        row += 1;
        start = at + 1;
    }
    return { row, column: offset - start };
}

/** Copies a tree out of the grammar's memory: once, as each look into it costs a call. */
function plainTree(tree: Tree, named: readonly boolean[]): SyntaxTree {
    const { hasError } = tree.rootNode;
    const comments: Span[] = [];
    const cursor = tree.walk();
    const root = plainRoot(cursor, { named, hasError, comments });
    cursor.delete();
    return { root, comments, hasError };
}

interface Copying {
    readonly named: readonly boolean[];
    readonly hasError: boolean;
    readonly comments: Span[];
}

/** The tree below the cursor; without recursion, as a text may nest deeper than the stack. */
function plainRoot(cursor: TreeCursor, copying: Copying): TreeNode {
    const [root, first] = plainNode(cursor, copying);
    const open: TreeNode[][] = [first];
    // The parts of a string's content are read from the text.
    const descends = () => cursor.nodeType !== 'string_content' && cursor.gotoFirstChild();
    if (!descends()) {
        return root;
    }
    for (;;) {
        const { nodeType } = cursor;
        let inside: TreeNode[] | undefined;
        if (nodeType === 'comment') {
            copying.comments.push({ start: cursor.startIndex, end: cursor.endIndex });
        } else if (nodeType !== 'line_continuation') {
            const [node, children] = plainNode(cursor, copying);
            open.at(-1)?.push(node);
            inside = children;
        }
        if (inside !== undefined && descends()) {
            open.push(inside);
            continue;
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
    const node: TreeNode = {
        type: cursor.nodeType,
        // The number of `ERROR` is not in the language's table.
        named: copying.named[cursor.nodeTypeId] ?? true,
        field: cursor.currentFieldName ?? undefined,
        missing: copying.hasError && cursor.nodeIsMissing,
        start: cursor.startIndex,
        end: cursor.endIndex,
        children,
    };
    return [node, children];
}
