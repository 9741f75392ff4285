// What of a plan's findings is shown: severities as configured, `# ckptmap-ignore` comments obeyed,
// and comments that silence nothing reported. One pure function, so that the editor and the command
// line never disagree.

import type { AssignmentMap, IgnoreComment } from '../assignmentMap/assignmentMap.js';
import {
    defaultSeverities,
    isDiagnosticCode,
    type DiagnosticCode,
    type Severity,
} from '../util/diagnosticCodes.js';
import { LineIndex, lineWords, type Places } from '../util/lineIndex.js';
import type { Span } from '../util/span.js';
import type { Finding } from './loadPlan.js';

/** Severities that differ from the defaults, by code. */
export type Severities = Readonly<Partial<Record<DiagnosticCode, Severity>>>;

/** The findings that are shown, in the order of the text; `places` is what people are told of it. */
export function reportFindings(
    findings: readonly Finding[],
    map: AssignmentMap,
    severities: Severities,
    places?: Places,
): readonly Finding[] {
    const lines = new LineIndex(map.text);
    const wordsOf = (line: number) =>
        lineWords((places ?? lines).positionAt(lines.lineStart(line)));
    const lineOf = ({ span, seenAt = span }: Finding) => lines.positionAt(seenAt.start).line;
    const silenced = new Set(
        map.ignores
            .filter(({ reason }) => reason !== undefined)
            .flatMap(({ codes, line }) => codes.map(({ code }) => `${line} ${code}`)),
    );
    const used = new Set<string>();
    const loud = findings.filter((finding) => {
        const id = `${lineOf(finding)} ${finding.code}`;
        if (silenced.has(id)) {
            used.add(id);
            return false;
        }
        return true;
    });

    return [
        ...loud,
        ...map.ignores.flatMap((ignore) => uselessParts(ignore, used, map.text, wordsOf)),
    ]
        .flatMap((finding) => withSeverity(finding, severities[finding.code]))
        .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function withSeverity(finding: Finding, severity: Severity | undefined): Finding[] {
    if (severity === 'off') {
        return [];
    }
    return [severity === undefined ? finding : { ...finding, severity }];
}

/** What of a comment is of no use: the whole, or single codes. */
function uselessParts(
    ignore: IgnoreComment,
    used: ReadonlySet<string>,
    text: string,
    wordsOf: (line: number) => string,
): readonly Finding[] {
    if (ignore.reason === undefined) {
        const message =
            'This comment silences nothing without a reason; ' +
            'expected: # ckptmap-ignore CODE: reason';
        return [useless(ignore.span, message, undefined)];
    }
    const idle = ignore.codes.filter(({ code }) => !used.has(`${ignore.line} ${code}`));
    const all = idle.length === ignore.codes.length;
    const removal = all ? wholeComment(ignore.span, text) : undefined;
    if (ignore.codes.length === 0) {
        const message =
            'This comment names no code; expected: # ckptmap-ignore CODE[, CODE]: reason';
        return [useless(ignore.span, message, removal)];
    }
    return idle.map(({ code, span }) => {
        const message = isDiagnosticCode(code)
            ? `There is no ${code} to silence on ${wordsOf(ignore.line)}`
            : `No diagnostic is called '${code}'`;
        return useless(span, message, removal ?? withComma(span, text));
    });
}

function useless(span: Span, message: string, removal: Span | undefined): Finding {
    const title = 'Remove what silences nothing';
    return {
        code: 'ignore.matches-nothing',
        severity: defaultSeverities['ignore.matches-nothing'],
        message,
        span,
        related: [],
        fixes:
            removal === undefined
                ? []
                : [{ title, edits: [{ span: removal, newText: '' }], preferred: true }],
        call: undefined,
        entry: undefined,
    };
}

/** A comment with the blanks before it; with its line where it stands alone. */
function wholeComment(span: Span, text: string): Span {
    let start = span.start;
    while (0 < start && /[ \t]/.test(text.charAt(start - 1))) {
        start--;
    }
    const alone = start === 0 || /[\r\n]/.test(text.charAt(start - 1));
    const lineEnd = /^\r?\n/.exec(text.slice(span.end, span.end + 2))?.[0].length ?? 0;
    return { start, end: alone ? span.end + lineEnd : span.end };
}

/** A code in a list with the comma that goes with it. */
function withComma(span: Span, text: string): Span {
    const after = /^\s*,\s*/.exec(text.slice(span.end))?.[0].length;
    if (after !== undefined) {
        return { start: span.start, end: span.end + after };
    }
    const before = /,\s*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
    return { start: span.start - before, end: span.end };
}
