// The names of a checkpoint as a tree of scopes: one node for every prefix that ends at a slash or
// at a name's end. Segments are interned, everything lies in typed arrays, and names are added in
// order of bytes, each by what it does not share with the one before.

import { compareCodePoints } from '../util/order.js';
import { encodeUtf8 } from '../util/utf8.js';
import { hash, hashFactor, hashStart, mixed, SegmentTable } from './segmentTable.js';

const slash = 0x2f;
/** A node with more children than this gets a table for finding them by segment. */
const manyChildren = 16;
const noNode = 0;

/** A child of a node: its segment, and what lies there. */
export interface TrieChild {
    readonly segment: string;
    /** The number of the name which ends here; undefined where none does. */
    readonly ends: number | undefined;
    /** How many names lie below, the one which ends here not counted. */
    readonly below: number;
}

// A node is a record of five numbers.
const nodeFields = 5;
const segmentField = 0;
const lastChildField = 1;
const previousSiblingField = 2;
/** The number of the name which ends at the node, plus one; 0 for none. */
const endsField = 3;
/** How many names end at the node or below it; right once the tree is finished. */
const totalField = 4;

/** Builds and holds the tree. The root is node 0. */
export class SegmentTrie {
    #nodes: Uint32Array;
    #nodeCount = 0;

    readonly #segments = new SegmentTable();
    readonly #childTables = new Map<number, ReadonlyMap<number, number>>();

    /** The path of the name added last: nodes, and where their segments begin in the name. */
    #pathNodes = new Uint32Array(64);
    #pathStarts = new Uint32Array(64);
    /** The number of the first name for which the node came onto the path. */
    #pathNumbers = new Uint32Array(64);
    #pathLength = 0;
    #names = 0;

    /** `expectedNodes` is a guess that saves growing; room that is not used costs no memory. */
    constructor(expectedNodes = 256) {
        this.#nodes = new Uint32Array(Math.max(1, Math.ceil(expectedNodes)) * nodeFields);
        this.#addNode(0, 0);
    }

    get nodeCount(): number {
        return this.#nodeCount;
    }

    /**
     * Adds the next name, the first `length` bytes of `key`, of which it shares `shared` with the
     * name before. Names come in order of bytes, none twice, and are numbered in that order.
     */
    add(key: Uint8Array, length: number, shared: number): void {
        const number = this.#names++;
        let depth = Math.max(0, this.#pathLength - 1);
        while (0 < depth && shared < (this.#pathStarts[depth] as number)) {
            depth--;
        }
        let start = this.#pathLength === 0 ? 0 : (this.#pathStarts[depth] as number);
        this.#leave(depth, number);
        let node: number = depth === 0 ? 0 : (this.#pathNodes[depth - 1] as number);
        let isFresh = false;
        for (;;) {
            // One loop finds the segment's end and its hash: it goes over every byte of every name.
            let code = hashStart;
            let end = start;
            for (; end < length; end++) {
                const byte = key[end] as number;
                if (byte === slash) {
                    break;
                }
                code = Math.imul(code ^ byte, hashFactor);
            }
            const segment = this.#segments.intern(key, start, end, mixed(code));
            const known: number = isFresh ? noNode : this.#sibling(node, segment);
            isFresh = known === noNode;
            node = isFresh ? this.#addNode(node, segment) : known;
            this.#enter(depth++, node, start, number);
            if (end === length) {
                break;
            }
            start = end + 1;
        }
        this.#pathLength = depth;
        this.#nodes[node * nodeFields + endsField] = number + 1;
    }

    /** Finishes the counts. */
    finish(): void {
        this.#leave(0, this.#names);
        this.#nodes[totalField] = this.#names;
        this.#segments.trim();
    }

    /** The node of a scope, given by its segments; undefined where no name lies there. */
    findNode(segments: readonly string[]): number | undefined {
        let node = 0;
        for (const text of segments) {
            const bytes = encodeUtf8(text);
            const segment = this.#segments.find(
                bytes,
                0,
                bytes.length,
                hash(bytes, 0, bytes.length),
            );
            const child = segment === undefined ? noNode : this.#childOf(node, segment);
            if (child === noNode) {
                return undefined;
            }
            node = child;
        }
        return node;
    }

    /** How many names end at a node or below it. */
    totalOf(node: number): number {
        return this.#field(node, totalField);
    }

    /** The number of the name that ends at a node. */
    endOf(node: number): number | undefined {
        const ends = this.#field(node, endsField);
        return ends === 0 ? undefined : ends - 1;
    }

    /** The children of a node, in order of their segments' bytes. */
    children(node: number): TrieChild[] {
        const children: TrieChild[] = [];
        for (
            let child = this.#field(node, lastChildField);
            child !== noNode;
            child = this.#field(child, previousSiblingField)
        ) {
            const ends = this.endOf(child);
            children.push({
                segment: this.#segments.text(this.#field(child, segmentField)),
                ends,
                below: this.totalOf(child) - (ends === undefined ? 0 : 1),
            });
        }
        children.reverse();
        // The order of names is not always that of segments: 'a-b' comes before 'a/c'.
        return children.sort((child, other) => compareCodePoints(child.segment, other.segment));
    }

    #field(node: number, field: number): number {
        return this.#nodes[node * nodeFields + field] as number;
    }

    // The nodes below a depth leave the path: they have all names since they came onto it.
    #leave(depth: number, number: number): void {
        for (let level = this.#pathLength - 1; depth <= level; level--) {
            const total = (this.#pathNodes[level] as number) * nodeFields + totalField;
            this.#nodes[total] =
                (this.#nodes[total] as number) + number - (this.#pathNumbers[level] as number);
        }
        this.#pathLength = depth;
    }

    #enter(depth: number, node: number, start: number, number: number): void {
        if (depth === this.#pathNodes.length) {
            this.#pathNodes = grown(this.#pathNodes);
            this.#pathStarts = grown(this.#pathStarts);
            this.#pathNumbers = grown(this.#pathNumbers);
        }
        this.#pathNodes[depth] = node;
        this.#pathStarts[depth] = start;
        this.#pathNumbers[depth] = number;
    }

    #addNode(parent: number, segment: number): number {
        const node = this.#nodeCount++;
        const record = node * nodeFields;
        if (record === this.#nodes.length) {
            this.#nodes = grown(this.#nodes);
        }
        const nodes = this.#nodes;
        nodes[record + segmentField] = segment;
        if (node !== 0) {
            const inParent = parent * nodeFields + lastChildField;
            nodes[record + previousSiblingField] = nodes[inParent] as number;
            nodes[inParent] = node;
        }
        return node;
    }

    // The child with this segment, if the name before or one shortly before made it. Only children
    // whose segments begin with this one can lie between: '-' and '.' sort before the slash.
    #sibling(parent: number, segment: number): number {
        const length = this.#segments.lengthOf(segment);
        let child = this.#field(parent, lastChildField);
        while (child !== noNode) {
            const other = this.#field(child, segmentField);
            if (other === segment) {
                return child;
            }
            if (
                this.#segments.lengthOf(other) <= length ||
                !this.#segments.startsWith(other, segment, length)
            ) {
                return noNode;
            }
            child = this.#field(child, previousSiblingField);
        }
        return noNode;
    }

    #childOf(node: number, segment: number): number {
        const table = this.#childTables.get(node);
        if (table !== undefined) {
            return table.get(segment) ?? noNode;
        }
        let seen = 0;
        for (
            let child = this.#field(node, lastChildField);
            child !== noNode;
            child = this.#field(child, previousSiblingField)
        ) {
            if (this.#field(child, segmentField) === segment) {
                return child;
            }
            if (manyChildren < ++seen) {
                return this.#makeChildTable(node).get(segment) ?? noNode;
            }
        }
        return noNode;
    }

    #makeChildTable(node: number): ReadonlyMap<number, number> {
        const table = new Map<number, number>();
        for (
            let child = this.#field(node, lastChildField);
            child !== noNode;
            child = this.#field(child, previousSiblingField)
        ) {
            table.set(this.#field(child, segmentField), child);
        }
        this.#childTables.set(node, table);
        return table;
    }
}

function grown(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
    const larger = new Uint32Array(numbers.length * 2);
    larger.set(numbers);
    return larger;
}
