// What an editor says of its notebooks, as the changes of ours. The protocol's own keeper of notebooks
// says nothing when cells are only moved, so that its messages are read here.

import type {
    DidChangeNotebookDocumentParams,
    DidOpenNotebookDocumentParams,
    NotebookCell,
    NotebookDocumentSyncOptions,
    TextDocumentItem,
} from 'vscode-languageserver';
import { NotebookCellKind } from 'vscode-languageserver';
import type { NotebookChange, OpenedCell } from '../workspace/notebooks.js';

/** Which notebooks we want: with all their cells, since a cell's number counts those of any kind. */
export const notebookSync: NotebookDocumentSyncOptions = {
    notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook', scheme: 'file' } }],
};

/** The cells of a notebook that is opened. */
export function openedCells({
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
export function notebookChange({ change }: DidChangeNotebookDocumentParams): NotebookChange {
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
