// Background work gives way: before each step it waits until nobody is waiting for an answer.

/** Counts the questions that wait for an answer. */
export class Foreground {
    #waiting = 0;
    #whenQuiet: (() => void)[] = [];

    /** Runs a piece of foreground work; background work rests meanwhile. */
    async run<T>(work: () => Promise<T>): Promise<T> {
        this.#waiting++;
        try {
            return await work();
        } finally {
            this.#waiting--;
            if (this.#waiting === 0) {
                const resume = this.#whenQuiet;
                this.#whenQuiet = [];
                resume.forEach((each) => {
                    each();
                });
            }
        }
    }

    /** Resolves in a later turn of the event loop in which nobody waits for an answer. */
    async quiet(): Promise<void> {
        do {
            await nextTurn();
            if (0 < this.#waiting) {
                await new Promise<void>((resolve) => this.#whenQuiet.push(resolve));
            }
        } while (0 < this.#waiting);
    }
}

function nextTurn(): Promise<void> {
    return new Promise((resolve) => {
        setImmediate(resolve);
    });
}
