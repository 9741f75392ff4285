// Built-in functions of objects and their classes: getattr, isinstance, super, type and so on.
// Defined in CPython 3.11: Python/bltinmodule.c, Objects/abstract.c (object_isinstance).

import { builtinTypes, defineMethods, exceptionTypes, objectType } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { joinValues } from '../join.js';
import { native, variadic } from '../native.js';
import { payloadOf } from '../numeric.js';
import { Raised } from '../raised.js';
import { lookUp, openBase } from '../typeOf.js';
import {
    bool,
    none,
    str,
    type ClassValue,
    type Namespace,
    type NativeFunction,
    type Steps,
    type Unknown,
    type Value,
} from '../values.js';

type Verdict = boolean | Unknown;

const notAType = 'must be a type, a tuple of types, or a union';

/** Whether a value is of a class, or of one of several. */
export function* isInstanceOf(evaluation: Evaluation, value: Value, type: Value): Steps<Verdict> {
    switch (type.kind) {
        case 'tuple': {
            let doubt: Unknown | undefined;
            for (const each of type.items) {
                const verdict = yield* isInstanceOf(evaluation, value, each);
                if (verdict === true) {
                    return true;
                }
                doubt ??= verdict === false ? undefined : verdict;
            }
            return doubt ?? false;
        }
        case 'class':
            return yield* isOfClass(evaluation, value, type);
        case 'unknown':
            return type;
        case 'choice':
            return type.why;
        case 'none':
            return evaluation.raise('TypeError', `isinstance() arg 2 ${notAType}`);
        case 'instance': {
            const method = evaluation.findMethod(type, '__instancecheck__');
            if (method !== undefined) {
                return yield* evaluation.truth(yield* evaluation.call(method, [value]));
            }
        }
    }
    return evaluation.raise('TypeError', `isinstance() arg 2 ${notAType}`);
}

function* isOfClass(evaluation: Evaluation, value: Value, type: ClassValue): Steps<Verdict> {
    if (value.kind === 'choice') {
        const verdicts: Verdict[] = [];
        for (const option of value.options) {
            verdicts.push(yield* isOfClass(evaluation, option, type));
        }
        const [first] = verdicts;
        return first !== undefined && verdicts.every((verdict) => verdict === first)
            ? first
            : value.why;
    }
    const check = type.room === 'library' ? lookUp(type, '__instancecheck__') : undefined;
    if (check?.kind === 'classmethod') {
        return yield* evaluation.truth(
            yield* evaluation.call({ kind: 'method', self: type, function: check.function }, [
                value,
            ]),
        );
    }
    if (type === objectType) {
        return true;
    }
    if (value.kind === 'unknown') {
        if (value.type === undefined) {
            return value;
        }
        return evaluation.typeOf(value) === objectType ? value : evaluation.isInstance(value, type);
    }
    if (evaluation.isInstance(value, type)) {
        return true;
    }
    return openBase(evaluation.typeOf(value)) ?? false;
}

function* isSubclassOf(evaluation: Evaluation, value: Value, type: Value): Steps<Verdict> {
    if (value.kind === 'unknown' || value.kind === 'choice') {
        return value.kind === 'unknown' ? value : value.why;
    }
    if (value.kind !== 'class') {
        return evaluation.raise('TypeError', 'issubclass() arg 1 must be a class');
    }
    switch (type.kind) {
        case 'tuple': {
            let doubt: Unknown | undefined;
            for (const each of type.items) {
                const verdict = yield* isSubclassOf(evaluation, value, each);
                if (verdict === true) {
                    return true;
                }
                doubt ??= verdict === false ? undefined : verdict;
            }
            return doubt ?? false;
        }
        case 'class': {
            const check = type.room === 'library' ? lookUp(type, '__subclasscheck__') : undefined;
            if (check?.kind === 'classmethod') {
                return yield* evaluation.truth(
                    yield* evaluation.call(
                        { kind: 'method', self: type, function: check.function },
                        [value],
                    ),
                );
            }
            return value.order.includes(type) ? true : (openBase(value) ?? false);
        }
        case 'unknown':
            return type;
        case 'choice':
            return type.why;
        default:
            return evaluation.raise(
                'TypeError',
                'issubclass() arg 2 must be a class, a tuple of classes, or a union',
            );
    }
}

function verdict(test: (evaluation: Evaluation, value: Value, type: Value) => Steps<Verdict>) {
    return function* (
        evaluation: Evaluation,
        value: Value = none,
        type: Value = none,
    ): Steps<Value> {
        const given = yield* test(evaluation, value, type);
        return typeof given === 'boolean' ? bool(given) : { ...given, type: 'bool' };
    };
}

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
                return value.kind === 'unknown' && found !== undefined
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

const typeCreator = variadic('__new__', false, function* (evaluation, { positional }) {
    const [, value, bases, members, ...more] = positional;
    if (
        value === undefined ||
        (bases !== undefined && members === undefined) ||
        more.length !== 0
    ) {
        return evaluation.raise('TypeError', 'type() takes 1 or 3 arguments');
    }
    if (bases === undefined) {
        return yield* classOf(evaluation, value);
    }
    const dict = members === undefined ? undefined : payloadOf(members);
    if (
        value.kind !== 'str' ||
        bases.kind !== 'tuple' ||
        dict?.kind !== 'dict' ||
        dict.content.rest !== undefined
    ) {
        return {
            ...evaluation.unknown('a class that is made by a call of type() is not known'),
            ours: true,
        };
    }
    const own = new Map(
        [...dict.content.entries.values()].flatMap((entry) =>
            entry.key.kind === 'str' ? [[entry.key.value, entry.value] as const] : [],
        ),
    );
    return yield* evaluation.makeClass(value.value, bases.items, own);
});

function* classOf(evaluation: Evaluation, value: Value): Steps<Value> {
    if (value.kind === 'choice') {
        return yield* evaluation.fork(
            value.options.map((option) => () => classOf(evaluation, option)),
            value.why,
        );
    }
    if (value.kind === 'unknown' && evaluation.typeOf(value) === objectType) {
        return { ...evaluation.unknown(value.reason), ...(value.ours === true && { ours: true }) };
    }
    return evaluation.typeOf(value);
}

const superCreator = native(
    '__new__',
    'cls, type=, obj=, /',
    function* (evaluation, _cls, type, self) {
        if (
            type === undefined ||
            type.kind === 'unknown' ||
            self === undefined ||
            self.kind === 'unknown' ||
            self.kind === 'choice' ||
            type.kind === 'choice'
        ) {
            return { ...evaluation.unknown('what super() stands for is not known'), ours: true };
        }
        if (type.kind !== 'class') {
            return evaluation.raise(
                'TypeError',
                `super() argument 1 must be a type, not ${evaluation.typeOf(type).name}`,
            );
        }
        const walked =
            self.kind === 'class' && self.order.includes(type) ? self : evaluation.typeOf(self);
        return walked.order.includes(type)
            ? { kind: 'super', after: type, self, type: walked }
            : evaluation.raise(
                  'TypeError',
                  'super(type, obj): obj must be an instance or subtype of type',
              );
    },
);

/** Puts the constructors into `type` and `super`. */
export function defineTypeAndSuper(): void {
    defineMethods(builtinTypes.type, [typeCreator]);
    defineMethods(builtinTypes.super, [superCreator]);
}

/** Whether what is found in a value is sure to be there: it is the program's, and all of it is known. */
function isWhole(value: Value): boolean {
    switch (value.kind) {
        case 'instance':
            return (
                value.type.room === 'program' &&
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
                return found?.kind === 'unknown' && !isWhole(value)
                    ? evaluation.unknown(found.reason, 'bool')
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
    variadic('open', false, function* (evaluation) {
        return evaluation.unknown('files are not read by the program here');
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
