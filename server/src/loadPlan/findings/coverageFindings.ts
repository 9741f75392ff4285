// Findings about all calls of a file together: variables that no entry reaches, tensors that none
// reads, entries that lose to later ones, and expectations that match nothing.

import type { MapCall, PatternNode } from '../../assignmentMap/assignmentMap.js';
import { objectGraphKey } from '../../checkpoint/objectGraph.js';
import type { ModelVariable } from '../../model/model.js';
import { anyNamePattern, namePattern } from '../../util/namePattern.js';
import type { CallEntry, ResolvedCall } from '../resolveCall.js';
import { callSpan, counted, ifInStore, quoted, type CallContext, type CallDraft } from './draft.js';
import { groupedNames } from './groupedNames.js';
import { computedSpan, leftOut } from './leftOut.js';

/** What a file's calls leave out, and what they expect in vain. */
export function* coverageFindings(contexts: readonly CallContext[]): Generator<CallDraft> {
    const calls = contexts
        .map(({ resolved }) => resolved)
        .filter(({ call }) => call.argument !== undefined);
    const [first] = calls;
    if (first === undefined) {
        return;
    }
    const span = callSpan(first);
    const unassigned = keptByAll(calls);
    const unused = unreadByAll(calls);

    const expectedUnassigned = calls.flatMap(({ call }) => call.expectUnassigned);
    const expectedUnused = calls.flatMap(({ call }) => call.expectUnused);
    if (unassigned !== undefined) {
        const surprising = worthReporting(unassigned, calls, expectedUnassigned);
        if (0 < surprising.length) {
            const all = calls.find(({ inputs }) => inputs.model?.model !== undefined);
            const total = all?.inputs.model?.model?.variables.length ?? surprising.length;
            const computed = leftOut(contexts, surprising, total, unused ?? []);
            yield* computed.findings;
            yield {
                code: 'variable.unassigned',
                call: first.index,
                span: computedSpan(contexts) ?? span,
                message:
                    computed.message ??
                    `${surprising.length} of ${counted(total, 'variable')} keep${surprising.length === 1 ? 's' : ''} ` +
                        `the initializer: ${groupedNames(surprising.map(({ name }) => name))}`,
            };
        }
    }
    if (unused !== undefined) {
        const matches = anyNamePattern(expectedUnused.map(({ pattern }) => pattern));
        const surprising = unused.filter((name) => !matches(name));
        if (0 < surprising.length) {
            yield {
                code: 'tensor.unused',
                call: first.index,
                span: computedSpan(contexts) ?? span,
                message:
                    `${counted(surprising.length, 'tensor')} of the checkpoint ` +
                    `${surprising.length === 1 ? 'is' : 'are'} never read: ${groupedNames(surprising)}`,
            };
        }
    }
    yield* idlePatterns(calls, unassigned, unused);
}

/** Whether a call's model is known to its last variable. */
function knowsModel({ store, inputs }: ResolvedCall): boolean {
    return store !== undefined && inputs.model?.model?.open === undefined;
}

/** Variables that no entry of any call reaches; undefined where not all are known. */
function keptByAll(calls: readonly ResolvedCall[]): readonly ModelVariable[] | undefined {
    const known = calls.filter(knowsModel);
    if (known.length === 0 || known.length < calls.length) {
        return undefined;
    }
    const reached = new Set(
        known.flatMap(({ entries }) =>
            entries.flatMap((entry) => entry.reached.map(({ name }) => name)),
        ),
    );
    const kept = new Map<string, ModelVariable>();
    for (const { inputs } of known) {
        for (const variable of inputs.model?.model?.variables ?? []) {
            if (!reached.has(variable.name)) {
                kept.set(variable.name, variable);
            }
        }
    }
    return [...kept.values()];
}

/** Tensors that no call reads, of every checkpoint of the file; undefined where one is unknown. */
function unreadByAll(calls: readonly ResolvedCall[]): readonly string[] | undefined {
    if (calls.some((call) => call.source === undefined || !knowsModel(call))) {
        return undefined;
    }
    const readOf = new Map<string, Set<string>>();
    for (const { source, entries } of calls) {
        const path = source?.path ?? '';
        const read = readOf.get(path) ?? new Set();
        readOf.set(path, read);
        for (const { bindings } of entries) {
            for (const { tensor, verdict } of bindings) {
                if (verdict !== 'missing') {
                    read.add(tensor);
                }
            }
        }
    }
    const unread = new Set<string>();
    for (const { source } of calls) {
        const read = readOf.get(source?.path ?? '');
        for (const name of source?.checkpoint?.names() ?? []) {
            if (read?.has(name) !== true && name !== objectGraphKey) {
                unread.add(name);
            }
        }
    }
    return [...unread];
}

function worthReporting(
    variables: readonly ModelVariable[],
    calls: readonly ResolvedCall[],
    expected: readonly PatternNode[],
): readonly ModelVariable[] {
    const isExpected = variablePattern(expected);
    const isExcluded = variablePattern(calls.flatMap(({ call }) => call.exclude));
    return variables.filter(
        (variable) =>
            !isExpected(variable) &&
            !isExcluded(variable) &&
            calls.every(({ call }) => inCollection(call, variable)),
    );
}

/** A partitioned variable matches by its own name and by its full name. */
function variablePattern(patterns: readonly PatternNode[]): (variable: ModelVariable) => boolean {
    const matches = anyNamePattern(patterns.map(({ pattern }) => pattern));
    return ({ name, partition }) =>
        matches(name) || (partition !== undefined && matches(partition.fullName));
}

/** Whether a variable is in the collection that a call's model names; every one, where none is. */
export function inCollection({ collection }: MapCall, variable: ModelVariable): boolean {
    switch (collection?.pattern) {
        case undefined:
            return true;
        case 'trainable_variables':
            return variable.trainable;
        default:
            return (
                variable.collections === undefined ||
                variable.collections.includes(collection?.pattern ?? '')
            );
    }
}

/** Patterns that match nothing of what they are there for. */
function* idlePatterns(
    calls: readonly ResolvedCall[],
    unassigned: readonly ModelVariable[] | undefined,
    unused: readonly string[] | undefined,
): Generator<CallDraft> {
    for (const { index, call, inputs, source } of calls) {
        const model = inputs.model?.model;
        const variables = model?.variables;
        // Where not all variables are listed, a pattern may be for those that are not.
        const isWhole = model?.unlisted === undefined;
        if (unassigned !== undefined && variables !== undefined && isWhole) {
            for (const node of call.expectUnassigned) {
                const matches = variablePattern([node]);
                if (!unassigned.some(matches)) {
                    const why = variables.some(matches)
                        ? 'every variable that it matches is assigned by this map'
                        : 'the model has no such variable';
                    yield idle(index, node, why);
                }
            }
            for (const node of call.exclude) {
                if (!variables.some(variablePattern([node]))) {
                    yield idle(index, node, 'the model has no such variable');
                }
            }
        }
        if (unused !== undefined && source?.checkpoint !== undefined) {
            const names = [...source.checkpoint.names()];
            for (const node of call.expectUnused) {
                const matches = namePattern(node.pattern);
                if (!unused.some(matches)) {
                    const why = names.some(matches)
                        ? 'every tensor that it matches is read by this map'
                        : 'the checkpoint has no such tensor';
                    yield idle(index, node, why);
                }
            }
        }
    }
}

function idle(call: number, { pattern, span }: PatternNode, why: string): CallDraft {
    const message = `The pattern ${quoted(pattern)} matches nothing: ${why}`;
    return { code: 'expect.matches-nothing', call, span, message };
}

/**
 * Entries that lose every variable which they bind to later ones. A scope that loses some to a
 * one-to-one entry is good style and no finding.
 */
export function* overriddenRules(contexts: readonly CallContext[]): Generator<CallDraft> {
    const winners = new Map<string, { readonly call: number; readonly entry: CallEntry }>();
    for (const { resolved } of contexts) {
        for (const entry of resolved.entries) {
            for (const { name } of entry.reached) {
                winners.set(name, { call: resolved.index, entry });
            }
        }
    }
    for (const context of contexts) {
        const { index, entries, inputs } = context.resolved;
        for (const entry of entries) {
            const others = new Set(entry.reached.map(({ name }) => winners.get(name)));
            const lost = entry.reached.every(({ name }) => winners.get(name)?.entry !== entry);
            const [winner] = others;
            const inert = entry.error !== null || entry.open || entry.reached.length === 0;
            if (inert || !lost || winner === undefined) {
                continue;
            }
            // The program ends at a later call that raises, before anything is lost to it; and one that
            // may not be reached may leave everything as it is.
            const later = contexts[winner.call]?.resolved;
            const isSure = winner.entry.error === null && later?.inputs.unknown === undefined;
            if (winner.call !== index && !isSure) {
                continue;
            }
            const order =
                winner.call !== index
                    ? 'a later call'
                    : inputs.rules === 'contrib'
                      ? 'a later entry'
                      : "another entry, since TensorFlow applies them sorted by the checkpoint's names";
            yield {
                code: 'rule.overridden',
                call: index,
                entry: entry.index,
                span: entry.pair.span,
                message:
                    `This entry has no effect: ${entry.reached.length === 1 ? 'its variable is' : 'all its variables are'} ` +
                    `given another tensor by ${order}` +
                    ifInStore(context, entry.reached.length === 1 ? 'it' : 'each'),
                related: [...others].flatMap((other) =>
                    other === undefined
                        ? []
                        : [{ span: other.entry.pair.span, message: 'This entry wins' }],
                ),
            };
        }
    }
}
