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

/** Builds and holds the tree. The root is node 0. */
export class SegmentTrie {
    // Invariant: a node's parent has a smaller number than the node.
    readonly #parent = new GrowingNumbers();
    readonly #segment = new GrowingNumbers();
    readonly #lastChild = new GrowingNumbers();
    readonly #previousSibling = new GrowingNumbers();
    /** The number of the name which ends at the node, plus one; 0 for none. */
    readonly #ends = new GrowingNumbers();
    /** Set by `finish`: how many names end at the node or below it. */
    #total = new Uint32Array(0);

    readonly #segmentBytes = new GrowingBytes();
    /** Where each segment ends in the bytes; the next one begins there. */
    readonly #segmentEnd = new GrowingNumbers();
    #buckets = new Uint32Array(1024);
    #segmentTexts: (string | undefined)[] = [];
    readonly #childTables = new Map<number, ReadonlyMap<number, number>>();

    /** The path of the name added last: nodes, and where their segments begin in the name. */
    #pathNodes: number[] = [];
    #pathStarts: number[] = [];

    constructor() {
        this.#addNode(0, 0);
    }

    get nodeCount(): number {
        return this.#parent.length;
    }

    /**
     * Adds the next name, the first `length` bytes of `key`, of which it shares `shared` with the
     * name before. Names come in order of bytes, and none twice.
     */
    add(key: Uint8Array, length: number, shared: number, number: number): void {
        const starts = this.#pathStarts;
        const nodes = this.#pathNodes;
        let depth = starts.length - 1;
        while (0 < depth && shared < (starts[depth] as number)) {
            depth--;
        }
        depth = Math.max(depth, 0);
        let start: number = starts[depth] ?? 0;
        let parent = depth === 0 ? 0 : (nodes[depth - 1] as number);
        starts.length = depth;
        nodes.length = depth;
        let fresh = false;
        for (;;) {
            const end = segmentEnd(key, start, length);
            const segment = this.#intern(key, start, end);
            const known: number = fresh ? noNode : this.#sibling(parent, segment);
            fresh = known === noNode;
            const node: number = fresh ? this.#addNode(parent, segment) : known;
            starts.push(start);
            nodes.push(node);
            if (end === length) {
                this.#ends.set(node, number + 1);
                return;
            }
            parent = node;
            start = end + 1;
        }
    }

    /** Counts, and gives back the room which only building needs. */
    finish(): void {
        const count = this.nodeCount;
        const total = new Uint32Array(count);
        for (let node = count - 1; 0 < node; node--) {
            const own = (total[node] as number) + (this.#ends.at(node) === 0 ? 0 : 1);
            total[node] = own;
            const parent = this.#parent.at(node);
            total[parent] = (total[parent] as number) + own;
        }
        this.#total = total;
        this.#pathNodes = [];
        this.#pathStarts = [];
        for (const numbers of [this.#segment, this.#lastChild, this.#previousSibling, this.#ends]) {
            numbers.trim();
        }
        this.#parent.clear();
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
        return this.#total[node] ?? 0;
    }

    /** The number of the name that ends at a node. */
    endOf(node: number): number | undefined {
        const ends = this.#ends.at(node);
        return ends === 0 ? undefined : ends - 1;
    }

    /** The children of a node, in order of their segments' bytes. */
    children(node: number): TrieChild[] {
        const children: TrieChild[] = [];
        for (
            let child = this.#lastChild.at(node);
            child !== noNode;
            child = this.#previousSibling.at(child)
        ) {
            const ends = this.endOf(child);
            children.push({
                segment: this.#segmentText(this.#segment.at(child)),
                ends,
                below: this.totalOf(child) - (ends === undefined ? 0 : 1),
            });
        }
        children.reverse();
        // The order of names is not always that of segments: 'a-b' comes before 'a/c'.
        return children.sort((child, other) => compareCodePoints(child.segment, other.segment));
    }

    #addNode(parent: number, segment: number): number {
        const node = this.#parent.length;
        this.#parent.push(parent);
        this.#segment.push(segment);
        this.#lastChild.push(noNode);
        this.#previousSibling.push(node === 0 ? noNode : this.#lastChild.at(parent));
        this.#ends.push(0);
        if (node !== 0) {
            this.#lastChild.set(parent, node);
        }
        return node;
    }

    // The child with this segment, if the name before or one shortly before made it. Only children
    // whose segments begin with this one can lie between: '-' and '.' sort before the slash.
    #sibling(parent: number, segment: number): number {
        const length = this.#segmentLength(segment);
        let child = this.#lastChild.at(parent);
        while (child !== noNode) {
            const other = this.#segment.at(child);
            if (other === segment) {
                return child;
            }
            if (this.#segmentLength(other) <= length || !this.#startsWith(other, segment, length)) {
                return noNode;
            }
            child = this.#previousSibling.at(child);
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
            let child = this.#lastChild.at(node);
            child !== noNode;
            child = this.#previousSibling.at(child)
        ) {
            if (this.#segment.at(child) === segment) {
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
            let child = this.#lastChild.at(node);
            child !== noNode;
            child = this.#previousSibling.at(child)
        ) {
            table.set(this.#segment.at(child), child);
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
