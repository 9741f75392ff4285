// Making classes: a body run in a scope of its own, the order of resolution, and the hooks that
// Python calls. Defined in CPython: Objects/typeobject.c (type_new), Python/bltinmodule.c.

import { noteAbstractMethods } from './abstractMethods.js';
import { objectType } from './builtinTypes.js';
import { argumentsOf } from './callArguments.js';
import { evaluate } from './expressions.js';
import { bindName, scopesWithin, type Frame } from './frame.js';
import type { Machine } from './machine.js';
import { normal, type Completion } from './paths.js';
import { execute } from './statements.js';
import type { ClassDef } from './syntax/ast.js';
import { scopeOfBody } from './syntax/scopes.js';
import { bound, lookUp, lookUpAfter, resolutionOrder } from './typeOf.js';
import {
    ClassValue,
    str,
    tuple,
    type ClassCell,
    type Room,
    type Steps,
    type Unknown,
    type Value,
} from './values.js';

/** `class name(bases, keywords): …`. */
export function* defineClass(machine: Machine, frame: Frame, node: ClassDef): Steps<Completion> {
    const decorators: Value[] = [];
    for (const decorator of node.decorators) {
        decorators.push(yield* evaluate(machine, frame, decorator));
    }
    const { positional, keywords, more } = yield* argumentsOf(machine, frame, {
        args: node.bases,
        keywords: node.keywords,
    });
    frame.node = node;
    const made = yield* newClass(
        machine,
        node.name,
        positional,
        more,
        frame.module.name,
        frame.module.room,
    );
    const cell: ClassCell = { value: made };
    machine.setName(made.attributes, '__qualname__', str(`${frame.qualifiedPrefix}${node.name}`));
    if (node.docstring !== undefined) {
        machine.setName(made.attributes, '__doc__', str(node.docstring));
    }
    const inner: Frame = {
        kind: 'class',
        module: frame.module,
        locals: made.attributes,
        enclosing: scopesWithin(frame),
        scope: scopeOfBody(node),
        home: undefined,
        called: undefined,
        classCell: cell,
        qualifiedPrefix: `${frame.qualifiedPrefix}${node.name}.`,
        node,
        tries: frame.tries,
        loop: undefined,
    };
    const body = yield* machine.paths.collect(() =>
        machine.within(inner, () => execute(machine, inner, node.body)),
    );
    return yield* machine.paths.bind(
        body,
        ({ kind }) => kind === 'normal',
        function* () {
            const metaclass = keywords.get('metaclass');
            noteAbstractMethods(made, metaclass);
            const others = new Map([...keywords].filter(([name]) => name !== 'metaclass'));
            yield* finishClass(machine, made, others);
            let value: Value = madeBy(machine, made, metaclass);
            for (const decorate of decorators.toReversed()) {
                value = yield* machine.call(decorate, [value]);
            }
            bindName(machine.state, frame, node.name, value);
            return normal;
        },
    );
}

/** A metaclass of the program's own may do anything with the class. */
function madeBy(machine: Machine, made: ClassValue, metaclass: Value | undefined): Value {
    if (metaclass === undefined || (metaclass.kind === 'class' && metaclass.room === 'library')) {
        return made;
    }
    return { ...machine.unknown('a class with a metaclass'), ours: true };
}

/** A class with these bases, and nothing in it yet. */
export function* newClass(
    machine: Machine,
    name: string,
    written: readonly Value[],
    more: Unknown | undefined,
    module: string,
    room: Room,
): Steps<ClassValue> {
    const bases: ClassValue[] = [];
    let open: Unknown | undefined = more;
    for (const base of written) {
        if (base.kind === 'class') {
            bases.push(base);
            continue;
        }
        const entries = base.kind === 'instance' ? lookUp(base.type, '__mro_entries__') : undefined;
        if (base.kind === 'instance' && entries !== undefined) {
            const given = yield* machine.call(bound(entries, base, base.type), [tuple(written)]);
            const { items } = yield* machine.items(given);
            bases.push(...items.filter((item): item is ClassValue => item.kind === 'class'));
        } else if (base.kind === 'choice') {
            open ??= base.why;
        } else if (base.kind === 'unknown') {
            open ??= base;
        } else {
            machine.raise(
                'TypeError',
                'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
            );
        }
    }
    const all = bases.length === 0 ? [objectType] : bases;
    const order = resolutionOrder(all);
    if (order === undefined) {
        machine.raise(
            'TypeError',
            `Cannot create a consistent method resolution order (MRO) for bases ${all.map((base) => base.name).join(', ')}`,
        );
    }
    const resolution: ClassValue[] = [];
    const made = new ClassValue(name, all, resolution, module, room, open);
    resolution.push(made, ...order);
    return made;
}

/** `__set_name__` of what the body defined, then `__init_subclass__` of the bases. */
function* finishClass(
    machine: Machine,
    made: ClassValue,
    keywords: ReadonlyMap<string, Value>,
): Steps<void> {
    for (const [name, member] of made.attributes.content.names) {
        if (member.kind !== 'instance') {
            continue;
        }
        const hook = lookUp(member.type, '__set_name__');
        if (hook !== undefined) {
            yield* machine.call(bound(hook, member, member.type), [made, str(name)]);
        }
    }
    const hook = lookUpAfter(made, made, '__init_subclass__');
    if (hook !== undefined) {
        const called = hook.kind === 'classmethod' ? hook.function : hook;
        yield* machine.call({ kind: 'method', self: made, function: called }, [], keywords);
    }
}

/** `type(name, bases, members)`. */
export function* classOfCall(
    machine: Machine,
    name: string,
    bases: readonly Value[],
    members: ReadonlyMap<string, Value>,
): Steps<Value> {
    const module = machine.innermost()?.module;
    const made = yield* newClass(
        machine,
        name,
        bases,
        undefined,
        module?.name ?? '__main__',
        module?.room ?? 'program',
    );
    for (const [member, value] of members) {
        machine.setName(made.attributes, member, value);
    }
    yield* finishClass(machine, made, new Map());
    return made;
}
