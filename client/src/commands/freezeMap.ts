// "Freeze to an assignment-map file": of the call at the cursor, else of all calls of the program.

import * as vscode from 'vscode';
import type { FrozenMap, NewFile } from '../../../server/src/features/freezeMap.js';
import type { Command, CommandContext } from '../command.js';

/** Makes the files that the server says and shows the map, or the script in a new editor. */
export function freezeMap({ server }: CommandContext): Command {
    return {
        id: 'ckptmap.freezeMap',
        run: async () => {
            const editor = vscode.window.activeTextEditor;
            const frozen =
                editor?.document.languageId === 'python'
                    ? await server.freezeMap(editor.document.uri, editor.selection.active)
                    : null;
            await (frozen === null
                ? vscode.window.showInformationMessage(
                      vscode.l10n.t(
                          'The active editor is no Python file on disk. Open one that calls init_from_checkpoint, and try again',
                      ),
                  )
                : show(frozen));
        },
    };
}

async function show(frozen: FrozenMap): Promise<void> {
    switch (frozen.kind) {
        case 'map':
            await makeFiles(frozen.files);
            return;
        case 'script': {
            const content = frozen.files[0]?.text ?? '';
            await vscode.window.showTextDocument(
                await vscode.workspace.openTextDocument({ language: 'python', content }),
            );
            await vscode.window.showInformationMessage(
                vscode.l10n.t(
                    'The map cannot be known without running the program: {0}. This script writes it from the running program',
                    frozen.reason,
                ),
            );
            return;
        }
        case 'nothing':
            await vscode.window.showInformationMessage(frozen.reason);
    }
}

/** What is there already is left alone: the edit fails as a whole, and says so. */
async function makeFiles(files: readonly NewFile[]): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    const uris = files.map(({ uri }) => vscode.Uri.parse(uri));
    files.forEach(({ text }, index) => {
        const uri = uris[index];
        if (uri !== undefined) {
            edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
        }
    });
    const [first] = uris;
    if (!(await vscode.workspace.applyEdit(edit)) || first === undefined) {
        await vscode.window.showErrorMessage(
            vscode.l10n.t('The assignment-map file could not be made; is there one already?'),
        );
        return;
    }
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(first));
}
