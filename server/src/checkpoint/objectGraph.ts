// The objects of an object-based checkpoint: by which path from the root each value was reached, and
// what its variable was called. It explains names; nothing that TensorFlow does with an assignment
// map rests on it.
// Defined in TensorFlow: python/checkpoint/util.py, python/trackable/trackable_utils.py (the keys),
// python/training/saver.py (object_graph_key_mapping).

import type { GraphNode } from './trackableGraph.js';

/** A value that was saved, and what it belongs to. */
export interface SavedValue {
    /** The name of the tensor in the checkpoint. */
    readonly key: string;
    /** `VARIABLE_VALUE` for a variable; escaped. */
    readonly attribute: string;
    /** The variable's name when it was saved; undefined where it had none. */
    readonly fullName: string | undefined;
    /** The number of the object. */
    readonly node: number;
}

/** An object graph, decoded. */
export interface ObjectGraph {
    readonly nodeCount: number;
    /** The objects, as they were decoded; node 0 is the root. */
    readonly nodes: readonly GraphNode[];
    /** Every value, in the order of the graph. */
    readonly values: readonly SavedValue[];
    /** The value of a key; of two objects with the same key, the first one's. */
    find(key: string): SavedValue | undefined;
    /** The key which a saved name stands for; of two objects with that name, the last one's. */
    keyOf(fullName: string): string | undefined;
    /**
     * The names on the first path to an object, breadth first; an optimizer's slot lies behind its
     * variable, as in its key. Undefined where no path leads to it, or none that is short enough.
     */
    pathOf(node: number): readonly string[] | undefined;
}

/** What an edge of the graph that leads nowhere says. */
export interface LooseEdge {
    readonly from: number;
    readonly name: string;
    readonly node: number;
}

/** The name of the tensor that holds the graph: a tensor to nobody else. */
export const objectGraphKey = '_CHECKPOINTABLE_OBJECT_GRAPH';

/** Segment between a variable's path and that of the optimizer which keeps a slot for it. */
export const slotSegment = '.OPTIMIZER_SLOT';

const attributeMark = '/.ATTRIBUTES/';

/** Longer paths are not followed. Keras nests some ten objects deep. */
const maxDepth = 1000;

/** The graph of these nodes, and the first edge which leads to no object. */
export function objectGraph(nodes: readonly GraphNode[]): {
    readonly graph: ObjectGraph;
    readonly loose: LooseEdge | undefined;
} {
    const walk = walkBreadthFirst(nodes);
    const values = nodes.flatMap(({ attributes }, node) =>
        attributes.map(({ key, name, fullName }): SavedValue => {
            const saved = fullName === '' ? undefined : fullName;
            return { key, attribute: name, fullName: saved, node };
        }),
    );
    const byKey = new Map<string, SavedValue>();
    const byName = new Map<string, string>();
    for (const value of values) {
        if (!byKey.has(value.key)) {
            byKey.set(value.key, value);
        }
        if (value.fullName !== undefined) {
            byName.set(value.fullName, value.key);
        }
    }
    const slots = slotsOf(nodes);

    function childPath(node: number): string[] | undefined {
        const path: string[] = [];
        for (let at = node; at !== 0; at = walk.parents[at] ?? 0) {
            if ((walk.parents[at] ?? -1) < 0) {
                return undefined;
            }
            path.push(walk.names[at] ?? '');
        }
        return path.reverse();
    }

    function pathOf(node: number): readonly string[] | undefined {
        const path = childPath(node);
        const slot = slots.get(node);
        if (path !== undefined || slot === undefined) {
            return nodes.length === 0 ? undefined : path;
        }
        const variable = childPath(slot.original);
        const optimizer = childPath(slot.optimizer);
        return variable === undefined || optimizer === undefined
            ? undefined
            : [...variable, slotSegment, ...optimizer, slot.name];
    }

    const graph: ObjectGraph = {
        nodeCount: nodes.length,
        nodes,
        values,
        find: (key) => byKey.get(key),
        keyOf: (fullName) => byName.get(fullName),
        pathOf,
    };
    return { graph, loose: walk.loose };
}

/** The path in a key, its segments unescaped; undefined for a key that is not an object's. */
export function pathInKey(key: string): readonly string[] | undefined {
    const mark = key.indexOf(attributeMark);
    if (mark < 0) {
        return undefined;
    }
    return mark === 0 ? [] : key.slice(0, mark).split('/').map(unescapeSegment);
}

/** Whether a key is that of a variable's value. */
export function isVariableKey(key: string): boolean {
    return key.endsWith(`${attributeMark}VARIABLE_VALUE`);
}

// `.S` is a slash and `..` a dot; TensorFlow's own segments, such as `.OPTIMIZER_SLOT`, are neither.
function unescapeSegment(segment: string): string {
    return segment.replace(/\.([.S])/g, (_, letter) => (letter === 'S' ? '/' : '.'));
}

interface Walk {
    /** The object from which each one was reached first; -1 where none leads to it, 0 for the root. */
    readonly parents: Int32Array;
    readonly names: readonly (string | undefined)[];
    readonly loose: LooseEdge | undefined;
}

// Objects may hold each other in circles: each is reached once.
function walkBreadthFirst(nodes: readonly GraphNode[]): Walk {
    const parents = new Int32Array(nodes.length).fill(-1);
    const names = new Array<string | undefined>(nodes.length);
    let loose: LooseEdge | undefined;
    parents[0] = 0;
    let level = nodes.length === 0 ? [] : [0];
    for (let depth = 0; 0 < level.length && depth < maxDepth; depth++) {
        const next: number[] = [];
        for (const from of level) {
            for (const { node, name } of nodes[from]?.children ?? []) {
                if (node < 0 || nodes.length <= node) {
                    loose ??= { from, name, node };
                } else if ((parents[node] ?? 0) < 0) {
                    parents[node] = from;
                    names[node] = name;
                    next.push(node);
                }
            }
        }
        level = next;
    }
    return { parents, names, loose };
}

interface Slot {
    readonly original: number;
    readonly optimizer: number;
    readonly name: string;
}

function slotsOf(nodes: readonly GraphNode[]): ReadonlyMap<number, Slot> {
    const slots = new Map<number, Slot>();
    for (const [optimizer, node] of nodes.entries()) {
        for (const { original, name, node: slot } of node.slots) {
            if (!slots.has(slot)) {
                slots.set(slot, { original, optimizer, name });
            }
        }
    }
    return slots;
}
