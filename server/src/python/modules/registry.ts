// Python's own modules that are written in TypeScript, by dotted name.

import { builtinNames } from '../builtinFunctions.js';
import type { Value } from '../values.js';
import { helperMembers } from './helpers.js';
import { itertoolsMembers } from './itertools.js';
import { jsonMembers } from './json.js';
import { mathMembers } from './math.js';
import { regexMembers } from './regexModule.js';

/** Each makes its members anew, as a program may change what they hold. */
const modules: ReadonlyMap<string, () => Readonly<Record<string, Value>>> = new Map([
    ['_python', helperMembers],
    ['builtins', () => Object.fromEntries(builtinNames())],
    ['itertools', itertoolsMembers],
    ['json', jsonMembers],
    ['math', mathMembers],
    ['re', regexMembers],
]);

/** The members of a module of Python's own; undefined where it is not one of these. */
export function nativeModule(name: string): Readonly<Record<string, Value>> | undefined {
    return modules.get(name)?.();
}
