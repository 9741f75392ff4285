// Calls of init_from_checkpoint that are written down with a literal map and are not evaluated: in a
// function that nothing calls, or in text that is being typed. The editor offers names in them.

import type {
    MapCall,
    MapMember,
    MapNode,
    TensorFlowRules,
} from '../assignmentMap/assignmentMap.js';
import type { Module } from '../python/syntax/ast.js';
import type { Call, Expression } from '../python/syntax/expressions.js';
import { nodesBelow } from '../python/syntax/walk.js';
import type { PythonValue } from '../util/pythonValue.js';
import type { Span } from '../util/span.js';

/** The calls in a text whose places are not among those that were evaluated. */
export function literalCalls(
    module: Module,
    text: string,
    evaluated: ReadonlySet<number>,
): readonly MapCall[] {
    const calls: MapCall[] = [];
    for (const node of nodesBelow(module)) {
        const call =
            node.kind === 'Call' && !evaluated.has(node.start)
                ? literalCall(node, text)
                : undefined;
        calls.push(...(call === undefined ? [] : [call]));
    }
    return calls.sort((one, other) => one.span.start - other.span.start);
}

function literalCall(node: Call, text: string): MapCall | undefined {
    const called = text.slice(node.nameStart, node.nameStart + 'init_from_checkpoint('.length);
    if (!/^init_from_checkpoint\b/.test(called)) {
        return undefined;
    }
    const keyword = (...names: readonly string[]): Expression | undefined =>
        node.keywords.find(({ name }) => name !== undefined && names.includes(name))?.value;
    const path = node.args[0] ?? keyword('ckpt_dir_or_file', 'checkpoint_dir');
    const argument = mapOf(node.args[1] ?? keyword('assignment_map'), text);
    if (argument === undefined) {
        return undefined;
    }
    const checkpoint = path === undefined ? undefined : stringNode(path, text);
    return {
        shape: 'document',
        span: { start: node.start, end: node.end },
        argument,
        argumentKey: undefined,
        checkpoint:
            checkpoint?.value.type === 'str'
                ? { path: checkpoint.value.value, node: checkpoint, where: 'document' }
                : undefined,
        model: undefined,
        collection: undefined,
        exclude: [],
        expectUnassigned: [],
        expectUnused: [],
        rules: rulesOf(text.slice(node.start, node.nameStart)),
        comment: undefined,
        program: { api: 'init_from_checkpoint', caught: false, evaluated: false },
    };
}

function rulesOf(before: string): TensorFlowRules {
    return before.includes('contrib')
        ? 'contrib'
        : /^(?:tf|tensorflow)\.train\.$/.test(before)
          ? '1.15'
          : '2.21';
}

function mapOf(node: Expression | undefined, text: string): MapNode | undefined {
    if (node?.kind === 'Dict') {
        const members = node.items.flatMap(({ key, value }): readonly MapMember[] =>
            key === undefined
                ? []
                : [
                      {
                          key: stringNode(key, text),
                          value: stringNode(value, text),
                          span: { start: key.start, end: value.end },
                      },
                  ],
        );
        const items = members.map(({ key, value }) => [key.value, value.value] as const);
        return { ...plain({ type: 'dict', items }, node), members };
    }
    if (node?.kind === 'List' || node?.kind === 'Tuple') {
        const items = node.elements.flatMap((element): readonly MapNode[] => {
            if (element.kind !== 'Tuple' && element.kind !== 'List') {
                return [];
            }
            const parts = element.elements.map((part) => stringNode(part, text));
            const values = parts.map(({ value }) => value);
            return [{ ...plain({ type: 'tuple', items: values }, element), items: parts }];
        });
        const values = items.map(({ value }) => value);
        return { ...plain({ type: 'list', items: values }, node), items };
    }
    return undefined;
}

/** A string's node between its quotes; of any other expression one of which nothing is known. */
function stringNode(node: Expression, text: string): MapNode {
    const isString = node.kind === 'Constant' && node.type === 'str';
    const [piece, ...others] = isString ? node.pieces : [];
    if (!isString || piece === undefined) {
        const identity = -1 - node.start;
        const written = text.slice(node.start, node.end);
        return plain({ type: 'object', className: 'object', text: written, identity }, node);
    }
    const value = { type: 'str', value: node.value } as const;
    if (others.length !== 0 || piece.raw || piece.contentStart !== node.start + 1) {
        return plain(value, node);
    }
    return {
        value,
        span: { start: node.start, end: node.end },
        inner: { start: piece.contentStart, end: piece.contentEnd },
        style: text[node.start] === "'" ? 'single' : 'double',
    };
}

function plain(value: PythonValue, { start, end }: Span): MapNode {
    return { value, span: { start, end }, inner: { start, end }, style: 'collection' };
}
