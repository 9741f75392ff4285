// How the pure core asks for files: readers are generators which yield questions, and whoever
// drives them answers. The same reader runs over a disk, over an editor's memory and in a test;
// between two questions the driver may let other work run, or stop for good (`return()`).
// Nothing here touches a file system.

import type { Hdf5Contents, Hdf5Place } from './hdf5.js';

/** What is at a path. Links are followed. `other` is a FIFO, a socket or a device: never read. */
export type FileStat =
    /** `modified`: milliseconds since 1970, where the host says; only ever compared. */
    | { readonly kind: 'file'; readonly size: number; readonly modified?: number }
    | { readonly kind: 'directory' }
    | { readonly kind: 'missing' }
    | { readonly kind: 'other'; readonly reason: string };

/** Bytes of a file, or the reason why there are none. Shorter than asked at the file's end. */
export type ReadAnswer =
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
    | { readonly kind: 'missing' }
    | { readonly kind: 'unreadable'; readonly reason: string };

/** The names in a directory, in no order; none where there is no such directory. */
export interface ListAnswer {
    readonly names: readonly string[];
}

/** A question to the driver. Paths are absolute, in the form of the host's system. */
export type FileQuestion =
    | { readonly ask: 'stat'; readonly path: string }
    /** `length` bytes from `offset` on, both in bytes; `length` may be Infinity. */
    | {
          readonly ask: 'read';
          readonly path: string;
          readonly offset: number;
          readonly length: number;
      }
    | { readonly ask: 'list'; readonly path: string }
    /** What an HDF5 file holds, whose bytes are a range of a file, or these ones. */
    | {
          readonly ask: 'hdf5';
          readonly path: string;
          readonly offset: number;
          readonly length: number;
          readonly bytes?: Uint8Array;
      }
    /** A good moment to let others run; `done` of `total` is how far the work has come. */
    | { readonly ask: 'pause'; readonly done: number; readonly total: number };

/** What an HDF5 file holds, or the reason why nothing of it could be read. */
export type Hdf5Answer =
    | { readonly kind: 'contents'; readonly contents: Hdf5Contents }
    | { readonly kind: 'unreadable'; readonly reason: string };

/** The answer to a question, of the kind which that question asks for. */
export type FileAnswer = FileStat | ReadAnswer | ListAnswer | Hdf5Answer | undefined;

/** A computation that needs files. */
export type Reading<T> = Generator<FileQuestion, T, FileAnswer>;

/** Asks what is at a path. */
export function* stat(path: string): Reading<FileStat> {
    return (yield { ask: 'stat', path }) as FileStat;
}

/** Asks for a range of a file; the whole file without `offset` and `length`. */
export function* read(path: string, offset = 0, length = Infinity): Reading<ReadAnswer> {
    return (yield { ask: 'read', path, offset, length }) as ReadAnswer;
}

/** Asks for the names in a directory. */
export function* list(path: string): Reading<readonly string[]> {
    return ((yield { ask: 'list', path }) as ListAnswer).names;
}

/** Asks what an HDF5 file holds. Where its `bytes` are in memory, the place only names it. */
export function* readHdf5(place: Hdf5Place, bytes?: Uint8Array): Reading<Hdf5Answer> {
    const { path, offset, length } = place;
    return (yield {
        ask: 'hdf5',
        path,
        offset,
        length,
        ...(bytes === undefined ? {} : { bytes }),
    }) as Hdf5Answer;
}

/** Offers the driver a moment to do something else. */
export function* pause(done: number, total: number): Reading<void> {
    yield { ask: 'pause', done, total };
}

/** Runs a reading to its end with a driver that answers at once. */
export function runReading<T>(
    reading: Reading<T>,
    answer: (question: FileQuestion) => FileAnswer,
): T {
    let step = reading.next();
    while (step.done !== true) {
        step = reading.next(answer(step.value));
    }
    return step.value;
}
