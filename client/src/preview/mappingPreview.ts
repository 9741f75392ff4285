// One preview panel: asks the server for the plan of its map and hands it to the page. A page that
// is hidden is thrown away by VS Code and asks again when it is back.

import * as vscode from 'vscode';
import type { PreviewData } from '../../../server/src/features/previewData.js';
import { isNotebook, type LanguageServer } from '../languageClient.js';
import { createNonce } from '../util/nonce.js';
import { previewHtml } from './html.js';
import type { FromPage, ToPage } from './messages.js';
import { applyFix, revealRange } from './textEditing.js';

/** How long to wait for more changes before asking again, in milliseconds. */
const shortestDelay = 80;
const longestDelay = 1000;

/** What a preview is made from. */
export interface MappingPreviewOptions {
    readonly panel: vscode.WebviewPanel;
    readonly uri: vscode.Uri;
    readonly locked: boolean;
    readonly extensionUri: vscode.Uri;
    readonly server: LanguageServer;
}

/** A panel that shows the load plan of one map. */
export class MappingPreview implements vscode.Disposable {
    readonly #panel: vscode.WebviewPanel;
    readonly #server: LanguageServer;
    readonly #subscriptions: vscode.Disposable;
    readonly #onDidDispose = new vscode.EventEmitter<void>();
    #uri: vscode.Uri;
    #locked: boolean;
    #isReady = false;
    #plan: PreviewData | undefined;
    #request: vscode.CancellationTokenSource | undefined;
    #timer: NodeJS.Timeout | undefined;
    /** How long the last answer took, in milliseconds: large plans are asked for less often. */
    #lastDuration = 0;

    /** The panel was closed. */
    readonly onDidDispose = this.#onDidDispose.event;

    constructor({ panel, uri, locked, extensionUri, server }: MappingPreviewOptions) {
        this.#panel = panel;
        this.#server = server;
        this.#uri = uri;
        this.#locked = locked;

        const dist = vscode.Uri.joinPath(extensionUri, 'dist');
        const icons = vscode.Uri.joinPath(extensionUri, 'client', 'icons');
        const { webview } = panel;
        webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
        panel.iconPath = {
            light: vscode.Uri.joinPath(icons, 'map-light.svg'),
            dark: vscode.Uri.joinPath(icons, 'map-dark.svg'),
        };
        this.#subscriptions = vscode.Disposable.from(
            webview.onDidReceiveMessage((message: FromPage) => {
                void this.#receive(message);
            }),
            panel.onDidChangeViewState(() => {
                this.#isReady &&= panel.visible;
            }),
            panel.onDidDispose(() => {
                this.#close();
            }),
            vscode.workspace.onDidDeleteFiles(({ files }) => {
                if (files.some((file) => file.toString() === this.#uri.toString())) {
                    this.refresh();
                }
            }),
        );
        this.#setTitle();
        webview.html = previewHtml({
            cspSource: webview.cspSource,
            nonce: createNonce(),
            scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.js')).toString(),
            styleUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.css')).toString(),
            title: panel.title,
        });
    }

    /** The map that is shown. */
    get uri(): vscode.Uri {
        return this.#uri;
    }

    /** Whether the preview stays with its map when another one becomes active. */
    get locked(): boolean {
        return this.#locked;
    }

    /** Shows another map. */
    show(uri: vscode.Uri): void {
        if (uri.toString() !== this.#uri.toString()) {
            this.#uri = uri;
            this.#plan = undefined;
            this.#setTitle();
            if (this.#isReady) {
                void this.#update();
            }
        }
    }

    /** Brings the panel to the front and leaves the focus where it is. */
    reveal(): void {
        this.#panel.reveal(undefined, true);
    }

    /**
     * Asks the server again, a moment later, so that quick typing asks once. A hidden page is not
     * worth it: it asks when it is back.
     */
    refresh(): void {
        clearTimeout(this.#timer);
        if (this.#isReady) {
            const delay = Math.min(longestDelay, Math.max(shortestDelay, this.#lastDuration));
            this.#timer = setTimeout(() => void this.#update(), delay);
        }
    }

    dispose(): void {
        this.#panel.dispose();
    }

    #close(): void {
        clearTimeout(this.#timer);
        this.#request?.cancel();
        this.#subscriptions.dispose();
        this.#onDidDispose.fire();
        this.#onDidDispose.dispose();
    }

    async #update(): Promise<void> {
        clearTimeout(this.#timer);
        this.#request?.cancel();
        const request = new vscode.CancellationTokenSource();
        this.#request = request;
        const uri = this.#uri;
        const start = performance.now();
        const isStale = (): boolean => request.token.isCancellationRequested;
        try {
            // Opens it for the server too, which then has the text that the editor has. A notebook
            // that is not open has none: the server reads its file.
            if (!isNotebook(uri)) {
                await vscode.workspace.openTextDocument(uri);
            }
            const plan = isStale() ? null : await this.#server.previewLoadPlan(uri, request.token);
            if (isStale()) {
                return;
            }
            this.#lastDuration = performance.now() - start;
            if (plan === null) {
                this.#notice(vscode.l10n.t('This file is no assignment map'));
            } else {
                this.#plan = plan;
                this.#post({
                    type: 'plan',
                    source: uri.toString(),
                    locked: this.#locked,
                    plan: JSON.stringify(plan),
                });
            }
        } catch (error) {
            if (!isStale()) {
                this.#plan = undefined;
                this.#notice(error instanceof Error ? error.message : String(error));
            }
        } finally {
            request.dispose();
            if (this.#request === request) {
                this.#request = undefined;
            }
        }
    }

    async #receive(message: FromPage): Promise<void> {
        switch (message.type) {
            case 'ready':
                this.#isReady = true;
                if (this.#plan === undefined) {
                    this.#notice(vscode.l10n.t('Reading the checkpoint…'), true);
                }
                await this.#update();
                return;
            case 'reveal':
                if (message.source === this.#uri.toString() && this.#plan !== undefined) {
                    const { viewColumn } = this.#panel;
                    await revealRange(this.#uri, this.#plan, message.range, viewColumn);
                }
                return;
            case 'applyFix': {
                const fix = this.#plan?.fixes[message.fix];
                const isCurrent =
                    message.source === this.#uri.toString() &&
                    message.version === this.#plan?.version;
                if (fix !== undefined && this.#plan !== undefined && isCurrent) {
                    await applyFix(this.#uri, this.#plan, fix);
                }
                return;
            }
            case 'copy':
                await vscode.env.clipboard.writeText(message.text);
                return;
            case 'lock':
                this.#locked = message.locked;
                this.#setTitle();
                return;
        }
    }

    #notice(text: string, busy = false): void {
        const source = this.#uri.toString();
        this.#post({ type: 'notice', source, locked: this.#locked, busy, text });
    }

    #post(message: ToPage): void {
        void this.#panel.webview.postMessage(message);
    }

    #setTitle(): void {
        const name = this.#uri.path.split('/').at(-1) ?? this.#uri.path;
        this.#panel.title = this.#locked
            ? vscode.l10n.t('[Preview] {0}', name)
            : vscode.l10n.t('Preview {0}', name);
    }
}
