// What every class has from `object`, what `type` and functions have, the methods of `str` behind
// operators, and the texts of exceptions. Defined in CPython 3.11: Objects/typeobject.c,
// Objects/exceptions.c.

import { ofInstanceItself } from '../attributes.js';
import { builtinTypes, defineMethods, objectType } from '../builtinTypes.js';
import { makeInstance } from '../calls.js';
import type { Evaluation } from '../evaluation.js';
import { formatValue } from '../formatValue.js';
import { native, variadic } from '../native.js';
import { deleteAttribute, setOwn } from '../setAttributes.js';
import {
    bool,
    none,
    notImplemented,
    tuple,
    type Arguments,
    type Steps,
    type Value,
} from '../values.js';
import { defineExceptions } from './exceptions.js';
import { hashOf } from './operatorMethods.js';
import { defineStringOperators } from './stringOperators.js';

function defineObject(): void {
    defineMethods(
        objectType,
        [
            variadic('__new__', false, (evaluation, args) => newObject(evaluation, args)),
            variadic('__init__', true, function* () {
                return none;
            }),
            native('__repr__', 'self, /', function* (evaluation) {
                return evaluation.unknown('an address in memory is not known', 'str');
            }),
            native('__str__', 'self, /', (evaluation, self) => evaluation.repr(self ?? none)),
            native(
                '__format__',
                'self, format_spec, /',
                function* (evaluation, self = none, spec = none) {
                    if (spec.kind === 'str' && spec.value !== '' && self.kind === 'instance') {
                        evaluation.raise(
                            'TypeError',
                            `unsupported format string passed to ${self.type.name}.__format__`,
                        );
                    }
                    return self.kind === 'instance'
                        ? yield* evaluation.str(self)
                        : yield* formatValue(
                              evaluation,
                              self,
                              spec.kind === 'str' ? spec.value : '',
                          );
                },
            ),
            native('__eq__', 'self, value, /', function* (evaluation, self, value) {
                return self === value
                    ? bool(true)
                    : value?.kind === 'unknown' && value.type === undefined
                      ? evaluation.unknown(value.reason)
                      : notImplemented;
            }),
            native('__ne__', 'self, value, /', function* (evaluation, self = none, value = none) {
                const method = evaluation.findMethod(self, '__eq__');
                const equal =
                    method === undefined ? notImplemented : yield* evaluation.call(method, [value]);
                if (equal.kind === 'notimplemented') {
                    return equal;
                }
                const truth = yield* evaluation.truth(equal);
                return typeof truth === 'boolean' ? bool(!truth) : { ...truth, type: 'bool' };
            }),
            native('__hash__', 'self, /', function* (evaluation, self = none) {
                return self.kind === 'instance'
                    ? evaluation.unknown('a hash is not known', 'int')
                    : yield* hashOf(evaluation, self);
            }),
            native(
                '__getattribute__',
                'self, name, /',
                function* (evaluation, self = none, name = none) {
                    if (name.kind !== 'str') {
                        return evaluation.unknown('the name of an attribute is not known');
                    }
                    const found =
                        self.kind === 'instance'
                            ? yield* ofInstanceItself(evaluation, self, name.value, false)
                            : yield* evaluation.findAttribute(self, name.value);
                    return (
                        found ??
                        evaluation.raise(
                            'AttributeError',
                            `'${evaluation.typeOf(self).name}' object has no attribute '${name.value}'`,
                        )
                    );
                },
            ),
            native(
                '__setattr__',
                'self, name, value, /',
                function* (evaluation, self = none, name = none, value = none) {
                    if (name.kind !== 'str') {
                        return evaluation.lose('the name of an attribute that is set is not known');
                    }
                    if (self.kind === 'instance') {
                        yield* setOwn(evaluation, self, name.value, value);
                    } else {
                        yield* evaluation.setAttribute(self, name.value, value);
                    }
                    return none;
                },
            ),
            native(
                '__delattr__',
                'self, name, /',
                function* (evaluation, self = none, name = none) {
                    if (name.kind !== 'str') {
                        return evaluation.lose(
                            'the name of an attribute that is deleted is not known',
                        );
                    }
                    yield* deleteOwn(evaluation, self, name.value);
                    return none;
                },
            ),
            native('__dir__', 'self, /', function* (evaluation) {
                return evaluation.unknown('the names of an object are not listed', 'list');
            }),
        ],
        {
            __init_subclass__: {
                kind: 'classmethod',
                function: variadic('__init_subclass__', true, function* () {
                    return none;
                }),
            },
        },
    );
}

function* deleteOwn(evaluation: Evaluation, self: Value, name: string): Steps<void> {
    if (self.kind !== 'instance' || !self.attributes.content.names.has(name)) {
        yield* deleteAttribute(evaluation, self, name);
        return;
    }
    evaluation.state.touch(self.attributes);
    self.attributes.content.names.delete(name);
}

/** `object.__new__(cls, *args)`. */
export function* newObject(evaluation: Evaluation, args: Arguments): Steps<Value> {
    const [type] = args.positional;
    if (type?.kind !== 'class') {
        return evaluation.unknown('an object of an unknown class');
    }
    return yield* makeInstance(evaluation, type, {
        positional: args.positional.slice(1),
        keywords: args.keywords,
    });
}

/** Puts these methods into their classes. */
export function defineObjects(): void {
    defineObject();
    defineExceptions();
    defineStringOperators();
    defineMethods(builtinTypes.type, [
        native('mro', 'self, /', function* (evaluation, self) {
            return self?.kind === 'class'
                ? yield* evaluation.call(builtinTypes.list, [tuple(self.order)])
                : evaluation.unknown('the order of an unknown class', 'list');
        }),
        native('__subclasses__', 'self, /', function* (evaluation) {
            return evaluation.unknown(
                'the classes that derive from a class are not listed',
                'list',
            );
        }),
    ]);
}
