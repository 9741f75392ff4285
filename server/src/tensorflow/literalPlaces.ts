// The literals in a program that stand for the two names of a pair of a map, or for a checkpoint: from
// the place of the pair, or of the call, to the places of its strings, so that the editor can point at
// them and mend them.

import type { MapCall, MapMember, MapNode, TextFix } from '../assignmentMap/assignmentMap.js';
import type { Module } from '../python/syntax/ast.js';
import type { Expression } from '../python/syntax/expressions.js';
import { nodesBelow } from '../python/syntax/walk.js';
import type { Span } from '../util/span.js';

/** The two expressions of each pair that is written down, by the pair's place. */
export type LiteralPairs = ReadonlyMap<string, readonly [Expression, Expression]>;

/** The pairs in a module's displays: items of dicts, and tuples and lists of two. */
export function literalPairs(module: Module): LiteralPairs {
    const pairs = new Map<string, readonly [Expression, Expression]>();
    const add = (span: Span, one: Expression, other: Expression): void => {
        pairs.set(`${span.start} ${span.end}`, [one, other]);
    };
    for (const node of nodesBelow(module)) {
        if (node.kind === 'Dict') {
            for (const { key, value } of node.items) {
                if (key !== undefined) {
                    add({ start: key.start, end: value.end }, key, value);
                }
            }
        } else if (node.kind === 'Tuple' || node.kind === 'List') {
            const [one, other] = node.elements;
            if (one !== undefined && other !== undefined && node.elements.length === 2) {
                add(node, one, other);
            }
        }
    }
    return pairs;
}

/** The expression of a call's checkpoint, by the call's place, where its function is called by name. */
export type CheckpointArguments = ReadonlyMap<string, Expression>;

/** Those of the calls in a module that load. */
export function checkpointArguments(module: Module, text: string): CheckpointArguments {
    const found = new Map<string, Expression>();
    for (const node of nodesBelow(module)) {
        const isLoading =
            node.kind === 'Call' &&
            /^(?:init_from_checkpoint|warm_start)\b/.test(text.slice(node.nameStart, node.end));
        if (isLoading) {
            const argument =
                node.args[0] ?? node.keywords.find(({ name }) => name?.startsWith('ckpt_'))?.value;
            const named = node.keywords.find(({ name }) => name === 'checkpoint_dir')?.value;
            const path = argument ?? named;
            if (path !== undefined && path.kind !== 'Starred') {
                found.set(`${node.start} ${node.end}`, path);
            }
        }
    }
    return found;
}

/** What a call passes as its checkpoint, at its place; else at that of the call. */
export function placedCheckpoint(
    { checkpoint, span }: MapCall,
    places: CheckpointArguments,
): MapCall['checkpoint'] {
    if (checkpoint === undefined || ('where' in checkpoint && checkpoint.where === 'comment')) {
        return checkpoint;
    }
    const expression = places.get(`${span.start} ${span.end}`);
    const { node } = checkpoint;
    return {
        ...checkpoint,
        node: expression === undefined ? { ...node, span, inner: span } : placed(node, expression),
    };
}

/** The same argument, with the places of the literals that it was made of. */
export function placedInLiterals(argument: MapNode, pairs: LiteralPairs): MapNode {
    const { members, items } = argument;
    if (members !== undefined) {
        return { ...argument, members: members.map((member) => placedMember(member, pairs)) };
    }
    return items === undefined
        ? argument
        : { ...argument, items: items.map((item) => placedPair(item, pairs)) };
}

function placedMember(member: MapMember, pairs: LiteralPairs): MapMember {
    const [key, value] = pairs.get(`${member.span.start} ${member.span.end}`) ?? [];
    return key === undefined || value === undefined
        ? member
        : { ...member, key: placed(member.key, key), value: placed(member.value, value) };
}

function placedPair(item: MapNode, pairs: LiteralPairs): MapNode {
    const literals = pairs.get(`${item.span.start} ${item.span.end}`);
    if (literals === undefined || item.items === undefined) {
        return item;
    }
    return {
        ...item,
        items: item.items.map((each, index) => {
            const literal = literals[index];
            return literal === undefined ? each : placed(each, literal);
        }),
    };
}

/** A node at the place of its expression; between quotes where that is one plain string. */
function placed(node: MapNode, expression: Expression): MapNode {
    const { start, end } = expression;
    const span = { start, end };
    const isString = expression.kind === 'Constant' && expression.type === 'str';
    const [piece, ...others] = isString ? expression.pieces : [];
    if (
        piece === undefined ||
        others.length !== 0 ||
        piece.raw ||
        piece.contentStart !== start + 1
    ) {
        return { ...node, span, inner: span };
    }
    const inner = { start: piece.contentStart, end: piece.contentEnd };
    // Which of the two quotes it is, is read from the text where a fix is made.
    return { ...node, span, inner, style: 'double' };
}

/** Whether a fix puts one plain literal of Python in the place of another. */
export function isLiteralFix({ edits }: TextFix, text: string): boolean {
    return edits.every(
        ({ span, newText }) =>
            /^(['"])[^'"\\\n]*\1$/.test(newText) &&
            /^(['"])[^'"\\\n]*\1$/.test(text.slice(span.start, span.end)),
    );
}
