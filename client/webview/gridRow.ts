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

/** What rows are drawn with. */
export interface RowContext {
    readonly model: PlanModel;
    readonly hasSlices: boolean;
    readonly applyFix: (fix: number) => void;
}

/** The columns; slices have one only where there are any. */
export function gridColumns(hasSlices: boolean): readonly GridColumn[] {
    return [
        { title: 'Variable', className: 'variable' },
        { title: 'Tensor', className: 'tensor' },
        ...(hasSlices ? [{ title: 'Slice', className: 'slice' }] : []),
        { title: 'Shape', className: 'shape number' },
        { title: 'dtype', className: 'dtype' },
        { title: 'Bytes', className: 'bytes number' },
        { title: 'Verdict', className: 'verdict' },
        { title: 'Entry', className: 'entry' },
    ];
}

/** The element of an item. */
export function renderItem(ctx: RowContext, item: Item): HTMLTableRowElement {
    return item.kind === 'group' ? groupRow(ctx, item) : planRow(ctx, item);
}

function groupRow({ model, hasSlices }: RowContext, item: Item): HTMLTableRowElement {
    const group = model.section.groups[item.index];
    const noun = item.index < model.section.firstNeverReadGroup ? 'variable' : 'tensor';
    const times = group?.times ?? 1;
    const total = model.endRow(model.endLine(item.index) - 1) - firstRowOf(model, item.index);
    const count =
        item.count < total
            ? `${formatCount(item.count)} of ${plural(total, noun)}`
            : 1 < times && total % times === 0
              ? `×${times} · ${plural(total / times, noun)} each`
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
                    colspan: String(gridColumns(hasSlices).length),
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
    const { model, hasSlices } = ctx;
    const row = model.row(item.firstRow);
    const isFolded = item.kind === 'line' && item.isOpen !== undefined;
    const tensor = isFolded ? model.section.lines.tensor[item.index] : row.tensor;
    const cells = [
        variableCell(ctx, item, row),
        cell('tensor', [nameParts(tensor ?? '')], tensor ?? ''),
        ...(hasSlices ? [cell('slice', [isFolded ? '' : formatSlice(row.slice)], row.slice)] : []),
        cell('shape number', [row.shape === undefined ? '' : formatShape(row.shape)]),
        cell('dtype', [row.dtype]),
        cell('bytes number', [item.bytes < 0 ? '' : formatBytes(item.bytes)]),
        verdictCell(ctx, row),
        entryCell(row),
    ];
    cells.forEach((each, index) => {
        each.setAttribute('aria-colindex', String(index + 1));
    });
    return element('tr', {
        className: `${item.kind} ${row.verdict.kind}`,
        attributes: isFolded ? { 'aria-expanded': String(item.isOpen === true) } : {},
        children: cells,
    });
}

function variableCell({ model }: RowContext, item: Item, row: PlanRow): HTMLTableCellElement {
    const fullName = row.variable ?? row.tensor ?? '';
    if (item.kind === 'row') {
        return cell('variable', [nameParts(fullName)], fullName);
    }
    const label = model.section.lines.label[item.index] ?? '';
    const isFolded = item.isOpen !== undefined;
    return cell(
        'variable',
        [
            twisty(item.isOpen),
            nameParts(label === '' ? (fullName.split('/').at(-1) ?? '') : label),
            ...(isFolded ? [element('span', { className: 'times', text: `×${item.count}` })] : []),
        ],
        isFolded ? `${label}, ${item.count} times` : fullName,
    );
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
                className: 'sign',
                text: verdictSigns[verdict.kind],
                attributes: { 'aria-hidden': 'true' },
            }),
            element('span', { className: 'words', text: words }),
            ...mend,
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
