// Names as one growing tree of segments, in numbers: by it rows are folded, and it is what travels
// to the preview. Names that come one after the other share scopes; those are not looked up again.

import type { NameTable } from './previewData.js';
import { longestSplitName } from './previewNames.js';
import { TextTable } from './previewTables.js';

const slash = 0x2f;

/** Names, each one node, below the nodes of its scopes. A parent has a lower number than its children. */
export class NameNodes {
    /** The node of a name's scope; -1 where it has none. */
    readonly parents: number[] = [];
    readonly #labels: number[] = [];
    readonly #segments = new TextTable();
    /** Nodes plus one by parent and label: an open hash table; 0 is a free place. */
    #places = new Int32Array(1024);
    /** The name added last: its nodes, and where their segments end. */
    #last = '';
    readonly #path: number[] = [];
    readonly #ends: number[] = [];

    /** How many nodes there are. */
    get count(): number {
        return this.parents.length;
    }

    /** The number of a name, the same for the same name. */
    add(name: string): number {
        if (longestSplitName < name.length) {
            return this.#child(-1, name);
        }
        const path = this.#path;
        const ends = this.#ends;
        let depth = this.#sharedDepth(name);
        let start = depth === 0 ? 0 : (ends[depth - 1] ?? 0) + 1;
        while (start <= name.length) {
            const next = name.indexOf('/', start);
            const end = next < 0 ? name.length : next;
            const parent = depth === 0 ? -1 : (path[depth - 1] ?? -1);
            path[depth] = this.#child(parent, name.slice(start, end));
            ends[depth] = end;
            depth++;
            start = end + 1;
        }
        path.length = depth;
        ends.length = depth;
        this.#last = name;
        return path[depth - 1] ?? -1;
    }

    /** The last segment of a node's name. */
    label(node: number): string {
        return this.#segments.texts[this.#labels[node] ?? -1] ?? '';
    }

    /** The table so far. */
    build(): NameTable {
        return {
            parents: this.parents,
            labels: this.#labels,
            segments: this.#segments.texts,
        };
    }

    /** How many segments a name has in common with the one added last. */
    #sharedDepth(name: string): number {
        const last = this.#last;
        const most = Math.min(name.length, last.length);
        let same = 0;
        while (same < most && name.charCodeAt(same) === last.charCodeAt(same)) {
            same++;
        }
        let depth = 0;
        for (const end of this.#ends) {
            const isWhole = end === name.length || name.charCodeAt(end) === slash;
            if (same < end || !isWhole) {
                break;
            }
            depth++;
        }
        return depth;
    }

    #child(parent: number, segment: string): number {
        const label = this.#segments.add(segment);
        const mask = this.#places.length - 1;
        let place = mixed(parent, label) & mask;
        for (;;) {
            const node = (this.#places[place] ?? 0) - 1;
            if (node < 0) {
                break;
            }
            if (this.parents[node] === parent && this.#labels[node] === label) {
                return node;
            }
            place = (place + 1) & mask;
        }
        this.#labels.push(label);
        const node = this.parents.push(parent) - 1;
        this.#places[place] = node + 1;
        if (this.#places.length < 2 * this.count) {
            this.#grow();
        }
        return node;
    }

    #grow(): void {
        const places = new Int32Array(4 * this.#places.length);
        const mask = places.length - 1;
        for (let node = 0; node < this.count; node++) {
            let place = mixed(this.parents[node] ?? -1, this.#labels[node] ?? 0) & mask;
            while (places[place] !== 0) {
                place = (place + 1) & mask;
            }
            places[place] = node + 1;
        }
        this.#places = places;
    }
}

function mixed(parent: number, label: number): number {
    const code = Math.imul(parent + 1, 0x9e3779b1) ^ Math.imul(label + 1, 0x85ebca6b);
    return code ^ (code >>> 15);
}
