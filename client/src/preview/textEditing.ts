// What a preview does to its map in the editor: shows a place, and applies a fix of the server's. In a
// notebook both are in the texts of cells.

import * as vscode from 'vscode';
import type { PreviewData, PreviewFix } from '../../../server/src/features/previewData.js';
import type { Position, Range } from '../../../server/src/util/lineIndex.js';

/** What of a plan says where its places are. */
type Planned = Pick<PreviewData, 'version' | 'cells'>;

/**
 * Selects a range of a map, or of a file that its program imports, in the editor that shows it, or in
 * one that is not the preview's.
 */
export async function revealRange(
    uri: vscode.Uri,
    planned: Planned,
    range: Range,
    previewColumn: vscode.ViewColumn | undefined,
): Promise<void> {
    const { file, ...start } = range.start;
    if (file !== undefined) {
        const imported = { version: null };
        const own = { start, end: range.end };
        await revealRange(vscode.Uri.file(file), imported, own, previewColumn);
        return;
    }
    const name = uri.toString();
    const openColumn =
        planned.cells === undefined
            ? vscode.window.visibleTextEditors.find(
                  ({ document }) => document.uri.toString() === name,
              )?.viewColumn
            : vscode.window.visibleNotebookEditors.find(
                  ({ notebook }) => notebook.uri.toString() === name,
              )?.viewColumn;
    const viewColumn =
        openColumn ??
        (previewColumn === vscode.ViewColumn.One
            ? vscode.ViewColumn.Beside
            : vscode.ViewColumn.One);
    const document = await documentAt(uri, planned, range.start);
    if (document === undefined) {
        return;
    }
    const selection = document.validateRange(toRange(range));
    if (planned.cells !== undefined) {
        // No editor of a text shows a cell alone: VS Code opens the notebook at it.
        await vscode.commands.executeCommand('vscode.open', document.uri, {
            viewColumn,
            selection,
        });
        return;
    }
    const editor = await vscode.window.showTextDocument(document, { viewColumn, selection });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Applies a fix, unless a text is another than the one which the fix was made for. */
export async function applyFix(uri: vscode.Uri, planned: Planned, fix: PreviewFix): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of fix.edits) {
        const document = await documentAt(uri, planned, range.start);
        const version = plannedVersion(planned, range.start);
        if (document === undefined || (version !== null && version !== document.version)) {
            return;
        }
        edit.replace(document.uri, toRange(range), newText);
    }
    await vscode.workspace.applyEdit(edit);
}

/** The version of the text that was planned; null where it was read from disk. */
function plannedVersion({ version, cells }: Planned, { cell }: Position): number | null {
    return cells === undefined ? version : (cells[cell ?? 0]?.version ?? null);
}

/** The text in which a place is; undefined where its cell is gone. */
async function documentAt(
    uri: vscode.Uri,
    { cells }: Planned,
    { cell = 0 }: Position,
): Promise<vscode.TextDocument | undefined> {
    if (cells === undefined) {
        return vscode.workspace.openTextDocument(uri);
    }
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    const planned = cells[cell];
    const found =
        planned === undefined
            ? notebook.getCells()[cell]
            : notebook.getCells().find(({ document }) => document.uri.toString() === planned.uri);
    return found?.document;
}

function toRange({ start, end }: Range): vscode.Range {
    return new vscode.Range(start.line, start.character, end.line, end.character);
}
