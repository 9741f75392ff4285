// `|`, `&`, `-` and `^` of sets and of the views of dicts, of which parts may not be known.

import type { SetContent } from './contents.js';

type Entries = SetContent['entries'];

/** `one operator other`. An item that may be missing on one side may be missing after it too. */
export function setOperation(operator: string, one: SetContent, other: SetContent): SetContent {
    switch (operator) {
        case '|':
            return union(one, other);
        case '&':
            return intersection(one, other);
        case '-':
            return difference(one, other);
        default:
            return symmetricDifference(one, other);
    }
}

function put(
    entries: Entries,
    key: string,
    value: Entries extends Map<string, infer E> ? E : never,
    maybe: boolean,
): void {
    entries.set(key, maybe ? { value: value.value, maybe } : { value: value.value });
}

function union(one: SetContent, other: SetContent): SetContent {
    const entries: Entries = new Map(one.entries);
    for (const [key, entry] of other.entries) {
        const mine = entries.get(key);
        put(entries, key, mine ?? entry, (mine?.maybe ?? true) && entry.maybe === true);
    }
    return { entries, rest: one.rest ?? other.rest };
}

function intersection(one: SetContent, other: SetContent): SetContent {
    const entries: Entries = new Map();
    // Of two equal items, CPython keeps that of the smaller set.
    const keepsMine = one.entries.size < other.entries.size;
    for (const [key, entry] of one.entries) {
        const theirs = other.entries.get(key);
        if (theirs !== undefined) {
            put(
                entries,
                key,
                keepsMine ? entry : theirs,
                entry.maybe === true || theirs.maybe === true,
            );
        } else if (other.rest !== undefined) {
            put(entries, key, entry, true);
        }
    }
    if (one.rest !== undefined) {
        for (const [key, entry] of other.entries) {
            if (!entries.has(key)) {
                put(entries, key, entry, true);
            }
        }
    }
    // Items that are not known on one side only are among those of the other.
    return { entries, rest: one.rest === undefined ? undefined : other.rest };
}

function difference(one: SetContent, other: SetContent): SetContent {
    const entries: Entries = new Map();
    for (const [key, entry] of one.entries) {
        const theirs = other.entries.get(key);
        if (theirs === undefined || theirs.maybe === true) {
            put(
                entries,
                key,
                entry,
                entry.maybe === true || theirs !== undefined || other.rest !== undefined,
            );
        }
    }
    return { entries, rest: one.rest };
}

function symmetricDifference(one: SetContent, other: SetContent): SetContent {
    return union(difference(one, other), difference(other, one));
}
