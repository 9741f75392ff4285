// The findings of a load plan as the editor's diagnostics. Which findings are shown is decided in
// loadPlan/reportFindings.ts; here they only change their form.

import {
    DiagnosticSeverity,
    DiagnosticTag,
    type Diagnostic,
    type Location,
} from 'vscode-languageserver-types';
import type { Finding } from '../loadPlan/loadPlan.js';
import type { DiagnosticCode } from '../util/diagnosticCodes.js';
import type { Places, Position, Range } from '../util/lineIndex.js';
import type { Span } from '../util/span.js';
import { uriOfPath } from '../workspace/paths.js';

/** A change of the text as it travels with a diagnostic. */
export interface DiagnosticFix {
    readonly title: string;
    readonly preferred: boolean;
    readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

/** What a diagnostic carries for the code actions that mend it. */
export interface DiagnosticData {
    /** The version of the text to which the ranges belong. */
    readonly version: number;
    readonly fixes: readonly DiagnosticFix[];
}

/** What the editor can show of a diagnostic. */
export interface DiagnosticStyle {
    readonly relatedInformation: boolean;
    readonly data: boolean;
    readonly tags: boolean;
    /** The page with a section for each code; undefined where the editor shows no links. */
    readonly documentation: string | undefined;
}

const severities = {
    error: DiagnosticSeverity.Error,
    warning: DiagnosticSeverity.Warning,
    information: DiagnosticSeverity.Information,
    hint: DiagnosticSeverity.Hint,
} as const;

/** What these codes stand on does nothing. */
const unnecessary: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
    'rule.overridden',
    'expect.matches-nothing',
    'ignore.matches-nothing',
]);

/** A document's findings as diagnostics, in the same order. */
export function diagnosticsOf(
    document: { readonly uri: string; readonly version: number },
    lines: Places,
    findings: readonly Finding[],
    style: DiagnosticStyle,
): readonly Diagnostic[] {
    const locationOf = (span: Span): Location => {
        const { start, end } = lines.rangeOf(span);
        const uri = start.file === undefined ? document.uri : uriOfPath(start.file);
        return { uri, range: { start: inFile(start), end: inFile(end) } };
    };
    return findings.map((finding) => ({
        range: lines.rangeOf(finding.seenAt ?? finding.span),
        severity: severities[finding.severity],
        code: finding.code,
        source: 'ckptmap',
        message: finding.message,
        ...(style.documentation === undefined
            ? {}
            : { codeDescription: { href: sectionOf(style.documentation, finding.code) } }),
        ...(style.tags && unnecessary.has(finding.code)
            ? { tags: [DiagnosticTag.Unnecessary] }
            : {}),
        ...(style.relatedInformation && 0 < relatedOf(finding).length
            ? {
                  relatedInformation: relatedOf(finding).map(({ span, message }) => ({
                      location: locationOf(span),
                      message,
                  })),
              }
            : {}),
        ...(style.data && 0 < finding.fixes.length
            ? {
                  data: {
                      version: document.version,
                      fixes: fixesOf(finding, lines),
                  } satisfies DiagnosticData,
              }
            : {}),
    }));
}

/** What belongs to a finding: first where it is, if that is in another file of a program. */
function relatedOf({ span, seenAt, related }: Finding): Finding['related'] {
    return seenAt === undefined ? related : [{ span, message: 'It is written here' }, ...related];
}

/** The place as LSP has it, in a file that its location names. */
function inFile({ cell, line, character }: Position): Position {
    return { ...(cell === undefined ? {} : { cell }), line, character };
}

/** The fixes of a finding, in lines and characters. */
export function fixesOf(finding: Finding, lines: Places): readonly DiagnosticFix[] {
    return finding.fixes.map(({ title, edits, preferred }) => ({
        title,
        preferred: preferred === true,
        edits: edits.map(({ span, newText }) => ({ range: lines.rangeOf(span), newText })),
    }));
}

// The headings of the page are the codes; its anchors leave out what is no letter, digit or dash.
function sectionOf(page: string, code: DiagnosticCode): string {
    return `${page}#${code.replaceAll('.', '')}`;
}
