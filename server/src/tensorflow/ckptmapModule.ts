// The native module `_ckptmap`, through which the model of TensorFlow that is written in Python
// (lib/) records what a program does and asks for what lies on disk.

import { native, variadic } from '../python/native.js';
import type { Evaluation } from '../python/evaluation.js';
import type { StaticShape } from '../util/shape.js';
import { bool, int, none, type NativeFunction, type Value } from '../python/values.js';
import { checkpointFunctions } from './checkpointFunctions.js';
import { initFromCheckpoint } from './initCall.js';
import { namedVariables } from './namedModel.js';
import { itemsOf, numberOf, patternOf, textOf } from './pythonData.js';
import { restoreFunctions } from './restoreFunctions.js';
import type { ProgramRun } from './run.js';
import { warmStartSelects } from './warmStart.js';
import type { TraceEvent, TracedVariable } from './trace.js';

/** The members of the module for one evaluation. */
export function ckptmapModule(run: ProgramRun): Readonly<Record<string, Value>> {
    const functions: readonly NativeFunction[] = [
        known,
        unknown,
        rest,
        unknownFunction,
        recordVariable(run),
        note(run, 'note', 'note'),
        note(run, 'opened', 'opened'),
        native('legacy_keras', '', function* () {
            return bool(run.legacyKeras);
        }),
        native('model_named', '', function* () {
            return bool(0 < run.namedModels.length);
        }),
        namedVariables(run),
        userAttributes,
        parameterNames,
        parameterDefault,
        signature,
        programGlobal,
        initFromCheckpoint(run),
        warmStartSelects(run),
        ...checkpointFunctions(run),
        ...restoreFunctions(run),
    ];
    return Object.fromEntries(functions.map((each) => [each.name, each]));
}

/** Adds an event to the trace. */
export function record(evaluation: Evaluation, run: ProgramRun, event: TraceEvent): void {
    evaluation.state.touch(run.trace);
    run.trace.content.entries.push({ event, certain: true });
    evaluation.progressed();
}

const known = variadic('known', false, function* (_, { positional: [value] }) {
    const { kind } = value ?? none;
    return bool(kind !== 'unknown' && kind !== 'pattern' && kind !== 'choice');
});

const unknown = variadic('unknown', false, function* (evaluation, { positional, keywords }) {
    const [reason, kind = keywords.get('kind')] = positional;
    return evaluation.unknown(textOf(reason) ?? 'it is not known', textOf(kind));
});

/** A list of which nothing is known, for what a list holds beyond what is known of it. */
const rest = native('rest', 'reason', function* (evaluation, reason) {
    return evaluation.unknown(textOf(reason) ?? 'it is not known', 'list');
});

/** A function that is not modelled: it gives something unknown, and makes nothing of its own. */
const unknownFunction = native('unknown_function', 'name', function* (evaluation, name) {
    return evaluation.unknown(`${textOf(name) ?? 'a function'} is not modelled`);
});

function note(run: ProgramRun, name: string, event: 'note' | 'opened'): NativeFunction {
    return native(name, 'reason', function* (evaluation, reason) {
        record(evaluation, run, {
            event,
            text: patternOf(reason).text,
            place: evaluation.place(),
        });
        return none;
    });
}

/** The attributes of an instance, in order of first assignment. */
const userAttributes = native('user_attributes', 'instance', function* (evaluation, instance) {
    if (instance?.kind !== 'instance') {
        return evaluation.unknown('the attributes of an object');
    }
    const { names, rest } = instance.attributes.content;
    const pairs = [...names].map(([name, value]): Value => ({
        kind: 'tuple',
        items: [{ kind: 'str', value: name }, value.kind === 'maybe' ? value.value : value],
    }));
    const unsure = rest !== undefined || [...names.values()].some(({ kind }) => kind === 'maybe');
    return unsure ? evaluation.unknown('the attributes of an object') : listOf(pairs);
});

/** The names of a function's parameters; None where it has none that are written down. */
const parameterNames = native('parameter_names', 'function', function* (evaluation, given) {
    const called = given?.kind === 'method' ? given.function : given;
    if (called?.kind === 'unknown' || called?.kind === 'choice') {
        return evaluation.unknown('the parameters of a function');
    }
    return called?.kind === 'function'
        ? listOf(called.node.parameters.map(({ name }): Value => ({ kind: 'str', value: name })))
        : none;
});

/** The default of a function's parameter; None where it has none. */
const parameterDefault = native('parameter_default', 'function, name', function* (_, given, name) {
    const called = given?.kind === 'method' ? given.function : given;
    return called?.kind === 'function' ? (called.defaults.get(textOf(name) ?? '') ?? none) : none;
});

/** (names of the parameters, how many must be given, whether any keyword is taken) of a function. */
const signature = native('signature', 'function', function* (_, given) {
    const bound = given?.kind === 'method' ? 1 : 0;
    const called = given?.kind === 'method' ? given.function : given;
    if (called?.kind !== 'function') {
        return none;
    }
    const named = called.node.parameters
        .filter(({ role }) => role !== 'varPositional' && role !== 'varKeyword')
        .slice(bound);
    const required = named.filter((parameter) => parameter.default === undefined).length;
    const keywords = called.node.parameters.some(({ role }) => role === 'varKeyword');
    const names = named.map(({ name }): Value => ({ kind: 'str', value: name }));
    return listOf([listOf(names), int(required), bool(keywords)]);
});

/** A global name of the program's main module. */
const programGlobal = native('program_global', 'name', function* (evaluation, name) {
    const main = yield* evaluation.importModule('__main__');
    return yield* evaluation.getAttribute(main, textOf(name) ?? '');
});

function listOf(items: readonly Value[]): Value {
    return { kind: 'tuple', items };
}

function recordVariable(run: ProgramRun): NativeFunction {
    return native(
        'variable',
        'name, shape, dtype, kind, trainable, store_key, partition=, initial_value=',
        function* (evaluation, name, shape, dtype, kind, trainable, storeKey, partition) {
            const text = patternOf(name);
            const trained = yield* evaluation.truth(trainable ?? none);
            const traced: TracedVariable = {
                event: 'variable',
                name: text.text,
                pattern: !text.known,
                exact:
                    isKnown(name) &&
                    [dtype, kind].every((each) => each?.kind === 'str') &&
                    [trainable, storeKey].every(isKnown) &&
                    isShapeKnown(shape),
                shape: shapeOf(shape),
                ...dtypeAndKind(dtype, kind),
                ...(typeof trained === 'boolean' ? { trainable: trained } : {}),
                storeKey: storeKey?.kind === 'none' ? null : patternOf(storeKey).text,
                ...partitionOf(partition),
                place: evaluation.place(),
            };
            record(evaluation, run, traced);
            return run.handleOf(traced);
        },
    );
}

function isKnown(value: Value | undefined): boolean {
    return (
        value !== undefined &&
        value.kind !== 'unknown' &&
        value.kind !== 'pattern' &&
        value.kind !== 'choice'
    );
}

/** A dimension that is None may be one that is not known: the model does not tell them apart. */
function isShapeKnown(shape: Value | undefined): boolean {
    return itemsOf(shape)?.every(({ kind }) => kind === 'int') === true;
}

function dtypeAndKind(
    dtype: Value | undefined,
    kind: Value | undefined,
): Pick<TracedVariable, 'dtype' | 'kind'> {
    const [dtypeText, kindText] = [textOf(dtype), textOf(kind)];
    return {
        ...(dtypeText === undefined ? {} : { dtype: dtypeText }),
        ...(kindText === 'resource' || kindText === 'ref' ? { kind: kindText } : {}),
    };
}

function shapeOf(shape: Value | undefined): StaticShape {
    return itemsOf(shape)?.map((size) => numberOf(size) ?? null) ?? null;
}

function partitionOf(partition: Value | undefined): Pick<TracedVariable, 'partition'> {
    const [fullName, fullShape, offset, shape] = itemsOf(partition) ?? [];
    const name = textOf(fullName);
    if (name === undefined) {
        return {};
    }
    const numbers = (value: Value | undefined): readonly number[] =>
        itemsOf(value)?.map((size) => numberOf(size) ?? 0) ?? [];
    return {
        partition: {
            fullName: name,
            fullShape: numbers(fullShape),
            offset: numbers(offset),
            shape: numbers(shape),
        },
    };
}
