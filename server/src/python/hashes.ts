// The text by which a dict or a set finds a key: equal keys have the same text. Defined by
// CPython's rule that 1 == 1.0 == True are one key.

import type { Evaluation } from './evaluation.js';
import { floatRepr } from './floatText.js';
import type { Maybe } from './contents.js';
import type { ClassValue, Steps, Value } from './values.js';
import { objectType } from './builtinTypes.js';

const natives = new WeakMap<object, number>();
let lastNative = 0;

function identityOf(value: object): number {
    const known = natives.get(value);
    if (known !== undefined) {
        return known;
    }
    lastNative += 1;
    natives.set(value, lastNative);
    return lastNative;
}

/**
 * The text by which a dict finds a key; undefined where it cannot be known. Raises TypeError for
 * what cannot be a key.
 */
export function* keyOf(evaluation: Evaluation, value: Value): Steps<string | undefined> {
    switch (value.kind) {
        case 'str':
            return `s:${value.value}`;
        case 'int':
            return `n:${value.value}`;
        case 'bool':
            return value.value ? 'n:1' : 'n:0';
        case 'float':
            // Not a number is equal to nothing, and found by identity, which is not kept.
            return Number.isNaN(value.value)
                ? undefined
                : Number.isInteger(value.value)
                  ? `n:${BigInt(value.value)}`
                  : `f:${floatRepr(value.value)}`;
        case 'none':
        case 'ellipsis':
        case 'notimplemented':
            return value.kind;
        case 'bytes':
            return `b:${value.value.join()}`;
        case 'tuple':
            return yield* ofItems(evaluation, 't', value.items);
        case 'range':
            return rangeKey(value.start, value.stop, value.step);
        case 'frozenset': {
            const { entries, rest } = value.content;
            const sure = [...entries.values()].every(({ maybe }) => maybe !== true);
            return rest === undefined && sure
                ? `z(${[...entries.keys()].sort().map(measured).join('')})`
                : undefined;
        }
        case 'unknown':
        case 'pattern':
        case 'choice':
            return undefined;
        case 'list':
        case 'dict':
        case 'set':
        case 'slice':
            return unhashable(evaluation, value);
        case 'dictview':
            return value.view === 'values'
                ? `v:${value.dict.identity}`
                : unhashable(evaluation, value);
        case 'instance':
            return yield* ofInstance(evaluation, value);
        case 'function':
        case 'class':
        case 'module':
        case 'generator':
        case 'iterator':
            return `o:${value.identity}`;
        case 'native':
        case 'property':
        case 'staticmethod':
        case 'classmethod':
        case 'super':
            return `h:${identityOf(value)}`;
        case 'method': {
            // Methods are equal where they have the same object, whatever its __eq__.
            const self = 'identity' in value.self ? value.self.identity : identityOf(value.self);
            const called =
                'identity' in value.function
                    ? value.function.identity
                    : `n${identityOf(value.function)}`;
            return `m:${self}:${called}`;
        }
    }
}

function* ofItems(
    evaluation: Evaluation,
    prefix: string,
    items: readonly Value[],
): Steps<string | undefined> {
    let text: string | undefined = prefix + '(';
    for (const item of items) {
        const key: string | undefined = yield* evaluation.keyOf(item);
        text = key === undefined || text === undefined ? undefined : text + measured(key);
    }
    return text === undefined ? undefined : text + ')';
}

function measured(key: string): string {
    return `${key.length}:${key}`;
}

function rangeKey(start: bigint, stop: bigint, step: bigint): string {
    const span = 0n < step ? stop - start : start - stop;
    const size = 0n < step ? step : -step;
    const length = span <= 0n ? 0n : (span - 1n) / size + 1n;
    return length === 0n ? 'r:' : length === 1n ? `r:${start}` : `r:${start}:${step}:${length}`;
}

function unhashable(evaluation: Evaluation, value: Value): never {
    return evaluation.raise('TypeError', `unhashable type: '${evaluation.typeOf(value).name}'`);
}

/**
 * By identity, or as the built-in value in it. A class of a library's model may say by which value
 * its instances are found, with the method `__ckptmap_key__`; what a class of the program's own finds equal
 * is not asked.
 */
function* ofInstance(
    evaluation: Evaluation,
    value: Extract<Value, { kind: 'instance' }>,
): Steps<string | undefined> {
    const hash = definer(value.type.order, '__hash__');
    const equality = definer(value.type.order, '__eq__');
    const modelled = evaluation.findMethod(value, '__ckptmap_key__');
    if (modelled !== undefined && value.type.order.some(({ room }) => room === 'library')) {
        const key = yield* evaluation.keyOf(yield* evaluation.call(modelled, []));
        return key === undefined ? undefined : `k:${key}`;
    }
    const unsure = value.type.order.find(({ open }) => open !== undefined);
    if (unsure !== undefined) {
        return undefined;
    }
    // A class with __eq__ and without __hash__ of its own cannot be a key.
    if (hash?.value.kind === 'none' || (equality !== undefined && isNearer(equality, hash))) {
        return unhashable(evaluation, value);
    }
    if (hash === undefined || hash.owner === objectType) {
        return value.payload === undefined
            ? `o:${value.identity}`
            : yield* evaluation.keyOf(value.payload);
    }
    if (hash.owner.module === 'builtins' && (equality?.owner.module ?? 'builtins') === 'builtins') {
        return value.payload === undefined
            ? `o:${value.identity}`
            : yield* evaluation.keyOf(value.payload);
    }
    return undefined;
}

interface Defined {
    readonly owner: ClassValue;
    readonly at: number;
    readonly value: Value | Maybe;
}

function definer(order: readonly ClassValue[], name: string): Defined | undefined {
    for (const [at, owner] of order.entries()) {
        const value = owner.attributes.content.names.get(name);
        if (value !== undefined) {
            return { owner, at, value };
        }
    }
    return undefined;
}

function isNearer(equality: Defined, hash: Defined | undefined): boolean {
    return equality.owner !== objectType && (hash === undefined || equality.at < hash.at);
}
