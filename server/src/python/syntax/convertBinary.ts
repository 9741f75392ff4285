// Operators of one and two operands. The grammar lets `^` bind tighter than `&`, and `await` looser
// than `**`; so a chain is taken apart and put together as CPython does (its python.gram).

import type { Span } from '../../util/span.js';
import { convertExpression } from './convertExpression.js';
import { invalid, placeOf, type Conversion } from './conversion.js';
import type { BinaryOperator, Expression } from './expressions.js';
import { fieldOf, rulesIn, type TreeNode } from './tree.js';

/** How tightly the operators bind: the higher, the tighter; `**` alone binds to the right. */
const binding: Readonly<Record<BinaryOperator, number>> = {
    '|': 1,
    '^': 2,
    '&': 3,
    '<<': 4,
    '>>': 4,
    '+': 5,
    '-': 5,
    '*': 6,
    '@': 6,
    '/': 6,
    '//': 6,
    '%': 6,
    '**': 8,
};
const unaryBinding = 7;

type Piece =
    | { readonly kind: 'operand'; readonly node: TreeNode }
    | {
          readonly kind: 'prefix';
          readonly operator: '+' | '-' | '~' | 'await';
          readonly start: number;
      }
    | { readonly kind: 'infix'; readonly operator: BinaryOperator };

/** An expression with the place that its text has, parentheses included. */
interface Placed {
    readonly expression: Expression;
    readonly place: Span;
}

/** Whether a text is an operator of two operands. */
export function isBinaryOperator(text: string): text is BinaryOperator {
    return Object.hasOwn(binding, text);
}

/** A chain of operators. */
export function convertBinary(conversion: Conversion, node: TreeNode): Expression {
    const pieces: Piece[] = [];
    if (!takeApart(node, pieces)) {
        return invalid(
            node,
            pieces.flatMap((piece) =>
                piece.kind === 'operand' ? [convertExpression(conversion, piece.node)] : [],
            ),
        );
    }
    return new Chain(conversion, pieces, node).above(0).expression;
}

function takeApart(node: TreeNode, pieces: Piece[]): boolean {
    // Long sums lean to the left: walk down that side without recursion.
    const rights: { readonly operator: BinaryOperator; readonly right: TreeNode }[] = [];
    let left = node;
    while (left.type === 'binary_operator') {
        const operator = fieldOf(left, 'operator')?.type ?? '';
        const [next, right] = [fieldOf(left, 'left'), fieldOf(left, 'right')];
        if (next === undefined || right === undefined || !isBinaryOperator(operator)) {
            pieces.push(...rulesIn(left).map((each): Piece => ({ kind: 'operand', node: each })));
            return false;
        }
        rights.push({ operator, right });
        left = next;
    }
    let whole = takeOperand(left, pieces);
    for (const { operator, right } of rights.reverse()) {
        pieces.push({ kind: 'infix', operator });
        whole =
            (right.type === 'binary_operator'
                ? takeApart(right, pieces)
                : takeOperand(right, pieces)) && whole;
    }
    return whole;
}

function takeOperand(node: TreeNode, pieces: Piece[]): boolean {
    const operator = node.type === 'await' ? 'await' : fieldOf(node, 'operator')?.type;
    if (node.type !== 'await' && node.type !== 'unary_operator') {
        pieces.push({ kind: 'operand', node });
        return true;
    }
    const argument = rulesIn(node)[0];
    if (
        argument === undefined ||
        (operator !== '+' && operator !== '-' && operator !== '~' && operator !== 'await')
    ) {
        return false;
    }
    pieces.push({ kind: 'prefix', operator, start: node.start });
    return takeApart(argument, pieces);
}

class Chain {
    readonly #conversion: Conversion;
    readonly #pieces: readonly Piece[];
    readonly #node: TreeNode;
    #next = 0;

    constructor(conversion: Conversion, pieces: readonly Piece[], node: TreeNode) {
        this.#conversion = conversion;
        this.#pieces = pieces;
        this.#node = node;
    }

    /** The longest expression from here on whose operators bind tighter than a limit. */
    above(limit: number): Placed {
        let left = this.#operand();
        for (;;) {
            const piece = this.#pieces[this.#next];
            if (piece?.kind !== 'infix' || binding[piece.operator] <= limit) {
                return left;
            }
            this.#next += 1;
            const { operator } = piece;
            // `2 ** -1 ** 2` is `2 ** (-(1 ** 2))`: the right side may begin with a sign.
            const right = this.above(operator === '**' ? unaryBinding : binding[operator]);
            const place = { start: left.place.start, end: right.place.end };
            left = {
                place,
                expression: {
                    kind: 'BinOp',
                    left: left.expression,
                    operator,
                    right: right.expression,
                    ...place,
                },
            };
        }
    }

    #operand(): Placed {
        const piece = this.#pieces[this.#next];
        this.#next += 1;
        if (piece?.kind === 'operand') {
            const { node } = piece;
            return { expression: convertExpression(this.#conversion, node), place: placeOf(node) };
        }
        if (piece?.kind !== 'prefix') {
            return { expression: invalid(this.#node), place: placeOf(this.#node) };
        }
        const { operator, start } = piece;
        const operand = operator === 'await' ? this.#operand() : this.above(unaryBinding);
        const place = { start, end: operand.place.end };
        const expression: Expression =
            operator === 'await'
                ? { kind: 'Await', value: operand.expression, ...place }
                : { kind: 'UnaryOp', operator, operand: operand.expression, ...place };
        return { expression, place };
    }
}
