// "Preview checkpoint mapping": of the file it was called on, else of the map, the program or the
// notebook in the active editor.

import * as vscode from 'vscode';
import { languageId, notebookType } from '../languageClient.js';
import type { Command, CommandContext } from '../command.js';

/** Opens the preview beside the map, or brings it to the front. */
export function previewMapping({ previews }: CommandContext): Command {
    return {
        id: 'ckptmap.previewMapping',
        run: async (argument) => {
            const uri = uriOf(argument) ?? activeSource();
            if (uri === undefined) {
                await vscode.window.showInformationMessage(
                    vscode.l10n.t(
                        'The active editor is no assignment map. Open a file such as "init.ckptmap.yaml", or choose the language "Assignment Map" for this one, and try again',
                    ),
                );
                return;
            }
            previews.show(uri);
        },
    };
}

/** Menus give a URI, code lenses its text. */
function uriOf(argument: unknown): vscode.Uri | undefined {
    if (typeof argument === 'string') {
        return vscode.Uri.parse(argument);
    }
    return argument instanceof vscode.Uri ? argument : undefined;
}

function activeSource(): vscode.Uri | undefined {
    // The active text editor of a notebook is one of its cells.
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    if (notebook !== undefined) {
        return notebook.notebookType === notebookType ? notebook.uri : undefined;
    }
    const document = vscode.window.activeTextEditor?.document;
    return document !== undefined && [languageId, 'python'].includes(document.languageId)
        ? document.uri
        : undefined;
}
