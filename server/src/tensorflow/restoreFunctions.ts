// What the model of object-based checkpoints, written in Python, has found out: restores, the
// assertions on them, and attributes that are not saved.

import type { Evaluation } from '../python/evaluation.js';
import { native, variadic } from '../python/native.js';
import {
    int,
    none,
    str,
    tuple,
    type Arguments,
    type NativeFunction,
    type Steps,
    type Value,
} from '../python/values.js';
import type { TensorFlowError } from '../util/problem.js';
import { record } from './ckptmapModule.js';
import { itemsOf, numberOf, patternOf, textOf } from './pythonData.js';
import type { ProgramRun } from './run.js';
import { settledFunctions } from './settled.js';
import { restoreGraphs } from './restoreGraph.js';
import { placeText, type RestoredObject, type TracedRestore } from './trace.js';

/** The functions, for one evaluation. */
export function restoreFunctions(run: ProgramRun): readonly NativeFunction[] {
    return [
        identity,
        ...settledFunctions(),
        variadic('restored', false, function* (evaluation, { keywords }) {
            record(evaluation, run, yield* restoreOf(evaluation, run, keywords));
            return str(placeText(evaluation.place()));
        }),
        variadic('checkpoint_made', false, function* (evaluation, { positional: [made] }) {
            if (made?.kind === 'instance') {
                const names = [...evaluation.namesInSight()].filter(
                    ([, value]) => value.kind === 'instance',
                );
                run.checkpoints.set(made, { place: evaluation.place(), names });
            }
            return none;
        }),
        variadic('names_in_sight', false, function* (_, { positional: [made] }) {
            const names = made?.kind === 'instance' ? run.checkpoints.get(made)?.names : undefined;
            return tuple((names ?? []).map(([name, value]) => tuple([str(name), value])));
        }),
        variadic('expected_partial', false, function* (evaluation, { positional: [restore] }) {
            record(evaluation, run, {
                event: 'expect-partial',
                restore: textOf(restore) ?? '',
                place: evaluation.place(),
            });
            return none;
        }),
        variadic('asserted', false, function* (evaluation, { positional }) {
            const [name, holds, , reason] = positional;
            record(evaluation, run, {
                event: 'assertion',
                name: patternOf(name).text,
                holds: holds?.kind === 'bool' ? holds.value : undefined,
                reason: textOf(reason),
                place: evaluation.place(),
            });
            return none;
        }),
        variadic('untracked', false, function* (evaluation, { positional }) {
            const [owner, name, collection, given] = positional;
            const item = numberOf(given);
            if (item !== undefined) {
                run.untracked.add(item);
            }
            const of = textOf(owner) ?? (owner?.kind === 'instance' ? owner.type.name : 'a model');
            record(evaluation, run, {
                event: 'untracked',
                text: `${of}.${patternOf(name).text}`,
                attribute: patternOf(name).text,
                collection: textOf(collection) === 'dict' ? 'dict' : 'list',
                item,
                place: evaluation.place(),
            });
            return none;
        }),
        variadic('tracked', false, function* (evaluation, { positional: [given] }) {
            const item = numberOf(given);
            if (item !== undefined && run.untracked.has(item)) {
                record(evaluation, run, { event: 'tracked', item, place: evaluation.place() });
            }
            return none;
        }),
    ];
}

const identities = new WeakMap<Value, bigint>();
let lastIdentity = 0n;

/** A number that stands for an object, as the model's `id`: the same object, the same number. */
const identity = native('identity', 'value', function* (evaluation, value) {
    if (value === undefined || value.kind === 'unknown' || value.kind === 'choice') {
        return evaluation.unknown('which object it is', 'int');
    }
    const known = identities.get(value) ?? (lastIdentity += 1n);
    identities.set(value, known);
    return int(known);
});

function* restoreOf(
    evaluation: Evaluation,
    run: ProgramRun,
    fields: Arguments['keywords'],
): Steps<TracedRestore> {
    const argument = fields.get('checkpoint');
    const path = textOf(argument);
    const source =
        path === undefined || run.writtenAt(path) !== undefined ? undefined : yield* run.open(path);
    const given = fields.get('description');
    const owner = fields.get('owner');
    const field = (name: string): Value | undefined => {
        const found = given?.kind === 'dict' ? given.content.entries.get(`s:${name}`) : undefined;
        return found?.value;
    };
    const nodes = field('nodes');
    const outcome = textOf(fields.get('outcome'));
    return {
        event: 'restore',
        api: textOf(fields.get('api')) === 'read' ? 'read' : 'restore',
        place: evaluation.place(),
        argument: argument?.kind === 'none' ? null : path,
        source,
        // What the program wrote itself is read by the name under which it was written.
        prefix:
            textOf(field('prefix')) ?? source?.prefix ?? (nodes === undefined ? undefined : path),
        format: textOf(field('format')) ?? source?.checkpoint?.format,
        objectBased: nodes === undefined ? source?.checkpoint?.objectBased : nodes.kind !== 'none',
        nameBased: truth(fields.get('name_based')) === true,
        outcome:
            outcome === 'ok' || outcome === 'raises' || outcome === 'nothing' ? outcome : 'unknown',
        error: errorOf(fields.get('error')),
        objects: objectsOf(fields.get('objects')),
        unresolved: texts(fields.get('unresolved')),
        deferred: texts(fields.get('deferred')),
        assertConsumed: truth(fields.get('assert_consumed')),
        assertExistingObjectsMatched: truth(fields.get('assert_existing_objects_matched')),
        assertNontrivialMatch: truth(fields.get('assert_nontrivial_match')),
        lookedUp: texts(fields.get('looked_up')),
        made: owner?.kind === 'instance' ? run.checkpoints.get(owner)?.place : undefined,
        graphs: restoreGraphs(given, fields.get('structure')),
    };
}

function truth(value: Value | undefined): boolean | null {
    return value?.kind === 'bool' ? value.value : null;
}

function errorOf(value: Value | undefined): TensorFlowError | null {
    const [type, message] = itemsOf(value) ?? [];
    const name = textOf(type);
    // A message of which a part is not known would be another one.
    return name === undefined ? null : { type: name, message: textOf(message) ?? '' };
}

function texts(value: Value | undefined): readonly string[] {
    return (itemsOf(value) ?? []).flatMap((item) => textOf(item) ?? []);
}

function objectsOf(value: Value | undefined): readonly RestoredObject[] {
    return (itemsOf(value) ?? []).flatMap((item) => {
        const [path, tensor, verdict] = itemsOf(item) ?? [];
        const name = textOf(path);
        const said = textOf(verdict);
        return name === undefined
            ? []
            : [
                  {
                      path: name,
                      tensor: textOf(tensor) ?? null,
                      verdict:
                          said === 'loads' || said === 'fails' || said === 'unbound'
                              ? said
                              : 'unknown',
                  },
              ];
    });
}
