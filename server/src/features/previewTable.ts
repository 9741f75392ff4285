// Rows into columns: folds them into groups and lines, puts them into that order and interns what
// repeats. What it makes is described in previewData.ts.

import type { PreviewGroup, PreviewRows, PreviewSection, PreviewVerdict } from './previewData.js';
import { foldRows, type FoldedGroup } from './previewFold.js';
import { commonName } from './previewNames.js';
import type { Row, RowFate } from './previewRows.js';
import { NameTableBuilder, ShapeTable, TextTable } from './previewTables.js';

/** Verdicts that differ in TensorFlow's exception alone are told apart up to this many. */
const maxVerdicts = 500;

/** The tables which all sections share. */
export class SharedTables {
    readonly names = new NameTableBuilder();
    readonly texts = new TextTable(['']);
    readonly shapes = new ShapeTable();
}

/** The part of a section that is made of columns. */
export type Columns = Pick<
    PreviewSection,
    'verdicts' | 'rows' | 'lines' | 'groups' | 'firstNeverReadGroup'
>;

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

    constructor(shared: SharedTables, entryOf: (row: Row) => number) {
        this.#shared = shared;
        this.#entryOf = entryOf;
    }

    /** The columns of these rows; `fixOf` gives the fix that mends a row. */
    build(rows: readonly Row[], fixOf: (row: Row) => number | undefined): Columns {
        const isVariable = ({ variable }: Row): boolean => variable !== undefined;
        const variables = rows.filter(isVariable);
        const tensors = rows.filter((row) => !isVariable(row));
        const groupsOf = (some: readonly Row[]): readonly FoldedGroup[] =>
            foldRows(
                some.map(({ variable, tensor }) => variable ?? tensor ?? ''),
                this.#signatures(some),
            );

        const variableGroups = groupsOf(variables);
        const tensorGroups = groupsOf(tensors);
        for (const group of variableGroups) {
            this.#addGroup(group, variables, fixOf);
        }
        for (const group of tensorGroups) {
            this.#addGroup(group, tensors, fixOf);
        }
        return {
            verdicts: this.#verdicts,
            rows: this.#rows,
            lines: this.#lines,
            groups: this.#groups,
            firstNeverReadGroup: variableGroups.length,
        };
    }

    /** Rows are alike if they show the same but for their names, slices and exceptions. */
    #signatures(rows: readonly Row[]): readonly number[] {
        const table = new TextTable();
        const fates = new Map<RowFate, number>();
        const fateTexts = new TextTable();
        const fateOf = (fate: RowFate): number => {
            let id = fates.get(fate);
            if (id === undefined) {
                id = fateTexts.add(`${fate.kind}\n${fate.text}\n${fate.expected}`);
                fates.set(fate, id);
            }
            return id;
        };
        return rows.map((row) => {
            const shape = row.shape === undefined ? -1 : this.#shared.shapes.add(row.shape);
            return table.add(`${shape}/${row.dtype}/${fateOf(row.fate)}/${this.#entryOf(row)}`);
        });
    }

    #addGroup(
        group: FoldedGroup,
        rows: readonly Row[],
        fixOf: (row: Row) => number | undefined,
    ): void {
        const { label, times } = group;
        this.#groups.push({ label, times, firstLine: this.#lines.label.length });
        for (const line of group.lines) {
            this.#lines.label.push(line.label);
            this.#lines.tensor.push(
                line.rows.length < 2
                    ? ''
                    : commonTensor(line.rows.map((index) => rows[index]?.tensor)),
            );
            this.#lines.firstRow.push(this.#rows.variable.length);
            for (const index of line.rows) {
                const row = rows[index];
                if (row !== undefined) {
                    this.#addRow(row, fixOf(row));
                }
            }
        }
    }

    #addRow(row: Row, fix: number | undefined): void {
        const { names, texts, shapes } = this.#shared;
        const columns = this.#rows;
        columns.variable.push(row.variable === undefined ? -1 : names.add(row.variable));
        columns.tensor.push(row.tensor === undefined ? -1 : names.add(row.tensor));
        columns.slice.push(texts.add(row.slice));
        columns.shape.push(row.shape === undefined ? -1 : shapes.add(row.shape));
        columns.dtype.push(texts.add(row.dtype));
        columns.bytes.push(row.bytes ?? -1);
        columns.verdict.push(this.#verdict(row, fix));
        columns.entry.push(this.#entryOf(row));
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
        const { kind, text, expected, exception } = fate;
        const short = [kind, text, expected, fix].join('\n');
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
                ...(isFull ? { exception } : {}),
                ...(fix === undefined ? {} : { fix }),
            }) - 1
        );
    }
}

function commonTensor(tensors: readonly (string | undefined)[]): string {
    const names = tensors.filter((name) => name !== undefined);
    return names.length < 2 ? '' : commonName(names);
}

function emptyRows(): Record<keyof PreviewRows, number[]> {
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
