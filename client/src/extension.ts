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

    context.subscriptions.push(
        server,
        status,
        previews,
        vscode.window.registerWebviewPanelSerializer(MappingPreviewManager.viewType, previews),
        ...commands({ server, previews }).map(({ id, run }) =>
            vscode.commands.registerCommand(id, run),
        ),
    );
    void server.start();
}

/** Waits until the server has stopped. */
export async function deactivate(): Promise<void> {
    await server?.stop();
}
