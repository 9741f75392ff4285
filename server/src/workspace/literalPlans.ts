// Calls that are written down in Python with a literal map and are not evaluated: what they mean, as
// far as that holds whatever calls them.

import type { MapCall, MapNode } from '../assignmentMap/assignmentMap.js';
import type { Finding } from '../loadPlan/loadPlan.js';
import type { CallInputs } from '../loadPlan/resolveCall.js';
import { isLiteralFix } from '../tensorflow/literalPlaces.js';
import type { NamedSources } from '../tensorflow/programComments.js';
import type { DiagnosticCode } from '../util/diagnosticCodes.js';
import type { CancellationToken } from './cancellation.js';
import type { CheckpointIndex } from './checkpointIndex.js';
import type { CallSources } from './mapInputs.js';
import type { ModelIndex } from './modelIndex.js';

/** Where checkpoints and models are read. */
export interface SourceIndexes {
    readonly checkpoints: CheckpointIndex;
    readonly models: ModelIndex;
}

/** A literal call with what it names, itself or in the comment before it. */
export async function literalSources(
    { checkpoints, models }: SourceIndexes,
    call: MapCall,
    named: NamedSources,
    folders: readonly string[],
    token: CancellationToken,
): Promise<CallSources> {
    const path = named.checkpoint?.path ?? call.checkpoint?.path;
    const model = named.model?.path;
    return {
        call,
        checkpoint: path === undefined ? undefined : await checkpoints.source(path, folders, token),
        model: model === undefined ? undefined : await models.source(model, folders, token),
        rules: call.rules ?? '2.21',
    };
}

/** What such a call is planned with. */
export function literalInputs({ checkpoint, model, rules }: CallSources): CallInputs {
    return {
        rules,
        unknown: 'it is not run',
        ...(checkpoint && { checkpoint }),
        ...(model && { model }),
    };
}

/** What depends on the call being made, or on what is made before it. */
const ofTheRun: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
    'checkpoint.unknown',
    'checkpoint.not-found',
    'model.unknown',
    'variable.unassigned',
    'tensor.unused',
    'rule.overridden',
]);

/** Of the findings of literal calls, those that hold whatever calls them. */
export function literalFindings(
    findings: readonly Finding[],
    calls: readonly MapCall[],
    text: string,
): readonly Finding[] {
    return findings.flatMap((finding): readonly Finding[] => {
        const call = finding.call === undefined ? undefined : calls[finding.call];
        return call?.program?.evaluated !== false ||
            ofTheRun.has(finding.code) ||
            restsOnExpression(call, finding)
            ? []
            : [{ ...finding, fixes: finding.fixes.filter((fix) => isLiteralFix(fix, text)) }];
    });
}

/** Whether a finding is about a name that is an expression, or about a map that has one. */
function restsOnExpression({ argument }: MapCall, { span, entry }: Finding): boolean {
    const pairs = [
        ...(argument?.members ?? []).map(({ key, value }) => [key, value]),
        ...(argument?.items ?? []).map(({ items }) => items ?? []),
    ];
    const lies = (node: MapNode): boolean =>
        node.span.start <= span.end && span.start <= node.span.end;
    return pairs.some(
        (pair) =>
            pair.some(({ value }) => value.type === 'object') &&
            (entry === undefined || pair.some(lies)),
    );
}
