// Files that the user hides: globs relative to a folder, which hide a folder with all it holds.

import { relative } from 'node:path';
import picomatch from 'picomatch';
import { liesIn, slashes } from './paths.js';

/** Tells whether a path in a folder, or a folder above it, matches one of the folder's globs. */
export function excludes(folder: string, globs: readonly string[]): (path: string) => boolean {
    if (globs.length === 0) {
        return () => false;
    }
    const matches = picomatch([...globs], { dot: true });
    return (path) => {
        if (!liesIn(path, folder) || path === folder) {
            return false;
        }
        const segments = slashes(relative(folder, path)).split('/');
        return segments.some((_, index) => matches(segments.slice(0, index + 1).join('/')));
    };
}
