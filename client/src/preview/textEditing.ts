// What a preview does to its map in the editor: shows a place, and applies a fix of the server's.

import * as vscode from 'vscode';
import type { PreviewFix } from '../../../server/src/features/previewData.js';
import type { Range } from '../../../server/src/util/lineIndex.js';

/** Selects a range of a map in the editor that shows it, or in one that is not the preview's. */
export async function revealRange(
    uri: vscode.Uri,
    range: Range,
    previewColumn: vscode.ViewColumn | undefined,
): Promise<void> {
    const open = vscode.window.visibleTextEditors.find(
        ({ document }) => document.uri.toString() === uri.toString(),
    );
    const column =
        open?.viewColumn ??
        (previewColumn === vscode.ViewColumn.One
            ? vscode.ViewColumn.Beside
            : vscode.ViewColumn.One);
    const document = await vscode.workspace.openTextDocument(uri);
    const selection = document.validateRange(toRange(range));
    const editor = await vscode.window.showTextDocument(document, {
        viewColumn: column,
        selection,
    });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Applies a fix, unless the text is another than the one which the fix was made for. */
export async function applyFix(
    uri: vscode.Uri,
    version: number | null,
    fix: PreviewFix,
): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    if (version !== null && version !== document.version) {
        return;
    }
    const edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of fix.edits) {
        edit.replace(uri, toRange(range), newText);
    }
    await vscode.workspace.applyEdit(edit);
}

function toRange({ start, end }: Range): vscode.Range {
    return new vscode.Range(start.line, start.character, end.line, end.character);
}
