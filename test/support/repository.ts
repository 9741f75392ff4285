// The files of this repository as a test sees them: what git tracks or would track, or, where there
// is no git (an unpacked tarball), what lies in the tree but for what is made.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

const made = new Set([
    '.git',
    '.venv',
    '__pycache__',
    'dist',
    'node_modules',
    'out',
    'screenshots',
]);

/** All files, relative to the root, with forward slashes, sorted. */
export function repositoryFiles(): readonly string[] {
    const files = existsSync(join(root, '.git')) ? gitFiles() : [...filesBelow('')];
    return files.sort();
}

function gitFiles(): string[] {
    const options = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    return execFileSync('git', options, { cwd: root, encoding: 'utf8' })
        .split('\0')
        .filter((file) => file !== '' && existsSync(join(root, file)));
}

function* filesBelow(folder: string): Generator<string> {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
            if (!made.has(entry.name)) {
                yield* filesBelow(path);
            }
        } else if (!/\.(tsbuildinfo|vsix)$/.test(entry.name)) {
            yield path;
        }
    }
}

/** The text of a file. */
export function textOf(file: string): string {
    return readFileSync(join(root, file), 'utf8');
}

/** The value of a JSON file. */
export function jsonOf(file: string): unknown {
    return JSON.parse(textOf(file));
}
