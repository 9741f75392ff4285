// What the page remembers when it is hidden and when the window is reloaded.

import type { PageState } from '../src/preview/messages.js';
import type { Chip } from './foldModel.js';

/** Everything a person has set. */
export interface ViewState extends PageState {
    /** The title of the section that is shown; undefined is the first. */
    readonly section: string | undefined;
    readonly chip: Chip;
    readonly filter: string;
    readonly closedGroups: readonly string[];
    readonly openLines: readonly string[];
    /** The number of the item that is selected; -1 is none. */
    readonly selected: number;
    /** In pixels from the top of the table. */
    readonly scrollTop: number;
}

/** The state of a page that shows a map for the first time. */
export function freshState(source: string, locked: boolean): ViewState {
    return {
        source,
        locked,
        section: undefined,
        chip: 'all',
        filter: '',
        closedGroups: [],
        openLines: [],
        selected: -1,
        scrollTop: 0,
    };
}

/** What was kept, as far as it can be understood: it may be an older version's. */
export function restoreState(kept: unknown): ViewState | undefined {
    if (typeof kept !== 'object' || kept === null || !('source' in kept)) {
        return undefined;
    }
    const { source } = kept;
    const fresh = typeof source === 'string' ? freshState(source, false) : undefined;
    if (fresh === undefined) {
        return undefined;
    }
    const known = Object.entries(kept).filter(
        ([name, value]) =>
            name in fresh &&
            (name === 'section'
                ? value === undefined || typeof value === 'string'
                : typeof value === typeof fresh[name as keyof ViewState] &&
                  Array.isArray(value) === Array.isArray(fresh[name as keyof ViewState])),
    );
    return { ...fresh, ...Object.fromEntries(known) };
}

/** Adds a key that is not there, and takes away one that is. */
export function toggled(keys: readonly string[], key: string): readonly string[] {
    return keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key];
}
