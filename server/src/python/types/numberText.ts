// Numbers in texts: what `int(text, base)` and `float(text)` read.
// Defined in CPython 3.11: Objects/longobject.c (PyLong_FromString), Python/pystrtod.c.

import { trimmed } from './stringCutting.js';

/** `int(text, base)`; undefined where Python raises ValueError. The base is 0 or 2 to 36. */
export function parseInteger(text: string, base: number): bigint | undefined {
    const plain = asciiDigits(trimmed(text, undefined, true, true));
    const parts = /^([+-]?)(?:0([xXoObB]))?_?(\w+)$/.exec(plain);
    const written = /^([+-]?)(\w+)$/.exec(plain);
    if (written === null) {
        return undefined;
    }
    const [, sign = '', body = ''] = written;
    const prefix = parts?.[2]?.toLowerCase();
    const prefixBase = prefix === 'x' ? 16 : prefix === 'o' ? 8 : prefix === 'b' ? 2 : undefined;
    let digits = body;
    let used = base === 0 ? 10 : base;
    if (prefixBase !== undefined && (base === 0 || base === prefixBase)) {
        used = prefixBase;
        digits = parts?.[3] ?? '';
    } else if (base === 0 && /^0_*[0-9]/.test(body) && !/^[0_]+$/.test(body)) {
        return undefined;
    }
    if (digits.startsWith('_') || digits.endsWith('_') || digits.includes('__') || digits === '') {
        return undefined;
    }
    let value = 0n;
    const by = BigInt(used);
    const plainDigits = digits.replaceAll('_', '').toLowerCase();
    if (used === 10 && /^[0-9]+$/.test(plainDigits)) {
        value = BigInt(plainDigits);
        return sign === '-' ? -value : value;
    }
    for (const digit of plainDigits) {
        const number = parseInt(digit, 36);
        if (Number.isNaN(number) || used <= number) {
            return undefined;
        }
        value = value * by + BigInt(number);
    }
    return sign === '-' ? -value : value;
}

/** How many digits a text for `int(text)` has; Python refuses more than 4,300. */
export function digitCount(text: string): number {
    return text.replace(/[^0-9]/g, '').length;
}

/** `float(text)`; undefined where Python raises ValueError. */
export function parseFloating(text: string): number | undefined {
    const plain = asciiDigits(trimmed(text, undefined, true, true));
    const special = /^([+-]?)(inf|infinity|nan)$/i.exec(plain);
    if (special !== null) {
        const value = special[2]?.toLowerCase() === 'nan' ? NaN : Infinity;
        return special[1] === '-' ? -value : value;
    }
    if (
        !/^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/.test(
            plain,
        )
    ) {
        return undefined;
    }
    return Number(plain.replaceAll('_', ''));
}

/** Decimal digits of other scripts as ASCII's. */
function asciiDigits(text: string): string {
    return text.replace(/[^\p{ASCII}]/gu, (character) => {
        if (!/\p{Nd}/u.test(character)) {
            return character;
        }
        // The digits of a script stand together, from zero on.
        let zero = character.codePointAt(0) ?? 0;
        while (
            /\p{Nd}/u.test(String.fromCodePoint(zero - 1)) &&
            (character.codePointAt(0) ?? 0) - zero < 9
        ) {
            zero -= 1;
        }
        return String((character.codePointAt(0) ?? 0) - zero);
    });
}
