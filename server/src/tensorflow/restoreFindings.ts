// What is worth telling about restores through `tf.train.Checkpoint`: those that bind nothing, those
// that leave something, assertions that would fail, and what Keras 3 does not save at all.

import type { Finding } from '../loadPlan/loadPlan.js';
import { defaultSeverities, type DiagnosticCode } from '../util/diagnosticCodes.js';
import type { Span } from '../util/span.js';
import type { ScriptTrace } from './evaluateScript.js';
import type { TracedRestore } from './trace.js';

/** The findings of a program's restores that stand in its own file. */
export function restoreFindings(path: string, trace: ScriptTrace): readonly Finding[] {
    const findings: Finding[] = [];
    for (const { event, certain } of trace.entries) {
        if (event.place?.file !== path || !certain) {
            continue;
        }
        const { span } = event.place;
        if (event.event === 'restore') {
            findings.push(...ofRestore(event, span));
        } else if (event.event === 'assertion' && event.holds === false) {
            findings.push(
                finding(
                    'restore.assertion-fails',
                    span,
                    `'${event.name}' would raise AssertionError here, and end the program.`,
                ),
            );
        } else if (event.event === 'untracked') {
            findings.push(
                finding(
                    'restore.untracked',
                    span,
                    `Keras 3 saves and restores nothing of '${event.text}': a list or dict of layers is no part of the checkpoint. Assign each layer to an attribute of its own.`,
                ),
            );
        }
    }
    return findings;
}

function ofRestore(restore: TracedRestore, span: Span): readonly Finding[] {
    if (restore.outcome === 'raises' && restore.error !== null) {
        const { type, message } = restore.error;
        return [finding('call.raises', span, `This ${restore.api} raises.\n${type}: ${message}`)];
    }
    const bound = restore.objects.filter(({ verdict }) => verdict === 'loads');
    const unbound = restore.objects.filter(({ verdict }) => verdict === 'unbound');
    if (
        restore.outcome === 'nothing' &&
        restore.argument !== null &&
        restore.deferred.length === 0
    ) {
        const wanted = unbound.slice(0, 3).map(({ path }) => `'${path}'`);
        const held = restore.unresolved.slice(0, 3).map((name) => `'${name}'`);
        return [
            finding(
                'restore.matches-nothing',
                span,
                'This restore loads nothing, and TensorFlow does not say so: objects are matched by their names from the root' +
                    (wanted.length === 0 ? '' : `, here ${wanted.join(', ')}`) +
                    (held.length === 0 ? '.' : `; the checkpoint has ${held.join(', ')}.`),
            ),
        ];
    }
    if (restore.outcome === 'ok' && (unbound.length !== 0 || restore.unresolved.length !== 0)) {
        const parts = [
            ...(unbound.length === 0
                ? []
                : [
                      `${unbound.length} of ${restore.objects.length} variables keep their values (${listed(unbound.map(({ path }) => path))})`,
                  ]),
            ...(restore.unresolved.length === 0
                ? []
                : [
                      `${restore.unresolved.length === 1 ? 'a value of the checkpoint is' : `${restore.unresolved.length} values of the checkpoint are`} not read (${listed(restore.unresolved)})`,
                  ]),
        ];
        const text = `This restore loads ${bound.length === 1 ? 'one variable' : `${bound.length} variables`}; ${parts.join(', and ')}.`;
        return [finding('restore.partial', span, text)];
    }
    return [];
}

function listed(names: readonly string[]): string {
    const shown = names.slice(0, 3).map((name) => `'${name}'`);
    return names.length <= shown.length ? shown.join(', ') : `${shown.join(', ')} …`;
}

function finding(code: DiagnosticCode, span: Span, message: string): Finding {
    const severity = defaultSeverities[code];
    return {
        code,
        severity,
        message,
        span,
        related: [],
        fixes: [],
        call: undefined,
        entry: undefined,
    };
}
