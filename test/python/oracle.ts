// Asks the evaluator what CPython has answered: reads the lines that generate_programs.py prints,
// runs each program, and compares claim by claim. What is known must be right; how much is known is
// counted. Usage: python3 generate_programs.py | node oracle.js [--save FOLDER] [--show]

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
    disagreements,
    evaluateSource,
    loadEvaluator,
    type ProgramAnswer,
    type RecordedProgram,
} from '../support/pythonPrograms.js';

const options = process.argv.slice(2);
const folder = options.includes('--save') ? options[options.indexOf('--save') + 1] : undefined;
const shows = options.includes('--show');

const evaluator = await loadEvaluator();
const reasons = new Map<string, number>();
const sums = { programs: 0, failed: 0, known: 0, unknown: 0, withInputs: 0, knownThere: 0 };
const began = performance.now();

for await (const line of createInterface({ input: process.stdin })) {
    const program = JSON.parse(line) as RecordedProgram;
    const wrong = wrongIn(program);
    sums.programs += 1;
    sums.withInputs += 0 < program.inputs.length ? 1 : 0;
    if (0 < wrong.length) {
        sums.failed += 1;
        report(program, wrong);
    }
}

const seconds = ((performance.now() - began) / 1000).toFixed(1);
const share = ((100 * sums.known) / Math.max(1, sums.known + sums.unknown)).toFixed(1);
for (const [reason, count] of [...reasons].sort(([, a], [, b]) => b - a).slice(0, shows ? 60 : 0)) {
    console.log(`${String(count).padStart(6)}  ${reason}`);
}
console.log(
    `${sums.programs} programs (${sums.withInputs} with inputs that are not known) in ${seconds} s: ` +
        `${sums.known} claims known (${share} %), ${sums.unknown} not known`,
);
console.log(`${sums.programs - sums.failed} passed, ${sums.failed} failed`);
process.exitCode = 0 < sums.failed || sums.programs === 0 || sums.known === 0 ? 1 : 0;

function wrongIn(program: RecordedProgram): readonly string[] {
    let answer: ProgramAnswer;
    try {
        answer = evaluateSource(evaluator, program.source);
    } catch (error) {
        return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
    const known = answer.claims.filter((claim) => claim !== undefined).length;
    const made = Math.max(0, ...program.runs.map(({ claims }) => claims.length));
    sums.known += known;
    sums.unknown += made - known;
    for (const reason of 0 < program.inputs.length ? [] : new Set(answer.reasons)) {
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    return disagreements(program, answer);
}

function report(program: RecordedProgram, wrong: readonly string[]): void {
    console.log(`${program.id}: ${wrong.slice(0, 3).join('\n    ')}`);
    if (folder !== undefined) {
        mkdirSync(folder, { recursive: true });
        const name = createHash('sha256').update(program.source).digest('hex').slice(0, 12);
        writeFileSync(join(folder, `${name}.json`), JSON.stringify(program, undefined, 1) + '\n');
    }
}
