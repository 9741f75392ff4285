// `ckptmap plan`: what TensorFlow would do with maps.

import { planJson, type PlannedFile } from '../loadPlan/planJson.js';
import { fails } from './check.js';
import { UsageError, type CliHost, type ExitStatus, type FailOn } from './cliHost.js';
import { planPython } from './formats/planPython.js';
import { planCsv, planMarkdown } from './formats/planTable.js';
import { planText } from './formats/planText.js';
import { prettyJson } from './formats/prettyJson.js';
import { planMaps, type MapOptions } from './mapFiles.js';
import { colorsFor, printableLine } from './terminal.js';

/** The formats of `plan`. */
export const planFormats = ['text', 'json', 'jsonl', 'csv', 'markdown', 'python'] as const;

/** The options of `plan`. */
export interface PlanOptions extends MapOptions {
    readonly format: (typeof planFormats)[number];
    readonly failOn: FailOn;
}

/** Prints the load plans of the maps that the arguments name. */
export async function plan(
    host: CliHost,
    patterns: readonly string[],
    options: PlanOptions,
): Promise<ExitStatus> {
    const files = await planMaps(host, patterns, options);
    if (options.format === 'python' && 1 < files.length) {
        throw new UsageError('--format python writes one script, and takes one file');
    }
    host.out.write(print(files, options.format, host.out.hasColors));
    return files.some((file) => raisesOrFails(file) || fails(file, options.failOn)) ? 1 : 0;
}

function raisesOrFails({ plan: { outcome } }: PlannedFile): boolean {
    return outcome === 'raises' || outcome === 'fails-at-run-time';
}

function print(
    files: readonly PlannedFile[],
    format: PlanOptions['format'],
    hasColors: boolean,
): string {
    switch (format) {
        case 'text':
            return files.map((file) => planText(file, colorsFor(hasColors))).join('\n');
        case 'json': {
            const objects = files.map(planJson);
            return prettyJson(objects.length === 1 ? objects[0] : objects);
        }
        case 'jsonl':
            return files.map((file) => `${JSON.stringify(planJson(file))}\n`).join('');
        case 'csv':
            return planCsv(files.map(planJson));
        case 'markdown':
            return files.map((file) => markdownOf(file, 1 < files.length)).join('\n');
        case 'python':
            return files.map(({ file, plan: each }) => planPython(file, each)).join('');
    }
}

function markdownOf(file: PlannedFile, withTitle: boolean): string {
    const title = withTitle ? `## \`${printableLine(file.file)}\`\n\n` : '';
    return title + planMarkdown(planJson(file));
}
