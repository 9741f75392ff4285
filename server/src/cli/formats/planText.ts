// A load plan as a person reads it in a terminal: what would happen, TensorFlow's words, how to mend
// it, and the variables by scope. The same data as the preview's, so the two never disagree.

import { screenFindings } from '../../loadPlan/screenFindings.js';
import type { CallPlan, Finding, LoadPlan, PlannedEntry } from '../../loadPlan/loadPlan.js';
import { boundBy, placesIn, type PlannedFile, type RestoreJson } from '../../loadPlan/planJson.js';
import { previewLoadPlan } from '../../features/preview.js';
import { programWithoutCalls } from '../../features/previewOutcome.js';
import type { PreviewData, PreviewSection, RoleCount, Tone } from '../../features/previewData.js';
import { countText, countVariables, plural } from '../../features/words.js';
import { bytesText } from '../../util/bytesText.js';
import { lineWords, type Places } from '../../util/lineIndex.js';
import { roleNoun } from '../../util/roleNoun.js';
import { alignRows, printable, printableLine, type Cell, type Colors } from '../terminal.js';
import { modelNotes } from '../../features/modelNotes.js';
import { planTableLines } from './planTableText.js';
import { countFindings, detailLines, findingLines, paintOf } from './findingsText.js';

/** Objects of a restore beyond these are counted only. */
const maxObjects = 40;

/** Findings beyond these are counted only; `ckptmap check` lists them all. */
const maxFindings = 8;

/** The text of a planned file. */
export function planText(planned: PlannedFile, colors: Colors): string {
    const { file, plan } = planned;
    const findings = screenFindings({ ...plan, findings: planned.findings });
    const lines = placesIn(planned);
    if (findings.some(({ code }) => code === 'map.syntax')) {
        // What could be saved of such a text is not worth explaining.
        const headline = `${signOf('error', colors)} ${colors.bold('This text cannot be read')}`;
        const told = findingLines(findings, lines, colors);
        return `${[colors.bold(printableLine(file)), '', headline, ...told].join('\n')}\n`;
    }
    if (planned.restores !== undefined && plan.calls.length === 0) {
        const told = findingLines(findings, lines, colors);
        const restored = planned.restores.flatMap((restore) => restoreLines(restore, colors));
        const none = `${signOf('information', colors)} ${printableLine(programWithoutCalls({ plan, lines }))}`;
        const done = restored.length === 0 ? ['', none] : restored;
        const notes = told.length === 0 ? [] : ['', ...told];
        return `${[colors.bold(printableLine(file)), ...done, ...notes].join('\n')}\n`;
    }
    const data = previewLoadPlan({ uri: '', version: null, lines, plan: { ...plan, findings } });
    const out = [colors.bold(printableLine(file))];
    for (const section of data.sections) {
        const call = callOf(section, data, plan);
        const isWhole = call === undefined || data.sections.length === 1;
        const told = findings.find((each) => firstLine(each) === section.outcome.explanation);
        out.push(
            ...(data.sections.length === 1 ? [] : ['', colors.bold(section.title)]),
            ...sourceLines(call),
            '',
            ...outcomeLines(section, colors),
            ...(told === undefined ? [] : detailLines(withoutException(told), '  ', colors)),
            ...countLines(section, colors),
            ...(isWhole ? otherFindings(told, findings, lines, colors) : []),
        );
        const isClear = section.outcome.tone === 'ok' && call?.outcome !== 'unknown';
        if (call !== undefined && !isClear) {
            out.push(...entryLines(call, lines, colors));
        } else if (isWhole) {
            out.push(...planTableLines(data, section, colors));
        }
    }
    out.push(...(planned.restores ?? []).flatMap((restore) => restoreLines(restore, colors)));
    return `${out.join('\n')}\n`;
}

/** What a restore of a program does: its outcome, and its objects one a line. */
function restoreLines(restore: RestoreJson, colors: Colors): readonly string[] {
    const { api, at, checkpoint, outcome, error, objects, unresolved } = restore;
    const loads = objects.filter(({ verdict }) => verdict === 'loads');
    const what = {
        ok: `loads ${plural(loads.length, 'variable')}`,
        nothing: 'loads nothing',
        raises: `raises ${error?.type ?? 'an exception'}`,
        unknown: 'cannot be known',
    }[outcome];
    const tones = {
        ok: 'ok',
        nothing: 'warning',
        raises: 'error',
        unknown: 'information',
    } as const;
    const named = checkpoint === null ? 'no checkpoint' : printableLine(checkpoint.argument);
    const shown = objects
        .slice(0, maxObjects)
        .map(({ path, tensor, verdict }): readonly Cell[] => [
            { text: printableLine(path) },
            { text: verdict },
            { text: tensor === null ? '' : printableLine(tensor) },
        ]);
    const left = objects.length - shown.length;
    const where = lineWords(at).replace(/^./, (letter) => letter.toUpperCase());
    return [
        '',
        `${signOf(tones[outcome], colors)} ${where}: ${api} of ${named} ${what}`,
        ...alignRows(shown, '  '),
        ...(left === 0 ? [] : [`  … and ${plural(left, 'variable')} more`]),
        ...(unresolved.length === 0
            ? []
            : [`  ${plural(unresolved.length, 'value')} of the checkpoint not read`]),
    ];
}

function callOf(section: PreviewSection, data: PreviewData, plan: LoadPlan): CallPlan | undefined {
    const first = data.sections.findIndex(({ kind }) => kind === 'call');
    return section.kind === 'call' ? plan.calls[data.sections.indexOf(section) - first] : undefined;
}

function sourceLines(call: CallPlan | undefined): readonly string[] {
    if (call === undefined) {
        return [];
    }
    const { checkpoint: source, model: modelSource } = call;
    const checkpoint = source?.checkpoint;
    const model = modelSource?.model;
    const certainty =
        model === undefined || model.certainty === 'exact' || model.certainty === 'source'
            ? ''
            : model.certainty === 'checkpoint'
              ? ', as another checkpoint of the model has them: it does not say which are in the variable store'
              : 0 < model.variables.length &&
                  model.variables.every(({ storeKey }) => storeKey === null)
                ? ', none of which is in the variable store'
                : ', inferred from the graph: it does not say which are in the variable store';
    return alignRows(
        [
            [
                { text: 'checkpoint' },
                {
                    text:
                        source === undefined
                            ? 'not known'
                            : printableLine(source.prefix ?? source.argument) +
                              (checkpoint === undefined
                                  ? ''
                                  : ` (${plural(checkpoint.tensorCount, 'tensor')}, ${bytesText(checkpoint.totalBytes)})`),
                },
            ],
            [
                { text: 'model' },
                {
                    text:
                        modelSource === undefined
                            ? 'not known'
                            : printableLine(modelSource.argument) +
                              (model === undefined
                                  ? ''
                                  : ` (${countVariables(model).join(', ')}${certainty})`),
                },
            ],
            ...modelNotes(modelSource).map((note) => [{ text: '' }, { text: printable(note) }]),
        ],
        '  ',
    );
}

function outcomeLines({ outcome }: PreviewSection, colors: Colors): readonly string[] {
    const { tone, headline, explanation, exception } = outcome;
    return [
        `${signOf(tone, colors)} ${colors.bold(headline)}`,
        ...(explanation === undefined ? [] : [`  ${printable(explanation)}`]),
        ...(exception === undefined ? [] : [`  ${colors.red(printable(exception))}`]),
    ];
}

function signOf(tone: Tone, colors: Colors): string {
    switch (tone) {
        case 'ok':
            return colors.green('✔');
        case 'information':
            return colors.blue('i');
        case 'warning':
            return colors.yellow('!');
        case 'error':
            return colors.red('✖');
    }
}

function countLines(section: PreviewSection, colors: Colors): readonly string[] {
    const { variables, load, changeShape, fail, keep, keepExpected, neverRead } = section.counts;
    const { keepRoles, neverReadRoles, neverReadExpected } = section.counts;
    const asides = (all: number, expected: number, roles: readonly RoleCount[]) => {
        const some = expected === 0 ? '' : `, ${expected === all ? '' : `${countText(expected)} `}`;
        const nouns = roles.map(
            ({ role, count }) => `${countText(count)} ${roleNoun(role, count)}`,
        );
        return `${some}${some === '' ? '' : 'as expected'}${nouns.length === 0 ? '' : ` (${nouns.join(', ')})`}`;
    };
    const alone = wouldLoad(section);
    const parts = [
        variables === undefined
            ? `${section.model === undefined ? 'variables' : 'what would load is'} not known`
            : `${countText(load)} of ${plural(variables, 'variable')} loaded`,
        ...(0 < section.counts.bytes ? [bytesText(section.counts.bytes)] : []),
        ...(0 < alone ? [`${countText(alone)} would be, by the entries that are right`] : []),
        ...(0 < changeShape ? [colors.red(`${countText(changeShape)} change shape`)] : []),
        ...(0 < fail ? [colors.red(`${countText(fail)} ${fail === 1 ? 'fails' : 'fail'}`)] : []),
        ...(0 < keep
            ? [
                  `${countText(keep)} ${keep === 1 ? 'keeps its' : 'keep their'} initializer${asides(keep, keepExpected, keepRoles)}`,
              ]
            : []),
        ...(neverRead === undefined || neverRead === 0
            ? []
            : [
                  `${plural(neverRead, 'tensor')} never read${asides(neverRead, neverReadExpected, neverReadRoles)}`,
              ]),
    ];
    return [`  ${parts.join(' · ')}`];
}

/** In a call that raises: how many variables its entries would load, each on its own. */
function wouldLoad({ rows, verdicts }: PreviewSection): number {
    return rows.verdict.filter((verdict) => verdicts[verdict]?.kind === 'would-load').length;
}

/** What the outcome has not said, the worst first. */
function otherFindings(
    told: Finding | undefined,
    findings: readonly Finding[],
    lines: Places,
    colors: Colors,
): readonly string[] {
    const rest = findings
        .filter((finding) => finding !== told && finding.severity !== 'hint')
        .sort((left, right) => severityRank(left) - severityRank(right));
    const hidden = rest.length - maxFindings;
    return rest.length === 0
        ? []
        : [
              '',
              colors.bold(`Also: ${countFindings(rest)}`),
              ...findingLines(rest.slice(0, maxFindings), lines, colors, 1),
              ...(0 < hidden
                  ? [`  … and ${countText(hidden)} more: \`ckptmap check\` lists them`]
                  : []),
          ];
}

function severityRank({ severity }: Finding): number {
    return ['error', 'warning', 'information', 'hint'].indexOf(severity);
}

function withoutException(finding: Finding): Finding {
    return { ...finding, message: firstLine(finding) };
}

function firstLine({ message }: Finding): string {
    return message.split('\n', 1)[0] ?? '';
}

/** The entries of a call in the order in which TensorFlow applies them. */
function entryLines(call: CallPlan, lines: Places, colors: Colors): readonly string[] {
    if (call.entries.length === 0) {
        return [];
    }
    const rows = call.entries.map((entry, index): readonly Cell[] => {
        const where = lineWords(lines.positionAt(entry.span.start));
        const isFailing = index === call.failingEntry;
        return [
            { text: isFailing ? '✖' : ' ', paint: colors.red },
            { text: where, align: 'right', paint: colors.dim },
            { text: printableLine(entry.tensorName) },
            { text: '→', paint: colors.dim },
            { text: printableLine(entry.variableName) },
            entryVerdict(entry, call, colors),
        ];
    });
    return ['', 'Entries, in the order in which TensorFlow applies them', ...alignRows(rows, '')];
}

function entryVerdict(entry: PlannedEntry, call: CallPlan, colors: Colors): Cell {
    const worst = entry.codes[0];
    if (entry.error !== null) {
        return { text: `raises ${entry.error.type} (${entry.error.code})`, paint: colors.red };
    }
    if (call.model?.model === undefined || call.checkpoint?.checkpoint === undefined) {
        return { text: '' };
    }
    const bound = boundBy(entry);
    const bytes = bound.reduce((sum, each) => sum + (each.bytes ?? 0), 0);
    const least = entry.open ? 'at least ' : '';
    const text = `${least}${plural(bound.length, 'variable')}, ${bytesText(bytes)}`;
    return worst === undefined
        ? { text }
        : { text: `${text} (${entry.codes.join(', ')})`, paint: paintOf('warning', colors) };
}
