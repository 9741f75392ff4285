// Layers in a list or dict that Keras 3 does not save: the change of the text with which it does. A
// tuple is an edge of the checkpoint, a list is none; a dict's layers need attributes beside it.

import type { TextFix } from '../assignmentMap/assignmentMap.js';
import type { ClassDef, Statement } from '../python/syntax/ast.js';
import type { Attribute, Call, Expression } from '../python/syntax/expressions.js';
import { nodesBelow } from '../python/syntax/walk.js';
import type { Span } from '../util/span.js';
import type { ProgramText } from './restoreFindings.js';
import type { TracedUntracked } from './trace.js';

type Node = Statement | Expression;
type Edit = TextFix['edits'][number];

/** The fixes where a layer comes into a list or dict of the attribute with this name. */
export function trackingFixes(
    span: Span,
    { attribute, collection }: Pick<TracedUntracked, 'attribute' | 'collection'>,
    { text, module }: ProgramText,
): readonly TextFix[] {
    const all = [...nodesBelow(module)];
    const holder = all.find(
        (node): node is ClassDef =>
            node.kind === 'ClassDef' && node.start <= span.start && span.end <= node.end,
    );
    const nodes = all.filter((node) => holder === undefined || isWithin(node, holder));
    const statement = nodes
        .filter((node) => isWithin(span, node) && isAssigning(node, attribute))
        .sort((one, other) => other.start - one.start)[0];
    if (statement === undefined) {
        return [];
    }
    const edits =
        collection === 'dict'
            ? beside(statement, attribute, text)
            : asTuple(nodes, attribute, text);
    const title =
        collection === 'dict'
            ? `Keep the layers in an attribute as well: ${(edits[0]?.newText ?? '').trim()}`
            : 'Make it a tuple, which is saved';
    return edits.length === 0 ? [] : [{ title, edits, preferred: true }];
}

function isWithin(inner: Span, outer: Span): boolean {
    return outer.start <= inner.start && inner.end <= outer.end;
}

function isNamed(node: Expression, attribute: string): node is Attribute {
    return node.kind === 'Attribute' && node.name === attribute;
}

/** Whether a statement is one through which something comes into the attribute. */
function isAssigning(node: Node, attribute: string): boolean {
    switch (node.kind) {
        case 'Assign':
            return node.targets.some(
                (target) =>
                    isNamed(target, attribute) ||
                    (target.kind === 'Subscript' && isNamed(target.value, attribute)),
            );
        case 'AugAssign':
            return isNamed(node.target, attribute);
        case 'ExpressionStatement':
            return methodOf(node.value, attribute) !== undefined;
        default:
            return false;
    }
}

/** The call of a method of the attribute, such as `self.blocks.append(…)`. */
function methodOf(
    node: Expression,
    attribute: string,
): { readonly call: Call; readonly owner: Attribute; readonly name: string } | undefined {
    return node.kind === 'Call' &&
        node.func.kind === 'Attribute' &&
        isNamed(node.func.value, attribute)
        ? { call: node, owner: node.func.value, name: node.func.name }
        : undefined;
}

/** For a dict: an assignment behind the statement that puts its layers into attributes. */
function beside(statement: Node, attribute: string, text: string): readonly Edit[] {
    const target = statement.kind === 'Assign' ? statement.targets[0] : undefined;
    const start = text.lastIndexOf('\n', statement.start) + 1;
    const indent = text.slice(start, statement.start);
    if (target === undefined || indent.trim() !== '') {
        return [];
    }
    const line = (words: string): readonly Edit[] => [
        { span: { start: statement.end, end: statement.end }, newText: `\n${indent}${words}` },
    ];
    const written = (node: Expression): string => text.slice(node.start, node.end);
    if (isNamed(target, attribute)) {
        return line(`${written(target)}_layers = tuple(${written(target)}.values())`);
    }
    if (target.kind !== 'Subscript' || !isNamed(target.value, attribute)) {
        return [];
    }
    const { index } = target;
    const owner = written(target.value.value);
    if (index.kind === 'Constant' && index.type === 'str' && /^\w+$/.test(index.value)) {
        return line(`${owner}.${attribute}_${index.value} = ${written(target)}`);
    }
    return index.kind === 'Name'
        ? line(`setattr(${owner}, f'${attribute}_{${index.name}}', ${written(target)})`)
        : [];
}

/** For a list: a tuple wherever it is made or grows; nothing where it is used as a list alone. */
function asTuple(nodes: readonly Node[], attribute: string, text: string): readonly Edit[] {
    const edits: Edit[] = [];
    for (const node of nodes) {
        const found = tupleEdits(node, nodes, attribute, text);
        if (found === undefined) {
            return [];
        }
        edits.push(...found);
    }
    return edits.sort((one, other) => one.span.start - other.span.start);
}

function tupleEdits(
    node: Node,
    nodes: readonly Node[],
    attribute: string,
    text: string,
): readonly Edit[] | undefined {
    if (node.kind === 'Assign' && node.targets.some((target) => isNamed(target, attribute))) {
        return madeTuple(node.value, text);
    }
    if (node.kind === 'AugAssign' && isNamed(node.target, attribute)) {
        return node.operator === '+' ? madeTuple(node.value, text) : undefined;
    }
    if (node.kind === 'Assign' || node.kind === 'Delete') {
        const changes = node.targets.some(
            (target) => target.kind === 'Subscript' && isNamed(target.value, attribute),
        );
        return changes ? undefined : [];
    }
    if (node.kind === 'BinOp') {
        return isNamed(node.left, attribute) || isNamed(node.right, attribute) ? undefined : [];
    }
    if (node.kind !== 'Call') {
        return [];
    }
    const method = methodOf(node, attribute);
    if (method === undefined || ['index', 'count'].includes(method.name)) {
        return [];
    }
    const [item, ...others] = node.args;
    const stands = nodes.some((each) => each.kind === 'ExpressionStatement' && each.value === node);
    if (!stands || item === undefined || item.kind === 'Starred' || others.length !== 0) {
        return undefined;
    }
    const head = { start: method.owner.end, end: item.start };
    const tail = { start: item.end, end: node.end };
    switch (method.name) {
        case 'append':
            return [
                { span: head, newText: ' += (' },
                { span: tail, newText: ',)' },
            ];
        case 'extend':
            return [
                { span: head, newText: ' += tuple(' },
                { span: tail, newText: ')' },
            ];
        default:
            return undefined;
    }
}

/** A tuple of what was a list. */
function madeTuple(value: Expression, text: string): readonly Edit[] {
    const first = { start: value.start, end: value.start + 1 };
    const last = { start: value.end - 1, end: value.end };
    switch (value.kind) {
        case 'Tuple':
            return [];
        case 'List': {
            const written = text.slice(value.start, value.end);
            const needsComma = value.elements.length === 1 && !/,\s*\]$/.test(written);
            return [
                { span: first, newText: '(' },
                { span: last, newText: needsComma ? ',)' : ')' },
            ];
        }
        case 'ListComp':
            return [
                { span: first, newText: 'tuple(' },
                { span: last, newText: ')' },
            ];
        default:
            return [
                { span: { start: value.start, end: value.start }, newText: 'tuple(' },
                { span: { start: value.end, end: value.end }, newText: ')' },
            ];
    }
}
