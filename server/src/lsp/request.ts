// The one place where a feature meets the protocol: it finds the document, turns a cancellation
// into its LSP error, and sees to it that what goes wrong in one request harms no other.

import {
    LSPErrorCodes,
    ResponseError,
    type CancellationToken,
    type TextDocumentIdentifier,
} from 'vscode-languageserver';
import { CancelledError } from '../workspace/cancellation.js';
import { hasLoadPlan, type Documents } from '../workspace/documents.js';
import type { Logger } from '../workspace/workspace.js';
import { textAt, type EditorText } from './editorText.js';

interface DocumentParams {
    readonly textDocument: TextDocumentIdentifier;
}

/** Answers a request about a text of an open map or program. */
export type DocumentHandler<P, R> = (
    text: EditorText,
    params: P,
    token: CancellationToken,
) => Promise<R>;

/** Adapts a feature to an LSP request; for texts of no open map or program the answer is `none`. */
export function request<P extends DocumentParams, R, N>(
    documents: Documents,
    logger: Logger,
    none: N,
    handler: DocumentHandler<P, R>,
) {
    return async (params: P, token: CancellationToken): Promise<R | N> => {
        const text = textAt(documents, params.textDocument.uri);
        if (text === undefined || !hasLoadPlan(text.document)) {
            return none;
        }
        return answer(logger, text.uri, () => handler(text, params, token));
    };
}

/** Runs a piece of work for a request: a cancellation becomes its LSP error, a bug a log line. */
export async function answer<R>(logger: Logger, about: string, work: () => Promise<R>): Promise<R> {
    try {
        return await work();
    } catch (error) {
        if (error instanceof CancelledError) {
            throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Request cancelled');
        }
        logger.error(`request failed about=${about}`, error);
        throw error;
    }
}

/** Starts work that nobody waits for: a cancellation is silence, a bug a log line, never a crash. */
export function inBackground(logger: Logger, what: string, work: () => Promise<unknown>): void {
    work().catch((error: unknown) => {
        if (!(error instanceof CancelledError)) {
            logger.error(`${what} failed`, error);
        }
    });
}
