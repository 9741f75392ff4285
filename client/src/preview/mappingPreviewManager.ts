// Finds or makes the preview of a map, brings it back after a reload, and lets the preview that is
// not locked follow the active map. One panel a map.

import * as vscode from 'vscode';
import { languageId, type LanguageServer } from '../languageClient.js';
import { MappingPreview } from './mappingPreview.js';
import { isPageState } from './messages.js';

/** All previews of this window. */
export class MappingPreviewManager implements vscode.WebviewPanelSerializer, vscode.Disposable {
    /** The panels' type, as the manifest's activation event names it. */
    static readonly viewType = 'ckptmap.mappingPreview';

    readonly #extensionUri: vscode.Uri;
    readonly #server: LanguageServer;
    readonly #previews = new Set<MappingPreview>();
    readonly #subscriptions: vscode.Disposable;

    constructor(extensionUri: vscode.Uri, server: LanguageServer) {
        this.#extensionUri = extensionUri;
        this.#server = server;
        this.#subscriptions = vscode.Disposable.from(
            vscode.window.onDidChangeActiveTextEditor((editor) => {
                this.#follow(editor);
            }),
            server.onDidChangeLoadPlan(({ uri }) => {
                for (const preview of this.#previews) {
                    if (server.isSame(uri, preview.uri)) {
                        preview.refresh();
                    }
                }
            }),
            // A server that has just started knows nothing of the previews that wait for it.
            server.onDidChangeHealth((health) => {
                const hasStarted = health.state === 'running' && health.status === undefined;
                if (hasStarted || health.state === 'failed') {
                    this.#previews.forEach((preview) => {
                        preview.refresh();
                    });
                }
            }),
        );
    }

    /** Shows the preview of a map: the one there is, the unlocked one, or a new one beside. */
    show(uri: vscode.Uri): void {
        const preview = this.#previewOf(uri) ?? this.#unlocked();
        if (preview !== undefined) {
            preview.show(uri);
            preview.reveal();
            return;
        }
        const column =
            vscode.window.activeTextEditor === undefined &&
            vscode.window.activeNotebookEditor === undefined
                ? vscode.ViewColumn.Active
                : vscode.ViewColumn.Beside;
        const panel = vscode.window.createWebviewPanel(
            MappingPreviewManager.viewType,
            '',
            { viewColumn: column, preserveFocus: true },
            { enableFindWidget: true },
        );
        this.#add(panel, uri, false);
    }

    /** Brings a panel back after the window was reloaded. */
    deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
        if (isPageState(state)) {
            this.#add(panel, vscode.Uri.parse(state.source, true), state.locked);
        } else {
            panel.dispose();
        }
        return Promise.resolve();
    }

    dispose(): void {
        this.#subscriptions.dispose();
        this.#previews.forEach((preview) => {
            preview.dispose();
        });
    }

    #add(panel: vscode.WebviewPanel, uri: vscode.Uri, locked: boolean): void {
        const preview = new MappingPreview({
            panel,
            uri,
            locked,
            extensionUri: this.#extensionUri,
            server: this.#server,
        });
        this.#previews.add(preview);
        preview.onDidDispose(() => this.#previews.delete(preview));
    }

    #follow(editor: vscode.TextEditor | undefined): void {
        const document = editor?.document;
        if (document?.languageId === languageId && this.#previewOf(document.uri) === undefined) {
            this.#unlocked()?.show(document.uri);
        }
    }

    #previewOf(uri: vscode.Uri): MappingPreview | undefined {
        const wanted = uri.toString();
        return [...this.#previews].find((preview) => preview.uri.toString() === wanted);
    }

    #unlocked(): MappingPreview | undefined {
        return [...this.#previews].find((preview) => !preview.locked);
    }
}
