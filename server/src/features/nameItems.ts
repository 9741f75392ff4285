// The names that could stand where the cursor is: one path segment at a time, and where no segment
// begins like that, names from anywhere that hold the typed letters in their order. Nothing here
// knows how a name is written into the text.

import type { Checkpoint } from '../checkpoint/checkpoint.js';
import { isSlices, type StoreHit } from '../loadPlan/variableStore.js';
import type { Model } from '../model/model.js';
import type { NameTree } from '../util/nameTree.js';
import { modelNames } from './modelNames.js';
import { countText, typeText } from './words.js';
import { fuzzyNames } from './fuzzyNames.js';
import { rankFor, type Rank } from './nameRank.js';

/** A name that is offered. */
export interface NameItem {
    readonly name: string;
    readonly kind: 'name' | 'scope' | 'root';
    /** A few words: the type of a tensor or variable, how many a scope holds. */
    readonly description: string;
    /** Lower comes first. */
    readonly rank: Rank;
}

/** The names that are offered, best first within equal ranks. */
export interface NameItems {
    readonly items: readonly NameItem[];
    /** Whether more letters may bring other names. */
    readonly isIncomplete: boolean;
}

/** More items than this are not sent at once. */
export const maxItems = 1000;

/** Names of the checkpoint, for the left side. */
export function tensorItems(checkpoint: Checkpoint, typed: string): NameItems {
    const describe = (index: number) => typeText(checkpoint.tensor(index));
    return treeItems(checkpoint, typed, 'tensor', describe, () => 0);
}

/** Names of the model, for the right side; those that suit the left side's name come first. */
export function variableItems(
    model: Model,
    typed: string,
    checkpoint: Checkpoint | undefined,
    tensorName: string | undefined,
): NameItems {
    const names = modelNames(model);
    const describe = (index: number) => hitText(names.store.find(names.tree.nameOf(index)));
    const { rank, nearby } = rankFor(names, checkpoint, tensorName);
    const { items, isIncomplete } = treeItems(names.tree, typed, 'variable', describe, rank);
    const listed = new Set(items.map(({ name }) => name));
    const more = nearby(typed)
        .filter((name) => !listed.has(name))
        .map((name) => nameOrScope(names.tree, name, 'variable', describe, rank));
    return { items: [...more, ...items], isIncomplete };
}

/** What is known of a name, for the details of an item that was chosen. */
export function hitText(hit: StoreHit | undefined): string {
    if (hit === undefined) {
        return '';
    }
    if (!isSlices(hit)) {
        return typeText(hit);
    }
    const [first] = hit;
    const shape = first?.partition?.fullShape ?? null;
    return first === undefined
        ? ''
        : `${typeText({ dtype: first.dtype, shape })}, ${countText(hit.length)} slices`;
}

function treeItems(
    tree: NameTree,
    typed: string,
    noun: string,
    describe: (index: number) => string,
    rank: (name: string) => Rank,
): NameItems {
    const slash = typed.lastIndexOf('/') + 1;
    const scope = typed.slice(0, slash);
    const segment = typed.slice(slash).toLowerCase();
    const children = tree
        .children(scope)
        .filter((child) => child.segment.toLowerCase().startsWith(segment));
    const found = children.flatMap((child) => {
        const name = scope + child.segment;
        const below = `${name}/`;
        // A slot's store key ends in a slash: it is a name, and no scope with one name in it.
        const isSlot = child.tensorsBelow === 1 && tree.find(below) !== undefined;
        return [
            ...(child.tensor === undefined ? [] : [name]),
            ...(0 < child.tensorsBelow || isSlot ? [below] : []),
        ];
    });
    const names = 0 < found.length || typed === '' ? found : fuzzyNames(tree, typed);
    const items = names
        .slice(0, maxItems)
        .map((name) => nameOrScope(tree, name, noun, describe, rank));
    const root: NameItem = {
        name: '/',
        kind: 'root',
        description: `the root, ${countText(tree.countBelow(''))} ${noun}s`,
        rank: 9,
    };
    return {
        items: typed === '' || typed === '/' ? [...items, root] : items,
        isIncomplete:
            maxItems < names.length || names.some((name) => name.endsWith('/')) || names !== found,
    };
}

function nameOrScope(
    tree: NameTree,
    name: string,
    noun: string,
    describe: (index: number) => string,
    rank: (name: string) => Rank,
): NameItem {
    const index = tree.find(name);
    if (index !== undefined) {
        return { name, kind: 'name', description: describe(index), rank: rank(name) };
    }
    const count = tree.countBelow(name);
    const description = `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
    return { name, kind: 'scope', description, rank: rank(name) };
}
