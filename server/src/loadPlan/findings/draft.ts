// How findings are said: drafts of them, and the few turns of phrase that all of them share.
// The first line of a message is ours, without a full stop; TensorFlow's exception follows verbatim.

import type { MapNode, TextFix } from '../../assignmentMap/assignmentMap.js';
import { replaceName } from '../../assignmentMap/print.js';
import type { DiagnosticCode, Severity } from '../../util/diagnosticCodes.js';
import { nearestNames, type NearName, type Wanted } from '../../util/nearest.js';
import { SortedNames, type NameTree } from '../../util/nameTree.js';
import type { TensorFlowError } from '../../util/problem.js';
import type { Span } from '../../util/span.js';
import type { RelatedPlace } from '../loadPlan.js';
import type { CallEntry, ResolvedCall } from '../resolveCall.js';

/** A finding about one call before its severity is known. */
export interface Draft {
    readonly code: DiagnosticCode;
    /** Our words alone. */
    readonly message: string;
    readonly error?: TensorFlowError | undefined;
    readonly span: Span;
    readonly severity?: Severity | undefined;
    readonly related?: readonly RelatedPlace[];
    readonly fixes?: readonly TextFix[] | undefined;
    readonly entry?: number;
}

/** A draft and the call that it belongs to. */
export type CallDraft = Draft & { readonly call: number };

/** What the findings of one call are made from. */
export interface CallContext {
    readonly resolved: ResolvedCall;
    readonly language: 'yaml' | 'json';
    readonly text: string;
    /** The names of the model's variables that a map can write. */
    readonly variableNames: NameTree;
    /** How many names may still be looked for in this file: a hopeless map gets no more guesses. */
    readonly guesses: { left: number };
}

/** The names by which a map can reach a model's variables: store keys, and wholes of partitions. */
export function mappableNames(resolved: ResolvedCall): NameTree {
    const { store } = resolved;
    const names = (store?.keys ?? []).flatMap((key) => {
        const fullName = store?.get(key)?.partition?.fullName;
        return fullName === undefined ? [key] : [key, fullName];
    });
    return new SortedNames(names);
}

/** A name between quotes. */
export function quoted(name: string): string {
    return `'${name}'`;
}

/** A number and its noun: `1 variable`, `12 variables`. */
export function counted(count: number, noun: string): string {
    return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** `; did you mean 'x'?` for the first of some names, or nothing. */
export function didYouMean(names: readonly string[]): string {
    const [first] = names;
    return first === undefined ? '' : `; did you mean ${quoted(first)}?`;
}

/**
 * What a graph or another checkpoint cannot say: a diagnostic that rests on the variable store says
 * so. `what` is a variable's name, or what else must be in the store.
 */
export function ifInStore({ resolved }: CallContext, what: string): string {
    switch (resolved.inputs.model?.model?.certainty) {
        case 'graph':
            return ` (if ${what} is in the variable store, which a graph does not say)`;
        case 'checkpoint':
            return ` (if ${what} is in the variable store, which another checkpoint does not say)`;
        default:
            return '';
    }
}

/** The same of what holds for resource variables alone, which another checkpoint cannot say either. */
export function ifResourceInStore(context: CallContext, what: string): string {
    return context.resolved.inputs.model?.model?.certainty === 'checkpoint'
        ? ` (if ${what} is in the variable store and a resource variable, which another checkpoint ` +
              'does not say; with a reference variable the initializer fails)'
        : ifInStore(context, what);
}

/** A fix which writes another name in a node's place, in the quotes that the name needs. */
export function renameFix(
    context: CallContext,
    node: MapNode,
    name: string,
    title: string,
    preferred: boolean,
): TextFix {
    return { title, edits: [replaceName(node, name, context.language, context.text)], preferred };
}

/** Fixes which write the nearest names, the nearest one preferred. */
export function nearestFixes(
    context: CallContext,
    node: MapNode,
    names: readonly string[],
): readonly TextFix[] {
    return names.map((name, index) =>
        renameFix(context, node, name, `Change to ${quoted(name)}`, index === 0),
    );
}

/** The tensors or checkpoint scopes nearest to a name. */
export function nearestTensors(context: CallContext, name: string, wanted: Wanted): string[] {
    return nearTensors(context, name, wanted).map((near) => near.name);
}

/** The same with what each differs in. */
export function nearTensors(
    context: CallContext,
    name: string,
    wanted: Wanted,
): readonly NearName[] {
    return nearest(context, context.resolved.source?.checkpoint, name, wanted);
}

/** The variables or model scopes nearest to a name. */
export function nearestVariables(context: CallContext, name: string, wanted: Wanted): string[] {
    return nearest(context, context.variableNames, name, wanted).map((near) => near.name);
}

function nearest(
    { guesses }: CallContext,
    names: NameTree | undefined,
    name: string,
    wanted: Wanted,
): readonly NearName[] {
    if (names === undefined || guesses.left <= 0) {
        return [];
    }
    guesses.left--;
    return nearestNames(names, name, wanted, 3);
}

/** Where a finding about a whole call stands: on its key, its first entry, or what there is. */
export function callSpan({ call, pairs }: ResolvedCall): Span {
    return (
        call.argumentKey ??
        pairs.pairs.reduce<Span | undefined>(
            (first, { span }) => (first === undefined || span.start < first.start ? span : first),
            undefined,
        ) ??
        call.argument?.span ??
        call.span
    );
}

/** A name that Python has as text; undefined where it is of another type. */
export function textOf(node: MapNode): string | undefined {
    return node.value.type === 'str' ? node.value.value : undefined;
}

/** The variables which an entry reaches, by the name that a person would write. */
export function sidesOf({ pair }: CallEntry): {
    readonly tensor: string | undefined;
    readonly variable: string | undefined;
} {
    return { tensor: textOf(pair.tensorNode), variable: textOf(pair.variableNode) };
}
