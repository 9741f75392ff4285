// Indentation as Python's tokenizer counts it: the grammar takes any. A tab reaches to the next
// multiple of eight, and what depends on that is refused. Defined in CPython: Parser/tokenizer.c.

import type { Span } from '../../util/span.js';
import type { Module, Statement } from './ast.js';
import { refuse, type Conversion } from './conversion.js';

interface Indent {
    /** In columns, with tabs to the next multiple of eight. */
    readonly wide: number;
    /** In characters: tabs count one. */
    readonly narrow: number;
}

interface Lines {
    readonly conversion: Conversion;
    /** Where comments end: a backslash there continues no line. */
    readonly commentEnds: ReadonlySet<number>;
}

/** Refuses lines whose indentation does not fit their block. */
export function checkIndentation(
    conversion: Conversion,
    { body }: Module,
    comments: readonly Span[],
): void {
    const commentEnds = new Set(comments.map(({ end }) => end));
    checkBlock({ conversion, commentEnds }, body, undefined);
}

function checkBlock(lines: Lines, body: readonly Statement[], outer: Indent | undefined): void {
    const { conversion } = lines;
    const [first] = body;
    const own = first && indentAt(lines, startOf(conversion.text, first));
    const expected = outer === undefined ? { wide: 0, narrow: 0 } : (own ?? outer);
    if (own !== undefined && first !== undefined) {
        if (outer === undefined && 0 < own.wide) {
            refuse(conversion, first, 'unexpected indent');
        } else if (outer !== undefined && own.wide <= outer.wide) {
            refuse(conversion, first, 'expected an indented block');
        } else if (outer !== undefined && own.narrow <= outer.narrow) {
            refuse(conversion, first, 'inconsistent use of tabs and spaces in indentation');
        }
    }
    for (const statement of body) {
        const indent = indentAt(lines, startOf(conversion.text, statement));
        if (indent !== undefined && indent.wide !== expected.wide) {
            refuse(
                conversion,
                statement,
                expected.wide < indent.wide
                    ? 'unexpected indent'
                    : 'unindent does not match any outer indentation level',
            );
        } else if (indent !== undefined && indent.narrow !== expected.narrow) {
            const message = 'inconsistent use of tabs and spaces in indentation';
            refuse(conversion, statement, message);
        }
        for (const block of blocksOf(conversion.text, statement)) {
            checkBlock(lines, block, indent ?? expected);
        }
    }
}

/** Where a statement begins: at its first decorator's `@`, if it has one. */
function startOf(text: string, statement: Statement): number {
    if (
        (statement.kind === 'FunctionDef' || statement.kind === 'ClassDef') &&
        statement.decorators[0] !== undefined
    ) {
        return text.lastIndexOf('@', statement.decorators[0].start);
    }
    return statement.start;
}

/** The indentation of a statement that begins a line; undefined for others. */
function indentAt({ conversion, commentEnds }: Lines, start: number): Indent | undefined {
    const { text } = conversion;
    let at = start;
    while (0 < at && /[ \t\f]/.test(text.charAt(at - 1))) {
        at -= 1;
    }
    const before = text.charAt(at - 1);
    // A line that is continued with a backslash is no new one; a byte order mark is no space.
    if (0 < at && before !== '\ufeff' && !/[\r\n]/.test(before)) {
        return undefined;
    }
    const [lineEnd] = /\r?\n?$/.exec(text.slice(Math.max(0, at - 2), at)) ?? [''];
    const last = at - lineEnd.length;
    if (text.charAt(last - 1) === '\\' && !commentEnds.has(last)) {
        return undefined;
    }
    let [wide, narrow] = [0, 0];
    for (const character of text.slice(at, start)) {
        if (character === '\f') {
            [wide, narrow] = [0, 0];
        } else {
            wide = character === '\t' ? (Math.floor(wide / 8) + 1) * 8 : wide + 1;
            narrow += 1;
        }
    }
    return { wide, narrow };
}

/** The blocks in a statement, whose lines are deeper than it. */
function blocksOf(text: string, statement: Statement): readonly (readonly Statement[])[] {
    switch (statement.kind) {
        case 'FunctionDef':
        case 'ClassDef':
        case 'With':
            return [statement.body];
        case 'If': {
            const [only] = statement.orElse;
            return only?.kind === 'If' && text.startsWith('elif', only.start)
                ? [statement.body, ...blocksOf(text, only)]
                : [statement.body, statement.orElse];
        }
        case 'For':
        case 'While':
            return [statement.body, statement.orElse];
        case 'Try':
            return [
                statement.body,
                ...statement.handlers.map(({ body }) => body),
                statement.orElse,
                statement.finalBody,
            ];
        case 'Match':
            return statement.cases.map(({ body }) => body);
        default:
            return [];
    }
}
