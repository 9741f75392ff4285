// A load plan as a table for other programs and for documents: CSV and Markdown. Shapes are JSON,
// lines count from 1, an error is `Type: message`.

import { stringify } from 'csv-stringify/sync';
import type { AssignmentJson, PlanJson } from '../../loadPlan/planJson.js';

const columns = [
    'file',
    'call',
    'variable',
    'tensor',
    'slice',
    'shape',
    'dtype',
    'bytes',
    'verdict',
    'becomes',
    'error',
    'line',
] as const;

type Row = Readonly<Record<(typeof columns)[number], string>>;

/** The final state of one or several files as CSV, with a header. */
export function planCsv(plans: readonly PlanJson[]): string {
    return stringify(plans.flatMap(rowsOf), { header: true, columns: [...columns] });
}

/** The same as a table of GitHub's Markdown, for one file, without the file's column. */
export function planMarkdown(plan: PlanJson): string {
    const shown = columns.filter((column) => column !== 'file');
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
    return (
        line(shown) +
        line(shown.map(() => '---')) +
        rowsOf(plan)
            .map((row) => line(shown.map((column) => markdownCell(row[column]))))
            .join('')
    );
}

function rowsOf({ file, assignments }: PlanJson): readonly Row[] {
    return assignments.map((assignment) => rowOf(file, assignment));
}

function rowOf(file: string, assignment: AssignmentJson): Row {
    const { bytes, becomes, error, call } = assignment;
    return {
        file,
        call: String(call ?? 0),
        variable: assignment.variable,
        tensor: assignment.tensor,
        slice: assignment.slice,
        shape: JSON.stringify(assignment.shape),
        dtype: assignment.dtype ?? '',
        bytes: bytes === null ? '' : String(bytes),
        verdict: assignment.verdict,
        becomes: becomes === undefined ? '' : JSON.stringify(becomes),
        error: error === undefined ? '' : `${error.type}: ${error.message}`,
        line: String(assignment.rule.line + 1),
    };
}

// Names are data: nothing in them is markup, and a bar would end the cell.
function markdownCell(text: string): string {
    return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/\r\n|\r|\n/g, '<br>');
}
