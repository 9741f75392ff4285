// Which object of a checkpoint an object of the program would take its values from, were it at the
// right place: by the names of edges below the two, as TensorFlow binds them
// (python/checkpoint/restore.py), and by shapes and types. Restores themselves are followed in
// lib/tensorflow/_restore.py; here is what could have been meant by one that does not fit.

import type { RestoreGraphs } from './restoreGraph.js';

/** From objects of the program to objects of the checkpoint. */
export type Image = ReadonlyMap<number, number>;

/** How well an object of the program fits one of the checkpoint. */
export interface Fit {
    /** Wanted variables that take their values. */
    readonly fits: number;
    /** Wanted objects that are not built yet and whose values wait. */
    readonly waits: number;
    /** Variables, wanted or not, that cannot take what they would be given. */
    readonly misfits: number;
}

/** A place in the checkpoint for an object. */
export interface Start extends Fit {
    readonly node: number;
}

/** More pairs than these are not looked at. */
const maxVisits = 400_000;

/** The edge that only TensorFlow itself makes. */
export const counterEdge = 'save_counter';

/** What is known of both graphs before any object is placed. */
export class Matching {
    readonly graphs: RestoreGraphs;
    /** The shortest path of edges to each object of the checkpoint, from the root. */
    readonly paths: ReadonlyMap<number, readonly string[]>;
    /** The objects of the checkpoint that hold values, or lead to some. */
    readonly #rich: ReadonlySet<number>;
    /** What belongs to optimizers alone: copies of the variables' shapes. */
    readonly #inOptimizers: ReadonlySet<number>;
    #visits = 0;

    constructor(graphs: RestoreGraphs) {
        this.graphs = graphs;
        this.paths = pathsOf(graphs);
        this.#rich = richOf(graphs);
        this.#inOptimizers = withinOptimizers(graphs);
    }

    /** Whether an object of the checkpoint holds a value or leads to one. */
    isRich(node: number): boolean {
        return this.#rich.has(node);
    }

    /** The edges behind which the checkpoint holds something, below one of its objects. */
    richEdges(node: number): readonly string[] {
        const children = this.graphs.saved[node]?.children ?? [];
        return children
            .filter((child) => this.isRich(child.node) && child.node !== node)
            .filter(({ name }) => name !== counterEdge)
            .map(({ name }) => name);
    }

    /** The variables below an object of the program, and what is not built there. */
    leavesBelow(object: number): ReadonlySet<number> {
        const { program } = this.graphs;
        const found = new Set<number>();
        const seen = new Set([object]);
        for (const each of seen) {
            const node = program[each];
            const before = seen.size;
            node?.children.forEach((child) => seen.add(child.node));
            if (node?.value !== undefined || (node?.unbuilt === true && before === seen.size)) {
                found.add(each);
            }
        }
        return found;
    }

    /** What binding an object of the program to one of the checkpoint binds. */
    image(object: number, node: number): Map<number, number> {
        const { program, saved } = this.graphs;
        const image = new Map([[object, node]]);
        const taken = new Set([node]);
        for (const [one, other] of image) {
            this.#visits += 1;
            for (const { name, node: next } of saved[other]?.children ?? []) {
                const child = program[one]?.children.find((each) => each.name === name);
                if (child !== undefined && !taken.has(next) && !image.has(child.node)) {
                    image.set(child.node, next);
                    taken.add(next);
                }
            }
        }
        return image;
    }

    /** Whether a variable can take a value; undefined where one of the two is none. */
    canTake(object: number, node: number): boolean | undefined {
        const [variable, value] = [
            this.graphs.program[object]?.value,
            this.graphs.saved[node]?.value,
        ];
        if (variable === undefined || value === undefined) {
            return undefined;
        }
        const { shape, dtype } = variable;
        const sameShape =
            shape === null ||
            (shape.length === value.shape.length &&
                shape.every((size, index) => size === null || size === value.shape[index]));
        return sameShape && (dtype === undefined || dtype === value.dtype);
    }

    /** How well an image serves what is wanted. */
    fitOf(image: Image, wanted: ReadonlySet<number>): Fit {
        let [fits, waits, misfits] = [0, 0, 0];
        for (const [object, node] of image) {
            const can = this.canTake(object, node);
            if (can === false) {
                misfits += 1;
            } else if (can === true && wanted.has(object)) {
                fits += 1;
            } else if (wanted.has(object) && this.#waits(object, node)) {
                waits += 1;
            }
        }
        return { fits, waits, misfits };
    }

    /** Whether nobody names it: copies of variables in optimizers, lists of Keras's own. */
    #isInner(node: number, path: readonly string[]): boolean {
        return this.#inOptimizers.has(node) || path.some((name) => name.startsWith('_'));
    }

    #waits(object: number, node: number): boolean {
        const program = this.graphs.program[object];
        return program?.value === undefined && program?.unbuilt === true && this.isRich(node);
    }

    /**
     * The places that serve best what is wanted of an object; several where nothing tells them
     * apart. `current` is where it is now; `hint` the name that it has.
     */
    starts(
        object: number,
        wanted: ReadonlySet<number>,
        current: number | undefined,
        hint: string | undefined,
    ): readonly Start[] {
        const { program, saved } = this.graphs;
        const edges = new Set(program[object]?.children.map(({ name }) => name));
        const isVariable = program[object]?.value !== undefined;
        let best: readonly (Start & { readonly rank: readonly number[] })[] = [];
        for (const [node, path] of this.paths) {
            if (maxVisits < this.#visits) {
                return [];
            }
            if (!this.isRich(node) || (this.#isInner(node, path) && node !== current)) {
                continue;
            }
            // A variable has nothing below it that would tell where it belongs.
            const candidate = isVariable
                ? path.length <= 1 && path[0] !== counterEdge && this.canTake(object, node) === true
                : saved[node]?.children.some(({ name }) => edges.has(name)) === true ||
                  (wanted.has(object) && this.#waits(object, node) && path.length === 1);
            if (!candidate) {
                continue;
            }
            const fit = this.fitOf(this.image(object, node), wanted);
            const named = hint !== undefined && path.at(-1) === hint;
            const rank = [
                fit.fits,
                fit.waits,
                -fit.misfits,
                Number(node === current),
                Number(named),
                -path.length,
            ];
            const order = best[0] === undefined ? 1 : compareRanks(rank, best[0].rank);
            if (fit.fits + fit.waits !== 0 && 0 <= order) {
                best = [...(order === 0 ? best : []), { ...fit, node, rank }];
            }
        }
        return best.map(({ node, fits, waits, misfits }) => ({ node, fits, waits, misfits }));
    }
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
    const differences = one.map((rank, index) => rank - (other[index] ?? 0));
    return differences.find((difference) => difference !== 0) ?? 0;
}

function pathsOf({ saved }: RestoreGraphs): ReadonlyMap<number, readonly string[]> {
    const paths = new Map<number, readonly string[]>([[0, []]]);
    for (const [node, path] of paths) {
        for (const child of saved[node]?.children ?? []) {
            if (!paths.has(child.node)) {
                paths.set(child.node, [...path, child.name]);
            }
        }
    }
    return paths;
}

function richOf({ saved }: RestoreGraphs): ReadonlySet<number> {
    const owners = new Map<number, number[]>();
    for (const [node, { children }] of saved.entries()) {
        for (const child of children) {
            owners.set(child.node, [...(owners.get(child.node) ?? []), node]);
        }
    }
    const counter = saved[0]?.children.find(({ name }) => name === counterEdge)?.node;
    const rich = new Set<number>();
    for (const [node, { value }] of saved.entries()) {
        if (value !== undefined && node !== counter) {
            rich.add(node);
        }
    }
    for (const node of rich) {
        owners.get(node)?.forEach((owner) => rich.add(owner));
    }
    return rich;
}

function withinOptimizers({ saved }: RestoreGraphs): ReadonlySet<number> {
    const isOptimizer = (node: number): boolean =>
        saved[node]?.children.some(({ name }) => name === '_iterations' || name === 'iter') ===
        true;
    const outside = new Set([0]);
    for (const node of outside) {
        if (!isOptimizer(node)) {
            saved[node]?.children.forEach((child) => outside.add(child.node));
        }
    }
    return new Set([...saved.keys()].filter((node) => !outside.has(node)));
}
