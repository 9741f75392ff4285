// Questions about files, by paths as TensorFlow sees them: relative to the folder in which it runs.
// It remembers every path that was asked for, since a change of one of them changes the answer.

import { absolutePath, isWindowsPath, translatedPath } from '../util/path.js';
import { list, read, stat, type FileStat, type ReadAnswer, type Reading } from '../util/reading.js';

/** The files that a process would see which runs in a folder. */
export interface FileLookup {
    /** TensorFlow's current folder, absolute. */
    readonly folder: string;
    /** A path of TensorFlow's as an absolute one on this machine. */
    absolute(path: string): string;
    stat(path: string): Reading<FileStat>;
    exists(path: string): Reading<boolean>;
    isDirectory(path: string): Reading<boolean>;
    list(path: string): Reading<readonly string[]>;
    read(path: string, offset?: number, length?: number): Reading<ReadAnswer>;
}

/** Looks files up from a folder; absolute paths that were asked for are added to `dependencies`. */
export function lookupFrom(folder: string, dependencies: Set<string>): FileLookup {
    function absolute(path: string): string {
        const native = isWindowsPath(folder) ? path.replaceAll('\\', '/') : path;
        return absolutePath(folder, translatedPath(native));
    }
    function note(path: string): string {
        const asked = absolute(path);
        dependencies.add(asked);
        return asked;
    }
    // An empty path is no path, also where it would be the folder itself.
    function* ask(path: string): Reading<FileStat> {
        return translatedPath(path) === '' ? { kind: 'missing' } : yield* stat(note(path));
    }
    return {
        folder,
        absolute,
        stat: ask,
        *exists(path) {
            return (yield* ask(path)).kind !== 'missing';
        },
        *isDirectory(path) {
            return (yield* ask(path)).kind === 'directory';
        },
        *list(path) {
            return yield* list(note(path));
        },
        *read(path, offset, length) {
            return yield* read(note(path), offset, length);
        },
    };
}
