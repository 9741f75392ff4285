// The variables of a load plan by scope, repeated scopes folded into one, and the scopes of tensors
// that nothing reads: the rows of the preview, for a terminal.

import type { PreviewData, PreviewSection } from '../../features/previewData.js';
import { plural } from '../../features/words.js';
import { bytesText } from '../../util/bytesText.js';
import { listShape } from '../../util/shape.js';
import { alignRows, printableLine, type Cell, type Colors } from '../terminal.js';

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
        heads.set(cells.length, groupHead(group.label, group.times, colors));
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
    const unread = groups.slice(firstNeverReadGroup);
    if (0 < unread.length) {
        out.push('', colors.bold('  Never read'));
        out.push(
            ...alignRows(
                unread.map((group) => neverReadCells(section, group, data)),
                '    ',
            ),
        );
    }
    return out;
}

function neverReadCells(
    section: PreviewSection,
    group: PreviewSection['groups'][number],
    data: PreviewData,
): readonly Cell[] {
    const { groups, lines, rows, verdicts } = section;
    const next = groups[groups.indexOf(group) + 1];
    const first = lines.firstRow[group.firstLine] ?? 0;
    const end =
        next === undefined
            ? rows.tensor.length
            : (lines.firstRow[next.firstLine] ?? rows.tensor.length);
    const indices = Array.from({ length: end - first }, (_, index) => first + index);
    const bytes = indices.reduce((sum, row) => sum + Math.max(0, rows.bytes[row] ?? 0), 0);
    const isExpected = indices.every((row) => verdicts[rows.verdict[row] ?? 0]?.expected === true);
    const name = nameTable(data);
    const label =
        group.label === '' && indices.length === 1 ? name(rows.tensor[first] ?? -1) : group.label;
    return [
        { text: label === '' ? 'without a scope' : printableLine(label) },
        { text: plural(indices.length, 'tensor'), align: 'right' },
        { text: bytesText(bytes), align: 'right' },
        { text: isExpected ? 'as expected' : '' },
    ];
}

function groupHead(label: string, times: number, colors: Colors): string {
    const name = label === '' ? 'without a scope' : printableLine(label);
    return `  ${colors.bold(name)}${times === 1 ? '' : colors.dim(` ×${times}`)}`;
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
