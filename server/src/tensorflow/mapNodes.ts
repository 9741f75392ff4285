// A value of a program as the argument of init_from_checkpoint: the same nodes that a map file
// gives, with the places where the program made the pairs.

import type { MapMember, MapNode } from '../assignmentMap/assignmentMap.js';
import { typeOf } from '../python/typeOf.js';
import type { Place, Value } from '../python/values.js';
import type { PythonValue } from '../util/pythonValue.js';
import type { Span } from '../util/span.js';

/** Where a value without a place of its own stands, and where other places do. */
export interface Whereabouts {
    readonly span: Span;
    readonly spanOf: (place: Place) => Span | undefined;
}

/** What is known of a value: all of it, or why not. */
export type Converted<T> = { readonly known: T } | { readonly unknown: string };

/** Names of variables' objects: the operation's name, by identity. */
export type ObjectText = (
    value: Value,
) => { readonly identity: number; readonly text: string } | undefined;

/** A value as a node; `unknown` with the reason where part of it is not known. */
export function mapNode(
    value: Value,
    at: Whereabouts,
    objectText: ObjectText,
    depth = 0,
): Converted<MapNode> {
    if (8 < depth) {
        return { unknown: 'the map is nested too deep' };
    }
    const inner = value.kind === 'instance' ? (value.payload ?? value) : value;
    switch (inner.kind) {
        case 'dict': {
            const { entries, rest, unordered } = inner.content;
            if (rest !== undefined || unordered !== undefined) {
                return { unknown: (rest ?? unordered)?.reason ?? '' };
            }
            const members: MapMember[] = [];
            for (const entry of entries.values()) {
                if (entry.maybe === true) {
                    return { unknown: 'it depends on the path taken whether the map has an entry' };
                }
                const place = within(entry.origin, at);
                const key = mapNode(entry.key, place, objectText, depth + 1);
                const item = mapNode(entry.value, place, objectText, depth + 1);
                if ('unknown' in key) {
                    return key;
                }
                if ('unknown' in item) {
                    return item;
                }
                members.push({ key: key.known, value: item.known, span: place.span });
            }
            const items = members.map(({ key, value: item }) => [key.value, item.value] as const);
            return { known: { ...node({ type: 'dict', items }, at), members } };
        }
        case 'list':
        case 'tuple': {
            const place = within(inner.origin, at);
            const { items, rest } =
                inner.kind === 'list' ? inner.content : { items: inner.items, rest: undefined };
            if (rest !== undefined) {
                return { unknown: rest.why.reason };
            }
            const nodes: MapNode[] = [];
            for (const item of items) {
                const converted = mapNode(item, place, objectText, depth + 1);
                if ('unknown' in converted) {
                    return converted;
                }
                nodes.push(converted.known);
            }
            const values = nodes.map((each) => each.value);
            return { known: { ...node({ type: inner.kind, items: values }, place), items: nodes } };
        }
        default: {
            const scalar = scalarOf(inner, objectText);
            return 'unknown' in scalar ? scalar : { known: node(scalar.known, at) };
        }
    }
}

function within(origin: Place | undefined, at: Whereabouts): Whereabouts {
    const span = origin && at.spanOf(origin);
    return span === undefined ? at : { ...at, span };
}

function node(value: PythonValue, { span }: Whereabouts): MapNode {
    return { value, span, inner: span, style: 'collection' };
}

function scalarOf(value: Value, objectText: ObjectText): Converted<PythonValue> {
    switch (value.kind) {
        case 'str':
            return { known: { type: 'str', value: value.value } };
        case 'int':
            return { known: { type: 'int', value: value.value } };
        case 'float':
            return { known: { type: 'float', value: value.value } };
        case 'bool':
            return { known: { type: 'bool', value: value.value } };
        case 'none':
            return { known: { type: 'NoneType' } };
        case 'bytes':
            return { known: { type: 'bytes', value: value.value } };
        case 'unknown':
            return { unknown: value.reason };
        case 'pattern':
            return { unknown: 'part of a name is not known' };
        case 'choice':
            return { unknown: value.why.reason };
        case 'instance': {
            const object = objectText(value);
            return object === undefined
                ? { unknown: `what a ${value.type.name} is in a map` }
                : { known: { type: 'object', className: value.type.name, ...object } };
        }
        default:
            return { unknown: `what a ${typeOf(value).name} is in a map` };
    }
}
