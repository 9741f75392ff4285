// The preview: a load plan as rows, groups, counts and one sentence, ready to be drawn. Pure; the
// text is only needed to turn offsets into lines.

import type { CallPlan, Finding, LoadPlan, PlannedEntry } from '../loadPlan/loadPlan.js';
import { LineIndex } from '../util/lineIndex.js';
import { modelNotes } from './modelNotes.js';
import { countRows } from './previewCounts.js';
import type {
    PreviewData,
    PreviewEntry,
    PreviewFix,
    PreviewOutcome,
    PreviewSection,
} from './previewData.js';
import { callOutcome, emptyOutcome, finalOutcome, type OutcomeContext } from './previewOutcome.js';
import { callRows, finalRows, type Row } from './previewRows.js';
import { SectionTable, SharedTables } from './previewTable.js';

/** A planned text. */
export interface PlannedText {
    readonly uri: string;
    /** Null where the text was read from disk. */
    readonly version: number | null;
    readonly text: string;
    readonly plan: LoadPlan;
}

/** Everything the preview of a map shows. */
export function previewLoadPlan(planned: PlannedText): PreviewData {
    const { uri, version } = planned;
    const plan = readablePlan(planned.plan);
    const lines = new LineIndex(planned.text);
    const fixes = new FixTable(lines);
    const ctx: OutcomeContext = { plan, lines, fixNumbers: (finding) => fixes.numbersOf(finding) };
    const shared = new SharedTables();

    const sections = plan.calls.map((call) => callSection(ctx, call, shared));
    const all = sections.length === 1 ? sections : [finalSection(ctx, shared), ...sections];
    return {
        uri,
        version,
        sections: all,
        names: shared.names.build(),
        texts: shared.texts.texts,
        shapes: shared.shapes.shapes,
        fixes: fixes.fixes,
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
    const { line } = ctx.lines.positionAt((call.call.argument ?? call.call).span.start);
    return section(ctx, [call], rows, shared, {
        kind: 'call',
        title: `Call ${call.index + 1}, line ${line + 1}`,
        outcome: callOutcome(ctx, call, counts),
        counts,
        ...(call.checkpoint === undefined
            ? {}
            : { checkpoint: call.checkpoint.prefix ?? call.checkpoint.argument }),
        ...(call.model === undefined ? {} : { model: call.model.argument }),
        modelNotes: modelNotes(call.model),
    });
}

function finalSection(ctx: OutcomeContext, shared: SharedTables): PreviewSection {
    const { plan } = ctx;
    const rows = finalRows(plan);
    const counts = countRows(rows, plan.assignments, plan.calls);
    const outcome: PreviewOutcome =
        plan.calls.length === 0 ? emptyOutcome(ctx) : finalOutcome(ctx, counts);
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
    readonly #lines: LineIndex;

    constructor(lines: LineIndex) {
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
