// Cancellation, as a token that is passed last and a single error that stands for "stopped".
// The shape is the one of the Language Server Protocol's libraries, so that their tokens fit here;
// nothing here imports them.

/** Something that can be let go of. */
export interface Disposable {
    dispose(): void;
}

/** Says whether an answer is still wanted. It never goes back to being wanted. */
export interface CancellationToken {
    readonly isCancellationRequested: boolean;
    /** Calls the listener once, at the cancellation; at once or soon where it is past. */
    onCancellationRequested(listener: () => void): Disposable;
}

/** What is thrown where an answer is no longer wanted. The edge (`lsp/`) knows it; nobody logs it. */
export class CancelledError extends Error {
    constructor() {
        super('Cancelled');
        this.name = 'CancelledError';
    }
}

/** Throws a CancelledError if the answer is no longer wanted. To be called after every `await`. */
export function throwIfCancelled(token: CancellationToken): void {
    if (token.isCancellationRequested) {
        throw new CancelledError();
    }
}

/** A token that is never cancelled. */
export const neverCancelled: CancellationToken = {
    isCancellationRequested: false,
    onCancellationRequested: () => ({ dispose: () => undefined }),
};

/** The one who may cancel: owns a token. */
export class CancellationSource {
    readonly #listeners = new Set<() => void>();
    #cancelled = false;

    readonly token: CancellationToken;

    constructor() {
        const isCancelled = () => this.#cancelled;
        this.token = {
            get isCancellationRequested() {
                return isCancelled();
            },
            onCancellationRequested: (listener) => this.#listen(listener),
        };
    }

    /** Cancels; a second time does nothing. */
    cancel(): void {
        if (this.#cancelled) {
            return;
        }
        this.#cancelled = true;
        const listeners = [...this.#listeners];
        this.#listeners.clear();
        listeners.forEach((listener) => {
            listener();
        });
    }

    #listen(listener: () => void): Disposable {
        if (this.#cancelled) {
            listener();
            return { dispose: () => undefined };
        }
        this.#listeners.add(listener);
        return { dispose: () => this.#listeners.delete(listener) };
    }
}

/**
 * Waits for a promise, but no longer than the answer is wanted: rejects with CancelledError as soon
 * as the token is cancelled. The work behind the promise is not stopped by this.
 */
export function whileWanted<T>(promise: Promise<T>, token: CancellationToken): Promise<T> {
    if (token.isCancellationRequested) {
        promise.catch(ignoreRejection);
        return Promise.reject(new CancelledError());
    }
    return new Promise((resolve, reject) => {
        const subscription = token.onCancellationRequested(() => {
            reject(new CancelledError());
        });
        promise.then(resolve, reject).finally(() => {
            subscription.dispose();
        });
    });
}

// Whoever waits no longer must not leave a rejection that nobody handles: it would end the process.
function ignoreRejection(): void {
    return undefined;
}
