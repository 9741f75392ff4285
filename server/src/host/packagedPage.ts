// Pages that are packed beside the program, so that links in the editor lead to the words of this
// very version, with no network.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The URI of a page in `docs/` beside the folder of a program; undefined where it is not packed. */
export function packagedPage(program: string | undefined, page: string): string | undefined {
    if (program === undefined) {
        return undefined;
    }
    const path = join(dirname(program), '..', 'docs', page);
    return existsSync(path) ? pathToFileURL(path).href : undefined;
}
