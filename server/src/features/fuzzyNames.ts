// Names that hold the typed letters in their order, `bertkern` in `bert/pooler/dense/kernel`: a
// walk through the tree which gives up on time. The editor sorts what is found by its own rules.

import type { NameTree } from '../util/nameTree.js';

/** So many names are enough to choose from. */
const maxFound = 200;

/** So many segments are looked at: about a hundredth of a second. */
const maxVisits = 20_000;

/** Names and scopes that hold the letters in their order, in the order of the tree. */
export function fuzzyNames(tree: NameTree, typed: string): readonly string[] {
    const wanted = typed.toLowerCase();
    const found: string[] = [];
    const waiting: { readonly scope: string; readonly used: number }[] = [{ scope: '', used: 0 }];
    let visits = 0;
    // The list grows while it is walked.
    for (const next of waiting) {
        for (const child of tree.children(next.scope)) {
            visits++;
            if (maxVisits < visits || maxFound <= found.length) {
                return found;
            }
            const name = next.scope + child.segment;
            const used = lettersUsed(wanted, next.used, child.segment.toLowerCase());
            if (child.tensor !== undefined && used === wanted.length) {
                found.push(name);
            }
            if (0 < child.tensorsBelow) {
                const usedBelow = lettersUsed(wanted, used, '/');
                if (usedBelow === wanted.length) {
                    // Everything below holds the letters too; the scope leads there.
                    found.push(`${name}/`);
                } else {
                    waiting.push({ scope: `${name}/`, used: usedBelow });
                }
            }
        }
    }
    return found;
}

/** How many letters are used up once a text has been walked through. */
function lettersUsed(wanted: string, used: number, text: string): number {
    let next = used;
    for (const letter of text) {
        if (wanted.startsWith(letter, next) && next < wanted.length) {
            next += letter.length;
        }
    }
    return next;
}
