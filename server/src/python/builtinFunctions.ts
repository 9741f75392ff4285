// The names that every module of Python has: its own classes, functions, exceptions and constants.

import { boolType, builtinTypes, defineMethods, exceptionTypes } from './builtinTypes.js';
import { iterableFunctions } from './functions/iterables.js';
import { defineTypeAndSuper } from './functions/typeAndSuper.js';
import { objectFunctions } from './functions/objects.js';
import { scalarFunctions } from './functions/scalars.js';
import { variadic } from './native.js';
import { defineDicts } from './types/dicts.js';
import { defineLetters } from './types/letters.js';
import { defineIterators } from './types/iterators.js';
import { defineLists } from './types/lists.js';
import { defineNumbers } from './types/numberMethods.js';
import { defineObjects } from './types/objects.js';
import { defineSets } from './types/sets.js';
import { defineSmallTypes } from './types/small.js';
import { defineStrings } from './types/strings.js';
import { ellipsis, notImplemented, str, trueValue, type Value } from './values.js';

const classes = [
    'object',
    'type',
    'int',
    'float',
    'str',
    'bytes',
    'list',
    'tuple',
    'dict',
    'set',
    'frozenset',
    'range',
    'slice',
    'property',
    'staticmethod',
    'classmethod',
    'super',
] as const;

/** Classes of which nothing but the name is modelled: what they make is unknown. */
const unmodelled = ['complex', 'bytearray', 'memoryview'] as const;

let names: ReadonlyMap<string, Value> | undefined;

/** The names of the module `builtins` and what they stand for. */
export function builtinNames(): ReadonlyMap<string, Value> {
    names ??= makeNames();
    return names;
}

function makeNames(): ReadonlyMap<string, Value> {
    for (const define of [
        defineObjects,
        defineNumbers,
        defineStrings,
        defineLetters,
        defineLists,
        defineDicts,
        defineSets,
        defineSmallTypes,
        defineIterators,
        defineTypeAndSuper,
    ]) {
        define();
    }
    const made = new Map<string, Value>([
        ['bool', boolType],
        ['NotImplemented', notImplemented],
        ['Ellipsis', ellipsis],
        ['__debug__', trueValue],
        ['__name__', str('builtins')],
    ]);
    for (const name of classes) {
        made.set(name, builtinTypes[name]);
    }
    for (const [name, type] of exceptionTypes) {
        made.set(name, type);
    }
    made.set('IOError', exceptionTypes.get('OSError') ?? builtinTypes.object);
    made.set('EnvironmentError', exceptionTypes.get('OSError') ?? builtinTypes.object);
    for (const called of [...scalarFunctions, ...iterableFunctions, ...objectFunctions]) {
        made.set(called.name, called);
    }
    for (const name of unmodelled) {
        defineMethods(builtinTypes[name], [
            variadic('__new__', false, function* (evaluation) {
                return evaluation.unknown(`${name} is not modelled`, name);
            }),
        ]);
        made.set(name, builtinTypes[name]);
    }
    return made;
}
