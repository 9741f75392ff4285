// `_ckptmap.init_from_checkpoint`: one call of a program, resolved as a map file's call is.

import type { MapCall, MapNode, PathNode } from '../assignmentMap/assignmentMap.js';
import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import { resolveCall, type CallInputs } from '../loadPlan/resolveCall.js';
import type { Model, ModelSource, ModelVariable } from '../model/model.js';
import type { PossibleVariable } from '../model/openPart.js';
import type { Evaluation } from '../python/evaluation.js';
import { native } from '../python/native.js';
import {
    none,
    str,
    tuple,
    type NativeFunction,
    type Place,
    type Steps,
    type Value,
} from '../python/values.js';
import { baseName } from '../util/path.js';
import type { PythonValue } from '../util/pythonValue.js';
import type { Span } from '../util/span.js';
import { record } from './ckptmapModule.js';
import { mapNode, type Converted } from './mapNodes.js';
import { possibleVariable } from './modelVariables.js';
import { namedModelDoubt } from './namedModel.js';
import { pathText, textOf } from './pythonData.js';
import type { ProgramRun } from './run.js';
import type { TracedCall } from './trace.js';

const nowhere: Span = { start: 0, end: 0 };

/** The function, for one evaluation. */
export function initFromCheckpoint(run: ProgramRun): NativeFunction {
    return native(
        'init_from_checkpoint',
        'api, rules, checkpoint, assignment_map, variables',
        function* (evaluation, api, rules, checkpoint = none, map = none, variables = none) {
            const written = textOf(rules);
            const traced = yield* resolved(evaluation, run, {
                api: textOf(api) === 'warm_start' ? 'warm_start' : 'init_from_checkpoint',
                rules: written === '1.15' || written === 'contrib' ? written : '2.21',
                checkpoint,
                map,
                variables,
            });
            record(evaluation, run, traced);
            if (traced.inputs.unknown !== undefined) {
                // The caller raises what this gives: under a condition that is not known, it may.
                return evaluation.unknown(traced.inputs.unknown);
            }
            const { error } = traced;
            return error === null ? none : tuple([str(error.type), str(error.message)]);
        },
    );
}

interface Written {
    readonly api: TracedCall['api'];
    readonly rules: CallInputs['rules'];
    readonly checkpoint: Value;
    readonly map: Value;
    readonly variables: Value;
}

function* resolved(
    evaluation: Evaluation,
    run: ProgramRun,
    { api, rules, checkpoint, map, variables }: Written,
): Steps<TracedCall> {
    const place = evaluation.place();
    const { files } = run;
    const spanOf = (made: Place): Span | undefined => files.spanOf(made);
    const at = { span: files.spanOf(place) ?? nowhere, spanOf };
    const entered = files.spanOf(evaluation.placeIn(files.own));
    const objects = new Map<number, ModelVariable>();
    const unsure = new Set<number>();
    const argument = mapNode(map, at, (value) => objectIn(run, objects, unsure, value));
    const named = run.namedAt(place);
    const written = yield* sourceOf(run, yield* pathText(evaluation, checkpoint));
    const source =
        'unknown' in written && named.checkpoint !== undefined
            ? { known: yield* openedIn(run, named.checkpoint) }
            : written;
    const model =
        named.model === undefined
            ? modelOf(run, files.own, variables)
            : yield* modelNamed(run, named.model.path);
    const doubt = namedModelDoubt(run, named.model?.path);
    const [unknown] = [
        ...[argument, source, model].flatMap((part) => ('unknown' in part ? [part.unknown] : [])),
        ...(doubt === undefined ? [] : [doubt]),
    ];
    if (named.model !== undefined && 'known' in model) {
        asNamed(objects, unsure, model.known);
    }
    const known: CallInputs = {
        rules,
        objects,
        unsure,
        ...('known' in source && source.known.source !== undefined
            ? { checkpoint: source.known.source }
            : {}),
        ...('known' in model
            ? {
                  model: model.known,
              }
            : {}),
        ...(unknown === undefined ? {} : { unknown }),
    };
    const call: MapCall = {
        shape: 'document',
        span: at.span,
        argument: 'known' in argument ? argument.known : emptyMap(at.span),
        argumentKey: undefined,
        checkpoint: 'known' in source ? source.known.written : undefined,
        model: named.model,
        collection: undefined,
        exclude: [],
        expectUnassigned: [],
        expectUnused: [],
        rules,
        comment: undefined,
    };
    const { error, outcome } = resolveCall(0, call, known);
    const open = 'known' in model ? model.known.model?.open?.why : undefined;
    const why =
        open ?? (unsure.size === 0 ? undefined : 'not everything about a variable is known');
    const inputs =
        unknown === undefined && why !== undefined && outcome === 'unknown'
            ? { ...known, unknown: why }
            : known;
    return {
        event: 'call',
        api,
        place,
        ...(entered === undefined ? {} : { entered }),
        call,
        inputs,
        error,
        variables: 'known' in model ? (model.known.model?.variables.length ?? 0) : 0,
    };
}

function emptyMap(span: Span): MapNode {
    return {
        value: { type: 'dict', items: [] },
        span,
        inner: span,
        style: 'collection',
        members: [],
    };
}

/** A variable's object in the map: by the handle that its class keeps. */
function objectIn(
    run: ProgramRun,
    objects: Map<number, ModelVariable>,
    unsure: Set<number>,
    value: Value,
): { readonly identity: number; readonly text: string } | undefined {
    if (value.kind !== 'instance') {
        return undefined;
    }
    const handle = value.attributes.content.names.get('_handle');
    const traced =
        handle === undefined || handle.kind === 'maybe' ? undefined : run.variableOf(handle);
    if (traced !== undefined && !traced.pattern) {
        objects.set(value.identity, run.modelVariable(traced));
        if (!traced.exact) {
            unsure.add(value.identity);
        }
        return { identity: value.identity, text: traced.name };
    }
    return value.type.name === 'PartitionedVariable'
        ? { identity: value.identity, text: value.type.name }
        : undefined;
}

/** The program's own objects stand for the variables of their names in the model that is named. */
function asNamed(
    objects: Map<number, ModelVariable>,
    unsure: Set<number>,
    { model }: ModelSource,
): void {
    const named = new Map(model?.variables.map((variable) => [variable.name, variable]));
    for (const [identity, { name }] of objects) {
        const variable = named.get(name);
        if (variable !== undefined) {
            objects.set(identity, variable);
            unsure.delete(identity);
        }
    }
}

interface Opened {
    readonly source: CheckpointSource | undefined;
    readonly written: NonNullable<MapCall['checkpoint']>;
}

function* sourceOf(run: ProgramRun, checkpoint: Value): Steps<Converted<Opened>> {
    const converted = mapNode(
        checkpoint,
        { span: nowhere, spanOf: () => undefined },
        () => undefined,
    );
    if ('unknown' in converted) {
        return { unknown: `which checkpoint it reads: ${converted.unknown}` };
    }
    const node = converted.known;
    const path = pathOf(node.value);
    if (path === undefined) {
        return { known: { source: undefined, written: { path: undefined, node } } };
    }
    if (run.writtenAt(path) !== undefined) {
        return { unknown: 'the program itself writes the checkpoint' };
    }
    const source = yield* run.open(path);
    return { known: { source, written: { path, node, where: 'document' } } };
}

function pathOf(value: PythonValue): string | undefined {
    return value.type === 'str' ? value.value : undefined;
}

function* openedIn(run: ProgramRun, named: PathNode): Steps<Opened> {
    return { source: yield* run.open(named.path), written: named };
}

/** The model that a comment names, where it can be read. */
function* modelNamed(run: ProgramRun, argument: string): Steps<Converted<ModelSource>> {
    const known = yield* run.openModel(argument);
    const [problem] = known.problems;
    return known.model === undefined
        ? { unknown: problem?.message ?? `the model '${argument}' cannot be read` }
        : { known };
}

/** The variables of the graph: those that are sure, and what is open. */
function modelOf(run: ProgramRun, file: string, variables: Value): Converted<ModelSource> {
    if (variables.kind !== 'list') {
        return { unknown: 'which variables there are is not known' };
    }
    const { items, rest } = variables.content;
    const known: ModelVariable[] = [];
    const possible: PossibleVariable[] = [];
    let why = rest === undefined ? undefined : 'which variables there are is not known';
    let anyOther = rest?.open === true;
    for (const [index, handle] of [...items, ...(rest?.possible ?? [])].entries()) {
        const traced = run.variableOf(handle);
        const certain = index < items.length;
        if (traced === undefined) {
            why ??= 'not everything about a variable is known';
            anyOther = true;
        } else if (certain && traced.exact) {
            known.push(run.modelVariable(traced));
        } else {
            why ??= `not everything about the variable ${traced.name} is known`;
            possible.push(possibleVariable(traced, certain));
        }
    }
    const open = why === undefined ? {} : { open: { why, possible, anyOther } };
    const model: Model = { certainty: 'source', variables: known, ...open };
    return {
        known: { argument: baseName(file), path: file, model, problems: [], dependencies: [] },
    };
}
