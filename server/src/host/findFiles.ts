// Finds files below a folder, streamed while the disk is walked. Data folders are usually links:
// a linked folder is entered once, by its real path, and what is in it is named by the path that
// leads through the link, as a map would name it. Loops end. Folders that cannot be read are passed.

import { realpath, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import fastGlob from 'fast-glob';
import picomatch from 'picomatch';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import { liesIn, slashes } from '../workspace/paths.js';

/** Where to look, and for what. */
export interface FileSearch {
    /** An absolute path. */
    readonly folder: string;
    /** Globs relative to the folder; what they match is left out, folders with all they hold. */
    readonly exclude: readonly string[];
    /** Whether a file is wanted, by its path below the folder. */
    readonly wanted: (path: string) => boolean;
}

/** Folders that hold no data of the user's, and very many files. */
const neverEntered = [
    '**/.git',
    '**/.hg',
    '**/.svn',
    '**/node_modules',
    '**/site-packages',
    '**/__pycache__',
];

/** How many links may lead to a folder, one in another. */
const longestChainOfLinks = 8;

/** How many folders deep a walk goes, counted anew behind each link. */
const deepestFolder = 64;

/** A folder to walk. */
interface Root {
    /** The path by which what is in it is named. */
    readonly shown: string;
    readonly real: string;
    readonly links: number;
}

/**
 * The files below a folder that are wanted, each path once, in no order. Rejects with
 * CancelledError when the token is cancelled.
 */
export async function* findFiles(
    search: FileSearch,
    token: CancellationToken,
): AsyncGenerator<string> {
    const real = await realPathOf(search.folder);
    if (real === undefined) {
        return;
    }
    const isExcluded = exclusion(search);
    const roots: Root[] = [{ shown: search.folder, real, links: 0 }];
    const walked: string[] = [];
    for (let root = roots.shift(); root !== undefined; root = roots.shift()) {
        const { real: realRoot } = root;
        if (walked.some((each) => liesIn(realRoot, each))) {
            continue;
        }
        for await (const entry of walk(root, walked, search.exclude)) {
            throwIfCancelled(token);
            const path = join(root.shown, entry.path);
            if (entry.isLink) {
                const target = await linkedFolder(join(root.real, entry.path));
                if (target !== undefined) {
                    const loops = liesIn(root.real, target) || liesIn(real, target);
                    if (!loops && root.links < longestChainOfLinks && !isExcluded(path)) {
                        roots.push({ shown: path, real: target, links: root.links + 1 });
                    }
                    continue;
                }
            }
            if (search.wanted(path) && !isExcluded(path) && (await isFile(path, entry.isLink))) {
                yield path;
            }
        }
        throwIfCancelled(token);
        walked.push(realRoot);
    }
}

interface Entry {
    /** Relative to the root, with forward slashes. */
    readonly path: string;
    readonly isLink: boolean;
}

async function* walk(
    root: Root,
    walked: readonly string[],
    exclude: readonly string[],
): AsyncGenerator<Entry> {
    // Behind a link only the globs that mean any folder mean the same; isExcluded knows the others.
    const pruned = root.links === 0 ? exclude : exclude.filter((glob) => glob.startsWith('**/'));
    const inside = walked
        .filter((each) => liesIn(each, root.real))
        .map((each) => fastGlob.escapePath(slashes(relative(root.real, each))));
    const stream = fastGlob.stream('**', {
        cwd: root.real,
        ignore: [...neverEntered, ...inside, ...pruned],
        dot: true,
        deep: deepestFolder,
        // A loop of links would never end; links are followed by the caller.
        followSymbolicLinks: false,
        onlyFiles: false,
        objectMode: true,
        // Folders vanish while they are walked, and some may not be read.
        suppressErrors: true,
    }) as AsyncIterable<fastGlob.Entry>;
    for await (const { path, dirent } of stream) {
        if (!dirent.isDirectory()) {
            yield { path, isLink: dirent.isSymbolicLink() };
        }
    }
}

/** Whether a path, or a folder above it, matches an exclusion. */
function exclusion(search: FileSearch): (path: string) => boolean {
    if (search.exclude.length === 0) {
        return () => false;
    }
    const matches = picomatch([...search.exclude], { dot: true });
    const known = new Map<string, boolean>();
    const isExcluded = (name: string): boolean => {
        const slash = name.lastIndexOf('/');
        const folder = name.slice(0, Math.max(slash, 0));
        return matches(name) || (0 < slash && folderIsExcluded(folder));
    };
    const folderIsExcluded = (folder: string): boolean => {
        const answer = known.get(folder) ?? isExcluded(folder);
        known.set(folder, answer);
        return answer;
    };
    return (path) => isExcluded(slashes(relative(search.folder, path)));
}

async function realPathOf(path: string): Promise<string | undefined> {
    // A link that leads nowhere, or in a circle, has none.
    return realpath(path).catch(() => undefined);
}

/** The real path of the folder a link leads to; undefined where it leads to no folder. */
async function linkedFolder(link: string): Promise<string | undefined> {
    const stats = await stat(link).catch(() => undefined);
    if (stats?.isDirectory() !== true) {
        return undefined;
    }
    const target = await realPathOf(link);
    // A link may lead to a folder that is never entered under its own name.
    return target === undefined || hidden(basename(target)) ? undefined : target;
}

const hidden = picomatch(neverEntered, { dot: true });

async function isFile(path: string, isLink: boolean): Promise<boolean> {
    // Whether a plain entry is a FIFO is for its reader to say, who does not block on it.
    return !isLink || (await stat(path).catch(() => undefined))?.isFile() === true;
}
