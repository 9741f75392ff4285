// Findings about a call as a whole: its checkpoint, its model, and an argument that is no map.

import type { MapNode } from '../../assignmentMap/assignmentMap.js';
import { quoteFix } from '../../assignmentMap/print.js';
import type { Problem } from '../../util/problem.js';
import { pythonRepr, pythonTypeName } from '../../util/pythonRepr.js';
import type { Span } from '../../util/span.js';
import { callSpan, counted, quoted, renameFix, type CallContext, type Draft } from './draft.js';
import { failingForShards } from './valueFindings.js';

/** What is wrong with the call itself. */
export function* callFindings(context: CallContext): Generator<Draft> {
    const { call } = context.resolved;
    if (call.argument === undefined) {
        return;
    }
    yield* checkpointFindings(context);
    yield* modelFindings(context);
    yield* argumentFindings(context);
}

function* checkpointFindings(context: CallContext): Generator<Draft> {
    const { resolved } = context;
    const { call, inputs, error } = resolved;
    const span = checkpointSpan(context);
    if (inputs.checkpoint === undefined) {
        if (call.checkpoint !== undefined && call.checkpoint.path === undefined) {
            const { node } = call.checkpoint;
            const isNone = call.program !== undefined && node.value.type === 'NoneType';
            const found = isNone
                ? "None, as tf.train.latest_checkpoint gives for a folder without a 'checkpoint' file"
                : describe(node);
            yield {
                code: 'map.shape',
                message: `Expected the checkpoint's path, found ${found}`,
                error: error ?? undefined,
                span,
                fixes: quoteFix(call.checkpoint.node, context.text) ?? [],
            };
            return;
        }
        yield {
            code: 'checkpoint.unknown',
            message:
                'Nothing says which checkpoint this map is for, so tensors are not checked; add ' +
                (call.shape === 'document' ? "'checkpoint: …'" : "'# ckptmap: checkpoint=…'"),
            span,
        };
        return;
    }
    for (const problem of inputs.checkpoint.problems) {
        yield problemDraft(context, problem, span);
    }
}

function problemDraft(context: CallContext, problem: Problem, span: Span): Draft {
    const { resolved } = context;
    const { code, severity } = problem;
    const failing =
        code === 'checkpoint.missing-shard'
            ? failingForShards(resolved.assignments, 'NotFoundError')
            : code === 'checkpoint.truncated-shard'
              ? failingForShards(resolved.assignments, 'OutOfRangeError')
              : code === 'checkpoint.corrupt'
                ? failingForShards(resolved.assignments, 'DataLossError')
                : { first: undefined, count: 0 };
    const affected =
        failing.count === 0
            ? ''
            : `; ${counted(failing.count, 'variable')} of this map would fail to load`;
    return {
        code,
        severity,
        message: `${problem.message}${affected}`,
        // `.index` opens as a checkpoint without tensors: what raises then is an entry.
        error:
            problem.error ??
            failing.first ??
            (resolved.error?.code === code ? resolved.error : undefined),
        span,
        fixes: prefixFix(context, problem),
    };
}

/** The path that will do; what is only a guess is not preferred. */
function prefixFix(context: CallContext, { code, instead }: Problem): Draft['fixes'] {
    const { checkpoint } = context.resolved.call;
    if (checkpoint?.path === undefined || instead === undefined) {
        return [];
    }
    const isMeant = code === 'checkpoint.not-a-prefix';
    return [renameFix(context, checkpoint.node, instead, `Change to ${quoted(instead)}`, isMeant)];
}

function checkpointSpan({ resolved }: CallContext): Span {
    return resolved.call.checkpoint?.node.span ?? callSpan(resolved);
}

function* modelFindings({ resolved }: CallContext): Generator<Draft> {
    const { call, inputs } = resolved;
    const span = call.model?.node.span ?? callSpan(resolved);
    if (inputs.model === undefined) {
        yield {
            code: 'model.unknown',
            message:
                "Nothing says which model this map is for, so only the checkpoint's side is checked; add " +
                (call.shape === 'document' ? "'model: …'" : "'# ckptmap: model=…'"),
            span,
        };
        return;
    }
    for (const { code, message, severity, error } of inputs.model.problems) {
        yield { code, message, severity, error, span };
    }
}

/** A container that is no map, or an item of it that is no pair (E11). */
function* argumentFindings(context: CallContext): Generator<Draft> {
    const { pairs, error, source } = context.resolved;
    if (pairs.error === null) {
        return;
    }
    const { node } = pairs.error;
    yield {
        code: 'map.shape',
        message: argumentMessage(node, context),
        // What TensorFlow raises here it raises only if the checkpoint opens.
        error: source === undefined && error !== null ? undefined : pairs.error,
        span: node.span,
    };
}

function argumentMessage(node: MapNode, { resolved }: CallContext): string {
    const { argument } = resolved.call;
    const isList = node === argument && node.value.type === 'list';
    if (isList && resolved.inputs.rules !== '2.21') {
        return `TensorFlow ${resolved.inputs.rules} takes a mapping only, no list of pairs`;
    }
    if (isList || node.value.type === 'dict') {
        return node === argument || node.value.type !== 'dict'
            ? 'The names of the checkpoint cannot be sorted: all of them must be text'
            : "A mapping stands where a pair must be; write ['tensor', 'variable'], or drop the dash";
    }
    return node === argument
        ? `Expected a mapping or a list of pairs, found ${describe(node)}`
        : `Expected a pair ['tensor', 'variable'], found ${describe(node)}`;
}

function describe({ value }: MapNode): string {
    switch (value.type) {
        case 'NoneType':
            return 'nothing (null)';
        case 'list':
            return `a list of ${counted(value.items.length, 'item')}`;
        case 'dict':
            return 'a mapping';
        default:
            return `${pythonRepr(value)} (${pythonTypeName(value)})`;
    }
}
