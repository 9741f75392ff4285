// The call that makes a Checkpoint, as it is written: its arguments with the objects that they are,
// how the program says the objects below them, and such a call written anew.

import type { Module } from '../python/syntax/ast.js';
import type { Call, Expression } from '../python/syntax/expressions.js';
import { nodesBelow } from '../python/syntax/walk.js';
import { pythonStringRepr } from '../util/pythonRepr.js';
import type { Span } from '../util/span.js';
import type { RestoreGraphs } from './restoreGraph.js';
import { counterEdge } from './restoreMatch.js';
import type { Placement, Words } from './restorePlacement.js';

/** An argument of the call: an object of the program. */
export interface CheckpointArgument {
    /** Undefined for the root itself. */
    readonly edge: string | undefined;
    readonly node: number;
    /** Undefined where the object comes by `**mapping`, or by an attribute that is set later. */
    readonly expression: Expression | undefined;
}

/** The call that stands at a place, if it makes a Checkpoint. */
export function checkpointCall(module: Module, span: Span, text: string): Call | undefined {
    for (const node of nodesBelow(module)) {
        if (node.kind === 'Call' && node.start === span.start && node.end === span.end) {
            return makesCheckpoint(node, text) ? node : undefined;
        }
    }
    return undefined;
}

function makesCheckpoint(call: Call, text: string): boolean {
    return text.slice(call.nameStart, call.func.end) === 'Checkpoint';
}

/** The arguments of such a call; undefined where some cannot be told. */
export function argumentsOf(
    call: Call,
    { program, attached, takesRoot }: RestoreGraphs,
): readonly CheckpointArgument[] | undefined {
    const [first, ...others] = call.args;
    const root = first ?? call.keywords.find(({ name }) => name === 'root')?.value;
    if (others.length !== 0 || first?.kind === 'Starred' || (root !== undefined && !takesRoot)) {
        return undefined;
    }
    const children = root === undefined ? (program[0]?.children ?? []) : attached;
    const written = new Map(call.keywords.map(({ name, value }) => [name, value]));
    const found: CheckpointArgument[] =
        root === undefined ? [] : [{ edge: undefined, node: 0, expression: root }];
    for (const { name, node } of children) {
        if (name !== counterEdge && name !== 'root') {
            found.push({ edge: name, node, expression: written.get(name) });
        }
    }
    const order = (expression: Expression | undefined): number =>
        expression?.start ?? Number.MAX_SAFE_INTEGER;
    return found.sort((one, other) => order(one.expression) - order(other.expression));
}

/** How the program says its objects, where the call stands. */
export function wordsOf(
    args: readonly CheckpointArgument[],
    { program, names }: RestoreGraphs,
    text: string,
): Words {
    const words = new Map<number, string>();
    const plain = new Set<number>();
    const add = (node: number, said: string, isPlain: boolean): void => {
        if (!words.has(node)) {
            words.set(node, said);
            if (isPlain) {
                plain.add(node);
            }
        }
    };
    const write = (node: number, expression: Expression): void => {
        add(node, text.slice(expression.start, expression.end), isPath(expression));
        for (const [edge, part] of partsOf(expression, text)) {
            const child = program[node]?.children.find(({ name }) => name === edge);
            if (child !== undefined) {
                write(child.node, part);
            }
        }
    };
    for (const { node, expression } of args) {
        if (expression !== undefined) {
            write(node, expression);
        }
    }
    names.forEach(({ name, node }) => {
        add(node, name, true);
    });
    for (const node of plain) {
        for (const { node: child, access } of program[node]?.children ?? []) {
            if (access !== undefined) {
                add(child, `${words.get(node) ?? ''}${access}`, true);
            }
        }
    }
    return (node) => words.get(node);
}

/** Whether an expression says the same object however often it is written. */
function isPath(expression: Expression): boolean {
    return (
        expression.kind === 'Name' ||
        (expression.kind === 'Attribute' && isPath(expression.value)) ||
        (expression.kind === 'Subscript' &&
            isPath(expression.value) &&
            expression.index.kind === 'Constant')
    );
}

/** The expressions in a display, or in another Checkpoint, by the edges that they make. */
function partsOf(expression: Expression, text: string): readonly (readonly [string, Expression])[] {
    switch (expression.kind) {
        case 'List':
        case 'Tuple':
            return expression.elements.some(({ kind }) => kind === 'Starred')
                ? []
                : expression.elements.map((element, index) => [String(index), element] as const);
        case 'Dict':
            return expression.items.flatMap(({ key, value }) =>
                key?.kind === 'Constant' && key.type === 'str' ? [[key.value, value] as const] : [],
            );
        case 'Call':
            return makesCheckpoint(expression, text)
                ? expression.keywords.flatMap(({ name, value }) =>
                      name === undefined ? [] : [[name, value] as const],
                  )
                : [];
        default:
            return [];
    }
}

interface Tree {
    words: string | undefined;
    readonly children: Map<string, Tree>;
}

/** The call that puts objects at their places; undefined where they cannot stand together. */
export function writtenCall(
    called: string,
    placed: readonly Pick<Placement, 'path' | 'words'>[],
): string | undefined {
    const root: Tree = { words: undefined, children: new Map() };
    for (const { path, words } of placed) {
        let tree = root;
        for (const [index, edge] of path.entries()) {
            // Below an object that is placed as a whole there is no room, but below the root.
            if (tree.words !== undefined && index !== 0) {
                return undefined;
            }
            const next = tree.children.get(edge) ?? { words: undefined, children: new Map() };
            tree.children.set(edge, next);
            tree = next;
        }
        if (tree.words !== undefined || (tree.children.size !== 0 && tree !== root)) {
            return undefined;
        }
        tree.words = words;
    }
    return written(called, root);
}

function written(called: string, { words, children }: Tree): string | undefined {
    const args = words === undefined ? [] : [words];
    const odd: string[] = [];
    for (const [edge, tree] of children) {
        const value =
            tree.words !== undefined && tree.children.size === 0
                ? tree.words
                : written(called, tree);
        if (value === undefined || edge === 'root' || edge === 'self') {
            return undefined;
        }
        if (/^[A-Za-z_]\w*$/.test(edge) && !keywords.has(edge)) {
            args.push(`${edge}=${value}`);
        } else {
            odd.push(`${pythonStringRepr(edge)}: ${value}`);
        }
    }
    return `${called}(${[...args, ...(odd.length === 0 ? [] : [`**{${odd.join(', ')}}`])].join(', ')})`;
}

const keywords = new Set(
    (
        'False None True and as assert async await break class continue def del elif else except ' +
        'finally for from global if import in is lambda nonlocal not or pass raise return try ' +
        'while with yield'
    ).split(' '),
);
