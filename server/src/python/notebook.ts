// A Jupyter notebook as one program: its code cells in their order, with lines for IPython blanked,
// and the way back from a place in the program to the cell. Nothing here knows what Python means.
// Defined in nbformat 4: https://nbformat.readthedocs.io (a cell's source is a string or a list).

import { LineIndex, type Position, type TextPlaces } from '../util/lineIndex.js';

/** A code cell, and where it stands in the program's text. */
export interface NotebookCell {
    /** Counted from 0, all cells counted. */
    readonly cell: number;
    readonly source: string;
    /** Offset of its first character in the program. */
    readonly start: number;
}

/** A notebook's program. */
export interface NotebookProgram {
    /** The code of all cells, each ended by a newline; IPython's lines are blanks of equal length. */
    readonly text: string;
    readonly cells: readonly NotebookCell[];
}

/** Whether a file's name, or its path, is that of a notebook. */
export function namesNotebook(name: string): boolean {
    return name.endsWith('.ipynb');
}

/** The program of a notebook's file; undefined where the text is no notebook. */
export function notebookProgram(json: string): NotebookProgram | undefined {
    let parsed: unknown;
    try {
        parsed = JSON.parse(json);
    } catch {
        return undefined;
    }
    if (!isRecord(parsed) || !Array.isArray(parsed['cells'])) {
        return undefined;
    }
    const sources = parsed['cells'].flatMap((cell: unknown, index): readonly CellSource[] => {
        if (!isRecord(cell) || cell['cell_type'] !== 'code' || isOtherLanguage(cell)) {
            return [];
        }
        const source = sourceOf(cell['source']);
        return source === undefined ? [] : [{ cell: index, source }];
    });
    return programOf(sources);
}

/** A code cell's number and text. */
export interface CellSource {
    readonly cell: number;
    readonly source: string;
}

/** The program of these cells, as an editor holds them. */
export function programOf(sources: readonly CellSource[]): NotebookProgram {
    const cells: NotebookCell[] = [];
    // The one feature that Python does not have by now holds for all cells from its own on.
    const isLazy = sources.some(({ source }) => /^from __future__ .*\bannotations\b/m.test(source));
    let text = isLazy ? 'from __future__ import annotations\n' : '';
    for (const { cell, source } of sources) {
        cells.push({ cell, source, start: text.length });
        text += `${withoutFutures(withoutMagics(source))}\n`;
    }
    return { text, cells };
}

/**
 * What a run of all cells runs where one of them is no Python: the cells before it, in a text as
 * long as the program's. Undefined where each cell by itself is Python.
 */
export function untilBroken(
    { text, cells }: NotebookProgram,
    isPython: (text: string) => boolean,
): string | undefined {
    const broken = cells.find(({ start }, index) => {
        const end = cells[index + 1]?.start ?? text.length;
        return !isPython(text.slice(start, end));
    });
    return broken === undefined ? undefined : text.slice(0, broken.start).padEnd(text.length);
}

/**
 * Offsets of the program as places in the notebook's cells, and back. A range lies in one cell, that
 * of its start; a place in a cell that is none of the program's is the program's end.
 */
export function notebookPlaces({ text, cells }: NotebookProgram): TextPlaces {
    const lines = cells.map(({ source }) => new LineIndex(source));
    const placeIn = (index: number, offset: number): Position => {
        const { cell, start } = cells[index] ?? {};
        return cell === undefined || start === undefined
            ? { line: 0, character: 0 }
            : { cell, ...(lines[index]?.positionAt(offset - start) ?? { line: 0, character: 0 }) };
    };
    // What stands before the first cell is none of the notebook's: its place is where that begins.
    const cellAt = (offset: number): number =>
        Math.max(
            cells.findLastIndex(({ start }) => start <= offset),
            0,
        );
    return {
        positionAt: (offset) => placeIn(cellAt(offset), offset),
        rangeOf: ({ start, end }) => {
            const index = cellAt(start);
            return { start: placeIn(index, start), end: placeIn(index, end) };
        },
        offsetAt: (position) => {
            const index = cells.findIndex(({ cell }) => cell === position.cell);
            const start = cells[index]?.start;
            return start === undefined
                ? text.length
                : start + (lines[index]?.offsetAt(position) ?? 0);
        },
    };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === 'object' && value !== null;
}

/** Whether an editor has noted of a cell that it is not written in the notebook's language. */
function isOtherLanguage({ metadata }: Readonly<Record<string, unknown>>): boolean {
    const noted = isRecord(metadata) ? metadata['vscode'] : undefined;
    const language = isRecord(noted) ? noted['languageId'] : undefined;
    return language !== undefined && language !== 'python';
}

function sourceOf(source: unknown): string | undefined {
    if (typeof source === 'string') {
        return source;
    }
    return Array.isArray(source) && source.every((line) => typeof line === 'string')
        ? source.join('')
        : undefined;
}

/**
 * Lines that IPython reads itself (`%magic`, `!command`, `?help`) become blanks, with those that
 * continue them; what `name = !command` gives is not known. A cell that begins with `%%` is none of
 * Python's, but for a few that time it.
 */
function withoutMagics(source: string): string {
    const lines = source.split('\n');
    const first = lines.find((line) => line.trim() !== '');
    const cellMagic = first === undefined ? null : /^\s*%%(\w+)/.exec(first);
    if (cellMagic !== null && !['time', 'timeit', 'capture', 'prun'].includes(cellMagic[1] ?? '')) {
        return lines.map(blank).join('\n');
    }
    let continues = false;
    return lines
        .map((line) => {
            const assigned = /^(\s*[A-Za-z_][\w.,[\] ]*=\s*)[%!]/.exec(line)?.[1];
            const isOwn = assigned !== undefined || /^\s*[%!?]|^\s*[\w.]+\?{1,2}\s*$/.test(line);
            const isMore = continues;
            continues = (isMore || isOwn) && /\\\r?$/.test(line);
            if (isMore) {
                return line.replace(/[^\r]/g, ' ');
            }
            return assigned !== undefined
                ? assigned + hidden.padEnd(line.length - assigned.length)
                : isOwn
                  ? blank(line)
                  : line;
        })
        .join('\n');
}

/** A name of notebooks of which the value is not known, no longer than the shortest command. */
const hidden = 'In';

/** IPython reads each cell on its own, so that features may be asked for at the head of any. */
function withoutFutures(source: string): string {
    return source.replace(
        /^from[ \t]+__future__[ \t]+import[ \t]*(?:\([^)]*\)|[\w, \t]*)(?=[ \t]*(?:#.*)?\r?$)/gm,
        (statement) => statement.replace(/[^\r\n]/g, ' '),
    );
}

/** A line of the same length that does nothing; in a block, which may need one, a statement. */
function blank(line: string): string {
    const code = line.replace(/\r$/, '');
    const indent = /^\s*/.exec(code)?.[0] ?? '';
    const rest = code.length - indent.length;
    const end = line.slice(code.length);
    return indent === '' || rest < 4
        ? `${' '.repeat(code.length)}${end}`
        : `${indent}pass${' '.repeat(rest - 4)}${end}`;
}
