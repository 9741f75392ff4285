// TensorFlow's way of finding the files that a path or a pattern names: every path is a pattern, so
// `[x]` in the name of a folder hides what lies in it.
// Defined in TensorFlow: tsl/platform/file_system_helper.cc (GetMatchingPaths), with C's fnmatch.

import { compareCodePoints } from '../util/order.js';
import { directoryName, isWindowsPath } from '../util/path.js';
import type { Reading } from '../util/reading.js';
import type { FileLookup } from './fileLookup.js';

/** More folders than this are not looked into for one pattern. */
const maxFolders = 4096;
const special = /[*?[\\]/;

/** Whether a path is taken as a pattern. */
export function isPattern(path: string): boolean {
    return special.test(path);
}

/** The existing paths which match, in order of names (TensorFlow's order is that of the disk). */
export function* matchingPaths(lookup: FileLookup, written: string): Reading<readonly string[]> {
    const pattern = isWindowsPath(lookup.folder) ? written.replaceAll('\\', '/') : written;
    if (pattern === '') {
        return [];
    }
    if (!isPattern(pattern)) {
        return (yield* lookup.exists(pattern)) ? [pattern] : [];
    }
    const prefixes = directoryPrefixes(pattern);
    const first = prefixes.findIndex(isPattern);
    let folders: readonly string[] = [prefixes[first - 1] ?? ''];
    for (let level = first; level < prefixes.length; level++) {
        const wanted = prefixes[level] ?? '';
        const isLast = level === prefixes.length - 1;
        const found: string[] = [];
        for (const folder of folders.slice(0, maxFolders)) {
            for (const name of [...(yield* lookup.list(folder))].sort(compareCodePoints)) {
                const path = folder.endsWith('/') ? folder + name : `${folder}/${name}`;
                if (matchesPath(wanted, path) && (isLast || (yield* lookup.isDirectory(path)))) {
                    found.push(path);
                }
            }
        }
        folders = found;
    }
    return folders;
}

/** Whether a path matches a pattern, as C's fnmatch does with FNM_PATHNAME. */
export function matchesPath(pattern: string, path: string): boolean {
    const wanted = pattern.split('/');
    const parts = path.split('/');
    return (
        wanted.length === parts.length &&
        wanted.every((each, index) => matchesName(each, parts[index] ?? ''))
    );
}

// Each folder of the pattern, the outermost first. A pattern without one begins at './'.
function directoryPrefixes(pattern: string): readonly string[] {
    const fixed = pattern.slice(0, Math.max(pattern.search(special), 0));
    const patched = directoryName(fixed) === '' ? `./${pattern}` : pattern;
    const prefixes: string[] = [];
    let path = pattern.endsWith('/') ? directoryName(patched) : patched;
    while (path !== '') {
        prefixes.unshift(path);
        const parent = directoryName(path);
        path = parent === path ? '' : parent;
    }
    return prefixes;
}

type Token =
    | { readonly kind: 'star' | 'any' | 'never' }
    | { readonly kind: 'char'; readonly char: string }
    | { readonly kind: 'set'; readonly negated: boolean; readonly has: (char: string) => boolean };

// A star gives back what it took, one character at a time; only the last one has to.
function matchesName(pattern: string, name: string): boolean {
    const tokens = tokenize(Array.from(pattern));
    const chars = Array.from(name);
    let token = 0;
    let char = 0;
    let star = -1;
    let starChar = 0;
    while (char < chars.length) {
        const wanted = tokens[token];
        if (wanted?.kind === 'star') {
            star = token++;
            starChar = char;
        } else if (wanted !== undefined && matchesChar(wanted, chars[char] ?? '')) {
            token++;
            char++;
        } else if (star !== -1) {
            token = star + 1;
            char = ++starChar;
        } else {
            return false;
        }
    }
    return tokens.slice(token).every(({ kind }) => kind === 'star');
}

function matchesChar(token: Token, char: string): boolean {
    switch (token.kind) {
        case 'any':
            return true;
        case 'char':
            return token.char === char;
        case 'set':
            return token.has(char) !== token.negated;
        case 'star':
        case 'never':
            return false;
    }
}

function tokenize(pattern: readonly string[]): readonly Token[] {
    const tokens: Token[] = [];
    let position = 0;
    while (position < pattern.length) {
        const char = pattern[position++] ?? '';
        if (char === '*') {
            tokens.push({ kind: 'star' });
        } else if (char === '?') {
            tokens.push({ kind: 'any' });
        } else if (char === '\\') {
            const escaped = pattern[position++];
            tokens.push(
                escaped === undefined ? { kind: 'never' } : { kind: 'char', char: escaped },
            );
        } else if (char === '[') {
            const set = readSet(pattern, position);
            tokens.push(set?.token ?? { kind: 'char', char });
            position = set?.end ?? position;
        } else {
            tokens.push({ kind: 'char', char });
        }
    }
    return tokens;
}

const classes: Readonly<Record<string, RegExp>> = {
    alpha: /[A-Za-z]/,
    digit: /[0-9]/,
    alnum: /[A-Za-z0-9]/,
    upper: /[A-Z]/,
    lower: /[a-z]/,
    space: /\s/,
    blank: /[ \t]/,
    punct: /[!-/:-@[-`{-~]/,
    xdigit: /[0-9A-Fa-f]/,
};

// What stands behind '['; undefined where no ']' ends it, and then '[' is itself.
function readSet(
    pattern: readonly string[],
    start: number,
): { token: Token; end: number } | undefined {
    let position = start;
    const negated = pattern[position] === '!' || pattern[position] === '^';
    position += negated ? 1 : 0;
    const tests: ((char: string) => boolean)[] = [];
    for (let isFirst = true; isFirst || pattern[position] !== ']'; isFirst = false) {
        const named = /^\[:([a-z]+):\]/.exec(pattern.slice(position, position + 12).join(''));
        if (named !== null) {
            const known = classes[named[1] ?? ''];
            tests.push((char) => known?.test(char) === true);
            position += named[0].length;
            continue;
        }
        const low = readSetChar(pattern, position);
        if (low === undefined) {
            return undefined;
        }
        position = low.end;
        const isRange = pattern[position] === '-' && pattern[position + 1] !== ']';
        const high = isRange ? readSetChar(pattern, position + 1) : low;
        if (high === undefined) {
            return undefined;
        }
        position = high.end;
        tests.push(
            (char) =>
                compareCodePoints(low.char, char) <= 0 && compareCodePoints(char, high.char) <= 0,
        );
    }
    const has = (char: string) => tests.some((test) => test(char));
    return { token: { kind: 'set', negated, has }, end: position + 1 };
}

function readSetChar(pattern: readonly string[], position: number) {
    const isEscaped = pattern[position] === '\\';
    const char = pattern[isEscaped ? position + 1 : position];
    return char === undefined ? undefined : { char, end: position + (isEscaped ? 2 : 1) };
}
