// "Did you mean": the names of a tree nearest to one that is not there. A best-first walk which
// compares segments by edit distance, and may drop a segment of either side at a price; so it looks
// at few of a million names, and finds a misspelt scope, a lost prefix and an added one alike.

import { distance } from 'fastest-levenshtein';
import TinyQueue from 'tinyqueue';
import type { NameTree } from './nameTree.js';

/** A name that could have been meant; the lower the cost, the nearer. */
export interface NearName {
    readonly name: string;
    readonly cost: number;
}

/** What to look for: names that end in a tensor or variable, or scopes (which end in `/`). */
export type Wanted = 'name' | 'scope';

/** A whole segment's worth of difference: dropping one, adding one. */
const segmentCost = 2;
/** A segment that is another word altogether costs no more than this. */
const renamedCost = 3;
/** Beyond this cost two names have nothing to do with each other. */
const maxCost = 3.2;
const maxPops = 5000;
const maxComparisons = 200_000;

interface State {
    /** Segments of the wanted name that have been used. */
    readonly used: number;
    readonly scope: string;
    /** Set where the walk has come to its end. */
    readonly found: boolean;
    readonly cost: number;
}

/** The names nearest to `name`, nearest first, at most `limit`. A scope's name ends in `/`. */
export function nearestNames(tree: NameTree, name: string, wanted: Wanted, limit = 5): NearName[] {
    const segments = name.replace(/\/$/, '').split('/');
    const queue = new TinyQueue<State>([], (a, b) => a.cost - b.cost);
    const push = (state: State): void => {
        if (state.cost <= maxCost) {
            queue.push(state);
        }
    };
    push({ used: 0, scope: '', found: false, cost: 0 });
    const seen = new Set<string>();
    const found = new Map<string, number>();
    let comparisons = 0;

    for (let pops = 0; pops < maxPops && found.size < limit; pops++) {
        const state = queue.pop();
        if (state === undefined) {
            break;
        }
        if (state.found) {
            if (!found.has(state.scope) && state.scope !== name) {
                found.set(state.scope, state.cost);
            }
            continue;
        }
        const key = `${state.used} ${state.scope}`;
        if (seen.has(key)) {
            continue;
        }
        seen.add(key);

        const segment = segments[state.used];
        if (segment === undefined) {
            if (wanted === 'scope' && state.scope !== '') {
                push({ ...state, found: true });
            }
            continue;
        }
        // A segment of the wanted name that the tree does not have.
        push({ ...state, used: state.used + 1, cost: state.cost + segmentCost });

        const last = state.used === segments.length - 1;
        for (const child of tree.children(state.scope)) {
            comparisons++;
            if (maxComparisons < comparisons) {
                return rank(found);
            }
            const cost = state.cost + differenceOf(segment, child.segment);
            const below = `${state.scope}${child.segment}/`;
            if (last && wanted === 'name' && child.tensor !== undefined) {
                push({ used: segments.length, scope: below.slice(0, -1), found: true, cost });
            }
            if (0 < child.tensorsBelow) {
                push({ used: state.used + 1, scope: below, found: false, cost });
                // A level of the tree that the wanted name does not have.
                const added = state.cost + segmentCost;
                push({ used: state.used, scope: below, found: false, cost: added });
            }
        }
    }
    return rank(found);
}

/** Nearest first; what is much farther than the nearest is no help beside it. */
function rank(found: ReadonlyMap<string, number>): NearName[] {
    const names = [...found].map(([name, cost]) => ({ name, cost }));
    const best = Math.min(...names.map(({ cost }) => cost));
    return names.filter(({ cost }) => cost <= best + 0.7).sort((a, b) => a.cost - b.cost);
}

/** How far two segments are apart: 0 for equal ones, at most `renamedCost`. */
function differenceOf(segment: string, other: string): number {
    if (segment === other) {
        return 0;
    }
    const longest = Math.max(segment.length, other.length);
    return Math.min(renamedCost, (4 * distance(segment, other)) / longest);
}
