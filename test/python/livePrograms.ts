// Asks the evaluator what TensorFlow has answered: reads the answers that live_programs.py wrote, a
// line for each program, evaluates them all in this process and compares by the rules of the
// recorded programs. Prints what is wrong, then one line of JSON with the counts of each group.
// Usage: node livePrograms.js ANSWERS [--open]

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
    compareProgram,
    compareRestores,
    evaluateFile,
    type ProgramRunAnswer,
    type Restore,
    type Said,
    type Verdict,
} from '../support/pythonWorlds.js';

interface Run extends Partial<ProgramRunAnswer> {
    readonly ends: string | null;
    /** Whether it raises, also where it catches that, elsewhere than where it loads. */
    readonly caught: boolean;
    readonly restores?: readonly Restore[];
}

interface Program {
    readonly id: string;
    readonly folder: string;
    readonly file: string;
    readonly kind: 'graph' | 'restore';
    readonly knowable: boolean;
    readonly runs: readonly Run[];
}

type Kind = Verdict['kind'] | 'beyond';

const [answers, option] = process.argv.slice(2);
if (answers === undefined) {
    throw new Error('give the file of answers that test/tensorflow/live_programs.py wrote');
}
const programs = readFileSync(answers, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Program);
const tally: Record<string, Record<Kind, number>> = {};

for (const program of programs) {
    const { kind, reasons } = await judge(program);
    const group = `${program.kind}, ${program.knowable ? 'all known' : 'parts unknown'}`;
    tally[group] ??= { exact: 0, unknown: 0, wrong: 0, beyond: 0 };
    tally[group][kind] += 1;
    if (kind === 'wrong' || (kind === 'unknown' && program.knowable && option === '--open')) {
        console.log(`${program.id} (${program.kind}) is ${kind}:\n    ${reasons.join('\n    ')}`);
    }
}

console.log(JSON.stringify(tally));

/** The worst of what is said of a program's runs. */
async function judge(program: Program): Promise<{ kind: Kind; reasons: readonly string[] }> {
    let said: Said;
    try {
        said = await evaluateFile(join(program.folder, program.file));
    } catch (error) {
        return { kind: 'wrong', reasons: [error instanceof Error ? `${error.stack}` : `${error}`] };
    }
    // An operation on something unknown is taken not to raise; such a run is beyond that.
    const runs = program.runs.filter(
        ({ ends, caught }) => program.knowable || (ends === null && !caught),
    );
    const verdicts = runs.map((run) => verdictOf(program, said, run));
    const kinds = verdicts.map(({ kind }) => kind);
    const worst = (['wrong', 'unknown', 'exact'] as const).find((kind) => kinds.includes(kind));
    return { kind: worst ?? 'beyond', reasons: verdicts.flatMap(({ reasons }) => reasons) };
}

function verdictOf({ kind, folder }: Program, said: Said, run: Run): Verdict {
    return kind === 'restore'
        ? compareRestores(said, run.restores ?? [], folder)
        : compareProgram(
              said,
              {
                  ends: run.ends,
                  variables: run.variables ?? [],
                  calls: run.calls ?? [],
                  ...(run.final === undefined ? {} : { final: run.final }),
              },
              folder,
          );
}
