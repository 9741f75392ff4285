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

/** What the thread says: that the library is loaded, that it is working, or its answer. */
export type Hdf5Message = Hdf5Reply | 'ready' | 'working';

/**
 * A thread that says nothing for so many milliseconds is ended: libhdf5 goes round in circles over
 * some damaged files (a heap of texts with an object of no length, say). A real object takes less
 * than one; the rest is for machines that are slow or busy.
 */
export const longestSilence = 8000;

/** A thread that has not loaded the library after so many milliseconds is given up. */
const longestStart = 30_000;

/** An idle thread is kept for this many milliseconds: files come in folders. */
const idleTime = 3000;

/** The thread, and who waits for its answer. */
interface Thread {
    readonly worker: Worker;
    isReady: boolean;
    waiting: ((message: Hdf5Message) => void) | undefined;
}

let thread: Thread | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/** What an HDF5 file holds, or why that cannot be said. Never rejects. */
export function readHdf5File(request: Hdf5Request, silence = longestSilence): Promise<Hdf5Answer> {
    const answer = last.then(() => ask(request, silence));
    last = answer;
    return answer;
}

async function ask(request: Hdf5Request, silence: number): Promise<Hdf5Answer> {
    clearTimeout(idle);
    const asked = (thread ??= startThread());
    // The process stays for an answer, and not for an idle thread.
    asked.worker.ref();
    const { answer, isSpent } = await new Promise<Hdf5Reply>((resolve) => {
        const giveUp = () => {
            resolve(
                broken(
                    asked.isReady
                        ? 'it is damaged: the library that reads HDF5 comes to no end over it'
                        : 'the library that reads HDF5 does not start',
                ),
            );
        };
        let timer = setTimeout(giveUp, asked.isReady ? silence : longestStart);
        asked.waiting = (message) => {
            clearTimeout(timer);
            if (message === 'ready' || message === 'working') {
                timer = setTimeout(giveUp, silence);
            } else {
                resolve(message);
            }
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
    const started: Thread = { worker, isReady: false, waiting: undefined };
    worker.on('message', (message: Hdf5Message) => {
        started.isReady = true;
        started.waiting?.(message);
    });
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
