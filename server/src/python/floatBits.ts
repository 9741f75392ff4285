// Floats as whole numbers times powers of two, and back with one rounding, half to even.
// Nothing here knows Python; what uses it must not lose a bit.

/** How many bits the absolute value needs. */
export function bits(value: bigint): bigint {
    const magnitude = value < 0n ? -value : value;
    if (magnitude <= BigInt(Number.MAX_SAFE_INTEGER)) {
        return magnitude === 0n ? 0n : BigInt(Math.floor(Math.log2(Number(magnitude))) + 1);
    }
    const digits = magnitude.toString(16);
    return BigInt((digits.length - 1) * 4 + (32 - Math.clz32(parseInt(digits.slice(0, 1), 16))));
}

/** The float next to `numerator / denominator`, half to even; both are positive or zero. */
export function ratio(numerator: bigint, denominator: bigint): number {
    if (numerator === 0n) {
        return 0;
    }
    // A quotient of 55 bits or more, its last bit set where something is left: rounded once more
    // it is right. Below the normal numbers fewer bits are kept, so that Number() rounds there.
    const shift = Number(bits(denominator) - bits(numerator)) + 66;
    const scaled = shift < 0 ? numerator : numerator << BigInt(shift);
    const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
    const whole = scaled / divisor;
    const sticky = whole * divisor === scaled ? whole : whole | 1n;
    return scaledBy(sticky, -shift);
}

/** `digits * 2 ** exponent` as a float, rounded once, half to even. */
export function scaledBy(digits: bigint, exponent: number): number {
    const length = Number(bits(digits));
    if (1024 < length + exponent) {
        return Infinity;
    }
    // The weight of the last bit that the float can hold.
    const last = Math.max(length + exponent - 53, -1074);
    const drop = last - exponent;
    if (drop <= 0) {
        return Number(digits) * 2 ** exponent;
    }
    const dropped = BigInt(drop);
    const half = 1n << (dropped - 1n);
    const rest = digits & ((1n << dropped) - 1n);
    let kept = digits >> dropped;
    if (half < rest || (rest === half && kept % 2n === 1n)) {
        kept += 1n;
    }
    // Two steps, as 2 ** -1074 times a large factor is exact while 2 ** -1080 is not a float.
    return last < -1022 ? Number(kept) * 2 ** -1022 * 2 ** (last + 1022) : Number(kept) * 2 ** last;
}

/** A finite float as `digits * 2 ** exponent`, exactly. */
export function exactOf(value: number): { readonly digits: bigint; readonly exponent: number } {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    const raw = view.getBigUint64(0);
    const biased = Number((raw >> 52n) & 0x7ffn);
    const fraction = raw & 0xfffffffffffffn;
    const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
    return {
        digits: raw >> 63n === 1n ? -magnitude : magnitude,
        exponent: (biased === 0 ? 1 : biased) - 1075,
    };
}
