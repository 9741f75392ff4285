// Findings as people read them: place, severity, message, TensorFlow's exception, how to mend it.

import type { Finding } from '../../loadPlan/loadPlan.js';
import { placeText, type Places } from '../../util/lineIndex.js';
import { plural } from '../../features/words.js';
import { alignRows, printable, type Cell, type Colors } from '../terminal.js';

type Severity = Finding['severity'];

/** The lines of findings, one after the other; `fixes` is how many of each are shown. */
export function findingLines(
    findings: readonly Finding[],
    lines: Places,
    colors: Colors,
    fixes = Infinity,
): readonly string[] {
    const heads = alignRows(
        findings.map((finding): readonly Cell[] => {
            const place = placeText(lines.positionAt(finding.span.start));
            return [
                { text: place, align: 'right', paint: colors.dim },
                { text: finding.severity, paint: paintOf(finding.severity, colors) },
                { text: finding.code, paint: colors.dim },
                { text: printable(finding.message.split('\n', 1)[0] ?? '') },
            ];
        }),
        '  ',
    );
    return findings.flatMap((finding, index) => [
        heads[index] ?? '',
        ...detailLines(finding, '      ', colors, fixes),
    ]);
}

/** What comes after the first line of a message: TensorFlow's words, and ways to mend it. */
export function detailLines(
    finding: Finding,
    indent: string,
    colors: Colors,
    fixes = Infinity,
): readonly string[] {
    const exception = finding.message
        .split('\n')
        .slice(1)
        .map((line) => indent + colors.dim(printable(line)));
    return [
        ...exception,
        ...finding.fixes
            .slice(0, fixes)
            .map(({ title }) => `${indent}${colors.cyan('fix:')} ${printable(title)}`),
    ];
}

/** `2 errors, 1 warning`; what there is none of is not named. */
export function countFindings(findings: readonly Finding[]): string {
    const count = (severity: Severity) =>
        findings.filter((finding) => finding.severity === severity).length;
    const parts = [
        [count('error'), 'error'],
        [count('warning'), 'warning'],
        [count('information'), 'remark'],
        [count('hint'), 'hint'],
    ] as const;
    const named = parts.filter(([number]) => 0 < number);
    return named.length === 0
        ? 'nothing to report'
        : named.map(([number, noun]) => plural(number, noun)).join(', ');
}

/** The colour of a severity. */
export function paintOf(severity: Severity, colors: Colors): (text: string) => string {
    switch (severity) {
        case 'error':
            return colors.red;
        case 'warning':
            return colors.yellow;
        case 'information':
            return colors.blue;
        case 'hint':
            return colors.dim;
    }
}
