// Paths and URIs, and the relations between paths that the index asks for. Paths are absolute, in
// the form of this machine; nothing here touches a file.

import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a `file:` URI; undefined for every other URI, such as `untitled:`. */
export function pathOfUri(uri: string): string | undefined {
    if (!uri.startsWith('file:')) {
        return undefined;
    }
    try {
        return fileURLToPath(uri);
    } catch (error) {
        // A URI with a host or an encoded slash names no file of this machine.
        if (error instanceof TypeError) {
            return undefined;
        }
        throw error;
    }
}

/** The `file:` URI of a path. */
export function uriOfPath(path: string): string {
    return pathToFileURL(path).href;
}

/** The last segment of a URI, decoded: a file's name also where there is no path. */
export function fileNameOfUri(uri: string): string {
    const path = pathOfUri(uri);
    return path === undefined ? (uri.split('/').at(-1) ?? uri) : basename(path);
}

/** Whether a path lies in a folder, at any depth, or is the folder. */
export function liesIn(path: string, folder: string): boolean {
    return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * Whether a change of a path may change what was read from a dependency: the path itself, a folder
 * above it (made or deleted as a whole), or a name in it, where the dependency is a folder.
 */
export function touches(changed: string, dependency: string): boolean {
    return liesIn(dependency, changed) || dirname(changed) === dependency;
}

/** A path as people read it: relative to the first folder that holds it, else as it is. */
export function displayPath(path: string, folders: readonly string[]): string {
    const folder = folders.find((each) => liesIn(path, each));
    return folder === undefined ? path : slashes(relative(folder, path));
}

/** A path with forward slashes, as map files write them on every system. */
export function slashes(path: string): string {
    return sep === '/' ? path : path.replaceAll(sep, '/');
}

/**
 * How a file in `folder` would write a path: relative where the path is in the folder or beside it
 * up to two levels above, else absolute.
 */
export function writtenPath(path: string, folder: string): string {
    const way = relative(folder, path);
    const steps = way.split(sep).filter((segment) => segment === '..').length;
    return way === '' ? '.' : slashes(2 < steps || isAbsolute(way) ? path : way);
}

/** How many folders lie between a file's folder and a path, up and down. */
export function distance(path: string, folder: string): number {
    return relative(folder, dirname(path))
        .split(sep)
        .filter((segment) => segment !== '').length;
}
