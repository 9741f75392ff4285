// The module `_python`: what the models of Python's library, written in Python, ask the evaluator.

import { keyOf } from '../hashes.js';
import { native, variadic } from '../native.js';
import { payloadOf } from '../numeric.js';
import {
    bool,
    Dict,
    Instance,
    list,
    none,
    SetValue,
    type NativeFunction,
    type Value,
} from '../values.js';

const functions: readonly NativeFunction[] = [
    /** An unknown value, for this reason and of this class. */
    native('unknown', 'reason, kind=, /', function* (evaluation, reason, kind) {
        return evaluation.unknown(
            reason?.kind === 'str' ? reason.value : 'it is not modelled',
            kind?.kind === 'str' ? kind.value : undefined,
        );
    }),
    /** Whether a value itself is known; what is in it is not looked at. */
    native('known', 'value, /', function* (_evaluation, value = none) {
        return bool(
            value.kind !== 'unknown' && value.kind !== 'pattern' && value.kind !== 'choice',
        );
    }),
    /** Whether a dict can find this key. */
    native('key_known', 'key, /', function* (evaluation, key = none) {
        return bool((yield* keyOf(evaluation, key)) !== undefined);
    }),
    /** A function that gives an unknown value whatever it is called with. */
    native('unknown_function', 'reason, kind=, /', function* (_evaluation, reason, kind) {
        return variadic('unknown', false, function* (evaluation, { positional, keywords }) {
            const why = evaluation.unknown(
                reason?.kind === 'str' ? reason.value : 'it is not modelled',
                kind?.kind === 'str' ? kind.value : undefined,
            );
            const given = yield* evaluation.callUnknown(why, positional, keywords);
            return given.kind === 'unknown' && kind?.kind === 'str'
                ? { ...given, type: kind.value }
                : given;
        });
    }),
    /** Whether copying gives the value itself. */
    native('is_atomic', 'value, /', function* (_evaluation, value = none) {
        return bool(!copied.has(value.kind));
    }),
    /** An object of the same class, with nothing in it but what cannot change. */
    native('same_class', 'value, /', function* (evaluation, value = none) {
        if (value.kind !== 'instance') {
            return evaluation.unknown('a copy of something unknown');
        }
        const made = new Instance(value.type);
        made.payload = emptied(payloadOf(value));
        return made;
    }),
];

const copied = new Set(['list', 'dict', 'set', 'frozenset', 'tuple', 'instance']);

function emptied(value: Value): Value | undefined {
    switch (value.kind) {
        case 'list':
            return list([]);
        case 'dict':
            return new Dict({ entries: new Map() });
        case 'set':
            return new SetValue('set', { entries: new Map() });
        case 'instance':
            return undefined;
        default:
            return value;
    }
}

/** The members of `_python`. */
export function helperMembers(): Readonly<Record<string, Value>> {
    return Object.fromEntries(functions.map((called) => [called.name, called]));
}
