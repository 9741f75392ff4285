// Which class a value has, and what its class defines. Nothing here calls anything.

import { boolType, builtinTypes, exceptionTypes, objectType } from './builtinTypes.js';
import { surely } from './contents.js';
import type { BoundMethod, ClassValue, Unknown, Value } from './values.js';

/** The class of a value that is known to be one; of an unknown one `object`. */
export function typeOf(value: Value): ClassValue {
    switch (value.kind) {
        case 'unknown':
            return unknownTypes.get(value.type ?? '') ?? objectType;
        case 'pattern':
        case 'str':
            return builtinTypes.str;
        case 'choice':
            return objectType;
        case 'none':
            return builtinTypes.NoneType;
        case 'notimplemented':
            return builtinTypes.NotImplementedType;
        case 'ellipsis':
            return builtinTypes.ellipsis;
        case 'bool':
            return boolType;
        case 'int':
            return builtinTypes.int;
        case 'float':
            return builtinTypes.float;
        case 'bytes':
            return builtinTypes.bytes;
        case 'tuple':
            return builtinTypes.tuple;
        case 'range':
            return builtinTypes.range;
        case 'slice':
            return builtinTypes.slice;
        case 'method':
            return builtinTypes.method;
        case 'staticmethod':
            return builtinTypes.staticmethod;
        case 'classmethod':
            return builtinTypes.classmethod;
        case 'property':
            return builtinTypes.property;
        case 'super':
            return builtinTypes.super;
        case 'dictview':
            return {
                keys: builtinTypes.dict_keys,
                values: builtinTypes.dict_values,
                items: builtinTypes.dict_items,
            }[value.view];
        case 'native':
            return builtinTypes.builtin_function_or_method;
        case 'list':
            return builtinTypes.list;
        case 'dict':
            return builtinTypes.dict;
        case 'set':
            return builtinTypes.set;
        case 'frozenset':
            return builtinTypes.frozenset;
        case 'instance':
            return value.type;
        case 'function':
            return builtinTypes.function;
        case 'class':
            return builtinTypes.type;
        case 'module':
            return builtinTypes.module;
        case 'generator':
            return builtinTypes.generator;
        case 'iterator':
            return builtinTypes.iterator;
    }
}

const unknownTypes = new Map<string, ClassValue>([
    ['int', builtinTypes.int],
    ['float', builtinTypes.float],
    ['str', builtinTypes.str],
    ['bool', boolType],
    ['bytes', builtinTypes.bytes],
    ['list', builtinTypes.list],
    ['tuple', builtinTypes.tuple],
    ['dict', builtinTypes.dict],
    ['set', builtinTypes.set],
]);

/** What the first class in the order of resolution defines under a name. */
export function lookUp(type: ClassValue, name: string): Value | undefined {
    return lookUpIn(type.order, name);
}

/** The same for the classes after one of them, as `super()` looks. */
export function lookUpAfter(type: ClassValue, after: ClassValue, name: string): Value | undefined {
    return lookUpIn(type.order.slice(type.order.indexOf(after) + 1), name);
}

function lookUpIn(order: readonly ClassValue[], name: string): Value | undefined {
    for (const { attributes, open } of order) {
        const found = attributes.content.names.get(name);
        if (found !== undefined) {
            return surely(found);
        }
        if (attributes.content.rest !== undefined) {
            return { ...attributes.content.rest, ours: true };
        }
        if (open !== undefined) {
            return { ...open, ours: true };
        }
    }
    return undefined;
}

/** What a class's member is when it is found through an instance: functions become methods. */
export function bound(member: Value, self: Value, type: ClassValue): Value {
    switch (member.kind) {
        case 'function':
            return { kind: 'method', self, function: member } satisfies BoundMethod;
        case 'native':
            return member.binds ? { kind: 'method', self, function: member } : member;
        case 'staticmethod':
            return member.function;
        case 'classmethod':
            return { kind: 'method', self: type, function: member.function };
        default:
            return member;
    }
}

/** Whether a class is another one or derives from it. */
export function isSubclass(type: ClassValue, of: ClassValue): boolean {
    return type.order.includes(of);
}

/** The base of which nothing is known, where a class has one. */
export function openBase(type: ClassValue): Unknown | undefined {
    return type.order.find(({ open }) => open !== undefined)?.open;
}

/** A class of Python's own exceptions, by name. */
export function exceptionType(name: string): ClassValue {
    return exceptionTypes.get(name) ?? objectType;
}

/**
 * The linear order of a class's bases (C3), itself left out; undefined where Python raises
 * TypeError.
 */
export function resolutionOrder(bases: readonly ClassValue[]): readonly ClassValue[] | undefined {
    const sequences = [...bases.map(({ order }) => [...order]), [...bases]];
    const merged: ClassValue[] = [];
    for (;;) {
        const left = sequences.filter((sequence) => sequence.length !== 0);
        if (left.length === 0) {
            return merged;
        }
        const next = left
            .map(([head]) => head)
            .find(
                (head) =>
                    head !== undefined &&
                    left.every((sequence) => !sequence.slice(1).includes(head)),
            );
        if (next === undefined) {
            return undefined;
        }
        merged.push(next);
        for (const sequence of left) {
            if (sequence[0] === next) {
                sequence.shift();
            }
        }
    }
}
