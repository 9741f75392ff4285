// The steps of an evaluation: how many were made, when it is time to let others run, and when a
// program is given up, as it takes too many, or too many for nothing.

import type { Frame } from './frame.js';
import type { MachineOptions } from './machineOptions.js';
import { Lost } from './raised.js';
import type { Place } from './values.js';

/** Steps between two pauses. */
const stepsToPause = 4000;

/** Members of lists and dicts that are copied or joined in the time that a step takes. */
const copiesToStep = 4;

/** The steps of one evaluation. */
export class Budget {
    made = 0;
    readonly total: number;
    private readonly patience: number;
    private limit: number;
    private paused = 0;

    constructor({ budget, patience = budget }: MachineOptions) {
        this.total = budget;
        this.patience = Math.min(patience, budget);
        this.limit = this.patience;
    }

    /** Whether none is left. */
    get isSpent(): boolean {
        return this.limit < this.made;
    }

    /** Whether it is time to let others run. */
    get isDue(): boolean {
        return this.paused + stepsToPause < this.made;
    }

    /** A step is made, for which so many members were copied: what paths that meet cost. */
    step(copied: number): void {
        this.made += 1 + Math.floor(copied / copiesToStep);
    }

    pause(): void {
        this.paused = this.made;
    }

    /** Something has happened for which the program is evaluated. */
    progressed(): void {
        this.limit = Math.min(this.total, this.made + this.patience);
    }

    /** Why the program is given up: the innermost loop that has taken most of the last steps. */
    reason(frames: readonly Frame[], places: readonly Place[]): Lost {
        const before = this.made - this.patience / 2;
        for (const { module, loop: innermost } of frames.toReversed()) {
            for (let loop = innermost; loop !== undefined; loop = loop.outer) {
                if (module.room === 'program' && loop.since < before) {
                    const head = { file: module.file, span: loop.span };
                    return new Lost('this loop takes more steps than are followed', [
                        head,
                        ...places,
                    ]);
                }
            }
        }
        return new Lost('the program takes more steps than are followed', places);
    }
}
