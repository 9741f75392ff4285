// Findings about bindings whose tensor and variable do not fit: shapes and types, at the call or
// when the initializer runs, said by TensorFlow or not.

import type { TensorFlowError } from '../../util/problem.js';
import { listShape } from '../../util/shape.js';
import type { ResolvedBinding } from '../initFromCheckpoint.js';
import type { CallEntry } from '../resolveCall.js';
import {
    counted,
    ifInStore,
    ifResourceInStore,
    quoted,
    renameFix,
    sidesOf,
    type CallContext,
    type Draft,
} from './draft.js';

/** Shapes and types of one entry: one finding for each code, naming the first case. */
export function* valueFindings(context: CallContext, entry: CallEntry): Generator<Draft> {
    const misfits = entry.bindings.filter((binding) => failure(context, binding) === 'shape');
    const casts = entry.bindings.filter((binding) => failure(context, binding) === 'dtype');
    const others = entry.bindings.filter((binding) => failure(context, binding) === 'other');
    const changes = entry.bindings.filter(({ verdict }) => verdict === 'changes-shape');

    yield* shapeMismatch(context, entry, misfits);
    yield* dtypeMismatch(context, entry, casts);
    yield* shapeChanges(context, entry, changes);
    const [other] = others;
    if (other !== undefined && entry.errorCode !== 'map.shape') {
        yield {
            code: brokenSlices.test(other.error?.message ?? '')
                ? 'checkpoint.corrupt'
                : 'call.raises',
            message:
                `Variable ${quoted(other.variableName)} cannot be given tensor ${quoted(other.tensor)}` +
                andMore(others.length),
            error: other.error,
            span: entry.pair.variableNode.span,
        };
    }
}

/** Messages about slices of a tensor that leave a hole, overlap or lie outside of it. */
const brokenSlices =
    /^(Does not have sufficient slices|Overlapping|Extent in|Mismatching|Error copying)/;

/** Why a binding fails; undefined where it does not, or where the shards are to blame. */
function failure(
    { resolved }: CallContext,
    binding: ResolvedBinding,
): 'shape' | 'dtype' | 'other' | undefined {
    const { variable, verdict, error, cause } = binding;
    if (verdict !== 'fails' || variable === undefined || error === undefined) {
        return undefined;
    }
    if (cause === 'shape') {
        return 'shape';
    }
    if (
        error.type === 'NotFoundError' ||
        error.type === 'OutOfRangeError' ||
        error.type === 'DataLossError'
    ) {
        return undefined;
    }
    const tensor = tensorOf(resolved.source?.checkpoint, binding.tensor);
    if (tensor !== undefined && cause === undefined) {
        if (tensor.dtype !== variable.dtype) {
            return 'dtype';
        }
        const wanted = binding.slice === '' ? variable.shape : variable.partition?.fullShape;
        if (wanted !== undefined && listShape(wanted) !== listShape(tensor.shape)) {
            return 'shape';
        }
    }
    return 'other';
}

function tensorOf(
    checkpoint: NonNullable<CallContext['resolved']['source']>['checkpoint'],
    name: string,
): { readonly dtype: string; readonly shape: readonly number[] } | undefined {
    const index = checkpoint?.find(name);
    return index === undefined ? undefined : checkpoint?.tensor(index);
}

function* shapeMismatch(
    context: CallContext,
    entry: CallEntry,
    misfits: readonly ResolvedBinding[],
): Generator<Draft> {
    const [first] = misfits;
    const variable = first?.variable;
    if (first === undefined || variable === undefined) {
        return;
    }
    const tensor = tensorOf(context.resolved.source?.checkpoint, first.tensor);
    const asSlice = first.slice !== '';
    const variableShape = asSlice ? (variable.partition?.fullShape ?? null) : variable.shape;
    const whole = asSlice ? undefined : variable.partition?.fullName;
    const name = asSlice ? (variable.partition?.fullName ?? variable.name) : variable.name;
    const atCall = first.cause === 'shape';
    yield {
        code: 'shape.mismatch',
        message:
            `Shape of variable ${quoted(name)} ${listShape(variableShape)} doesn't match tensor ` +
            `${quoted(first.tensor)} ${listShape(tensor?.shape ?? null)}` +
            (atCall ? '' : ', which fails when the initializer runs') +
            andMore(new Set(misfits.map(({ storeName }) => storeName)).size) +
            (whole === undefined
                ? ''
                : `; this is one slice, the whole variable is ${quoted(whole)}`) +
            ifInStore(context, quoted(variable.name)),
        error: first.error,
        span: entry.pair.variableNode.span,
        fixes:
            whole === undefined || sidesOf(entry).variable !== variable.storeKey
                ? []
                : [
                      renameFix(
                          context,
                          entry.pair.variableNode,
                          whole,
                          `Change to ${quoted(whole)}`,
                          true,
                      ),
                  ],
    };
}

function* dtypeMismatch(
    context: CallContext,
    entry: CallEntry,
    casts: readonly ResolvedBinding[],
): Generator<Draft> {
    const [first] = casts;
    const variable = first?.variable;
    if (first === undefined || variable === undefined) {
        return;
    }
    const tensor = tensorOf(context.resolved.source?.checkpoint, first.tensor);
    yield {
        code: 'dtype.mismatch',
        message:
            `Variable ${quoted(variable.name)} is ${variable.dtype}, tensor ${quoted(first.tensor)} is ` +
            `${tensor?.dtype ?? 'of another type'}: TensorFlow never casts, the initializer fails` +
            andMore(casts.length) +
            ifInStore(context, quoted(variable.name)),
        error: first.error,
        span: entry.pair.variableNode.span,
    };
}

function* shapeChanges(
    context: CallContext,
    entry: CallEntry,
    changes: readonly ResolvedBinding[],
): Generator<Draft> {
    const [first] = changes;
    const variable = first?.variable;
    if (first === undefined || variable === undefined) {
        return;
    }
    yield {
        code: 'shape.changes-silently',
        message:
            `Variable ${quoted(variable.name)} ${listShape(variable.shape)} silently takes the shape ` +
            `${listShape(first.becomes ?? null)} of tensor ${quoted(first.tensor)}: TensorFlow checks ` +
            `nothing here${andMore(changes.length)}` +
            ifResourceInStore(context, quoted(variable.name)),
        span: entry.pair.variableNode.span,
    };
}

/** `, and 3 more of this entry`, for the cases behind the first. */
function andMore(count: number): string {
    return count < 2 ? '' : `, and ${counted(count - 1, 'more variable')} of this entry`;
}

/** The first binding of a call which fails for want of data, and how many do. */
export function failingForShards(
    bindings: Iterable<{ readonly error?: TensorFlowError }>,
    type: 'NotFoundError' | 'OutOfRangeError' | 'DataLossError',
): { readonly first: TensorFlowError | undefined; readonly count: number } {
    let first: TensorFlowError | undefined;
    let count = 0;
    for (const { error } of bindings) {
        if (error?.type === type) {
            first ??= error;
            count++;
        }
    }
    return { first, count };
}
