// Where a document's relative paths are looked up: beside the file first, then from the folder of
// the workspace in which it lies.

import { dirname } from 'node:path';
import { liesIn, pathOfUri } from './paths.js';

/** The folder of the workspace in which a document lies, the innermost one; undefined outside. */
export function workspaceFolderOf(uri: string, folders: readonly string[]): string | undefined {
    const path = pathOfUri(uri);
    if (path === undefined) {
        // A text that was never saved lies nowhere; the first folder is where it would be saved.
        return folders[0];
    }
    return folders
        .filter((folder) => liesIn(path, folder))
        .reduce<string | undefined>(
            (inner, folder) =>
                inner === undefined || inner.length < folder.length ? folder : inner,
            undefined,
        );
}

/** The folders in which a document's paths are looked up, in order, each once. */
export function lookupFolders(uri: string, folders: readonly string[]): readonly string[] {
    const path = pathOfUri(uri);
    const own = path === undefined ? [] : [dirname(path)];
    const outer = workspaceFolderOf(uri, folders);
    return [...new Set([...own, ...(outer === undefined ? [] : [outer])])];
}
