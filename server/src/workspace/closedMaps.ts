// Maps and programs that are asked for though no editor has them open: their text on disk, as
// documents, until the file changes.

import { TextDocument } from 'vscode-languageserver-textdocument';
import { namesNotebook } from '../python/notebook.js';
import { read, type Reading } from '../util/reading.js';
import { decodeUtf8 } from '../util/utf8.js';
import { throwIfCancelled, type CancellationToken } from './cancellation.js';
import { closedNotebook } from './notebooks.js';
import { liesIn, pathOfUri } from './paths.js';

/** Runs a reading over the workspace's files. */
export type RunReading = <T>(reading: Reading<T>, token: CancellationToken) => Promise<T>;

/** Documents made from files, by URI. */
export class ClosedMaps {
    readonly #run: RunReading;
    readonly #documents = new Map<string, TextDocument>();

    constructor(run: RunReading) {
        this.#run = run;
    }

    /** The document of a file; undefined where it cannot be read, or is no notebook but so named. */
    async get(uri: string, token: CancellationToken): Promise<TextDocument | undefined> {
        const known = this.#documents.get(uri);
        const path = pathOfUri(uri);
        if (known !== undefined || path === undefined) {
            return known;
        }
        const answer = await this.#run(read(path), token);
        throwIfCancelled(token);
        if (answer.kind !== 'bytes') {
            return undefined;
        }
        const text = decodeUtf8(answer.bytes);
        const document = namesNotebook(path)
            ? closedNotebook(uri, text)
            : TextDocument.create(uri, 'assignment-map', 0, text);
        if (document !== undefined) {
            this.#documents.set(uri, document);
        }
        return document;
    }

    /** Forgets a document: an editor has it now, or had it. */
    forget(uri: string): void {
        this.#documents.delete(uri);
    }

    /** Forgets the documents whose files changed, and says which. */
    filesChanged(paths: readonly string[]): readonly string[] {
        const changed = [...this.#documents.keys()].filter((uri) => {
            const path = pathOfUri(uri);
            return path !== undefined && paths.some((each) => liesIn(path, each));
        });
        changed.forEach((uri) => this.#documents.delete(uri));
        return changed;
    }
}
