// A section of the plan as the page works with it: full names, and where lines and groups begin
// and end. Pure; built once for each plan.

import type {
    NameTable,
    PreviewData,
    PreviewEntry,
    PreviewSection,
    PreviewVerdict,
} from '../../server/src/features/previewData.js';
import type { TensorRole } from '../../server/src/util/roleNoun.js';
import type { StaticShape } from '../../server/src/util/shape.js';

/** A row with everything that its columns point to. */
export interface PlanRow {
    readonly variable: string | undefined;
    readonly tensor: string | undefined;
    /** The path to the tensor's object, with dots, and its variable's name when it was saved. */
    readonly objectPath: string | undefined;
    readonly savedName: string | undefined;
    readonly slice: string;
    readonly shape: StaticShape | undefined;
    readonly dtype: string;
    /** -1 where not known. */
    readonly bytes: number;
    readonly verdict: PreviewVerdict;
    readonly entry: PreviewEntry | undefined;
}

/** A verdict for columns that point nowhere, which the server does not send. */
const noVerdict: PreviewVerdict = { kind: 'unknown', text: '', expected: false };

/** One section, ready to be asked for rows. */
export class PlanModel {
    readonly data: PreviewData;
    readonly section: PreviewSection;
    readonly rowCount: number;
    readonly lineCount: number;
    readonly #names: readonly string[];
    #searchTexts: readonly string[] | undefined;

    constructor(data: PreviewData, names: readonly string[], section: PreviewSection) {
        this.data = data;
        this.section = section;
        this.#names = names;
        this.rowCount = section.rows.variable.length;
        this.lineCount = section.lines.firstRow.length;
    }

    /** Everything about a row. */
    row(index: number): PlanRow {
        const { rows, entries } = this.section;
        return {
            variable: this.#names[rows.variable[index] ?? -1],
            tensor: this.#names[rows.tensor[index] ?? -1],
            objectPath: this.#names[rows.objectPath?.[index] ?? -1],
            savedName: this.savedNameOf(index),
            slice: this.data.texts[rows.slice[index] ?? 0] ?? '',
            shape: this.shapeOf(index),
            dtype: this.dtypeOf(index),
            bytes: rows.bytes[index] ?? -1,
            verdict: this.verdictOf(index),
            entry: entries[rows.entry[index] ?? -1],
        };
    }

    verdictOf(index: number): PreviewVerdict {
        return this.section.verdicts[this.section.rows.verdict[index] ?? -1] ?? noVerdict;
    }

    shapeOf(index: number): StaticShape | undefined {
        return this.data.shapes[this.section.rows.shape[index] ?? -1];
    }

    dtypeOf(index: number): string {
        return this.data.texts[this.section.rows.dtype[index] ?? 0] ?? '';
    }

    /** The name that a variable of an object-based checkpoint had when it was saved. */
    savedNameOf(index: number): string | undefined {
        return this.#names[this.section.rows.savedName?.[index] ?? -1];
    }

    /** The line of the text to which a row leads back, from 0. */
    textLineOf(index: number): number | undefined {
        const entry = this.section.entries[this.section.rows.entry[index] ?? -1];
        return entry?.range.start.line;
    }

    /** What the row's tensor, or its variable, is for. */
    roleOf(index: number): TensorRole {
        return this.verdictOf(index).role ?? 'weight';
    }

    /** All names of a row in lower case, line feeds between them. */
    searchText(index: number): string {
        this.#searchTexts ??= Array.from({ length: this.rowCount }, (_, row) =>
            this.namesOf(row).join('\n').toLowerCase(),
        );
        return this.#searchTexts[index] ?? '';
    }

    /** The names of a row as they are written: the variable's, then all that the tensor has. */
    namesOf(index: number): readonly string[] {
        const { variable, tensor, savedName, objectPath } = this.section.rows;
        const names: string[] = [];
        for (const column of [variable, tensor, savedName, objectPath]) {
            const name = this.#names[column?.[index] ?? -1];
            if (name !== undefined) {
                names.push(name);
            }
        }
        return names;
    }

    /** The row behind a line's last. */
    endRow(line: number): number {
        return this.section.lines.firstRow[line + 1] ?? this.rowCount;
    }

    /** The line behind a group's last. */
    endLine(group: number): number {
        return this.section.groups[group + 1]?.firstLine ?? this.lineCount;
    }
}

/** The full names of a table. */
export function decodeNames({ parents, labels, segments }: NameTable): readonly string[] {
    const names: string[] = [];
    parents.forEach((parent, index) => {
        const segment = segments[labels[index] ?? -1] ?? '';
        names.push(parent < 0 ? segment : `${names[parent] ?? ''}/${segment}`);
    });
    return names;
}
