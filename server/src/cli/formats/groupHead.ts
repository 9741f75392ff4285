// The line above a group of a listing or a plan: its scope, how often it is there, what it is for.

import { roleNoun, type TensorRole } from '../../util/roleNoun.js';
import { printableLine, type Colors } from '../terminal.js';

/** A group of names, as far as its head shows it. */
export interface GroupHead {
    /** '' for names without a scope. */
    readonly label: string;
    /** How many scopes it stands for. */
    readonly times: number;
    /** What all its names are for, where they are no weights. */
    readonly role?: TensorRole | undefined;
}

/** `bert/encoder/layer_{0…3} ×4 · optimizer slots`. */
export function groupHead({ label, times, role }: GroupHead, colors: Colors): string {
    const noun = role === undefined ? '' : roleNoun(role, 2);
    if (label === '') {
        return colors.bold(noun === '' ? 'without a scope' : noun);
    }
    const more = `${times === 1 ? '' : ` ×${times}`}${noun === '' ? '' : ` · ${noun}`}`;
    return colors.bold(printableLine(label)) + (more === '' ? '' : colors.dim(more));
}
