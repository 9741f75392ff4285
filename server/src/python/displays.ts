// Displays of lists, tuples, sets and dicts.

import { valueAtOnce } from './atOnce.js';
import type { Rest } from './contents.js';
import { addEntry, emptyDict, mergeInto } from './dictDisplay.js';
import { evaluate } from './expressions.js';
import type { Frame } from './frame.js';
import type { Machine } from './machine.js';
import type { Dict as DictNode, Expression } from './syntax/expressions.js';
import { SetValue, type Steps, type Value } from './values.js';

/** The elements of a display, `*spread` unpacked. */
export function* elements(
    machine: Machine,
    frame: Frame,
    nodes: readonly Expression[],
): Steps<{ items: Value[]; rest?: Rest }> {
    const items: Value[] = [];
    for (const [index, node] of nodes.entries()) {
        if (node.kind !== 'Starred') {
            items.push(
                valueAtOnce(machine, frame, node) ?? (yield* evaluate(machine, frame, node)),
            );
            continue;
        }
        const spread = yield* machine.items(yield* evaluate(machine, frame, node.value));
        items.push(...spread.items);
        if (spread.rest !== undefined) {
            const later = yield* elements(machine, frame, nodes.slice(index + 1));
            const possible = [
                ...spread.rest.possible,
                ...later.items,
                ...(later.rest?.possible ?? []),
            ];
            const open = spread.rest.open || (later.rest?.open ?? false);
            return { items, rest: { why: spread.rest.why, possible, open } };
        }
    }
    return { items };
}

/** `{a, b}`. */
export function* setDisplay(
    machine: Machine,
    frame: Frame,
    nodes: readonly Expression[],
): Steps<Value> {
    const made = new SetValue('set', { entries: new Map() });
    const { items, rest } = yield* elements(machine, frame, nodes);
    let unknown = rest?.why;
    for (const item of items) {
        const key = yield* machine.keyOf(item);
        if (key === undefined) {
            unknown ??= machine.unknown('an element of a set is not known');
        } else if (!made.content.entries.has(key)) {
            made.content.entries.set(key, { value: item });
        }
    }
    made.content = { entries: made.content.entries, rest: unknown };
    return made;
}

/** `{key: value, **mapping}`. */
export function* dictDisplay(machine: Machine, frame: Frame, node: DictNode): Steps<Value> {
    const made = emptyDict();
    for (const { key: keyNode, value: valueNode } of node.items) {
        if (keyNode === undefined) {
            const mapping = yield* evaluate(machine, frame, valueNode);
            yield* mergeInto(machine, made, mapping);
            continue;
        }
        const key = yield* evaluate(machine, frame, keyNode);
        const value = yield* evaluate(machine, frame, valueNode);
        frame.node = { start: keyNode.start, end: valueNode.end };
        yield* addEntry(machine, made, key, value);
    }
    return made;
}
