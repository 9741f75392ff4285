// Computations of whole numbers for the module `math`.

/** The greatest common divisor, never negative. */
export function gcdOf(one: bigint, other: bigint): bigint {
    let [a, b] = [one < 0n ? -one : one, other < 0n ? -other : other];
    while (b !== 0n) {
        [a, b] = [b, a % b];
    }
    return a;
}

/** `math.isqrt`. */
export function squareRoot(value: bigint): bigint {
    if (value < 2n) {
        return value;
    }
    let root = BigInt(Math.floor(Math.sqrt(Number(value)))) + 1n;
    for (;;) {
        const next = (root + value / root) >> 1n;
        if (root <= next) {
            return root;
        }
        root = next;
    }
}

/** The product of so many numbers from one on, each a step from the last. */
export function product(from: bigint, count: bigint, step: bigint): bigint {
    let result = 1n;
    for (let index = 0n; index < count; index++) {
        result *= from + index * step;
    }
    return result;
}
