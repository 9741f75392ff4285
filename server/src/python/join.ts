// What is known where two paths of the program meet: equal values stay, a few different ones become
// a choice, strings keep what they have in common, and the rest is unknown, with the reason.

import type { Maybe } from './contents.js';
import type { Choice, Pattern, Tuple, Unknown, Value } from './values.js';

/** Values of a choice; more than so many are an unknown value. */
const maxOptions = 6;

/** Whether both are the same object, or immutable values that nothing can tell apart. */
export function sameValue(one: Value, other: Value): boolean {
    if (one === other) {
        return true;
    }
    if (one.kind !== other.kind) {
        return false;
    }
    switch (one.kind) {
        case 'none':
        case 'ellipsis':
        case 'notimplemented':
            return true;
        case 'bool':
        case 'int':
        case 'str':
            return one.value === (other as typeof one).value;
        case 'float':
            return Object.is(one.value, (other as typeof one).value);
        case 'bytes':
            return one.value.join() === (other as typeof one).value.join();
        case 'tuple': {
            const { items } = other as Tuple;
            return (
                one.items.length === items.length &&
                one.items.every((item, index) => sameAt(item, items[index]))
            );
        }
        case 'range': {
            const { start, stop, step } = other as typeof one;
            return one.start === start && one.stop === stop && one.step === step;
        }
        case 'slice': {
            const { start, stop, step } = other as typeof one;
            return (
                sameValue(one.start, start) &&
                sameValue(one.stop, stop) &&
                sameValue(one.step, step)
            );
        }
        case 'method': {
            const { self, function: called } = other as typeof one;
            return sameValue(one.self, self) && sameValue(one.function, called);
        }
        case 'staticmethod':
        case 'classmethod':
            return sameValue(one.function, (other as typeof one).function);
        case 'dictview': {
            const { view, dict } = other as typeof one;
            return one.view === view && one.dict === dict;
        }
        case 'super': {
            const { after, self } = other as typeof one;
            return one.after === after && sameValue(one.self, self);
        }
        case 'pattern': {
            const { parts } = other as Pattern;
            return (
                one.parts.length === parts.length &&
                one.parts.every((part, index) =>
                    typeof part === 'string'
                        ? part === parts[index]
                        : typeof parts[index] !== 'string',
                )
            );
        }
        case 'choice': {
            const { options } = other as Choice;
            return (
                one.options.length === options.length &&
                one.options.every((option) => options.some((known) => sameValue(option, known)))
            );
        }
        // Nothing more is known of one unknown value than of the other.
        case 'unknown':
            return (
                one.type === (other as Unknown).type &&
                (one.ours ?? false) === ((other as Unknown).ours ?? false)
            );
        case 'property':
        case 'native':
        case 'list':
        case 'dict':
        case 'set':
        case 'frozenset':
        case 'instance':
        case 'function':
        case 'class':
        case 'module':
        case 'generator':
        case 'iterator':
            return false;
    }
}

function sameAt(one: Value, other: Value | undefined): boolean {
    return other !== undefined && sameValue(one, other);
}

/**
 * Whether one object stands for the other: those of our own classes that say of themselves that
 * they never change once they are made (`_never_changes`), with the same in them. An object that
 * one of the paths has made is empty here, where both are taken back, and stands for no other.
 */
function isLike(one: Value, other: Value): boolean {
    if (
        one.kind !== 'instance' ||
        other.kind !== 'instance' ||
        one.type !== other.type ||
        one.type.room !== 'library' ||
        !one.type.attributes.content.names.has('_never_changes')
    ) {
        return false;
    }
    const [mine, theirs] = [one.attributes.content.names, other.attributes.content.names];
    return (
        0 < mine.size &&
        mine.size === theirs.size &&
        [...mine].every(([name, value]) => hasSame(value, theirs.get(name)))
    );
}

function hasSame(one: Value | Maybe, other: Value | Maybe | undefined): boolean {
    if (one.kind === 'maybe' || other === undefined || other.kind === 'maybe') {
        return false;
    }
    if (one.kind !== 'list' || other.kind !== 'list') {
        return sameValue(one, other);
    }
    const [mine, theirs] = [one.content, other.content];
    return (
        mine.rest === undefined &&
        theirs.rest === undefined &&
        mine.items.length === theirs.items.length &&
        mine.items.every((item, index) => sameAt(item, theirs.items[index]))
    );
}

/** The value of a place that holds one on some paths and the other on the rest. */
export function joinValues(one: Value, other: Value, why?: Unknown): Value {
    if (sameValue(one, other) || isLike(one, other)) {
        return one;
    }
    const options: Value[] = [];
    for (const option of [...optionsOf(one), ...optionsOf(other)]) {
        if (!options.some((known) => sameValue(known, option) || isLike(known, option))) {
            options.push(option);
        }
    }
    const unknown = options.find((option): option is Unknown => option.kind === 'unknown');
    if (unknown !== undefined || maxOptions < options.length) {
        const reason = unknown ??
            why ?? { kind: 'unknown', reason: 'it depends on the path taken' };
        return { ...withoutType(reason), ...(options.some(isOurs) ? { ours: true } : {}) };
    }
    return { kind: 'choice', options, why: why ?? pathTaken };
}

const pathTaken: Unknown = { kind: 'unknown', reason: 'it depends on which path is taken' };

function withoutType(unknown: Unknown): Unknown {
    const { reason, place, ours } = unknown;
    return { kind: 'unknown', reason, ...(place && { place }), ...(ours === true && { ours }) };
}

/** The values that a value may be: itself, or the options of a choice. */
export function optionsOf(value: Value): readonly Value[] {
    return value.kind === 'choice' ? value.options : [value];
}

/** The value of a place that a loop changes from one to the other, and may change further. */
export function widenValues(one: Value, other: Value): Value {
    if (sameValue(one, other)) {
        return one;
    }
    const type = one.kind === other.kind && scalars.has(one.kind) ? one.kind : undefined;
    const ours = isOurs(one) || isOurs(other);
    return {
        kind: 'unknown',
        reason: 'a loop changes it whose turns are not known',
        ...(type !== undefined && { type }),
        ...(ours && { ours }),
    };
}

const scalars = new Set<string>(['int', 'float', 'str', 'bool']);

/** Whether the value may be, or lead to, code or objects of the program. */
export function isOurs(value: Value): boolean {
    switch (value.kind) {
        case 'unknown':
            return value.ours === true;
        case 'choice':
            return value.options.some(isOurs);
        case 'tuple':
            return value.items.some(isOurs);
        case 'instance':
        case 'function':
        case 'class':
        case 'method':
        case 'list':
        case 'dict':
        case 'set':
        case 'frozenset':
        case 'generator':
        case 'iterator':
        case 'dictview':
        case 'staticmethod':
        case 'classmethod':
        case 'property':
        case 'super':
        case 'module':
        case 'native':
            return true;
        case 'none':
        case 'bool':
        case 'int':
        case 'float':
        case 'str':
        case 'bytes':
        case 'pattern':
        case 'range':
        case 'slice':
        case 'ellipsis':
        case 'notimplemented':
            return false;
    }
}
