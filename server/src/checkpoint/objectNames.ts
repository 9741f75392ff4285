// What the tensors of an object-based checkpoint are called beside their keys: by the objects that
// held them, and by the names of their variables. Looked up for a key in hover and listings, and
// from a name to its key where a map has the name.

import type { Checkpoint } from './checkpoint.js';
import { isVariableKey, pathInKey, type ObjectGraph } from './objectGraph.js';

/** What else a tensor is called. */
export interface ObjectName {
    /** The path in its key, from the root, unescaped. */
    readonly objectPath: readonly string[] | undefined;
    /** Its variable's name when it was saved. */
    readonly fullName: string | undefined;
}

/** A key that a name stands for, and what the name is. */
export interface CalledKey {
    readonly key: string;
    readonly as: 'object path' | 'saved name';
}

/** The other names of an object-based checkpoint's tensors. */
export interface ObjectNames {
    /** The objects; undefined where they could not be read: paths are known from the keys all the same. */
    readonly graph: ObjectGraph | undefined;
    /** What else a tensor is called. */
    of(key: string): ObjectName;
    /**
     * The tensor which a name most likely means: an object path with slashes or dots (`model/w`,
     * `model.w`), or a variable's name when it was saved (`dense/kernel`, also with `:0`).
     */
    called(name: string): CalledKey | undefined;
    /** The tensors of variables whose saved name or object path begins with a scope (`dense/`, or ''). */
    below(scope: string): readonly NamedKey[];
}

/** A tensor in a scope: what it is called there. */
export interface NamedKey {
    readonly key: string;
    /** Behind the scope. */
    readonly rest: string;
    readonly as: CalledKey['as'];
}

/** The names of a checkpoint's tensors; they are put in order when somebody first looks for one. */
export function objectNames(checkpoint: Checkpoint, graph: ObjectGraph | undefined): ObjectNames {
    let byPath: ReadonlyMap<string, string> | undefined;
    const paths = (): ReadonlyMap<string, string> => (byPath ??= pathsOf(checkpoint, graph));

    function of(key: string): ObjectName {
        return { objectPath: pathInKey(key), fullName: graph?.find(key)?.fullName };
    }

    function called(name: string): CalledKey | undefined {
        const bare = name.replace(/:\d+$/, '');
        for (const each of bare === name ? [name] : [name, bare]) {
            const saved = graph?.keyOf(each);
            if (saved !== undefined && checkpoint.find(saved) !== undefined) {
                return { key: saved, as: 'saved name' };
            }
            const path = paths().get(each.replaceAll('.', '/'));
            if (path !== undefined) {
                return { key: path, as: 'object path' };
            }
        }
        return undefined;
    }

    function below(scope: string): readonly NamedKey[] {
        const found = new Map<string, NamedKey>();
        const add = (name: string, key: string, as: CalledKey['as']): void => {
            const rest = name.slice(scope.length);
            if (name.startsWith(scope) && rest !== '' && !found.has(rest)) {
                found.set(rest, { key, rest, as });
            }
        };
        for (const { fullName } of graph?.values ?? []) {
            const key = fullName === undefined ? undefined : graph?.keyOf(fullName);
            if (
                fullName !== undefined &&
                key !== undefined &&
                isVariableKey(key) &&
                checkpoint.find(key) !== undefined
            ) {
                add(fullName, key, 'saved name');
            }
        }
        for (const [path, key] of paths()) {
            add(path, key, 'object path');
        }
        return [...found.values()];
    }

    return { graph, of, called, below };
}

// Dots and slashes alike are written as slashes: `layer.0` and `layer/0` are the same path to people.
// A path that is written with the slash of a name and one with an edge there cannot be told apart;
// the first in the order of keys is taken.
function pathsOf(
    checkpoint: Checkpoint,
    graph: ObjectGraph | undefined,
): ReadonlyMap<string, string> {
    const keys = new Map<string, string>();
    const add = (path: readonly string[] | undefined, key: string): void => {
        const joined = path?.join('/').replaceAll('.', '/');
        if (joined !== undefined && joined !== '' && !keys.has(joined)) {
            keys.set(joined, key);
        }
    };
    for (const name of checkpoint.names()) {
        if (isVariableKey(name)) {
            add(pathInKey(name), name);
        }
    }
    for (const { key, node } of graph?.values ?? []) {
        if (isVariableKey(key) && checkpoint.find(key) !== undefined) {
            add(graph?.pathOf(node), key);
        }
    }
    return keys;
}
