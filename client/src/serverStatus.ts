// The server's state beside the language's name, for as long as a map is in the editor.

import * as vscode from 'vscode';
import { languageId, type LanguageServer, type ServerHealth } from './languageClient.js';

/** A language status item which follows the server. */
export class ServerStatusItem implements vscode.Disposable {
    readonly #item = vscode.languages.createLanguageStatusItem('ckptmap.server', {
        language: languageId,
    });
    readonly #subscription: vscode.Disposable;

    constructor(server: LanguageServer) {
        this.#item.name = vscode.l10n.t('Checkpoint Map');
        this.#show({ state: 'starting' });
        this.#subscription = server.onDidChangeHealth((health) => {
            this.#show(health);
        });
    }

    dispose(): void {
        this.#subscription.dispose();
        this.#item.dispose();
    }

    #show(health: ServerHealth): void {
        const item = this.#item;
        const shown = shownHealth(health);
        item.text = shown.text;
        item.detail = shown.detail ?? vscode.l10n.t('Checkpoint Map');
        item.severity = shown.severity;
        item.busy = shown.busy;
        item.command = shown.command;
    }
}

interface ShownHealth {
    readonly text: string;
    readonly detail: string | undefined;
    readonly severity: vscode.LanguageStatusSeverity;
    readonly busy: boolean;
    readonly command: vscode.Command;
}

function shownHealth(health: ServerHealth): ShownHealth {
    const { Information, Warning, Error } = vscode.LanguageStatusSeverity;
    const showOutput = { command: 'ckptmap.showOutput', title: vscode.l10n.t('Show Output') };
    const restart = { command: 'ckptmap.restartServer', title: vscode.l10n.t('Restart Server') };
    switch (health.state) {
        case 'starting':
            return {
                text: vscode.l10n.t('Starting'),
                detail: undefined,
                severity: Information,
                busy: true,
                command: showOutput,
            };
        case 'running':
            return {
                text: health.status?.text ?? vscode.l10n.t('Ready'),
                detail: health.status?.detail,
                severity: { ok: Information, warning: Warning, error: Error }[
                    health.status?.health ?? 'ok'
                ],
                busy: health.status?.busy ?? false,
                command: showOutput,
            };
        case 'stopped':
            return {
                text: vscode.l10n.t('The server does not run'),
                detail: undefined,
                severity: Warning,
                busy: false,
                command: restart,
            };
        case 'failed':
            return {
                text: vscode.l10n.t('The server failed'),
                detail: vscode.l10n.t('The log says why'),
                severity: Error,
                busy: false,
                command: restart,
            };
    }
}
