// The Checkpoint that would have done what was meant: the same objects, at the paths of edges under
// which the checkpoint has them. Both graphs are really matched, and a fix is offered only where
// more is bound with it than without.

import type { TextFix } from '../assignmentMap/assignmentMap.js';
import type { Module } from '../python/syntax/ast.js';
import { argumentsOf, checkpointCall, wordsOf, writtenCall } from './restoreCall.js';
import type { CheckpointArgument } from './restoreCall.js';
import type { RestoreGraphs } from './restoreGraph.js';
import { Matching, type Start } from './restoreMatch.js';
import { placements, type Placement, type Words } from './restorePlacement.js';
import type { TracedRestore } from './trace.js';

/** As many alternatives as are offered where nothing tells them apart. */
const maxAlternatives = 3;

/** The fixes of a restore whose Checkpoint is made in the file with this text. */
export function restoreFixes(
    { graphs, made, outcome }: TracedRestore,
    path: string,
    text: string,
    module: Module,
): readonly TextFix[] {
    if (graphs === undefined || made?.file !== path) {
        return [];
    }
    const call = checkpointCall(module, made.span, text);
    const args = call && argumentsOf(call, graphs);
    if (call === undefined || args === undefined) {
        return [];
    }
    const called = text.slice(call.func.start, call.func.end);
    const before = text.slice(call.start, call.end);
    const task = new Task(graphs, args, wordsOf(args, graphs, text));
    const written = new Set<string>();
    for (let choice = 0; choice < maxAlternatives; choice += 1) {
        const placed = task.placed(choice);
        const newText = placed && writtenCall(called, placed);
        if (newText !== undefined && newText !== before) {
            written.add(newText);
        }
    }
    return [...written].map((newText) => ({
        title: `${outcome === 'raises' ? 'Restore what fits' : 'Name the objects as the checkpoint does'}: ${newText}`,
        edits: [{ span: { start: call.start, end: call.end }, newText }],
        ...(written.size === 1 ? { preferred: true } : {}),
    }));
}

/** An object, and where in the checkpoint it fits best. */
interface Choice {
    readonly node: number;
    readonly wanted: ReadonlySet<number>;
    readonly starts: readonly Start[];
}

class Task {
    readonly #matching: Matching;
    readonly #args: readonly CheckpointArgument[];
    readonly #words: Words;
    readonly #before: number;

    constructor(graphs: RestoreGraphs, args: readonly CheckpointArgument[], words: Words) {
        this.#matching = new Matching(graphs);
        this.#args = args;
        this.#words = words;
        this.#before = this.#boundNow();
    }

    /** What to put where; of places that are equally good the one with this number. */
    placed(choice: number): readonly Pick<Placement, 'path' | 'words'>[] | undefined {
        const found: Pick<Placement, 'path' | 'words'>[] = [];
        const bound = new Set<number>();
        const put = (placement: Placement): void => {
            if (!found.some(({ path }) => clashes(path, placement.path))) {
                found.push(placement);
                placement.leaves.forEach((leaf) => bound.add(leaf));
            }
        };
        const left: CheckpointArgument[] = [];
        for (const argument of this.#args) {
            const own = this.#choice(argument);
            const all = own === undefined ? [] : this.#placements(own, choice);
            all.forEach(put);
            if (all.length === 0) {
                left.push(argument);
            }
        }
        // What is in them alone: lists of variables, and variables by names of their own.
        let wanted = new Set(left.flatMap((each) => this.#scattered(each)));
        if (this.#args.every(({ node }) => this.#matching.leavesBelow(node).size === 0)) {
            wanted = this.#unheld();
        }
        for (let before = -1; before < bound.size && wanted.size !== 0;) {
            before = bound.size;
            const own = this.#holder(wanted);
            (own === undefined ? [] : this.#placements(own, choice)).forEach(put);
            wanted = new Set([...wanted].filter((leaf) => !bound.has(leaf)));
        }
        for (const { edge, node } of left) {
            // What has no place in the checkpoint stays where it is, if there is room.
            const path = edge === undefined ? [] : [edge];
            const words = this.#words(node);
            const isPlaced = [...this.#matching.leavesBelow(node)].some((leaf) => bound.has(leaf));
            if (words !== undefined && this.#isWritten(node) && !isPlaced) {
                if (!found.some((other) => clashes(other.path, path))) {
                    found.push({ path, words });
                }
            }
        }
        const takesRoot = this.#matching.graphs.takesRoot;
        return this.#before < bound.size && (takesRoot || found.every(({ path }) => path.length))
            ? found
            : undefined;
    }

    #isWritten(node: number): boolean {
        return this.#args.some((each) => each.node === node && each.expression !== undefined);
    }

    #boundNow(): number {
        const { graphs } = this.#matching;
        const bound = new Set<number>();
        for (const [object, node] of this.#currentImage(graphs)) {
            const can = this.#matching.canTake(object, node);
            const unbuilt = graphs.program[object]?.unbuilt === true;
            if (can === true || (can === undefined && unbuilt && this.#matching.isRich(node))) {
                bound.add(object);
            }
        }
        const wanted = new Set(
            this.#args.flatMap(({ node }) => [...this.#matching.leavesBelow(node)]),
        );
        return [...bound].filter((object) => wanted.has(object)).length;
    }

    #currentImage({ saved, attached }: RestoreGraphs): ReadonlyMap<number, number> {
        const image = this.#matching.image(0, 0);
        for (const { name, node } of attached) {
            const there = saved[0]?.children.find((child) => child.name === name);
            if (there !== undefined) {
                this.#matching
                    .image(node, there.node)
                    .forEach((value, key) => image.set(key, value));
            }
        }
        return image;
    }

    /** An argument as a whole, if some of it fits somewhere. */
    #choice({ node, edge }: CheckpointArgument): Choice | undefined {
        const matching = this.#matching;
        const wanted = matching.leavesBelow(node);
        if (wanted.size === 0) {
            return undefined;
        }
        const { graphs } = matching;
        const current = this.#currentImage(graphs).get(node);
        const starts = matching.starts(node, wanted, current, edge);
        return starts.length === 0 ? undefined : { node, wanted, starts };
    }

    /** The variables of an argument that is nothing but a bag of them. */
    #scattered({ node }: CheckpointArgument): readonly number[] {
        const isVariable = this.#matching.graphs.program[node]?.value !== undefined;
        return isVariable && this.#isWritten(node) ? [] : [...this.#matching.leavesBelow(node)];
    }

    /** The object in sight that leads to most of what is wanted and fits. */
    #holder(wanted: ReadonlySet<number>): Choice | undefined {
        const matching = this.#matching;
        const { names, program } = matching.graphs;
        let best: Choice | undefined;
        for (const { name, node } of names) {
            const held = new Set(
                [...matching.leavesBelow(node)].filter((leaf) => wanted.has(leaf)),
            );
            const starts = held.size === 0 ? [] : matching.starts(node, held, undefined, name);
            const gain = count(starts) - count(best?.starts ?? []);
            const isFree = program[node]?.held === false;
            if (0 < gain || (gain === 0 && isFree && best && program[best.node]?.held === true)) {
                best = { node, wanted: held, starts };
            }
        }
        return best;
    }

    /** For a Checkpoint that has nothing to restore: what is in sight, and in no other one. */
    #unheld(): Set<number> {
        const { names, program } = this.#matching.graphs;
        const free = names.filter(({ node }) => program[node]?.held === false);
        return new Set(free.flatMap(({ node }) => [...this.#matching.leavesBelow(node)]));
    }

    #placements({ node, wanted, starts }: Choice, choice: number): readonly Placement[] {
        const start = starts[Math.min(choice, starts.length - 1)];
        return start === undefined
            ? []
            : placements(this.#matching, node, start.node, wanted, this.#words);
    }
}

/** How much is bound at the first of several equal places, what waits to be built counting less. */
function count([start]: readonly Start[]): number {
    return start === undefined ? 0 : start.fits + start.waits / 1024;
}

/** Whether two objects cannot both be placed: below one that is no root there is no room. */
function clashes(one: readonly string[], other: readonly string[]): boolean {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return (
        (short.length !== 0 || long.length === 0) &&
        short.every((edge, index) => edge === long[index])
    );
}
