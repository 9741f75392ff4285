// Entries of a call whose model is not known completely: what an entry does hangs on variables that
// the model's source does not tell, unless its names exclude that. Of such an entry only what is
// sure is kept, so that nothing is claimed which TensorFlow might not do.

import { mayHaveKey, mayHaveKeysFrom, type OpenPart } from '../model/openPart.js';
import type { PythonValue } from '../util/pythonValue.js';
import type { EntryError } from './entryErrors.js';
import type { ResolvedBinding, ResolvedEntry } from './initFromCheckpoint.js';
import { visitedName, type VariableStore } from './variableStore.js';

/** An entry as far as it is sure, and whether it may do more. */
export interface SureEntry {
    readonly entry: ResolvedEntry;
    readonly open: boolean;
}

const nothingSure: ResolvedEntry = {
    branch: undefined,
    scope: undefined,
    bindings: [],
    reached: [],
    error: null,
};

/** An entry of which nothing is sure. */
export const openEntry: SureEntry = { entry: nothingSure, open: true };

/** Whether a value is one of these objects, or a list that holds one. */
export function holdsAny(value: PythonValue, objects: ReadonlySet<number> | undefined): boolean {
    return value.type === 'list'
        ? value.items.some((item) => holdsAny(item, objects))
        : value.type === 'object' && objects?.has(value.identity) === true;
}

/** What is sure of an entry that was resolved with the variables that are known. */
export function sureEntry(
    entry: ResolvedEntry,
    variableName: PythonValue,
    store: VariableStore,
    open: OpenPart,
): SureEntry {
    // Variables that a program passes as objects are those; what is no name at all raises anyway.
    if (variableName.type !== 'str') {
        return { entry, open: false };
    }
    const name = variableName.value;
    // Slices of it, or what makes a scope of it.
    const mayHaveMore = mayHaveKeysFrom(open, `${name}/`);
    if (entry.branch === 'one-to-one') {
        const isOne = store.get(name) !== undefined;
        return isOne || !(mayHaveMore || mayHaveKey(open, name))
            ? { entry, open: false }
            : openEntry;
    }
    const scope = entry.scope ?? '';
    const start = scope === '' ? '' : `${scope}/`;
    const mayBeOne = mayHaveMore || mayHaveKey(open, name);
    // What raises before it looks at any variable does so whatever is in the scope.
    const cause = entry.error?.cause;
    const visits = cause !== 'type' && cause !== 'not-a-scope';
    if (!mayBeOne && !(visits && mayHaveKeysFrom(open, start))) {
        return { entry, open: false };
    }
    // A name with variables below it is a scope, and none of them.
    const isScope = name === '/' || (name.endsWith('/') && store.hasScope(scope));
    const sure = isScope ? sureScope(entry) : nothingSure;
    const isSure = sure.error !== null || 0 < sure.reached.length;
    return isSure ? { entry: sure, open: true } : openEntry;
}

/** The variables of a scope that it surely visits; slices of which others may be missing are none. */
function sureScope(entry: ResolvedEntry): ResolvedEntry {
    const isWhole = (key: string | null | undefined): boolean =>
        typeof key === 'string' && visitedName(key) === key;
    const bindings = entry.bindings.filter(({ variable }) => isWhole(variable?.storeKey));
    return {
        ...entry,
        bindings,
        reached: entry.reached.filter(({ storeKey }) => isWhole(storeKey)),
        error: visitsNothing(entry) ? entry.error : (firstError(bindings) ?? null),
    };
}

function visitsNothing({ error, bindings }: ResolvedEntry): boolean {
    return error !== null && bindings.length === 0;
}

function firstError(bindings: readonly ResolvedBinding[]): EntryError | undefined {
    for (const { error, cause } of bindings) {
        if (error !== undefined && cause !== undefined) {
            return { ...error, cause };
        }
    }
    return undefined;
}
