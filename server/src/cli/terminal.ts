// What the command line says to people: colours where they are wanted, columns that line up, and
// names that cannot disturb a terminal.

import pc from 'picocolors';

/** Colours and signs; without colour the texts are returned as they are. */
export type Colors = ReturnType<typeof pc.createColors>;

/** The colours of a stream. */
export function colorsFor(enabled: boolean): Colors {
    return pc.createColors(enabled);
}

/** A text without the characters that move a terminal's cursor or change its colours. */
export function printable(text: string): string {
    return text.replace(
        // eslint-disable-next-line no-control-regex
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** A line of a name or message: line breaks are shown, not made. */
export function printableLine(text: string): string {
    return printable(text.replaceAll('\n', '\\n').replaceAll('\t', '\\t'));
}

/** A cell of a table. */
export interface Cell {
    readonly text: string;
    readonly align?: 'right';
    readonly paint?: (text: string) => string;
}

/** Rows whose columns line up, two blanks between them, without blanks at the ends of lines. */
export function alignRows(rows: readonly (readonly Cell[])[], indent: string): readonly string[] {
    const widths: number[] = [];
    for (const row of rows) {
        row.forEach(({ text }, column) => {
            widths[column] = Math.max(widths[column] ?? 0, widthOf(text));
        });
    }
    return rows.map((row) => {
        const last = row.findLastIndex(({ text }) => text !== '');
        const cells = row.slice(0, last + 1).map((cell, column) => {
            const width = column === last && cell.align === undefined ? 0 : (widths[column] ?? 0);
            const blanks = ' '.repeat(Math.max(0, width - widthOf(cell.text)));
            const text = cell.paint === undefined ? cell.text : cell.paint(cell.text);
            return cell.align === 'right' ? blanks + text : text + blanks;
        });
        return (indent + cells.join('  ')).trimEnd();
    });
}

// Scripts and pictures whose characters fill two columns of a terminal.
const wide =
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu;
const narrow = /\p{Mark}/gu;

/** How many columns of a terminal a text fills. */
export function widthOf(text: string): number {
    const characters = Array.from(text).length;
    return characters + (text.match(wide)?.length ?? 0) - (text.match(narrow)?.length ?? 0);
}
