// Where in a checkpoint the parts of an object belong: the object as a whole where all of it fits,
// else those of its parts that do, renamed where one name alone differs.

import { counterEdge, type Image, type Matching } from './restoreMatch.js';

/** How Python says an object of the program; undefined where it has no words for it. */
export type Words = (object: number) => string | undefined;

/** An object, in words, at a path of edges from the checkpoint's root. */
export interface Placement {
    readonly path: readonly string[];
    readonly words: string;
    /** The wanted variables that take their values so, and what waits to be built. */
    readonly leaves: readonly number[];
}

interface Alignment {
    readonly image: Image;
    /** Objects that the checkpoint has under another name. */
    readonly renamed: ReadonlySet<number>;
}

/** An object at a place, and what of it has no place there by its name but fits one beside. */
export function align(matching: Matching, object: number, node: number): Alignment {
    const image = matching.image(object, node);
    const renamed = new Set<number>();
    const { program, saved } = matching.graphs;
    for (const [one, other] of image) {
        const used = new Set(image.values());
        const lost = [...new Set(program[one]?.children.map((child) => child.node))].filter(
            (child) => !image.has(child) && matching.leavesBelow(child).size !== 0,
        );
        const left = (saved[other]?.children ?? [])
            .filter((child) => child.name !== counterEdge && matching.isRich(child.node))
            .map((child) => child.node)
            .filter((child) => !used.has(child));
        const isPair = lost.length === 1 && left.length === 1;
        const pairs = lost.flatMap((child) =>
            left
                .filter((each) => couldBe(matching, child, each, isPair))
                .map((each) => [child, each] as const),
        );
        for (const [child, each] of pairs) {
            const isSure = pairs.every(([mine, theirs]) => (mine === child) === (theirs === each));
            if (isSure) {
                renamed.add(child);
                matching.image(child, each).forEach((next, found) => {
                    if (!image.has(found)) {
                        image.set(found, next);
                    }
                });
            }
        }
    }
    return { image, renamed };
}

/** Whether all of an object fits all of another; one that is not built only where no other is left. */
function couldBe(matching: Matching, object: number, node: number, isPair: boolean): boolean {
    const leaves = matching.leavesBelow(object);
    const image = matching.image(object, node);
    const { fits, waits, misfits } = matching.fitOf(image, leaves);
    const taken = new Set(
        [...image].filter(([, other]) => isValue(matching, other)).map(([, other]) => other),
    );
    const isWhole =
        fits === leaves.size && [...valuesBelow(matching, node)].every((each) => taken.has(each));
    return misfits === 0 && (isWhole || (isPair && fits + waits === leaves.size));
}

function isValue(matching: Matching, node: number): boolean {
    return matching.graphs.saved[node]?.value !== undefined;
}

function valuesBelow(matching: Matching, node: number): ReadonlySet<number> {
    const below = new Set([node]);
    for (const each of below) {
        matching.graphs.saved[each]?.children.forEach((child) => below.add(child.node));
    }
    return new Set([...below].filter((each) => isValue(matching, each)));
}

/** The largest parts of an object that hold nothing but what is wanted and fits where it is put. */
export function placements(
    matching: Matching,
    object: number,
    node: number,
    wanted: ReadonlySet<number>,
    wordsOf: Words,
): readonly Placement[] {
    const { image, renamed } = align(matching, object, node);
    const found: Placement[] = [];
    const seen = new Set<number>();
    const place = (each: number): void => {
        const there = image.get(each);
        if (there === undefined || seen.has(each)) {
            return;
        }
        seen.add(each);
        const own = leavesWithin(matching, each, there, image, wanted);
        if (own.leaves.length === 0) {
            return;
        }
        const words = wordsOf(each);
        const path = matching.paths.get(there);
        const isWhole = own.isWhole && !holdsRenamed(matching, each, renamed);
        if (isWhole && words !== undefined && path !== undefined) {
            found.push({ path, words, leaves: own.leaves });
        } else {
            matching.graphs.program[each]?.children.forEach((child) => {
                place(child.node);
            });
        }
    };
    place(object);
    return found;
}

function leavesWithin(
    matching: Matching,
    object: number,
    node: number,
    image: Image,
    wanted: ReadonlySet<number>,
): { readonly leaves: readonly number[]; readonly isWhole: boolean } {
    const leaves: number[] = [];
    let isWhole = true;
    // As a whole it takes what its own names lead to, which is what it has in the image, too.
    const own = matching.image(object, node);
    for (const leaf of matching.leavesBelow(object)) {
        const there = image.get(leaf);
        if (there === undefined || !matching.isRich(there)) {
            continue;
        }
        if (wanted.has(leaf) && matching.canTake(leaf, there) !== false) {
            leaves.push(leaf);
        } else if (own.has(leaf)) {
            isWhole = false;
        }
    }
    return { leaves, isWhole };
}

function holdsRenamed(matching: Matching, object: number, renamed: ReadonlySet<number>): boolean {
    const below = new Set([object]);
    for (const each of below) {
        for (const child of matching.graphs.program[each]?.children ?? []) {
            if (renamed.has(child.node)) {
                return true;
            }
            below.add(child.node);
        }
    }
    return false;
}
