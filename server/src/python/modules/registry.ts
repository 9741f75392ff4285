// Python's own modules that are written in TypeScript, by dotted name.

import type { Value } from '../values.js';

const modules = new Map<string, Readonly<Record<string, Value>>>([]);

/** The members of a module of Python's own; undefined where it is not one of these. */
export function nativeModule(name: string): Readonly<Record<string, Value>> | undefined {
    return modules.get(name);
}
