// Abstract methods: a class made by ABCMeta that has one left cannot be made an instance of.
// Defined in CPython 3.11: Modules/_abc.c (compute_abstract_methods), Objects/typeobject.c.

import { surely } from './contents.js';
import type { Evaluation } from './evaluation.js';
import { lookUp } from './typeOf.js';
import { SetValue, str, type ClassValue, type Value } from './values.js';

const attribute = '__abstractmethods__';

/** Notes a new class's abstract methods, where its metaclass or that of a base is ABCMeta. */
export function noteAbstractMethods(made: ClassValue, metaclass: Value | undefined): void {
    const isAbstract =
        (metaclass?.kind === 'class' && metaclass.order.some(({ name }) => name === 'ABCMeta')) ||
        lookUp(made, attribute) !== undefined;
    if (!isAbstract) {
        return;
    }
    const names = new Set<string>();
    for (const base of made.order.slice(1)) {
        for (const name of namesIn(base)) {
            if (marks(lookUp(made, name))) {
                names.add(name);
            }
        }
    }
    for (const [name, member] of made.attributes.content.names) {
        if (marks(surely(member))) {
            names.add(name);
        }
    }
    const entries = new Map([...names].map((name) => [`s:${name}`, { value: str(name) }]));
    made.attributes.content.names.set(attribute, new SetValue('frozenset', { entries }));
}

function namesIn(type: ClassValue): readonly string[] {
    const own = type.attributes.content.names.get(attribute);
    return own?.kind === 'frozenset'
        ? [...own.content.entries.values()].flatMap(({ value }) =>
              value.kind === 'str' ? [value.value] : [],
          )
        : [];
}

/** Whether a member is marked by `@abstractmethod`. */
function marks(member: Value | undefined): boolean {
    switch (member?.kind) {
        case 'function': {
            const mark = member.attributes.content.names.get('__isabstractmethod__');
            return mark?.kind === 'bool' && mark.value;
        }
        case 'staticmethod':
        case 'classmethod':
            return marks(member.function);
        case 'property':
            return marks(member.getter) || marks(member.setter) || marks(member.deleter);
        default:
            return false;
    }
}

/** Raises TypeError where a class has abstract methods. */
export function checkAbstract(evaluation: Evaluation, type: ClassValue): void {
    const names = [...namesIn(type)].sort();
    if (names.length === 0) {
        return;
    }
    evaluation.raise(
        'TypeError',
        `Can't instantiate abstract class ${type.name} with abstract method${names.length === 1 ? '' : 's'} ${names.join(', ')}`,
    );
}
