// A bar on standard error for work that takes longer than a second, where a person is watching.

import { SingleBar } from 'cli-progress';
import type { Output } from './cliHost.js';

/** Nobody wants a bar that vanishes at once. */
const patience = 1000;

/** Tells how far some work has come. */
export interface Progress {
    report(done: number, total: number): void;
    stop(): void;
}

/** A bar that shows itself after a second; silent where the stream is no terminal. */
export function progressBar(label: string, { terminal }: Output): Progress {
    const began = performance.now();
    let bar: SingleBar | undefined;
    return {
        report: (done, total) => {
            if (terminal === undefined) {
                return;
            }
            if (bar === undefined && patience <= performance.now() - began) {
                bar = new SingleBar({
                    format: `${label} {bar} {percentage} %`,
                    stream: terminal,
                    clearOnComplete: true,
                    hideCursor: true,
                    barsize: 30,
                });
                bar.start(total, done);
            }
            bar?.setTotal(total);
            bar?.update(done);
        },
        stop: () => {
            bar?.stop();
        },
    };
}
