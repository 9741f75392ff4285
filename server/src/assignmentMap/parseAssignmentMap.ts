// From the text of an assignment map to its calls: YAML as PyYAML reads it, JSON as json.load does.
// Nothing here throws; half-typed text gives a problem and the names that are there.

import type { AssignmentMap, MapCall, MapNode, MapProblem } from './assignmentMap.js';
import { readJson } from './jsonDocument.js';
import { readCalls, type MapPart } from './mapCalls.js';
import { readIgnoreComments, readSourceComment, type SourceComment } from './mapComments.js';
import type { DuplicateKey } from './pythonDict.js';
import { jsonProblem, yamlProblem } from './syntaxProblem.js';
import type { YamlComment } from './lexemeWriter.js';
import { readYaml, type YamlDocument } from './yamlDocuments.js';

/** The language of a map file by its name: `.json` is JSON, all else is YAML. */
export function languageOf(fileName: string): 'yaml' | 'json' {
    return fileName.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
}

/** Reads a map file's text. */
export function parseAssignmentMap(text: string, language: 'yaml' | 'json'): AssignmentMap {
    return language === 'json' ? parseJson(text) : parseYaml(text);
}

function parseYaml(text: string): AssignmentMap {
    const stream = readYaml(text);
    const sources = sourceComments(stream.comments, stream.documents);
    const parts = stream.documents.map((document, index): MapPart => ({
        ...document,
        comment: sources.get(index),
    }));
    const read = readParts(parts, stream.incomplete, stream.duplicates);
    return {
        language: 'yaml',
        text,
        calls: read.calls,
        syntaxError: stream.fault !== undefined,
        // What was saved of broken text is for the cursor: its other problems are the fault's echo.
        problems: stream.fault === undefined ? read.problems : [yamlProblem(stream.fault, text)],
        ignores: readIgnoreComments(text, stream.comments),
    };
}

function parseJson(text: string): AssignmentMap {
    const document = readJson(text);
    const span = { start: 0, end: text.length };
    const part = { node: document.node, span, comment: undefined };
    const read = readParts([part], document.incomplete, document.duplicates);
    return {
        language: 'json',
        text,
        calls: read.calls,
        syntaxError: document.fault !== undefined,
        problems:
            document.fault === undefined ? read.problems : [jsonProblem(document.fault, text)],
        ignores: [],
    };
}

function readParts(
    parts: readonly MapPart[],
    incomplete: ReadonlySet<MapNode>,
    duplicates: readonly DuplicateKey[],
): { readonly calls: readonly MapCall[]; readonly problems: readonly MapProblem[] } {
    const calls: MapCall[] = [];
    const problems: MapProblem[] = [];
    for (const part of parts) {
        const read = readCalls(part, incomplete, calls.length);
        calls.push(...read.calls);
        problems.push(...read.problems);
    }
    problems.push(...duplicates.map((duplicate) => duplicateProblem(duplicate, calls)));
    return { calls, problems };
}

/** The `# ckptmap:` line of each document; of several the last says more than the others. */
function sourceComments(
    comments: readonly YamlComment[],
    documents: readonly YamlDocument[],
): ReadonlyMap<number, SourceComment> {
    const sources = new Map<number, SourceComment>();
    let index = 0;
    for (const comment of comments) {
        const source = readSourceComment(comment);
        while (comment.offset >= (documents[index]?.span.end ?? Infinity)) {
            index++;
        }
        if (source !== undefined) {
            const before = sources.get(index);
            sources.set(index, {
                span: source.span,
                checkpoint: source.checkpoint ?? before?.checkpoint,
                model: source.model ?? before?.model,
                problems: [...(before?.problems ?? []), ...source.problems],
            });
        }
    }
    return sources;
}

function duplicateProblem({ first, again }: DuplicateKey, calls: readonly MapCall[]): MapProblem {
    const name = again.value.type === 'str' ? `'${again.value.value}'` : 'this key';
    const call = calls.findIndex(
        ({ span }) => span.start <= again.span.start && again.span.end <= span.end,
    );
    return {
        code: 'map.duplicate-key',
        message:
            `Found ${name} twice in one mapping: Python keeps the last silently; ` +
            'remove one, or write a list of pairs',
        span: again.span,
        related: [{ span: first.span, message: `${name} stands here first` }],
        ...(call === -1 ? {} : { call }),
    };
}
