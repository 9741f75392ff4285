// Findings for other programs: `ckptmap/check@1`, SARIF 2.1.0, and GitHub's workflow commands.
// SARIF: docs.oasis-open.org/sarif/sarif/v2.1.0; GitHub: "Workflow commands for GitHub Actions".

import { diagnosticsJson, placesIn, type DiagnosticJson } from '../../loadPlan/planJson.js';
import type { Finding } from '../../loadPlan/loadPlan.js';
import { defaultSeverities, type Severity } from '../../util/diagnosticCodes.js';
import type { Places } from '../../util/lineIndex.js';

/** A checked file. */
export interface CheckedFile {
    /** As the user named it. */
    readonly file: string;
    readonly text: string;
    readonly findings: readonly Finding[];
    /** Where offsets are, if that is not what the text's lines say. */
    readonly places?: Places;
}

/** The JSON object of `check --format json`. */
export interface CheckJson {
    readonly schema: 'ckptmap/check@1';
    readonly files: readonly {
        readonly file: string;
        readonly diagnostics: readonly DiagnosticJson[];
    }[];
}

/** Checked files as JSON. */
export function checkJson(files: readonly CheckedFile[]): CheckJson {
    return {
        schema: 'ckptmap/check@1',
        files: files.map((checked) => ({
            file: checked.file,
            diagnostics: diagnosticsJson(checked.findings, placesIn(checked)),
        })),
    };
}

/** Checked files as a SARIF log. */
export function checkSarif(files: readonly CheckedFile[], version: string): object {
    const codes = [...new Set(files.flatMap(({ findings }) => findings.map(({ code }) => code)))];
    codes.sort();
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'ckptmap',
                        version,
                        rules: codes.map((code) => ({
                            id: code,
                            defaultConfiguration: { level: sarifLevel(defaultSeverities[code]) },
                        })),
                    },
                },
                columnKind: 'utf16CodeUnits',
                artifacts: files.map(({ file }) => ({ location: { uri: uriOf(file) } })),
                results: files.flatMap((checked, index) =>
                    diagnosticsJson(checked.findings, placesIn(checked)).map(
                        ({ code, severity, message, range }) => ({
                            ruleId: code,
                            ruleIndex: codes.indexOf(code),
                            level: sarifLevel(severity),
                            message: { text: inCell(message, range) },
                            locations: [
                                {
                                    physicalLocation: {
                                        artifactLocation:
                                            range.start.file === undefined
                                                ? { uri: uriOf(checked.file), index }
                                                : { uri: uriOf(range.start.file) },
                                        region: {
                                            startLine: range.start.line + 1,
                                            startColumn: range.start.character + 1,
                                            endLine: range.end.line + 1,
                                            endColumn: range.end.character + 1,
                                        },
                                    },
                                },
                            ],
                        }),
                    ),
                ),
            },
        ],
    };
}

/** Checked files as workflow commands, which GitHub shows beside the lines of a pull request. */
export function checkGithub(files: readonly CheckedFile[]): string {
    return files
        .flatMap((checked) =>
            diagnosticsJson(checked.findings, placesIn(checked)).map(
                ({ code, severity, message, range }) => {
                    const level =
                        severity === 'error' || severity === 'warning' ? severity : 'notice';
                    const properties = [
                        `file=${property(range.start.file ?? checked.file)}`,
                        `line=${range.start.line + 1}`,
                        `col=${range.start.character + 1}`,
                        `endLine=${range.end.line + 1}`,
                        `endColumn=${range.end.character + 1}`,
                        `title=${property(code)}`,
                    ];
                    return `::${level} ${properties.join(',')}::${data(inCell(message, range))}\n`;
                },
            ),
        )
        .join('');
}

/** Neither format knows cells: the message says in which one the lines count. */
function inCell(message: string, { start: { cell } }: DiagnosticJson['range']): string {
    return cell === undefined ? message : `Cell ${cell + 1}: ${message}`;
}

function sarifLevel(severity: Severity): 'error' | 'warning' | 'note' | 'none' {
    switch (severity) {
        case 'error':
        case 'warning':
            return severity;
        case 'information':
        case 'hint':
            return 'note';
        case 'off':
            return 'none';
    }
}

function uriOf(file: string): string {
    return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}

function data(text: string): string {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
    return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
