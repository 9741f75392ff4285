// Built-in functions of objects and their classes: getattr, isinstance, super, type and so on.
// Defined in CPython 3.11: Python/bltinmodule.c, Objects/abstract.c (object_isinstance).

import { exceptionTypes, objectType } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { joinValues } from '../join.js';
import { native, variadic } from '../native.js';
import { payloadOf } from '../numeric.js';
import { Raised } from '../raised.js';
import { openBase } from '../typeOf.js';
import {
    bool,
    type ClassValue,
    int,
    type Namespace,
    type NativeFunction,
    none,
    type Steps,
    str,
    type Unknown,
    type Value,
} from '../values.js';
import { isInstanceOf, isSubclassOf, verdict } from './instances.js';

/** An attribute, or undefined where there is none, also where its getter says so. */
function* attributeOf(
    evaluation: Evaluation,
    value: Value,
    name: string,
): Steps<Value | undefined> {
    try {
        return yield* evaluation.findAttribute(value, name);
    } catch (thrown) {
        const missing = exceptionTypes.get('AttributeError') ?? objectType;
        if (thrown instanceof Raised && thrown.exception.type.order.includes(missing)) {
            return undefined;
        }
        throw thrown;
    }
}

function* withName(
    evaluation: Evaluation,
    name: Value,
    found: (name: string) => Steps<Value>,
    otherwise: (why: Unknown) => Steps<Value>,
): Steps<Value> {
    const plain = payloadOf(name);
    switch (plain.kind) {
        case 'str':
            return yield* found(plain.value);
        case 'choice':
            return yield* evaluation.fork(
                plain.options.map((option) => () => withName(evaluation, option, found, otherwise)),
                plain.why,
            );
        case 'pattern':
            return yield* otherwise(evaluation.unknown('the name of an attribute is not known'));
        case 'unknown':
            return yield* otherwise(plain);
        default:
            return evaluation.raise(
                'TypeError',
                `attribute name must be string, not '${evaluation.typeOf(name).name}'`,
            );
    }
}

function* someAttribute(evaluation: Evaluation, why: Unknown): Steps<Value> {
    return { ...evaluation.unknown(why.reason), ours: true };
}

const getAttribute = native(
    'getattr',
    'object, name, default=, /',
    (evaluation, value = none, name = none, otherwise) =>
        withName(
            evaluation,
            name,
            function* (known) {
                if (otherwise === undefined) {
                    return yield* evaluation.getAttribute(value, known);
                }
                if (value.kind === 'choice') {
                    return yield* evaluation.fork(
                        value.options.map(
                            (option) => () =>
                                evaluation.call(getAttribute, [option, str(known), otherwise]),
                        ),
                        value.why,
                    );
                }
                const found = yield* attributeOf(evaluation, value, known);
                return found !== undefined && (value.kind === 'unknown' || mayBeUnset(value, known))
                    ? joinValues(found, otherwise)
                    : (found ?? otherwise);
            },
            (why) => someAttribute(evaluation, why),
        ),
);

/** Sets an attribute of which the name is not known: any of the object's may be another. */
function* setSome(
    evaluation: Evaluation,
    value: Value,
    assigned: Value,
    why: Unknown,
): Steps<Value> {
    if (value.kind !== 'instance' && value.kind !== 'class' && value.kind !== 'module') {
        return evaluation.lose('an attribute of which the name is not known is set');
    }
    const { attributes }: { readonly attributes: Namespace } = value;
    evaluation.state.touch(attributes);
    const { names } = attributes.content;
    for (const [name, each] of names) {
        names.set(name, joinValues(each.kind === 'maybe' ? each.value : each, assigned, why));
    }
    attributes.content = { names, rest: { ...why, ours: true } };
    return none;
}

/** Whether an attribute of the value's own is set on some paths only. */
function mayBeUnset(value: Value, name: string): boolean {
    switch (value.kind) {
        case 'instance':
        case 'class':
        case 'module':
        case 'function':
            return value.attributes.content.names.get(name)?.kind === 'maybe';
        default:
            return false;
    }
}

/** Whether what is found in a value is sure to be there: it is the program's, and all of it is known. */
function isWhole(value: Value): boolean {
    switch (value.kind) {
        case 'instance':
            return (
                value.type.order.every(isModelledWhole) &&
                openBase(value.type) === undefined &&
                value.attributes.content.rest === undefined
            );
        case 'class':
        case 'module':
            return value.room === 'program';
        default:
            return false;
    }
}

/** Whether what a class of the program or of a library lacks is sure not to be there. */
function isModelledWhole(type: ClassValue): boolean {
    return (
        type.room === 'program' ||
        type.module === 'builtins' ||
        type.attributes.content.names.has('_exact_')
    );
}

/** The functions, by name. */
export const objectFunctions: readonly NativeFunction[] = [
    native('isinstance', 'obj, class_or_tuple, /', verdict(isInstanceOf)),
    native('issubclass', 'cls, class_or_tuple, /', verdict(isSubclassOf)),
    getAttribute,
    native('hasattr', 'obj, name, /', (evaluation, value = none, name = none) =>
        withName(
            evaluation,
            name,
            function* (known) {
                if (value.kind === 'choice') {
                    return yield* evaluation.fork(
                        value.options.map(
                            (option) =>
                                function* () {
                                    return option.kind === 'unknown'
                                        ? { ...option, type: 'bool' }
                                        : bool(
                                              (yield* attributeOf(evaluation, option, known)) !==
                                                  undefined,
                                          );
                                },
                        ),
                        value.why,
                    );
                }
                if (value.kind === 'unknown' && value.type === undefined) {
                    return evaluation.unknown(value.reason, 'bool');
                }
                const found = yield* attributeOf(evaluation, value, known);
                // What is unknown may not be there at all.
                return mayBeUnset(value, known) || (found?.kind === 'unknown' && !isWhole(value))
                    ? evaluation.unknown('whether an attribute is set is not known', 'bool')
                    : bool(found !== undefined);
            },
            function* (why) {
                return evaluation.unknown(why.reason, 'bool');
            },
        ),
    ),
    native(
        'setattr',
        'obj, name, value, /',
        (evaluation, value = none, name = none, assigned = none) =>
            withName(
                evaluation,
                name,
                function* (known) {
                    yield* evaluation.setAttribute(value, known, assigned);
                    return none;
                },
                (why) => setSome(evaluation, value, assigned, why),
            ),
    ),
    native('delattr', 'obj, name, /', (evaluation, value = none, name = none) =>
        withName(
            evaluation,
            name,
            function* (known) {
                yield* evaluation.deleteAttribute(value, known);
                return none;
            },
            function* () {
                return evaluation.lose('an attribute of which the name is not known is deleted');
            },
        ),
    ),
    native('callable', 'obj, /', function* (evaluation, value = none) {
        switch (value.kind) {
            case 'function':
            case 'method':
            case 'native':
            case 'class':
                return bool(true);
            case 'unknown':
            case 'choice':
                return evaluation.unknown('whether a value can be called is not known', 'bool');
            default: {
                const method = evaluation.findMethod(value, '__call__');
                return method?.kind === 'unknown'
                    ? { ...method, type: 'bool' }
                    : bool(method !== undefined);
            }
        }
    }),
    native('vars', 'object=, /', function* (evaluation, value) {
        if (value === undefined) {
            return {
                ...evaluation.unknown('the names of a scope are not listed', 'dict'),
                ours: true,
            };
        }
        const found = yield* evaluation.findAttribute(value, '__dict__');
        return (
            found ?? evaluation.raise('TypeError', 'vars() argument must have __dict__ attribute')
        );
    }),
    native('dir', 'object=, /', function* (evaluation) {
        return evaluation.unknown('the names of an object are not listed', 'list');
    }),
    native('id', 'obj, /', function* (evaluation, object = none) {
        // Our own models tell objects apart by it, and never show it.
        if (evaluation.inLibrary() && 'identity' in object) {
            return int(object.identity);
        }
        return evaluation.unknown('an address in memory is not known', 'int');
    }),
    native('input', 'prompt=, /', function* (evaluation) {
        return evaluation.unknown('what is typed in is not known', 'str');
    }),
    native('globals', '', function* (evaluation) {
        return {
            ...evaluation.unknown('the names of a module are not listed', 'dict'),
            ours: true,
        };
    }),
    native('locals', '', function* (evaluation) {
        return { ...evaluation.unknown('the names of a scope are not listed', 'dict'), ours: true };
    }),
    variadic('print', false, function* (evaluation, { positional, keywords }) {
        for (const value of positional) {
            if (value.kind === 'instance') {
                yield* evaluation.str(value);
            }
        }
        for (const name of keywords.keys()) {
            if (!['sep', 'end', 'file', 'flush'].includes(name)) {
                evaluation.raise(
                    'TypeError',
                    `'${name}' is an invalid keyword argument for print()`,
                );
            }
        }
        return none;
    }),
    variadic('open', false, function* (evaluation, { positional, keywords }) {
        const files = yield* evaluation.importModule('_files');
        const open = yield* evaluation.getAttribute(files, 'open_file');
        return yield* evaluation.call(open, positional, keywords);
    }),
    variadic('breakpoint', false, function* () {
        return none;
    }),
    ...['eval', 'exec', 'compile'].map((name) =>
        variadic(name, false, function* (evaluation) {
            return evaluation.lose(`${name}() runs code that is made while the program runs`);
        }),
    ),
    native(
        '__import__',
        'name, globals=, locals=, fromlist=, level=',
        function* (evaluation, name = none) {
            if (name.kind !== 'str') {
                return evaluation.lose('the name of a module that is imported is not known');
            }
            const [top = name.value] = name.value.split('.');
            yield* evaluation.importModule(name.value);
            return yield* evaluation.importModule(top);
        },
    ),
];
