// `value.name = assigned` and `del value.name`: data descriptors first, then the object's own names.
// Defined in CPython: Objects/object.c (_PyObject_GenericSetAttrWithDict).

import type { NamespaceContent } from './contents.js';
import type { Evaluation } from './evaluation.js';
import { bound, lookUp, typeOf } from './typeOf.js';
import { none, str, type Instance, type Namespace, type Steps, type Value } from './values.js';

/** `value.name = assigned`. */
export function* setAttribute(
    evaluation: Evaluation,
    value: Value,
    name: string,
    assigned: Value,
): Steps<void> {
    switch (value.kind) {
        case 'unknown':
            if (value.ours === true) {
                evaluation.lose(`an attribute of an unknown object is set (${value.reason})`);
            }
            return;
        case 'choice':
            yield* evaluation.fork(
                value.options.map(
                    (option) =>
                        function* () {
                            yield* evaluation.setAttribute(option, name, assigned);
                            return none;
                        },
                ),
                value.why,
            );
            return;
        case 'instance': {
            const custom = lookUp(value.type, '__setattr__');
            if (custom !== undefined && custom.kind !== 'native') {
                yield* evaluation.call(bound(custom, value, value.type), [str(name), assigned]);
                return;
            }
            yield* setOwn(evaluation, value, name, assigned);
            return;
        }
        case 'class':
            if (value.module === 'builtins') {
                evaluation.raise(
                    'TypeError',
                    `cannot set '${name}' attribute of immutable type '${value.name}'`,
                );
            }
            setName(evaluation, value.attributes, name, assigned);
            return;
        case 'module':
        case 'function':
            setName(evaluation, value.attributes, name, assigned);
            return;
        default: {
            const type = typeOf(value).name;
            evaluation.raise('AttributeError', `'${type}' object has no attribute '${name}'`);
        }
    }
}

/** What `object.__setattr__` does: a data descriptor's setter, else the instance's own name. */
export function* setOwn(
    evaluation: Evaluation,
    instance: Instance,
    name: string,
    assigned: Value,
): Steps<void> {
    const member = lookUp(instance.type, name);
    if (member?.kind === 'property') {
        if (member.setter.kind === 'none') {
            evaluation.raise(
                'AttributeError',
                // The fields of a named tuple are descriptors of another kind.
                lookUp(instance.type, '_fields') === undefined
                    ? `property '${name}' of '${instance.type.name}' object has no setter`
                    : "can't set attribute",
            );
        }
        yield* evaluation.call(member.setter, [instance, assigned]);
        return;
    }
    const set = member?.kind === 'instance' ? lookUp(member.type, '__set__') : undefined;
    if (member?.kind === 'instance' && set !== undefined) {
        yield* evaluation.call(bound(set, member, member.type), [instance, assigned]);
        return;
    }
    setName(evaluation, instance.attributes, name, assigned);
}

/** Sets a name of a namespace. */
export function setName(
    evaluation: Evaluation,
    namespace: Namespace,
    name: string,
    value: Value,
): void {
    evaluation.state.touch(namespace);
    namespace.content.names.set(name, value);
}

/** `del value.name`; raises AttributeError where there is none. */
export function* deleteAttribute(evaluation: Evaluation, value: Value, name: string): Steps<void> {
    switch (value.kind) {
        case 'unknown':
            return;
        case 'instance': {
            const custom = lookUp(value.type, '__delattr__');
            if (custom?.kind === 'function') {
                yield* evaluation.call(custom, [value, str(name)]);
                return;
            }
            const member = lookUp(value.type, name);
            if (member?.kind === 'property' && member.deleter.kind !== 'none') {
                yield* evaluation.call(member.deleter, [value]);
                return;
            }
            deleteName(evaluation, value.attributes, name, `'${value.type.name}' object`);
            return;
        }
        case 'class':
            deleteName(evaluation, value.attributes, name, `type object '${value.name}'`);
            return;
        case 'module':
            deleteName(evaluation, value.attributes, name, `module '${value.name}'`);
            return;
        case 'function':
            deleteName(evaluation, value.attributes, name, `'function' object`);
            return;
        default:
            evaluation.raise(
                'AttributeError',
                `'${typeOf(value).name}' object has no attribute '${name}'`,
            );
    }
}

function deleteName(
    evaluation: Evaluation,
    namespace: Namespace,
    name: string,
    owner: string,
): void {
    const { names, rest }: NamespaceContent = namespace.content;
    if (!names.has(name) && rest === undefined) {
        evaluation.raise('AttributeError', `${owner} has no attribute '${name}'`);
    }
    evaluation.state.touch(namespace);
    namespace.content.names.delete(name);
}
