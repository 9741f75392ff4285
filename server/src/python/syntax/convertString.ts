// String literals: adjacent ones joined, f-strings taken apart. Defined in CPython:
// Parser/action_helpers.c (concatenation) and PEP 701 (f-strings).

import { convertExpression } from './convertExpression.js';
import { invalid, placeOf, refuse, textOf, type Conversion } from './conversion.js';
import type {
    Expression,
    FormattedValue,
    JoinedStr,
    StringConstant,
    StringPiece,
} from './expressions.js';
import { decodeContent, literalParts, type LiteralParts } from './stringLiterals.js';
import { fieldOf, rulesIn, type TreeNode } from './tree.js';

interface Literal extends LiteralParts {
    readonly node: TreeNode;
}

/** A string, or several beside each other. */
export function convertString(conversion: Conversion, node: TreeNode): Expression {
    const nodes =
        node.type === 'string' ? [node] : rulesIn(node).filter(({ type }) => type === 'string');
    const literals: Literal[] = [];
    for (const each of nodes) {
        const parts = literalParts(conversion.text, each);
        if (parts === undefined) {
            refuse(conversion, each, `unterminated string literal, or an unknown prefix before it`);
            return invalid(node);
        }
        literals.push({ ...parts, node: each });
    }
    const bytes = literals.filter((literal) => literal.bytes);
    if (0 < bytes.length && bytes.length < literals.length) {
        refuse(conversion, node, 'cannot mix bytes and nonbytes literals');
        return invalid(node);
    }
    if (literals.some(({ format }) => format)) {
        return convertFormat(conversion, node, literals);
    }
    const pieces = literals.map((literal) => pieceOf(conversion, literal));
    const value = pieces.map((piece) => piece.value).join('');
    return 0 < bytes.length
        ? { kind: 'Constant', type: 'bytes', value, ...placeOf(node) }
        : {
              kind: 'Constant',
              type: 'str',
              value,
              exact: pieces.every(({ exact }) => exact),
              pieces,
              ...placeOf(node),
          };
}

function pieceOf(
    conversion: Conversion,
    literal: Literal,
): StringPiece & { readonly exact: boolean } {
    const { node, raw, content } = literal;
    return {
        ...decode(conversion, content, literal),
        raw,
        contentStart: content.start,
        contentEnd: content.end,
        ...placeOf(node),
    };
}

function decode(
    conversion: Conversion,
    span: { readonly start: number; readonly end: number },
    literal: LiteralParts,
    text = textOf(conversion, span),
): { readonly value: string; readonly exact: boolean } {
    const { value, exact, error } = decodeContent(text, literal);
    if (error !== undefined) {
        refuse(conversion, span, error);
    }
    return { value, exact };
}

/** The values of an f-string while they are collected: text that meets text is one constant. */
class Parts {
    readonly values: (StringConstant | FormattedValue)[] = [];

    text(value: string, exact: boolean, start: number, end: number): void {
        const last = this.values.at(-1);
        if (value === '' && exact) {
            return;
        }
        if (last?.kind === 'Constant') {
            this.values[this.values.length - 1] = {
                ...last,
                value: last.value + value,
                exact: last.exact && exact,
                end,
            };
        } else {
            const constant = { kind: 'Constant', type: 'str', pieces: [] } as const;
            this.values.push({ ...constant, value, exact, start, end });
        }
    }
}

function convertFormat(
    conversion: Conversion,
    node: TreeNode,
    literals: readonly Literal[],
): JoinedStr {
    const parts = new Parts();
    for (const literal of literals) {
        const { content } = literal;
        if (!literal.format) {
            const { value, exact } = decode(conversion, content, literal);
            parts.text(value, exact, content.start, content.end);
            continue;
        }
        let at = content.start;
        const text = (end: number) => {
            addText(conversion, parts, { start: at, end }, literal);
        };
        for (const child of rulesIn(literal.node)) {
            if (child.type === 'interpolation') {
                text(child.start);
                addInterpolation(conversion, parts, child, literal);
                at = child.end;
            }
        }
        text(content.end);
    }
    return { kind: 'JoinedStr', values: parts.values, ...placeOf(node) };
}

function addText(
    conversion: Conversion,
    parts: Parts,
    span: { readonly start: number; readonly end: number },
    literal: LiteralParts,
): void {
    const written = textOf(conversion, span);
    // `\N{…}` has braces of its own.
    const braces = literal.raw ? /\{\{|\}\}/g : /\\N\{[^}]*\}|\{\{|\}\}/g;
    const text = written.replace(braces, (match) =>
        match.startsWith('\\') ? match : match.slice(1),
    );
    const { value, exact } = decode(conversion, span, literal, text);
    parts.text(value, exact, span.start, span.end);
}

function addInterpolation(
    conversion: Conversion,
    parts: Parts,
    node: TreeNode,
    literal: LiteralParts,
): void {
    const value = convertExpression(conversion, fieldOf(node, 'expression'), node);
    const written = fieldOf(node, 'type_conversion');
    const specifier = fieldOf(node, 'format_specifier');
    const equals = node.children.findIndex(({ type, named }) => type === '=' && !named);
    const known = written === undefined ? undefined : textOf(conversion, written).slice(1);
    if (known !== undefined && known !== 's' && known !== 'r' && known !== 'a') {
        const message = `f-string: invalid conversion character '${known}': expected 's', 'r', or 'a'`;
        refuse(conversion, node, message);
        return;
    }
    if (equals !== -1) {
        const end = node.children[equals + 1]?.start ?? node.end;
        const text = conversion.text.slice(node.start + 1, end);
        parts.text(text, true, node.start + 1, end);
    }
    const repr = equals !== -1 && specifier === undefined ? 'r' : undefined;
    parts.values.push({
        kind: 'FormattedValue',
        value,
        conversion: known ?? repr,
        formatSpec: specifier && convertSpecifier(conversion, specifier, literal),
        ...placeOf(node),
    });
}

function convertSpecifier(
    conversion: Conversion,
    node: TreeNode,
    literal: LiteralParts,
): JoinedStr {
    const parts = new Parts();
    let at = node.start + 1;
    const text = (end: number) => {
        const span = { start: at, end };
        const { value, exact } = decode(conversion, span, literal);
        parts.text(value, exact, at, end);
    };
    for (const child of rulesIn(node)) {
        if (child.type === 'format_expression' || child.type === 'interpolation') {
            text(child.start);
            addInterpolation(conversion, parts, child, literal);
            at = child.end;
        }
    }
    text(node.end);
    return { kind: 'JoinedStr', values: parts.values, ...placeOf(node) };
}
