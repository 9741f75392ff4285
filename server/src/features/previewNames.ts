// Names with numbers, for people: `layer_2` before `layer_10`, and `{0…2, 4…11}` for many.

/** A name that ends in a number. */
export interface NumberedName {
    readonly stem: string;
    readonly digits: string;
}

/** How many ranges `numberRanges` spells out. */
const maxRanges = 4;

/** Longer names are not taken apart: a broken file may hold one of a million slashes. */
export const longestSplitName = 1024;

/** The parts of a name that ends in a number; undefined for other names. */
export function splitNumber(name: string): NumberedName | undefined {
    let start = name.length;
    while (0 < start && isDigit(name.charCodeAt(start - 1))) {
        start--;
    }
    return start === name.length
        ? undefined
        : { stem: name.slice(0, start), digits: name.slice(start) };
}

function isDigit(unit: number): boolean {
    return 0x30 <= unit && unit <= 0x39;
}

/** Orders segments as people count: by stem, then by number. */
export function compareNatural(left: string, right: string): number {
    return compareNumbered(left, splitNumber(left), right, splitNumber(right));
}

/** The same where the numbers are split off already. */
export function compareNumbered(
    left: string,
    a: NumberedName | undefined,
    right: string,
    b: NumberedName | undefined,
): number {
    const stems = compare(a?.stem ?? left, b?.stem ?? right);
    if (stems !== 0 || a === undefined || b === undefined) {
        return stems === 0 ? compare(left, right) : stems;
    }
    return a.digits.length === b.digits.length
        ? compare(a.digits, b.digits)
        : Number(a.digits) - Number(b.digits) || a.digits.length - b.digits.length;
}

function compare(left: string, right: string): number {
    return left < right ? -1 : right < left ? 1 : 0;
}

/** The numbers as ranges: `0…2, 4, 6…11`; of many ranges the first ones and the last. */
export function numberRanges(digits: readonly string[]): string {
    const ranges: { first: string; last: string; count: number }[] = [];
    for (const each of digits) {
        const open = ranges.at(-1);
        if (open !== undefined && Number(open.last) + 1 === Number(each)) {
            open.last = each;
            open.count++;
        } else {
            ranges.push({ first: each, last: each, count: 1 });
        }
    }
    const texts = ranges.map(({ first, last, count }) =>
        count === 1 ? first : count === 2 ? `${first}, ${last}` : `${first}…${last}`,
    );
    const spelled =
        maxRanges < texts.length
            ? [...texts.slice(0, maxRanges - 1), '…', ...texts.slice(-1)]
            : texts;
    return spelled.join(', ');
}

/**
 * One name for several: the segments in which they differ become `layer_{0…11}`, or `…` where they
 * differ in more than a number.
 */
export function commonName(names: readonly string[]): string {
    const [first = '', ...others] = [...new Set(names)];
    if (others.length === 0) {
        return first;
    }
    const all = [first, ...others].map((name) => name.split('/'));
    const [segments = []] = all;
    if (all.some(({ length }) => length !== segments.length)) {
        return `${all.length} tensors`;
    }
    return segments
        .map((_, index) => commonSegment([...new Set(all.map((parts) => parts[index] ?? ''))]))
        .join('/');
}

function commonSegment(segments: readonly string[]): string {
    const [first = '', ...others] = segments;
    if (others.length === 0) {
        return first;
    }
    const stem = splitNumber(first)?.stem;
    const numbered = segments.map(splitNumber);
    if (stem === undefined || numbered.some((each) => each?.stem !== stem)) {
        return '…';
    }
    const digits = segments.toSorted(compareNatural).map((name) => splitNumber(name)?.digits ?? '');
    return `${stem}{${numberRanges(digits)}}`;
}
