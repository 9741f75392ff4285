// What an item of the table looks like: a group's head, a line, or one row of a line.

import { element, linkButton } from './dom.js';
import type { Item } from './foldModel.js';
import {
    formatBytes,
    formatCount,
    formatShape,
    formatSlice,
    plural,
    verdictSigns,
} from './format.js';
import type { GridColumn } from './grid.js';
import type { PlanModel, PlanRow } from './planModel.js';

type ColumnName =
    'variable' | 'tensor' | 'slice' | 'shape' | 'dtype' | 'bytes' | 'verdict' | 'entry';

/** What rows are drawn with. */
export interface RowContext {
    readonly model: PlanModel;
    readonly columns: readonly Column[];
    readonly applyFix: (fix: number) => void;
}

interface Column extends GridColumn {
    readonly name: ColumnName;
    /** The least width of the table, in its own em, at which the column is worth its room. */
    readonly from: number;
}

const columns: readonly Column[] = [
    { name: 'variable', title: 'Variable', className: 'variable', from: 0 },
    { name: 'tensor', title: 'Tensor', className: 'tensor', from: 0 },
    { name: 'slice', title: 'Slice', className: 'slice', from: 104 },
    { name: 'shape', title: 'Shape', className: 'shape number', from: 58 },
    { name: 'dtype', title: 'dtype', className: 'dtype', from: 92 },
    { name: 'bytes', title: 'Bytes', className: 'bytes number', from: 70 },
    { name: 'verdict', title: 'Verdict', className: 'verdict', from: 0 },
    { name: 'entry', title: 'Entry', className: 'entry', from: 0 },
];

/** Narrower tables, in em, have narrow columns too. */
export const narrowTable = 90;

/** The columns for a table of this width, in its own em; slices have one where there are any. */
export function gridColumns(width: number, hasSlices: boolean): readonly Column[] {
    return columns.filter(({ name, from }) => from <= width && (name !== 'slice' || hasSlices));
}

/** The element of an item. */
export function renderItem(ctx: RowContext, item: Item): HTMLTableRowElement {
    return item.kind === 'group' ? groupRow(ctx, item) : planRow(ctx, item);
}

function groupRow({ model, columns }: RowContext, item: Item): HTMLTableRowElement {
    const group = model.section.groups[item.index];
    const noun = item.index < model.section.firstNeverReadGroup ? 'variable' : 'tensor';
    const times = group?.times ?? 1;
    const total = model.endRow(model.endLine(item.index) - 1) - firstRowOf(model, item.index);
    const count =
        item.count < total
            ? `${formatCount(item.count)} of ${plural(total, noun)}`
            : 1 < times && total % times === 0
              ? `×${formatCount(times)} · ${plural(total / times, noun)} each`
              : plural(total, noun);
    const bytes = item.bytes < 0 ? '' : ` · ${formatBytes(item.bytes)}`;
    const label = group?.label === '' || group === undefined ? 'top level' : group.label;
    return element('tr', {
        className: 'group',
        attributes: { 'aria-expanded': String(item.isOpen === true) },
        children: [
            element('td', {
                attributes: {
                    role: 'gridcell',
                    colspan: String(columns.length),
                    'aria-colindex': '1',
                },
                children: [
                    element('span', {
                        className: 'pinned',
                        children: [
                            twisty(item.isOpen),
                            element('span', { className: 'label', text: label }),
                            element('span', { className: 'muted', text: `${count}${bytes}` }),
                        ],
                    }),
                ],
            }),
        ],
    });
}

function firstRowOf(model: PlanModel, group: number): number {
    const line = model.section.groups[group]?.firstLine ?? 0;
    return model.section.lines.firstRow[line] ?? 0;
}

function planRow(ctx: RowContext, item: Item): HTMLTableRowElement {
    const row = ctx.model.row(item.firstRow);
    const isFolded = item.kind === 'line' && item.isOpen !== undefined;
    const cells = ctx.columns.map(({ name }) => columnCell(ctx, item, row, name));
    cells.forEach((each, index) => {
        each.setAttribute('aria-colindex', String(index + 1));
    });
    return element('tr', {
        className: `${item.kind} ${row.verdict.kind}`,
        attributes: isFolded ? { 'aria-expanded': String(item.isOpen === true) } : {},
        children: cells,
    });
}

function columnCell(
    ctx: RowContext,
    item: Item,
    row: PlanRow,
    name: ColumnName,
): HTMLTableCellElement {
    const isFolded = item.kind === 'line' && item.isOpen !== undefined;
    switch (name) {
        case 'variable':
            return variableCell(ctx, item, row);
        case 'tensor': {
            const common = ctx.model.section.lines.tensor[item.index];
            const tensor = (isFolded ? common : row.tensor) ?? '';
            const slice = row.slice === '' || isFolded ? '' : `\nslice ${row.slice}`;
            return cell('tensor', [nameParts(tensor)], `${tensor}${slice}`);
        }
        case 'slice':
            return cell('slice', [isFolded ? '' : formatSlice(row.slice)], row.slice);
        case 'shape':
            return cell('shape number', [row.shape === undefined ? '' : formatShape(row.shape)]);
        case 'dtype':
            return cell('dtype', [row.dtype]);
        case 'bytes':
            return cell('bytes number', [item.bytes < 0 ? '' : formatBytes(item.bytes)]);
        case 'verdict':
            return verdictCell(ctx, row);
        case 'entry':
            return entryCell(row);
    }
}

function variableCell({ model }: RowContext, item: Item, row: PlanRow): HTMLTableCellElement {
    const fullName = row.variable ?? row.tensor ?? '';
    if (item.kind === 'row') {
        return cell('variable', [nameParts(fullName)], fullName);
    }
    const label = model.section.lines.label[item.index] ?? '';
    const isFolded = item.isOpen !== undefined;
    const times = element('span', { className: 'times', text: `×${formatCount(item.count)}` });
    const line = element('span', {
        className: 'variable-line',
        children: [
            twisty(item.isOpen),
            nameParts(label === '' ? lastSegment(fullName) : label),
            ...(isFolded ? [times] : []),
        ],
    });
    return cell('variable', [line], isFolded ? `${label}, ${item.count} times` : fullName);
}

function verdictCell({ model, applyFix }: RowContext, row: PlanRow): HTMLTableCellElement {
    const { verdict } = row;
    const fix = model.data.fixes[verdict.fix ?? -1];
    const title = [verdict.text, ...(verdict.exception === undefined ? [] : [verdict.exception])];
    const mend =
        fix === undefined
            ? []
            : [
                  element('span', { className: 'separator', text: '·' }),
                  linkButton(
                      fix.replacement === undefined ? fix.title : `${fix.replacement} ?`,
                      () => {
                          applyFix(verdict.fix ?? -1);
                      },
                      fix.title,
                  ),
              ];
    const words = verdict.expected ? `${verdict.text}, as expected` : verdict.text;
    const made = cell(
        'verdict',
        [
            element('span', {
                className: 'verdict-line',
                children: [
                    element('span', {
                        className: 'sign',
                        text: verdictSigns[verdict.kind],
                        attributes: { 'aria-hidden': 'true' },
                    }),
                    element('span', { className: 'words', text: words }),
                    ...mend,
                ],
            }),
        ],
        title.join('\n'),
    );
    // Links in rows are for the pointer; the keyboard has them in the outcome and in the editor.
    made.querySelectorAll('button').forEach((button) => {
        button.tabIndex = -1;
    });
    return made;
}

function entryCell({ entry, verdict }: PlanRow): HTMLTableCellElement {
    if (entry === undefined) {
        const words = verdict.kind === 'never-read' ? 'expect_unused' : 'expect_unassigned';
        return cell('entry', [verdict.expected ? words : '']);
    }
    return cell(
        'entry',
        [`line ${entry.range.start.line + 1}`],
        `${entry.tensorName}: ${entry.variableName}`,
    );
}

function cell(
    className: string,
    children: readonly (Node | string)[],
    title = '',
): HTMLTableCellElement {
    const isEmpty = children.every((child) => child === '');
    return element('td', {
        className: isEmpty ? `${className} empty` : className,
        attributes: { role: 'gridcell' },
        children: isEmpty ? ['–'] : children,
        ...(title === '' ? {} : { title }),
    });
}

function twisty(isOpen: boolean | undefined): HTMLSpanElement {
    return element('span', {
        className: isOpen === undefined ? 'indent' : 'twisty',
        text: isOpen === undefined ? '' : isOpen ? '▾' : '▸',
        attributes: { 'aria-hidden': 'true' },
    });
}

/** A name in two parts: where there is little room, the scope gives way and the end stays. */
function nameParts(name: string): Node | string {
    if (name === '') {
        return '';
    }
    const segments = name.split('/');
    const kept = Math.min(2, segments.length);
    const scope = segments.slice(0, -kept).join('/');
    return element('span', {
        className: 'name',
        children: [
            ...(scope === '' ? [] : [element('span', { className: 'scope', text: `${scope}/` })]),
            element('span', { className: 'leaf', text: segments.slice(-kept).join('/') }),
        ],
    });
}

/** The last segment of a name; of a scope with the slash behind it. */
function lastSegment(name: string): string {
    return name.slice(name.lastIndexOf('/', name.length - 2) + 1);
}
