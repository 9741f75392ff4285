// From a program's trace to its load plan: the same plan that a map file has, with the calls that
// the program makes, in their order, and its restores.

import type { AssignmentMap, MapCall, MapNode } from '../assignmentMap/assignmentMap.js';
import type { CallInputs } from '../loadPlan/resolveCall.js';
import { planFile } from '../loadPlan/planFile.js';
import type { Finding, LoadPlan, ProgramEnd } from '../loadPlan/loadPlan.js';
import type { Module } from '../python/syntax/ast.js';
import type { Instance } from '../python/values.js';
import type { DiagnosticCode } from '../util/diagnosticCodes.js';
import type { ScriptTrace } from './evaluateScript.js';
import {
    checkpointArguments,
    isLiteralFix,
    literalPairs,
    placedCheckpoint,
    placedInLiterals,
} from './literalPlaces.js';
import { noComments, type ProgramComments } from './programComments.js';
import { notFollowed } from './notFollowed.js';
import { patternOf } from './pythonData.js';
import { restoreFindings } from './restoreFindings.js';
import type { TracedCall, TracedRestore } from './trace.js';
import { warmStartFindings } from './warmStart.js';

/** What a program would load, and what it restores. */
export interface ProgramPlan {
    readonly map: AssignmentMap;
    readonly calls: readonly CallInputs[];
    readonly plan: LoadPlan;
    readonly restores: readonly TracedRestore[];
}

/** What is not known of a program's call is said with its reason. */
const saidOtherwise: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
    'checkpoint.unknown',
    'model.unknown',
]);

/** What no call reaches is not known where a call is not. */
const ofTheWhole: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
    'variable.unassigned',
    'tensor.unused',
]);

/** The plan of a program that was evaluated. */
export function planProgram(
    path: string,
    text: string,
    trace: ScriptTrace,
    module: Module,
    { ignores }: ProgramComments = noComments,
): ProgramPlan {
    const pairs = literalPairs(module);
    const checkpoints = checkpointArguments(module, text);
    const entries = trace.entries.filter(({ event }) => event.event === 'call');
    const calls: MapCall[] = [];
    const inputs: CallInputs[] = [];
    const ended = endingException(trace);
    for (const [index, { event, certain }] of entries.entries()) {
        if (event.event !== 'call') {
            continue;
        }
        const isLast = index === entries.length - 1;
        const caught = event.error !== null && !(isLast && ends(ended, event));
        const { argument } = event.call;
        const checkpoint = placedCheckpoint(event.call, checkpoints);
        calls.push({
            ...event.call,
            checkpoint: checkpoint && {
                ...checkpoint,
                node: quotedAsWritten(checkpoint.node, text),
            },
            argument:
                argument === undefined
                    ? undefined
                    : quotedAsWritten(placedInLiterals(argument, pairs), text),
            program: { api: event.api, caught, evaluated: true },
        });
        inputs.push(certain ? event.inputs : { ...event.inputs, unknown: 'it may not be reached' });
    }
    const map: AssignmentMap = {
        language: 'yaml',
        text,
        calls,
        syntaxError: false,
        problems: [],
        ignores,
    };
    const planned = planFile({ map, calls: inputs });
    const entered = entries.flatMap(({ event }) => (event.event === 'call' ? [event.entered] : []));
    const placed = (finding: Finding): Finding => {
        const isElsewhere = text.length < finding.span.start;
        const seenAt = finding.call === undefined ? entered.at(-1) : entered[finding.call];
        return isElsewhere ? { ...finding, seenAt: seenAt ?? { start: 0, end: 0 } } : finding;
    };
    const open = isOpen(trace);
    const isPartial = open || inputs.some(({ unknown }) => unknown !== undefined);
    const findings = planned.findings.flatMap((finding): readonly Finding[] =>
        saidOtherwise.has(finding.code) || (isPartial && ofTheWhole.has(finding.code))
            ? []
            : [
                  placed({
                      ...finding,
                      fixes: finding.fixes.filter((fix) => isLiteralFix(fix, text)),
                  }),
              ],
    );
    const restores = trace.entries.flatMap(({ event, certain }) =>
        event.event === 'restore' ? [certain ? event : perhaps(event)] : [],
    );
    const all = [
        ...findings,
        ...notFollowed({ path, text, module }, trace, inputs),
        ...restoreFindings({ path, text, module }, trace),
        ...warmStartFindings(path, trace),
    ];
    return {
        map,
        calls: inputs,
        plan: {
            ...planned,
            outcome: open ? 'unknown' : calls.length === 0 ? 'ok' : planned.outcome,
            findings: all.sort((one, other) => one.span.start - other.span.start),
            ...(ended && { ended }),
        },
        restores,
    };
}

/** The nodes between quotes, with the quotes that the text has. */
function quotedAsWritten(whole: MapNode, text: string): MapNode {
    const quoted = (node: MapNode): MapNode =>
        node.style === 'double' && text[node.span.start] === "'"
            ? { ...node, style: 'single' }
            : node;
    const argument = quoted(whole);
    return {
        ...argument,
        ...(argument.members === undefined
            ? {}
            : {
                  members: argument.members.map((member) => ({
                      ...member,
                      key: quoted(member.key),
                      value: quoted(member.value),
                  })),
              }),
        ...(argument.items === undefined
            ? {}
            : {
                  items: argument.items.map((item) => ({
                      ...item,
                      ...(item.items === undefined ? {} : { items: item.items.map(quoted) }),
                  })),
              }),
    };
}

/** Whether calls may be missing from the list. */
export function isOpen(trace: ScriptTrace): boolean {
    return (
        trace.ends.some(({ kind }) => kind === 'lost') ||
        trace.entries.some(({ event, certain }) => event.event === 'call' && !certain)
    );
}

/** The exception with which the program ends on its one path. */
export function endingException(trace: ScriptTrace): ProgramEnd | undefined {
    const [end, ...others] = trace.ends;
    if (end?.kind !== 'raise' || others.length !== 0) {
        return undefined;
    }
    return {
        type: end.exception.type.name,
        message: messageOf(end.exception),
        span: trace.files.spanOf(trace.endedAt),
    };
}

function messageOf(exception: Instance): string {
    const args = exception.attributes.content.names.get('args');
    const [first] = args?.kind === 'tuple' ? args.items : [];
    const own = exception.attributes.content.names.get('message');
    const text = own ?? first;
    return text?.kind === 'str' || text?.kind === 'pattern' ? patternOf(text).text : '';
}

function ends(ended: ProgramEnd | undefined, { error }: TracedCall): boolean {
    return ended !== undefined && error !== null && ended.type === error.type;
}

/** A restore that may not be reached: nothing that it does is sure. */
function perhaps(restore: TracedRestore): TracedRestore {
    return {
        ...restore,
        outcome: 'unknown',
        error: null,
        objects: [],
        unresolved: [],
        deferred: [],
        assertConsumed: null,
        assertExistingObjectsMatched: null,
        assertNontrivialMatch: null,
    };
}
