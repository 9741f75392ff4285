// The files that a command line means: paths as they are, and globs as the files they match.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastGlob from 'fast-glob';

/** The files, or why an argument names none. */
export type ExpandedPatterns = { readonly files: readonly string[] } | { readonly problem: string };

/**
 * The files that the arguments name, relative to a folder (an absolute path), each once, in the order
 * given; those of a glob in the order of their names. An argument that exists is itself, whatever
 * characters it has.
 */
export async function expandPatterns(
    patterns: readonly string[],
    folder: string,
): Promise<ExpandedPatterns> {
    const files = new Set<string>();
    for (const pattern of patterns) {
        const stats = await stat(join(pattern.startsWith('/') ? '' : folder, pattern)).catch(
            () => undefined,
        );
        if (stats?.isDirectory() === true) {
            return {
                problem: `'${pattern}' is a directory; give files, or a glob such as '**/*.ckptmap.yaml'`,
            };
        }
        if (stats !== undefined || !fastGlob.isDynamicPattern(pattern)) {
            files.add(pattern);
            continue;
        }
        const found = await fastGlob(pattern.replaceAll('\\', '/'), {
            cwd: folder,
            ignore: ['**/node_modules/**', '**/.git/**'],
            // Links in a circle would never end.
            followSymbolicLinks: false,
            suppressErrors: true,
        });
        if (found.length === 0) {
            return { problem: `no file matches '${pattern}'` };
        }
        found.sort().forEach((file) => files.add(file));
    }
    return { files: [...files] };
}
