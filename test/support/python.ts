// Python's grammar and our modules from the sources, loaded once a process.

import { createRequire } from 'node:module';
import { loadPython } from '../../server/src/host/pythonRuntime.js';
import type { PythonRuntime } from '../../server/src/python/runtime.js';

const require = createRequire(import.meta.url);
let loaded: Promise<PythonRuntime> | undefined;

/** What evaluating Python needs, from the folders of the sources. */
export function pythonFromSources(): Promise<PythonRuntime> {
    loaded ??= loadPython(
        {
            runtime: require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
            language: require.resolve('tree-sitter-python/tree-sitter-python.wasm'),
        },
        ['server/src/python/lib', 'server/src/tensorflow/lib'],
    );
    return loaded;
}
