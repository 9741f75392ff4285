// HDF5 files, read in a thread of their own (hdf5Worker.ts) that is made when the first one is asked
// for, and ended when it takes too long, breaks, or has nothing to do. One file is read at a time.

import { Worker } from 'node:worker_threads';
import type { Hdf5Place } from '../util/hdf5.js';
import type { Hdf5Answer } from '../util/reading.js';

/** A question to the thread. */
export interface Hdf5Request extends Hdf5Place {
    /** The bytes themselves, where the place only names them. */
    readonly bytes?: Uint8Array;
}

/** The thread's answer. */
export interface Hdf5Reply {
    readonly answer: Hdf5Answer;
    /** Whether the thread must not be asked again. */
    readonly isSpent: boolean;
}

/** A file that takes longer, in milliseconds, is given up; the largest real ones take some seconds. */
export const readingDeadline = 20_000;

/** An idle thread is kept for this many milliseconds: files come in folders. */
const idleTime = 3000;

/** The thread, and who waits for its answer. */
interface Thread {
    readonly worker: Worker;
    waiting: ((reply: Hdf5Reply) => void) | undefined;
}

let thread: Thread | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/** What an HDF5 file holds, or why that cannot be said. Never rejects. */
export function readHdf5File(
    request: Hdf5Request,
    deadline = readingDeadline,
): Promise<Hdf5Answer> {
    const answer = last.then(() => ask(request, deadline));
    last = answer;
    return answer;
}

async function ask(request: Hdf5Request, deadline: number): Promise<Hdf5Answer> {
    clearTimeout(idle);
    const asked = (thread ??= startThread());
    // The process stays for an answer, and not for an idle thread.
    asked.worker.ref();
    const { answer, isSpent } = await new Promise<Hdf5Reply>((resolve) => {
        const timer = setTimeout(() => {
            const seconds = deadline / 1000;
            resolve(broken(`reading it took longer than ${seconds} s: it is damaged, or enormous`));
        }, deadline);
        asked.waiting = (reply) => {
            clearTimeout(timer);
            resolve(reply);
        };
        asked.worker.postMessage(request);
    });
    asked.waiting = undefined;
    if (isSpent) {
        endThread();
    } else {
        asked.worker.unref();
        idle = setTimeout(endThread, idleTime).unref();
    }
    return answer;
}

function startThread(): Thread {
    const worker = new Worker(new URL('./hdf5Worker.js', import.meta.url), {
        // The library writes what it thinks of a file; the protocol is on these streams.
        stdout: true,
        stderr: true,
    });
    const started: Thread = { worker, waiting: undefined };
    worker.on('message', (reply: Hdf5Reply) => started.waiting?.(reply));
    worker.on('error', (error: Error) => {
        started.waiting?.(broken(`the library that reads HDF5 broke: ${error.message}`));
    });
    worker.on('exit', () => {
        started.waiting?.(broken('the library that reads HDF5 ended'));
    });
    return started;
}

function broken(reason: string): Hdf5Reply {
    return { answer: { kind: 'unreadable', reason }, isSpent: true };
}

function endThread(): void {
    clearTimeout(idle);
    void thread?.worker.terminate();
    thread = undefined;
}
