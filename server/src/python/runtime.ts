// What evaluating Python needs besides a program's text; whoever hosts the evaluator loads it.

import type { Libraries } from './libraries.js';
import type { ParsedModule } from './syntax/parse.js';

/** Reads Python, and knows the modules that come with us. */
export interface PythonRuntime {
    readonly parse: (text: string) => ParsedModule;
    readonly libraries: Libraries;
}
