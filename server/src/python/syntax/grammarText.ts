// The text that the grammar is given in place of a file's, of the same length: the grammar takes
// `type` at the beginning of a statement for PEP 695's alias, also in `type(self).x = 1`. Names
// are read from the file's own text, so that nobody sees the difference.

/** The text for the grammar: `type` is another name wherever it begins no alias. */
export function grammarText(text: string): string {
    return text.includes('type')
        ? text.replace(/^([ \t]*|.*[;:][ \t]*)type(?=[ \t]*[(.[])/gm, '$1tYpe')
        : text;
}
