// Quick fixes: those that diagnostics carry, and for a map that does not say its checkpoint or
// model yet, the candidates of the workspace.

import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver-types';
import type { Finding } from '../loadPlan/loadPlan.js';
import { samePosition, type Range } from '../util/lineIndex.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import type { TextDocument } from '../workspace/documents.js';
import { sourceCandidates } from './sourceCandidates.js';
import { fixesOf, type DiagnosticData, type DiagnosticFix } from './diagnostics.js';
import type { ReportedMap, WorkspaceSession } from '../workspace/session.js';

/** What the editor asks for. */
export interface CodeActionRequest {
    readonly range: Range;
    readonly diagnostics: readonly Diagnostic[];
    /** The kinds that are wanted; undefined: all. */
    readonly only: readonly string[] | undefined;
}

/** The quick fixes at a place. */
export async function codeActions(
    session: WorkspaceSession,
    document: TextDocument,
    request: CodeActionRequest,
    token: CancellationToken,
): Promise<readonly CodeAction[]> {
    const { only } = request;
    if (only !== undefined && !only.some((kind) => contains(kind, CodeActionKind.QuickFix))) {
        return [];
    }
    const carried = request.diagnostics.map((diagnostic) => ({
        diagnostic,
        fixes: carriedFixes(diagnostic, document),
    }));
    const needsPlan = carried.some(({ fixes }) => fixes === undefined);
    const reported = needsPlan ? await session.findings(document, token) : undefined;
    throwIfCancelled(token);

    const actions = carried.flatMap(({ diagnostic, fixes }) =>
        (fixes ?? computedFixes(session, document, diagnostic, reported)).map((fix) =>
            actionOf(document, diagnostic, fix),
        ),
    );
    return merged(actions);
}

/** Whether a kind that the editor asks for takes in another: `quickfix` takes in `quickfix.name`. */
function contains(kind: string, other: string): boolean {
    return kind === '' || other === kind || other.startsWith(`${kind}.`);
}

/** What the diagnostic brought along; undefined where that is nothing, or of another text. */
function carriedFixes(
    diagnostic: Diagnostic,
    document: TextDocument,
): readonly DiagnosticFix[] | undefined {
    const data = diagnostic.data as Partial<DiagnosticData> | undefined;
    return data?.version === document.version ? data.fixes : undefined;
}

function computedFixes(
    session: WorkspaceSession,
    document: TextDocument,
    diagnostic: Diagnostic,
    reported: ReportedMap | undefined,
): readonly DiagnosticFix[] {
    if (reported === undefined) {
        return [];
    }
    const { planned, findings } = reported;
    const { lines } = planned;
    return findings
        .filter((finding) =>
            isShownAs(finding, diagnostic, lines.rangeOf(finding.seenAt ?? finding.span)),
        )
        .flatMap((finding) => [
            ...fixesOf(finding, lines),
            ...sourceCandidates(session, document, planned, finding),
        ]);
}

function isShownAs(finding: Finding, diagnostic: Diagnostic, range: Range): boolean {
    return finding.code === diagnostic.code && samePosition(range.start, diagnostic.range.start);
}

function actionOf(document: TextDocument, diagnostic: Diagnostic, fix: DiagnosticFix): CodeAction {
    return {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        ...(fix.preferred ? { isPreferred: true } : {}),
        edit: {
            changes: {
                [document.uri]: fix.edits.map(({ range, newText }) => ({ range, newText })),
            },
        },
    };
}

/** One action for several diagnostics that it mends alike. */
function merged(actions: readonly CodeAction[]): readonly CodeAction[] {
    const byEffect = new Map<string, CodeAction>();
    for (const action of actions) {
        const effect = JSON.stringify([action.title, action.edit]);
        const other = byEffect.get(effect);
        byEffect.set(
            effect,
            other === undefined
                ? action
                : {
                      ...other,
                      diagnostics: [...(other.diagnostics ?? []), ...(action.diagnostics ?? [])],
                  },
        );
    }
    return [...byEffect.values()];
}
