// Open documents: the editor's text, which wins over the disk as long as a document is open.
// Documents that are no maps are kept too: a variables file that is being edited is a model.

import {
    TextDocument,
    type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import type { Reading } from '../util/reading.js';
import { isMapFileName } from './mapFileName.js';
import { changedText, isNotebookDocument, Notebooks } from './notebooks.js';
import { openTextWins } from './openText.js';
import { fileNameOfUri, pathOfUri } from './paths.js';

export type { TextDocument } from 'vscode-languageserver-textdocument';

/** Whether a document is an assignment map: by the editor's word, or by its name. */
export function isMapDocument(document: TextDocument): boolean {
    return document.languageId === 'assignment-map' || isMapFileName(fileNameOfUri(document.uri));
}

/** Whether a document is a program: a file of Python or a notebook, not a notebook's own JSON. */
export function isPythonDocument(document: TextDocument): boolean {
    return isNotebookDocument(document) || fileNameOfUri(document.uri).endsWith('.py');
}

/** Whether a document has a load plan: a map, or a program. */
export function hasLoadPlan(document: TextDocument): boolean {
    return isPythonDocument(document) || isMapDocument(document);
}

/** The documents which the editor holds, by URI. */
export class Documents {
    /** The notebooks; each is a document of its own, and its cells are none. */
    readonly notebooks = new Notebooks();
    readonly #byUri = new Map<string, TextDocument>();
    readonly #byPath = new Map<string, TextDocument>();

    /** The open documents that have a load plan. */
    maps(): readonly TextDocument[] {
        return [...this.#byUri.values(), ...this.notebooks.all()].filter(hasLoadPlan);
    }

    /** The open document of this URI. */
    get(uri: string): TextDocument | undefined {
        return this.notebooks.get(uri) ?? this.#byUri.get(uri);
    }

    /** The text of the open document at a path, as bytes; undefined where none is open. */
    bytesAt(path: string): Uint8Array | undefined {
        const text = this.notebooks.fileText(path) ?? this.#byPath.get(path)?.getText();
        return text === undefined ? undefined : new TextEncoder().encode(text);
    }

    /** Opens a document, or replaces one that is open already. */
    open(uri: string, languageId: string, version: number, text: string): TextDocument {
        return this.#keep(TextDocument.create(uri, languageId, version, text));
    }

    /** Applies the editor's changes; undefined where the document is not open. */
    change(
        uri: string,
        version: number,
        changes: readonly TextDocumentContentChangeEvent[],
    ): TextDocument | undefined {
        const document = this.#byUri.get(uri);
        if (document === undefined) {
            return undefined;
        }
        return this.#keep(changedText(document, version, changes));
    }

    /** Forgets a document: from now on the disk counts. */
    close(uri: string): void {
        this.#byUri.delete(uri);
        const path = pathOfUri(uri);
        if (path !== undefined) {
            this.#byPath.delete(path);
        }
    }

    /** The same reading, with open text in place of the disk's. */
    overlay<T>(reading: Reading<T>): Reading<T> {
        return openTextWins(reading, (path) => this.bytesAt(path));
    }

    #keep(document: TextDocument): TextDocument {
        this.#byUri.set(document.uri, document);
        const path = pathOfUri(document.uri);
        if (path !== undefined) {
            this.#byPath.set(path, document);
        }
        return document;
    }
}
