// A value that is computed when it is first wanted and then kept. Failures and cancellations are
// never kept: the next one who asks starts anew.
//
//     idle --get--> running --done--> done
//      ^              |  |               |
//      |   last waiter|  |failure        |invalidate
//      +--------------+--+---------------+
//
// Many may wait for one computation. When the last of them cancels, the work is cancelled. When
// the value is invalidated while it is computed, the work is cancelled and started again for those
// who wait, so that nobody gets an answer that is known to be stale.

import {
    CancellationSource,
    throwIfCancelled,
    whileWanted,
    type CancellationToken,
} from './cancellation.js';

interface Run<T> {
    readonly source: CancellationSource;
    readonly promise: Promise<T>;
    waiters: number;
    stale: boolean;
}

/** A computation that runs once for all who want its value. */
export class Memo<T> {
    readonly #compute: (token: CancellationToken) => Promise<T>;
    #run: Run<T> | undefined;
    #done: { readonly value: T } | undefined;

    constructor(compute: (token: CancellationToken) => Promise<T>) {
        this.#compute = compute;
    }

    /** The value, if it is there; undefined while it is not. Starts nothing. */
    peek(): T | undefined {
        return this.#done?.value;
    }

    /** Whether somebody waits for the value right now. */
    get isRunning(): boolean {
        return this.#run !== undefined;
    }

    /** The value; computes it if need be. Rejects with CancelledError when the token is cancelled. */
    async get(token: CancellationToken): Promise<T> {
        for (;;) {
            throwIfCancelled(token);
            if (this.#done !== undefined) {
                return this.#done.value;
            }
            const run = (this.#run ??= this.#start());
            run.waiters++;
            try {
                const value = await whileWanted(run.promise, token);
                if (!run.stale) {
                    return value;
                }
            } catch (error) {
                throwIfCancelled(token);
                if (!run.stale) {
                    throw error;
                }
            } finally {
                run.waiters--;
                this.#stopUnlessWanted(run);
            }
        }
    }

    /** Drops the value. Those who wait get the value of a new computation. */
    invalidate(): void {
        this.#done = undefined;
        if (this.#run !== undefined) {
            this.#run.stale = true;
            this.#run.source.cancel();
            this.#run = undefined;
        }
    }

    #start(): Run<T> {
        const source = new CancellationSource();
        const promise = this.#compute(source.token);
        const run: Run<T> = { source, promise, waiters: 0, stale: false };
        promise.then(
            (value) => {
                if (this.#run === run) {
                    this.#done = { value };
                    this.#run = undefined;
                }
            },
            () => {
                if (this.#run === run) {
                    this.#run = undefined;
                }
            },
        );
        return run;
    }

    #stopUnlessWanted(run: Run<T>): void {
        if (run.waiters === 0 && this.#run === run) {
            this.#run = undefined;
            run.stale = true;
            run.source.cancel();
        }
    }
}
