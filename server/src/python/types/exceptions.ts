// The texts and fields of exceptions. Defined in CPython 3.11: Objects/exceptions.c.

import { defineMethods, exceptionTypes, objectType } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { native, variadic } from '../native.js';
import { reprOf } from '../repr.js';
import { setName } from '../setAttributes.js';
import { partsOf, textOf } from '../texts.js';
import {
    Instance,
    none,
    str,
    tuple,
    type ClassValue,
    type Unknown,
    type Value,
} from '../values.js';
import { newObject } from './objects.js';

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

/** The class that `OSError(number, ...)` gives for the numbers of Linux. */
const systemErrors: Readonly<Record<string, string>> = {
    1: 'PermissionError',
    2: 'FileNotFoundError',
    3: 'ProcessLookupError',
    4: 'InterruptedError',
    10: 'ChildProcessError',
    11: 'BlockingIOError',
    13: 'PermissionError',
    17: 'FileExistsError',
    20: 'NotADirectoryError',
    21: 'IsADirectoryError',
    110: 'TimeoutError',
};

/** The class of the exception that a call of an exception's class makes. */
export function madeClass(type: ClassValue, args: readonly Value[]): ClassValue {
    const [number] = args;
    const isSystem = type === exceptionTypes.get('OSError') && 1 < args.length;
    const name =
        isSystem && number?.kind === 'int' ? systemErrors[String(number.value)] : undefined;
    return exceptionTypes.get(name ?? '') ?? type;
}

function argsOf(self: Value | undefined): readonly Value[] | undefined {
    const args = self?.kind === 'instance' ? self.attributes.content.names.get('args') : undefined;
    return args?.kind === 'tuple' ? args.items : undefined;
}

/** Puts the texts and fields into the classes of exceptions. */
export function defineExceptions(): void {
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
