// The view's state while the page lives, handed to VS Code a moment after it changed.

import { freshState, type ViewState } from './state.js';

/** How long to wait for more changes, in milliseconds: scrolling changes it at every frame. */
const keepDelay = 100;

/** What a person has set, kept outside the page as it changes. */
export class KeptState {
    readonly #keep: (state: ViewState) => void;
    #state: ViewState;
    #timer = 0;

    constructor(kept: ViewState | undefined, keep: (state: ViewState) => void) {
        this.#keep = keep;
        this.#state = kept ?? freshState('', false);
        // A page that is being hidden has no time for timers.
        document.addEventListener('visibilitychange', () => {
            this.#keepNow();
        });
    }

    get current(): ViewState {
        return this.#state;
    }

    /** Changes a part; the rest stays. */
    set(change: Partial<ViewState>): void {
        this.#state = { ...this.#state, ...change };
        window.clearTimeout(this.#timer);
        this.#timer = window.setTimeout(() => {
            this.#keepNow();
        }, keepDelay);
    }

    #keepNow(): void {
        if (this.#state.source !== '') {
            this.#keep(this.#state);
        }
    }
}
