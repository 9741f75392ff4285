// The preview's part of a restore through `tf.train.Checkpoint`: its variables and what becomes of
// each, the values that no variable takes, and the sentence at the head.

import type { TracedRestore } from '../tensorflow/trace.js';
import { lineWords } from '../util/lineIndex.js';
import { exceptionText } from '../util/problem.js';
import type { TensorRole } from '../util/roleNoun.js';
import type { Span } from '../util/span.js';
import { tensorRole } from '../util/tensorRole.js';
import type { PreviewCounts, PreviewOutcome } from './previewData.js';
import { neverReadFate, restoredFate, type RowFate } from './previewFates.js';
import type { OutcomeContext } from './previewOutcome.js';
import type { Row } from './previewRows.js';

/** What the outcome of a restore is made from. */
export interface RestoreContext extends OutcomeContext {
    /** Where the restore stands. */
    readonly span: Span | undefined;
}

/** `Restore, line 12`. */
export function restoreTitle({ lines, span }: RestoreContext, { api }: TracedRestore): string {
    const name = api === 'read' ? 'Read' : 'Restore';
    return span === undefined ? name : `${name}, ${lineWords(lines.positionAt(span.start))}`;
}

/** The variables of a restore, then the values that nothing takes. */
export function restoreRows({ objects, unresolved, source }: TracedRestore): readonly Row[] {
    const row = (path: string, key: string | null, fateOf: (role: TensorRole) => RowFate): Row => {
        const index = key === null ? undefined : source?.checkpoint?.find(key);
        const tensor = index === undefined ? undefined : source?.checkpoint?.tensor(index);
        const called = tensor === undefined ? undefined : source?.objects?.of(tensor.name);
        return {
            variable: undefined,
            tensor: key ?? undefined,
            slice: '',
            shape: tensor?.shape,
            dtype: tensor?.dtype ?? '',
            bytes: tensor?.bytes ?? null,
            fate: fateOf(tensorRole(key ?? asName(path), tensor?.dtype) ?? 'weight'),
            entry: undefined,
            object: { objectPath: path.split('.'), fullName: called?.fullName },
        };
    };
    const variables = objects.map(({ path, tensor, verdict }): Row => ({
        ...row(path, tensor, (role) => restoredFate(verdict, role)),
        variable: asName(path),
    }));
    const unread = unresolved.map((path): Row => {
        const key = source?.objects?.called(path)?.key ?? asName(path);
        return row(path, key, (role) => neverReadFate(role, false));
    });
    return [...variables, ...unread];
}

/** The path to a value, as keys of checkpoints write it: the table groups by their scopes. */
function asName(path: string): string {
    return path.replaceAll('.', '/');
}

/** What would happen in one sentence, why, and how to mend it. */
export function restoreOutcome(
    ctx: RestoreContext,
    restore: TracedRestore,
    counts: PreviewCounts,
): PreviewOutcome {
    const { error, argument, deferred, outcome } = restore;
    const { span } = ctx;
    const finding = ctx.plan.findings.find(
        ({ code, span: at }) =>
            (code.startsWith('restore.') || code === 'call.raises') &&
            at.start === span?.start &&
            at.end === span.end,
    );
    const base = {
        fixes: finding === undefined ? [] : ctx.fixNumbers(finding).slice(0, 1),
        ...(finding === undefined || outcome === 'raises'
            ? {}
            : { explanation: finding.message.split('\n', 1)[0] ?? '' }),
        ...(span === undefined ? {} : { range: ctx.lines.rangeOf(span) }),
    };
    switch (outcome) {
        case 'raises': {
            const where =
                span === undefined ? 'here' : `at ${lineWords(ctx.lines.positionAt(span.start))}`;
            const exception = error === null ? {} : { exception: exceptionText(error) };
            return {
                ...base,
                tone: 'error',
                headline: `TensorFlow would stop ${where}`,
                ...exception,
            };
        }
        case 'nothing':
            if (argument === null) {
                return { ...base, tone: 'ok', headline: 'None is restored, which does nothing' };
            }
            if (0 < deferred.length) {
                const waits = 'Nothing is restored yet: the values wait for their variables';
                return { ...base, tone: 'information', headline: waits };
            }
            return {
                ...base,
                tone: 'error',
                headline: 'Nothing is restored, and TensorFlow would not say so',
            };
        case 'unknown':
            return {
                ...base,
                tone: 'information',
                headline: 'What TensorFlow would do is not known',
            };
        case 'ok':
            return {
                ...base,
                tone: finding?.severity === 'warning' ? 'warning' : 'ok',
                headline: restoredHeadline(counts),
            };
    }
}

function restoredHeadline({ load, keep, variables = load }: PreviewCounts): string {
    return keep === 0
        ? `All ${variables} variables would be restored`
        : `${load} of ${variables} variables would be restored, ${keep} would keep ${keep === 1 ? 'its value' : 'their values'}`;
}
