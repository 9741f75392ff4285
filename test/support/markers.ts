// Marks in a test's text: `$0` is the cursor, and a line of carets below a piece of text says which
// diagnostic stands there: `^^^^ code` and, if wanted, the beginning of its message.

/** A diagnostic that a test expects. */
export interface ExpectedDiagnostic {
    readonly line: number;
    readonly start: number;
    readonly end: number;
    readonly code: string;
    /** What the message begins with; empty where any will do. */
    readonly message: string;
}

/** A text without its marks, and what they said. */
export interface MarkedText {
    readonly text: string;
    /** Offset of the cursor. */
    readonly cursor: number | undefined;
    readonly expected: readonly ExpectedDiagnostic[];
}

const caretLine = /^( *)(\^+) ([a-z.-]+)(?: (.*))?$/;

/** Takes the marks out of a text. */
export function readMarks(marked: string): MarkedText {
    const lines: string[] = [];
    const expected: ExpectedDiagnostic[] = [];
    for (const line of marked.split('\n')) {
        const carets = caretLine.exec(line);
        if (carets === null) {
            lines.push(line);
            continue;
        }
        const [, indent = '', underline = '', code = '', message = ''] = carets;
        const end = indent.length + underline.length;
        expected.push({ line: lines.length - 1, start: indent.length, end, code, message });
    }
    const text = lines.join('\n');
    const cursor = text.indexOf('$0');
    return cursor === -1
        ? { text, cursor: undefined, expected }
        : { text: text.slice(0, cursor) + text.slice(cursor + 2), cursor, expected };
}
