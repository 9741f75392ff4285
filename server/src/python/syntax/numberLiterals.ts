// Numbers as they are written in Python. Defined in CPython: Parser/tokenizer.c.

import type { Span } from '../../util/span.js';
import type { ComplexConstant, FloatConstant, IntConstant } from './expressions.js';

/** What a number's text is, or what CPython says of it. */
export type NumberLiteral = IntConstant | FloatConstant | ComplexConstant | string;

const integer = /^(?:0(?:_?0)*|[1-9](?:_?[0-9])*)$/;
const based = /^0(?:x(?:_?[0-9a-f])+|o(?:_?[0-7])+|b(?:_?[01])+)$/i;
const digits = '[0-9](?:_?[0-9])*';
const float = new RegExp(
    `^(?:(?:${digits})?\\.${digits}|${digits}\\.?)(?:e[+-]?${digits})?j?$`,
    'i',
);

/** Reads a number; a string is the message of the SyntaxError that it is. */
export function readNumber(text: string, { start, end }: Span): NumberLiteral {
    const place = { start, end };
    const plain = text.replaceAll('_', '');
    if (integer.test(text) || based.test(text)) {
        const exact = BigInt(plain.toLowerCase());
        const value = Number(exact);
        return {
            kind: 'Constant',
            type: 'int',
            value: Number.isSafeInteger(value) ? value : exact,
            ...place,
        };
    }
    if (/j$/i.test(text) && float.test(text)) {
        const value = Number(plain.slice(0, -1));
        return { kind: 'Constant', type: 'complex', value, ...place };
    }
    if (/[.e]/i.test(text) && float.test(text)) {
        return { kind: 'Constant', type: 'float', value: Number(plain), ...place };
    }
    return /^0[0-9_]+$/.test(text)
        ? 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers'
        : 'invalid decimal literal';
}
