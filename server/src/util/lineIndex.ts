// Offsets to lines and characters, both counted from 0 in UTF-16 units, as LSP counts them.
// A line ends with "\n", "\r\n" or "\r", which is what LSP says, and not what Python or YAML say.

import type { Span } from './span.js';

/** A place in a text; `line` and `character` count from 0, `character` in UTF-16 units. */
export interface Position {
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

/** The line starts of one text. */
export class LineIndex implements Places {
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
