// The texts of a program as one row of offsets: those of its own file, then those of each module of
// the workspace that it imports. So a plan has its places wherever the program makes its map.

import type { Place } from '../python/values.js';
import { LineIndex, type Position, type Range, type TextPlaces } from '../util/lineIndex.js';
import type { Span } from '../util/span.js';

/** A module that the program imports, and the offset at which its text begins. */
export interface ImportedText {
    readonly file: string;
    readonly text: string;
    readonly base: number;
}

/** The files of a program while it is evaluated. */
export class ProgramFiles {
    readonly imported: ImportedText[] = [];
    /** The program's own file. */
    readonly own: string;
    #end: number;

    /** `own` is the program's own file; its text begins at offset 0. */
    constructor(own: string, text: string) {
        this.own = own;
        this.#end = text.length + 1;
    }

    /** Takes in a module's text. */
    add(file: string, text: string): void {
        if (file !== this.own && !this.imported.some((each) => each.file === file)) {
            this.imported.push({ file, text, base: this.#end });
            this.#end += text.length + 1;
        }
    }

    /** Where a place stands in the row of all texts; undefined for a place in no such text. */
    spanOf(place: Place | undefined): Span | undefined {
        if (place === undefined) {
            return undefined;
        }
        const { start, end } = place.span;
        if (place.file === this.own) {
            return { start, end };
        }
        const found = this.imported.find(({ file }) => file === place.file);
        return found && { start: found.base + start, end: found.base + end };
    }
}

/**
 * The places of a program's texts: those of its own file as `own` has them, those of others with the
 * name that `nameOf` gives to a file, else its path.
 */
export function programPlaces(
    own: TextPlaces,
    { imported }: ProgramFiles,
    nameOf = (file: string): string => file,
): TextPlaces {
    if (imported.length === 0) {
        return own;
    }
    const lines = new Map<ImportedText, LineIndex>();
    const positionAt = (offset: number): Position => {
        const found = imported.findLast(({ base }) => base <= offset);
        if (found === undefined) {
            return own.positionAt(offset);
        }
        const index = lines.get(found) ?? new LineIndex(found.text);
        lines.set(found, index);
        return { file: nameOf(found.file), ...index.positionAt(offset - found.base) };
    };
    const rangeOf = (span: Span): Range =>
        imported.some(({ base }) => base <= span.start)
            ? { start: positionAt(span.start), end: positionAt(span.end) }
            : own.rangeOf(span);
    return { positionAt, rangeOf, offsetAt: (position) => own.offsetAt(position) };
}
