// What the interpreter needs from whoever evaluates a program.

import type { ModuleText } from './imports.js';
import type { Namespace, Room, Steps, Value } from './values.js';

/** What a program is evaluated with. */
export interface MachineOptions {
    readonly builtins: Namespace;
    /** The text of a module that another imports; undefined where there is none. */
    readonly findModule: (name: string, room: Room) => Steps<ModuleText | undefined>;
    /** Native modules of the caller's, besides Python's own. */
    readonly nativeModule: (name: string) => Readonly<Record<string, Value>> | undefined;
    /** Statements, calls and turns of loops until a path is given up. */
    readonly budget: number;
    /** The same, since something happened that the caller waits for (`Evaluation.progressed`). */
    readonly patience?: number;
}
