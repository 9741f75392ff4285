// Open documents: the editor's text, which wins over the disk as long as a document is open.
// Documents that are no maps are kept too: a variables file that is being edited is a model.

import {
    TextDocument,
    type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import type { Reading } from '../util/reading.js';
import { isMapFileName } from './mapFileName.js';
import { openTextWins } from './openText.js';
import { fileNameOfUri, pathOfUri } from './paths.js';

export type { TextDocument } from 'vscode-languageserver-textdocument';

/** Whether a document is an assignment map: by the editor's word, or by its name. */
export function isMapDocument(document: TextDocument): boolean {
    return document.languageId === 'assignment-map' || isMapFileName(fileNameOfUri(document.uri));
}

/** Whether a document is a file of Python. */
export function isPythonDocument(document: TextDocument): boolean {
    return fileNameOfUri(document.uri).endsWith('.py');
}

/** Whether a document has a load plan: a map, or a program. */
export function hasLoadPlan(document: TextDocument): boolean {
    return isPythonDocument(document) || isMapDocument(document);
}

/** The documents which the editor holds, by URI. */
export class Documents {
    readonly #byUri = new Map<string, TextDocument>();
    readonly #byPath = new Map<string, TextDocument>();

    /** All open documents. */
    all(): Iterable<TextDocument> {
        return this.#byUri.values();
    }

    /** The open documents that have a load plan. */
    maps(): readonly TextDocument[] {
        return [...this.#byUri.values()].filter(hasLoadPlan);
    }

    /** The open document of this URI. */
    get(uri: string): TextDocument | undefined {
        return this.#byUri.get(uri);
    }

    /** The text of the open document at a path, as bytes; undefined where none is open. */
    bytesAt(path: string): Uint8Array | undefined {
        const document = this.#byPath.get(path);
        return document === undefined ? undefined : new TextEncoder().encode(document.getText());
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
        // `update` changes the document in place; who still holds the old one must keep its text.
        const copy = TextDocument.create(
            uri,
            document.languageId,
            document.version,
            document.getText(),
        );
        return this.#keep(TextDocument.update(copy, [...changes], version));
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
