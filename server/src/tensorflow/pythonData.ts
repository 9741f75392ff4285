// Between plain data and the evaluator's values.

import type { Evaluation } from '../python/evaluation.js';
import {
    bool,
    Dict,
    float,
    int,
    list,
    none,
    str,
    tuple,
    type Steps,
    type Value,
} from '../python/values.js';

/** Data as it can be written down: a tuple is a `Fixed`. */
export type Data =
    | string
    | number
    | boolean
    | null
    | undefined
    | readonly Data[]
    | Fixed
    | { readonly [name: string]: Data };

/** A tuple. */
export class Fixed {
    readonly items: readonly Data[];

    constructor(items: readonly Data[]) {
        this.items = items;
    }
}

/** A value of Python with this content; whole numbers are ints. */
export function valueOf(data: Data): Value {
    if (data === null || data === undefined) {
        return none;
    }
    if (typeof data === 'string') {
        return str(data);
    }
    if (typeof data === 'boolean') {
        return bool(data);
    }
    if (typeof data === 'number') {
        return Number.isSafeInteger(data) ? int(data) : float(data);
    }
    if (data instanceof Fixed) {
        return tuple(data.items.map(valueOf));
    }
    if (isList(data)) {
        return list(data.map(valueOf));
    }
    const entries = Object.entries(data).map(
        ([name, item]) => [`s:${name}`, { key: str(name), value: valueOf(item) }] as const,
    );
    return new Dict({ entries: new Map(entries) });
}

function isList(data: Data): data is readonly Data[] {
    return Array.isArray(data);
}

/** The text of a string; undefined of anything else. */
export function textOf(value: Value | undefined): string | undefined {
    return value?.kind === 'str' ? value.value : undefined;
}

/** A string as far as it is known, with `*` for its holes. */
export function patternOf(value: Value | undefined): {
    readonly text: string;
    readonly known: boolean;
} {
    switch (value?.kind) {
        case 'str':
            return { text: value.value, known: true };
        case 'pattern':
            return {
                text: value.parts.map((part) => (typeof part === 'string' ? part : '*')).join(''),
                known: false,
            };
        default:
            return { text: '*', known: false };
    }
}

/** A whole number; undefined of anything else. */
export function numberOf(value: Value | undefined): number | undefined {
    return value?.kind === 'int' ? Number(value.value) : undefined;
}

/** The items of a list or tuple that is known to its end. */
export function itemsOf(value: Value | undefined): readonly Value[] | undefined {
    if (value?.kind === 'tuple') {
        return value.items;
    }
    return value?.kind === 'list' && value.content.rest === undefined
        ? value.content.items
        : undefined;
}

/** A path's object as the text that it stands for. */
export function* pathText(evaluation: Evaluation, path: Value): Steps<Value> {
    const method = path.kind === 'instance' ? evaluation.findMethod(path, '__fspath__') : undefined;
    return method === undefined ? path : yield* evaluation.call(method, []);
}
