// A turn of a generator that is not over, and what it yields where a condition is not known.

import type { GeneratorTurn } from './evaluation.js';
import type { Frame } from './frame.js';
import type { Value } from './values.js';

/** A turn of a generator that is not over. */
export interface OpenTurn extends GeneratorTurn {
    /** How many levels were open when it began. */
    readonly depth: number;
    readonly frame: Frame | undefined;
    perhaps: readonly Value[] | undefined;
}

/**
 * Takes a value that is yielded where a condition is not known, with this many levels open: a frame
 * cannot stand still there. It goes on at once, and all that it yields from then on is what it may
 * yield. That is for generator expressions and our own models alone, which do nothing between two
 * values. False where the value is yielded as any other.
 */
export function keepsPerhaps(turn: OpenTurn | undefined, depth: number, value: Value): boolean {
    if (turn?.frame === undefined) {
        return false;
    }
    const { kind, module } = turn.frame;
    const isPlain = kind === 'comprehension' || module.room === 'library';
    if (!isPlain || (turn.perhaps === undefined && turn.depth === depth)) {
        return false;
    }
    turn.perhaps = [...(turn.perhaps ?? []), value];
    return true;
}
