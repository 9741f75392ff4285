// Where names live while code runs: a module, a function's call, a class's body or a
// comprehension, each with the scopes around it.

import type { Span } from '../util/span.js';
import { surely } from './contents.js';
import type { State } from './state.js';
import type { Scope } from './syntax/scopes.js';
import type { ClassCell, FunctionValue, ModuleValue, Namespace, Value } from './values.js';

/** One piece of running code. */
export interface Frame {
    readonly kind: 'module' | 'function' | 'class' | 'comprehension';
    readonly module: ModuleValue;
    readonly locals: Namespace;
    /** The scopes of enclosing functions, innermost first. */
    readonly enclosing: readonly Namespace[];
    readonly scope: Scope;
    /** The function's frame in which a comprehension stands; walrus targets are bound there. */
    readonly home: Frame | undefined;
    readonly called: FunctionValue | undefined;
    /** The class that is being made, for the functions in its body. */
    readonly classCell: ClassCell | undefined;
    /** How many functions and classes enclose it, as part of qualified names. */
    readonly qualifiedPrefix: string;
    /** The node that is being evaluated: of calls, the call. */
    node: Span;
    /** How many `try` statements with handlers surround what runs. */
    tries: number;
    /** The innermost loop that runs. */
    loop: RunningLoop | undefined;
}

/** A loop that runs. */
export interface RunningLoop {
    /** Its head. */
    readonly span: Span;
    /** How many steps were made before it. */
    readonly since: number;
    readonly outer: RunningLoop | undefined;
}

/** The scopes that a function defined in this frame sees. */
export function scopesWithin(frame: Frame): readonly Namespace[] {
    return frame.kind === 'function' || frame.kind === 'comprehension'
        ? [frame.locals, ...frame.enclosing]
        : frame.enclosing;
}

/** The value of a name, or why it has none: a local that is not set, one of an outer function. */
export type NameLookup = Value | 'unbound' | 'free' | 'missing';

/** Looks a name up as code in this frame does. */
export function lookUpName(frame: Frame, name: string, builtins: Namespace): NameLookup {
    const { scope, locals } = frame;
    if (scope.globals.has(name)) {
        return globalName(frame, name, builtins);
    }
    const mine = read(locals, name);
    if (mine !== undefined) {
        return mine;
    }
    if ((frame.kind === 'function' || frame.kind === 'comprehension') && scope.locals.has(name)) {
        return 'unbound';
    }
    if (frame.kind === 'class' && scope.locals.has(name)) {
        // A name that a class's body binds is looked for in the module next, not in functions.
        return globalName(frame, name, builtins);
    }
    for (const namespace of frame.enclosing) {
        if (namespace.declared?.has(name) === true) {
            return read(namespace, name) ?? 'free';
        }
    }
    return globalName(frame, name, builtins);
}

function globalName(frame: Frame, name: string, builtins: Namespace): NameLookup {
    return read(frame.module.attributes, name) ?? read(builtins, name) ?? 'missing';
}

function read({ content }: Namespace, name: string): Value | undefined {
    const found = content.names.get(name);
    return found === undefined ? content.rest : surely(found);
}

/** All names that are sure to be set where a frame runs, the innermost of each name. */
export function namesInSight(frame: Frame): ReadonlyMap<string, Value> {
    const names = new Map<string, Value>();
    for (const { content } of [frame.locals, ...frame.enclosing, frame.module.attributes]) {
        for (const [name, value] of content.names) {
            if (value.kind !== 'maybe' && !names.has(name)) {
                names.set(name, value);
            }
        }
    }
    return names;
}

/** Where an assignment to a name goes. */
export function namespaceFor(frame: Frame, name: string): Namespace {
    if (frame.kind === 'comprehension' && !frame.scope.locals.has(name) && frame.home) {
        return namespaceFor(frame.home, name);
    }
    if (frame.scope.globals.has(name)) {
        return frame.module.attributes;
    }
    if (frame.scope.nonlocals.has(name)) {
        return frame.enclosing.find(({ declared }) => declared?.has(name) === true) ?? frame.locals;
    }
    return frame.locals;
}

/** Binds a name. */
export function bindName(state: State, frame: Frame, name: string, value: Value): void {
    const namespace = namespaceFor(frame, name);
    state.touch(namespace);
    namespace.content.names.set(name, value);
}

/** `del name`; false where it is not set. */
export function unbindName(state: State, frame: Frame, name: string): boolean {
    const namespace = namespaceFor(frame, name);
    state.touch(namespace);
    return namespace.content.names.delete(name) || namespace.content.rest !== undefined;
}
