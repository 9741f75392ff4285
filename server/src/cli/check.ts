// `ckptmap check`: the findings of maps.

import { placesIn, type PlannedFile } from '../loadPlan/planJson.js';
import { screenFindings } from '../loadPlan/screenFindings.js';
import { version } from '../util/version.js';
import { reaches, type CliHost, type ExitStatus, type FailOn } from './cliHost.js';
import { checkGithub, checkJson, checkSarif } from './formats/checkReports.js';
import { countFindings, findingLines } from './formats/findingsText.js';
import { prettyJson } from './formats/prettyJson.js';
import { planMaps, type MapOptions } from './mapFiles.js';
import { colorsFor, printableLine, type Colors } from './terminal.js';

/** The formats of `check`. */
export const checkFormats = ['text', 'json', 'sarif', 'github'] as const;

/** The options of `check`. */
export interface CheckOptions extends MapOptions {
    readonly format: (typeof checkFormats)[number];
    readonly failOn: FailOn;
}

/** Checks the maps that the arguments name. */
export async function check(
    host: CliHost,
    patterns: readonly string[],
    options: CheckOptions,
): Promise<ExitStatus> {
    const files = await planMaps(host, patterns, options);
    host.out.write(report(files, options.format, colorsFor(host.out.hasColors)));
    return files.some((file) => fails(file, options.failOn)) ? 1 : 0;
}

/** Whether a file has something that reaches the bar; not knowing is worth a warning. */
export function fails({ plan, findings }: PlannedFile, bar: FailOn): boolean {
    return (
        findings.some(({ severity }) => reaches(severity, bar)) ||
        (plan.outcome === 'unknown' && reaches('warning', bar))
    );
}

function report(
    files: readonly PlannedFile[],
    format: CheckOptions['format'],
    colors: Colors,
): string {
    switch (format) {
        case 'text':
            return files.map((file) => textOf(file, colors)).join('');
        case 'json':
            return prettyJson(checkJson(files));
        case 'sarif':
            return prettyJson(checkSarif(files.map(forScreen), version));
        case 'github':
            return checkGithub(files.map(forScreen));
    }
}

/** A file whose findings are worded for people; JSON keeps the placeholders. */
function forScreen(file: PlannedFile): PlannedFile {
    return { ...file, findings: screenFindings({ ...file.plan, findings: file.findings }) };
}

function textOf(checked: PlannedFile, colors: Colors): string {
    const shown = forScreen(checked);
    const { file, findings } = shown;
    const head = `${colors.bold(printableLine(file))}: ${countFindings(findings)}`;
    return `${[head, ...findingLines(findings, placesIn(shown), colors)].join('\n')}\n`;
}
