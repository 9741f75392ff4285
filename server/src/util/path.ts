// Paths as texts, by the rules of the system whose form a folder has: nothing here asks a system.
// Python: posixpath.py and ntpath.py; TensorFlow cleans every path (tsl/platform/path.cc, CleanPath).

/** Whether a path has the form of a Windows system: `C:\data`, `\\host\share`. */
export function isWindowsPath(path: string): boolean {
    return /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\\\');
}

/** Whether a path is absolute on the system on which `folder` lies. */
export function isAbsolutePath(path: string, folder: string): boolean {
    return path.startsWith('/') || (isWindowsPath(folder) && isWindowsPath(path));
}

/** `os.path.join` of Python: no `.` or `..` is taken out, and an absolute second part wins. */
export function joinPath(folder: string, path: string): string {
    if (isAbsolutePath(path, folder) || folder === '') {
        return path;
    }
    const separated = folder.endsWith('/') || (isWindowsPath(folder) && folder.endsWith('\\'));
    return separated ? folder + path : `${folder}/${path}`;
}

/** The folder of a path: all before the last slash; `/` of a path at the root; `''` without a slash. */
export function directoryName(path: string): string {
    const slash = lastSlash(path);
    return slash === 0 ? '/' : path.slice(0, Math.max(slash, 0));
}

/** The last part of a path: all behind the last slash. */
export function baseName(path: string): string {
    return path.slice(lastSlash(path) + 1);
}

/** A path without `.`, `..`, double and trailing slashes; as a text, so links are not followed. */
export function cleanPath(path: string): string {
    const windows = isWindowsPath(path);
    const text = windows ? path.replaceAll('\\', '/') : path;
    const root = windows
        ? (/^(?:[A-Za-z]:\/|\/\/)/.exec(text)?.[0] ?? '')
        : text.startsWith('/')
          ? '/'
          : '';
    const parts: string[] = [];
    for (const part of text.slice(root.length).split('/')) {
        if (part === '..' && parts.length !== 0 && parts.at(-1) !== '..') {
            parts.pop();
        } else if (part !== '' && part !== '.' && (part !== '..' || root === '')) {
            parts.push(part);
        }
    }
    return root + parts.join('/') || '.';
}

/**
 * A path as the system's own errors name it in TensorFlow: cleaned, and without `file://` and the
 * host behind it. `''` where nothing is left.
 */
export function translatedPath(path: string): string {
    const plain = path.replace(/^file:\/\/[^/]*/, '');
    return plain === '' ? '' : cleanPath(plain);
}

/** A path, relative to a folder, as an absolute one in the form of the folder's system. */
export function absolutePath(folder: string, path: string): string {
    return cleanPath(joinPath(folder, path));
}

function lastSlash(path: string): number {
    return isWindowsPath(path)
        ? Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
        : path.lastIndexOf('/');
}
