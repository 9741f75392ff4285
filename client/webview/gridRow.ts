// What an item of the table looks like: a group's head, a line, or one row of a line.

import { bytesText } from '../../server/src/util/bytesText.js';
import { lineWords } from '../../server/src/util/lineIndex.js';
import { roleNoun } from '../../server/src/util/roleNoun.js';
import { expectationOf, type ColumnLayout, type ColumnName } from './columns.js';
import { element, linkButton } from './dom.js';
import type { Item } from './foldModel.js';
import { formatCount, formatShape, formatSlice, verdictSigns, verdictWords } from './format.js';
import { keyParts, lastSegment, nameParts } from './nameParts.js';
import type { PlanModel, PlanRow } from './planModel.js';

/** What rows are drawn with. */
export interface RowContext {
    readonly model: PlanModel;
    readonly layout: ColumnLayout;
    readonly applyFix: (fix: number) => void;
}

/** The element of an item. */
export function renderItem(ctx: RowContext, item: Item): HTMLTableRowElement {
    return item.kind === 'group' ? groupRow(ctx, item) : planRow(ctx, item);
}

function groupRow({ model, layout }: RowContext, item: Item): HTMLTableRowElement {
    const group = model.section.groups[item.index];
    const noun = nounOf(model, item.index);
    const times = group?.times ?? 1;
    const total = model.endRow(model.endLine(item.index) - 1) - firstRowOf(model, item.index);
    const count =
        item.count < total
            ? `${formatCount(item.count)} of ${formatCount(total)} ${noun(total)}`
            : 1 < times && total % times === 0
              ? `×${formatCount(times)} · ${formatCount(total / times)} ${noun(total / times)} each`
              : `${formatCount(total)} ${noun(total)}`;
    const bytes = item.bytes < 0 ? '' : ` · ${bytesText(item.bytes)}`;
    const label = group?.label === '' || group === undefined ? 'top level' : group.label;
    return element('tr', {
        className: 'group',
        attributes: { 'aria-expanded': String(item.isOpen === true) },
        children: [
            element('td', {
                attributes: {
                    role: 'gridcell',
                    colspan: String(layout.columns.length),
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

/** What the rows of a group are called, by how many they are. */
function nounOf({ section }: PlanModel, group: number): (count: number) => string {
    const role = section.groups[group]?.role;
    const side = group < section.firstNeverReadGroup ? 'variable' : 'tensor';
    return (count) =>
        role === undefined ? `${side}${count === 1 ? '' : 's'}` : roleNoun(role, count);
}

function firstRowOf(model: PlanModel, group: number): number {
    const line = model.section.groups[group]?.firstLine ?? 0;
    return model.section.lines.firstRow[line] ?? 0;
}

function planRow(ctx: RowContext, item: Item): HTMLTableRowElement {
    const row = ctx.model.row(item.firstRow);
    const isFolded = item.kind === 'line' && item.isOpen !== undefined;
    const cells = ctx.layout.columns.map(({ name }) => columnCell(ctx, item, row, name));
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
        case 'tensor':
            return tensorCell(ctx, item, row);
        case 'slice':
            return cell('slice', [isFolded ? '' : formatSlice(row.slice)], row.slice);
        case 'shape':
            return cell('shape number', [row.shape === undefined ? '' : formatShape(row.shape)]);
        case 'dtype':
            return cell('dtype', [row.dtype]);
        case 'bytes':
            return cell('bytes number', [item.bytes < 0 ? '' : bytesText(item.bytes)]);
        case 'verdict':
            return verdictCell(ctx, row);
        case 'entry':
            return entryCell(row);
    }
}

function variableCell({ model }: RowContext, item: Item, row: PlanRow): HTMLTableCellElement {
    const fullName = row.variable ?? row.tensor ?? '';
    if (item.kind === 'row') {
        return cell('variable', [keyParts(fullName)], fullName);
    }
    const label = model.section.lines.label[item.index] ?? '';
    const isFolded = item.isOpen !== undefined;
    const times = element('span', { className: 'times', text: `×${formatCount(item.count)}` });
    const line = element('span', {
        className: 'variable-line',
        children: [
            twisty(item.isOpen),
            keyParts(label === '' ? lastSegment(fullName) : label),
            ...(isFolded ? [times] : []),
        ],
    });
    return cell('variable', [line], isFolded ? `${label}, ${item.count} times` : fullName);
}

/** What stands below the key of an object's tensor; '' where there is nothing. */
interface OtherNames {
    /** The name under which it was saved. */
    readonly saved: string;
    /** What it is for, where the verdict does not say that. */
    readonly noun: string;
}

const noOtherNames: OtherNames = { saved: '', noun: '' };

function otherNames(model: PlanModel, item: Item): OtherNames {
    const { lines, rows } = model.section;
    const isObject = (rows.objectPath?.[item.firstRow] ?? -1) !== -1;
    if (!isObject || item.kind === 'group') {
        return noOtherNames;
    }
    const isFolded = item.kind === 'line' && item.isOpen !== undefined;
    const saved = isFolded ? lines.savedName?.[item.index] : model.savedNameOf(item.firstRow);
    const { role, kind } = model.verdictOf(item.firstRow);
    const isSaid = role === undefined || kind === 'keeps' || kind === 'never-read';
    return { saved: saved ?? '', noun: isSaid ? '' : roleNoun(role) };
}

/** Whether an item has two lines: the second has what else an object's tensor is called. */
export function isTall(model: PlanModel, item: Item): boolean {
    const { saved, noun } = otherNames(model, item);
    return saved !== '' || noun !== '';
}

/** The tensor's key, and below it what else an object's tensor is called. */
function tensorCell({ model }: RowContext, item: Item, row: PlanRow): HTMLTableCellElement {
    const { lines } = model.section;
    const isFolded = item.kind === 'line' && item.isOpen !== undefined;
    const tensor = (isFolded ? lines.tensor[item.index] : row.tensor) ?? '';
    const saved = (isFolded ? lines.savedName?.[item.index] : row.savedName) ?? '';
    const { role } = row.verdict;
    const title = [
        tensor,
        ...(row.slice === '' || isFolded ? [] : [`slice ${row.slice}`]),
        ...(row.objectPath === undefined || isFolded ? [] : [`object ${row.objectPath}`]),
        ...(saved === '' ? [] : [`saved as ${saved}`]),
        ...(role === undefined ? [] : [roleNoun(role)]),
    ].join('\n');
    const other = otherNames(model, item);
    const below = [
        ...(other.saved === '' ? [] : [nameParts(other.saved)]),
        ...(other.noun === ''
            ? []
            : [
                  element('span', {
                      className: 'noun',
                      text: `${other.saved === '' ? '' : '\u00a0· '}${other.noun}`,
                  }),
              ]),
    ];
    const line = element('span', { className: 'other', children: below });
    return cell('tensor', [keyParts(tensor), ...(below.length === 0 ? [] : [line])], title);
}

function verdictCell({ model, layout, applyFix }: RowContext, row: PlanRow): HTMLTableCellElement {
    const { verdict } = row;
    const fix = model.data.fixes[verdict.fix ?? -1];
    const text = verdict.expected ? `${verdict.text}, as expected` : verdict.text;
    const title = [text, ...(verdict.exception === undefined ? [] : [verdict.exception])];
    const mend =
        fix === undefined || layout.narrow
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
    const words = verdictWords(verdict, layout.narrow);
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
                    ...(layout.narrow && row.entry !== undefined
                        ? [element('span', { className: 'at', text: entryText(row) })]
                        : []),
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

function entryCell(row: PlanRow): HTMLTableCellElement {
    const { entry } = row;
    const title = entry === undefined ? '' : `${entry.tensorName}: ${entry.variableName}`;
    return cell('entry', [entryText(row)], title);
}

function entryText({ entry, verdict }: PlanRow): string {
    if (entry === undefined) {
        return verdict.expected ? expectationOf(verdict.kind) : '';
    }
    return lineWords(entry.range.start);
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
