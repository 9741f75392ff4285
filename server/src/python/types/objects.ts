// What every class has from `object`, what `type` and functions have, the methods of `str` behind
// operators, and the texts of exceptions. Defined in CPython 3.11: Objects/typeobject.c,
// Objects/exceptions.c.

import { ofInstanceItself } from '../attributes.js';
import { deleteAttribute, setName, setOwn } from '../setAttributes.js';
import {
    boolType,
    builtinTypes,
    defineMethods,
    exceptionTypes,
    objectType,
} from '../builtinTypes.js';
import { makeInstance } from '../calls.js';
import type { Evaluation } from '../evaluation.js';
import { formatValue } from '../formatValue.js';
import { native, variadic } from '../native.js';
import { payloadOf } from '../numeric.js';
import { reprOf } from '../repr.js';
import { partsOf, textOf } from '../texts.js';
import {
    bool,
    Instance,
    none,
    notImplemented,
    str,
    tuple,
    type Arguments,
    type ClassValue,
    type Steps,
    type Unknown,
    type Value,
} from '../values.js';
import { decodeBytes } from '../codecs.js';
import { madeFor, memberOf } from './members.js';
import {
    defineComparisons,
    defineContainer,
    defineHash,
    defineOperators,
    defineTexts,
    hashOf,
} from './operatorMethods.js';
import { positionOf } from './positions.js';
import { charactersOf, hasAstral, knownOf, lengthOf } from '../texts.js';
import type { Pattern, Str } from '../values.js';

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

function* newObject(evaluation: Evaluation, args: Arguments): Steps<Value> {
    const [type] = args.positional;
    if (type?.kind !== 'class') {
        return evaluation.unknown('an object of an unknown class');
    }
    return yield* makeInstance(evaluation, type, {
        positional: args.positional.slice(1),
        keywords: args.keywords,
    });
}

/** What an exception says of how it came about. */
const notFollowed: Unknown = {
    kind: 'unknown',
    reason: 'what an exception was raised in the midst of is not followed',
};

/** An exception of a class with these arguments. */
export function makeException(type: ClassValue, args: readonly Value[]): Instance {
    const exception = new Instance(type);
    exception.attributes.content.names.set('args', tuple(args));
    return exception;
}

function argsOf(self: Value | undefined): readonly Value[] | undefined {
    const args = self?.kind === 'instance' ? self.attributes.content.names.get('args') : undefined;
    return args?.kind === 'tuple' ? args.items : undefined;
}

function defineExceptions(): void {
    const base = exceptionTypes.get('BaseException');
    const keyError = exceptionTypes.get('KeyError');
    const system = exceptionTypes.get('OSError');
    if (base === undefined || keyError === undefined || system === undefined) {
        return;
    }
    defineMethods(
        base,
        [
            variadic('__new__', false, (evaluation, args) => newObject(evaluation, args)),
            variadic('__init__', true, function* (evaluation, { positional, keywords }) {
                const [self, ...args] = positional;
                if (self?.kind === 'instance') {
                    setName(evaluation, self.attributes, 'args', tuple(args));
                    initializeFields(evaluation, self, args, keywords);
                }
                return none;
            }),
            native('__repr__', 'self, /', function* (evaluation, self = none) {
                const args = argsOf(self);
                if (args === undefined) {
                    return evaluation.unknown('the arguments of an exception are not known', 'str');
                }
                const name = evaluation.typeOf(self).name;
                const [only] = args;
                return args.length === 1 && only !== undefined
                    ? textOf([`${name}(`, ...partsOf(yield* evaluation.repr(only)), ')'])
                    : textOf([name, ...partsOf(yield* reprOf(evaluation, tuple(args)))]);
            }),
            native('__str__', 'self, /', function* (evaluation, self = none) {
                const args = argsOf(self);
                if (args === undefined) {
                    return evaluation.unknown('the arguments of an exception are not known', 'str');
                }
                const [only] = args;
                return only === undefined
                    ? str('')
                    : args.length === 1
                      ? yield* evaluation.str(only)
                      : yield* reprOf(evaluation, tuple(args));
            }),
            native('with_traceback', 'self, tb, /', function* (_evaluation, self = none) {
                return self;
            }),
            native('add_note', 'self, note, /', function* () {
                return none;
            }),
        ],
        {
            __cause__: none,
            __context__: notFollowed,
            __suppress_context__: notFollowed,
            __traceback__: notFollowed,
        },
    );
    defineMethods(keyError, [
        native('__str__', 'self, /', function* (evaluation, self = none) {
            const args = argsOf(self);
            const [only] = args ?? [];
            if (args === undefined) {
                return evaluation.unknown('the arguments of an exception are not known', 'str');
            }
            return only === undefined
                ? str('')
                : args.length === 1
                  ? yield* evaluation.repr(only)
                  : yield* reprOf(evaluation, tuple(args));
        }),
    ]);
    defineMethods(system, [
        native('__str__', 'self, /', function* (evaluation, self = none) {
            const args = argsOf(self);
            const [number, text, file] = args ?? [];
            if (args === undefined || number === undefined) {
                return args === undefined
                    ? evaluation.unknown('the arguments of an exception are not known', 'str')
                    : str('');
            }
            if (text === undefined || 3 < args.length) {
                return args.length === 1
                    ? yield* evaluation.str(number)
                    : yield* reprOf(evaluation, tuple(args));
            }
            const head = [
                '[Errno ',
                ...partsOf(yield* evaluation.str(number)),
                '] ',
                ...partsOf(yield* evaluation.str(text)),
            ];
            return textOf(
                file === undefined
                    ? head
                    : [...head, ': ', ...partsOf(yield* evaluation.repr(file))],
            );
        }),
    ]);
    defineFields(exceptionTypes.get('StopIteration'), 'value', 0);
    defineFields(exceptionTypes.get('SystemExit'), 'code', 0);
    defineFields(system, 'errno', 0, 2);
    defineFields(system, 'strerror', 1, 2);
    defineFields(system, 'filename', 2, 2);
}

/** The keyword fields of a few exceptions: `ImportError(name=…)`, `AttributeError(name=…, obj=…)`. */
function initializeFields(
    evaluation: Evaluation,
    self: Instance,
    _args: readonly Value[],
    keywords: ReadonlyMap<string, Value>,
): void {
    const [first] = keywords.keys();
    const open = ['ImportError', 'AttributeError', 'NameError'].some((name) =>
        self.type.order.includes(exceptionTypes.get(name) ?? objectType),
    );
    if (first !== undefined && !open) {
        evaluation.raise('TypeError', `${self.type.name}() takes no keyword arguments`);
    }
    for (const [name, value] of keywords) {
        setName(evaluation, self.attributes, name, value);
    }
}

/** A field that is one of the arguments; None where there are fewer than `least`. */
function defineFields(owner: ClassValue | undefined, name: string, index: number, least = 0): void {
    const getter = native(name, 'self, /', function* (evaluation, self) {
        const args = argsOf(self);
        if (args === undefined) {
            return evaluation.unknown('the arguments of an exception are not known');
        }
        const whole = name === 'code' && 1 < args.length ? tuple(args) : args[index];
        return args.length < least ? none : (whole ?? none);
    });
    owner?.attributes.content.names.set(name, {
        kind: 'property',
        getter,
        setter: none,
        deleter: none,
    });
}

/** `text[index]`, also of a text of which the ends are known. */
function* characterAt(evaluation: Evaluation, self: Str | Pattern, index: Value): Steps<Value> {
    if (index.kind === 'choice') {
        return yield* evaluation.fork(
            index.options.map((option) => () => characterAt(evaluation, self, option)),
            index.why,
        );
    }
    if (self.kind === 'pattern') {
        return cutPattern(evaluation, self, index);
    }
    const position = yield* positionOf(evaluation, index, lengthOf(self.value), {
        type: 'string',
        noun: 'string',
    });
    if (position === undefined) {
        return evaluation.unknown('an index is not known', 'str');
    }
    const characters = hasAstral(self.value) ? charactersOf(self.value) : self.value;
    const positions = typeof position === 'number' ? [position] : position;
    return str(positions.map((each) => characters[each] ?? '').join(''));
}

/** A slice that cuts known characters from one end of a text with holes. */
function cutPattern(evaluation: Evaluation, self: Pattern, index: Value): Value {
    const unknown = evaluation.unknown('part of a text is not known', 'str');
    if (
        index.kind !== 'slice' ||
        index.step.kind !== 'none' ||
        self.parts.some((part) => typeof part === 'string' && hasAstral(part))
    ) {
        return unknown;
    }
    const { start, end } = knownOf(self);
    const from =
        index.start.kind === 'int' && 0n <= index.start.value
            ? Number(index.start.value)
            : index.start.kind === 'none'
              ? 0
              : undefined;
    const to =
        index.stop.kind === 'int' && index.stop.value < 0n
            ? Number(-index.stop.value)
            : index.stop.kind === 'none'
              ? 0
              : undefined;
    if (
        index.stop.kind === 'int' &&
        0n <= index.stop.value &&
        from !== undefined &&
        Number(index.stop.value) <= start.length
    ) {
        return str(start.slice(from, Number(index.stop.value)));
    }
    if (
        index.start.kind === 'int' &&
        index.start.value < 0n &&
        to !== undefined &&
        Number(-index.start.value) <= end.length
    ) {
        return str(end.slice(end.length - Number(-index.start.value), end.length - to));
    }
    if (from === undefined || to === undefined || start.length < from || end.length < to) {
        return unknown;
    }
    const parts = [...self.parts];
    if (0 < from) {
        parts[0] = start.slice(from);
    }
    if (0 < to) {
        parts[parts.length - 1] = end.slice(0, end.length - to);
    }
    return textOf(parts);
}

function defineStringOperators(): void {
    const owner = builtinTypes.str;
    defineMethods(owner, [
        native(
            '__new__',
            'cls, object=, encoding=, errors=',
            function* (evaluation, cls, object, encoding, errors) {
                return madeFor(owner, cls, yield* makeString(evaluation, object, encoding, errors));
            },
        ),
        memberOf(
            owner,
            ['str', 'pattern'],
            '__getitem__',
            'key, /',
            (evaluation, self, [index = none]) => characterAt(evaluation, self, index),
            'str',
        ),
    ]);
    defineOperators(owner, ['+', '*', '%'], false);
    defineComparisons(owner, true);
    defineContainer(owner);
    defineHash(owner, true);
    defineTexts(owner, ['__repr__', '__str__', '__format__']);
    for (const each of [builtinTypes.int, builtinTypes.float]) {
        defineTexts(each, ['__repr__', '__format__']);
    }
    for (const each of [builtinTypes.int, builtinTypes.float]) {
        defineComparisons(each, true);
        defineHash(each, true);
    }
    defineTexts(boolType, ['__repr__']);
}

function* makeString(
    evaluation: Evaluation,
    object: Value | undefined,
    encoding: Value | undefined,
    errors: Value | undefined,
): Steps<Value> {
    if (object === undefined) {
        return str('');
    }
    if (encoding !== undefined || errors !== undefined) {
        const bytes = payloadOf(object);
        if (bytes.kind === 'bytes') {
            return decodeBytes(
                evaluation,
                bytes.value,
                encoding?.kind === 'str' ? encoding.value : 'utf-8',
                errors?.kind === 'str' ? errors.value : 'strict',
            );
        }
        return bytes.kind === 'unknown' || bytes.kind === 'choice'
            ? evaluation.unknown('bytes are not known', 'str')
            : evaluation.raise(
                  'TypeError',
                  bytes.kind === 'str'
                      ? 'decoding str is not supported'
                      : encoding !== undefined &&
                          encoding.kind !== 'str' &&
                          encoding.kind !== 'unknown'
                        ? `str() argument 'encoding' must be str, not ${evaluation.typeOf(encoding).name}`
                        : `decoding to str: need a bytes-like object, ${evaluation.typeOf(object).name} found`,
              );
    }
    return object.kind === 'choice'
        ? yield* evaluation.fork(
              object.options.map(
                  (option) => () => makeString(evaluation, option, undefined, undefined),
              ),
              object.why,
          )
        : yield* evaluation.str(object);
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
