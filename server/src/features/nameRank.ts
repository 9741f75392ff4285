// Which names of the model suit a name of the checkpoint. A tensor suits variables of its shape and
// type, those of the same name first; a scope suits scopes with the same names in them.

import type { Checkpoint, CheckpointTensor } from '../checkpoint/checkpoint.js';
import type { NameTree } from '../util/nameTree.js';
import { fits, type ModelNames } from './modelNames.js';

/** Lower comes first. */
export type Rank = number;

/** How names are ranked, and which ones from deeper down are worth showing at once. */
export interface Ranking {
    readonly rank: (name: string) => Rank;
    /** Full names below what was typed that suit best, best first. */
    readonly nearby: (typed: string) => readonly string[];
}

/** So many names of a scope tell enough about it. */
const sample = 200;

/** So many names of a model are looked through for those that suit. */
const maxLooked = 20_000;

/** So many names from deeper down are shown. */
const maxNearby = 8;

const unranked: Ranking = { rank: () => 0, nearby: () => [] };

/** How the model's names rank for the name on the left; as they come where that is not known. */
export function rankFor(
    names: ModelNames,
    checkpoint: Checkpoint | undefined,
    tensorName: string | undefined,
): Ranking {
    if (checkpoint === undefined || tensorName === undefined || tensorName === '') {
        return unranked;
    }
    const index = checkpoint.find(tensorName);
    if (index !== undefined) {
        return rankForTensor(names, checkpoint.tensor(index));
    }
    return tensorName.endsWith('/') ? rankForScope(names, checkpoint, tensorName) : unranked;
}

function rankForTensor({ tree, store }: ModelNames, tensor: CheckpointTensor): Ranking {
    const fitting = tree.names.slice(0, maxLooked).filter((name) => {
        const hit = store.find(name);
        return hit !== undefined && fits(hit, tensor);
    });
    const alike = (name: string) => commonEnd(name, tensor.name);
    const fittingNames = new Set(fitting);
    return {
        rank: (name) => {
            if (fittingNames.has(name)) {
                return 0 < alike(name) ? 0 : 1;
            }
            if (tree.find(name) === undefined && fitting.some((each) => each.startsWith(name))) {
                return 2;
            }
            return 3;
        },
        nearby: (typed) =>
            fitting
                .filter((name) => name.startsWith(typed))
                .sort((a, b) => alike(b) - alike(a))
                .slice(0, maxNearby),
    };
}

function rankForScope({ tree }: ModelNames, checkpoint: Checkpoint, scope: string): Ranking {
    const left = scope === '/' ? '' : scope;
    const share = (name: string) => sharedNames(tree, name, checkpoint, left);
    const lastSegment = /[^/]*\/$/.exec(scope)?.[0] ?? scope;
    return {
        rank: (name) => {
            if (!name.endsWith('/') || tree.find(name) !== undefined) {
                return 4;
            }
            const common = share(name);
            return common === 1 ? 0 : 0 < common ? 1 : 2;
        },
        nearby: (typed) =>
            left === ''
                ? []
                : scopesCalled(tree, lastSegment)
                      .filter((name) => name.startsWith(typed))
                      .map((name) => ({ name, common: share(name) }))
                      .filter(({ common }) => 0 < common)
                      .sort((a, b) => b.common - a.common)
                      .slice(0, maxNearby)
                      .map(({ name }) => name),
    };
}

/** Which part of the names in a model's scope the checkpoint has in its own, 0 to 1. */
function sharedNames(
    tree: ModelNames['tree'],
    scope: string,
    checkpoint: Checkpoint,
    left: string,
): number {
    const rests = namesBelow(tree, scope, sample).map((name) => name.slice(scope.length));
    const common = rests.filter((rest) => checkpoint.find(left + rest) !== undefined).length;
    return rests.length === 0 ? 0 : common / rests.length;
}

/** The first names below a scope, in order. */
function namesBelow(tree: NameTree, scope: string, limit: number): readonly string[] {
    const found: string[] = [];
    const visit = (at: string) => {
        for (const child of tree.children(at)) {
            if (limit <= found.length) {
                return;
            }
            if (child.tensor !== undefined) {
                found.push(at + child.segment);
            }
            if (0 < child.tensorsBelow && child.segment !== '') {
                visit(`${at}${child.segment}/`);
            }
        }
    };
    visit(scope);
    return found;
}

/** The scopes of a model, at any depth, whose last segment is this one (with its slash). */
function scopesCalled(tree: ModelNames['tree'], segment: string): readonly string[] {
    const scopes = new Set<string>();
    for (const name of tree.names.slice(0, maxLooked)) {
        for (
            let at = name.indexOf(segment);
            at !== -1;
            at = name.indexOf(segment, at + segment.length)
        ) {
            if (at === 0 || name[at - 1] === '/') {
                scopes.add(name.slice(0, at + segment.length));
            }
        }
    }
    return [...scopes];
}

/** How many segments two names have in common, counted from their ends. */
function commonEnd(name: string, other: string): number {
    const segments = name.replace(/\/$/, '').split('/').reverse();
    const others = other.split('/').reverse();
    const differs = segments.findIndex((segment, index) => segment !== others[index]);
    return differs === -1 ? segments.length : differs;
}
