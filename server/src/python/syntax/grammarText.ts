// The text that the grammar is given in place of a file's, of the same length: the grammar takes
// `type` at the beginning of a statement for PEP 695's alias, also in `type(self).x = 1`. Names
// are read from the file's own text, so that nobody sees the difference.

/** A piece of a text that was replaced, from the same start on. */
export interface Change {
    readonly start: number;
    readonly oldEnd: number;
    readonly newEnd: number;
}

/** The text for the grammar: `type` is another name wherever it begins no alias. */
export function grammarText(text: string): string {
    return text.includes('type')
        ? text.replace(/^([ \t]*|.*[;:][ \t]*)type(?=[ \t]*[(.[])/gm, '$1tYpe')
        : text;
}

/** What changed from one text to another: all between their common beginning and common end. */
export function changeBetween(old: string, next: string): Change {
    const shorter = Math.min(old.length, next.length);
    let start = 0;
    while (start < shorter && old.charCodeAt(start) === next.charCodeAt(start)) {
        start += 1;
    }
    let [oldEnd, newEnd] = [old.length, next.length];
    while (
        start < oldEnd &&
        start < newEnd &&
        old.charCodeAt(oldEnd - 1) === next.charCodeAt(newEnd - 1)
    ) {
        oldEnd -= 1;
        newEnd -= 1;
    }
    return { start, oldEnd, newEnd };
}
