// Folds repeated scopes: twelve layers that are alike become `encoder/layer_{0…11}`, shown once.
// Pure, on names and signatures; it knows neither tensors nor variables. Two scopes are alike if
// they differ in a number at their end and hold the same names with the same signatures, so a layer
// that is unlike the others (one that fails, say) stands on its own.

import {
    compareNumbered,
    numberRanges,
    splitName,
    splitNumber,
    type NumberedName,
} from './previewNames.js';

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

interface Scope {
    children: Map<string, Scope> | undefined;
    readonly rows: number[];
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

/** Groups and folds rows by their names; `signatures` tells which rows are alike. */
export function foldRows(
    names: readonly string[],
    signatures: readonly number[],
): readonly FoldedGroup[] {
    const root: Scope = { children: undefined, rows: [] };
    const scopes = new Map<string, Scope>();
    names.forEach((name, row) => nodeOf(root, scopes, name).rows.push(row));

    const interned = new Map<string, number>();
    const sign = (text: string): number => {
        const known = interned.get(text);
        if (known !== undefined) {
            return known;
        }
        // Negative, so that it is never the signature of a row.
        interned.set(text, -1 - interned.size);
        return -interned.size;
    };

    const groups: FoldedGroup[] = [];
    const folded = fold('', undefined, root, signatures, sign);
    splitIntoGroups(folded, '', true, groups);
    return groups;
}

function nodeOf(root: Scope, scopes: Map<string, Scope>, name: string): Scope {
    const [path, leaf] = splitName(name);
    let scope = path === undefined ? root : scopes.get(path);
    if (scope === undefined && path !== undefined) {
        scope = nodeOf(root, scopes, path);
        scopes.set(path, scope);
    }
    const children = ((scope ?? root).children ??= new Map<string, Scope>());
    let child = children.get(leaf);
    if (child === undefined) {
        child = { children: undefined, rows: [] };
        children.set(leaf, child);
    }
    return child;
}

function fold(
    label: string,
    numbered: NumberedName | undefined,
    scope: Scope,
    signatures: readonly number[],
    sign: (text: string) => number,
): Folded {
    const [onlyRow = -1] = scope.rows;
    const onlySignature = signatures[onlyRow];
    if (scope.children === undefined && scope.rows.length === 1 && onlySignature !== undefined) {
        return node({
            label,
            numbered,
            times: 1,
            signature: onlySignature,
            rows: scope.rows,
            children: [],
        });
    }
    const inside: Folded[] = [];
    for (const [segment, child] of scope.children ?? []) {
        inside.push(fold(segment, splitNumber(segment), child, signatures, sign));
    }
    inside.sort((a, b) => compareNumbered(a.label, a.numbered, b.label, b.numbered));
    const children = foldSiblings(inside);
    const own = scope.rows.map((row) => signatures[row]).join();
    const below = children.map((child) => `${child.label}:${child.signature}`).join('/');
    return node({
        label,
        numbered,
        times: 1,
        signature: sign(`${own}|${below}`),
        rows: scope.rows,
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
