// The heart: one entry of an assignment map, applied as init_from_checkpoint applies it. The code
// follows semantics.md 1.3 line by line; what raises is a value with its cause.
// Defined in TensorFlow: python/training/checkpoint_utils.py (_init_from_checkpoint); the rules of
// 1.15's tf.contrib.framework differ in one step.

import type { CheckpointSource, CheckpointTensor } from '../checkpoint/checkpoint.js';
import type { TensorFlowRules } from '../assignmentMap/assignmentMap.js';
import type { ModelVariable } from '../model/model.js';
import { compareCodePoints } from '../util/order.js';
import { pythonStr } from '../util/pythonRepr.js';
import type { PythonValue } from '../util/pythonValue.js';
import { isCompatible, listShape, pythonShape } from '../util/shape.js';
import {
    attributeError,
    tensorEndsWithError,
    tensorHashError,
    valueError,
    variableTypeError,
    type EntryError,
} from './entryErrors.js';
import type { Binding } from './loadPlan.js';
import { runInitializer, sliceSpec, variableBytes } from './restore.js';
import {
    isSlices,
    variablesOf,
    visitedName,
    type StoreHit,
    type VariableStore,
} from './variableStore.js';

/** Everything that one call sees. */
export interface CallScope {
    /** Undefined where nothing says which checkpoint, or where it cannot be read. */
    readonly source: CheckpointSource | undefined;
    readonly store: VariableStore;
    readonly rules: TensorFlowRules;
    /** The variables of a program by the identity of their objects, which a map may hold. */
    readonly objects?: ReadonlyMap<number, ModelVariable> | undefined;
}

/** What an entry alone does. */
export interface ResolvedEntry {
    /** Which branch TensorFlow takes; undefined where a name's type lets it take none. */
    readonly branch: 'one-to-one' | 'scope' | undefined;
    /** The model scope which a scope entry visits, without its slash; `''` is the whole store. */
    readonly scope: string | undefined;
    /**
     * All bindings, in TensorFlow's order. Those behind the one that raises are there too, since a
     * person wants to see every tensor that is missing and not the first alone.
     */
    readonly bindings: readonly ResolvedBinding[];
    /** The variables it reaches, also where no checkpoint is known to bind them to. */
    readonly reached: readonly ModelVariable[];
    readonly error: EntryError | null;
}

/** A binding and the name in the store which led to it. */
export interface ResolvedBinding extends Binding {
    readonly storeName: string;
}

/** Applies one pair of the map. */
export function resolveEntry(
    call: CallScope,
    tensorName: PythonValue,
    variableName: PythonValue,
): ResolvedEntry {
    const given = objectsOf(call, variableName);
    if (given !== undefined) {
        const names = variablesOf(given).map(({ name }) => name);
        return oneToOne(call, tensorName, names.join(','), given);
    }
    const typeError = variableTypeError(variableName);
    if (typeError !== undefined) {
        return raisesAtOnce(undefined, typeError);
    }
    if (variableName.type !== 'str') {
        // What is left is the empty list, which `all()` takes for a list of variables.
        return oneToOne(call, tensorName, '', []);
    }
    const hit = call.store.find(variableName.value);
    return hit === undefined
        ? scopeToScope(call, tensorName, variableName.value)
        : oneToOne(call, tensorName, variableName.value, hit);
}

/** The variables that a value is itself: an object, or a list of them. */
function objectsOf({ objects }: CallScope, value: PythonValue): StoreHit | undefined {
    if (value.type === 'object') {
        return objects?.get(value.identity);
    }
    if (value.type !== 'list' || value.items.length === 0) {
        return undefined;
    }
    const variables = value.items.map((item) =>
        item.type === 'object' ? objects?.get(item.identity) : undefined,
    );
    return variables.every((variable) => variable !== undefined) ? variables : undefined;
}

function oneToOne(
    call: CallScope,
    tensorName: PythonValue,
    storeName: string,
    hit: StoreHit,
): ResolvedEntry {
    const unhashable = tensorHashError(tensorName);
    if (unhashable !== undefined) {
        return raisesAtOnce('one-to-one', unhashable);
    }

    const reached = variablesOf(hit);
    const entry = { branch: 'one-to-one', scope: undefined, reached } as const;
    const checkpoint = call.source?.checkpoint;
    if (call.source === undefined || checkpoint === undefined) {
        return { ...entry, bindings: [], error: null };
    }

    const name = pythonStr(tensorName);
    const index = tensorName.type === 'str' ? checkpoint.find(name) : undefined;
    if (index === undefined) {
        const error = valueError(
            'tensor',
            `Tensor ${name} is not found in ${call.source.argument} checkpoint $SHAPES`,
        );
        const asSlice = isSlices(hit);
        const bindings = reached.map((each) => missing(each, asSlice, storeName, name, error));
        return { ...entry, bindings, error };
    }

    const tensor = checkpoint.tensor(index);
    if (!isSlices(hit) && !isCompatible(hit.shape, tensor.shape)) {
        const error = valueError(
            'shape',
            `Shape of variable ${hit.name}:0 (${pythonShape(hit.shape)}) doesn't match with shape ` +
                `of tensor ${name} (${listShape(tensor.shape)}) from checkpoint reader.`,
        );
        const misfit = missing(hit, false, storeName, name, error);
        return { ...entry, bindings: [{ ...misfit, verdict: 'fails' }], error };
    }
    return { ...entry, ...bind(call.source, tensor, hit, storeName) };
}

function scopeToScope(
    call: CallScope,
    tensorName: PythonValue,
    variableName: string,
): ResolvedEntry {
    const slash = variableName.lastIndexOf('/');
    const scope = slash === -1 ? '' : variableName.slice(0, slash);

    const endsWithError = tensorEndsWithError(tensorName);
    if (endsWithError !== undefined) {
        return raisesAtOnce('scope', endsWithError, scope);
    }
    const prefix = pythonStr(tensorName);
    if (!prefix.endsWith('/')) {
        const error = valueError(
            'not-a-scope',
            `Assignment map with scope only name ${scope} should map to scope only ${prefix}. ` +
                "Should be 'scope/': 'other_scope/'.",
        );
        return raisesAtOnce('scope', error, scope);
    }

    const bindings: ResolvedBinding[] = [];
    const reached: ModelVariable[] = [];
    let error: EntryError | null = null;
    for (const name of visitedNames(call.store, scope)) {
        const hit = call.store.find(name);
        reached.push(...(hit === undefined ? [] : variablesOf(hit)));
        const full = tensorNameOf(call.rules, prefix, variableName, scope, name);
        const bound = bindVisited(
            call.source,
            hit,
            name,
            full,
            `${afterSlash(name, scope)} in ${prefix}`,
        );
        error ??= bound.error;
        bindings.push(...bound.bindings);
    }
    return { branch: 'scope', scope, bindings, reached, error };
}

/** One turn of the loop over a scope's names; `place` is what the message says in parentheses. */
function bindVisited(
    source: CheckpointSource | undefined,
    hit: StoreHit | undefined,
    storeName: string,
    tensorName: string,
    place: string,
): Bound {
    if (source?.checkpoint === undefined) {
        return { bindings: [], error: null };
    }
    const index = source.checkpoint.find(tensorName);
    if (index !== undefined) {
        return bind(source, source.checkpoint.tensor(index), hit, storeName);
    }
    const error = valueError(
        hit === undefined ? 'part' : 'tensor',
        `Tensor ${tensorName} (${place}) is not found in ${source.argument} checkpoint`,
    );
    const asSlice = hit !== undefined && isSlices(hit);
    const variables = hit === undefined ? [undefined] : variablesOf(hit);
    const bindings = variables.map((each) => missing(each, asSlice, storeName, tensorName, error));
    return { bindings, error };
}

/** The names which a scope entry visits: store keys, cut at `/part_`, each once, sorted. */
export function visitedNames(store: VariableStore, scope: string): readonly string[] {
    const names = new Set(store.keysUnder(scope).map(visitedName));
    // Cutting a name keeps the order but for keys such as `a/part_0` around `a.b`.
    return [...names].sort(compareCodePoints);
}

/** The tensor which a scope entry wants for a variable's name. */
export function tensorNameOf(
    rules: TensorFlowRules,
    prefix: string,
    variableName: string,
    scope: string,
    name: string,
): string {
    // Drops the slash behind the scope, or the first letter of the name where there is no scope.
    const relative = variableName === '/' ? name.slice(scope.length) : afterSlash(name, scope);
    const full = prefix === '/' ? relative : prefix + relative;
    return full.endsWith('/') && rules !== 'contrib' ? full.slice(0, -1) : full;
}

/** `name[len(scope) + 1:]`; Python counts code points. */
function afterSlash(name: string, scope: string): string {
    const dropped = name.codePointAt(scope.length) ?? 0;
    return name.slice(scope.length + (0xffff < dropped ? 2 : 1));
}

interface Bound {
    readonly bindings: readonly ResolvedBinding[];
    readonly error: EntryError | null;
}

/** `_set_variable_or_list_initializer`: binds one variable, or each slice of a whole. */
function bind(
    source: CheckpointSource,
    tensor: CheckpointTensor,
    hit: StoreHit | undefined,
    storeName: string,
): Bound {
    if (hit === undefined) {
        const error = attributeError('part', "'NoneType' object has no attribute 'dtype'");
        return { bindings: [missing(undefined, false, storeName, tensor.name, error)], error };
    }
    if (!isSlices(hit)) {
        const binding = runInitializer(source, tensor, hit, false);
        return { bindings: [{ ...binding, storeName }], error: null };
    }

    const bindings: ResolvedBinding[] = [];
    let wholeName: string | undefined;
    for (const slice of hit) {
        const fullName = slice.partition?.fullName;
        const error =
            fullName === undefined
                ? attributeError('slices', "'NoneType' object has no attribute 'full_name'")
                : wholeName !== undefined && wholeName !== fullName
                  ? valueError(
                        'slices',
                        `Slices must all be from the same tensor: ${wholeName} != ${fullName}`,
                    )
                  : undefined;
        if (error !== undefined) {
            const failing = missing(slice, true, storeName, tensor.name, error);
            bindings.push({ ...failing, verdict: 'fails' });
            return { bindings, error };
        }
        wholeName = fullName;
        bindings.push({ ...runInitializer(source, tensor, slice, true), storeName });
    }
    return { bindings, error: null };
}

function missing(
    variable: ModelVariable | undefined,
    asSlice: boolean,
    storeName: string,
    tensor: string,
    error: EntryError,
): ResolvedBinding {
    return {
        variable,
        variableName: variable?.name ?? storeName,
        storeName,
        tensor,
        slice: variable === undefined || !asSlice ? '' : sliceSpec(variable),
        verdict: 'missing',
        error: { type: error.type, message: error.message },
        bytes: variable === undefined ? null : variableBytes(variable),
        cause: error.cause,
    };
}

/** An entry that raises before it looks at any variable. */
function raisesAtOnce(
    branch: ResolvedEntry['branch'],
    error: EntryError,
    scope?: string,
): ResolvedEntry {
    return { branch, scope, bindings: [], reached: [], error };
}
