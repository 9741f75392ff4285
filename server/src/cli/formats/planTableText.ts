// The variables of a load plan by scope, repeated scopes folded into one, and the scopes of tensors
// that nothing reads: the rows of the preview, for a terminal.

import type { PreviewData, PreviewSection } from '../../features/previewData.js';
import { countText } from '../../features/words.js';
import { bytesText } from '../../util/bytesText.js';
import { roleNoun } from '../../util/roleNoun.js';
import { listShape } from '../../util/shape.js';
import { alignRows, printableLine, type Cell, type Colors } from '../terminal.js';
import { groupHead } from './groupHead.js';

/** The variables by scope, repeated scopes folded; of tensors never read only the scopes. */
export function planTableLines(
    data: PreviewData,
    section: PreviewSection,
    colors: Colors,
): readonly string[] {
    const { groups, lines, rows, verdicts, firstNeverReadGroup } = section;
    const name = nameTable(data);
    const out: string[] = [];
    const cells: (readonly Cell[])[] = [];
    const heads = new Map<number, string>();
    groups.slice(0, firstNeverReadGroup).forEach((group, index) => {
        heads.set(cells.length, `  ${groupHead(group, colors)}`);
        const end = groups[index + 1]?.firstLine ?? lines.label.length;
        for (let line = group.firstLine; line < end; line++) {
            const row = lines.firstRow[line] ?? 0;
            const verdict = verdicts[rows.verdict[row] ?? 0];
            const shape = rows.shape[row] ?? -1;
            const tensor = lines.tensor[line] || name(rows.tensor[row] ?? -1);
            const slice = data.texts[rows.slice[row] ?? 0] ?? '';
            const isLoaded = verdict?.kind === 'loads';
            const source =
                tensor === ''
                    ? ''
                    : `← ${printableLine(slice === '' ? tensor : `${tensor} ${slice}`)}`;
            const fate: Cell = {
                text: verdict?.text ?? '',
                paint: verdictPaint(verdict?.kind, verdict?.expected, colors),
            };
            const label = lines.label[line] ?? '';
            cells.push([
                {
                    text: printableLine(
                        label === '' ? lastSegment(name(rows.variable[row] ?? -1)) : label,
                    ),
                },
                { text: data.texts[rows.dtype[row] ?? 0] ?? '', paint: colors.dim },
                {
                    text: shape === -1 ? '' : listShape(data.shapes[shape] ?? null),
                    paint: colors.dim,
                },
                ...(source === '' ? [fate] : [{ text: source }, ...(isLoaded ? [] : [fate])]),
            ]);
        }
    });
    alignRows(cells, '    ').forEach((line, index) => {
        const head = heads.get(index);
        if (head !== undefined) {
            out.push('', head);
        }
        out.push(line);
    });
    return [...out, ...neverReadLines(section, name, colors)];
}

function neverReadLines(
    section: PreviewSection,
    name: (index: number) => string,
    colors: Colors,
): readonly string[] {
    const { groups, firstNeverReadGroup } = section;
    const unread = groups
        .slice(firstNeverReadGroup)
        .map((_, index) => unreadGroup(section, firstNeverReadGroup + index, name));
    const widest = unread.reduce((most, { count }) => Math.max(most, countText(count).length), 0);
    const cells = unread.map(({ label, count, noun, bytes, isExpected }): readonly Cell[] => [
        { text: label === '' ? 'without a scope' : printableLine(label) },
        { text: `${countText(count).padStart(widest)} ${noun}` },
        { text: bytesText(bytes), align: 'right' },
        { text: isExpected ? 'as expected' : '' },
    ]);
    return cells.length === 0 ? [] : ['', colors.bold('  Never read'), ...alignRows(cells, '    ')];
}

/** A group of tensors that nothing reads, in numbers. */
interface UnreadGroup {
    readonly label: string;
    readonly count: number;
    readonly noun: string;
    readonly bytes: number;
    readonly isExpected: boolean;
}

function unreadGroup(
    { groups, lines, rows, verdicts }: PreviewSection,
    index: number,
    name: (index: number) => string,
): UnreadGroup {
    const { label = '', role, firstLine = 0 } = groups[index] ?? {};
    const first = lines.firstRow[firstLine] ?? 0;
    const end = lines.firstRow[groups[index + 1]?.firstLine ?? -1] ?? rows.tensor.length;
    let bytes = 0;
    let isExpected = true;
    for (let row = first; row < end; row++) {
        bytes += Math.max(0, rows.bytes[row] ?? 0);
        isExpected &&= verdicts[rows.verdict[row] ?? 0]?.expected === true;
    }
    const count = end - first;
    return {
        label: label === '' && count === 1 ? name(rows.tensor[first] ?? -1) : label,
        count,
        noun: role === undefined ? (count === 1 ? 'tensor' : 'tensors') : roleNoun(role, count),
        bytes,
        isExpected,
    };
}

function verdictPaint(
    kind: string | undefined,
    expected: boolean | undefined,
    colors: Colors,
): (text: string) => string {
    return kind === 'keeps' ? (expected === true ? colors.dim : colors.yellow) : colors.red;
}

/** Full names by their number, each made once. */
function nameTable({ names }: PreviewData): (index: number) => string {
    const known = new Map<number, string>();
    const nameOf = (index: number): string => {
        if (index < 0) {
            return '';
        }
        const found = known.get(index);
        if (found !== undefined) {
            return found;
        }
        const parent = names.parents[index] ?? -1;
        const label = names.segments[names.labels[index] ?? -1] ?? '';
        const name = parent < 0 ? label : `${nameOf(parent)}/${label}`;
        known.set(index, name);
        return name;
    };
    return nameOf;
}

function lastSegment(name: string): string {
    return name.slice(name.lastIndexOf('/') + 1);
}
