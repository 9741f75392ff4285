// What comments in a program say to ckptmap: `# ckptmap: checkpoint=… model=…` on the line before a
// call, or for the whole file above its first statement, and `# ckptmap-ignore CODE: reason`.

import type { IgnoreComment, PathNode } from '../assignmentMap/assignmentMap.js';
import type { YamlComment } from '../assignmentMap/lexemeWriter.js';
import { readIgnoreComments, readSourceComment } from '../assignmentMap/mapComments.js';
import type { Statement } from '../python/syntax/ast.js';
import type { ParsedModule } from '../python/syntax/parse.js';
import { LineIndex } from '../util/lineIndex.js';

/** What a call's code cannot say. */
export interface NamedSources {
    readonly checkpoint?: PathNode;
    readonly model?: PathNode;
}

/** The comments of one program. */
export interface ProgramComments {
    /** What is said of a call that begins at an offset. */
    at(offset: number): NamedSources;
    /** The models that they name, each once: the program's own variables are then not all. */
    readonly models: readonly string[];
    readonly ignores: readonly IgnoreComment[];
}

/** Reads the comments of a program. */
export function programComments(
    text: string,
    { module, comments: spans }: Pick<ParsedModule, 'module' | 'comments'>,
): ProgramComments {
    const lines = new LineIndex(text);
    const comments = spans.map(({ start, end }): YamlComment => {
        const before = text.slice(lines.lineStart(lines.positionAt(start).line), start);
        return { offset: start, text: text.slice(start, end), alone: before.trim() === '' };
    });
    const alone = new Set(
        comments.filter((each) => each.alone).map((each) => lines.positionAt(each.offset).line),
    );
    // What has to stand first in a file, and is put first in a notebook's program, ends no head.
    const isFuture = (each: Statement) =>
        each.kind === 'ImportFrom' && each.module === '__future__';
    const top = module.body.find((each) => !isFuture(each))?.start ?? text.length;
    let whole: NamedSources = {};
    const byLine = new Map<number, NamedSources>();
    for (const comment of comments) {
        const read = comment.alone ? readSourceComment(comment) : undefined;
        if (read === undefined) {
            continue;
        }
        const named = namedIn(read);
        if (comment.offset < top) {
            whole = { ...whole, ...named };
            continue;
        }
        let { line } = lines.positionAt(comment.offset);
        while (alone.has(line)) {
            line += 1;
        }
        byLine.set(line, { ...byLine.get(line), ...named });
    }
    return {
        at: (offset) => ({ ...whole, ...byLine.get(lines.positionAt(offset).line) }),
        models: [...new Set([whole, ...byLine.values()].flatMap(({ model }) => model?.path ?? []))],
        ignores: readIgnoreComments(text, comments),
    };
}

/** The same comments, with what is said on the command line for every call: absolute paths. */
export function withNamed(
    comments: ProgramComments,
    named: { readonly checkpoint?: string | undefined; readonly model?: string | undefined },
): ProgramComments {
    const { checkpoint, model } = named;
    return {
        ...comments,
        at: (offset) => ({
            ...comments.at(offset),
            ...(checkpoint === undefined ? {} : { checkpoint: outside(checkpoint) }),
            ...(model === undefined ? {} : { model: outside(model) }),
        }),
        models: model === undefined ? comments.models : [model],
    };
}

/** A path that stands nowhere in the text. */
function outside(path: string): PathNode {
    const nowhere = { start: 0, end: 0 };
    const value = { type: 'str', value: path } as const;
    const node = { value, span: nowhere, inner: nowhere, style: 'plain' } as const;
    return { path, node, where: 'comment' };
}

/** The comments of a program that has none. */
export const noComments: ProgramComments = { at: () => ({}), models: [], ignores: [] };

function namedIn(read: NonNullable<ReturnType<typeof readSourceComment>>): NamedSources {
    const path = (node: typeof read.checkpoint): PathNode | undefined =>
        node?.value.type === 'str' ? { path: node.value.value, node, where: 'comment' } : undefined;
    const [checkpoint, model] = [path(read.checkpoint), path(read.model)];
    return {
        ...(checkpoint === undefined ? {} : { checkpoint }),
        ...(model === undefined ? {} : { model }),
    };
}
