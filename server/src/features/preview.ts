// The preview: a load plan as rows, groups, counts and one sentence, ready to be drawn. Pure.

import type { CallPlan, Finding, LoadPlan, PlannedEntry } from '../loadPlan/loadPlan.js';
import type { TracedRestore } from '../tensorflow/trace.js';
import { lineWords, type Places } from '../util/lineIndex.js';
import type { PlannedRestores } from '../workspace/mapInputs.js';
import { modelNotes } from './modelNotes.js';
import { countRestored, countRows } from './previewCounts.js';
import type {
    PreviewCell,
    PreviewData,
    PreviewEntry,
    PreviewFix,
    PreviewOutcome,
    PreviewSection,
} from './previewData.js';
import { callOutcome, emptyOutcome, finalOutcome, type OutcomeContext } from './previewOutcome.js';
import {
    restoreOutcome,
    restoreRows,
    restoreTitle,
    type RestoreContext,
} from './previewRestores.js';
import { callRows, finalRows, type Row } from './previewRows.js';
import { SectionTable, SharedTables } from './previewTable.js';

/** A planned text. */
export interface PlannedText {
    readonly uri: string;
    /** Null where the text was read from disk. */
    readonly version: number | null;
    /** Where offsets of the text are. */
    readonly lines: Places;
    readonly plan: LoadPlan;
    /** Of a notebook: its cells. */
    readonly cells?: readonly PreviewCell[];
    /** Of a program: what it restores through `tf.train.Checkpoint`. */
    readonly program?: PlannedRestores;
}

/** Everything the preview of a map shows. */
export function previewLoadPlan(planned: PlannedText): PreviewData {
    const { uri, version, lines, cells } = planned;
    const plan = readablePlan(planned.plan);
    const fixes = new FixTable(lines);
    const ctx: OutcomeContext = { plan, lines, fixNumbers: (finding) => fixes.numbersOf(finding) };
    const shared = new SharedTables();

    const { program } = planned;
    const calls = plan.calls.map((call) => callSection(ctx, call, shared));
    const restored = (program?.restores ?? []).map((restore) => {
        const span = program?.files.spanOf(restore.place);
        return restoreSection({ ...ctx, span }, restore, shared);
    });
    const needsFinal = 1 < calls.length || calls.length + restored.length === 0;
    const final = needsFinal ? [finalSection(ctx, shared, program !== undefined)] : [];
    return {
        uri,
        version,
        sections: [...final, ...calls, ...restored],
        names: shared.names.build(),
        texts: shared.texts.texts,
        shapes: shared.shapes.shapes,
        fixes: fixes.fixes,
        ...(cells === undefined ? {} : { cells }),
    };
}

/** Of a text that is no YAML or JSON nothing is loaded, even where calls could be saved from it. */
function readablePlan(plan: LoadPlan): LoadPlan {
    return plan.findings.some(({ code }) => code === 'map.syntax')
        ? {
              ...plan,
              outcome: 'unknown',
              assignments: [],
              calls: plan.calls.map((call) => ({ ...call, outcome: 'unknown', assignments: [] })),
          }
        : plan;
}

function callSection(ctx: OutcomeContext, call: CallPlan, shared: SharedTables): PreviewSection {
    const rows = callRows(call);
    const counts = countRows(rows, call.assignments, [call]);
    const where = lineWords(ctx.lines.positionAt((call.call.argument ?? call.call).span.start));
    return section(ctx, [call], rows, shared, {
        kind: 'call',
        title: `Call ${call.index + 1}, ${where}`,
        outcome: callOutcome(ctx, call, counts),
        counts,
        ...(call.checkpoint === undefined
            ? {}
            : { checkpoint: call.checkpoint.prefix ?? call.checkpoint.argument }),
        ...(call.model === undefined ? {} : { model: call.model.argument }),
        modelNotes: modelNotes(call.model),
    });
}

function restoreSection(
    ctx: RestoreContext,
    restore: TracedRestore,
    shared: SharedTables,
): PreviewSection {
    const rows = restoreRows(restore);
    const counts = countRestored(rows);
    const checkpoint = restore.prefix ?? restore.argument ?? undefined;
    return {
        kind: 'restore',
        title: restoreTitle(ctx, restore),
        ...(checkpoint === undefined ? {} : { checkpoint }),
        modelNotes: [],
        outcome: restoreOutcome(ctx, restore, counts),
        counts,
        entries: [],
        ...new SectionTable(shared, () => -1).build(rows, () => undefined),
    };
}

function finalSection(
    ctx: OutcomeContext,
    shared: SharedTables,
    isProgram: boolean,
): PreviewSection {
    const { plan } = ctx;
    const rows = finalRows(plan);
    const counts = countRows(rows, plan.assignments, plan.calls);
    const outcome: PreviewOutcome =
        plan.calls.length === 0 ? emptyOutcome(ctx, isProgram) : finalOutcome(ctx, counts);
    const title = plan.calls.length === 0 ? 'No call' : 'After all calls';
    const head = { kind: 'final', title, outcome, counts, modelNotes: [] } as const;
    return section(ctx, plan.calls, rows, shared, head);
}

function section(
    ctx: OutcomeContext,
    calls: readonly CallPlan[],
    rows: readonly Row[],
    shared: SharedTables,
    head: Pick<
        PreviewSection,
        'kind' | 'title' | 'outcome' | 'counts' | 'checkpoint' | 'model' | 'modelNotes'
    >,
): PreviewSection {
    const entries: PreviewEntry[] = [];
    const firstEntryOf = new Map<number, number>();
    for (const call of calls) {
        firstEntryOf.set(call.index, entries.length);
        entries.push(...call.entries.map((entry) => previewEntry(ctx, call.index, entry)));
    }
    const table = new SectionTable(shared, (row) => {
        const first = row.entry === undefined ? undefined : firstEntryOf.get(row.entry.call);
        return first === undefined || row.entry === undefined ? -1 : first + row.entry.index;
    });
    const fixOf = (row: Row): number | undefined => {
        const finding = ctx.plan.findings.find(
            ({ call, entry, severity, fixes }) =>
                row.entry !== undefined &&
                call === row.entry.call &&
                entry === row.entry.index &&
                severity === 'error' &&
                0 < fixes.length,
        );
        return finding === undefined ? undefined : ctx.fixNumbers(finding)[0];
    };
    return { ...head, entries, ...table.build(rows, memoByEntry(fixOf)) };
}

/** Rows of one entry share their fix, and there may be very many of them. */
function memoByEntry(fixOf: (row: Row) => number | undefined): (row: Row) => number | undefined {
    const known = new Map<string, number | undefined>();
    return (row) => {
        if (row.fate.kind !== 'fails' && row.fate.kind !== 'binds-nothing') {
            return undefined;
        }
        const entry = `${row.entry?.call}/${row.entry?.index}`;
        if (!known.has(entry)) {
            known.set(entry, fixOf(row));
        }
        return known.get(entry);
    };
}

function previewEntry(ctx: OutcomeContext, call: number, entry: PlannedEntry): PreviewEntry {
    const { tensorName, variableName, span } = entry;
    return { call, tensorName, variableName, range: ctx.lines.rangeOf(span) };
}

/** The fixes of findings, each once, the preferred first. */
class FixTable {
    readonly fixes: PreviewFix[] = [];
    readonly #numbers = new Map<Finding, readonly number[]>();
    readonly #lines: Places;

    constructor(lines: Places) {
        this.#lines = lines;
    }

    numbersOf(finding: Finding): readonly number[] {
        const known = this.#numbers.get(finding);
        if (known !== undefined) {
            return known;
        }
        const preferredFirst = finding.fixes.toSorted(
            (left, right) => Number(right.preferred === true) - Number(left.preferred === true),
        );
        const numbers = preferredFirst.map(({ title, edits }) => {
            const [only, ...others] = edits;
            const isName = only !== undefined && others.length === 0 && isOneName(only.newText);
            return (
                this.fixes.push({
                    title,
                    edits: edits.map(({ span, newText }) => ({
                        range: this.#lines.rangeOf(span),
                        newText,
                    })),
                    ...(isName ? { replacement: unquoted(only.newText) } : {}),
                }) - 1
            );
        });
        this.#numbers.set(finding, numbers);
        return numbers;
    }
}

function isOneName(text: string): boolean {
    return text.includes('/') && !/[\s:,]/.test(text);
}

function unquoted(text: string): string {
    return text.replace(/^(["'])(.*)\1$/, '$2');
}
