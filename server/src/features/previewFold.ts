// Folds repeated scopes: twelve layers that are alike become `encoder/layer_{0…11}`, shown once.
// Pure, on names and signatures; it knows neither tensors nor variables. Two scopes are alike if
// they differ in a number at their end and hold the same names with the same signatures, so a layer
// that is unlike the others (one that fails, say) stands on its own.

import { NameNodes } from './nameNodes.js';
import { compareNumbered, numberRanges, splitNumber, type NumberedName } from './previewNames.js';

/** Leaves such as `part_0`, `part_1` fold from this many on; a few are clearer side by side. */
const leavesToFold = 4;

/** A scope with more lines than this is shown scope by scope. */
const linesOfGroup = 24;

/** A group of lines, under the name of a scope; '' for names without one. */
export interface FoldedGroup {
    readonly label: string;
    /** How many scopes it stands for. */
    readonly times: number;
    readonly lines: readonly FoldedLine[];
}

/** A line: rows that have the same place in each repetition. */
export interface FoldedLine {
    /** The name inside the group. */
    readonly label: string;
    /** Indices of the rows, in natural order of their names. */
    readonly rows: readonly number[];
}

/** Which rows lie at which nodes of a tree, and the nodes above them: lists in numbers. */
interface Rows {
    readonly tree: NameNodes;
    readonly signatures: readonly number[];
    /** The first row at a node; -1 where there is none. */
    readonly firstRow: Int32Array;
    /** The next row at the same node. */
    readonly nextRow: Int32Array;
    /** The first child that leads to a row; behind the last node, that of the root. -1 is none. */
    readonly firstChild: Int32Array;
    readonly nextSibling: Int32Array;
    /** The number of a text, negative, so that it is never the signature of a row. */
    readonly sign: (text: string) => number;
}

interface Folded {
    readonly label: string;
    /** The label's parts where it ends in a number. */
    readonly numbered: NumberedName | undefined;
    readonly times: number;
    readonly signature: number;
    /** Rows whose name is that of this node. */
    readonly rows: readonly number[];
    readonly children: readonly Folded[];
    readonly lineCount: number;
    /** Whether a scope below it stands for several. */
    readonly holdsFold: boolean;
}

const noChildren: readonly Folded[] = [];

/** Groups and folds rows by their names; `signatures` tells which rows are alike. */
export function foldRows(
    names: readonly string[],
    signatures: readonly number[],
): readonly FoldedGroup[] {
    const tree = new NameNodes();
    const nodes = names.map((name) => tree.add(name));
    return foldNodes(tree, nodes, signatures);
}

/** The same for rows whose names are in a tree: `nodes` has the node of each row's name. */
export function foldNodes(
    tree: NameNodes,
    nodes: readonly number[],
    signatures: readonly number[],
): readonly FoldedGroup[] {
    const rows = rowsOf(tree, nodes, signatures);
    const groups: FoldedGroup[] = [];
    splitIntoGroups(fold(rows, tree.count), '', true, groups);
    return groups;
}

function rowsOf(tree: NameNodes, nodes: readonly number[], signatures: readonly number[]): Rows {
    const root = tree.count;
    const firstRow = new Int32Array(root + 1).fill(-1);
    const nextRow = new Int32Array(nodes.length).fill(-1);
    const firstChild = new Int32Array(root + 1).fill(-1);
    const nextSibling = new Int32Array(root + 1).fill(-1);
    const isThere = new Uint8Array(root + 1);
    // Lists grow at their beginnings: from the last row to the first, each is in order at its end.
    for (let row = nodes.length - 1; 0 <= row; row--) {
        let node = nodes[row] ?? root;
        nextRow[row] = firstRow[node] ?? -1;
        firstRow[node] = row;
        while (node !== root && isThere[node] === 0) {
            isThere[node] = 1;
            const scope = tree.parents[node] ?? -1;
            const parent = scope < 0 ? root : scope;
            nextSibling[node] = firstChild[parent] ?? -1;
            firstChild[parent] = node;
            node = parent;
        }
    }
    const interned = new Map<string, number>();
    const sign = (text: string): number => {
        const known = interned.get(text);
        if (known !== undefined) {
            return known;
        }
        interned.set(text, -1 - interned.size);
        return -interned.size;
    };
    return { tree, signatures, firstRow, nextRow, firstChild, nextSibling, sign };
}

function fold(rows: Rows, at: number): Folded {
    const { tree, signatures, firstRow, nextRow, firstChild, nextSibling } = rows;
    const label = tree.label(at);
    const numbered = splitNumber(label);
    const own: number[] = [];
    for (let row = firstRow[at] ?? -1; row !== -1; row = nextRow[row] ?? -1) {
        own.push(row);
    }
    const [onlyRow = -1] = own;
    const onlySignature = signatures[onlyRow];
    if (firstChild[at] === -1 && own.length === 1 && onlySignature !== undefined) {
        // Nearly every node is one of these: made as it is, and not by way of another object.
        return {
            label,
            numbered,
            times: 1,
            signature: onlySignature,
            rows: own,
            children: noChildren,
            lineCount: 1,
            holdsFold: false,
        };
    }
    const inside: Folded[] = [];
    for (let child = firstChild[at] ?? -1; child !== -1; child = nextSibling[child] ?? -1) {
        inside.push(fold(rows, child));
    }
    inside.sort((a, b) => compareNumbered(a.label, a.numbered, b.label, b.numbered));
    const children = foldSiblings(inside);
    const ownText = own.map((row) => signatures[row]).join();
    let below = '';
    for (const child of children) {
        below += `${child.label}:${child.signature}/`;
    }
    return node({
        label,
        numbered,
        times: 1,
        signature: rows.sign(`${ownText}|${below}`),
        rows: own,
        children,
    });
}

function node(parts: Omit<Folded, 'lineCount' | 'holdsFold'>): Folded {
    const { label, numbered, times, signature, rows, children } = parts;
    let lineCount = rows.length === 0 ? 0 : 1;
    let holdsFold = false;
    for (const child of children) {
        lineCount += child.lineCount;
        holdsFold ||= child.holdsFold || (1 < child.times && 0 < child.children.length);
    }
    return { label, numbered, times, signature, rows, children, lineCount, holdsFold };
}

function foldSiblings(siblings: readonly Folded[]): readonly Folded[] {
    let numbered = 0;
    for (const sibling of siblings) {
        numbered += sibling.numbered === undefined ? 0 : 1;
    }
    if (numbered < 2) {
        return siblings;
    }
    const alike = new Map<string, Folded[]>();
    for (const sibling of siblings) {
        const key =
            sibling.numbered === undefined
                ? sibling.label
                : `${sibling.numbered.stem}\n${sibling.signature}\n${sibling.children.length === 0}`;
        const others = alike.get(key);
        if (others === undefined) {
            alike.set(key, [sibling]);
        } else {
            others.push(sibling);
        }
    }
    return [...alike.values()].flatMap((members) => {
        const [first] = members;
        const needed = first?.children.length === 0 ? leavesToFold : 2;
        return needed <= members.length ? [merge(members)] : members;
    });
}

function merge(members: readonly Folded[]): Folded {
    const [first] = members;
    const stem = first?.numbered?.stem ?? first?.label ?? '';
    const numbers = members.map(({ numbered }) => numbered?.digits ?? '');
    return mergeAs(`${stem}{${numberRanges(numbers)}}`, members.length, members);
}

// Invariant: members have equal signatures, so their children agree one by one.
function mergeAs(label: string, times: number, members: readonly Folded[]): Folded {
    const [first] = members;
    return node({
        label,
        numbered: undefined,
        times,
        signature: first?.signature ?? -1,
        rows: members.flatMap((member) => member.rows),
        children: (first?.children ?? []).map((child, index) =>
            mergeAs(
                child.label,
                child.times,
                members.flatMap((member) => member.children[index] ?? []),
            ),
        ),
    });
}

function splitIntoGroups(
    folded: Folded,
    path: string,
    isRoot: boolean,
    groups: FoldedGroup[],
): void {
    const isWhole =
        !isRoot && (1 < folded.times || (!folded.holdsFold && folded.lineCount <= linesOfGroup));
    if (isWhole) {
        const lines: FoldedLine[] = [];
        addLines(folded, '', lines);
        groups.push({ label: path, times: folded.times, lines });
        return;
    }
    const scopes: Folded[] = [];
    const ownLines: FoldedLine[] = [];
    if (0 < folded.rows.length) {
        ownLines.push({ label: '', rows: folded.rows });
    }
    for (const child of folded.children) {
        if (child.children.length === 0) {
            addLines(child, child.label, ownLines);
        } else {
            scopes.push(child);
        }
    }
    if (0 < ownLines.length) {
        groups.push({ label: path, times: 1, lines: ownLines });
    }
    for (const scope of scopes) {
        const below = isRoot ? scope.label : `${path}/${scope.label}`;
        splitIntoGroups(scope, below, false, groups);
    }
}

function addLines(folded: Folded, label: string, lines: FoldedLine[]): void {
    if (0 < folded.rows.length) {
        lines.push({ label, rows: folded.rows });
    }
    for (const child of folded.children) {
        addLines(child, label === '' ? child.label : `${label}/${child.label}`, lines);
    }
}
