// Which items the table shows: groups, their lines, and the rows of lines that are unfolded, after
// the chip and the filter. Pure; one pass over the rows.

import type { RowVerdict } from '../../server/src/features/previewData.js';
import type { RowPredicate } from './filter.js';
import type { PlanModel } from './planModel.js';

/** The chips above the table. */
export type Chip = 'all' | 'load' | 'fail' | 'change' | 'nothing' | 'keep' | 'never' | 'unknown';

/** What a chip shows. `all` is every variable; tensors never read are asked for by themselves. */
export const chipOf: Readonly<Record<RowVerdict, Chip>> = {
    loads: 'load',
    'would-load': 'load',
    'changes-shape': 'change',
    fails: 'fail',
    'binds-nothing': 'nothing',
    keeps: 'keep',
    'never-read': 'never',
    unknown: 'unknown',
};

/** What a person has folded: groups are open and lines closed unless they are named here. */
export interface Folds {
    readonly closedGroups: ReadonlySet<string>;
    readonly openLines: ReadonlySet<string>;
}

/** An item of the table. `count` is how many rows are behind it after filtering. */
export interface Item {
    readonly kind: 'group' | 'line' | 'row';
    /** The number of the group, line or row. */
    readonly index: number;
    readonly count: number;
    /** The first row behind it. */
    readonly firstRow: number;
    /** Whether it is unfolded; undefined where there is nothing to fold. */
    readonly isOpen: boolean | undefined;
    /** The bytes of all rows behind a group; -1 where one of them is not known. */
    readonly bytes: number;
}

/** A name for a group that lasts from one plan to the next. */
export function groupKey(model: PlanModel, group: number): string {
    const { groups, firstNeverReadGroup } = model.section;
    const side = group < firstNeverReadGroup ? 'variable' : 'tensor';
    const { label = '', role = '' } = groups[group] ?? {};
    return `${side}:${role}:${label}`;
}

/** A name for a line that lasts from one plan to the next. */
export function lineKey(model: PlanModel, group: number, line: number): string {
    return `${groupKey(model, group)}\n${model.section.lines.label[line] ?? ''}`;
}

/** The number of rows for each chip. */
export function countChips(model: PlanModel): Readonly<Record<Chip, number>> {
    const counts = {
        all: 0,
        load: 0,
        fail: 0,
        change: 0,
        nothing: 0,
        keep: 0,
        never: 0,
        unknown: 0,
    };
    for (let row = 0; row < model.rowCount; row++) {
        const chip = chipOf[model.verdictOf(row).kind];
        counts[chip]++;
        counts.all += chip === 'never' ? 0 : 1;
    }
    return counts;
}

/** The items to show, in order. */
export function visibleItems(
    model: PlanModel,
    chip: Chip,
    matches: RowPredicate,
    folds: Folds,
): readonly Item[] {
    const items: Item[] = [];
    model.section.groups.forEach((_, group) => {
        const lines = matchingLines(model, group, chip, matches);
        if (lines.length === 0) {
            return;
        }
        const isOpen = !folds.closedGroups.has(groupKey(model, group));
        items.push({
            kind: 'group',
            index: group,
            isOpen,
            count: lines.reduce((sum, { rows }) => sum + rows.length, 0),
            firstRow: lines[0]?.rows[0] ?? -1,
            bytes: lines.reduce((sum, { bytes }) => (sum < 0 || bytes < 0 ? -1 : sum + bytes), 0),
        });
        if (isOpen) {
            for (const { line, rows, bytes } of lines) {
                addLine(items, model, { group, line, rows, bytes, folds });
            }
        }
    });
    return items;
}

interface MatchingLine {
    readonly line: number;
    readonly rows: readonly number[];
    readonly bytes: number;
}

function matchingLines(
    model: PlanModel,
    group: number,
    chip: Chip,
    matches: RowPredicate,
): readonly MatchingLine[] {
    const found: MatchingLine[] = [];
    const endLine = model.endLine(group);
    for (let line = model.section.groups[group]?.firstLine ?? endLine; line < endLine; line++) {
        const rows: number[] = [];
        let bytes = 0;
        const endRow = model.endRow(line);
        for (let row = model.section.lines.firstRow[line] ?? endRow; row < endRow; row++) {
            const rowChip = chipOf[model.verdictOf(row).kind];
            const isWanted = chip === 'all' ? rowChip !== 'never' : rowChip === chip;
            if (isWanted && matches(model, row)) {
                const rowBytes = model.section.rows.bytes[row] ?? -1;
                bytes = bytes < 0 || rowBytes < 0 ? -1 : bytes + rowBytes;
                rows.push(row);
            }
        }
        if (0 < rows.length) {
            found.push({ line, rows, bytes });
        }
    }
    return found;
}

interface LineParts extends MatchingLine {
    readonly group: number;
    readonly folds: Folds;
}

function addLine(items: Item[], model: PlanModel, parts: LineParts): void {
    const { group, line, rows, bytes, folds } = parts;
    const [firstRow = -1] = rows;
    const canOpen = 1 < model.endRow(line) - (model.section.lines.firstRow[line] ?? 0);
    const isOpen = canOpen ? folds.openLines.has(lineKey(model, group, line)) : undefined;
    items.push({ kind: 'line', index: line, count: rows.length, firstRow, isOpen, bytes });
    if (isOpen === true) {
        for (const row of rows) {
            const rowBytes = model.section.rows.bytes[row] ?? -1;
            items.push({
                kind: 'row',
                index: row,
                count: 1,
                firstRow: row,
                isOpen: undefined,
                bytes: rowBytes,
            });
        }
    }
}
