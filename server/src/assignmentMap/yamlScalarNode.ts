// Scalars of YAML as values of Python, each with its place in the text; and what all nodes need for
// that: tags, places, and the list of what PyYAML refuses.
// Defined in PyYAML 6: yaml/composer.py, yaml/constructor.py.

import { isMap, isScalar, isSeq, type Alias, type Node, type Scalar } from 'yaml';
import type { MapNode, ScalarStyle } from './assignmentMap.js';
import type { DuplicateKey } from './pythonDict.js';
import type { YamlFault } from './yamlChars.js';
import { constructScalar, implicitTag, yamlTag } from './yamlResolve.js';
import { pythonStringRepr } from '../util/pythonRepr.js';
import type { PythonValue } from '../util/pythonValue.js';
import type { Span } from '../util/span.js';

/** What is gathered while a document's nodes are built. */
export interface NodeBuilder {
    readonly text: string;
    /** What a scalar means, where that is not the text between its quotes. */
    readonly values: ReadonlyMap<number, string>;
    /** Whether `values` is complete; else the parser's own reading of a scalar holds. */
    readonly isExact: boolean;
    readonly anchors: Map<string, Anchored>;
    /** The pairs of each mapping that was built, for those that merge it. */
    readonly pairs: Map<Node, readonly NodePair[]>;
    readonly faults: YamlFault[];
    readonly duplicates: DuplicateKey[];
    /** Keys without their `:`, as a text has them that is still being typed. */
    readonly incomplete: Set<MapNode>;
    /** Nodes so far, those behind each alias counted again. */
    count: number;
}

/** A node with an anchor. */
export interface Anchored {
    /** Undefined while it is being built: an alias inside means a value that holds itself. */
    built: MapNode | undefined;
    readonly source: Node;
    size: number;
}

/** A member as it is written, or as `<<` brings it. */
export interface NodePair {
    readonly key: MapNode;
    readonly value: MapNode;
    readonly merged: boolean;
}

/** Notes what PyYAML refuses about a node. */
export function fault(builder: NodeBuilder, message: string, node: Node): void {
    builder.faults.push({ message, offset: startOf(node) });
}

/** Where a node begins. */
export function startOf(node: Node): number {
    return node.range?.[0] ?? 0;
}

/** A node's place, as the parser says it. */
export function spanOf(node: Node): Span {
    return { start: startOf(node), end: node.range?.[1] ?? 0 };
}

/** A tag without the prefix of PyYAML's own; what a node without one is resolved to. */
export function tagOf(builder: NodeBuilder, node: Exclude<Node, Alias>): string {
    const tag = node.tag;
    if (tag !== undefined && tag !== '!') {
        return tag.startsWith(yamlTag) ? tag.slice(yamlTag.length) : ` ${tag}`;
    }
    if (!isScalar(node)) {
        return isMap(node) ? 'map' : 'seq';
    }
    return tag === '!' || styleOf(node) === 'plain' || styleOf(node) === 'empty'
        ? implicitTag(textOf(builder, node))
        : 'str';
}

/** PyYAML's word for what a node is. */
export function kindOf(node: Node): string {
    return isMap(node) ? 'mapping' : isSeq(node) ? 'sequence' : 'scalar';
}

/** The value of a node which its tag makes a scalar. */
export function buildScalar(
    builder: NodeBuilder,
    node: Exclude<Node, Alias>,
    tag: string,
): MapNode {
    const scalar = scalarOf(builder, node);
    const text = scalar === undefined ? '' : textOf(builder, scalar);
    const constructed = constructScalar(tag, text);
    if (constructed === undefined) {
        const name = pythonStringRepr(tag.startsWith(' ') ? tag.slice(1) : yamlTag + tag);
        fault(builder, `could not determine a constructor for the tag ${name}`, node);
    } else if (scalar === undefined) {
        fault(builder, `expected a scalar node, but found ${kindOf(node)}`, node);
    } else if ('raised' in constructed) {
        fault(builder, constructed.raised, node);
    }
    const value: PythonValue =
        constructed !== undefined && 'value' in constructed
            ? constructed.value
            : { type: 'str', value: text };
    if (!isScalar(node)) {
        return { value, span: spanOf(node), inner: spanOf(node), style: 'collection' };
    }
    const place = placeOf(node);
    return value.type !== 'str' && place.style === 'plain'
        ? { value, ...place, written: text }
        : { value, ...place };
}

// A mapping with the key `=` stands for the scalar under it.
function scalarOf(builder: NodeBuilder, node: Node): Scalar | undefined {
    if (isScalar(node)) {
        return node;
    }
    const pair = isMap(node)
        ? node.items.find(({ key }) => isPlainNode(key) && tagOf(builder, key) === 'value')
        : undefined;
    return isPlainNode(pair?.value) ? scalarOf(builder, pair.value) : undefined;
}

/** Whether a value is a node of its own, no alias. */
export function isPlainNode(node: unknown): node is Exclude<Node, Alias> {
    return isScalar(node) || isMap(node) || isSeq(node);
}

function textOf(builder: NodeBuilder, node: Scalar): string {
    const { span, inner } = placeOf(node);
    const value = builder.values.get(span.start);
    if (value !== undefined && span.start !== span.end) {
        return value;
    }
    return builder.isExact ? builder.text.slice(inner.start, inner.end) : String(node.value ?? '');
}

function styleOf(node: Scalar): ScalarStyle {
    switch (node.type) {
        case 'QUOTE_SINGLE':
            return 'single';
        case 'QUOTE_DOUBLE':
            return 'double';
        case 'BLOCK_FOLDED':
        case 'BLOCK_LITERAL':
            return 'block';
        default:
            return node.range?.[0] === node.range?.[1] ? 'empty' : 'plain';
    }
}

function placeOf(node: Scalar) {
    const span = spanOf(node);
    const style = styleOf(node);
    const isQuoted = style === 'single' || style === 'double';
    const source = node.source ?? '';
    const isClosed = source.length + 2 <= span.end - span.start;
    const inner = isQuoted ? { start: span.start + 1, end: span.end - (isClosed ? 1 : 0) } : span;
    return { span, inner, style };
}
