// Short texts for people as data: paragraphs and tables, rendered as Markdown or as plain text.
// The only place that writes Markdown, so that no name from a file is ever taken for markup: a
// tensor may be called `[x](command:y)`, hold a line break or turn the writing direction around.

/** A piece of a line: plain words, or a name shown as code. */
export type Inline = string | { readonly code: string };

/** A paragraph, or a table whose first row is its head. */
export type Block =
    | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
    | { readonly kind: 'table'; readonly rows: readonly (readonly Inline[])[] };

/** How the reader's editor shows text. */
export type ProseFormat = 'markdown' | 'plaintext';

/** A paragraph of these pieces. */
export function paragraph(...inlines: readonly Inline[]): Block {
    return { kind: 'paragraph', inlines };
}

/** A name, shown as code. */
export function code(name: string): Inline {
    return { code: name };
}

/** Pieces with a separator between them. */
export function joined(pieces: readonly Inline[], separator: string): readonly Inline[] {
    return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece]));
}

/** The blocks as text of this format. */
export function renderProse(blocks: readonly Block[], format: ProseFormat): string {
    return blocks
        .map((block) => (format === 'markdown' ? blockMarkdown(block) : blockText(block)))
        .join('\n\n');
}

function blockMarkdown(block: Block): string {
    if (block.kind === 'paragraph') {
        return block.inlines.map(inlineMarkdown).join('');
    }
    const [head = '', ...rows] = block.rows.map(
        (row) => `| ${row.map(cellMarkdown).join(' | ')} |`,
    );
    const rule = `|${(block.rows[0] ?? []).map(() => '---|').join('')}`;
    return [head, rule, ...rows].join('\n');
}

// In a table even code must not hold a bare bar; in words it is escaped anyway.
function cellMarkdown(cell: Inline): string {
    const text = inlineMarkdown(cell);
    return typeof cell === 'string' ? text : text.replaceAll('|', '\\|');
}

function inlineMarkdown(inline: Inline): string {
    return typeof inline === 'string'
        ? visible(inline).replace(/[\\`*_[\]<>&~|#!]/g, '\\$&')
        : codeMarkdown(visible(inline.code));
}

// A code span ends at a run of as many backticks as began it, whatever is in it.
function codeMarkdown(text: string): string {
    const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    const pad = text.startsWith('`') || text.endsWith('`') || text.trim() === '' ? ' ' : '';
    return `${fence}${pad}${text}${pad}${fence}`;
}

function blockText(block: Block): string {
    if (block.kind === 'paragraph') {
        return block.inlines.map(inlineText).join('');
    }
    const cells = block.rows.map((row) => row.map(inlineText));
    const widths = (cells[0] ?? []).map((_, column) =>
        Math.max(...cells.map((row) => row[column]?.length ?? 0)),
    );
    return cells
        .map((row) =>
            row
                .map((cell, column) => cell.padEnd(widths[column] ?? 0))
                .join('  ')
                .trimEnd(),
        )
        .join('\n');
}

function inlineText(inline: Inline): string {
    return visible(typeof inline === 'string' ? inline : inline.code);
}

// Control characters, marks of writing direction, line and paragraph separators, halves of pairs.
const invisible =
    // eslint-disable-next-line no-control-regex -- these are what must not reach the screen
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

/** The longest text that is shown of one name. */
const longest = 400;

/** A text in which every character shows: what would not is written as `\u202e`. */
export function visible(text: string): string {
    const shown = text.replace(invisible, (each) => {
        const hex = (each.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
        return `\\u${hex}`;
    });
    return longest < shown.length ? `${shown.slice(0, longest)}…` : shown;
}
