// Notebooks that an editor has open: each is one document, the program of its cells, whose places lie
// in the cells. Nothing here knows the protocol by which cells come and go.

import {
    TextDocument,
    type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import {
    namesNotebook,
    notebookPlaces,
    notebookProgram,
    programOf,
    type NotebookProgram,
} from '../python/notebook.js';
import type { TextPlaces } from '../util/lineIndex.js';
import { pathOfUri } from './paths.js';

/** A notebook as a document: its text is the program of all cells. */
export interface NotebookDocument extends TextDocument {
    /** All cells as the editor has them, in their order; none where the notebook is only on disk. */
    readonly cells: readonly CellText[];
    readonly program: NotebookProgram;
    /** Where offsets of the program are, in the cells. */
    readonly places: TextPlaces;
}

/** Which text of the editor a cell is. */
export interface CellText {
    readonly uri: string;
    readonly version: number;
}

/** Whether a document is a notebook. */
export function isNotebookDocument(document: TextDocument): document is NotebookDocument {
    return 'cells' in document && 'places' in document;
}

/** The document of a notebook's file; undefined where the text is no notebook. */
export function closedNotebook(uri: string, json: string): NotebookDocument | undefined {
    const program = notebookProgram(json);
    return program === undefined ? undefined : notebookDocument(uri, 0, [], program);
}

/** A cell that an editor opens. */
export interface OpenedCell extends CellText {
    /** Whether it is code, and not text for people. */
    readonly isCode: boolean;
    readonly languageId: string;
    readonly text: string;
}

/** What an editor changes in a notebook. */
export interface NotebookChange {
    /** Cells that take the place of others; those with a text are new, the others only moved. */
    readonly splice?: {
        readonly start: number;
        readonly deleteCount: number;
        readonly cells: readonly (Pick<OpenedCell, 'uri' | 'isCode'> & Partial<OpenedCell>)[];
    };
    /** Cells that became code, or are none any more. */
    readonly kinds?: readonly Pick<OpenedCell, 'uri' | 'isCode'>[];
    readonly texts?: readonly (CellText & {
        readonly changes: readonly TextDocumentContentChangeEvent[];
    })[];
}

interface Cell {
    readonly isCode: boolean;
    readonly document: TextDocument;
}

interface Notebook {
    readonly cells: readonly Cell[];
    readonly document: NotebookDocument;
}

/** The notebooks which the editor holds, by URI. */
export class Notebooks {
    readonly #byUri = new Map<string, Notebook>();
    /** The notebook in which a cell is, by the cell's URI. */
    readonly #ofCell = new Map<string, string>();

    /** All open notebooks. */
    all(): readonly NotebookDocument[] {
        return [...this.#byUri.values()].map(({ document }) => document);
    }

    /** The open notebook of this URI. */
    get(uri: string): NotebookDocument | undefined {
        return this.#byUri.get(uri)?.document;
    }

    /** The open notebook of a file, however its URI is spelt. */
    atPath(path: string): NotebookDocument | undefined {
        return namesNotebook(path)
            ? this.all().find(({ uri }) => pathOfUri(uri) === path)
            : undefined;
    }

    /** The notebook in which a text of the editor is a cell, and the cell's number. */
    cellAt(
        cellUri: string,
    ): { readonly document: NotebookDocument; readonly cell: number } | undefined {
        const document = this.get(this.#ofCell.get(cellUri) ?? '');
        const cell = document?.cells.findIndex(({ uri }) => uri === cellUri) ?? -1;
        return document === undefined || cell === -1 ? undefined : { document, cell };
    }

    /** The file of the open notebook at a path, as far as its program goes; else undefined. */
    fileText(path: string): string | undefined {
        const notebook = this.#byUri.get(this.atPath(path)?.uri ?? '');
        return notebook === undefined
            ? undefined
            : JSON.stringify({
                  cells: notebook.cells.map((cell) => ({
                      cell_type: isProgram(cell) ? 'code' : 'markdown',
                      source: cell.document.getText(),
                  })),
              });
    }

    /** Opens a notebook, or replaces one that is open already. */
    open(uri: string, cells: readonly OpenedCell[]): NotebookDocument {
        return this.#keep(uri, cells.map(openedCell));
    }

    /** Applies the editor's changes; undefined where the notebook is not open. */
    change(uri: string, { splice, kinds, texts }: NotebookChange): NotebookDocument | undefined {
        const notebook = this.#byUri.get(uri);
        if (notebook === undefined) {
            return undefined;
        }
        let cells = notebook.cells;
        if (splice !== undefined) {
            const known = new Map(cells.map((cell) => [cell.document.uri, cell]));
            const { start, deleteCount } = splice;
            cells = cells.toSpliced(
                start,
                deleteCount,
                ...splice.cells.map((cell) => {
                    const moved = cell.text === undefined ? known.get(cell.uri) : undefined;
                    return moved === undefined
                        ? openedCell({ languageId: '', version: 0, text: '', ...cell })
                        : { ...moved, isCode: cell.isCode };
                }),
            );
        }
        for (const { uri: changed, isCode } of kinds ?? []) {
            cells = cells.map((cell) =>
                cell.document.uri === changed ? { ...cell, isCode } : cell,
            );
        }
        for (const { uri: changed, version, changes } of texts ?? []) {
            cells = cells.map((cell) =>
                cell.document.uri === changed
                    ? { ...cell, document: changedText(cell.document, version, changes) }
                    : cell,
            );
        }
        return this.#keep(uri, cells);
    }

    /** Forgets a notebook and its cells. */
    close(uri: string): void {
        this.#byUri.get(uri)?.cells.forEach(({ document }) => this.#ofCell.delete(document.uri));
        this.#byUri.delete(uri);
    }

    #keep(uri: string, cells: readonly Cell[]): NotebookDocument {
        const version = (this.get(uri)?.version ?? 0) + 1;
        this.close(uri);
        cells.forEach((cell) => this.#ofCell.set(cell.document.uri, uri));
        const sources = cells.flatMap((cell, number) =>
            isProgram(cell) ? [{ cell: number, source: cell.document.getText() }] : [],
        );
        const texts = cells.map(({ document }) => ({
            uri: document.uri,
            version: document.version,
        }));
        const document = notebookDocument(uri, version, texts, programOf(sources));
        this.#byUri.set(uri, { cells, document });
        return document;
    }
}

/** The text of a document after changes; who still holds the document keeps its text. */
export function changedText(
    document: TextDocument,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
): TextDocument {
    // `update` changes the document in place.
    const { uri, languageId } = document;
    const copy = TextDocument.create(uri, languageId, document.version, document.getText());
    return TextDocument.update(copy, [...changes], version);
}

/** Whether a cell is part of the program. */
function isProgram({ isCode, document }: Cell): boolean {
    return isCode && document.languageId === 'python';
}

function openedCell({ uri, isCode, languageId, version, text }: OpenedCell): Cell {
    return { isCode, document: TextDocument.create(uri, languageId, version, text) };
}

function notebookDocument(
    uri: string,
    version: number,
    cells: readonly CellText[],
    program: NotebookProgram,
): NotebookDocument {
    const text = TextDocument.create(uri, 'python', version, program.text);
    return Object.assign(text, { cells, program, places: notebookPlaces(program) });
}
