// What comments in a map say to ckptmap: `# ckptmap: checkpoint=… model=…` for a YAML document, and
// `# ckptmap-ignore CODE: reason` for a line. Python sees none of it.

import type { IgnoreComment, MapNode, MapProblem } from './assignmentMap.js';
import type { YamlComment } from './lexemeWriter.js';
import { LineIndex } from '../util/lineIndex.js';
import type { Span } from '../util/span.js';

/** A `# ckptmap:` line. */
export interface SourceComment {
    readonly span: Span;
    readonly checkpoint: MapNode | undefined;
    readonly model: MapNode | undefined;
    readonly problems: readonly MapProblem[];
}

/** Reads a comment as a `# ckptmap:` line, if it is one. */
export function readSourceComment(comment: YamlComment): SourceComment | undefined {
    const head = /^#[ \t]*ckptmap:/.exec(comment.text)?.[0];
    if (head === undefined) {
        return undefined;
    }
    const span = spanFrom(comment.offset, comment.text.length);
    const found: { checkpoint?: MapNode; model?: MapNode } = {};
    const problems: MapProblem[] = [];
    const body = comment.text.slice(head.length);
    for (const match of body.matchAll(wordPattern)) {
        const word = match[0];
        const start = comment.offset + head.length + match.index;
        const { name, value } = match.groups ?? {};
        if (value === undefined || (name !== 'checkpoint' && name !== 'model')) {
            problems.push({
                code: 'map.unknown-key',
                message: `Found '${word}' in the ckptmap comment, expected checkpoint=… or model=…`,
                span: spanFrom(start, word.length),
            });
            continue;
        }
        found[name] = readValue(value, start + name.length + 1);
    }
    return { span, checkpoint: found.checkpoint, model: found.model, problems };
}

/** Whether a text may stand in a `# ckptmap:` line without quotes. */
export function isPlainInComment(text: string): boolean {
    return /^[^\s"'=]\S*$/.test(text);
}

/** The comments that silence codes; each holds for its own line, or for the next one of the map. */
export function readIgnoreComments(
    text: string,
    comments: readonly YamlComment[],
): readonly IgnoreComment[] {
    const ignores = comments.filter((comment) => ignorePattern.test(comment.text));
    if (ignores.length === 0) {
        return [];
    }
    const lines = new LineIndex(text);
    const alone = new Set(
        comments.filter((each) => each.alone).map((each) => lines.positionAt(each.offset).line),
    );
    return ignores.map((comment) => {
        let { line } = lines.positionAt(comment.offset);
        // Comments may stand one below the other before the line that they all mean.
        while (comment.alone && alone.has(line)) {
            line++;
        }
        return { ...readIgnore(comment), line };
    });
}

const wordPattern = /(?<name>[A-Za-z_-]+)=(?<value>"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|\S*)|\S+/g;
const ignorePattern = /^#[ \t]*ckptmap-ignore(?![\w-])/;

function spanFrom(start: number, length: number): Span {
    return { start, end: start + length };
}

function readValue(source: string, start: number): MapNode {
    const quote = source[0];
    const span = spanFrom(start, source.length);
    if (quote !== '"' && quote !== "'") {
        return { value: { type: 'str', value: source }, span, inner: span, style: 'plain' };
    }
    const isClosed = 1 < source.length && source.endsWith(quote);
    const inner = { start: start + 1, end: span.end - (isClosed ? 1 : 0) };
    const text = source.slice(1, isClosed ? -1 : undefined);
    const value = quote === "'" ? text.replaceAll("''", "'") : text.replace(/\\(["\\])/g, '$1');
    return {
        value: { type: 'str', value },
        span,
        inner,
        style: quote === "'" ? 'single' : 'double',
    };
}

function readIgnore(comment: YamlComment): Omit<IgnoreComment, 'line'> {
    const head = ignorePattern.exec(comment.text)?.[0] ?? '';
    const body = comment.text.slice(head.length);
    const colon = body.indexOf(':');
    const list = colon === -1 ? body : body.slice(0, colon);
    const reason = colon === -1 ? '' : body.slice(colon + 1).trim();
    const codes = Array.from(list.matchAll(/[^\s,]+/g), (match) => ({
        code: match[0],
        span: spanFrom(comment.offset + head.length + match.index, match[0].length),
    }));
    return {
        span: spanFrom(comment.offset, comment.text.length),
        codes,
        reason: reason === '' ? undefined : reason,
    };
}
