// The order in which Python sorts strings and TensorFlow sorts names: by code point, which for
// UTF-8 is also the order of the bytes. JavaScript's `<` compares UTF-16 units, which differs
// where a surrogate pair meets U+E000 to U+FFFF.

/** Compares two strings by code point: negative, zero or positive. */
export function compareCodePoints(left: string, right: string): number {
    const length = Math.min(left.length, right.length);
    for (let index = 0; index < length; index++) {
        const a = left.charCodeAt(index);
        const b = right.charCodeAt(index);
        if (a !== b) {
            return rank(a) - rank(b);
        }
    }
    return left.length - right.length;
}

// Surrogates stand for code points above every other unit, so they are moved behind U+FFFF.
function rank(unit: number): number {
    return 0xd800 <= unit && unit <= 0xdfff ? unit + 0x2000 : 0xe000 <= unit ? unit - 0x800 : unit;
}
