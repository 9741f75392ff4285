// The second argument of init_from_checkpoint, as its first lines take it apart: a mapping's items
// or any iterable of pairs, sorted by the tensor's name. Everything that Python itself raises here
// (semantics.md, E11) is a value of this file.
// Defined in TensorFlow: python/training/checkpoint_utils.py (_init_from_checkpoint, 2.21 and 1.15),
// contrib/framework/python/framework/checkpoint_utils.py (1.15).

import type { MapNode, TensorFlowRules } from '../assignmentMap/assignmentMap.js';
import type { TensorFlowError } from '../util/problem.js';
import { pythonSorted } from '../util/pythonOrder.js';
import { pythonTypeName } from '../util/pythonRepr.js';
import type { PythonValue } from '../util/pythonValue.js';
import type { Span } from '../util/span.js';

/** A pair of the map: what stands for a tensor, and what for a variable. */
export interface MapPair {
    readonly tensorNode: MapNode;
    readonly variableNode: MapNode;
    readonly span: Span;
}

/** What Python raises over the argument itself, or over an item that is no pair. */
export interface ArgumentError extends TensorFlowError {
    readonly node: MapNode;
    /** How many of the pairs have been applied before it raises. */
    readonly after: number;
}

/**
 * The pairs in the order of application. Where the argument raises they are those that can be
 * understood all the same, for explaining a map that does not work as a whole.
 */
export interface MapPairs {
    readonly pairs: readonly MapPair[];
    readonly error: ArgumentError | null;
}

/** Takes the argument apart as the function of these rules does. */
export function pairsOf(argument: MapNode, rules: TensorFlowRules): MapPairs {
    if (argument.value.type === 'dict') {
        const pairs = (argument.members ?? []).map(({ key, value, span }): MapPair => ({
            tensorNode: key,
            variableNode: value,
            span,
        }));
        return rules === 'contrib' ? { pairs, error: null } : sorted(pairs, argument);
    }
    if (rules !== '2.21') {
        const message = `'${pythonTypeName(argument.value)}' object has no attribute 'items'`;
        const error = { type: 'AttributeError', message, node: argument, after: 0 };
        return { ...unpackAll(iterate(argument) ?? []), error };
    }
    const items = iterate(argument);
    if (items === undefined) {
        const message = `'${pythonTypeName(argument.value)}' object is not iterable`;
        return { pairs: [], error: { type: 'TypeError', message, node: argument, after: 0 } };
    }
    return pairsOfItems(items, argument);
}

function pairsOfItems(items: readonly MapNode[], argument: MapNode): MapPairs {
    const keyed: { readonly item: MapNode; readonly key: PythonValue }[] = [];
    for (const item of items) {
        const key = firstOf(item);
        if ('error' in key) {
            return { ...unpackAll(items), error: { ...key.error, node: item, after: 0 } };
        }
        keyed.push({ item, key: key.value });
    }

    const order = pythonSorted(keyed, ({ key }) => key);
    return 'error' in order
        ? { ...unpackAll(items), error: { ...order.error, node: argument, after: 0 } }
        : unpackAll(order.items.map(({ item }) => item));
}

/** Python unpacks each pair when its turn comes: those before a bad one have been applied. */
function unpackAll(items: readonly MapNode[]): MapPairs {
    const pairs: MapPair[] = [];
    let error: ArgumentError | null = null;
    for (const item of items) {
        const parts = iterate(item) ?? [];
        const [tensorNode, variableNode] = parts;
        if (parts.length === 2 && tensorNode !== undefined && variableNode !== undefined) {
            pairs.push({ tensorNode, variableNode, span: item.span });
            continue;
        }
        const message =
            2 < parts.length
                ? 'too many values to unpack (expected 2)'
                : `not enough values to unpack (expected 2, got ${parts.length})`;
        error ??= { type: 'ValueError', message, node: item, after: pairs.length };
    }
    return { pairs, error };
}

function sorted(pairs: readonly MapPair[], argument: MapNode): MapPairs {
    const order = pythonSorted(pairs, ({ tensorNode }) => tensorNode.value);
    return 'error' in order
        ? { pairs, error: { ...order.error, node: argument, after: 0 } }
        : { pairs: order.items, error: null };
}

/** `iter(value)`: the items, or undefined where the value is not iterable. */
function iterate(node: MapNode): readonly MapNode[] | undefined {
    const { value } = node;
    switch (value.type) {
        case 'list':
        case 'tuple':
        case 'set':
            return node.items ?? value.items.map((item) => partOf(node, item));
        case 'dict':
            return node.members === undefined
                ? value.items.map(([key]) => partOf(node, key))
                : node.members.map(({ key }) => key);
        case 'str':
            return [...value.value].map((letter) => partOf(node, { type: 'str', value: letter }));
        case 'bytes':
            return [...value.value].map((byte) =>
                partOf(node, { type: 'int', value: BigInt(byte) }),
            );
        case 'int':
        case 'float':
        case 'bool':
        case 'NoneType':
        case 'date':
        case 'datetime':
        case 'object':
            return undefined;
    }
}

/** `pair[0]`. */
function firstOf(
    item: MapNode,
): { readonly value: PythonValue } | { readonly error: TensorFlowError } {
    const { value } = item;
    switch (value.type) {
        case 'list':
        case 'tuple':
        case 'str':
        case 'bytes': {
            const first = iterate(item)?.[0];
            const name = { list: 'list', tuple: 'tuple', str: 'string', bytes: 'index' }[
                value.type
            ];
            const message = name === 'index' ? 'index out of range' : `${name} index out of range`;
            return first === undefined
                ? { error: { type: 'IndexError', message } }
                : { value: first.value };
        }
        case 'dict': {
            const member = value.items.find(([key]) => isZero(key));
            return member === undefined
                ? { error: { type: 'KeyError', message: '0' } }
                : { value: member[1] };
        }
        case 'set':
        case 'int':
        case 'float':
        case 'bool':
        case 'NoneType':
        case 'date':
        case 'datetime':
        case 'object': {
            const message = `'${pythonTypeName(value)}' object is not subscriptable`;
            return { error: { type: 'TypeError', message } };
        }
    }
}

/** Whether a value is equal to 0, and so the dict's key `0`. */
function isZero(value: PythonValue): boolean {
    return (
        (value.type === 'int' && value.value === 0n) ||
        (value.type === 'float' && value.value === 0) ||
        (value.type === 'bool' && !value.value)
    );
}

/** A part of a value that has no place of its own in the text. */
function partOf(node: MapNode, value: PythonValue): MapNode {
    return { value, span: node.span, inner: node.inner, style: node.style };
}
