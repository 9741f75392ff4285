// The settings that change what a map means or what is reported: `ckptmap.associations`,
// `ckptmap.tensorflow` and `ckptmap.severity`. Values come from people, so each is checked; a wrong
// one is left out with a problem, and the rest counts.

import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { TensorFlowRules } from '../assignmentMap/assignmentMap.js';
import type { Severities } from '../loadPlan/reportFindings.js';
import { isDiagnosticCode, type DiagnosticCode, type Severity } from '../util/diagnosticCodes.js';
import { LineIndex } from '../util/lineIndex.js';

/** Which checkpoint and model the maps of a glob mean, where they do not say it themselves. */
export interface Association {
    /** A glob relative to the workspace folder. */
    readonly files: string;
    readonly checkpoint?: string;
    readonly model?: string;
}

/** The settings, checked. */
export interface Settings {
    readonly associations: readonly Association[];
    /** Undefined where it is not set. */
    readonly tensorflow: TensorFlowRules | undefined;
    readonly severity: Severities;
}

/** What holds where nothing is set. */
export const defaultSettings: Settings = { associations: [], tensorflow: undefined, severity: {} };

/** Settings, and a sentence for each value that was left out. */
export interface ParsedSettings {
    readonly settings: Settings;
    readonly problems: readonly string[];
}

/** All severities that a code can be given. */
export const severityNames: readonly Severity[] = [
    'error',
    'warning',
    'information',
    'hint',
    'off',
];

/** All rules that a call can follow. */
export const ruleNames: readonly TensorFlowRules[] = ['2.21', '1.15', 'contrib'];

/** Checks the value of the section `ckptmap`, as editors give it. */
export function parseSettings(section: unknown): ParsedSettings {
    const problems: string[] = [];
    const { associations, tensorflow, severity } = isObject(section) ? section : {};
    const settings = {
        associations: checkAssociations(associations, problems),
        tensorflow: checkTensorflow(tensorflow, problems),
        severity: checkSeverity(severity, problems),
    };
    return { settings, problems };
}

/** Reads the text of a `.vscode/settings.json`: JSON with comments and trailing commas. */
export function readSettingsFile(text: string): ParsedSettings {
    const errors: ParseError[] = [];
    const file: unknown = parse(text.replace(/^\uFEFF/, ''), errors, {
        allowTrailingComma: true,
        allowEmptyContent: true,
    });
    const [first] = errors;
    if (first !== undefined) {
        const { line } = new LineIndex(text).positionAt(first.offset);
        const what = printParseErrorCode(first.error);
        return {
            settings: defaultSettings,
            problems: [`settings.json is left out: ${what} on line ${line + 1}`],
        };
    }
    const values = isObject(file) ? file : {};
    return parseSettings({
        associations: values['ckptmap.associations'],
        tensorflow: values['ckptmap.tensorflow'],
        severity: values['ckptmap.severity'],
    });
}

/** The rules that a text names; undefined where there are none of that name. */
export function rulesOf(text: string): TensorFlowRules | undefined {
    return ruleNames.find((name) => name === text);
}

/** The severity that a text names; undefined where there is none of that name. */
export function severityOf(text: string): Severity | undefined {
    return severityNames.find((name) => name === text);
}

function checkAssociations(value: unknown, problems: string[]): readonly Association[] {
    if (value === undefined || value === null) {
        return [];
    }
    if (!Array.isArray(value)) {
        problems.push(leftOut('associations', value, 'a list'));
        return [];
    }
    return value.flatMap((item: unknown, index) => {
        const { files, checkpoint, model } = isObject(item) ? item : {};
        const isTextOrNothing = (text: unknown) => text === undefined || typeof text === 'string';
        if (typeof files !== 'string' || !isTextOrNothing(checkpoint) || !isTextOrNothing(model)) {
            const expected = 'an object of texts: "files", "checkpoint" and "model"';
            problems.push(leftOut(`associations[${index}]`, item, expected));
            return [];
        }
        return [
            {
                files,
                ...(typeof checkpoint === 'string' ? { checkpoint } : {}),
                ...(typeof model === 'string' ? { model } : {}),
            },
        ];
    });
}

function checkTensorflow(value: unknown, problems: string[]): TensorFlowRules | undefined {
    // As in a map, a version may be written as a number.
    const rules = typeof value === 'number' ? rulesOf(String(value)) : rulesOf(value as string);
    if (rules === undefined && value !== undefined && value !== null) {
        problems.push(leftOut('tensorflow', value, oneOf(ruleNames)));
    }
    return rules;
}

function checkSeverity(value: unknown, problems: string[]): Severities {
    if (value === undefined || value === null) {
        return {};
    }
    if (!isObject(value)) {
        problems.push(leftOut('severity', value, 'an object of codes and severities'));
        return {};
    }
    const severities: Partial<Record<DiagnosticCode, Severity>> = {};
    for (const [code, level] of Object.entries(value)) {
        const severity = typeof level === 'string' ? severityOf(level) : undefined;
        if (!isDiagnosticCode(code)) {
            problems.push(`Setting 'ckptmap.severity': there is no code '${code}'; it is left out`);
        } else if (severity === undefined) {
            problems.push(leftOut(`severity[${code}]`, level, oneOf(severityNames)));
        } else {
            severities[code] = severity;
        }
    }
    return severities;
}

function leftOut(setting: string, value: unknown, expected: string): string {
    const found = JSON.stringify(value) ?? 'undefined';
    return `Setting 'ckptmap.${setting}' is ${found}, and should be ${expected}; it is left out`;
}

function oneOf(names: readonly string[]): string {
    return `one of ${names.map((name) => `"${name}"`).join(', ')}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
