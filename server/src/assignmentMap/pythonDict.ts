// A dict while it is built: Python's idea of equal keys, its order, and which key stands twice.

import type { MapMember, MapNode } from './assignmentMap.js';
import type { PythonValue } from '../util/pythonValue.js';

/** A key that a mapping holds twice: Python keeps the first key and the last value. */
export interface DuplicateKey {
    readonly first: MapNode;
    readonly again: MapNode;
}

/** Members in the order in which a dict holds them, and the keys that were written twice. */
export function dictOf(
    pairs: readonly { readonly key: MapNode; readonly value: MapNode; readonly merged?: boolean }[],
): { readonly members: readonly MapMember[]; readonly duplicates: readonly DuplicateKey[] } {
    const members: MapMember[] = [];
    // Strings apart from all else, whose hash is a text too.
    const names = new Map<string, Place>();
    const others = new Map<string, Place>();
    const duplicates: DuplicateKey[] = [];
    for (const { key, value, merged = false } of pairs) {
        const places = key.value.type === 'str' ? names : others;
        const hash = key.value.type === 'str' ? key.value.value : hashOf(key.value);
        const place = places.get(hash);
        const span = {
            start: Math.min(key.span.start, value.span.start),
            end: Math.max(key.span.end, value.span.end),
        };
        if (place === undefined) {
            places.set(hash, { index: members.length, written: merged ? undefined : key });
            members.push({ key, value, span });
            continue;
        }
        const before = members[place.index];
        members[place.index] = {
            key: { ...key, value: before?.key.value ?? key.value },
            value,
            span,
        };
        if (!merged) {
            if (place.written !== undefined) {
                duplicates.push({ first: place.written, again: key });
            }
            place.written ??= key;
        }
    }
    return { members, duplicates };
}

/** Whether Python can hash a value, and so take it as a key. */
export function isHashable(value: PythonValue): boolean {
    return (
        value.type !== 'list' &&
        value.type !== 'dict' &&
        value.type !== 'set' &&
        (value.type !== 'tuple' || value.items.every(isHashable))
    );
}

interface Place {
    readonly index: number;
    /** The key that stands in the mapping itself, not in one that it merges. */
    written: MapNode | undefined;
}

// Equal for keys that Python takes for the same: 1, 1.0 and True are.
function hashOf(value: PythonValue): string {
    switch (value.type) {
        case 'str':
            return `str ${value.value}`;
        case 'int':
        case 'float':
            return numberHash(value.value);
        case 'bool':
            return numberHash(value.value ? 1n : 0n);
        case 'bytes':
            return `bytes ${value.value.join(' ')}`;
        case 'datetime': {
            const { hour, minute, second, microsecond, utcOffset } = value;
            const start = new Date(0).setUTCFullYear(value.year, value.month - 1, value.day);
            const minutes = start / 60_000 + hour * 60 + minute - (utcOffset ?? 0);
            const kind = utcOffset === undefined ? 'naive' : 'aware';
            return `${kind} ${minutes} ${second} ${microsecond}`;
        }
        case 'date':
            return `date ${value.year} ${value.month} ${value.day}`;
        case 'tuple':
            return `tuple ${JSON.stringify(value.items.map(hashOf))}`;
        default:
            return value.type;
    }
}

// PyYAML has one object for all nan, which a dict finds by identity.
function numberHash(number: bigint | number): string {
    return `number ${Number.isInteger(number) ? BigInt(number) : number}`;
}
