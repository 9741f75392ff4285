// Two sources of one model, compared: what one knows of the variables and the other does not, in a
// clause for people. Pure; it decides nothing: which source is taken is settled before.

import type { StaticShape } from '../util/shape.js';
import type { Model } from './model.js';

/** In what two sources of a model differ; names are in the order of the source that has them. */
export interface ModelDifferences {
    /** Variables of the one that is taken which the other has not. */
    readonly missing: readonly string[];
    /** Variables of the other which the one that is taken has not. */
    readonly more: readonly string[];
    /** Variables of both with another shape or type. */
    readonly changed: readonly string[];
    /** Variables of both with another store key; of two guesses neither counts. */
    readonly otherKeys: readonly string[];
}

/** Compares two sources; undefined where they share so few names that they are of two models. */
export function compareModels(taken: Model, other: Model): ModelDifferences | undefined {
    const known = new Map(taken.variables.map((each) => [each.name, each]));
    const found = new Map(other.variables.map((each) => [each.name, each]));
    const missing = [...known.keys()].filter((name) => !found.has(name));
    const shared = known.size - missing.length;
    if (2 * shared < Math.min(known.size, found.size) || shared === 0) {
        return undefined;
    }
    const isCertain = taken.certainty === 'exact' || other.certainty === 'exact';
    const changed: string[] = [];
    const otherKeys: string[] = [];
    const more: string[] = [];
    for (const [name, theirs] of found) {
        const ours = known.get(name);
        if (ours === undefined) {
            more.push(name);
        } else if (ours.dtype !== theirs.dtype || !couldBeEqual(ours.shape, theirs.shape)) {
            changed.push(name);
        } else if (isCertain && ours.storeKey !== theirs.storeKey) {
            otherKeys.push(name);
        }
    }
    return { missing, more, changed, otherKeys };
}

function couldBeEqual(shape: StaticShape, other: StaticShape): boolean {
    return (
        shape === null ||
        other === null ||
        (shape.length === other.length &&
            shape.every((length, axis) => {
                const wanted = other[axis] ?? null;
                return length === null || wanted === null || length === wanted;
            }))
    );
}

/** `has 'a', which 'm.meta' lacks, and lacks 'b'`; '' where they do not differ. */
export function differenceWords(
    { missing, more, changed, otherKeys }: ModelDifferences,
    takenName: string,
): string {
    const parts = [
        ...(more.length === 0 ? [] : [`has ${listed(more)}, which '${takenName}' lacks`]),
        ...(missing.length === 0 ? [] : [`lacks ${listed(missing)}`]),
        ...(changed.length === 0 ? [] : [`has another shape or type for ${listed(changed)}`]),
        ...(otherKeys.length === 0 ? [] : [`has another store key for ${listed(otherKeys)}`]),
    ];
    return [parts.slice(0, -1).join(', '), ...parts.slice(-1)]
        .filter((part) => part !== '')
        .join(', and ');
}

/** Names beyond these are counted. */
const maxNames = 3;

function listed(names: readonly string[]): string {
    const shown = names.slice(0, maxNames).map((name) => `'${name}'`);
    const more = names.length - shown.length;
    return more === 0
        ? shown.join(', ')
        : `${names.length.toLocaleString('en-US')} variables (${shown.join(', ')}, …)`;
}
