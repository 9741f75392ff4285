// What an item of the table looks like: a group's head, a line, or one row of a line.

import { bytesText } from '../../server/src/util/bytesText.js';
import { roleNoun } from '../../server/src/util/roleNoun.js';
import { expectationOf, type ColumnLayout, type ColumnName } from './columns.js';
import { element, linkButton } from './dom.js';
import type { Item } from './foldModel.js';
import { formatCount, formatShape, formatSlice, verdictSigns, verdictWords } from './format.js';
import type { PlanModel, PlanRow } from './planModel.js';

/** Stands between an object's path and the name of its value, in the keys of tf.train.Checkpoint. */
const attributeMark = '/.ATTRIBUTES/';

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

/** The tensor's key, and beside it the name under which the variable was saved, where it has one. */
function tensorCell({ model }: RowContext, item: Item, row: PlanRow): HTMLTableCellElement {
    const { lines } = model.section;
    const isFolded = item.kind === 'line' && item.isOpen !== undefined;
    const tensor = (isFolded ? lines.tensor[item.index] : row.tensor) ?? '';
    const saved = (isFolded ? lines.savedName?.[item.index] : row.savedName) ?? '';
    const { role, kind } = row.verdict;
    // The verdict says it of rows that are left out.
    const isSaid = role === undefined || kind === 'keeps' || kind === 'never-read';
    const noun = isSaid || row.objectPath === undefined ? '' : roleNoun(role);
    const asides = [saved, noun].filter((aside) => aside !== '');
    const title = [
        tensor,
        ...(row.slice === '' || isFolded ? [] : [`slice ${row.slice}`]),
        ...(row.objectPath === undefined || isFolded ? [] : [`object ${row.objectPath}`]),
        ...(saved === '' ? [] : [`saved as ${saved}`]),
        ...(role === undefined ? [] : [roleNoun(role)]),
    ].join('\n');
    if (asides.length === 0) {
        return cell('tensor', [keyParts(tensor)], title);
    }
    const line = element('span', {
        className: 'tensor-line',
        children: [
            keyParts(tensor),
            element('span', { className: 'saved', text: asides.join(' · ') }),
        ],
    });
    return cell('tensor', [line], title);
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
    return `line ${entry.range.start.line + 1}`;
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

/**
 * A name in three parts. Where there is little room the scope gives way first, then the segment
 * before the last, each at its end; then the last one at its beginning, where names differ least.
 */
function nameParts(name: string): Node | string {
    if (name === '') {
        return '';
    }
    const last = name.lastIndexOf('/', name.length - 2);
    const parent = last < 1 ? -1 : name.lastIndexOf('/', last - 1);
    const part = (className: string, text: string): readonly HTMLElement[] =>
        text === '' ? [] : [element('span', { className, text })];
    const leaf = element('span', {
        className: 'leaf',
        children: [element('bdi', { text: name.slice(last + 1) })],
    });
    const tail = element('span', {
        className: 'tail',
        children: [...part('parent', name.slice(parent + 1, last + 1)), leaf],
    });
    return element('span', {
        className: 'name',
        children: [...part('scope', name.slice(0, parent + 1)), tail],
    });
}

/**
 * A name as `nameParts` has it; of an object's key, what is the same for all of them gives way
 * before anything else.
 */
function keyParts(name: string): Node | string {
    const mark = name.indexOf(attributeMark);
    return mark < 1
        ? nameParts(name)
        : element('span', {
              className: 'key',
              children: [
                  nameParts(name.slice(0, mark)),
                  element('span', { className: 'attribute', text: name.slice(mark) }),
              ],
          });
}

/** The last segment of a name; of a scope with the slash behind it. */
function lastSegment(name: string): string {
    return name.slice(name.lastIndexOf('/', name.length - 2) + 1);
}
