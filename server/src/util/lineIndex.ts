// Offsets to lines and characters, both counted from 0 in UTF-16 units, as LSP counts them.
// A line ends with "\n", "\r\n" or "\r", which is what LSP says, and not what Python or YAML say.

import { baseName } from './path.js';
import type { Span } from './span.js';

/** A place in a text; `line` and `character` count from 0, `character` in UTF-16 units. */
export interface Position {
    /** The absolute path of the file, where it is not the one that is asked about. */
    readonly file?: string;
    /** In a notebook: the number of the cell, all cells counted from 0, in which the place counts. */
    readonly cell?: number;
    readonly line: number;
    readonly character: number;
}

/** A range in a text, `end` exclusive. */
export interface Range {
    readonly start: Position;
    readonly end: Position;
}

/** From offsets in a text to what people are told of them. */
export interface Places {
    /** The place of an offset. */
    positionAt(offset: number): Position;
    /** The range of a span. */
    rangeOf(span: Span): Range;
}

/** Places that also lead back to offsets. */
export interface TextPlaces extends Places {
    /** The offset of a place. */
    offsetAt(position: Position): number;
}

/**
 * A place in words, counted from 1: `line 7`, in a notebook `cell 3, line 7`, in another file
 * `modeling.py, line 7`.
 */
export function lineWords(position: Pick<Position, 'file' | 'cell' | 'line'>): string {
    return `${within(position)}line ${position.line + 1}`;
}

/** A place in short, counted from 1: `4:2`, `cell 3, 4:2`, `modeling.py, 4:2`. */
export function placeText(position: Position): string {
    return `${within(position)}${position.line + 1}:${position.character + 1}`;
}

function within({ file, cell }: Pick<Position, 'file' | 'cell'>): string {
    const other = file === undefined ? '' : `${baseName(file)}, `;
    return `${other}${cell === undefined ? '' : `cell ${cell + 1}, `}`;
}

/** Whether two places are the same. */
export function samePosition(one: Position, other: Position): boolean {
    return (
        one.file === other.file &&
        one.cell === other.cell &&
        one.line === other.line &&
        one.character === other.character
    );
}

/** The line starts of one text. */
export class LineIndex implements TextPlaces {
    readonly #starts: readonly number[];
    readonly #length: number;

    constructor(text: string) {
        const starts = [0];
        for (let offset = 0; offset < text.length; offset++) {
            const unit = text.charCodeAt(offset);
            if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(offset + 1) !== 0x0a)) {
                starts.push(offset + 1);
            }
        }
        this.#starts = starts;
        this.#length = text.length;
    }

    /** How many lines the text has; an empty text has one. */
    get lineCount(): number {
        return this.#starts.length;
    }

    /** The offset at which a line begins; the text's length for a line behind the last. */
    lineStart(line: number): number {
        return this.#starts[line] ?? this.#length;
    }

    /** The place of an offset; offsets outside the text are moved to its nearest end. */
    positionAt(offset: number): Position {
        const wanted = Math.max(0, Math.min(offset, this.#length));
        let low = 0;
        let high = this.#starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.lineStart(middle) <= wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return { line: low, character: wanted - this.lineStart(low) };
    }

    /** The offset of a place; a character behind the line's end counts on into the next line. */
    offsetAt(position: Position): number {
        return Math.min(this.lineStart(position.line) + position.character, this.#length);
    }

    /** The range of a span. */
    rangeOf(span: Span): Range {
        return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
    }
}
