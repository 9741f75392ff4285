// The examples of docs/diagnostics.md do what the page says: each has the finding under which it
// stands, and the words that are quoted are those which real TensorFlow was recorded to say.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseAssignmentMap } from '../server/src/assignmentMap/parseAssignmentMap.js';
import type { MapCall } from '../server/src/assignmentMap/assignmentMap.js';
import type { CliHost } from '../server/src/cli/cliHost.js';
import { runCommandLine } from '../server/src/cli/program.js';
import type { Finding } from '../server/src/loadPlan/loadPlan.js';
import { planFile } from '../server/src/loadPlan/planFile.js';
import { reportFindings } from '../server/src/loadPlan/reportFindings.js';
import { defaultSeverities, type DiagnosticCode } from '../server/src/util/diagnosticCodes.js';
import { casesOf, checkpointIn, modelIn, type Answer } from './support/conformance.js';
import { root, textOf } from './support/repository.js';
import { pythonFromSources } from './support/python.js';

const world = join(root, 'test', 'recorded', 'documentation');
const answers = new Map(
    (casesOf(world) as unknown as readonly (Answer & { map: string })[]).map((each) => [
        each.map,
        each,
    ]),
);

interface Section {
    readonly code: string;
    readonly severity: string;
    /** The blocks of YAML: the example, and perhaps how it is mended. */
    readonly examples: readonly string[];
    /** `ValueError: …`, where the section quotes it as a block. */
    readonly words: string | undefined;
}

const sections = textOf('docs/diagnostics.md')
    .split(/^## (?=`)/m)
    .slice(1)
    .map((text): Section => {
        const blocks = (language: string) =>
            [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(
                ([, block = '']) => block,
            );
        return {
            code: text.split('`', 2)[1] ?? '',
            severity: /^Default: (\w+)\.$/m.exec(text)?.[1] ?? '',
            examples: blocks('yaml'),
            words: blocks('text')[0]?.trimEnd(),
        };
    });

/** Codes that no map file has; the tests of programs in features/ name each. */
function isOfPrograms(code: string): code is DiagnosticCode {
    return /^(?:python|restore|warm-start)\./.test(code);
}

/** What is shown for a map; `code` says what the example leaves out on purpose. */
function findingsOf(text: string, code: string): readonly Finding[] {
    const map = parseAssignmentMap(text, 'yaml');
    const calls = map.calls.map((call) => {
        const checkpoint = argumentOf(call, 'checkpoint', code) ?? '';
        const model = argumentOf(call, 'model', code) ?? '';
        return {
            ...(checkpoint === '' ? {} : { checkpoint: checkpointIn(world, checkpoint) }),
            ...(model === '' ? {} : { model: modelIn(world, model) }),
            rules: '2.21' as const,
        };
    });
    return reportFindings(planFile({ map, calls }).findings, map, {});
}

function argumentOf(call: MapCall, side: 'checkpoint' | 'model', code: string): string | undefined {
    const usual = side === 'checkpoint' ? 'runs/bert/model.ckpt-1000' : 'model.variables.json';
    return call[side]?.path ?? (code === `${side}.unknown` ? undefined : usual);
}

/** An exception as the page and our messages write it. */
const written = ({ type, message }: { type: string; message: string }) => `${type}: ${message}`;

/** The dict of shapes has no order that could be compared. */
const withoutShapes = (text: string) => text.replace(/\$SHAPES|\{.*\}/, '{…}');

/** The output of the command line, run in the repository's folder and not on a terminal. */
async function outputOf(...args: string[]): Promise<string> {
    let text = '';
    const write = (piece: string) => {
        text += piece;
    };
    const output = { terminal: undefined, hasColors: false, write };
    const host: CliHost = {
        workingDirectory: root,
        out: output,
        error: output,
        readInput: () => Promise.resolve(''),
        dumpVariables: '',
        python: () => pythonFromSources(),
        startLanguageServer: () => Promise.resolve(),
    };
    await runCommandLine(host, args);
    return text;
}

describe('README.md', () => {
    for (const [index, name] of ['finetune', 'scope-typo-model'].entries()) {
        test(`shows the load plan of ${name} as it is`, async () => {
            const output = await outputOf('plan', `test/example/${name}.ckptmap.yaml`);
            const readme = textOf('README.md');
            const block = [...readme.matchAll(/^```text\n([^]*?)^```$/gm)][index];
            assert.ok(block);
            const [fence, shown] = block;
            if (process.env['UPDATE_EXPECT'] === '1' && shown !== output) {
                const now = readme.replace(fence, () => `\`\`\`text\n${output}\`\`\``);
                writeFileSync(join(root, 'README.md'), now);
                return;
            }
            assert.equal(shown, output, 'UPDATE_EXPECT=1 writes what is printed now');
        });
    }

    const blocks = [...textOf('README.md').matchAll(/^```yaml\n([^]*?)^```$/gm)];
    for (const [index, [, block = '']] of blocks.entries()) {
        test(`the map number ${index + 1} is one`, () => {
            const { calls, problems } = parseAssignmentMap(block, 'yaml');
            assert.deepEqual(problems, []);
            assert.ok(calls.every(({ argument }) => argument !== undefined));
        });
    }
});

describe('docs/diagnostics.md', () => {
    test('sections without a map are those of programs', () => {
        const others = sections.filter(({ examples }) => examples.length === 0);
        assert.deepEqual(
            others.map(({ code }) => code).filter((code) => !isOfPrograms(code)),
            [],
        );
    });
    for (const { code, severity, examples, words } of sections) {
        if (isOfPrograms(code)) {
            test(`${code}: the page names its default severity`, () => {
                assert.equal(defaultSeverities[code], severity);
            });
            continue;
        }
        const [example = '', ...mended] = examples;
        test(`${code}: the example has it, with its default severity`, () => {
            const found = findingsOf(example, code).filter((finding) => finding.code === code);
            assert.deepEqual(
                found.map((finding) => finding.severity),
                [severity],
                `found ${findingsOf(example, code)
                    .map((each) => each.code)
                    .join(', ')}`,
            );
            const [, ...exception] = found[0]?.message.split('\n') ?? [];
            assert.equal(
                withoutShapes(exception.join('\n')),
                withoutShapes(words ?? ''),
                "the message's second line is what the page quotes",
            );
        });
        if (words !== undefined) {
            test(`${code}: TensorFlow said what the page quotes`, () => {
                const answer = answers.get(example);
                assert.ok(answer, 'the example was recorded as it stands: run record.py again');
                const error = answer.error ?? answer.assignments.find((each) => each.error)?.error;
                assert.equal(withoutShapes(error ? written(error) : ''), withoutShapes(words));
            });
        }
        for (const text of mended) {
            test(`${code}: what the page proposes mends it`, () => {
                const left = findingsOf(text, code).filter((finding) => finding.code === code);
                assert.deepEqual(left, []);
            });
        }
    }
});
