// What the program's objects hold, and how two contents of one object become one where paths meet.
// A list may end in a part that is not known; an entry of a dict, or a name, may be there or not.

import { isOurs, joinValues, sameValue, widenValues } from './join.js';
import type { Place, Unknown, Value } from './values.js';

/** The end of a list of which only this is known: any of `possible`, any number of times. */
export interface Rest {
    readonly why: Unknown;
    readonly possible: readonly Value[];
    /** Whether there may be values that are not in `possible`. */
    readonly open: boolean;
}

/** What a list holds: the sure items, then perhaps an end that is not known. */
export interface ListContent {
    /** The items that are sure to be there, from the start. */
    readonly items: Value[];
    readonly rest?: Rest | undefined;
}

/** An entry of a dict. */
export interface DictEntry {
    readonly key: Value;
    readonly value: Value;
    /** Whether the key may be missing. */
    readonly maybe?: boolean;
    /** The expression that added the entry. */
    readonly origin?: Place | undefined;
}

/** What a dict holds. */
export interface DictContent {
    /** By the key's hash text (`hashes.ts`), in order of insertion. */
    readonly entries: Map<string, DictEntry>;
    /** Set where keys that are not known may be there, and any value may be another. */
    readonly rest?: Unknown | undefined;
    /** Set where the order of the entries is not known. */
    readonly unordered?: Unknown | undefined;
}

/** What a set holds, by the hash texts of its values. */
export interface SetContent {
    readonly entries: Map<string, { readonly value: Value; readonly maybe?: boolean }>;
    readonly rest?: Unknown | undefined;
}

/** A name that may be unset; reading it is taken to succeed. */
export interface Maybe {
    readonly kind: 'maybe';
    readonly value: Value;
}

/** What a namespace holds. */
export interface NamespaceContent {
    readonly names: Map<string, Value | Maybe>;
    /** Set where names that are not known may be there, and any value may be another. */
    readonly rest?: Unknown | undefined;
}

/** Where a generator of Python stands. */
export interface GeneratorContent {
    readonly status: 'created' | 'suspended' | 'running' | 'finished' | 'lost';
    /** How often it was resumed: what tells two paths apart. */
    readonly turns: number;
}

/** Where an iterator over something built in stands. */
export interface IteratorContent {
    readonly position: number;
    /** Set where the position is not known. */
    readonly lost?: Unknown | undefined;
}

interface Tracking<C> {
    readonly cloneContent: (content: C) => C;
    readonly joinContents: (one: C, other: C) => C;
    readonly widenContents: (one: C, other: C) => C;
    readonly sameContents: (one: C, other: C) => boolean;
}

/** Why a value is not known that two paths leave different. */
export const differs: Unknown = {
    kind: 'unknown',
    reason: 'it differs between the paths that lead here',
};
const looped: Unknown = { kind: 'unknown', reason: 'a loop changes it whose turns are not known' };

type Combine = (one: Value, other: Value) => Value;

/** How the contents of lists are copied, joined, widened and compared. */
export const listTracking: Tracking<ListContent> = {
    cloneContent: ({ items, rest }) => ({ items: [...items], rest }),
    joinContents: (one, other) => mergedLists(one, other, joinValues, differs),
    widenContents: (one, other) => {
        const merged = mergedLists(one, other, widenValues, looped);
        return merged.rest === undefined
            ? merged
            : { items: merged.items, rest: { why: ending(merged.rest), possible: [], open: true } };
    },
    sameContents: (one, other) =>
        one.items.length === other.items.length &&
        one.items.every((item, index) => sameMember(item, other.items[index])) &&
        sameRest(one.rest, other.rest),
};

/** Why the end of a list that a loop lengthens is not known. */
function ending({ why, possible }: Rest): Unknown {
    return why.ours === true || possible.some(isOurs) ? { ...looped, ours: true } : looped;
}

function sameMember(one: Value, other: Value | undefined): boolean {
    return other !== undefined && sameValue(one, other);
}

function sameRest(one: Rest | undefined, other: Rest | undefined): boolean {
    if (one === undefined || other === undefined) {
        return one === other;
    }
    if (one.open && other.open) {
        // What is added to an end that may hold anything says nothing new, but for what is ours.
        const mayBeOurs = one.why.ours === true || one.possible.some(isOurs);
        return mayBeOurs || (other.why.ours !== true && !other.possible.some(isOurs));
    }
    return (
        one.open === other.open &&
        one.possible.length === other.possible.length &&
        one.possible.every((value, index) => sameMember(value, other.possible[index]))
    );
}

function mergedLists(
    one: ListContent,
    other: ListContent,
    combine: Combine,
    why: Unknown,
): ListContent {
    if (one.rest === undefined && other.rest === undefined) {
        if (one.items.length === other.items.length) {
            return { items: combineAll(one.items, other.items, combine) };
        }
    }
    const length = commonLength(one.items, other.items);
    const possible: Value[] = [];
    for (const value of [
        ...one.items.slice(length),
        ...other.items.slice(length),
        ...(one.rest?.possible ?? []),
        ...(other.rest?.possible ?? []),
    ]) {
        if (!possible.some((known) => sameValue(known, value))) {
            possible.push(value);
        }
    }
    const open = (one.rest?.open ?? false) || (other.rest?.open ?? false);
    if (possible.length === 0 && !open) {
        return { items: one.items.slice(0, length) };
    }
    return { items: one.items.slice(0, length), rest: { why, possible, open } };
}

function commonLength(one: readonly Value[], other: readonly Value[]): number {
    let length = 0;
    while (length < one.length && length < other.length) {
        const [mine, theirs] = [one[length], other[length]];
        if (mine === undefined || theirs === undefined || !sameValue(mine, theirs)) {
            break;
        }
        length += 1;
    }
    return length;
}

function combineAll(one: readonly Value[], other: readonly Value[], combine: Combine): Value[] {
    return one.map((item, index) => {
        const theirs = other[index];
        return theirs === undefined ? item : combine(item, theirs);
    });
}

/** The same of dicts. */
export const dictTracking: Tracking<DictContent> = {
    cloneContent: ({ entries, rest, unordered }) => ({
        entries: new Map(entries),
        rest,
        unordered,
    }),
    joinContents: (one, other) => mergedDicts(one, other, joinValues),
    widenContents: (one, other) => {
        const merged = mergedDicts(one, other, widenValues);
        const grows = [...other.entries.keys()].some((key) => !one.entries.has(key));
        return grows ? { ...merged, rest: merged.rest ?? looped } : merged;
    },
    sameContents: (one, other) =>
        // What is added to a dict of which not all is known says nothing new.
        (one.rest !== undefined || one.entries.size === other.entries.size) &&
        (one.rest === undefined) === (other.rest === undefined) &&
        [...one.entries].every(([key, entry]) => {
            const theirs = other.entries.get(key);
            return (
                theirs !== undefined &&
                (entry.maybe ?? false) === (theirs.maybe ?? false) &&
                sameValue(entry.value, theirs.value)
            );
        }),
};

function mergedDicts(one: DictContent, other: DictContent, combine: Combine): DictContent {
    const entries = new Map<string, DictEntry>();
    for (const [key, entry] of one.entries) {
        const theirs = other.entries.get(key);
        entries.set(
            key,
            theirs === undefined
                ? { ...entry, maybe: true }
                : {
                      key: entry.key,
                      value: combine(entry.value, theirs.value),
                      maybe: (entry.maybe ?? false) || (theirs.maybe ?? false),
                      origin: entry.origin,
                  },
        );
    }
    for (const [key, entry] of other.entries) {
        if (!one.entries.has(key)) {
            entries.set(key, { ...entry, maybe: true });
        }
    }
    const rest = one.rest ?? other.rest;
    const unordered =
        one.unordered ??
        other.unordered ??
        (sameOrder(one.entries, other.entries) ? undefined : differs);
    return { entries, rest, unordered };
}

/** Whether one order of all the keys agrees with both: the shorter is the start of the longer. */
function sameOrder(
    one: ReadonlyMap<string, unknown>,
    other: ReadonlyMap<string, unknown>,
): boolean {
    const [shorter, longer] =
        one.size < other.size
            ? [[...one.keys()], [...other.keys()]]
            : [[...other.keys()], [...one.keys()]];
    return shorter.every((key, index) => longer[index] === key);
}

/** The same of sets. */
export const setTracking: Tracking<SetContent> = {
    cloneContent: ({ entries, rest }) => ({ entries: new Map(entries), rest }),
    joinContents: mergedSets,
    widenContents: (one, other) => {
        const merged = mergedSets(one, other);
        return [...other.entries.keys()].every((key) => one.entries.has(key))
            ? merged
            : { entries: merged.entries, rest: merged.rest ?? looped };
    },
    sameContents: (one, other) =>
        (one.rest !== undefined || one.entries.size === other.entries.size) &&
        (one.rest === undefined) === (other.rest === undefined) &&
        [...one.entries].every(
            ([key, { maybe }]) =>
                other.entries.has(key) &&
                (other.entries.get(key)?.maybe ?? false) === (maybe ?? false),
        ),
};

function mergedSets(one: SetContent, other: SetContent): SetContent {
    const entries: SetContent['entries'] = new Map();
    for (const [key, entry] of [...one.entries, ...other.entries]) {
        const sure = (content: SetContent): boolean =>
            content.entries.get(key)?.maybe === false ||
            (content.entries.has(key) && content.entries.get(key)?.maybe !== true);
        entries.set(
            key,
            sure(one) && sure(other) ? { value: entry.value } : { value: entry.value, maybe: true },
        );
    }
    return { entries, rest: one.rest ?? other.rest };
}

/** The same of namespaces. */
export const namespaceTracking: Tracking<NamespaceContent> = {
    cloneContent: ({ names, rest }) => ({ names: new Map(names), rest }),
    joinContents: (one, other) => mergedNames(one, other, joinValues),
    widenContents: (one, other) => mergedNames(one, other, widenValues),
    sameContents: (one, other) =>
        one.names.size === other.names.size &&
        (one.rest === undefined) === (other.rest === undefined) &&
        [...one.names].every(([name, value]) => {
            const theirs = other.names.get(name);
            return (
                theirs !== undefined &&
                (value.kind === 'maybe') === (theirs.kind === 'maybe') &&
                sameValue(surely(value), surely(theirs))
            );
        }),
};

function mergedNames(
    one: NamespaceContent,
    other: NamespaceContent,
    combine: Combine,
): NamespaceContent {
    const names = new Map<string, Value | Maybe>();
    for (const name of new Set([...one.names.keys(), ...other.names.keys()])) {
        const [mine, theirs] = [one.names.get(name), other.names.get(name)];
        if (mine === undefined || theirs === undefined) {
            const there = mine ?? theirs;
            if (there !== undefined) {
                names.set(name, { kind: 'maybe', value: surely(there) });
            }
        } else if (mine === theirs) {
            names.set(name, mine);
        } else {
            const value = combine(surely(mine), surely(theirs));
            const maybe = mine.kind === 'maybe' || theirs.kind === 'maybe';
            names.set(name, maybe ? { kind: 'maybe', value } : value);
        }
    }
    return { names, rest: one.rest ?? other.rest };
}

/** The value of a name, taken to be set. */
export function surely(value: Value | Maybe): Value {
    return value.kind === 'maybe' ? value.value : value;
}

/** The same of generators: on two paths they stand at the same turn, or are lost. */
export const generatorTracking: Tracking<GeneratorContent> = {
    cloneContent: (content) => content,
    joinContents: (one, other) =>
        one.turns === other.turns && one.status === other.status
            ? one
            : { status: 'lost', turns: Math.max(one.turns, other.turns) },
    widenContents: (one, other) => generatorTracking.joinContents(one, other),
    sameContents: (one, other) =>
        one.status === other.status && (one.status === 'lost' || one.turns === other.turns),
};

/** The same of iterators. */
export const iteratorTracking: Tracking<IteratorContent> = {
    cloneContent: (content) => content,
    joinContents: (one, other) =>
        one.position === other.position && one.lost === other.lost
            ? one
            : { position: Math.max(one.position, other.position), lost: differs },
    widenContents: (one, other) => iteratorTracking.joinContents(one, other),
    sameContents: (one, other) =>
        one.lost !== undefined
            ? other.lost !== undefined
            : other.lost === undefined && one.position === other.position,
};
