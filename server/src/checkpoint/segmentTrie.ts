// The names of a checkpoint as a tree of scopes: one node for every prefix that ends at a slash or
// at a name's end. Segments are interned, everything lies in typed arrays, and names are added in
// order of bytes, each by what it does not share with the one before.

import { compareCodePoints } from '../util/order.js';
import { decodeUtf8, encodeUtf8 } from '../util/utf8.js';
import { GrowingBytes, GrowingNumbers } from './growing.js';

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

// A node is a record of four numbers.
const nodeFields = 4;
const segmentField = 0;
const lastChildField = 1;
const previousSiblingField = 2;
/** The number of the name which ends at the node, plus one; 0 for none. */
const endsField = 3;

/** Builds and holds the tree. The root is node 0. */
export class SegmentTrie {
    #nodes = new Uint32Array(256 * nodeFields);
    #nodeCount = 0;
    /** Each node's parent, which has a smaller number than the node; only while it is built. */
    #parents = new Uint32Array(256);
    /** Set by `finish`: how many names end at the node or below it. */
    #totals = new Uint32Array(0);

    readonly #segmentBytes = new GrowingBytes();
    /** Where each segment ends in the bytes; the next one begins there. */
    readonly #segmentEnd = new GrowingNumbers();
    #buckets = new Uint32Array(1024);
    #segmentTexts: (string | undefined)[] = [];
    readonly #childTables = new Map<number, ReadonlyMap<number, number>>();

    /** The path of the name added last: nodes, and where their segments begin in the name. */
    #pathNodes = new Uint32Array(64);
    #pathStarts = new Uint32Array(64);
    #pathLength = 0;

    constructor() {
        this.#addNode(0, 0);
    }

    get nodeCount(): number {
        return this.#nodeCount;
    }

    /**
     * Adds the next name, the first `length` bytes of `key`, of which it shares `shared` with the
     * name before. Names come in order of bytes, and none twice.
     */
    add(key: Uint8Array, length: number, shared: number, number: number): void {
        let depth = Math.max(0, this.#pathLength - 1);
        while (0 < depth && shared < (this.#pathStarts[depth] as number)) {
            depth--;
        }
        let start = this.#pathLength === 0 ? 0 : (this.#pathStarts[depth] as number);
        let node: number = depth === 0 ? 0 : (this.#pathNodes[depth - 1] as number);
        let isFresh = false;
        for (;;) {
            const end = segmentEnd(key, start, length);
            const segment = this.#intern(key, start, end);
            const known: number = isFresh ? noNode : this.#sibling(node, segment);
            isFresh = known === noNode;
            node = isFresh ? this.#addNode(node, segment) : known;
            this.#step(depth++, node, start);
            if (end === length) {
                break;
            }
            start = end + 1;
        }
        this.#pathLength = depth;
        this.#nodes[node * nodeFields + endsField] = number + 1;
    }

    /** Counts, and gives back the room which only building needs. */
    finish(): void {
        const count = this.#nodeCount;
        const totals = new Uint32Array(count);
        for (let node = count - 1; 0 < node; node--) {
            const own = (totals[node] as number) + (this.#field(node, endsField) === 0 ? 0 : 1);
            totals[node] = own;
            const parent = this.#parents[node] as number;
            totals[parent] = (totals[parent] as number) + own;
        }
        this.#totals = totals;
        this.#parents = new Uint32Array(0);
        this.#nodes = this.#nodes.slice(0, count * nodeFields);
        this.#segmentEnd.trim();
        this.#segmentBytes.trim();
    }

    /** The node of a scope, given by its segments; undefined where no name lies there. */
    findNode(segments: readonly string[]): number | undefined {
        let node = 0;
        for (const text of segments) {
            const bytes = encodeUtf8(text);
            const segment = this.#findSegment(bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
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
        return this.#totals[node] ?? 0;
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
                segment: this.#segmentText(this.#field(child, segmentField)),
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

    #step(depth: number, node: number, start: number): void {
        if (depth === this.#pathNodes.length) {
            this.#pathNodes = grown(this.#pathNodes);
            this.#pathStarts = grown(this.#pathStarts);
        }
        this.#pathNodes[depth] = node;
        this.#pathStarts[depth] = start;
    }

    #addNode(parent: number, segment: number): number {
        const node = this.#nodeCount++;
        if (node === this.#parents.length) {
            this.#parents = grown(this.#parents);
            this.#nodes = grown(this.#nodes);
        }
        const nodes = this.#nodes;
        const record = node * nodeFields;
        this.#parents[node] = parent;
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
        const length = this.#segmentLength(segment);
        let child = this.#field(parent, lastChildField);
        while (child !== noNode) {
            const other = this.#field(child, segmentField);
            if (other === segment) {
                return child;
            }
            if (this.#segmentLength(other) <= length || !this.#startsWith(other, segment, length)) {
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

    #segmentStart(segment: number): number {
        return segment === 0 ? 0 : this.#segmentEnd.at(segment - 1);
    }

    #segmentLength(segment: number): number {
        return this.#segmentEnd.at(segment) - this.#segmentStart(segment);
    }

    #startsWith(segment: number, prefix: number, length: number): boolean {
        const { bytes } = this.#segmentBytes;
        const start = this.#segmentStart(segment);
        const prefixStart = this.#segmentStart(prefix);
        for (let index = 0; index < length; index++) {
            if (bytes[start + index] !== bytes[prefixStart + index]) {
                return false;
            }
        }
        return true;
    }

    #segmentText(segment: number): string {
        const known = this.#segmentTexts[segment];
        if (known !== undefined) {
            return known;
        }
        const start = this.#segmentStart(segment);
        const text = decodeUtf8(
            this.#segmentBytes.bytes.subarray(start, this.#segmentEnd.at(segment)),
        );
        this.#segmentTexts[segment] = text;
        return text;
    }

    #intern(key: Uint8Array, start: number, end: number): number {
        const code = hash(key, start, end);
        const known = this.#findSegment(key, start, end, code);
        if (known !== undefined) {
            return known;
        }
        const segment = this.#segmentEnd.length;
        this.#segmentBytes.append(key, start, end);
        this.#segmentEnd.push(this.#segmentBytes.length);
        if (this.#buckets.length < 2 * (segment + 1)) {
            this.#rehash();
        } else {
            this.#occupy(code, segment);
        }
        return segment;
    }

    // A bucket holds a segment's number plus one.
    #findSegment(key: Uint8Array, start: number, end: number, code: number): number | undefined {
        const mask = this.#buckets.length - 1;
        for (let bucket = code & mask; ; bucket = (bucket + 1) & mask) {
            const held = this.#buckets[bucket] as number;
            if (held === 0) {
                return undefined;
            }
            if (this.#equals(held - 1, key, start, end)) {
                return held - 1;
            }
        }
    }

    #equals(segment: number, key: Uint8Array, start: number, end: number): boolean {
        if (this.#segmentLength(segment) !== end - start) {
            return false;
        }
        const { bytes } = this.#segmentBytes;
        const own = this.#segmentStart(segment) - start;
        for (let index = start; index < end; index++) {
            if (bytes[own + index] !== key[index]) {
                return false;
            }
        }
        return true;
    }

    #occupy(code: number, segment: number): void {
        const mask = this.#buckets.length - 1;
        let bucket = code & mask;
        while (this.#buckets[bucket] !== 0) {
            bucket = (bucket + 1) & mask;
        }
        this.#buckets[bucket] = segment + 1;
    }

    #rehash(): void {
        this.#buckets = new Uint32Array(this.#buckets.length * 2);
        const { bytes } = this.#segmentBytes;
        for (let segment = 0; segment < this.#segmentEnd.length; segment++) {
            const start = this.#segmentStart(segment);
            this.#occupy(hash(bytes, start, this.#segmentEnd.at(segment)), segment);
        }
    }
}

function grown(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
    const larger = new Uint32Array(numbers.length * 2);
    larger.set(numbers);
    return larger;
}

function segmentEnd(key: Uint8Array, start: number, length: number): number {
    let end = start;
    while (end < length && key[end] !== slash) {
        end++;
    }
    return end;
}

// FNV-1a, with its upper bits folded into the lower ones, which choose the bucket.
function hash(bytes: Uint8Array, start: number, end: number): number {
    let code = 0x811c9dc5;
    for (let index = start; index < end; index++) {
        code = Math.imul(code ^ (bytes[index] as number), 0x01000193);
    }
    return (code ^ (code >>> 15)) >>> 0;
}
