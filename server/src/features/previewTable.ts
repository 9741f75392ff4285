// Rows into columns: folds them into groups and lines, puts them into that order and interns what
// repeats. What it makes is described in previewData.ts.

import { isVariableKey } from '../checkpoint/objectGraph.js';
import { tensorRoles, type TensorRole } from '../util/roleNoun.js';
import { NameNodes } from './nameNodes.js';
import type { PreviewGroup, PreviewRows, PreviewSection, PreviewVerdict } from './previewData.js';
import type { RowFate } from './previewFates.js';
import { foldNodes, type FoldedGroup } from './previewFold.js';
import { commonName } from './previewNames.js';
import type { Row } from './previewRows.js';
import { ShapeTable, TextTable } from './previewTables.js';

/** Verdicts that differ in TensorFlow's exception alone are told apart up to this many. */
const maxVerdicts = 500;

/** The tables which all sections share. */
export class SharedTables {
    readonly names = new NameNodes();
    readonly texts = new TextTable(['']);
    readonly shapes = new ShapeTable();
}

/** The part of a section that is made of columns. */
export type Columns = Pick<
    PreviewSection,
    'verdicts' | 'rows' | 'lines' | 'groups' | 'firstNeverReadGroup'
>;

/** A row, and the nodes of its names in the shared tree; -1 where it has none. */
interface PlacedRow {
    readonly row: Row;
    readonly variable: number;
    readonly tensor: number;
}

/** Builds the columns of one section. */
export class SectionTable {
    readonly #shared: SharedTables;
    readonly #entryOf: (row: Row) => number;
    readonly #verdicts: PreviewVerdict[] = [];
    readonly #rows = emptyRows();
    readonly #lines = { label: [] as string[], tensor: [] as string[], firstRow: [] as number[] };
    readonly #groups: PreviewGroup[] = [];
    readonly #verdictIds = new Map<string, number>();
    /** Those of verdicts without a fix; many rows share one fate. */
    readonly #fateIds = new Map<RowFate, number>();
    /** There where a row knows what else its tensor is called. */
    #objects: { path: number[]; saved: number[]; savedOfLine: string[] } | undefined;

    constructor(shared: SharedTables, entryOf: (row: Row) => number) {
        this.#shared = shared;
        this.#entryOf = entryOf;
    }

    /** The columns of these rows; `fixOf` gives the fix that mends a row. */
    build(rows: readonly Row[], fixOf: (row: Row) => number | undefined): Columns {
        if (rows.some(({ object }) => object !== undefined)) {
            this.#objects = { path: [], saved: [], savedOfLine: [] };
        }
        const placed = this.#placed(rows);
        for (const [role, some] of byRole(placed.filter(({ variable }) => variable !== -1))) {
            this.#addGroups(some, role, fixOf);
        }
        const firstNeverReadGroup = this.#groups.length;
        for (const [role, some] of byRole(placed.filter(({ variable }) => variable === -1))) {
            this.#addGroups(some, role, fixOf);
        }
        const objects = this.#objects;
        return {
            verdicts: this.#verdicts,
            rows:
                objects === undefined
                    ? this.#rows
                    : { ...this.#rows, objectPath: objects.path, savedName: objects.saved },
            lines:
                objects === undefined
                    ? this.#lines
                    : { ...this.#lines, savedName: objects.savedOfLine },
            groups: this.#groups,
            firstNeverReadGroup,
        };
    }

    /** One side after the other: neighbours of one side have scopes in common. */
    #placed(rows: readonly Row[]): readonly PlacedRow[] {
        const { names } = this.#shared;
        const numberOf = (name: string | undefined): number =>
            name === undefined ? -1 : names.add(name);
        const variables = rows.map(({ variable }) => numberOf(variable));
        return rows.map((row, index) => ({
            row,
            variable: variables[index] ?? -1,
            tensor: numberOf(row.tensor),
        }));
    }

    #addGroups(
        placed: readonly PlacedRow[],
        role: TensorRole | undefined,
        fixOf: (row: Row) => number | undefined,
    ): void {
        const groups = foldNodes(
            this.#shared.names,
            placed.map((each) => (each.variable === -1 ? this.#pathOf(each) : each.variable)),
            this.#signatures(placed),
        );
        for (const group of groups) {
            this.#addGroup(group, role, placed, fixOf);
        }
    }

    /** The node by which a tensor is folded: of a variable's value, that of its object. */
    #pathOf({ row, tensor }: PlacedRow): number {
        const { parents } = this.#shared.names;
        if (row.object === undefined || !isVariableKey(row.tensor ?? '')) {
            return tensor;
        }
        const path = parents[parents[tensor] ?? -1] ?? -1;
        return path === -1 ? tensor : path;
    }

    /** Rows are alike if they show the same but for their names, slices and exceptions. */
    #signatures(placed: readonly PlacedRow[]): readonly number[] {
        const table = new TextTable();
        const fates = new Map<RowFate, number>();
        const fateTexts = new TextTable();
        const fateOf = (fate: RowFate): number => {
            let id = fates.get(fate);
            if (id === undefined) {
                const { kind, text, expected, role } = fate;
                id = fateTexts.add(`${kind}\n${text}\n${expected}\n${role}`);
                fates.set(fate, id);
            }
            return id;
        };
        return placed.map(({ row }) => {
            const shape = row.shape === undefined ? -1 : this.#shared.shapes.add(row.shape);
            return table.add(`${shape}/${row.dtype}/${fateOf(row.fate)}/${this.#entryOf(row)}`);
        });
    }

    #addGroup(
        group: FoldedGroup,
        role: TensorRole | undefined,
        placed: readonly PlacedRow[],
        fixOf: (row: Row) => number | undefined,
    ): void {
        const { label, times } = group;
        const firstLine = this.#lines.label.length;
        this.#groups.push({ label, times, firstLine, ...(role === undefined ? {} : { role }) });
        for (const line of group.lines) {
            const { label, tensor, firstRow } = this.#lines;
            const rowsOf = line.rows.flatMap((index) => placed[index] ?? []);
            const isFolded = 1 < rowsOf.length;
            label.push(line.label);
            tensor.push(isFolded ? common(rowsOf.map(({ row }) => row.tensor)) : '');
            this.#objects?.savedOfLine.push(
                isFolded ? common(rowsOf.map(({ row }) => row.object?.fullName)) : '',
            );
            firstRow.push(this.#rows.variable.length);
            for (const each of rowsOf) {
                this.#addRow(each, fixOf(each.row));
            }
        }
    }

    #addRow({ row, variable, tensor }: PlacedRow, fix: number | undefined): void {
        const { names, texts, shapes } = this.#shared;
        const columns = this.#rows;
        columns.variable.push(variable);
        columns.tensor.push(tensor);
        columns.slice.push(texts.add(row.slice));
        columns.shape.push(row.shape === undefined ? -1 : shapes.add(row.shape));
        columns.dtype.push(texts.add(row.dtype));
        columns.bytes.push(row.bytes ?? -1);
        columns.verdict.push(this.#verdict(row, fix));
        columns.entry.push(this.#entryOf(row));
        if (this.#objects !== undefined) {
            const { objectPath, fullName } = row.object ?? {};
            const path = objectPath === undefined ? '' : objectPath.join('.');
            this.#objects.path.push(path === '' ? -1 : names.add(path));
            this.#objects.saved.push(fullName === undefined ? -1 : names.add(fullName));
        }
    }

    #verdict({ fate }: Row, fix: number | undefined): number {
        if (fix !== undefined) {
            return this.#newVerdict(fate, fix);
        }
        let id = this.#fateIds.get(fate);
        if (id === undefined) {
            id = this.#newVerdict(fate, fix);
            this.#fateIds.set(fate, id);
        }
        return id;
    }

    #newVerdict(fate: RowFate, fix: number | undefined): number {
        const { kind, text, expected, role, exception } = fate;
        const short = [kind, text, expected, role, fix].join('\n');
        const full = exception === undefined ? short : `${short}\n${exception}`;
        const isFull = exception !== undefined && this.#verdicts.length < maxVerdicts;
        const id = this.#verdictIds.get(full) ?? this.#verdictIds.get(isFull ? full : short);
        if (id !== undefined) {
            return id;
        }
        this.#verdictIds.set(isFull ? full : short, this.#verdicts.length);
        return (
            this.#verdicts.push({
                kind,
                text,
                expected,
                ...(role === 'weight' ? {} : { role }),
                ...(isFull ? { exception } : {}),
                ...(fix === undefined ? {} : { fix }),
            }) - 1
        );
    }
}

/** Rows that are left out and no weights by what they are for, behind all others. */
function byRole(
    placed: readonly PlacedRow[],
): readonly (readonly [TensorRole | undefined, readonly PlacedRow[]])[] {
    const all: PlacedRow[] = [];
    const leftOut = new Map(tensorRoles.map((role): [TensorRole, PlacedRow[]] => [role, []]));
    for (const each of placed) {
        const { kind, role } = each.row.fate;
        const isLeftOut = kind === 'keeps' || kind === 'never-read';
        (isLeftOut && role !== 'weight' ? leftOut.get(role) : all)?.push(each);
    }
    return [[undefined, all], ...leftOut];
}

function common(names: readonly (string | undefined)[]): string {
    const known = names.filter((name) => name !== undefined);
    return known.length < 2 ? '' : commonName(known);
}

function emptyRows(): Record<keyof Omit<PreviewRows, 'objectPath' | 'savedName'>, number[]> {
    return {
        variable: [],
        tensor: [],
        slice: [],
        shape: [],
        dtype: [],
        bytes: [],
        verdict: [],
        entry: [],
    };
}
