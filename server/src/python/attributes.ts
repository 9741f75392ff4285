// `value.name`, as Python looks it up: data descriptors, the instance's own names, the class's,
// then `__getattr__`; of modules, classes, functions and super() by their own rules.
// Defined in CPython: Objects/object.c (PyObject_GenericGetAttr), Objects/typeobject.c.

import { builtinTypes, objectType } from './builtinTypes.js';
import { surely } from './contents.js';
import type { Evaluation } from './evaluation.js';
import { liveDict } from './liveDict.js';
import { bound, lookUp, lookUpAfter, typeOf } from './typeOf.js';
import {
    none,
    str,
    tuple,
    type ClassValue,
    type FunctionValue,
    type Instance,
    type ModuleValue,
    type Namespace,
    type Property,
    type Steps,
    type Value,
} from './values.js';

/** `value.name`, or undefined where Python raises AttributeError. */
export function* findAttribute(
    evaluation: Evaluation,
    value: Value,
    name: string,
): Steps<Value | undefined> {
    switch (value.kind) {
        case 'unknown':
            if (value.type !== undefined) {
                const known = lookUp(typeOf(value), name);
                if (known !== undefined) {
                    return bound(known, value, typeOf(value));
                }
            }
            return { ...evaluation.unknown(value.reason), ours: value.ours === true };
        case 'choice':
            return yield* evaluation.fork(
                value.options.map((option) => () => evaluation.getAttribute(option, name)),
                value.why,
            );
        case 'instance':
            return yield* ofInstance(evaluation, value, name);
        case 'class':
            return yield* ofClass(evaluation, value, name);
        case 'module':
            return yield* ofModule(evaluation, value, name);
        case 'function':
            return ofFunction(value, name);
        case 'method': {
            if (name === '__self__') {
                return value.self;
            }
            if (name === '__func__') {
                return value.function;
            }
            return yield* findAttribute(evaluation, value.function, name);
        }
        case 'super': {
            const member = lookUpAfter(value.type, value.after, name);
            return member === undefined
                ? undefined
                : yield* described(evaluation, member, value.self, value.type);
        }
        case 'native':
            return name === '__name__' || name === '__qualname__'
                ? str(value.name)
                : plain(value, name);
        case 'property':
            return (
                { fget: value.getter, fset: value.setter, fdel: value.deleter }[name] ??
                plain(value, name)
            );
        case 'staticmethod':
        case 'classmethod':
            return name === '__func__' ? value.function : plain(value, name);
        case 'range':
        case 'slice':
            return name === 'start' || name === 'stop' || name === 'step'
                ? value.kind === 'slice'
                    ? value[name]
                    : { kind: 'int', value: value[name] }
                : plain(value, name);
        default: {
            const found = plain(value, name);
            return found?.kind === 'property'
                ? yield* throughGetter(evaluation, found, value)
                : found;
        }
    }
}

/** What the class of a built-in value has: its methods, bound. */
function plain(value: Value, name: string): Value | undefined {
    const type = typeOf(value);
    if (name === '__class__') {
        return type;
    }
    const member = lookUp(type, name);
    return member === undefined ? undefined : bound(member, value, type);
}

function own({ content }: Namespace, name: string): Value | undefined {
    const found = content.names.get(name);
    if (found === undefined && content.rest !== undefined) {
        return { ...content.rest, ours: true };
    }
    return found === undefined ? undefined : surely(found);
}

function* ofInstance(
    evaluation: Evaluation,
    instance: Instance,
    name: string,
): Steps<Value | undefined> {
    const { type } = instance;
    const custom = lookUp(type, '__getattribute__');
    if (custom?.kind === 'function') {
        return yield* evaluation.call(custom, [instance, str(name)]);
    }
    return yield* ofInstanceItself(evaluation, instance, name, true);
}

/** The lookup of `object.__getattribute__`; with `fallBack` also that of `__getattr__`. */
export function* ofInstanceItself(
    evaluation: Evaluation,
    instance: Instance,
    name: string,
    fallBack: boolean,
): Steps<Value | undefined> {
    const { type, attributes } = instance;
    const member = lookUp(type, name);
    if (member !== undefined && isData(member)) {
        return yield* described(evaluation, member, instance, type);
    }
    if (name === '__class__') {
        return type;
    }
    if (name === '__dict__') {
        return liveDict(attributes);
    }
    const mine = own(attributes, name);
    if (mine !== undefined) {
        const { names } = attributes.content;
        const found = names.get(name);
        return found?.kind === 'maybe' && member !== undefined
            ? yield* evaluation.fork(
                  [() => given(mine), () => described(evaluation, member, instance, type)],
                  evaluation.unknown('the attribute may not be set'),
              )
            : mine;
    }
    if (member !== undefined) {
        return yield* described(evaluation, member, instance, type);
    }
    const fallback = fallBack ? lookUp(type, '__getattr__') : undefined;
    return fallback === undefined
        ? undefined
        : yield* evaluation.call(bound(fallback, instance, type), [str(name)]);
}

function* given(value: Value): Steps<Value> {
    return value;
}

/** A descriptor that wins over the instance's own attribute. */
function isData(member: Value): boolean {
    return (
        member.kind === 'property' ||
        (member.kind === 'instance' && lookUp(member.type, '__set__') !== undefined)
    );
}

/** What a class's member gives when it is found through an instance, or the class itself. */
function* described(
    evaluation: Evaluation,
    member: Value,
    self: Value,
    type: ClassValue,
): Steps<Value> {
    if (member.kind === 'property') {
        return yield* throughGetter(evaluation, member, self);
    }
    if (member.kind === 'instance') {
        const get = lookUp(member.type, '__get__');
        return get === undefined
            ? member
            : yield* evaluation.call(bound(get, member, member.type), [self, type]);
    }
    return self.kind === 'class' && member.kind !== 'classmethod' && member.kind !== 'staticmethod'
        ? bound(member, self, self)
        : bound(member, self, type);
}

function* throughGetter(evaluation: Evaluation, property: Property, self: Value): Steps<Value> {
    if (property.getter.kind === 'none') {
        evaluation.raise('AttributeError', 'property has no getter');
    }
    return yield* evaluation.call(property.getter, [self]);
}

function* ofClass(
    evaluation: Evaluation,
    type: ClassValue,
    name: string,
): Steps<Value | undefined> {
    switch (name) {
        case '__name__':
        case '__qualname__':
            return own(type.attributes, name) ?? str(type.name);
        case '__module__':
            return own(type.attributes, name) ?? str(type.module);
        case '__class__':
            return builtinTypes.type;
        case '__mro__':
            return tuple(type.order);
        case '__bases__':
            return tuple(type.bases);
        case '__dict__':
            return liveDict(type.attributes);
        case '__doc__':
            return own(type.attributes, name) ?? none;
    }
    const member = lookUp(type, name);
    if (member === undefined) {
        const meta = lookUp(builtinTypes.type, name) ?? lookUp(objectType, name);
        return meta === undefined ? undefined : bound(meta, type, builtinTypes.type);
    }
    if (member.kind === 'classmethod' || member.kind === 'staticmethod') {
        return bound(member, type, type);
    }
    if (member.kind === 'instance') {
        const get = lookUp(member.type, '__get__');
        return get === undefined
            ? member
            : yield* evaluation.call(bound(get, member, member.type), [none, type]);
    }
    return member;
}

function* ofModule(
    evaluation: Evaluation,
    module: ModuleValue,
    name: string,
): Steps<Value | undefined> {
    const found = own(module.attributes, name);
    if (found !== undefined) {
        return found;
    }
    if (name === '__dict__') {
        return liveDict(module.attributes);
    }
    const submodule = yield* evaluation.loadedSubmodule(module, name);
    if (submodule !== undefined) {
        return submodule;
    }
    const fallback = own(module.attributes, '__getattr__');
    return fallback === undefined ? undefined : yield* evaluation.call(fallback, [str(name)]);
}

function ofFunction(value: FunctionValue, name: string): Value | undefined {
    const mine = own(value.attributes, name);
    if (mine !== undefined) {
        return mine;
    }
    switch (name) {
        case '__name__':
            return str(value.name);
        case '__qualname__':
            return str(value.qualifiedName);
        case '__module__':
            return str(value.module.name);
        case '__doc__':
            return none;
        case '__dict__':
            return liveDict(value.attributes);
        case '__defaults__':
        case '__code__':
        case '__annotations__':
        case '__globals__':
        case '__closure__':
        case '__kwdefaults__':
            return {
                kind: 'unknown',
                reason: `the inside of a function (${name}) is not modelled`,
            };
        default:
            return plain(value, name);
    }
}

/** What Python says where there is no such attribute. */
export function attributeErrorText(value: Value, name: string): string {
    switch (value.kind) {
        case 'module':
            return `module '${value.name}' has no attribute '${name}'`;
        case 'class':
            return `type object '${value.name}' has no attribute '${name}'`;
        case 'super':
            return `'super' object has no attribute '${name}'`;
        default:
            return `'${shownName(typeOf(value))}' object has no attribute '${name}'`;
    }
}

/** Classes that CPython has in C are shown with their module. */
const inC = ['SimpleNamespace', 'deque', 'OrderedDict', 'defaultdict', 'partial'];

function shownName({ name, module, room }: ClassValue): string {
    return room === 'library' && inC.includes(name)
        ? `${module.split('.')[0] ?? module}.${name}`
        : name;
}
