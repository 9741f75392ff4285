// The sentence at the head of the preview: what would happen, why, and how to mend it.

import type { CallPlan, Finding, LoadPlan } from '../loadPlan/loadPlan.js';
import type { Severity } from '../util/diagnosticCodes.js';
import { lineWords, type Places } from '../util/lineIndex.js';
import type { Span } from '../util/span.js';
import type { PreviewCounts, PreviewOutcome, Tone } from './previewData.js';

/** Gives the numbers of a finding's fixes in the table of fixes. */
export type FixNumbers = (finding: Finding) => readonly number[];

/** What the sentences are made from. */
export interface OutcomeContext {
    readonly plan: LoadPlan;
    readonly lines: Places;
    readonly fixNumbers: FixNumbers;
}

/** The outcome of one call. */
export function callOutcome(
    ctx: OutcomeContext,
    call: CallPlan,
    counts: PreviewCounts,
): PreviewOutcome {
    const findings = ctx.plan.findings.filter(
        (finding) => finding.call === undefined || finding.call === call.index,
    );
    switch (call.outcome) {
        case 'raises':
            return raisedOutcome(ctx, call, findings);
        case 'fails-at-run-time': {
            const failing = call.assignments.find(({ verdict }) => verdict === 'fails');
            const finding =
                findings.find(
                    ({ entry, severity }) => entry === failing?.entry && severity === 'error',
                ) ?? worstFinding(findings);
            const { error } = failing ?? {};
            return {
                ...outcome(ctx, 'error', runTimeHeadline(counts.fail), finding),
                ...(error === undefined ? {} : { exception: `${error.type}: ${error.message}` }),
            };
        }
        case 'unknown':
            return call.call.argument === undefined && call.call.program === undefined
                ? emptyOutcome(ctx, false)
                : unknownOutcome(ctx, call, findings);
        case 'ok':
            return loadedOutcome(ctx, counts, worstFinding(findings) ?? leftOutIn(ctx, findings));
    }
}

/** The outcome of all calls together. */
export function finalOutcome(ctx: OutcomeContext, counts: PreviewCounts): PreviewOutcome {
    const { plan } = ctx;
    const calls = plan.calls.filter(({ outcome }) => outcome === plan.outcome);
    const [first] = calls;
    return plan.outcome === 'ok' || first === undefined
        ? loadedOutcome(ctx, counts, worstFinding(plan.findings) ?? leftOutIn(ctx, plan.findings))
        : callOutcome(ctx, first, counts);
}

/** The outcome of a text, or a part of one, that makes no call. */
export function emptyOutcome(ctx: OutcomeContext, isProgram: boolean): PreviewOutcome {
    const syntax = ctx.plan.findings.find(({ code }) => code === 'map.syntax');
    const lost = ctx.plan.findings.find(({ code }) => code === 'python.not-literal');
    if (isProgram && lost !== undefined) {
        const headline = 'Whether this program loads anything is not known';
        return outcome(ctx, 'information', headline, lost);
    }
    if (isProgram) {
        return {
            tone: 'information',
            headline: 'Nothing is loaded here',
            explanation: programWithoutCalls(ctx),
            fixes: [],
        };
    }
    return syntax === undefined
        ? {
              tone: 'information',
              headline: 'There is no map here yet',
              explanation:
                  'A map has entries such as bert/: encoder/, a tensor’s scope and a variable’s',
              fixes: [],
          }
        : outcome(ctx, 'error', 'This text cannot be read', syntax);
}

/** Why a program loads nothing, for the preview and the command line. */
export function programWithoutCalls({
    plan,
    lines,
}: Pick<OutcomeContext, 'plan' | 'lines'>): string {
    const nothing = 'this program makes no call of init_from_checkpoint, and restores nothing';
    const how = endOfProgram({ plan, lines });
    return how === undefined ? `When it is run, ${nothing}` : `${how.when}, ${nothing}: ${how.end}`;
}

/** The exception that ends a program; undefined where it ends by itself. */
function endOfProgram({
    plan: { ended },
    lines,
}: Pick<OutcomeContext, 'plan' | 'lines'>):
    { readonly when: string; readonly end: string } | undefined {
    if (ended === undefined || (ended.type === 'SystemExit' && ended.message === '')) {
        return undefined;
    }
    const where =
        ended.span === undefined ? '' : ` at ${lineWords(lines.positionAt(ended.span.start))}`;
    const [message = ''] = ended.message.split('\n', 1);
    const what = message === '' ? ended.type : `${ended.type}: ${message}`;
    return {
        when: ended.type === 'SystemExit' ? 'When it is run without arguments' : 'When it is run',
        end: `it ends${where} with ${what}`,
    };
}

/** A call that is written down, and that the program does not come to. */
function notRunOutcome(ctx: OutcomeContext, finding: Finding | undefined): PreviewOutcome {
    const how = endOfProgram(ctx);
    const why =
        how === undefined
            ? 'When the file is run, the program does not come to this call; its names are checked as far as they can be'
            : `${how.when}, ${how.end.replace(/^it/, 'the program')}, before it comes to this call`;
    const headline = 'This call is not made when the file is run';
    return { ...outcome(ctx, 'information', headline, finding), explanation: why };
}

function raisedOutcome(
    ctx: OutcomeContext,
    call: CallPlan,
    findings: readonly Finding[],
): PreviewOutcome {
    const { error, failingEntry } = call;
    const matching = findings.filter(({ code }) => code === error?.code);
    const finding =
        matching.find(({ entry }) => entry === failingEntry) ?? matching[0] ?? undefined;
    const span =
        (failingEntry === undefined ? undefined : call.entries[failingEntry]?.span) ??
        finding?.span ??
        call.call.argument?.span ??
        call.call.span;
    const where = lineWords(ctx.lines.positionAt(span.start));
    return {
        ...outcome(ctx, 'error', `TensorFlow would stop at ${where}`, finding, span),
        ...(error === null ? {} : { exception: `${error.type}: ${shownMessage(call)}` }),
    };
}

/** The message with the dict of shapes as a person wants to see it. */
function shownMessage(call: CallPlan): string {
    const tensors = call.checkpoint?.checkpoint?.tensorCount;
    const shapes = tensors === undefined ? '{…}' : `{… ${tensors} shapes}`;
    return (call.error?.message ?? '').replace('$SHAPES', () => shapes);
}

function runTimeHeadline(fail: number): string {
    return fail === 1
        ? 'One variable would fail when its initializer runs'
        : `${grouped(fail)} variables would fail when their initializers run`;
}

function unknownOutcome(
    ctx: OutcomeContext,
    { call: { program } }: CallPlan,
    findings: readonly Finding[],
): PreviewOutcome {
    const worst = worstFinding(findings);
    if (program?.evaluated === false && ctx.plan.outcome !== 'unknown') {
        return notRunOutcome(ctx, worst);
    }
    if (hasOpenModel(ctx) && worst?.severity === 'error') {
        const headline = 'There is a mistake, whatever else the model has';
        return outcome(ctx, 'error', headline, worst);
    }
    for (const [code, headline] of unknownHeadlines) {
        const finding = findings.find((each) => each.code === code);
        if (finding !== undefined) {
            const tone = finding.severity === 'error' ? 'error' : 'information';
            // Where something is not said yet, each candidate is as good as the others.
            const fixes = ctx.fixNumbers(finding).slice(0, maxCandidates);
            const isOpen = code === 'model.unreadable' && hasOpenModel(ctx);
            const shown = isOpen ? 'Not all variables of the model are known' : headline;
            return { ...outcome(ctx, tone, shown, finding), fixes };
        }
    }
    const headline = 'What TensorFlow would do is not known';
    return outcome(ctx, 'information', headline, worst);
}

/** Whether a call's model is one that is not known to its last variable. */
function hasOpenModel({ plan }: OutcomeContext): boolean {
    return plan.calls.some(({ model }) => model?.model?.open !== undefined);
}

/** Candidates which the sentence offers; the editor's lightbulb has them all. */
const maxCandidates = 4;

/** In the order of importance: what comes first hides what comes after it. */
const unknownHeadlines: readonly (readonly [Finding['code'], string])[] = [
    ['map.syntax', 'This text cannot be read'],
    ['python.not-literal', 'Not all of it can be known without running the program'],
    ['checkpoint.unknown', 'Which checkpoint is meant?'],
    ['checkpoint.remote', 'The checkpoint is not on this machine'],
    ['checkpoint.lfs-pointer', 'The checkpoint was not downloaded'],
    ['model.not-found', 'The model was not found'],
    ['model.unreadable', 'The model cannot be read'],
    ['model.unknown', 'Without a model, only the checkpoint’s side is checked'],
];

function loadedOutcome(
    ctx: OutcomeContext,
    counts: PreviewCounts,
    finding: Finding | undefined,
): PreviewOutcome {
    const { load, changeShape, keep, keepExpected, variables = load } = counts;
    if (load === 0) {
        const headline = 'Nothing is loaded, and TensorFlow would not say so';
        return outcome(ctx, 'error', headline, finding);
    }
    if (0 < changeShape) {
        const headline =
            changeShape === 1
                ? 'One variable would silently take the checkpoint’s shape'
                : `${grouped(changeShape)} variables would silently take the checkpoint’s shape`;
        return outcome(ctx, 'error', headline, finding);
    }
    const headline = hasOpenModel(ctx)
        ? `${grouped(load)} ${load === 1 ? 'variable' : 'variables'} would load, of those that are known`
        : keep === 0
          ? `All ${grouped(variables)} variables would load`
          : keep === keepExpected
            ? `${grouped(load)} of ${grouped(variables)} variables would load, the other ${keep === 1 ? 'one is meant to keep its' : `${grouped(keep)} are meant to keep their`} initializer`
            : `${grouped(load)} of ${grouped(variables)} variables would load, ${grouped(keep - keepExpected)} would keep ${keep - keepExpected === 1 ? 'its' : 'their'} initializer`;
    return outcome(
        ctx,
        finding?.severity === 'error' ? 'error' : toneOf(finding),
        headline,
        finding,
    );
}

function toneOf(finding: Finding | undefined): Tone {
    return finding?.severity === 'warning' ? 'warning' : 'ok';
}

function outcome(
    ctx: OutcomeContext,
    tone: Tone,
    headline: string,
    finding: Finding | undefined,
    span: Span | undefined = finding?.span,
): PreviewOutcome {
    return {
        tone,
        headline,
        fixes: finding === undefined ? [] : ctx.fixNumbers(finding).slice(0, 1),
        ...(finding === undefined ? {} : { explanation: firstLine(finding.message) }),
        ...(span === undefined ? {} : { range: ctx.lines.rangeOf(span) }),
    };
}

/** A count with its thousands set apart by a narrow space that does not break. */
function grouped(count: number): string {
    return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

function firstLine(message: string): string {
    return message.split('\n', 1)[0] ?? '';
}

const ranks: Readonly<Record<Exclude<Severity, 'off'>, number>> = {
    error: 0,
    warning: 1,
    information: 2,
    hint: 3,
};

/** What a program's maps leave out is not seen in its text, as it is in a map's. */
function leftOutIn({ plan }: OutcomeContext, findings: readonly Finding[]): Finding | undefined {
    return plan.calls.every(({ call }) => call.program?.evaluated === true)
        ? findings.find(({ code }) => code === 'variable.unassigned')
        : undefined;
}

/** The first of the worst findings; of mere information there is none worth the headline. */
function worstFinding(findings: readonly Finding[]): Finding | undefined {
    let worst: Finding | undefined;
    for (const finding of findings) {
        const isWorse = worst === undefined || ranks[finding.severity] < ranks[worst.severity];
        if (isWorse && ranks[finding.severity] <= ranks.warning) {
            worst = finding;
        }
    }
    return worst;
}
