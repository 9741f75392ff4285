// What is worth telling about restores through `tf.train.Checkpoint`: those that bind nothing, those
// that leave something, assertions that would fail, and what Keras 3 does not save at all. What
// would have done what was meant is worked out in restoreFixes.ts and trackingFixes.ts.

import type { TextFix } from '../assignmentMap/assignmentMap.js';
import type { Finding } from '../loadPlan/loadPlan.js';
import type { Module } from '../python/syntax/ast.js';
import { nodesBelow } from '../python/syntax/walk.js';
import { exceptionText } from '../util/problem.js';
import type { Span } from '../util/span.js';
import type { ScriptTrace } from './evaluateScript.js';
import { programFinding } from './programFinding.js';
import { latestFixes } from './latestFixes.js';
import { counterEdge } from './restoreMatch.js';
import { restoreFixes } from './restoreFixes.js';
import { listed, whyAssertionFails, whyNothing, whyRaises, whyRunFails } from './restoreReasons.js';
import { placeText, type TracedRestore, type TracedUntracked } from './trace.js';
import { trackingFixes } from './trackingFixes.js';

/** A program's own file. */
export interface ProgramText {
    readonly path: string;
    readonly text: string;
    readonly module: Module;
}

/** The findings of a program's restores that stand in its own file. */
export function restoreFindings(program: ProgramText, trace: ScriptTrace): readonly Finding[] {
    const findings: Finding[] = [];
    const untracked = new Set<string>();
    const expected = new Set(
        trace.entries.flatMap(({ event }) =>
            event.event === 'expect-partial' ? [event.restore] : [],
        ),
    );
    for (const { event, certain } of trace.entries) {
        if (event.place?.file !== program.path || !certain) {
            continue;
        }
        const { span } = event.place;
        if (event.event === 'restore') {
            const isPartial = expected.has(placeText(event.place));
            findings.push(...ofRestore(event, span, isPartial, program, trace));
        } else if (event.event === 'assertion' && event.holds === false) {
            findings.push(
                programFinding('restore.assertion-fails', span, whyAssertionFails(event)),
            );
        } else if (event.event === 'untracked' && isLost(event, untracked, trace)) {
            // Every object of the class would say so, and every further item.
            untracked.add(event.text);
            findings.push(
                programFinding(
                    'restore.untracked',
                    span,
                    `Keras 3 saves and restores nothing of '${event.text}': a list or dict of layers is no part of the checkpoint. Assign a tuple, or each layer to an attribute of its own.`,
                    trackingFixes(span, event, program),
                ),
            );
        }
    }
    return findings;
}

/** Whether a layer is in a list or dict alone, of which it was not said yet. */
function isLost(
    { text, item }: TracedUntracked,
    said: ReadonlySet<string>,
    { entries }: ScriptTrace,
): boolean {
    return (
        !said.has(text) &&
        !entries.some(({ event }) => event.event === 'tracked' && event.item === item)
    );
}

function ofRestore(
    restore: TracedRestore,
    span: Span,
    isPartial: boolean,
    program: ProgramText,
    trace: ScriptTrace,
): readonly Finding[] {
    const { path, text, module } = program;
    const fixes = (): readonly TextFix[] => restoreFixes(restore, path, text, module);
    if (restore.outcome === 'raises' && restore.error !== null) {
        const offered = fixes();
        const { code, reason } = whyRaises(restore, offered);
        return [programFinding(code, span, `${reason}\n${exceptionText(restore.error)}`, offered)];
    }
    if (restore.outcome === 'nothing' && restore.argument === null) {
        const latest = latestFixes(span, program, trace);
        return latest === undefined
            ? []
            : [programFinding('restore.matches-nothing', span, latest.message, latest.fixes)];
    }
    if (restore.outcome === 'nothing' && restore.deferred.length === 0) {
        const offered = fixes();
        return [
            programFinding('restore.matches-nothing', span, whyNothing(restore, offered), offered),
        ];
    }
    const objects = restore.objects.filter(({ path: own }) => own !== counterEdge);
    const bound = objects.filter(({ verdict }) => verdict === 'loads');
    const unbound = objects.filter(({ verdict }) => verdict === 'unbound');
    const failing = objects.filter(({ verdict }) => verdict === 'fails');
    if (restore.outcome === 'ok' && failing.length !== 0) {
        const offered = fixes();
        const reason = whyRunFails(failing, offered);
        return [programFinding('shape.mismatch', span, reason, offered)];
    }
    const unread = isPartial ? [] : restore.unresolved;
    if (restore.outcome === 'ok' && (unbound.length !== 0 || unread.length !== 0)) {
        const parts = [
            ...(unbound.length === 0
                ? []
                : [
                      `${unbound.length} of ${objects.length} variables keep their values (${listed(unbound.map(({ path: own }) => own))})`,
                  ]),
            ...(unread.length === 0
                ? []
                : [
                      `${unread.length === 1 ? 'a value of the checkpoint is' : `${unread.length} values of the checkpoint are`} not read (${listed(unread)})`,
                  ]),
        ];
        const message = `This restore loads ${bound.length === 1 ? 'one variable' : `${bound.length} variables`}; ${parts.join(', and ')}.`;
        const isMeant = unbound.length === 0 ? expectPartial(span, program) : [];
        return [programFinding('restore.partial', span, message, [...fixes(), ...isMeant])];
    }
    return [];
}

/** Says behind the call that some values need not be read. */
function expectPartial({ start, end }: Span, { module }: ProgramText): readonly TextFix[] {
    for (const node of nodesBelow(module)) {
        const isCall = node.kind === 'Call' && node.start === start && node.end === end;
        if (isCall && node.func.kind === 'Attribute' && /^(?:read|restore)$/.test(node.func.name)) {
            const edits = [{ span: { start: end, end }, newText: '.expect_partial()' }];
            return [{ title: "Say that it is meant: '.expect_partial()'", edits }];
        }
    }
    return [];
}
