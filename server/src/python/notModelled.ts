// Attributes that a model of ours lacks: the library that is modelled may have them.

import type { Evaluation } from './evaluation.js';
import { hasMember } from './types/memberNames.js';
import { typeOf } from './typeOf.js';
import type { ClassValue, Unknown, Value } from './values.js';

/** What stands for such an attribute; undefined where the value really has none. */
export function notModelled(
    evaluation: Evaluation,
    value: Value,
    name: string,
): Unknown | undefined {
    const own = value.kind === 'class' ? value : typeOf(value);
    if (own.order.some((one) => one.module === 'builtins' && hasMember(one.name, name))) {
        return evaluation.unknown(`${own.name}.${name} is not modelled`);
    }
    if (name.startsWith('__') || evaluation.inLibrary()) {
        return undefined;
    }
    if (value.kind === 'module' && value.room === 'library') {
        return evaluation.unknown(`${value.name}.${name} is not modelled`);
    }
    const type =
        value.kind === 'class' ? value : value.kind === 'instance' ? value.type : undefined;
    const library = type?.order.find(
        (one) =>
            one.room === 'library' &&
            one.module !== 'builtins' &&
            !isExact(one) &&
            !(value.kind === 'instance' && type.order.some((each) => lacks(each, one, name))),
    );
    return library && evaluation.unknown(`${library.name}.${name} is not modelled`);
}

/**
 * Whether the objects of a class of ours have no such attribute, for all that `base` gives them: it
 * says in `_members_` which public names they have.
 */
function lacks(type: ClassValue, base: ClassValue, name: string): boolean {
    const members = type.attributes.content.names.get('_members_');
    return (
        members?.kind === 'str' &&
        type.order.includes(base) &&
        !name.startsWith('_') &&
        !` ${members.value} `.includes(` ${name} `)
    );
}

/** Whether a class of ours says of itself that it lacks nothing. */
function isExact(type: ClassValue): boolean {
    return type.attributes.content.names.has('_exact_');
}
