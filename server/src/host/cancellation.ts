// Cancellation as a value: the part of an LSP CancellationToken that this house needs, so that
// nothing below lsp/ imports the protocol.

/** Says whether the work it was given to is still wanted. LSP's tokens and AbortSignals' fit. */
export interface CancellationToken {
    readonly isCancellationRequested: boolean;
}

/** A token that is never cancelled. */
export const neverCancelled: CancellationToken = { isCancellationRequested: false };

/** Work was stopped because nobody wants it any more. Never a failure, never cached. */
export class CancelledError extends Error {
    override readonly name = 'CancelledError';

    constructor() {
        super('Cancelled');
    }
}

/** Throws CancelledError once a token is cancelled. */
export function throwIfCancelled(token: CancellationToken): void {
    if (token.isCancellationRequested) {
        throw new CancelledError();
    }
}
