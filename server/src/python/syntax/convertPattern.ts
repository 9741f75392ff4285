// The patterns behind `case`.

import { convertExpression, convertParts } from './convertExpression.js';
import { invalid, nameOf, placeOf, refuse, textOf, type Conversion } from './conversion.js';
import type { Constant, Expression } from './expressions.js';
import type { MatchKeyword, MatchMappingItem, MatchStar, Pattern } from './patterns.js';
import { fieldOf, hasToken, rulesIn, type TreeNode } from './tree.js';

/** What stands behind `case`: one pattern, or several with commas as a sequence. */
export function convertPatterns(
    conversion: Conversion,
    nodes: readonly TreeNode[],
    comma: TreeNode | undefined,
): Pattern {
    const [first] = nodes;
    const last = nodes.at(-1);
    if (first === undefined || last === undefined) {
        return invalid({ start: 0, end: 0 });
    }
    if (nodes.length === 1 && comma === undefined) {
        return convertPattern(conversion, first);
    }
    const patterns = nodes.map((node) => convertPattern(conversion, node));
    const end = Math.max(last.end, comma?.end ?? 0);
    return { kind: 'MatchSequence', patterns, start: first.start, end };
}

function convertPattern(conversion: Conversion, node: TreeNode): Pattern {
    const rules = rulesIn(node);
    const place = placeOf(node);
    switch (node.type) {
        case 'case_pattern':
            return convertCase(conversion, node);
        case 'as_pattern': {
            const [pattern, name] = rules;
            return pattern === undefined || name === undefined
                ? invalid(node)
                : {
                      kind: 'MatchAs',
                      pattern: convertPattern(conversion, pattern),
                      name: nameOf(conversion, name),
                      ...place,
                  };
        }
        case 'union_pattern':
            return { kind: 'MatchOr', patterns: convertOptions(conversion, node), ...place };
        case 'dotted_name':
            return convertDotted(conversion, node);
        case 'splat_pattern':
            return star(conversion, node);
        case 'list_pattern':
            return { kind: 'MatchSequence', patterns: convertEach(conversion, rules), ...place };
        case 'tuple_pattern': {
            const [only] = rules;
            return only !== undefined && rules.length === 1 && !hasToken(node, ',')
                ? convertPattern(conversion, only)
                : { kind: 'MatchSequence', patterns: convertEach(conversion, rules), ...place };
        }
        case 'dict_pattern':
            return convertMapping(conversion, node);
        case 'class_pattern':
            return convertClass(conversion, node);
        case 'complex_pattern':
            return { kind: 'MatchValue', value: convertNumber(conversion, node), ...place };
        case 'true':
        case 'false':
        case 'none': {
            const value = convertExpression(conversion, node);
            return value.kind === 'Constant' && (value.type === 'bool' || value.type === 'none')
                ? { kind: 'MatchSingleton', value, ...place }
                : invalid(node);
        }
        case 'string':
        case 'concatenated_string':
        case 'integer':
        case 'float':
            return { kind: 'MatchValue', value: convertExpression(conversion, node), ...place };
        default:
            return invalid(node, convertParts(conversion, node));
    }
}

function convertEach(conversion: Conversion, nodes: readonly TreeNode[]): readonly Pattern[] {
    return nodes.map((node) => convertPattern(conversion, node));
}

function convertCase(conversion: Conversion, node: TreeNode): Pattern {
    const [only] = rulesIn(node);
    if (only === undefined) {
        return textOf(conversion, node) === '_'
            ? { kind: 'MatchAs', pattern: undefined, name: undefined, ...placeOf(node) }
            : invalid(node);
    }
    return hasToken(node, '-') ? negative(conversion, node) : convertPattern(conversion, only);
}

function negative(conversion: Conversion, node: TreeNode): Pattern {
    return { kind: 'MatchValue', value: convertNumber(conversion, node), ...placeOf(node) };
}

/** A signed number, or a sum of a number and an imaginary one. */
function convertNumber(conversion: Conversion, node: TreeNode): Expression {
    let left: Expression | undefined;
    let sign: TreeNode | undefined;
    for (const child of node.children) {
        if (!child.named) {
            sign = child;
            continue;
        }
        const operand = convertExpression(conversion, child);
        if (left !== undefined && (sign?.type === '+' || sign?.type === '-')) {
            const place = { start: left.start, end: operand.end };
            return { kind: 'BinOp', left, operator: sign.type, right: operand, ...place };
        }
        left =
            sign?.type === '-'
                ? { kind: 'UnaryOp', operator: '-', operand, start: sign.start, end: operand.end }
                : operand;
    }
    return left ?? invalid(node);
}

function convertOptions(conversion: Conversion, node: TreeNode): readonly Pattern[] {
    const options: Pattern[] = [];
    let sign: TreeNode | undefined;
    for (const child of node.children) {
        if (!child.named) {
            if (child.type === '_') {
                options.push({
                    kind: 'MatchAs',
                    pattern: undefined,
                    name: undefined,
                    ...placeOf(child),
                });
            }
            sign = child.type === '-' ? child : undefined;
            continue;
        }
        const option: Pattern =
            child.type === 'union_pattern'
                ? {
                      kind: 'MatchOr',
                      patterns: convertOptions(conversion, child),
                      ...placeOf(child),
                  }
                : convertPattern(conversion, child);
        if (option.kind === 'MatchOr' && child.type === 'union_pattern') {
            options.push(...option.patterns);
        } else if (sign !== undefined && option.kind === 'MatchValue') {
            options.push(negated(option.value, sign));
        } else {
            options.push(option);
        }
        sign = undefined;
    }
    return options;
}

function negated(operand: Expression, sign: TreeNode): Pattern {
    const place = { start: sign.start, end: operand.end };
    return {
        kind: 'MatchValue',
        value: { kind: 'UnaryOp', operator: '-', operand, ...place },
        ...place,
    };
}

/** A bare name is bound, `_` matches all, a dotted name is a value. */
function convertDotted(conversion: Conversion, node: TreeNode): Pattern {
    const value = dottedName(conversion, node);
    if (value.kind !== 'Name') {
        return { kind: 'MatchValue', value, ...placeOf(node) };
    }
    return {
        kind: 'MatchAs',
        pattern: undefined,
        name: value.name === '_' ? undefined : value.name,
        ...placeOf(node),
    };
}

function dottedName(conversion: Conversion, node: TreeNode): Expression {
    const [first, ...rest] = rulesIn(node);
    let value: Expression =
        first === undefined ? invalid(node) : convertExpression(conversion, first);
    for (const part of rest) {
        value = {
            kind: 'Attribute',
            value,
            name: nameOf(conversion, part),
            nameStart: part.start,
            start: node.start,
            end: part.end,
        };
    }
    return value;
}

function star(conversion: Conversion, node: TreeNode): MatchStar {
    const [name] = rulesIn(node);
    const text = name === undefined ? '_' : nameOf(conversion, name);
    return { kind: 'MatchStar', name: text === '_' ? undefined : text, ...placeOf(node) };
}

function convertMapping(conversion: Conversion, node: TreeNode): Pattern {
    const items: MatchMappingItem[] = [];
    let rest: string | undefined;
    let sign: TreeNode | undefined;
    let key: Expression | undefined;
    for (const child of node.children) {
        if (child.field === 'key' && !child.named) {
            sign = child;
        } else if (child.field === 'key') {
            const written = keyOf(conversion, child);
            const pattern = sign === undefined ? undefined : negated(written, sign);
            key = pattern?.kind === 'MatchValue' ? pattern.value : written;
            sign = undefined;
        } else if (child.field === 'value' && key !== undefined) {
            items.push({ key, pattern: convertPattern(conversion, child) });
            key = undefined;
        } else if (child.type === 'splat_pattern') {
            rest = star(conversion, child).name;
            if (rulesIn(node).at(-1) !== child) {
                refuse(conversion, child, 'invalid syntax');
            }
        }
    }
    return { kind: 'MatchMapping', items, rest, ...placeOf(node) };
}

function keyOf(conversion: Conversion, node: TreeNode): Expression {
    switch (node.type) {
        case 'dotted_name':
            return dottedName(conversion, node);
        case 'complex_pattern':
            return convertNumber(conversion, node);
        default: {
            const value: Expression | Constant = convertExpression(conversion, node);
            return value;
        }
    }
}

function convertClass(conversion: Conversion, node: TreeNode): Pattern {
    const [name, ...rest] = rulesIn(node);
    const patterns: Pattern[] = [];
    const keywords: MatchKeyword[] = [];
    for (const each of rest) {
        const inner = rulesIn(each)[0];
        if (inner?.type === 'keyword_pattern') {
            const named = fieldOf(inner, 'name') ?? rulesIn(inner)[0];
            keywords.push({
                name: named === undefined ? '' : nameOf(conversion, named),
                pattern: keywordValue(conversion, inner),
            });
        } else {
            if (0 < keywords.length) {
                refuse(conversion, each, 'positional patterns follow keyword patterns');
            }
            patterns.push(convertPattern(conversion, each));
        }
    }
    return {
        kind: 'MatchClass',
        cls: name === undefined ? invalid(node) : dottedName(conversion, name),
        patterns,
        keywords,
        ...placeOf(node),
    };
}

function keywordValue(conversion: Conversion, node: TreeNode): Pattern {
    const [, value] = rulesIn(node);
    const sign = node.children.find(({ type }) => type === '-');
    if (value === undefined) {
        const wildcard = node.children.find(({ type }) => type === '_');
        return wildcard === undefined
            ? invalid(node)
            : { kind: 'MatchAs', pattern: undefined, name: undefined, ...placeOf(wildcard) };
    }
    const pattern = convertPattern(conversion, value);
    return sign !== undefined && pattern.kind === 'MatchValue'
        ? negated(pattern.value, sign)
        : pattern;
}
