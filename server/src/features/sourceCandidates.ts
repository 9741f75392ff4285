// For a map that does not say its checkpoint or its model, or says one that is not there: those that
// the workspace has, nearest folder first, as changes of the text. A document gets the key, a bare map
// the `# ckptmap:` line; a bare map in JSON has no comments, so it becomes a document.

import { dirname } from 'node:path';
import { printScalar, replaceName } from '../assignmentMap/print.js';
import type { AssignmentMap, MapCall } from '../assignmentMap/assignmentMap.js';
import type { Finding } from '../loadPlan/loadPlan.js';
import type { Span } from '../util/span.js';
import type { TextDocument } from '../workspace/documents.js';
import type { PlannedMap } from '../workspace/mapInputs.js';
import { pathOfUri, writtenPath } from '../workspace/paths.js';
import type { DiagnosticFix } from './diagnostics.js';
import { knownPaths } from './knownPaths.js';
import { inOrder } from './pathOffer.js';
import type { WorkspaceSession } from '../workspace/session.js';

/** More candidates than this are no help. */
const maxCandidates = 10;

/** A training has many steps, and nobody means most of them. */
const maxOfFolder = 3;

type SourceKey = 'checkpoint' | 'model';

/** The candidates as fixes of a finding; none where it is about something else. */
export function sourceCandidates(
    session: WorkspaceSession,
    document: TextDocument,
    planned: PlannedMap,
    finding: Finding,
): readonly DiagnosticFix[] {
    const missing = missingSource(finding);
    const call = finding.call === undefined ? undefined : planned.map.calls[finding.call];
    if (missing === undefined || call === undefined) {
        return [];
    }
    const { key, isNamed } = missing;
    return candidatePaths(session, document, key).flatMap((path, index) => {
        const edits = isNamed
            ? renameSource(planned.map, call, key, path)
            : writeSource(planned.map, call, key, path);
        return edits.length === 0
            ? []
            : [
                  {
                      title: `Use the ${key} '${path}'`,
                      preferred: index === 0 && !isNamed,
                      edits: edits.map(({ span, newText }) => ({
                          range: planned.lines.rangeOf(span),
                          newText,
                      })),
                  },
              ];
    });
}

/** What a finding misses: a path that is not said, or one that leads nowhere. */
function missingSource(
    finding: Finding,
): { readonly key: SourceKey; readonly isNamed: boolean } | undefined {
    switch (finding.code) {
        case 'checkpoint.unknown':
            return { key: 'checkpoint', isNamed: false };
        case 'checkpoint.not-found':
            return { key: 'checkpoint', isNamed: true };
        case 'model.unknown':
            return { key: 'model', isNamed: false };
        case 'model.not-found':
            return { key: 'model', isNamed: true };
        default:
            return undefined;
    }
}

/** Paths as the document would write them, nearest folder first, of a run the newest steps. */
function candidatePaths(
    session: WorkspaceSession,
    document: TextDocument,
    key: SourceKey,
): readonly string[] {
    const path = pathOfUri(document.uri);
    const folder = path === undefined ? session.folders()[0] : dirname(path);
    const ofFolder = new Map<string, number>();
    const known = knownPaths(session, key, folder ?? '/').filter(
        ({ tier, path: each, home }) => tier === 'files' && (key === 'model' || each !== home),
    );
    return inOrder(known)
        .filter(({ home }) => {
            const count = (ofFolder.get(home) ?? 0) + 1;
            ofFolder.set(home, count);
            return count <= maxOfFolder;
        })
        .slice(0, maxCandidates)
        .map(({ path: each }) => (folder === undefined ? each : writtenPath(each, folder)));
}

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

/** The changes which make a call say another checkpoint or model than the one that it says. */
function renameSource(
    { language, text }: AssignmentMap,
    call: MapCall,
    key: SourceKey,
    path: string,
): readonly TextEdit[] {
    const node = call[key]?.node;
    return node === undefined ? [] : [replaceName(node, path, language, text)];
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
