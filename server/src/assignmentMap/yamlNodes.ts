// Collections and aliases of YAML as values of Python: what PyYAML's composer and SafeConstructor make of them, each
// with its place in the text. Aliases share what they stand for; nothing is copied.
// Defined in PyYAML 6: yaml/composer.py, yaml/constructor.py.

import { isAlias, isMap, isSeq, type Alias, type Node, type Pair } from 'yaml';
import type { MapNode } from './assignmentMap.js';
import { dictOf, isHashable } from './pythonDict.js';
import {
    buildScalar,
    fault,
    isPlainNode,
    kindOf,
    spanOf,
    startOf,
    tagOf,
    type Anchored,
    type NodeBuilder,
    type NodePair,
} from './yamlScalarNode.js';
import { pythonStringRepr } from '../util/pythonRepr.js';
import type { PythonValue } from '../util/pythonValue.js';
import type { Span } from '../util/span.js';

/** Aliases of aliases can mean more values than fit a memory; PyYAML shares them, as we do. */
const maxCount = 1_000_000;

const noneValue: PythonValue = { type: 'NoneType' };

/** Builds the value of a node; what PyYAML refuses is a fault, and a value of the best guess. */
export function buildNode(builder: NodeBuilder, node: Node): MapNode {
    if (isAlias(node)) {
        return buildAlias(builder, node);
    }
    const before = builder.count++;
    const anchored = anchor(builder, node);
    const built = buildTagged(builder, node, tagOf(builder, node));
    if (anchored !== undefined) {
        anchored.built = built;
        anchored.size = builder.count - before;
    }
    return built;
}

function anchor(builder: NodeBuilder, node: Exclude<Node, Alias>): Anchored | undefined {
    const name = 'anchor' in node ? node.anchor : undefined;
    if (name === undefined) {
        return undefined;
    }
    if (builder.anchors.has(name)) {
        fault(builder, `found duplicate anchor ${pythonStringRepr(name)}`, node);
    }
    const anchored: Anchored = { built: undefined, source: node, size: 0 };
    builder.anchors.set(name, anchored);
    return anchored;
}

function ownFault(builder: NodeBuilder, message: string, node: Node): void {
    builder.faults.push({ message, offset: startOf(node), isForeign: true });
}

function buildAlias(builder: NodeBuilder, alias: Alias): MapNode {
    const anchored = builder.anchors.get(alias.source);
    if (anchored?.built !== undefined) {
        builder.count += anchored.size;
        if (maxCount < builder.count && builder.count - anchored.size <= maxCount) {
            ownFault(builder, `aliases stand for more than ${maxCount} values`, alias);
        }
        return anchored.built;
    }
    const name = pythonStringRepr(alias.source);
    if (anchored === undefined) {
        fault(builder, `found undefined alias ${name}`, alias);
    } else {
        ownFault(builder, `the value ${name} holds itself`, alias);
    }
    return emptyNode(spanOf(alias).end);
}

function buildTagged(builder: NodeBuilder, node: Exclude<Node, Alias>, tag: string): MapNode {
    switch (tag) {
        case 'map':
            return buildMapping(builder, node);
        case 'seq':
            return buildSequence(builder, node);
        case 'set':
            return buildSet(builder, node);
        case 'omap':
            return buildPairs(builder, node, 'an ordered map');
        case 'pairs':
            return buildPairs(builder, node, 'pairs');
        default:
            return buildScalar(builder, node, tag);
    }
}

function emptyNode(offset: number): MapNode {
    const span = { start: offset, end: offset };
    return { value: noneValue, span, inner: span, style: 'empty' };
}

function collection(node: Node, value: PythonValue, items: readonly MapNode[]): MapNode {
    const span = collectionSpan(node, items);
    return { value, span, inner: span, style: 'collection', items };
}

function collectionSpan(node: Node, children: readonly MapNode[]): Span {
    const own = spanOf(node);
    if ('flow' in node && node.flow === true) {
        return own;
    }
    // A block's own range goes on over the blank lines and comments behind it; a child that comes
    // through an alias stands elsewhere.
    const ends = children.map(({ span }) => span.end).filter((end) => end <= own.end);
    return { start: own.start, end: ends.reduce((last, end) => Math.max(last, end), own.start) };
}

function buildSequence(builder: NodeBuilder, node: Node): MapNode {
    if (!isSeq(node)) {
        fault(builder, `expected a sequence node, but found ${kindOf(node)}`, node);
        return emptyNode(startOf(node));
    }
    const items = node.items.map((item) => buildItem(builder, item, startOf(node)));
    return collection(node, { type: 'list', items: items.map(({ value }) => value) }, items);
}

function buildItem(builder: NodeBuilder, item: unknown, offset: number): MapNode {
    return isPlainNode(item) || isAlias(item) ? buildNode(builder, item) : emptyNode(offset);
}

function buildMapping(builder: NodeBuilder, node: Node): MapNode {
    const pairs = pairsOf(builder, node);
    const { members, duplicates } = dictOf(pairs);
    builder.duplicates.push(...duplicates);
    const items = members.map(({ key, value }) => [key.value, value.value] as const);
    const own = pairs.filter(({ merged }) => !merged);
    const span = collectionSpan(
        node,
        own.flatMap(({ key, value }) => [key, value]),
    );
    return { value: { type: 'dict', items }, span, inner: span, style: 'collection', members };
}

function buildSet(builder: NodeBuilder, node: Node): MapNode {
    const { members } = dictOf(pairsOf(builder, node));
    const keys = members.map(({ key }) => key);
    return collection(node, { type: 'set', items: keys.map(({ value }) => value) }, keys);
}

/** A mapping's pairs: those that `<<` brings, then its own. */
function pairsOf(builder: NodeBuilder, node: Node): readonly NodePair[] {
    const known = builder.pairs.get(node);
    if (known !== undefined) {
        return known;
    }
    if (!isMap(node)) {
        fault(builder, `expected a mapping node, but found ${kindOf(node)}`, node);
        return [];
    }
    const merged: NodePair[] = [];
    const own: NodePair[] = [];
    // A mapping that merges itself gets nothing from that.
    builder.pairs.set(node, own);
    for (const pair of node.items) {
        const tag = isPlainNode(pair.key) ? tagOf(builder, pair.key) : undefined;
        if (tag === 'merge' && isPlainNode(pair.key)) {
            merged.push(...mergedPairs(builder, pair.value, pair.key));
        } else {
            own.push(buildPair(builder, pair, tag, node));
        }
    }
    const pairs = merged.length === 0 ? own : [...merged, ...own];
    builder.pairs.set(node, pairs);
    return pairs;
}

function buildPair(
    builder: NodeBuilder,
    pair: Pair,
    tag: string | undefined,
    node: Node,
): NodePair {
    const key =
        tag === 'value' && isPlainNode(pair.key)
            ? buildScalar(builder, pair.key, 'str')
            : buildItem(builder, pair.key, startOf(node));
    if (!isHashable(key.value)) {
        builder.faults.push({ message: 'found unhashable key', offset: key.span.start });
    }
    const separator = pair.srcToken?.sep?.some(({ type }) => type === 'map-value-ind');
    if (separator !== true) {
        builder.incomplete.add(key);
        // The parser takes what follows such a key for its value, and the composer forgets it.
        const value = pair.srcToken?.value;
        if (value !== undefined) {
            builder.faults.push({ message: 'expected <block end>', offset: value.offset });
        }
    }
    return { key, value: buildItem(builder, pair.value, key.span.end), merged: false };
}

function mergedPairs(builder: NodeBuilder, value: unknown, key: Node): readonly NodePair[] {
    const source = sourceOf(builder, value);
    if (isSeq(source)) {
        const lists = source.items.map((item) => {
            const map = sourceOf(builder, item);
            if (!isMap(map)) {
                const kind = isPlainNode(map) ? kindOf(map) : 'scalar';
                const at = isPlainNode(map) ? map : source;
                fault(builder, `expected a mapping for merging, but found ${kind}`, at);
                return [];
            }
            return pairsOf(builder, map);
        });
        return asMerged(builder, lists.reverse().flat());
    }
    if (isMap(source)) {
        return asMerged(builder, pairsOf(builder, source));
    }
    const message = 'expected a mapping or list of mappings for merging, but found scalar';
    fault(builder, message, source ?? key);
    return [];
}

// Each key once: of mappings that merge each other over and over, nothing may grow without bound.
function asMerged(builder: NodeBuilder, pairs: readonly NodePair[]): readonly NodePair[] {
    const { members } = dictOf(pairs.map((pair) => ({ ...pair, merged: true })));
    builder.count += members.length;
    return members.map(({ key, value }) => ({ key, value, merged: true }));
}

// The node that is meant; one with an anchor is built, so that the anchor is known from here on.
function sourceOf(builder: NodeBuilder, value: unknown): Exclude<Node, Alias> | undefined {
    if (!isAlias(value)) {
        if (!isPlainNode(value)) {
            return undefined;
        }
        if ('anchor' in value && value.anchor !== undefined) {
            buildNode(builder, value);
        }
        return value;
    }
    const anchored = builder.anchors.get(value.source);
    if (anchored === undefined) {
        fault(builder, `found undefined alias ${pythonStringRepr(value.source)}`, value);
        return undefined;
    }
    return isPlainNode(anchored.source) ? anchored.source : undefined;
}

function buildPairs(builder: NodeBuilder, node: Node, what: string): MapNode {
    if (!isSeq(node)) {
        fault(builder, `expected a sequence, but found ${kindOf(node)}`, node);
        return emptyNode(startOf(node));
    }
    const tuples = node.items.flatMap((item) => {
        const map = sourceOf(builder, item);
        if (!isMap(map) || map.items.length !== 1) {
            const message = !isMap(map)
                ? `expected a mapping of length 1, but found ${map === undefined ? 'scalar' : kindOf(map)}`
                : `expected a single mapping item, but found ${map.items.length} items`;
            fault(builder, `while constructing ${what}, ${message}`, map ?? node);
            return [];
        }
        return pairsOf(builder, map).map(({ key, value }) => tupleOf(key, value));
    });
    return collection(node, { type: 'list', items: tuples.map(({ value }) => value) }, tuples);
}

function tupleOf(key: MapNode, value: MapNode): MapNode {
    const span = { start: key.span.start, end: Math.max(key.span.end, value.span.end) };
    return {
        value: { type: 'tuple', items: [key.value, value.value] },
        span,
        inner: span,
        style: 'collection',
        items: [key, value],
    };
}
