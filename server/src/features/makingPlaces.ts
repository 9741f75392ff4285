// The calls in a program that make the variables which a name of a map stands for.

import type { MakingPlace, Model } from '../model/model.js';
import { isPattern, mayBe } from '../model/openPart.js';

/** What places are found by: a variable that is known, or one that there may be. */
interface Made {
    readonly name: string;
    readonly storeKey: string | null;
    readonly partition?: { readonly fullName: string };
    readonly place?: MakingPlace;
}

/**
 * The calls that make what a name stands for: one variable, its slices, or else all that is in the
 * scope of that name. Each once.
 */
export function placesOfName(model: Model, name: string): readonly MakingPlace[] {
    const all: readonly Made[] = [...model.variables, ...(model.open?.possible ?? [])];
    const exact = all.filter((each) => namesOf(each).includes(name));
    const alike = all.filter((each) =>
        namesOf(each).some((known) => isPattern(known) && mayBe(known, name)),
    );
    const scope = name === '/' ? '' : name.endsWith('/') ? name : `${name}/`;
    const below = all.filter((each) => namesOf(each).some((known) => known.startsWith(scope)));
    const found = [exact, name.endsWith('/') ? below : alike, below].find(
        ({ length }) => length !== 0,
    );
    return placesOf(found ?? []);
}

/** The calls that make these variables, each once. */
export function placesOf(variables: readonly Made[]): readonly MakingPlace[] {
    const places = new Map<string, MakingPlace>();
    for (const { place } of variables) {
        if (place !== undefined) {
            places.set(placeId(place), place);
        }
    }
    return [...places.values()];
}

/** The same text for the same call. */
export function placeId({ file, span }: MakingPlace): string {
    return `${span.start} ${span.end} ${file}`;
}

function namesOf({ name, storeKey, partition }: Made): readonly string[] {
    return [
        name,
        ...(storeKey === null ? [] : [storeKey]),
        ...(partition ? [partition.fullName] : []),
    ];
}
