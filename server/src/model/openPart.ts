// What a model's source leaves open: variables that may be made or not, names of which a part is not
// known, and whether there may be any others at all. Only programs leave something open.

import type { StaticShape } from '../util/shape.js';
import type { MakingPlace } from './model.js';

/** A variable that is perhaps made, or of which not everything is known. */
export interface PossibleVariable {
    /** The operation's name, with `*` for what is not known. */
    readonly name: string;
    readonly shape: StaticShape;
    /** Absent where it is not known, as are `kind` and `trainable`. */
    readonly dtype?: string;
    readonly kind?: 'resource' | 'ref';
    readonly trainable?: boolean;
    /** With `*` for what is not known; null where it is not in the store. */
    readonly storeKey: string | null;
    /** Whether it is made on every path. */
    readonly certain: boolean;
    readonly place?: MakingPlace;
}

/** What a model may have besides its variables. */
export interface OpenPart {
    /** What is not known first, as a clause: `the order of a set is not known`. */
    readonly why: string;
    readonly possible: readonly PossibleVariable[];
    /** Whether there may be variables of any other name. */
    readonly anyOther: boolean;
}

/** Whether a name has a part that is not known. */
export function isPattern(name: string): boolean {
    return name.includes('*');
}

/** Whether a whole name may be what a pattern stands for; `*` is any text, slashes included. */
export function mayBe(pattern: string, name: string): boolean {
    const [start = '', ...more] = pattern.split('*');
    if (more.length === 0 || !name.startsWith(start)) {
        return pattern === name;
    }
    const pieces = [start, ...more].map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
    return new RegExp(`^${pieces.join('.*')}$`, 's').test(name);
}

/** Whether a name that begins with `start` may be what a pattern stands for. */
export function mayBeginWith(pattern: string, start: string): boolean {
    const [known = ''] = pattern.split('*', 1);
    return known.startsWith(start) || (isPattern(pattern) && start.startsWith(known));
}

/** Whether the variable store may have this key besides those that are known. */
export function mayHaveKey({ possible, anyOther }: OpenPart, key: string): boolean {
    return anyOther || possible.some(({ storeKey }) => storeKey !== null && mayBe(storeKey, key));
}

/** Whether the variable store may have keys that begin like this besides those that are known. */
export function mayHaveKeysFrom({ possible, anyOther }: OpenPart, start: string): boolean {
    return (
        anyOther ||
        possible.some(({ storeKey }) => storeKey !== null && mayBeginWith(storeKey, start))
    );
}
