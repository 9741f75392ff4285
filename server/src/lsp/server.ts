// The language server: what it can do, and one line for each thing it is asked. Everything behind
// these lines is in languageService.ts; everything about the protocol is in this folder.

import type { PythonRuntime } from '../python/runtime.js';
import {
    CodeLensRefreshRequest,
    DidChangeConfigurationNotification,
    TextDocumentSyncKind,
    type Connection,
    type InitializeParams,
    type InitializeResult,
} from 'vscode-languageserver';
import { createLanguageService } from '../languageService.js';
import { WorkspaceSession } from '../workspace/session.js';
import { workspaceFolderOf } from '../workspace/lookupFolders.js';
import { pathOfUri } from '../workspace/paths.js';
import type { SettleTimes } from '../workspace/settling.js';
import type { Workspace } from '../workspace/workspace.js';
import { clientSupport, type ClientSupport } from './clientSupport.js';
import { Configuration } from './configuration.js';
import { DiagnosticsDelivery } from './diagnosticsDelivery.js';
import {
    actionIn,
    actionRequestOf,
    completionIn,
    definitionLink,
    definitionLocation,
    hoverIn,
    inDocument,
    lensesIn,
    textAt,
} from './editorText.js';
import { Indexing } from './indexing.js';
import { clientLogger } from './logger.js';
import {
    didChangeLoadPlanMethod,
    freezeMapMethod,
    previewLoadPlanMethod,
    type DidChangeLoadPlanParams,
    type FreezeMapParams,
    type PreviewLoadPlanParams,
    type PreviewLoadPlanResult,
} from './protocol.js';
import { notebookSync, syncNotebooks } from './notebookSync.js';
import { answer, inBackground, request } from './request.js';
import { fileChanges, registerWatchers } from './watching.js';

/** Files that no editor watches are looked at so often, in milliseconds, while a map is open. */
const lookEvery = 3000;

/** What the server runs on. */
export interface ServerHost {
    readonly workspace: Workspace;
    readonly version?: string;
    /** The URI of the page that explains the codes, where there is one. */
    readonly documentation?: string;
    readonly settleTimes?: SettleTimes;
    /** The text of the Python script that writes a map from a running program. */
    readonly freezeScript?: string;
    /** Loads what reading Python needs. */
    readonly python?: () => Promise<PythonRuntime>;
}

/** Serves a connection. The connection is listened to here; nothing needs to be done afterwards. */
export function startServer(connection: Connection, host: ServerHost): void {
    connection.onInitialize((params) => {
        const support = clientSupport(params, host.documentation);
        serve(connection, host, support, params);
        return initializeResult(host, support);
    });
    connection.listen();
}

function initializeResult(host: ServerHost, support: ClientSupport): InitializeResult {
    return {
        serverInfo: {
            name: 'ckptmap',
            ...(host.version === undefined ? {} : { version: host.version }),
        },
        capabilities: {
            positionEncoding: 'utf-16',
            textDocumentSync: {
                openClose: true,
                change: TextDocumentSyncKind.Incremental,
                save: false,
            },
            ...(support.notebooks ? { notebookDocumentSync: notebookSync } : {}),
            completionProvider: {
                triggerCharacters: ['/', '"', "'", ' ', '='],
                resolveProvider: true,
                completionItem: { labelDetailsSupport: true },
            },
            hoverProvider: true,
            definitionProvider: true,
            codeActionProvider: { codeActionKinds: ['quickfix', 'refactor.extract'] },
            ...(support.options.previewCommand === undefined ? {} : { codeLensProvider: {} }),
            ...(support.pullsDiagnostics
                ? {
                      diagnosticProvider: {
                          identifier: 'ckptmap',
                          // A checkpoint's files decide about a map that did not change.
                          interFileDependencies: true,
                          workspaceDiagnostics: false,
                      },
                  }
                : {}),
            ...(support.workspaceFolders
                ? {
                      workspace: {
                          workspaceFolders: { supported: true, changeNotifications: true },
                      },
                  }
                : {}),
        },
    };
}

function serve(
    connection: Connection,
    host: ServerHost,
    support: ClientSupport,
    params: InitializeParams,
): void {
    const logger = clientLogger(connection);
    const configuration = new Configuration(connection, support, logger);
    const previewed = new Set<string>();
    const session: WorkspaceSession = new WorkspaceSession({
        workspace: host.workspace,
        logger,
        settings: (uri) => configuration.settings(workspaceFolderOf(uri, session.folders())),
        excluded: (folder) => configuration.excluded(folder),
        onDidChangePlans: () => {
            delivery.allChanged();
            refreshLenses();
            [...documents.maps().map(({ uri }) => uri), ...previewed].forEach(plansChanged);
        },
        ...(host.settleTimes === undefined ? {} : { settleTimes: host.settleTimes }),
        ...(host.python === undefined ? {} : { python: host.python }),
    });
    const { documents } = session;
    const service = createLanguageService(session, support.style, host.freezeScript ?? '');
    const delivery = new DiagnosticsDelivery(connection, documents, service, support, logger);
    const indexing = new Indexing(connection, session, support, logger);

    const plansChanged = (uri: string) => {
        const version = documents.get(uri)?.version ?? null;
        const changed: DidChangeLoadPlanParams = { uri, version };
        inBackground(logger, 'plan notification', () =>
            connection.sendNotification(didChangeLoadPlanMethod, changed),
        );
    };
    const refreshLenses = () => {
        const { refreshesLenses, options } = support;
        const hasLenses = 0 < documents.maps().length && options.previewCommand !== undefined;
        if (refreshesLenses && hasLenses) {
            inBackground(logger, 'refresh of code lenses', () =>
                connection.sendRequest(CodeLensRefreshRequest.type),
            );
        }
    };
    const folders = new Set(foldersOf(params));
    session.setFolders([...folders]);

    connection.onInitialized(() => {
        inBackground(logger, 'registration', () => register(connection, support));
        indexing.start();
    });
    const looking = setInterval(() => {
        if (0 < documents.maps().length) {
            session.lookAround();
        }
    }, lookEvery);
    connection.onShutdown(() => {
        clearInterval(looking);
        indexing.stop();
        delivery.dispose();
        session.dispose();
    });

    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
        delivery.textChanged(session.open(uri, languageId, version, text));
        plansChanged(uri);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
        const document = session.change(uri, version, contentChanges);
        if (document !== undefined) {
            delivery.textChanged(document);
            plansChanged(uri);
        }
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
        session.close(uri);
        delivery.closed(uri);
        plansChanged(uri);
    });

    syncNotebooks(connection, session, delivery, (uri) => {
        plansChanged(uri);
        // What is typed into one cell changes what the lenses of others say.
        refreshLenses();
    });

    connection.onDidChangeConfiguration(({ settings }) => {
        configuration.changed(settings);
        session.settingsChanged();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
        session.filesChanged(fileChanges(changes));
    });
    if (support.workspaceFolders) {
        connection.onNotification('workspace/didChangeWorkspaceFolders', ({ event }) => {
            pathsOf(event.removed).forEach((folder) => folders.delete(folder));
            pathsOf(event.added).forEach((folder) => folders.add(folder));
            session.setFolders([...folders]);
            indexing.start();
        });
    }

    connection.onCompletion(
        request(documents, logger, null, async (text, { position }, token) =>
            completionIn(
                await service.completion(text.document, inDocument(text, position), token),
            ),
        ),
    );
    connection.onCompletionResolve((item, token) =>
        answer(logger, item.label, () => service.resolveCompletion(item, token)),
    );
    connection.onHover(
        request(documents, logger, null, async (text, { position }, token) => {
            const hover = await service.hover(text.document, inDocument(text, position), token);
            return hover === undefined ? null : hoverIn(hover);
        }),
    );
    connection.onDefinition(
        request(documents, logger, null, async (text, { position }, token) => {
            const at = inDocument(text, position);
            const targets = await service.definition(text.document, at, token);
            return support.definitionLinks
                ? targets.map((target) => definitionLink(documents, target))
                : targets.map((target) => definitionLocation(documents, target));
        }),
    );
    connection.onCodeAction(
        request(documents, logger, null, async (text, { range, context }, token) => {
            const { diagnostics, only } = context;
            const asked = actionRequestOf(text, { range, diagnostics, only });
            const actions = await service.codeActions(text.document, asked, token);
            return actions.map((action) => actionIn(text, action));
        }),
    );
    const { previewCommand } = support.options;
    if (previewCommand !== undefined) {
        connection.onCodeLens(
            request(documents, logger, [], async (text, _params, token) =>
                lensesIn(text, await service.codeLenses(text.document, previewCommand, token)),
            ),
        );
    }
    connection.languages.diagnostics.on(
        request(
            documents,
            logger,
            { kind: 'full' as const, items: [] },
            (text, { previousResultId }, token) => delivery.report(text, previousResultId, token),
        ),
    );
    connection.onRequest(
        freezeMapMethod,
        request(documents, logger, null, (text, { position }: FreezeMapParams, token) =>
            service.freezeMap(
                text.document,
                position === undefined ? undefined : inDocument(text, position),
                token,
            ),
        ),
    );
    connection.onRequest(
        previewLoadPlanMethod,
        ({ textDocument }: PreviewLoadPlanParams, token): Promise<PreviewLoadPlanResult> => {
            // The preview of a cell is that of its notebook.
            const uri = textAt(documents, textDocument.uri)?.document.uri ?? textDocument.uri;
            previewed.add(uri);
            return answer(logger, uri, () => service.preview(uri, token));
        },
    );
}

async function register(connection: Connection, support: ClientSupport): Promise<void> {
    if (support.registersConfiguration) {
        await connection.client.register(DidChangeConfigurationNotification.type, {
            section: ['ckptmap', 'files.exclude'],
        });
    }
    if (support.registersWatchers) {
        await registerWatchers(connection);
    }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
    // Only old clients have nothing but a root, and it is the only folder they know.
    const root = rootUri === null ? [] : [{ uri: rootUri }];
    return pathsOf(workspaceFolders ?? root);
}

function pathsOf(folders: readonly { readonly uri: string }[]): readonly string[] {
    return folders.flatMap(({ uri }) => pathOfUri(uri) ?? []);
}
