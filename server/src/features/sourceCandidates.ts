// For a map that does not say its checkpoint or its model: the ones that the workspace has, nearest
// folder first, as changes of the text. A document gets the key, a bare map the `# ckptmap:` line;
// a bare map in JSON has no comments, so it becomes a document.

import { dirname } from 'node:path';
import { printScalar } from '../assignmentMap/print.js';
import type { AssignmentMap, MapCall } from '../assignmentMap/assignmentMap.js';
import { byCertainty } from '../model/modelFormats.js';
import type { Finding } from '../loadPlan/loadPlan.js';
import type { Span } from '../util/span.js';
import type { TextDocument } from '../workspace/documents.js';
import type { PlannedMap } from '../workspace/mapInputs.js';
import { distance, pathOfUri, writtenPath } from '../workspace/paths.js';
import type { DiagnosticFix } from './diagnostics.js';
import type { WorkspaceSession } from '../workspace/session.js';

/** More candidates than this are no help. */
const maxCandidates = 10;

type SourceKey = 'checkpoint' | 'model';

/** The candidates as fixes of a finding; none where it is about something else. */
export function sourceCandidates(
    session: WorkspaceSession,
    document: TextDocument,
    planned: PlannedMap,
    finding: Finding,
): readonly DiagnosticFix[] {
    const key = missingKey(finding);
    const call = finding.call === undefined ? undefined : planned.map.calls[finding.call];
    if (key === undefined || call === undefined) {
        return [];
    }
    return candidatePaths(session, document, key).flatMap((path, index) => {
        const edits = writeSource(planned.map, call, key, path);
        return edits.length === 0
            ? []
            : [
                  {
                      title: `Use the ${key} '${path}'`,
                      preferred: index === 0,
                      edits: edits.map(({ span, newText }) => ({
                          range: planned.lines.rangeOf(span),
                          newText,
                      })),
                  },
              ];
    });
}

function missingKey(finding: Finding): SourceKey | undefined {
    switch (finding.code) {
        case 'checkpoint.unknown':
            return 'checkpoint';
        case 'model.unknown':
            return 'model';
        default:
            return undefined;
    }
}

/** Paths as the document would write them, nearest folder first. */
function candidatePaths(
    session: WorkspaceSession,
    document: TextDocument,
    key: SourceKey,
): readonly string[] {
    const paths =
        key === 'model'
            ? byCertainty(session.models.known())
            : [...session.checkpoints.known()]
                  .filter(({ kind }) => kind === 'checkpoint')
                  .map(({ argument }) => argument);
    const path = pathOfUri(document.uri);
    const folder = path === undefined ? session.folders()[0] : dirname(path);
    if (folder === undefined) {
        return paths.slice(0, maxCandidates);
    }
    return paths
        .map((each) => ({ each, steps: distance(each, folder) }))
        .sort(
            (a, b) =>
                a.steps - b.steps || (key === 'model' ? 0 : naturally.compare(b.each, a.each)),
        )
        .slice(0, maxCandidates)
        .map(({ each }) => writtenPath(each, folder));
}

// Steps are numbers in names, and the latest one is the likeliest.
const naturally = new Intl.Collator('en', { numeric: true });

interface TextEdit {
    readonly span: Span;
    readonly newText: string;
}

/** The changes which make a call say its checkpoint or model; none where that cannot be written. */
export function writeSource(
    map: AssignmentMap,
    call: MapCall,
    key: SourceKey,
    path: string,
): readonly TextEdit[] {
    if (call.shape === 'document') {
        return call.argumentKey === undefined ? [] : [writeKey(map, call.argumentKey, key, path)];
    }
    if (map.language === 'json') {
        const value = printScalar(path, 'json');
        const opening = `{${JSON.stringify(key)}: ${value}, "assignment_map": `;
        return call.argument === undefined
            ? []
            : [
                  insertion(call.argument.span.start, opening),
                  insertion(call.argument.span.end, '}'),
              ];
    }
    const word = `${key}=${printScalar(path, 'comment')}`;
    return [
        call.comment === undefined
            ? insertion(lineStart(map.text, call.span.start), `# ckptmap: ${word}\n`)
            : insertion(call.comment.end, ` ${word}`),
    ];
}

/** Writes a key before `assignment_map`, on a line of its own where that has one. */
function writeKey(map: AssignmentMap, before: Span, key: SourceKey, path: string): TextEdit {
    const { text } = map;
    const start = lineStart(text, before.start);
    const indent = text.slice(start, before.start);
    const isFlow = map.language === 'json' || isInFlow(text, before.start);
    const pair =
        map.language === 'json'
            ? `${JSON.stringify(key)}: ${printScalar(path, 'json')},`
            : `${key}: ${printScalar(path, isFlow ? 'flow' : 'block')}${isFlow ? ',' : ''}`;
    // `- ` of a list of documents is indentation, too, as wide as it is long.
    const isAlone = /^[ \t]*(- *)*$/.test(indent);
    const separator = isAlone ? `\n${indent.replaceAll('-', ' ')}` : ' ';
    return insertion(before.start, `${pair}${separator}`);
}

// The last bracket or line before a key tells: only a mapping in braces has keys behind `{` or `,`.
function isInFlow(text: string, offset: number): boolean {
    return /[{,]\s*$/.test(text.slice(0, offset));
}

function insertion(offset: number, newText: string): TextEdit {
    return { span: { start: offset, end: offset }, newText };
}

function lineStart(text: string, offset: number): number {
    const end = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1));
    return end + 1;
}
