// `bool(value)`.

import type { Evaluation } from './evaluation.js';
import { bound, lookUp } from './typeOf.js';
import type { Steps, Unknown, Value } from './values.js';

/** `bool(value)` of a plain value; undefined where that takes more than a look. */
export function truthAtOnce(value: Value): boolean | undefined {
    switch (value.kind) {
        case 'none':
            return false;
        case 'bool':
            return value.value;
        case 'int':
            return value.value !== 0n;
        case 'float':
            return value.value !== 0;
        case 'str':
            return value.value !== '';
        case 'tuple':
            return value.items.length !== 0;
        case 'list':
            return value.content.items.length !== 0 || value.content.rest === undefined
                ? value.content.items.length !== 0
                : undefined;
        case 'function':
        case 'class':
        case 'module':
        case 'method':
            return true;
        default:
            return undefined;
    }
}

/** Whether a value is true; an Unknown where it cannot be known. */
export function* truthOf(evaluation: Evaluation, value: Value): Steps<boolean | Unknown> {
    const plain = truthAtOnce(value);
    if (plain !== undefined) {
        return plain;
    }
    switch (value.kind) {
        case 'unknown':
            return value;
        case 'pattern':
            return value.parts.some((part) => typeof part === 'string' && part !== '')
                ? true
                : evaluation.unknown('a text is not known');
        case 'choice': {
            let joined: boolean | undefined;
            for (const option of value.options) {
                const truth = yield* truthOf(evaluation, option);
                if (typeof truth !== 'boolean' || (joined !== undefined && joined !== truth)) {
                    return value.why;
                }
                joined = truth;
            }
            return joined ?? value.why;
        }
        case 'bytes':
            return value.value.length !== 0;
        case 'list':
            return value.content.rest?.why ?? false;
        case 'dictview':
            return yield* truthOf(evaluation, value.dict);
        case 'dict':
        case 'set':
        case 'frozenset': {
            const { entries, rest } = value.content;
            const sure = [...entries.values()].some(({ maybe }) => maybe !== true);
            if (sure) {
                return true;
            }
            return (
                rest ??
                (entries.size === 0 ? false : evaluation.unknown('whether a container is empty'))
            );
        }
        case 'range':
            return 0n < value.step ? value.start < value.stop : value.stop < value.start;
        case 'instance': {
            for (const name of ['__bool__', '__len__']) {
                const method = lookUp(value.type, name);
                if (
                    method !== undefined &&
                    !(method.kind === 'native' && value.payload !== undefined)
                ) {
                    const given = yield* evaluation.call(bound(method, value, value.type), []);
                    return yield* truthOf(evaluation, given);
                }
            }
            return value.payload === undefined ? true : yield* truthOf(evaluation, value.payload);
        }
        default:
            return true;
    }
}
