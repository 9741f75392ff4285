// How diagnostics reach the editor: it asks for them where it can, else they are sent, a moment
// after the last change. Either way an unchanged answer costs nothing.

import { createHash } from 'node:crypto';
import {
    DocumentDiagnosticReportKind,
    type CancellationToken,
    type Connection,
    type Diagnostic,
    type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { LanguageService } from '../languageService.js';
import { CancellationSource } from '../workspace/cancellation.js';
import { hasLoadPlan, type Documents, type TextDocument } from '../workspace/documents.js';
import type { Logger } from '../workspace/workspace.js';
import type { ClientSupport } from './clientSupport.js';
import { diagnosticsIn, textsOf, type EditorText } from './editorText.js';
import { inBackground } from './request.js';

/** Diagnostics are sent so many milliseconds after the last change of a text. */
const sendDelay = 150;

/** Asks the editor to ask again so many milliseconds after the last change of anything. */
const refreshDelay = 100;

/** Brings diagnostics to the editor. */
export class DiagnosticsDelivery {
    readonly #connection: Connection;
    readonly #documents: Documents;
    readonly #service: LanguageService;
    readonly #support: ClientSupport;
    readonly #logger: Logger;
    readonly #sending = new Map<string, CancellationSource>();
    readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

    constructor(
        connection: Connection,
        documents: Documents,
        service: LanguageService,
        support: ClientSupport,
        logger: Logger,
    ) {
        this.#connection = connection;
        this.#documents = documents;
        this.#service = service;
        this.#support = support;
        this.#logger = logger;
    }

    /** Answers the editor's question. */
    async report(
        text: EditorText,
        previousResultId: string | undefined,
        token: CancellationToken,
    ): Promise<DocumentDiagnosticReport> {
        const all = await this.#service.diagnostics(text.document, token);
        const items = [...diagnosticsIn(text, all)];
        const resultId = fingerprint(items);
        return resultId === previousResultId
            ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
            : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    }

    /** A document changed: sends its diagnostics soon, if they are sent at all. */
    textChanged(document: TextDocument): void {
        if (!this.#support.pullsDiagnostics && hasLoadPlan(document)) {
            this.#soon(document.uri, sendDelay, () => {
                this.#send(document.uri);
            });
        }
    }

    /**
     * A notebook was opened, changed or closed: a change of one cell may change what is said of the
     * others, and what was sent of cells that are gone is taken back.
     */
    notebookChanged(before: TextDocument | undefined, after: TextDocument | undefined): void {
        const left = new Set(textsIn(after).map(({ uri }) => uri));
        for (const { uri } of textsIn(before)) {
            if (!left.has(uri)) {
                this.#takeBack(uri);
            }
        }
        if (after === undefined) {
            this.#sending.get(before?.uri ?? '')?.cancel();
        } else if (this.#support.pullsDiagnostics) {
            this.allChanged();
        } else {
            this.textChanged(after);
        }
    }

    /** A document was closed: what was sent of it is taken back. */
    closed(uri: string): void {
        this.#sending.get(uri)?.cancel();
        this.#takeBack(uri);
    }

    /** Something other than a text changed: all diagnostics may be others. */
    allChanged(): void {
        if (this.#documents.maps().length === 0) {
            return;
        }
        this.#soon('', refreshDelay, () => {
            if (!this.#support.pullsDiagnostics) {
                this.#documents.maps().forEach(({ uri }) => {
                    this.#send(uri);
                });
            } else if (this.#support.refreshesDiagnostics) {
                inBackground(this.#logger, 'refresh of diagnostics', () =>
                    this.#connection.languages.diagnostics.refresh(),
                );
            }
        });
    }

    /** Stops everything that was about to happen. */
    dispose(): void {
        this.#timers.forEach((timer) => {
            clearTimeout(timer);
        });
        this.#sending.forEach((source) => {
            source.cancel();
        });
    }

    #takeBack(uri: string): void {
        if (!this.#support.pullsDiagnostics) {
            inBackground(this.#logger, 'diagnostics', () =>
                this.#connection.sendDiagnostics({ uri, diagnostics: [] }),
            );
        }
    }

    #soon(id: string, delay: number, work: () => void): void {
        clearTimeout(this.#timers.get(id));
        this.#timers.set(id, setTimeout(work, delay));
    }

    #send(uri: string): void {
        this.#sending.get(uri)?.cancel();
        const source = new CancellationSource();
        this.#sending.set(uri, source);
        inBackground(this.#logger, 'diagnostics', async () => {
            const document = this.#documents.get(uri);
            if (document === undefined) {
                return;
            }
            const diagnostics = await this.#service.diagnostics(document, source.token);
            if (this.#documents.get(uri) !== document || source.token.isCancellationRequested) {
                return;
            }
            for (const text of textsOf(document)) {
                await this.#connection.sendDiagnostics({
                    uri: text.uri,
                    version: text.version,
                    diagnostics: [...diagnosticsIn(text, diagnostics)],
                });
            }
        });
    }
}

function textsIn(document: TextDocument | undefined): readonly EditorText[] {
    return document === undefined ? [] : textsOf(document);
}

function fingerprint(items: readonly Diagnostic[]): string {
    // The version that fixes belong to changes with every letter; the answer does then, too.
    return createHash('sha1').update(JSON.stringify(items)).digest('base64url');
}
