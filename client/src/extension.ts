// The client's table of contents: what starts, in which order, and what is disposed of.
// The client renders what the server says; it never reads a map or a checkpoint itself.

import * as vscode from 'vscode';
import { commands } from './commands/index.js';
import { LanguageServer } from './languageClient.js';
import { MappingPreviewManager } from './preview/mappingPreviewManager.js';
import { ServerStatusItem } from './serverStatus.js';

let server: LanguageServer | undefined;

/** Starts the server in the background and registers what VS Code can ask for. */
export function activate(context: vscode.ExtensionContext): void {
    server = new LanguageServer(context);
    const previews = new MappingPreviewManager(context.extensionUri, server);
    const status = new ServerStatusItem(server);

    // Not the server: subscriptions are disposed of without waiting for it to have stopped.
    context.subscriptions.push(
        status,
        previews,
        vscode.window.registerWebviewPanelSerializer(MappingPreviewManager.viewType, previews),
        ...commands({ server, previews }).map(({ id, run }) =>
            vscode.commands.registerCommand(id, run),
        ),
    );
    void server.start();
}

/** Waits until the server has stopped, and only then closes its log. */
export async function deactivate(): Promise<void> {
    try {
        await server?.stop();
    } finally {
        server?.dispose();
    }
}
