// Everything that an editor can ask about assignment maps, without a word of the protocol: the
// features over one session. lsp/ speaks for it, tests ask it directly.

import type {
    CodeAction,
    CodeLens,
    CompletionItem,
    CompletionList,
    Diagnostic,
    Hover,
    Position,
} from 'vscode-languageserver-types';
import { codeActions, type CodeActionRequest } from './features/codeActions.js';
import { codeLenses } from './features/codeLens.js';
import { completion, resolveCompletion, type CompletionStyle } from './features/completion.js';
import { definition, type DefinitionTarget } from './features/definition.js';
import { diagnosticsOf, type DiagnosticStyle } from './features/diagnostics.js';
import { freezeActions, freezeMap, type FrozenMap } from './features/freezeMap.js';
import { hover } from './features/hover.js';
import { previewLoadPlan } from './features/preview.js';
import type { PreviewData } from './features/previewData.js';
import type { ProseFormat } from './features/prose.js';
import { throwIfCancelled, type CancellationToken } from './workspace/cancellation.js';
import type { TextDocument } from './workspace/documents.js';
import { isNotebookDocument } from './workspace/notebooks.js';
import type { WorkspaceSession } from './workspace/session.js';

/** How the editor wants its answers. */
export interface ServiceStyle {
    readonly diagnostics: DiagnosticStyle;
    readonly completion: CompletionStyle;
    readonly hover: ProseFormat;
    /** Whether an action may make files. */
    readonly createsFiles: boolean;
}

/**
 * The questions that an editor asks. All reject with CancelledError when they are cancelled. In a
 * notebook each position, given or taken, has the number of its `cell` and counts in that.
 */
export interface LanguageService {
    /** What is wrong with a map, or worth knowing, in the order of the text. */
    diagnostics(document: TextDocument, token: CancellationToken): Promise<readonly Diagnostic[]>;
    /** What could stand at the cursor. */
    completion(
        document: TextDocument,
        position: Position,
        token: CancellationToken,
    ): Promise<CompletionList>;
    /** The details of an item that was offered. */
    resolveCompletion(item: CompletionItem, token: CancellationToken): Promise<CompletionItem>;
    /** What is under the cursor. */
    hover(
        document: TextDocument,
        position: Position,
        token: CancellationToken,
    ): Promise<Hover | undefined>;
    /** The calls in a program that make the variable, or the scope, under the cursor. */
    definition(
        document: TextDocument,
        position: Position,
        token: CancellationToken,
    ): Promise<readonly DefinitionTarget[]>;
    /** How to mend what is wrong at a place. */
    codeActions(
        document: TextDocument,
        request: CodeActionRequest,
        token: CancellationToken,
    ): Promise<readonly CodeAction[]>;
    /** What each call and restore of a program would do; `previewCommand` opens its preview. */
    codeLenses(
        document: TextDocument,
        previewCommand: string,
        token: CancellationToken,
    ): Promise<readonly CodeLens[]>;
    /** What a program's calls at a place were evaluated to, as new files; else why not. */
    freezeMap(
        document: TextDocument,
        position: Position | undefined,
        token: CancellationToken,
    ): Promise<FrozenMap>;
    /** The load plan of a map or program that is open or only on disk; null for anything else. */
    preview(uri: string, token: CancellationToken): Promise<PreviewData | null>;
}

/** The language service over a session; `freezeScript` writes a map from a running program. */
export function createLanguageService(
    session: WorkspaceSession,
    style: ServiceStyle,
    freezeScript: string,
): LanguageService {
    return {
        diagnostics: async (document, token) => {
            const { planned, findings } = await session.findings(document, token);
            return diagnosticsOf(document, planned.lines, findings, style.diagnostics);
        },
        completion: (document, position, token) =>
            session.answer(() => completion(session, document, position, style.completion, token)),
        resolveCompletion: (item, token) =>
            session.answer(() => resolveCompletion(session, item, style.completion, token)),
        hover: (document, position, token) =>
            session.answer(() => hover(session, document, position, style.hover, token)),
        definition: (document, position, token) =>
            session.answer(() => definition(session, document, position, token)),
        codeActions: (document, request, token) =>
            session.answer(async () => {
                const fixes = await codeActions(session, document, request, token);
                const { range, only } = request;
                const freezing = style.createsFiles
                    ? await freezeActions(session, document, range, only, freezeScript, token)
                    : [];
                return [...fixes, ...freezing];
            }),
        freezeMap: (document, position, token) =>
            session.answer(() => freezeMap(session, document, position, freezeScript, token)),
        codeLenses: async (document, previewCommand, token) => {
            const planned = await session.plan(document, token);
            return codeLenses(planned, previewCommand);
        },
        preview: async (uri, token) => {
            const document = await session.mapAt(uri, token);
            if (document === undefined) {
                return null;
            }
            const { plan, lines, program } = await session.plan(document, token);
            throwIfCancelled(token);
            return previewLoadPlan({
                uri,
                version: session.documents.get(uri)?.version ?? null,
                lines,
                plan,
                ...(program && { program }),
                ...(isNotebookDocument(document) && { cells: document.cells }),
            });
        },
    };
}
