// Names with slashes as a tree of segments. A checkpoint has such a tree of its own (its trie);
// SortedNames is the same view of a list of names, for models.

import { compareCodePoints } from './order.js';

/** A name one segment below a scope. */
export interface NameChild {
    /** The segment, without slashes. */
    readonly segment: string;
    /** Whether there is a name that ends here; for a checkpoint, the tensor's number. */
    readonly tensor: number | undefined;
    /** How many names lie below `segment/`, at any depth. */
    readonly tensorsBelow: number;
}

/** Names that can be walked a segment at a time. Scopes are `''` or end in `/`. */
export interface NameTree {
    find(name: string): number | undefined;
    nameOf(index: number): string;
    children(scope: string): readonly NameChild[];
    countBelow(scope: string): number;
}

/** A tree over a list of names, which are numbered in order of code points. */
export class SortedNames implements NameTree {
    readonly names: readonly string[];

    constructor(names: Iterable<string>) {
        this.names = [...new Set(names)].sort(compareCodePoints);
    }

    find(name: string): number | undefined {
        const index = this.#lowerBound(name);
        return this.names[index] === name ? index : undefined;
    }

    nameOf(index: number): string {
        return this.names[index] ?? '';
    }

    countBelow(scope: string): number {
        return this.#endOf(scope) - this.#lowerBound(scope);
    }

    children(scope: string): readonly NameChild[] {
        const found = new Map<string, NameChild>();
        const end = this.#endOf(scope);
        for (let index = this.#lowerBound(scope); index < end; index++) {
            const rest = this.nameOf(index).slice(scope.length);
            const slash = rest.indexOf('/');
            const segment = slash === -1 ? rest : rest.slice(0, slash);
            const child = found.get(segment) ?? { segment, tensor: undefined, tensorsBelow: 0 };
            if (slash === -1) {
                found.set(segment, { ...child, tensor: index });
                continue;
            }
            // All names below the child are neighbours: count them, and go on behind them.
            const childEnd = this.#endOf(`${scope}${segment}/`);
            found.set(segment, { ...child, tensorsBelow: childEnd - index });
            index = childEnd - 1;
        }
        return [...found.values()];
    }

    #lowerBound(name: string): number {
        let low = 0;
        let high = this.names.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (compareCodePoints(this.nameOf(middle), name) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Behind the last name that begins with a scope. */
    #endOf(scope: string): number {
        // '0' is the letter after '/': no name below the scope reaches it.
        return scope === '' ? this.names.length : this.#lowerBound(`${scope.slice(0, -1)}0`);
    }
}
