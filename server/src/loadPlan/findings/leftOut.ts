// What a map that a program computes leaves out without a word, as BERT's helper does with a
// misspelt scope: why the variables are in no entry, and which tensors look like theirs.

import type { CheckpointSource } from '../../checkpoint/checkpoint.js';
import type { ModelVariable } from '../../model/model.js';
import type { Span } from '../../util/span.js';
import type { ResolvedCall } from '../resolveCall.js';
import { counted, type CallContext, type CallDraft } from './draft.js';
import { groupedNames } from './groupedNames.js';
import { renameText, scopeRenames, tensorNameOf } from './scopeRenames.js';

/** What is said of variables that no entry reaches, where a program computes the maps. */
export interface LeftOut {
    /** The message in place of the one about maps that are written down. */
    readonly message?: string;
    /** Maps that are empty because no name is the same. */
    readonly findings: readonly CallDraft[];
}

/** Explains why `variables` of `total` are in no entry; nothing of maps that are written down. */
export function leftOut(
    contexts: readonly CallContext[],
    variables: readonly ModelVariable[],
    total: number,
    unread: readonly string[],
): LeftOut {
    const isOpen = contexts.some(({ resolved }) => resolved.inputs.unknown !== undefined);
    if (computedSpan(contexts) === undefined || isOpen) {
        return { findings: [] };
    }
    const sources = contexts.flatMap(({ resolved }) => resolved.source ?? []);
    const differing = variables.filter((variable) => !hasTensor(sources, variable));
    const left = new Set(unread);
    const said = contexts.map((context) => ({
        context,
        texts: scopeRenames(context, differing, left).map(renameText),
    }));
    const empty = said.filter(({ context, texts }) => isEmpty(context) && 0 < texts.length);
    const hints = empty.length === 0 ? [...new Set(said.flatMap(({ texts }) => texts))] : [];
    return {
        message:
            `${variables.length} of ${counted(total, 'variable')} ${variables.length === 1 ? 'is' : 'are'} ` +
            `in no entry${whyIn(contexts, variables, differing)}: ` +
            [groupedNames(variables.map(({ name }) => name)), ...hints].join('; '),
        findings: empty.map(({ context, texts }) => ({
            code: 'scope.matches-nothing',
            call: context.resolved.index,
            span: context.resolved.call.span,
            message:
                'This map has no entry, so nothing is loaded, and TensorFlow does not say so: ' +
                texts.join('; '),
        })),
    };
}

/** The place of what is said of all calls where a program computes their maps: the first of them. */
export function computedSpan(contexts: readonly CallContext[]): Span | undefined {
    return contexts.every(({ resolved }) => isComputed(resolved))
        ? contexts[0]?.resolved.call.span
        : undefined;
}

/** Whether a program has made the map, and did not write any of its names down in it. */
function isComputed({ call, pairs }: ResolvedCall): boolean {
    return (
        call.program?.evaluated === true &&
        pairs.pairs.every(({ tensorNode, variableNode }) =>
            [tensorNode, variableNode].every(({ style }) => style === 'collection'),
        )
    );
}

function isEmpty({ resolved: { call, pairs, outcome } }: CallContext): boolean {
    return (
        call.program?.api === 'init_from_checkpoint' && outcome === 'ok' && pairs.pairs.length === 0
    );
}

function hasTensor(sources: readonly CheckpointSource[], variable: ModelVariable): boolean {
    const name = tensorNameOf(variable);
    return sources.some(({ checkpoint }) => checkpoint?.find(name) !== undefined);
}

/** The reason, as far as it is one: scopes reach variables of any name. */
function whyIn(
    contexts: readonly CallContext[],
    variables: readonly ModelVariable[],
    differing: readonly ModelVariable[],
): string {
    const isByName = contexts.every(
        ({ resolved: { source, entries } }) =>
            source !== undefined && entries.every(({ branch }) => branch !== 'scope'),
    );
    if (!isByName) {
        return '';
    }
    switch (differing.length) {
        case variables.length:
            return variables.length === 1 ? ', as its name differs' : ', as their names differ';
        case 0:
            return variables.length === 1
                ? ', though the checkpoint has a tensor of its name'
                : ', though the checkpoint has tensors of their names';
        default:
            return differing.length === 1
                ? ', 1 of them as its name differs'
                : `, ${differing.length} of them as their names differ`;
    }
}
