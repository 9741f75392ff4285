// The model that a comment names, or the command line, as the variables of the program: what its
// collections hold (lib/tensorflow/_named_model.py), and when that may be relied upon.

import type { ModelVariable } from '../model/model.js';
import { native } from '../python/native.js';
import { none, tuple, type NativeFunction, type Steps, type Value } from '../python/values.js';
import { record } from './ckptmapModule.js';
import { Fixed, valueOf } from './pythonData.js';
import type { ProgramRun } from './run.js';

/**
 * `named_variables(own)`: a tuple for each variable of the model that is named: (the program's own
 * object of that name or None, what describes it, its collections or None).
 */
export function namedVariables(run: ProgramRun): NativeFunction {
    const handles = new Map<ModelVariable, Value>();
    return native('named_variables', 'own', function* (evaluation, own = none) {
        const [path = '', ...others] = run.namedModels;
        const found =
            others.length === 0
                ? yield* variablesOf(run, path)
                : 'which of the models that comments name is meant';
        if (typeof found === 'string') {
            return evaluation.unknown(found, 'list');
        }
        const made = ownByName(run, own);
        const names = new Set(found.map(({ name }) => name));
        const foreign = [...made.keys()].find((name) => !names.has(name));
        if (foreign !== undefined) {
            const reason = `the program makes '${foreign}', which the model '${path}' does not have`;
            return evaluation.unknown(reason, 'list');
        }
        record(evaluation, run, { event: 'named-model', text: path, place: evaluation.place() });
        return tuple(
            found.map((variable) => {
                const handle = handles.get(variable) ?? handleOf(run, variable);
                handles.set(variable, handle);
                const { name, collections } = variable;
                return tuple([
                    made.get(name) ?? none,
                    described(variable, handle),
                    collections === undefined ? none : valueOf(new Fixed(collections)),
                ]);
            }),
        );
    });
}

/** The variables of a model that says what collections hold, or why it does not. */
function* variablesOf(run: ProgramRun, path: string): Steps<readonly ModelVariable[] | string> {
    const { model, problems } = yield* run.openModel(path);
    if (model === undefined) {
        return problems[0]?.message ?? `the model '${path}' cannot be read`;
    }
    const { certainty, variables, unlisted = [] } = model;
    const isSure =
        certainty === 'exact' ||
        (certainty === 'graph' && variables.every(({ collections }) => collections !== undefined));
    if (!isSure || unlisted.length !== 0) {
        return `the model '${path}' does not say which variables are in a collection`;
    }
    return new Set(variables.map(({ name }) => name)).size === variables.length
        ? variables
        : `the model '${path}' has several variables of one name`;
}

/** The variables that the program is seen to make, by their names as far as those are known. */
function ownByName(run: ProgramRun, own: Value): ReadonlyMap<string, Value> {
    const items = own.kind === 'list' ? own.content.items : [];
    return new Map(
        items.flatMap((item) => {
            const handle =
                item.kind === 'instance' ? item.attributes.content.names.get('_handle') : undefined;
            const traced =
                handle === undefined || handle.kind === 'maybe'
                    ? undefined
                    : run.variableOf(handle);
            return traced === undefined || traced.pattern ? [] : [[traced.name, item] as const];
        }),
    );
}

function handleOf(run: ProgramRun, variable: ModelVariable): Value {
    const { name, shape, dtype, kind, trainable, storeKey, partition } = variable;
    const exact = { event: 'variable', pattern: false, exact: true, place: undefined } as const;
    const traced = { ...exact, name, shape, dtype, kind, trainable, storeKey };
    return run.handleOfNamed(partition === undefined ? traced : { ...traced, partition }, variable);
}

function described(variable: ModelVariable, handle: Value): Value {
    const { name, shape, dtype, kind, trainable, partition } = variable;
    const slice =
        partition === undefined
            ? null
            : new Fixed([
                  partition.fullName,
                  partition.fullShape,
                  partition.offset,
                  partition.shape,
              ]);
    return tuple([handle, ...[name, shape, dtype, kind, trainable, slice].map(valueOf)]);
}

/**
 * Why what a call is given may not be what it seems, where the program has read the variables of the
 * model that is named: that is the model at the call, and not before it.
 */
export function namedModelDoubt(run: ProgramRun, named: string | undefined): string | undefined {
    const { entries } = run.trace.content;
    const first = entries.findIndex(({ event }) => event.event === 'named-model');
    const read = entries[first]?.event;
    if (read?.event !== 'named-model') {
        return undefined;
    }
    if (read.text !== named) {
        return `the program has read the variables of the model '${read.text}', which is not named for this call`;
    }
    const isLater = entries
        .slice(first)
        .some(({ event }) => event.event === 'variable' || event.event === 'opened');
    return isLater
        ? 'the program makes variables after it has read those of the model that is named'
        : undefined;
}
