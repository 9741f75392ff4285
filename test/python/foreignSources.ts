// Reads TensorFlow's own sources as if they were a user's: Python that is no business of ours. None
// gives a diagnostic or an exception, and what mentions nothing of ours is not even parsed by the
// server. Usage: node foreignSources.js FOLDER [LINES], the folder of the installed package and how
// many lines are evaluated whatever they mention. Notes of where reading ends
// (python.not-literal) are counted, and are no diagnostic of a mistake.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mentionsCheckpoints } from '../../server/src/tensorflow/mentions.js';
import { evaluateFile } from '../support/pythonWorlds.js';

const [folder, wanted = '12000'] = process.argv.slice(2);
if (folder === undefined) {
    throw new Error('give the folder of the installed package tensorflow');
}
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => join(folder, name));

const sums = {
    lines: 0,
    quiet: 0,
    mentioning: 0,
    evaluated: 0,
    evaluatedLines: 0,
    notes: 0,
    failed: 0,
};
let scanning = 0;
const quiet: { path: string; lines: number }[] = [];

for (const path of files) {
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n').length;
    sums.lines += lines;
    const began = performance.now();
    const mentions = mentionsCheckpoints(text);
    scanning += performance.now() - began;
    if (mentions) {
        sums.mentioning += 1;
        await evaluate(path, lines);
    } else {
        sums.quiet += 1;
        // A package of names that are imported again has next to no code.
        if (path.includes('/python/') && 50 < lines) {
            quiet.push({ path, lines });
        }
    }
}
// Spread over the whole package, not the first folders of it.
const stride = Math.max(1, Math.floor(quiet.length / 60));
for (let at = 0; sums.evaluatedLines < Number(wanted) && at < quiet.length; at += stride) {
    const { path, lines } = quiet[at] ?? { path: '', lines: 0 };
    await evaluate(path, lines);
}

async function evaluate(path: string, lines: number): Promise<void> {
    sums.evaluated += 1;
    sums.evaluatedLines += lines;
    try {
        const { plan } = await evaluateFile(path);
        // What says where our reading ends claims nothing of the program.
        const notes = plan.diagnostics.filter(({ code }) => code === 'python.not-literal');
        const claims = plan.diagnostics.filter(({ code }) => code !== 'python.not-literal');
        sums.notes += notes.length;
        if (claims.length !== 0) {
            sums.failed += 1;
            for (const { code, message } of claims) {
                console.log(`${path}: ${code}: ${message}`);
            }
        }
    } catch (error) {
        sums.failed += 1;
        console.log(`${path}: ${error instanceof Error ? error.stack : String(error)}`);
    }
}

console.log(
    `${files.length} files of ${sums.lines} lines, scanned in ${scanning.toFixed(0)} ms: ` +
        `${sums.quiet} mention nothing and are not parsed, ${sums.mentioning} are; ` +
        `${sums.evaluated} files of ${sums.evaluatedLines} lines were evaluated, ` +
        `with ${sums.notes} notes of where reading ends`,
);
const enough = Number(wanted) <= sums.evaluatedLines && sums.mentioning < sums.quiet;
if (!enough) {
    console.log(`too few: ${wanted} lines are wanted, and most files mention nothing`);
}
console.log(`${sums.evaluated - sums.failed} passed, ${sums.failed + (enough ? 0 : 1)} failed`);
process.exitCode = 0 < sums.failed || !enough ? 1 : 0;
