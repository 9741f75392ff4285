// What an editor says of its notebooks, as the changes of ours. The protocol's own keeper of notebooks
// says nothing when cells are only moved, so that its messages are read here.

import {
    NotebookCellKind,
    type Connection,
    type DidChangeNotebookDocumentParams,
    type DidOpenNotebookDocumentParams,
    type NotebookCell,
    type NotebookDocumentSyncOptions,
    type TextDocumentItem,
} from 'vscode-languageserver';
import type { NotebookChange, OpenedCell } from '../workspace/notebooks.js';
import type { WorkspaceSession } from '../workspace/session.js';
import type { DiagnosticsDelivery } from './diagnosticsDelivery.js';

/** Which notebooks we want: with all their cells, since a cell's number counts those of any kind. */
export const notebookSync: NotebookDocumentSyncOptions = {
    notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook', scheme: 'file' } }],
};

/** Keeps the session's notebooks as the editor has them; `plansChanged` hears of each change. */
export function syncNotebooks(
    connection: Connection,
    session: WorkspaceSession,
    delivery: DiagnosticsDelivery,
    plansChanged: (uri: string) => void,
): void {
    const { notebooks } = session.documents;
    const synchronize = (uri: string, change: () => void): void => {
        const before = notebooks.get(uri);
        change();
        delivery.notebookChanged(before, notebooks.get(uri));
        plansChanged(uri);
    };
    const { synchronization } = connection.notebooks;
    synchronization.onDidOpenNotebookDocument((params) => {
        const { uri } = params.notebookDocument;
        synchronize(uri, () => session.openNotebook(uri, openedCells(params)));
    });
    synchronization.onDidChangeNotebookDocument((params) => {
        const { uri } = params.notebookDocument;
        synchronize(uri, () => session.changeNotebook(uri, notebookChange(params)));
    });
    synchronization.onDidCloseNotebookDocument(({ notebookDocument: { uri } }) => {
        synchronize(uri, () => {
            session.closeNotebook(uri);
        });
    });
}

/** The cells of a notebook that is opened. */
function openedCells({
    notebookDocument,
    cellTextDocuments,
}: DidOpenNotebookDocumentParams): readonly OpenedCell[] {
    const texts = byUri(cellTextDocuments);
    return notebookDocument.cells.map((cell) => ({
        ...{ languageId: '', version: 0, text: '' },
        ...texts.get(cell.document),
        ...kindOf(cell),
    }));
}

/** The changes of a notebook. */
function notebookChange({ change }: DidChangeNotebookDocumentParams): NotebookChange {
    const { structure, data, textContent } = change.cells ?? {};
    const opened = byUri(structure?.didOpen ?? []);
    return {
        ...(structure === undefined
            ? {}
            : {
                  splice: {
                      start: structure.array.start,
                      deleteCount: structure.array.deleteCount,
                      cells: (structure.array.cells ?? []).map((cell) => ({
                          ...opened.get(cell.document),
                          ...kindOf(cell),
                      })),
                  },
              }),
        ...(data === undefined ? {} : { kinds: data.map(kindOf) }),
        ...(textContent === undefined
            ? {}
            : {
                  texts: textContent.map(({ document: { uri, version }, changes }) => ({
                      uri,
                      version,
                      changes,
                  })),
              }),
    };
}

function byUri(texts: readonly TextDocumentItem[]): ReadonlyMap<string, TextDocumentItem> {
    return new Map(texts.map((text) => [text.uri, text]));
}

function kindOf({ kind, document }: NotebookCell): Pick<OpenedCell, 'uri' | 'isCode'> {
    return { uri: document, isCode: kind === NotebookCellKind.Code };
}
