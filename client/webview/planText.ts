// The preview in plain text, for the clipboard: the same sentence, counts and rows. Pure.

import { bytesText } from '../../server/src/util/bytesText.js';
import { lineWords } from '../../server/src/util/lineIndex.js';
import { roleNoun } from '../../server/src/util/roleNoun.js';
import { countWords, formatShape, formatSlice, plural, verdictSigns } from './format.js';
import type { PlanModel } from './planModel.js';

/** The whole section as a table that reads well in a fixed-width font. Repeated rows are folded. */
export function planText(model: PlanModel): string {
    const { section } = model;
    const { outcome, counts } = section;
    const words = countWords(section);
    const head = [
        section.title,
        ...(section.checkpoint === undefined ? [] : [`checkpoint: ${section.checkpoint}`]),
        ...(section.model === undefined ? [] : [`model: ${section.model}`]),
        ...section.modelNotes.map((note) => `  ${note}`),
        '',
        `${outcome.headline}${outcome.explanation === undefined ? '' : `: ${outcome.explanation}`}`,
        ...(outcome.exception === undefined ? [] : [outcome.exception]),
        '',
        [
            `${counts.load} of ${plural(counts.variables ?? counts.load, 'variable')} ${words.load}`,
            `${bytesText(counts.bytes)} read`,
            `${counts.fail} fail`,
            `${counts.keep} ${words.keep}`,
            ...(counts.neverRead === undefined ? [] : [`${counts.neverRead} tensors never read`]),
        ].join(', '),
    ];
    const groups = section.groups.map((group, index) => {
        const title = group.label === '' ? 'top level' : group.label;
        const times = group.times === 1 ? '' : ` ×${group.times}`;
        const role = group.role === undefined ? '' : ` · ${roleNoun(group.role, 2)}`;
        const rows: string[][] = [];
        for (let line = group.firstLine; line < model.endLine(index); line++) {
            rows.push(lineCells(model, line));
        }
        return [`${title}${times}${role}`, ...aligned(rows)].join('\n');
    });
    return [head.join('\n'), ...groups].join('\n\n') + '\n';
}

function lineCells(model: PlanModel, line: number): string[] {
    const first = model.section.lines.firstRow[line] ?? 0;
    const count = model.endRow(line) - first;
    const row = model.row(first);
    const label = model.section.lines.label[line] ?? '';
    const fullName = row.variable ?? row.tensor ?? '';
    const { lines } = model.section;
    const tensor = 1 < count ? (lines.tensor[line] ?? '') : (row.tensor ?? '');
    const savedName = 1 < count ? (lines.savedName?.[line] ?? '') : (row.savedName ?? '');
    const saved = savedName === '' ? '' : ` (saved as ${savedName})`;
    const all = model.section.rows.bytes.slice(first, first + count);
    const bytes = all.some((each) => each < 0) ? -1 : all.reduce((sum, each) => sum + each, 0);
    const slice = row.slice === '' || 1 < count ? '' : ` [${formatSlice(row.slice)}]`;
    return [
        `${label === '' ? fullName : label}${1 < count ? ` ×${count}` : ''}${row.variable === undefined ? saved : ''}`,
        row.variable === undefined || tensor === '' ? '' : `${tensor}${slice}${saved}`,
        row.shape === undefined ? '' : formatShape(row.shape),
        row.dtype,
        bytes < 0 ? '' : bytesText(bytes),
        `${verdictSigns[row.verdict.kind]} ${row.verdict.text}`,
        row.entry === undefined ? '' : lineWords(row.entry.range.start),
    ];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
    const widths = (rows[0] ?? []).map((_, column) =>
        rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
    );
    return rows.map((row) =>
        `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    );
}
