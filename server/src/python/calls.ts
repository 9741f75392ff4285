// Calling things: functions by running their bodies, classes by making instances, and everything
// else by what it is. Defined in CPython: Objects/call.c, Objects/typeobject.c (type_call).

import { checkAbstract } from './abstractMethods.js';
import { valueAtOnce } from './atOnce.js';
import { builtinTypes, exceptionTypes, objectType } from './builtinTypes.js';
import type { Evaluation } from './evaluation.js';
import { generatorFrames, Yielded, type Message } from './generators.js';
import type { Frame } from './frame.js';
import type { Machine } from './machine.js';
import { bindParameters } from './parameters.js';
import { Raised } from './raised.js';
import { execute } from './statements.js';
import { evaluate } from './expressions.js';
import { scopeOf } from './syntax/scopes.js';
import { madeClass } from './types/exceptions.js';
import { bound, isSubclass, lookUp, openBase, typeOf } from './typeOf.js';
import {
    GeneratorValue,
    Instance,
    Namespace,
    none,
    tuple,
    type Arguments,
    type ClassValue,
    type FunctionValue,
    type Steps,
    type Value,
} from './values.js';

/** `callee(...args)`. */
export function callValue(machine: Machine, callee: Value, args: Arguments): Steps<Value> {
    machine.step();
    switch (callee.kind) {
        case 'native':
            return callee.call(machine, args);
        case 'function':
            return callFunction(machine, callee, args);
        case 'method': {
            const { positional, keywords, more } = args;
            return callValue(machine, callee.function, {
                positional: [callee.self, ...positional],
                keywords,
                more,
            });
        }
        case 'class':
            return instantiate(machine, callee, args);
        default:
            return callOther(machine, callee, args);
    }
}

function* callOther(machine: Machine, callee: Value, args: Arguments): Steps<Value> {
    switch (callee.kind) {
        case 'instance': {
            const method = lookUp(callee.type, '__call__');
            if (method !== undefined) {
                const member =
                    method.kind === 'instance' || method.kind === 'property'
                        ? yield* machine.getAttribute(callee, '__call__')
                        : bound(method, callee, callee.type);
                return yield* callValue(machine, member, args);
            }
            break;
        }
        case 'staticmethod':
            return yield* callValue(machine, callee.function, args);
        case 'unknown':
            return yield* machine.callUnknown(callee, args.positional, args.keywords);
        case 'choice':
            return yield* machine.fork(
                callee.options.map((option) => () => callValue(machine, option, args)),
                callee.why,
            );
        default:
    }
    return machine.raise('TypeError', `'${typeOf(callee).name}' object is not callable`);
}

/** Calls a function of Python: a new scope, and its body; or a generator over it. */
function callFunction(machine: Machine, called: FunctionValue, args: Arguments): Steps<Value> {
    const bindings = bindParameters(machine, called, args);
    if (called.node.kind === 'FunctionDef' && called.node.isAsync) {
        return machine.lose(`the asynchronous function ${called.name} is called`);
    }
    const scope = scopeOf(called.node);
    const frame: Frame = {
        kind: 'function',
        module: called.module,
        locals: new Namespace({ names: bindings }, scope.locals),
        enclosing: called.enclosing,
        scope,
        home: undefined,
        called,
        classCell: called.definedIn,
        qualifiedPrefix: `${called.qualifiedName}.<locals>.`,
        node: called.node,
        tries: 0,
        loop: undefined,
    };
    return scope.yields
        ? generatorOver(machine, frame, called)
        : runInFrame(machine, frame, called);
}

function* generatorOver(machine: Machine, frame: Frame, called: FunctionValue): Steps<Value> {
    const generator = new GeneratorValue(called.name, runBody(machine, frame, called));
    generatorFrames.set(generator, frame);
    return generator;
}

function* runInFrame(machine: Machine, frame: Frame, called: FunctionValue): Steps<Value> {
    const depth = machine.enter(frame);
    try {
        return yield* runBody(machine, frame, called);
    } finally {
        machine.leave(depth);
    }
}

function* runBody(machine: Machine, frame: Frame, { node }: FunctionValue): Steps<Value> {
    if (node.kind === 'Lambda') {
        return (
            valueAtOnce(machine, frame, node.body) ?? (yield* evaluate(machine, frame, node.body))
        );
    }
    return machine.paths.valueOf(yield* execute(machine, frame, node.body));
}

/** A `yield`: hands out a value and gives back what is sent. */
export function* yieldValue(machine: Machine, value: Value): Steps<Value> {
    if (machine.yieldsPerhaps(value)) {
        return none;
    }
    const message = (yield new Yielded(value)) as Message;
    if (message.kind === 'throw') {
        throw new Raised(message.exception);
    }
    return message.value;
}

/** `cls(...args)`: `__new__`, then `__init__` where that gave an instance of the class. */
function* instantiate(machine: Machine, type: ClassValue, args: Arguments): Steps<Value> {
    const open = openBase(type);
    if (open !== undefined) {
        return yield* openInstance(machine, type, args);
    }
    const creator = lookUp(type, '__new__');
    const made =
        creator === undefined || creator.kind === 'native'
            ? yield* makeInstance(machine, type, args)
            : yield* callValue(
                  machine,
                  creator.kind === 'staticmethod' ? creator.function : creator,
                  {
                      ...args,
                      positional: [type, ...args.positional],
                  },
              );
    if (made.kind !== 'instance' || !isSubclass(made.type, type)) {
        return made;
    }
    yield* initialize(machine, made, args, creator !== undefined && creator.kind !== 'native');
    return made;
}

function* initialize(
    machine: Machine,
    made: Instance,
    args: Arguments,
    ownNew: boolean,
): Steps<void> {
    const initializer = lookUp(made.type, '__init__');
    if (initializer !== undefined && !(initializer.kind === 'native' && isObjectInit(made.type))) {
        yield* callValue(machine, bound(initializer, made, made.type), args);
        return;
    }
    const given = args.positional.length + args.keywords.size;
    if (given !== 0 && !ownNew && made.payload === undefined && !isException(made.type)) {
        machine.raise('TypeError', `${made.type.name}() takes no arguments`);
    }
}

function isObjectInit(type: ClassValue): boolean {
    return type.order.find((one) => one.attributes.content.names.has('__init__')) === objectType;
}

const baseException = exceptionTypes.get('BaseException');

function isException(type: ClassValue): boolean {
    return baseException !== undefined && isSubclass(type, baseException);
}

const mutable = new Set<ClassValue>([builtinTypes.list, builtinTypes.dict, builtinTypes.set]);

/** What `object.__new__` and the `__new__` of built-in classes give for a class. */
export function* makeInstance(
    machine: Evaluation,
    type: ClassValue,
    args: Arguments,
): Steps<Value> {
    if (isException(type)) {
        const exception = new Instance(madeClass(type, args.positional));
        exception.attributes.content.names.set('args', tuple(args.positional));
        return exception;
    }
    checkAbstract(machine, type);
    const base = type.order.find(
        (one) =>
            one.module === 'builtins' &&
            one !== objectType &&
            one.attributes.content.names.get('__new__')?.kind === 'native',
    );
    const creator = base?.attributes.content.names.get('__new__');
    if (base === undefined || creator?.kind !== 'native') {
        return new Instance(type);
    }
    if (base === type) {
        const made = yield* creator.call(machine, {
            ...args,
            positional: [type, ...args.positional],
        });
        const fill = mutable.has(base) ? base.attributes.content.names.get('__init__') : undefined;
        if (fill?.kind === 'native') {
            yield* fill.call(machine, { ...args, positional: [made, ...args.positional] });
        }
        return made;
    }
    const instance = new Instance(type);
    const given = mutable.has(base)
        ? { positional: [base], keywords: new Map<string, Value>() }
        : { ...args, positional: [base, ...args.positional] };
    instance.payload = yield* creator.call(machine, given);
    return instance;
}

/**
 * An instance of a class with a base that is not known: its own `__init__` runs; whatever the base
 * does is a call that cannot be followed.
 */
function* openInstance(machine: Machine, type: ClassValue, args: Arguments): Steps<Value> {
    const made = new Instance(type);
    const initializer = lookUp(type, '__init__');
    if (initializer !== undefined && initializer.kind !== 'unknown') {
        yield* callValue(machine, bound(initializer, made, type), args);
    } else {
        const why = openBase(type) ?? machine.unknown('a base class');
        yield* machine.callUnknown({ ...why, ours: false }, args.positional, args.keywords);
    }
    machine.state.touch(made.attributes);
    made.attributes.content = { ...made.attributes.content, rest: openBase(type) };
    return made;
}

/** Calls something with arguments of which nothing is known. */
export function* callAnyhow(machine: Machine, callee: Value, why: Value): Steps<void> {
    if (why.kind !== 'unknown') {
        return;
    }
    const args: Arguments = { positional: [], keywords: new Map(), more: why };
    yield* callValue(machine, callee, args);
}
